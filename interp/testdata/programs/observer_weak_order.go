package main

import "fmt"

type observer interface{ notify(topic string, v any) }
type subject struct {
	obs   map[string][]observer
	muted bool
}
type recorder struct {
	name string
	got  *[]string
}
type counter map[string]int

func (r recorder) notify(t string, v any) {
	*r.got = append(*r.got, fmt.Sprintf("%s/%s=%v", r.name, t, v))
}
func (c counter) notify(t string, _ any) { c[t]++ }
func (s *subject) watch(o observer, topics ...string) (cancel func()) {
	if s.obs == nil {
		s.obs = make(map[string][]observer)
	}
	for _, t := range topics {
		s.obs[t] = append(s.obs[t], o)
	}
	return func() {
		for _, t := range topics {
			var keep []observer
			for _, x := range s.obs[t] {
				if _, isMap := o.(counter); isMap || x != o {
					keep = append(keep, x)
				}
			}
			s.obs[t] = keep
		}
	}
}
func (s *subject) emit(t string, v any) int {
	if s.muted {
		return -1
	}
	for _, o := range s.obs[t] {
		o.notify(t, v)
	}
	return len(s.obs[t])
}

func main() {
	var s subject
	var got []string
	a, b := &recorder{"a", &got}, &recorder{"b", &got}
	c := counter{}
	stop := s.watch(a, "x", "y")
	s.watch(b, "x")
	s.watch(c, "x", "y", "z")
	fmt.Println(s.emit("x", 1), s.emit("y", []int{2}), s.emit("none", nil))
	stop()
	s.emit("x", "again")
	s.muted = true
	fmt.Println(s.emit("x", 0), got, c)
}
