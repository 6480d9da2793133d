package main

// exceptions are programs that are known not to do what Go's do, and why. There
// are to be ten at most.
var exceptions = map[string]string{
	"abi/fibish.go":           "computes for minutes: the interpreter is some hundred times slower than compiled code",
	"abi/fibish_closure.go":   "computes for minutes, as abi/fibish.go",
	"abi/uglyfib.go":          "computes for minutes, as abi/fibish.go",
	"divmod.go":               "computes for minutes, as abi/fibish.go",
	"fixedbugs/issue13169.go": "computes for minutes, as abi/fibish.go",
}
