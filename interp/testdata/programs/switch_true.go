package main

func main() {
	b := byte('A')
	switch {
	case '0' <= b && b <= '9',
		'A' <= b && b <= 'Z':
		println("ok")
	default:
		println("bad")
	}
	switch {
	case true:
		println("ok2")
	default:
		println("bad")
	}
	switch true {
	case b == 1, b == 'A':
		println("ok3")
	default:
		println("bad")
	}
	switch false {
	case false:
		println("ok4")
	default:
		println("bad")
	}
}
