package interp_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Types that lead back to themselves in any way are the same interpreted as compiled,
// however another type names them, and wherever that is declared.
func TestRecursiveTypes(t *testing.T) {
	var programs []program
	for way, form := range recursiveForms {
		for other, text := range recursiveNeighbours {
			p := program{name: way + "_" + other, text: []byte(form.program(text))}
			p.file = inModule(t, p)
			programs = append(programs, p)
		}
	}

	binary := compile(t, programs)
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(runCompiled(t, binary, p), runFile(t, p.file)); diff != "" {
				t.Errorf("interpreted (+) is not as compiled (-):\n%s\n%s", diff, p.text)
			}
		})
	}
}

// recursiveForm is a way of a type Item to lead back to itself.
type recursiveForm struct {
	types string // the declarations; Item, or an alias of it, has a name and a field Kids
	kids  string // a value of Kids
}

var recursiveForms = map[string]recursiveForm{
	"pointer":             {`type Item struct { Name string; Kids *Item }`, `&Item{Name: "k"}`},
	"pointer_to_pointer":  {`type Item struct { Name string; Kids **Item }`, `func() **Item { p := &Item{Name: "k"}; return &p }()`},
	"slice":               {`type Item struct { Name string; Kids []Item }`, `[]Item{{Name: "k"}, {}}`},
	"slice_of_pointers":   {`type Item struct { Name string; Kids []*Item }`, `[]*Item{{Name: "k"}, nil}`},
	"array_of_pointers":   {`type Item struct { Name string; Kids [3]*Item }`, `[3]*Item{1: {Name: "k"}}`},
	"slices_of_slices":    {`type Item struct { Name string; Kids [][]Item }`, `[][]Item{{{Name: "k"}}, nil}`},
	"map":                 {`type Item struct { Name string; Kids map[string]Item }`, `map[string]Item{"a": {Name: "k"}}`},
	"map_of_pointers":     {`type Item struct { Name string; Kids map[string]*Item }`, `map[string]*Item{"a": {Name: "k"}, "b": nil}`},
	"map_of_slices":       {`type Item struct { Name string; Kids map[string][]Item }`, `map[string][]Item{"a": {{Name: "k"}}}`},
	"map_of_maps":         {`type Item struct { Name string; Kids map[int]map[string]Item }`, `map[int]map[string]Item{1: {"a": {Name: "k"}}}`},
	"key_of_a_map":        {`type Item struct { Name string; Kids map[*Item]bool }`, `map[*Item]bool{{Name: "k"}: true}`},
	"key_and_value":       {`type Item struct { Name string; Kids map[*Item]Item }`, `map[*Item]Item{nil: {Name: "k"}}`},
	"key_of_arrays":       {`type Item struct { Name string; Kids map[[2]*Item]int }`, `map[[2]*Item]int{{}: 1}`},
	"array_of_maps":       {`type Item struct { Name string; Kids [2]map[string]Item }`, `[2]map[string]Item{{"a": {Name: "k"}}, nil}`},
	"pointer_to_map":      {`type Item struct { Name string; Kids *map[string]Item }`, `&map[string]Item{"a": {Name: "k"}}`},
	"channel":             {`type Item struct { Name string; Kids chan Item }`, `make(chan Item, 1)`},
	"function":            {`type Item struct { Name string; Kids func(Item) Item }`, `func(i Item) Item { return Item{Name: i.Name + "k"} }`},
	"function_of_pointer": {`type Item struct { Name string; Kids func(*Item) (*Item, error) }`, `func(i *Item) (*Item, error) { return i, nil }`},
	"map_of_functions":    {`type Item struct { Name string; Kids map[string]func(*Item) map[string]Item }`, `map[string]func(*Item) map[string]Item{"a": func(*Item) map[string]Item { return nil }}`},
	"struct":              {`type Item struct { Name string; Kids struct{ left, right *Item } }`, `struct{ left, right *Item }{left: &Item{Name: "k"}}`},
	"slice_of_structs":    {`type Item struct { Name string; Kids []struct { Key string; To Item } }`, `[]struct { Key string; To Item }{{"a", Item{Name: "k"}}}`},
	"map_of_structs":      {`type Item struct { Name string; Kids map[string]struct { From []*Item } }`, `map[string]struct { From []*Item }{"a": {From: []*Item{{Name: "k"}}}}`},
	"struct_of_map":       {`type Item struct { Name string; Kids struct { M map[string]Item } }`, `struct { M map[string]Item }{M: map[string]Item{"a": {Name: "k"}}}`},
	"alias":               {`type Kids = map[string]Item; type Item struct { Name string; Kids Kids }`, `Kids{"a": {Name: "k"}}`},
	"named_slice":         {`type List []Item; type Item struct { Name string; Kids List }`, `List{{Name: "k"}}`},
	"named_map":           {`type Item struct { Name string; Kids Table }; type Table map[string][]Item`, `Table{"a": {{Name: "k"}}}`},
	"named_functions":     {`type Item struct { Name string; Kids []Option }; type Option func(*Item) error`, `[]Option{func(i *Item) error { i.Name += "k"; return nil }, nil}`},
	"two_structs":         {`type Item struct { Name string; Kids map[string]Other }; type Other struct { N int; Back map[string]Item }`, `map[string]Other{"a": {Back: map[string]Item{"b": {Name: "k"}}}}`},
	"three_structs":       {`type Item struct { Name string; Kids []Second }; type Second struct { T []Third }; type Third struct { Back map[int]Item }`, `[]Second{{T: []Third{{Back: map[int]Item{1: {Name: "k"}}}}}}`},
	"generic_map":         {`type Node[T any] struct { Name T; Kids map[string]Node[T] }; type Item = Node[string]`, `map[string]Item{"a": {Name: "k"}}`},
	"generic_pointers":    {`type Node[T any] struct { Name T; Kids []*Node[T] }; type Item = Node[string]`, `[]*Item{{Name: "k"}}`},
	"generic_key":         {`type Node[K comparable] struct { Name K; Kids map[*Node[K]]K }; type Item = Node[string]`, `map[*Item]string{nil: "k"}`},
	"embedded":            {`type Base struct { Kids map[string]Item }; type Item struct { Name string; Base }`, `map[string]Item{"a": {Name: "k"}}`},
}

