package main

import (
	"fmt"
	"regexp"
)

func main() {
	re := regexp.MustCompile(`(?i)(?P<user>[a-z.]+)@(?P<host>\w+)\.(com|org)`)
	s := "Bob@Example.com, x.y@site.org; bad@"
	fmt.Println(re.MatchString(s), re.FindString(s), re.FindStringIndex(s), re.NumSubexp(), re.SubexpNames(), re.SubexpIndex("host"))
	fmt.Printf("%q\n%q\n%v\n", re.FindStringSubmatch(s), re.FindAllStringSubmatch(s, -1), re.FindAllStringIndex(s, -1))
	fmt.Println(re.ReplaceAllString(s, "$host/${user}x"), re.ReplaceAllLiteralString(s, "$1"))
	fmt.Println(re.ReplaceAllStringFunc(s, func(m string) string { return fmt.Sprint("[", len(m), "]") }))
	n := 0
	fmt.Println(string(regexp.MustCompile(`\d`).ReplaceAllFunc([]byte("a1b2"), func(b []byte) []byte { n++; return append(b, b...) })), n)
	fmt.Printf("%q %q\n", regexp.MustCompile(`[,;]\s*`).Split(s, -1), regexp.MustCompile(`a*`).FindAllString("baaau", -1))
	fmt.Println(regexp.QuoteMeta("a.b*c"), re.String()[:5])
	_, err := regexp.Compile(`a(b`)
	fmt.Println(err)
	ok, err := regexp.MatchString(`^\p{Greek}+$`, "αβγ")
	fmt.Println(ok, err)
	fmt.Println(string(re.Expand(nil, []byte("$user at $host"), []byte(s), re.FindSubmatchIndex([]byte(s)))))
	var nilre *regexp.Regexp
	fmt.Println(nilre == nil, regexp.MustCompile(`(?m)^(\w+):`).FindAllString("a: 1\nb: 2", -1), regexp.MustCompile(`(a+?)(b*)`).FindStringSubmatch("aabb"))
	rules := []struct {
		re   *regexp.Regexp
		kind string
	}{{regexp.MustCompile(`^\d+`), "num"}, {regexp.MustCompile(`^[a-z]+`), "word"}, {regexp.MustCompile(`^\s+`), ""}}
	for in := "ab 12 c"; in != ""; {
		for _, r := range rules {
			if m := r.re.FindString(in); m != "" {
				if r.kind != "" {
					fmt.Print(r.kind, ":", m, " ")
				}
				in = in[len(m):]
				break
			}
		}
	}
	fmt.Println()
}
