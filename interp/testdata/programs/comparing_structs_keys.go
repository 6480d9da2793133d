package main

import (
	"fmt"
	"sort"
)

type version struct{ major, minor, patch int }

func parse(s string) (v version, err error) {
	_, err = fmt.Sscanf(s, "v%d.%d.%d", &v.major, &v.minor, &v.patch)
	return
}
func (v version) less(o version) bool {
	switch {
	case v.major != o.major:
		return v.major < o.major
	case v.minor != o.minor:
		return v.minor < o.minor
	}
	return v.patch < o.patch
}
func (v version) bump(part string) version {
	switch part {
	case "major":
		return version{v.major + 1, 0, 0}
	case "minor":
		v.minor, v.patch = v.minor+1, 0
	default:
		v.patch++
	}
	return v
}

func main() {
	a, err := parse("v1.2.3")
	b, err2 := parse("v1.10.0")
	_, err3 := parse("nope")
	fmt.Println(a, err, b, err2, err3)
	fmt.Println(a.less(b), b.less(a), a == version{1, 2, 3}, a.bump("major"), a.bump("minor"), a.bump(""))
	vs := []version{b, a, {0, 9, 9}}
	sort.Slice(vs, func(i, j int) bool { return vs[i].less(vs[j]) })
	fmt.Println(vs)
	seen := map[version][]string{}
	seen[a] = append(seen[a], "first")
	seen[version{1, 2, 3}] = append(seen[version{1, 2, 3}], "again")
	fmt.Println(len(seen), seen[a])
	type edge struct{ from, to version }
	es := map[edge]bool{{a, b}: true}
	fmt.Println(es[edge{a, b}], es[edge{b, a}], edge{a, b} == edge{a, b})
}
