package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/options"
	"github.com/panelgo/panelgo/internal/visitor"
)

// Bounds of a benchmark.
const (
	maxVisitors = 10_000
	maxActions  = 10_000
	maxSamples  = 10_000_000 // actions of all visitors together

	// Sessions that are weighed. With few the rest of the process would blur
	// the figure; more do not improve it.
	minWeighed, maxWeighed = 100, 1_000
)

// benchmark holds the flags of "panelgo bench".
type benchmark struct {
	plan   visitor.Plan
	bounds bounds
	serve  panelgo.Options
	json   bool
}

func newBench() *cobra.Command {
	b := &benchmark{serve: panelgo.Defaults()}
	c := &cobra.Command{
		Use:   "bench FILE|FOLDER|URL [flags]",
		Short: "Measure an app with many visitors",
		Long: `Bench opens visitors that load the page, go live, use its controls, stay
until all are done, and leave. It tells how long each step took, and what
travelled. One visitor goes ahead to see what the page has, and is not counted.

A FILE, or the FOLDER of one app, is served for this by the command itself, on
this machine; then the memory of a session that has gone live is told too,
weighed beforehand with visitors who do nothing. A URL is that of an app that
is served already, with its query.

Visitors use sliders, number and text inputs, checkboxes, selects and buttons,
one after another, always with another value.

When a bound is missed, or more visitors failed than --max-errors, the exit
code is 1.`,
		Example: `  panelgo bench apps/weather.go --reuse-sessions --visitors 1000
  panelgo bench http://localhost:5006/weather?city=Oslo --actions 20 --think 100ms
  panelgo bench app.go --max-p99 20ms --max-first-view 14KiB --max-memory 25KiB`,
		Args: func(c *cobra.Command, args []string) error {
			if err := options.Misplaced(c.Flags(), args); err != nil {
				return usageError{c, err}
			}
			if len(args) != 1 {
				return usageError{c, errors.New("bench needs one file, folder or URL")}
			}
			return nil
		},
		ValidArgsFunction: goFiles,
		RunE: func(c *cobra.Command, args []string) error {
			if err := b.check(c, args[0]); err != nil {
				return usageError{c, err}
			}
			return b.run(c, args[0])
		},
	}
	b.addFlags(c.Flags())
	return c
}

func (b *benchmark) addFlags(f *pflag.FlagSet) {
	f.IntVar(&b.plan.Visitors, "visitors", 50, fmt.Sprintf("how many come, 1 to %d", maxVisitors))
	f.IntVar(&b.plan.AtOnce, "concurrency", 8, "how many wait for the server at once")
	f.IntVar(&b.plan.Actions, "actions", 10, "how often each uses a control")
	f.DurationVar(&b.plan.Think, "think", 0, "pause of a visitor between two actions")
	f.DurationVar(&b.plan.Duration, "duration", time.Minute, "the longest that all may take; who is not done by then has failed")
	f.BoolVar(&b.json, "json", false, "print JSON, times in milliseconds")
	b.bounds.addFlags(f)
	var all pflag.FlagSet
	b.serve.AddFlags(&all)
	f.AddFlag(all.Lookup("reuse-sessions"))
}

