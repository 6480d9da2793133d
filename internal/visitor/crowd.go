package visitor

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Plan says what a crowd does: each visitor loads the page, goes live, makes
// its actions, stays until all have done so, and leaves.
type Plan struct {
	URL      string
	Visitors int
	AtOnce   int           // visitors that wait for the server at a time
	Actions  int           // of each visitor
	Think    time.Duration // pause before an action
	Duration time.Duration // time limit; a visitor who has not finished by then has failed
}

// The steps at which a visitor can fail.
const (
	stepLoad  = "load the page"
	stepLive  = "go live"
	stepAct   = "act"
	stepStay  = "stay live"
	stepClock = "be in time"
)

// Run carries out the plan. A first visitor, who is not counted, finds the
// controls and files of the page; if it fails, Run returns its error and no
// report.
func (p Plan) Run(ctx context.Context) (*Report, error) {
	limited, cancel := context.WithTimeout(ctx, p.Duration)
	defer cancel()
	return p.run(ctx, limited)
}

// run sends the crowd, whose time is up when limited ends.
func (p Plan) run(ctx, limited context.Context) (*Report, error) {
	c := &crowd{Plan: p, ctx: limited, report: Report{Visitors: p.Visitors}}
	if err := c.goAhead(); err != nil {
		return nil, err
	}
	c.visitors = make([]*Visitor, p.Visitors)
	c.loads = make([]time.Duration, 0, p.Visitors)
	c.lives = make([]time.Duration, 0, p.Visitors)
	c.acts = make([]time.Duration, 0, p.Visitors*p.Actions)
	defer c.leave()
	c.open()
	if len(c.controls) > 0 {
		c.act()
	}
	c.endure()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.sum(), nil
}

// crowd is a plan that is carried out.
type crowd struct {
	Plan
	ctx      context.Context
	controls []Control
	visitors []*Visitor // those that are live

	mu                 sync.Mutex
	report             Report
	loads, lives, acts []time.Duration
}

// goAhead sends the first visitor, for whom the server also makes what it
// makes once.
func (c *crowd) goAhead() error {
	page, err := goOnce(c.ctx, c.URL)
	if err != nil {
		return err
	}
	if c.controls, err = Controls(page.HTML); err != nil {
		return err
	}
	if c.Actions == 0 {
		c.controls = nil
	}
	files, err := page.Files()
	if err != nil {
		return err
	}
	c.report.PageBytes, c.report.Controls = page.Bytes, len(c.controls)
	for _, f := range files {
		file, err := Get(c.ctx, f.URL)
		if err != nil {
			return err
		}
		c.report.FileBytes += len(file.Body)
	}
	return nil
}

// open takes all visitors live, AtOnce at a time.
func (c *crowd) open() {
	began := time.Now()
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(c.AtOnce, c.Visitors) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < c.Visitors; i = int(next.Add(1)) - 1 {
				step, err := c.openOne(i)
				c.note(step, err)
			}
		})
	}
	all.Wait()
	c.report.Opening = time.Since(began)
}

func (c *crowd) openOne(i int) (step string, err error) {
	page, err := Load(c.ctx, c.URL)
	if err != nil {
		return stepLoad, err
	}
	began := time.Now()
	v, err := GoLive(c.ctx, page)
	took := time.Since(began)
	if err == nil {
		if err = v.Listen(); err != nil {
			v.Leave()
		}
	}
	if err != nil {
		return stepLive, err
	}
	c.visitors[i] = v
	c.mu.Lock()
	defer c.mu.Unlock()
	c.loads, c.lives = append(c.loads, page.Took), append(c.lives, took)
	return "", nil
}

// act lets all visitors act. A visitor that pauses or waits for its turn
// delays no other.
func (c *crowd) act() {
	began := time.Now()
	turns := make(chan struct{}, c.AtOnce)
	var all sync.WaitGroup
	for i, v := range c.visitors {
		if v == nil {
			continue
		}
		all.Go(func() {
			if err := c.actOne(v, turns); err != nil {
				c.note(stepAct, err)
				c.visitors[i] = nil
				v.Leave()
			}
		})
	}
	all.Wait()
	c.report.Acting = time.Since(began)
}

func (c *crowd) actOne(v *Visitor, turns chan struct{}) error {
	for n := range c.Actions {
		if n > 0 && c.Think > 0 {
			select {
			case <-time.After(c.Think):
			case <-c.ctx.Done():
			}
		}
		action, err := c.controls[n%len(c.controls)].Use(n / len(c.controls))
		if err != nil {
			return err
		}
		select {
		case turns <- struct{}{}:
		case <-c.ctx.Done():
			return c.ctx.Err()
		}
		done, err := v.Do(action)
		<-turns
		if err != nil {
			return err
		}
		c.mu.Lock()
		c.acts = append(c.acts, done.Took)
		c.report.BytesUp += done.Up
		c.report.BytesDown += done.Down
		c.mu.Unlock()
	}
	return nil
}

// note counts a visitor that failed at a step. When the time is up, it counts
// for the step stepClock.
func (c *crowd) note(step string, err error) {
	if err == nil {
		return
	}
	if c.ctx.Err() != nil {
		step, err = stepClock, fmt.Errorf("not finished after %v", c.Duration)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range c.report.Failures {
		if f := &c.report.Failures[i]; f.Step == step {
			f.Count++
			return
		}
	}
	c.report.Failures = append(c.report.Failures, Failure{step, 1, err.Error()})
}

// endure finds visitors whose socket was closed while they did nothing.
func (c *crowd) endure() {
	for i, v := range c.visitors {
		if v == nil {
			continue
		}
		select {
		case _, listening := <-v.heard:
			if listening {
				continue
			}
			c.note(stepStay, v.lost)
			c.visitors[i] = nil
			v.Leave()
		default:
		}
	}
}

// leave closes the sockets of all visitors.
func (c *crowd) leave() {
	for _, v := range c.visitors {
		if v != nil {
			v.Leave()
		}
	}
}

func (c *crowd) sum() *Report {
	c.report.Live = len(c.lives)
	c.report.Load, c.report.GoLive, c.report.Act = LatencyOf(c.loads), LatencyOf(c.lives), LatencyOf(c.acts)
	return &c.report
}
