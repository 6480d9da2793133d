// wrong: the name of the key's type is interp.box

package main

import (
	"context"
	"fmt"
)

type userKey struct{}

func main() { fmt.Println(context.WithValue(context.Background(), userKey{}, 42)) }
