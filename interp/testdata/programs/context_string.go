package main

import (
	"context"
	"fmt"
)

type userKey struct{}

func main() { fmt.Println(context.WithValue(context.Background(), userKey{}, 42)) }