// recursiveNeighbours are other types that name Item, before it or, where Late stands
// for their declaration, after main.
var recursiveNeighbours = map[string]string{
	"alone":     ``,
	"field":     `type Near struct { item Item }`,
	"pointer":   `type Near struct { item *Item }`,
	"list":      `type Near struct { items []Item; n int }`,
	"table":     `type Near struct { items map[string]Item }`,
	"lists":     `type Near [][]Item`,
	"function":  `type Near struct { f func(Item) error }`,
	"method":    `type Near struct{}; func (Near) Add(i Item, n int) (Item, error) { return i, nil }`,
	"late":      `Late type Near struct { item Item; items map[string]*Item }`,
	"embedding": `type Near struct { Item; n int }`,
}

// program writes the program of a form and a neighbour. It uses values of the type at
// many places; those of Kids are counted, for addresses differ.
func (f recursiveForm) program(near string) string {
	late, isLate := strings.CutPrefix(near, "Late ")
	early := near
	if isLate {
		early = ""
	} else {
		late = ""
	}
	use := ""
	if near != "" {
		use = "\tvar near Near\n\tvar boxed any = near\n\t_, ok := boxed.(Near)\n\tfmt.Println(ok)\n"
	}
	split := strings.NewReplacer("; type ", "\ntype ", "}; func ", "}\nfunc ")
	return fmt.Sprintf(`package main

import "fmt"

%s

%s

var first = Item{Name: "first"}

func make1() Item {
	i := Item{Name: "made"}
	i.Kids = %[3]s
	return i
}

func main() {
%[4]s	first.Kids = %[3]s
	list := []Item{first, make1()}
	list = append(list, Item{Name: "appended"}, make1())
	table := map[string]*Item{"a": &list[0]}
	table["b"] = &list[1]
	table["a"].Kids = table["b"].Kids
	kids := list[3].Kids
	list[2].Kids = kids
	change := func(i Item) (Item, int) {
		i.Kids = %[3]s
		return i, cap(make([]Item, 1, 3))
	}
	changed, n := change(first)
	var zero [2]Item
	zero[1] = changed
	var x any = changed
	back, ok := x.(Item)
	var channel = make(chan Item, 1)
	channel <- back
	back = <-channel
	for i, item := range list {
		fmt.Println(i, item.Name, fmt.Sprint(item.Kids) != "")
	}
	fmt.Printf("%%T %%v %%d\n", x, ok, n)
	fmt.Println(back.Name, zero[0].Name == "", len(table), fmt.Sprint(first.Kids) != "")
}

%[5]s
`, split.Replace(early), split.Replace(f.types), f.kids, use, split.Replace(late))
}
