package document_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/panelgo/panelgo/internal/document"
)

// script turns bytes into actions of a program and of a person on a page.
type script struct {
	data []byte
}

// next returns a number below n; 0 when the bytes are used up.
func (s *script) next(n int) int {
	if len(s.data) == 0 || n <= 0 {
		return 0
	}
	b := int(s.data[0])
	s.data = s.data[1:]
	return b % n
}

// world is a document, all boxes that were ever made, and a page that follows
// it.
type world struct {
	t     testing.TB
	doc   *document.Document
	roots []*box
	boxes []*box
	page  *browser
}

func newWorld(t testing.TB) *world {
	d, main, side := newDocument()
	w := &world{t: t, doc: d, roots: []*box{main, side}}
	settle(t, d)
	w.page = visit(t, d)
	return w
}

// act performs one action.
func (w *world) act(s *script) {
	switch b := w.pick(s); s.next(12) {
	case 0, 1:
		parent := w.holder(s)
		w.insert(s, w.make(s), parent)
	case 2:
		if parent := w.parentOf(b); parent != nil {
			w.take(b, parent)
		}
	case 3:
		w.moveBox(s, b)
	case 4:
		b.Update(func() { b.text += "<&\r\n é" })
	case 5:
		b.Update(func() { b.text = []string{"", "a", "<i>", "a &amp; b"}[s.next(4)] })
	case 6:
		b.Update(func() { b.attr = []string{"", "\"x\"", "y", "<"}[s.next(4)] })
	case 7:
		b.Update(func() { b.value = s.next(5) })
	case 8:
		w.person(s, b)
	case 9:
		b.Update(func() { shuffle(s, b.children) })
	case 10:
		w.reshape(s, b)
	case 11:
		w.settle()
	}
}

func (w *world) make(s *script) *box {
	b := newBox(form(s.next(int(forms))), strconv.Itoa(len(w.boxes)))
	w.boxes = append(w.boxes, b)
	return b
}

func (w *world) pick(s *script) *box {
	all := append(slices.Clone(w.roots), w.boxes...)
	return all[s.next(len(all))]
}

// holder picks a box that can have children.
func (w *world) holder(s *script) *box {
	if b := w.pick(s); holds(b) {
		return b
	}
	return w.roots[0]
}

func holds(b *box) bool { return b.form >= list && b.form <= between }

func (w *world) insert(s *script, b, parent *box) {
	parent.Update(func() {
		parent.children = slices.Insert(slices.Clone(parent.children), s.next(len(parent.children)+1), b)
	})
}

func (w *world) take(b, parent *box) {
	parent.Update(func() {
		parent.children = slices.DeleteFunc(slices.Clone(parent.children), func(c *box) bool { return c == b })
	})
}

// moveBox moves a box to another parent: it is removed from the old one first,
// or added to the new one first, or, by mistake, never removed from the old
// one.
func (w *world) moveBox(s *script, b *box) {
	parent, to := w.parentOf(b), w.holder(s)
	if parent == nil || slices.Contains(w.roots, b) || below(b, to) {
		return
	}
	switch s.next(8) {
	case 0, 1, 2:
		w.take(b, parent)
		w.insert(s, b, to)
	case 3, 4, 5:
		w.insert(s, b, to)
		if to != parent {
			w.take(b, parent)
		} else {
			to.Update(func() { to.children = unique(to.children) })
		}
	case 6: // a child takes the place of its parent, and the parent goes into it
		if up := w.parentOf(parent); up != nil && holds(b) {
			w.take(parent, up)
			w.take(b, parent)
			w.insert(s, b, up)
			w.insert(s, parent, b)
		}
	case 7:
		w.mistake(s, b, parent, to)
	}
}

// mistake gives a box two places, which the next settling must report and the
// page must survive, and then corrects it.
func (w *world) mistake(s *script, b, parent, to *box) {
	w.settle()
	w.insert(s, b, to)
	attached := parent.ID() != "" && to.ID() != ""
	if err := w.doc.Settle(); attached != (err != nil) {
		w.t.Fatalf("a box in two places, on the page: %v; error: %v", attached, err)
	}
	w.look()
	w.take(b, to)
	if parent == to {
		w.insert(s, b, to)
	}
	// A box that was shown empty because of it is rendered again when it changes.
	parent.Update(func() {})
	w.settle()
}

