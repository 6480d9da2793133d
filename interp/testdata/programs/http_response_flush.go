package main

import (
	"fmt"
	"net/http"
)

type rec struct{ http.ResponseWriter }

func (rec) Flush() { fmt.Println("flushed") }

func main() { fmt.Println(http.NewResponseController(rec{}).Flush()) }
