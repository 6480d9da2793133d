package main

import (
	"fmt"
	"log/slog"
)

type secret string

func (s secret) LogValue() slog.Value { return slog.StringValue("***") }

func main() { fmt.Println(slog.AnyValue(secret("x")).Resolve()) }
