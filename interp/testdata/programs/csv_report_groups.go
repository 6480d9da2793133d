package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"time"
)

type sale struct {
	region string
	month  time.Month
	amount float64
}

func parse(rec []string) (s sale, err error) {
	d, err := time.Parse(time.DateOnly, rec[1])
	if err != nil {
		return s, fmt.Errorf("date: %w", err)
	}
	a, err := strconv.ParseFloat(rec[2], 64)
	if err != nil {
		return s, fmt.Errorf("amount: %w", err)
	}
	return sale{rec[0], d.Month(), a}, nil
}

func main() {
	r := csv.NewReader(strings.NewReader("north,2024-01-05,10.5\nsouth,2024-01-09,7\nnorth,2024-02-01,3.25\neast,bad,1\nsouth,2024-02-02,x\nnorth,2024-01-30,1\n"))
	sums := map[string]map[time.Month]float64{}
	for {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		s, err := parse(rec)
		if err != nil {
			line, _ := r.FieldPos(0)
			fmt.Println("line", line, err)
			continue
		}
		if sums[s.region] == nil {
			sums[s.region] = map[time.Month]float64{}
		}
		sums[s.region][s.month] += s.amount
	}
	fmt.Println(sums)
	regions := make([]string, 0, len(sums))
	for k := range sums {
		regions = append(regions, k)
	}
	sort.Strings(regions)
	for _, reg := range regions {
		fmt.Printf("%-6s", reg)
		for m := time.January; m <= time.March; m++ {
			fmt.Printf(" %s=%6.2f", m.String()[:3], sums[reg][m])
		}
		fmt.Println()
	}
}
