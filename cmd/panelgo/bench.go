package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/internal/visitor"
)

// bench is what the flags of "panelgo bench" say.
type bench struct {
	crowd  visitor.Crowd
	bounds bounds
	served panelgo.Options // how a file is served
	json   bool
}

func newBench() *cobra.Command {
	b := &bench{
		crowd:  visitor.Crowd{Visitors: 50, Actions: 10, Concurrency: 8, Duration: time.Minute},
		served: panelgo.Defaults(),
	}
	c := &cobra.Command{
		Use:   "bench URL|FILE|FOLDER [flags]",
		Short: "Have visitors come to an app, and measure how it answers",
		Long: `Bench sends visitors to an app: each loads the page, goes live, changes and
clicks the controls it finds, and leaves. When the last is live they begin to
act. It tells how long everything took, and how much went over the wire.

The app of a file is served by this process, for itself alone; then bench also
tells the memory that a live session takes. With a bound (--max-...) that is
missed it exits 1, and so with an error that a visitor meets.`,
		Example: `  panelgo bench apps/explorer.go
  panelgo bench apps/explorer.go --reuse-sessions --max-p99 20ms --max-first-view 14KiB
  panelgo bench http://localhost:5006/explorer --visitors 500 --think 1s`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{c, errors.New("bench needs one URL, file or folder")}
			}
			return nil
		},
		ValidArgsFunction: goFiles,
		RunE: func(c *cobra.Command, args []string) error {
			if err := b.check(c.Flags(), args[0]); err != nil {
				return usageError{c, err}
			}
			return b.run(c, args[0])
		},
	}
	b.addFlags(c.Flags())
	completeValues(c, map[string][]string{"reuse-sessions": {"warm", "lazy"}})
	return c
}

func (b *bench) addFlags(f *pflag.FlagSet) {
	f.IntVar(&b.crowd.Visitors, "visitors", b.crowd.Visitors, fmt.Sprintf("how many come; 1 to %d", visitor.MaxVisitors))
	f.IntVar(&b.crowd.Actions, "actions", b.crowd.Actions, fmt.Sprintf("of each visitor; 0 to %d", visitor.MaxActions))
	f.IntVar(&b.crowd.Concurrency, "concurrency", b.crowd.Concurrency, fmt.Sprintf("visitors who load, or wait for an answer, at the same moment; 1 to %d", visitor.MaxConcurrency))
	f.DurationVar(&b.crowd.Duration, "duration", b.crowd.Duration, "all ends after this time, done or not")
	f.DurationVar(&b.crowd.Think, "think", b.crowd.Think, "pause of a visitor between two actions")
	f.BoolVar(&b.json, "json", b.json, "print the figures as JSON")
	b.bounds.addFlags(f)
	all := pflag.NewFlagSet("", pflag.ContinueOnError)
	b.served.AddFlags(all)
	f.AddFlag(all.Lookup("reuse-sessions"))
}

// check finds what cannot be, before anything is started.
func (b *bench) check(f *pflag.FlagSet, app string) error {
	if err := b.crowd.Check(); err != nil {
		return err
	}
	if err := b.bounds.check(f); err != nil {
		return err
	}
	if !isURL(app) {
		return nil
	}
	if u, err := url.Parse(app); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%s: use a URL such as http://localhost:5006/weather", app)
	}
	for _, name := range []string{"reuse-sessions", "max-memory"} {
		if f.Changed(name) {
			return fmt.Errorf("--%s is for a file: a server elsewhere has its own options and its own memory", name)
		}
	}
	return nil
}

func isURL(app string) bool { return strings.Contains(app, "://") }

func (b *bench) run(c *cobra.Command, app string) (err error) {
	b.crowd.Address = app
	if !isURL(app) {
		b.crowd.Weigh = true
		address, stop, err := b.serve(c.Context(), app)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, stop()) }()
		b.crowd.Address = address
	}
	result, err := b.crowd.Run(c.Context())
	if err != nil {
		return err
	}
	missed := b.bounds.missed(result)
	if b.json {
		err = writeJSON(c.OutOrStdout(), b.crowd, result, missed)
	} else {
		err = b.writeTable(c.OutOrStdout(), result)
	}
	if err == nil && len(missed) > 0 {
		err = errors.New(strings.Join(missed, "\npanelgo: "))
	}
	return err
}

// serve serves the app of a file or folder in this process, for visitors of
// this process. stop ends it.
func (b *bench) serve(ctx context.Context, path string) (address string, stop func() error, err error) {
	if err := exists(path); err != nil {
		return "", nil, fmt.Errorf("%w (a URL begins with http://)", err)
	}
	o := b.served
	o.Watch, o.LogLevel = false, "error"
	o.MessageRate = 1e9                     // visitors are faster than people
	o.MaxSessions = 2 * visitor.MaxVisitors // views and the first visitor have sessions too
	if o.Log, err = o.Logger(&firstOnes{to: os.Stderr, left: maxLogged}); err != nil {
		return "", nil, err
	}
	apps, err := panelgo.Handler([]string{path}, panelgo.WithOptions(o))
	if err != nil {
		return "", nil, err
	}
	if slugs := apps.Slugs(); len(slugs) != 1 {
		return "", nil, errors.Join(fmt.Errorf("%s has %d apps, %s: name the file of one", path, len(slugs), strings.Join(slugs, ", ")), apps.Close())
	}
	l, err := server.Listen("127.0.0.1", 0)
	if err != nil {
		return "", nil, errors.Join(err, apps.Close())
	}
	ctx, cancel := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- apps.Serve(ctx, l) }()
	stop = func() error {
		cancel()
		return <-served
	}
	return "http://" + l.Addr().(*net.TCPAddr).String() + "/" + apps.Slugs()[0], stop, nil
}

// maxLogged is how much of the log is shown: what fails for one visitor fails
// for all, and the figures are to be seen.
const maxLogged = 5

// firstOnes passes on what is written first, and no more. A log writes one
// record at a time.
type firstOnes struct {
	to   io.Writer
	left int
}

func (f *firstOnes) Write(p []byte) (int, error) {
	if f.left <= 0 {
		return len(p), nil
	}
	f.left--
	return f.to.Write(p)
}
