package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/chromedp/chromedp"
)

// floodApp changes 1,000 figures every 10 ms, far more than a browser can show.
const floodApp = `package main

import (
	"fmt"
	"time"

	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	box, stamp, clicks, n, k := pn.FlexBox(), pn.Text("0").Classes("stamp"), pn.Text("0").Classes("clicks"), 0, 0
	var figures []*pn.NumberIndicator
	for i := range 1000 {
		figures = append(figures, pn.Number(fmt.Sprint("n", i), 0))
		box.Append(figures[i])
	}
	s.Main(stamp, pn.Button("Click").OnClick(func() { n++; clicks.Set(fmt.Sprint(n)) }), clicks, box)
	s.Every(10*time.Millisecond, func() {
		k++
		for i, f := range figures {
			f.Set(k + i)
		}
		stamp.Set(fmt.Sprint(time.Now().UnixMilli()))
	})
}
`

// floodTimes looks at the page for ten seconds: how old it is in each frame, and how long
// a click takes to be seen, in ms. The second before belongs to the start of the browser.
const floodTimes = `(async () => {
	const text = selector => document.querySelector(selector).textContent, frame = () => new Promise(requestAnimationFrame);
	while (text('.stamp') == '0') await frame();
	await new Promise(done => setTimeout(done, 1000));
	const ages = [], clicks = [], began = performance.now();
	let clicked = 0, wanted = 0;
	while (performance.now() - began < 10000) {
		await frame();
		ages.push(Date.now() - text('.stamp'));
		if (clicked && text('.clicks') == wanted) {
			clicks.push(performance.now() - clicked);
			clicked = 0;
		}
		if (!clicked) {
			clicked = performance.now();
			wanted++;
			document.querySelector('.pn-content [data-pn=button]').click();
		}
	}
	if (clicked) clicks.push(performance.now() - clicked);
	return {ages, clicks};
})()`

// measureFlood looks at a page whose script changes more than a browser can show.
func measureFlood() ([]row, error) {
	path, remove, err := scriptFile("flood.go", floodApp)
	if err != nil {
		return nil, err
	}
	defer remove()
	url, stop, err := serve(nil, path)
	if err != nil {
		return nil, err
	}
	defer stop()
	var seen struct{ Ages, Clicks []float64 }
	err = fresh(func(ctx context.Context) error {
		if err := chromedp.Do(ctx, chromedp.Navigate(url+"/flood")); err != nil {
			return err
		}
		seen, err = chromedp.Run(ctx, chromedp.Evaluate[struct{ Ages, Clicks []float64 }](floodTimes, chromedp.EvalAwaitPromise))
		return err
	})
	if err != nil {
		return nil, err
	}
	line := func(what string, ms []float64) row {
		return row{what: what, budget: "≤ 300 ms", got: fmt.Sprintf("%.0f ms at most (%.0f in the middle)", slices.Max(ms), median(ms)), baseline: "a change every 10 ms", met: slices.Max(ms) <= 300}
	}
	return []row{
		line("age of a page of 1,000 figures that always change", seen.Ages),
		line("click on it → seen", seen.Clicks),
	}, nil
}
