package main

// exceptions are programs that are known not to do what Go's do, and why. There
// are to be ten at most.
var exceptions = map[string]string{
	"abi/fibish.go":           "computes for minutes: the interpreter is some hundred times slower than compiled code",
	"abi/fibish_closure.go":   "computes for minutes, as abi/fibish.go",
	"abi/uglyfib.go":          "computes for minutes, as abi/fibish.go",
	"divmod.go":               "computes for minutes, as abi/fibish.go",
	"fixedbugs/bug260.go":     "measures how structs lie in memory by the addresses that %p prints",
	"fixedbugs/issue22881.go": "is about when an assignment to an element of a nil map panics that calls on its other side",
	"fixedbugs/issue26094.go": "wants the words that tell two types of one name apart",
	"stack.go":                "recurses deeper than scripts may",
}
