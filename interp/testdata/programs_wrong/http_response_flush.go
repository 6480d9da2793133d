// wrong: Flush says "feature not supported": a Flush method of a script's ResponseWriter is not seen

package main

import (
	"fmt"
	"net/http"
)

type rec struct{ http.ResponseWriter }

func (rec) Flush() { fmt.Println("flushed") }

func main() { fmt.Println(http.NewResponseController(rec{}).Flush()) }
