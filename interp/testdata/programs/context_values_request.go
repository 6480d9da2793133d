package main

import (
	"context"
	"fmt"
)

type ctxKey int

const (
	userKey ctxKey = iota
	traceKey
)

type user struct {
	name  string
	roles []string
}

func (u *user) has(role string) bool {
	for _, r := range u.roles {
		if r == role {
			return true
		}
	}
	return false
}
func with(ctx context.Context, u *user) context.Context { return context.WithValue(ctx, userKey, u) }
func from(ctx context.Context) *user {
	u, _ := ctx.Value(userKey).(*user)
	return u
}
func guard(role string, next func(context.Context) string) func(context.Context) string {
	return func(ctx context.Context) string {
		u := from(ctx)
		switch {
		case u == nil:
			return "401"
		case !u.has(role):
			return "403 " + u.name
		}
		return next(context.WithValue(ctx, traceKey, "t-"+u.name))
	}
}

func main() {
	h := guard("admin", func(ctx context.Context) string {
		return fmt.Sprint("200 ", from(ctx).name, " ", ctx.Value(traceKey), " ", ctx.Value(ctxKey(7)))
	})
	bg := context.Background()
	fmt.Println(h(with(bg, &user{"ann", []string{"dev", "admin"}})))
	fmt.Println(h(with(bg, &user{name: "bob"})))
	fmt.Println(h(bg))
}
