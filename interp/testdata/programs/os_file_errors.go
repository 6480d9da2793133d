package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

func main() {
	_, err := os.ReadFile("/does/not/exist")
	fmt.Println(err, os.IsNotExist(err), errors.Is(err, fs.ErrNotExist))
	_, err = os.Open("")
	fmt.Println(err)
	_, err = os.Stat("/nope")
	var pe *os.PathError
	fmt.Println(errors.As(err, &pe), pe.Op, pe.Path, pe.Unwrap())
	_, err = os.ReadDir("/nope")
	fmt.Println(err)
	err = os.Remove("/nope/x")
	fmt.Println(err)
	fmt.Println(os.Getenv("SURELY_NOT_SET") == "", os.PathSeparator, os.DevNull)
	_, ok := os.LookupEnv("SURELY_NOT_SET")
	fmt.Println(ok, os.Expand("$a-${b}", func(s string) string { return strings.ToUpper(s) }))
	fmt.Println(errors.Is(fmt.Errorf("x: %w", err), os.ErrNotExist))
}
