package main

import (
	"errors"
	"fmt"
)

type money int64

func (m money) String() string { return fmt.Sprintf("%d.%02d", int64(m)/100, int64(m)%100) }

type txKind int

const (
	deposit txKind = iota + 1
	withdraw
	transfer
)

func (k txKind) String() string {
	switch k {
	case deposit:
		return "deposit"
	case withdraw:
		return "withdraw"
	}
	return fmt.Sprintf("txKind(%d)", int(k))
}

type tx struct {
	kind txKind
	amt  money
}
type account struct {
	owner string
	bal   money
	hist  []tx
}
type insufficient struct{ need, have money }

func (e *insufficient) Error() string { return fmt.Sprintf("need %v, have %v", e.need, e.have) }

type bank map[string]*account

func (b bank) do(owner string, t tx) error {
	a, ok := b[owner]
	if !ok {
		return fmt.Errorf("%v: no account %q", t.kind, owner)
	}
	switch t.kind {
	case deposit:
		a.bal += t.amt
	case withdraw:
		if a.bal < t.amt {
			return fmt.Errorf("%v: %w", t.kind, &insufficient{t.amt, a.bal})
		}
		a.bal -= t.amt
	default:
		return fmt.Errorf("bad kind %v", t.kind)
	}
	a.hist = append(a.hist, t)
	return nil
}

func main() {
	b := bank{"ann": {owner: "ann"}, "bob": &account{owner: "bob", bal: 500}}
	for _, s := range []struct {
		who string
		tx
	}{{"ann", tx{deposit, 1050}}, {"bob", tx{withdraw, 501}}, {"cat", tx{deposit, 1}}, {"ann", tx{transfer, 1}}, {"ann", tx{withdraw, 50}}} {
		err := b.do(s.who, s.tx)
		var ins *insufficient
		if errors.As(err, &ins) {
			fmt.Print("short by ", ins.need-ins.have, ": ")
		}
		fmt.Println(s.who, s.kind, err)
	}
	fmt.Printf("%v %+v %v\n", b["ann"].bal, b["ann"].hist, *b["bob"])
}
