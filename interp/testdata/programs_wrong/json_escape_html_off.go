// wrong: SetEscapeHTML(false) has no effect inside structs of the script: "\u003c"

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
