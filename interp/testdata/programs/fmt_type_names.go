package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

type (
	pt    struct{ X int }
	lvl   int
	list  []pt
	dict  map[string]lvl
	fn    func(pt) (lvl, error)
	ch    chan pt
	iface interface{ M(lvl) pt }
	arr   [2]lvl
	ptr   *pt
)

func (l lvl) M(lvl) pt { return pt{int(l)} }

func main() {
	type local struct{ a lvl }
	for _, v := range []any{pt{}, &pt{}, lvl(1), list{}, dict{}, fn(nil), ch(nil), arr{}, ptr(nil), []pt{}, map[lvl][]pt{}, func(pt, ...lvl) iface { return nil }, (chan<- lvl)(nil), (<-chan pt)(nil), local{}, &local{}, []iface{}, [3]*lvl{}, struct {
		A pt
		b lvl
	}{}, (*iface)(nil), map[string]any{}, []error{}, nil, iface(lvl(1)), func() {}, struct{}{}, new(any), func(a, b int) (x, y string) { return }, map[pt]struct{}{}} {
		fmt.Printf("%T\n", v)
	}
	var e error = fmt.Errorf("x %w", io.EOF)
	fmt.Printf("%T %T %T %T\n", e, io.EOF, time.Second, &strings.Builder{})
	fmt.Println(fmt.Sprintf("%T|%10T|%-6T|", lvl(1), 5, "s"))
}
