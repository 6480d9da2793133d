package pn_test

import (
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestMarkdownHTML(t *testing.T) {
	golden(t, "markdown",
		example{"empty", pn.Markdown("")},
		example{"text", pn.Markdown("# Title\n\nA *word*, **another**, `code` and a [link](https://example.com/ \"title\").\n\n- a\n- b\n\n1. one\n")},
		example{"a table", pn.Markdown("| City | People |\n|---|--:|\n| Berlin | 3.7 |\n")},
		example{"code", pn.Markdown("```go\nif a < b && c {\n}\n```\n")},
		example{"tasks, strikethrough, a bare link", pn.Markdown("- [x] done\n- [ ] ~~dropped~~ see https://example.com/\n")},
		example{"HTML", pn.Markdown("A <sub>b</sub> <script>alert(1)</script>\n\n<div class=\"x\">c</div>\n")},
		example{"a link that runs", pn.Markdown("[x](javascript:alert(1)) ![y](javascript:alert(2)) <javascript:alert(3)>")},
		example{"an image", pn.Markdown("![alt](https://example.com/x.png)")},
		example{"indented like code", pn.Markdown("\n\t\t# Title\n\n\t\tText\n\n\t\t\tcode\n\t")},
		example{"indented in part", pn.Markdown("  a\n\n      code\n\n b\n")},
		example{"set", pn.Markdown("old").Set("new")},
	)
	if got := pn.Markdown("*a*").Value(); got != "*a*" {
		t.Errorf("value %q", got)
	}
}