// check checks the flags and the target before anything is started.
func (b *benchmark) check(c *cobra.Command, target string) error {
	p := b.plan
	switch {
	case p.Visitors < 1 || p.Visitors > maxVisitors:
		return fmt.Errorf("--visitors %d: from 1 to %d can come", p.Visitors, maxVisitors)
	case p.Actions < 0 || p.Actions > maxActions:
		return fmt.Errorf("--actions %d: each can do from 0 to %d", p.Actions, maxActions)
	case p.Visitors*p.Actions > maxSamples:
		return fmt.Errorf("--visitors %d --actions %d: all together can do %d", p.Visitors, p.Actions, maxSamples)
	case p.AtOnce < 1 || p.AtOnce > maxVisitors:
		return fmt.Errorf("--concurrency %d: from 1 to %d can come at once", p.AtOnce, maxVisitors)
	case p.Think < 0 || p.Think > time.Hour:
		return fmt.Errorf("--think %v: use a pause from 0 to 1h", p.Think)
	case p.Duration <= 0 || p.Duration > 24*time.Hour:
		return fmt.Errorf("--duration %v: use a time up to 24h", p.Duration)
	case b.bounds.errors < 0:
		return fmt.Errorf("--max-errors %d: use 0 or more", b.bounds.errors)
	}
	if !isURL(target) {
		return nil
	}
	for flag, why := range map[string]string{
		"max-memory":     "the memory of a server elsewhere is not known: give a FILE",
		"reuse-sessions": "how a URL is served was decided by its server: give a FILE",
	} {
		if c.Flags().Changed(flag) {
			return fmt.Errorf("--%s: %s", flag, why)
		}
	}
	return nil
}

func isURL(target string) bool {
	return strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "https://")
}

// findings are the results of a benchmark.
type findings struct {
	*visitor.Report
	target    string
	weighed   int   // number of sessions weighed
	weight    int   // bytes of one session; 0 when not known
	unweighed error // why an app served here could not be weighed
}

func (b *benchmark) run(c *cobra.Command, target string) error {
	found, err := b.measure(c.Context(), target)
	if err != nil {
		return err
	}
	if b.json {
		err = printJSON(c.OutOrStdout(), found)
	} else {
		err = printReport(c.OutOrStdout(), found, b.plan)
	}
	if err != nil {
		return err
	}
	return b.bounds.missed(found)
}

func (b *benchmark) measure(ctx context.Context, target string) (found findings, err error) {
	found.target = target
	if isURL(target) {
		u, err := url.Parse(target)
		if err != nil || u.Host == "" {
			return found, fmt.Errorf("%s is no URL of an app", target)
		}
		u.Fragment = ""
		b.plan.URL = u.String()
		found.Report, err = b.plan.Run(ctx)
		return found, err
	}
	began := time.Now()
	found.weighed = min(max(b.plan.Visitors, minWeighed), maxWeighed)
	err = b.served(ctx, target, func(url string) error {
		limited, cancel := context.WithTimeout(ctx, b.plan.Duration/2)
		defer cancel()
		found.weight, found.unweighed = visitor.Weigh(limited, url, found.weighed, b.plan.AtOnce)
		return ctx.Err()
	})
	if err != nil {
		return found, err
	}
	plan := b.plan
	plan.Duration -= time.Since(began)
	err = b.served(ctx, target, func(url string) error {
		var err error
		plan.URL = url
		found.Report, err = plan.Run(ctx)
		return err
	})
	return found, err
}

// served serves an app on this machine while f runs.
func (b *benchmark) served(ctx context.Context, target string, f func(url string) error) error {
	address, stop, err := b.serveHere(ctx, target)
	if err != nil {
		return err
	}
	return errors.Join(f(address), stop())
}

// serveHere serves an app on a free port of this machine.
func (b *benchmark) serveHere(ctx context.Context, path string) (address string, stop func() error, err error) {
	o := b.serve
	o.Watch, o.Strict = false, true
	o.LogLevel = "error"
	o.MaxSessions = 2*max(b.plan.Visitors, maxWeighed) + 100
	o.MessageRate = 1e9 // visitors without a pause are faster than people
	h, err := panelgo.Handler([]string{path}, panelgo.WithOptions(o))
	if err != nil {
		return "", nil, err
	}
	if apps := h.Slugs(); len(apps) != 1 {
		return "", nil, errors.Join(fmt.Errorf("%s has %d apps (%s): name one", path, len(apps), strings.Join(apps, ", ")), h.Close())
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, errors.Join(err, h.Close())
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(ctx, l) }()
	stop = func() error {
		cancel()
		return <-ended
	}
	return "http://" + l.Addr().String() + "/" + h.Slugs()[0], stop, nil
}
