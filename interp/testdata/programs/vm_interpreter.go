package main

import (
	"fmt"
	"strings"
)

type opcode byte

const (
	push opcode = iota
	add
	mul
	jmpnz
	dup
	dec
	swap
	print1
	halt
)

func (o opcode) String() string {
	return [...]string{"push", "add", "mul", "jmpnz", "dup", "dec", "swap", "print", "halt"}[o]
}

type instr struct {
	op  opcode
	arg int
}
type vm struct {
	stack []int
	pc    int
	out   strings.Builder
	steps map[opcode]int
}

func (v *vm) pop() (n int) {
	n, v.stack = v.stack[len(v.stack)-1], v.stack[:len(v.stack)-1]
	return
}
func (v *vm) run(code []instr) (err error) {
	v.steps = map[opcode]int{}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("at %d: %v", v.pc, code[v.pc].op)
		}
	}()
	for {
		in := code[v.pc]
		v.steps[in.op]++
		switch in.op {
		case push:
			v.stack = append(v.stack, in.arg)
		case add, mul:
			a, b := v.pop(), v.pop()
			if in.op == add {
				v.stack = append(v.stack, a+b)
			} else {
				v.stack = append(v.stack, a*b)
			}
		case dup:
			v.stack = append(v.stack, v.stack[len(v.stack)-1])
		case dec:
			v.stack[len(v.stack)-1]--
		case swap:
			n := len(v.stack)
			v.stack[n-1], v.stack[n-2] = v.stack[n-2], v.stack[n-1]
		case jmpnz:
			if v.stack[len(v.stack)-1] != 0 {
				v.pc = in.arg
				continue
			}
		case print1:
			fmt.Fprint(&v.out, v.pop(), ";")
		case halt:
			return nil
		}
		v.pc++
	}
}

func main() {
	code := []instr{{push, 1}, {push, 5}, {dup, 0}, {push, 1}, {mul, 0}, {op: swap}, {swap, 0}, {dec, 0}, {jmpnz, 7}, {print1, 0}, {print1, 0}, {halt, 0}}
	v := &vm{}
	fmt.Println(v.run(code), v.out.String(), v.steps, v.stack)
	w := &vm{}
	fmt.Println(w.run([]instr{{add, 0}}), w.pc)
}
