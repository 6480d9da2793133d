package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type t struct{ S string }

func main() {
	e := json.NewEncoder(os.Stdout)
	e.SetEscapeHTML(false)
	fmt.Println(e.Encode([]t{{"<&>"}}))
}
