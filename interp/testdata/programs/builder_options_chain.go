package main

import (
	"errors"
	"fmt"
	"strings"
)

type query struct {
	table string
	cols  []string
	where []cond
	limit *int
	order map[string]bool
	errs  []error
}
type cond struct {
	expr string
	args []any
}

func from(t string) *query                 { return &query{table: t} }
func (q *query) sel(cols ...string) *query { q.cols = append(q.cols, cols...); return q }
func (q *query) and(e string, args ...any) *query {
	if n := strings.Count(e, "?"); n != len(args) {
		q.errs = append(q.errs, fmt.Errorf("%q wants %d args, has %d", e, n, len(args)))
		return q
	}
	q.where = append(q.where, cond{e, args})
	return q
}
func (q *query) top(n int) *query { q.limit = &n; return q }
func (q query) clone() *query {
	q.cols = append([]string(nil), q.cols...)
	q.where = append([]cond(nil), q.where...)
	return &q
}
func (q *query) build() (string, []any, error) {
	if err := errors.Join(q.errs...); err != nil {
		return "", nil, err
	}
	var b strings.Builder
	cols := "*"
	if len(q.cols) > 0 {
		cols = strings.Join(q.cols, ", ")
	}
	fmt.Fprintf(&b, "SELECT %s FROM %s", cols, q.table)
	var args []any
	for i, c := range q.where {
		b.WriteString([]string{" WHERE ", " AND "}[min(i, 1)])
		b.WriteString(c.expr)
		args = append(args, c.args...)
	}
	if q.limit != nil {
		fmt.Fprint(&b, " LIMIT ", *q.limit)
	}
	return b.String(), args, nil
}

func main() {
	q := from("users").sel("id", "name").and("age > ?", 18)
	r := q.clone().and("name IN (?, ?)", "a", "b").top(5)
	fmt.Println(q.build())
	fmt.Println(r.build())
	fmt.Println(from("t").build())
	fmt.Println(from("t").and("x = ?").and("y = 1", 2).build())
}
