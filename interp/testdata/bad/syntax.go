package main

func F() {
	x := 
	if x == 1
	{
	}
}

func G() int {
	return [1, 2
}
