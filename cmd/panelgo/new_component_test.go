package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The scripts that follow docs/components.md have each of its commands, in its order.
func TestComponentCommands(t *testing.T) {
	page, err := os.ReadFile("../../docs/components.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	if len(blocks) != 3 {
		t.Fatalf("%d blocks of commands: say which script follows them", len(blocks))
	}
	elsewhere := map[string]string{
		"go run ./demo": "exec go build -o ../demo ./demo", // so that the script has the server's process
		"go test ./internal/e2e -run TestKinds/star-meter": "", // which needs a browser
	}
	for i, script := range []string{"component.txtar", "component.txtar", "component_pn.txtar"} {
		text, err := os.ReadFile("testdata/script/" + script)
		if err != nil {
			t.Fatal(err)
		}
		rest := string(text)
		for line := range strings.Lines(blocks[i][1]) {
			command := strings.TrimSpace(line)
			want, isOther := elsewhere[command]
			if !isOther {
				want = "exec " + command
			}
			if strings.HasPrefix(command, "cd ") {
				want = command
			}
			_, after, found := strings.Cut(rest, "\n"+want)
			if want != "" && !found {
				t.Errorf("%s does not run %q, which docs/components.md says, or not in its order", script, command)
			}
			if want != "" && found {
				rest = after
			}
		}
	}
}
