package server

import "sync"

// maxNames bounds names.
const maxNames = 100

// names are those of which the log has had a line: what is refused again and again is
// logged once, as long as it is remembered.
type names struct {
	mu  sync.Mutex
	had map[string]bool
}

// add adds a name, and reports whether it is new.
func (n *names) add(name string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.had[name] {
		return false
	}
	if n.had == nil || len(n.had) >= maxNames {
		n.had = map[string]bool{}
	}
	n.had[name] = true
	return true
}