func unique(list []*box) (out []*box) {
	for _, b := range list {
		if !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	return out
}

// reshape makes a box render itself in another form. Its children go.
func (w *world) reshape(s *script, b *box) {
	if slices.Contains(w.roots, b) {
		return
	}
	b.Update(func() {
		b.form = form(s.next(int(forms)))
		if !holds(b) {
			b.children = nil
		}
	})
}

// person changes a control in the page; the program takes the value, adjusts it
// or refuses it.
func (w *world) person(s *script, b *box) {
	w.settle()
	id := b.ID()
	if b.form != control || id == "" || !w.page.has(id) {
		return
	}
	typed := s.next(9)
	w.page.values[id] = strconv.Itoa(typed)
	w.doc.BrowserHas(b.Node(), []byte(strconv.Itoa(typed)))
	if s.next(3) > 0 {
		b.Update(func() { b.value = min(typed, 5) })
	}
}

func (w *world) parentOf(b *box) *box {
	for _, p := range append(slices.Clone(w.roots), w.boxes...) {
		if slices.Contains(p.children, b) {
			return p
		}
	}
	return nil
}

func below(top, b *box) bool {
	return top == b || slices.ContainsFunc(top.children, func(c *box) bool { return below(c, b) })
}

func shuffle(s *script, list []*box) {
	for i := range list {
		j := s.next(len(list))
		list[i], list[j] = list[j], list[i]
	}
}

func (w *world) settle() {
	w.t.Helper()
	settle(w.t, w.doc)
}

// look brings the page up to date and compares.
func (w *world) look() {
	w.t.Helper()
	w.page.apply(w.doc.Take())
	w.page.check(w.doc)
	if ops := w.doc.Take(); len(ops) > 0 {
		w.t.Fatalf("there was nothing to do, and yet: %v", ops)
	}
}

// play runs a script: a few actions, settle, perhaps update the page, and so
// on.
func (w *world) play(s *script, acts int) {
	w.t.Helper()
	for i := 0; i < acts && len(s.data) > 0; i++ {
		w.act(s)
		if s.next(4) == 0 {
			w.settle()
			w.look()
		}
	}
	w.settle()
}

// Whatever happens to a document, the operations bring a page to what a new
// rendering of the document would show.
func FuzzPageFollows(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		w := newWorld(t)
		w.play(&script{data}, 200)
		w.look()
	})
}

// A page made by another run of the app can follow from its digest alone, and
// continues to follow.
func FuzzForeignPageFollows(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &script{data}
		theirs := newWorld(t)
		theirs.play(s, s.next(40))
		theirs.look()
		ours := newWorld(t)
		ours.play(s, 60)
		has := theirs.doc.Digest()
		if s.next(4) == 0 { // nothing is known of the page but its roots
			has = document.Digest{"main": {}, "side": {}}
		}
		ours.page = theirs.page
		ours.page.apply(ours.doc.TakeFrom(has))
		ours.page.check(ours.doc)
		if ops := ours.doc.TakeFrom(ours.doc.Digest()); len(ops) > 0 {
			t.Fatalf("a page that has all gets %v", ops)
		}
		ours.play(s, 40)
		ours.look()
	})
}

// seed adds random scripts with fixed seeds, so that go test runs them all.
func seed(f *testing.F) {
	f.Add([]byte{})
	for i := range uint64(60) {
		random := rand.New(rand.NewPCG(i, 1))
		data := make([]byte, 50+i*20)
		for j := range data {
			data[j] = byte(random.Uint32())
		}
		f.Add(data)
	}
}

// The same document, made twice, has the same digest.
func TestDigestIsStable(t *testing.T) {
	make := func() document.Digest {
		d, main, _ := newDocument()
		main.children = []*box{newBox(titled, "t", newBox(leaf, "a"), newBox(control, "c"))}
		settle(t, d)
		return d.Digest()
	}
	if a, b := fmt.Sprint(make()), fmt.Sprint(make()); a != b {
		t.Errorf("%s\n%s", a, b)
	}
}
