package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"sort"
	"strings"
	"text/tabwriter"
)

type item struct {
	SKU   string  `json:"sku"`
	Qty   int     `json:"qty"`
	Price float64 `json:"price"`
	Tags  []string
}
type inventory struct {
	items map[string]item
	log   *log.Logger
}

func load(data string) (inv inventory, err error) {
	var list []item
	if err = json.Unmarshal([]byte(data), &list); err != nil {
		return inv, fmt.Errorf("load: %w", err)
	}
	inv.items = make(map[string]item, len(list))
	for _, it := range list {
		inv.items[it.SKU] = it
	}
	inv.log = log.New(os.Stdout, "inv ", 0)
	return
}
func (inv inventory) adjust(sku string, by int) {
	it, ok := inv.items[sku]
	if !ok {
		inv.log.Printf("unknown %s", sku)
		return
	}
	it.Qty += by
	inv.items[sku] = it
	inv.log.Printf("%s now %d", sku, it.Qty)
}
func (inv inventory) report(w io.Writer) {
	keys := make([]string, 0, len(inv.items))
	for k := range inv.items {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return inv.items[keys[i]].Price > inv.items[keys[j]].Price })
	tw := tabwriter.NewWriter(w, 0, 4, 1, ' ', tabwriter.AlignRight)
	total := 0.0
	for _, k := range keys {
		it := inv.items[k]
		total += float64(it.Qty) * it.Price
		fmt.Fprintf(tw, "%s\t%d\t%.2f\t%s\t\n", it.SKU, it.Qty, it.Price, strings.Join(it.Tags, "/"))
	}
	tw.Flush()
	fmt.Fprintf(w, "total %8.2f\n", total)
}

func main() {
	inv, err := load(`[{"sku":"a1","qty":3,"price":9.99,"Tags":["x","y"]},{"sku":"b2","qty":10,"price":0.5},{"sku":"c3","price":100}]`)
	if err != nil {
		fmt.Println(err)
		return
	}
	inv.adjust("a1", -1)
	inv.adjust("zz", 1)
	inv.report(os.Stdout)
	_, err = load(`[{"sku":1}`)
	fmt.Println(err)
}
