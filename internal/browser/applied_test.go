package browser_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/panelgo/panelgo/internal/waitfor"
)

// framesByHand lets a test say when a frame comes, and whether somebody sees the page.
const framesByHand = `{
	let frames = new Map(), next = 0, seen = true;
	window.requestAnimationFrame = f => (frames.set(++next, f), next);
	window.cancelAnimationFrame = id => frames.delete(id);
	window.frame = () => {
		const due = [...frames.values()];
		frames.clear();
		due.forEach(f => f());
	};
	window.setSeen = on => { seen = on; };
	Object.defineProperty(document, 'hidden', {get: () => !seen});
}`

// wantApplied checks that the page has confirmed these patches, and no others, since it was
// asked last.
func (c *socket) wantApplied(p *tab, when string, want ...float64) {
	c.t.Helper()
	p.JS(`new Promise(done => setTimeout(done))`) // timers run in order
	p.JS(`lastSocket.send('{"type":"end"}')`)
	var got []float64
	for m := range next(c, "applied", "end") {
		if m["type"] == "end" {
			break
		}
		got = append(got, m["n"].(float64))
	}
	if !slices.Equal(got, want) {
		c.t.Errorf("%s the page confirms %v, want %v", when, got, want)
	}
}

// next yields the messages as they come, of some types.
func next(c *socket, types ...string) func(func(map[string]any) bool) {
	return func(yield func(map[string]any) bool) {
		for {
			m := waitfor.Value(c.t, "a message", c.messages)
			if !slices.Contains(types, fmt.Sprint(m["type"])) {
				c.t.Fatalf("got %v, want a message of %q", m, types)
			}
			if !yield(m) {
				return
			}
		}
	}
}

// A page confirms the patches that a frame has shown, however long that takes. A page that
// nobody sees has no frames, and confirms once a second.
func TestPatchesAreConfirmedByFrames(t *testing.T) {
	s, p := serve(t, `<div id="c3" data-pn="text">0</div>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.JS(framesByHand)
	patch := func() {
		c.patch(0, fmt.Sprintf(`["text","c3",[],"%d"]`, c.n+1))
		p.Wait(fmt.Sprintf(`document.getElementById('c3').textContent == '%d'`, c.n))
	}

	patch()
	p.JS(`elapse(5000)`)
	c.wantApplied(p, "before its frame")
	p.JS(`frame(); lastSocket.onmessage({data: '{"type":"patch","n":2,"ack":0,"ops":[["text","c3",[],"2"]]}'})`)
	c.n = 2
	c.wantApplied(p, "when another patch comes after the frame", 1)
	p.JS(`elapse(5000)`)
	c.wantApplied(p, "before the next frame")
	patch()
	p.JS(`frame()`)
	c.wantApplied(p, "after a frame with two patches", 3)
	p.JS(`frame(); elapse(5000)`)
	c.wantApplied(p, "when nothing is new")

	p.JS(`setSeen(false)`)
	patch()
	patch()
	c.wantApplied(p, "unseen, before a second")
	p.JS(`elapse(1000)`)
	c.wantApplied(p, "unseen, after a second", 5)
	p.JS(`elapse(1000); frame()`)
	c.wantApplied(p, "unseen, when nothing is new")

	patch()
	p.JS(`setSeen(true); frame()`)
	c.wantApplied(p, "seen again", 6)
	patch()
	p.JS(`elapse(1000)`)
	c.wantApplied(p, "seen, before its frame")
	p.JS(`setSeen(false); elapse(1000)`)
	c.wantApplied(p, "when the page is left before its frame", 7)
}

// Between a patch and its confirmation a frame begins, also where patches come as fast as
// they can.
func TestPatchesAreConfirmedAfterFrames(t *testing.T) {
	s, p := serve(t, `<div id="c3" data-pn="text">0</div>`), newTab(t)
	p.EachPage(`{
		let frame = 0, at = new Map();
		const count = () => {
			frame++;
			requestAnimationFrame(count);
		};
		count();
		window.early = [];
		const Socket = window.WebSocket;
		window.WebSocket = class extends Socket {
			constructor(...how) {
				super(...how);
				this.addEventListener('message', e => at.set(JSON.parse(e.data).n, frame));
			}
			send(data) {
				const m = JSON.parse(data);
				if (m.type == 'applied' && at.get(m.n) >= frame) early.push(m.n);
				super.send(data);
			}
		};
	}`)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	const patches = 300
	for n := range patches {
		c.patch(0, fmt.Sprintf(`["text","c3",[],"%d"]`, n))
	}
	last := 0.
	for m := range next(c, "applied") {
		n := m["n"].(float64)
		if n <= last {
			t.Errorf("patch %v is confirmed after patch %v", n, last)
		}
		if last = n; n >= patches {
			break
		}
	}
	p.Want(`early.join()`, "")
}
