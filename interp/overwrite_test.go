package interp_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// What would overwrite a lock inside a compiled value is refused with its line: Go ends
// the process when the lock is unlocked after that.
func TestOverwrittenLocks(t *testing.T) {
	const head = `package main
import ("encoding/json"; "errors"; "fmt"; "log"; "net/http"; "slices"; "sort"; "sync"; "github.com/panelgo/panelgo/pn")
var _, _, _, _ = log.Print, http.Get, sync.OnceFunc, pn.Text
var _, _, _, _ = json.Marshal, errors.New, fmt.Print, sort.Ints
var _ = slices.Reverse[[]int]
type service struct { name string; log log.Logger }
type locked struct { sync.Mutex; once sync.Once; pool sync.Pool; w sync.WaitGroup }
func set[T any](p *T, v T) { *p = v }
type failed struct { log.Logger }
func (*failed) Error() string { return "" }
type config struct { Services [2]service; next *config }
func made() (log.Logger, int) { return log.Logger{}, 1 }
func F(l *log.Logger, list []log.Logger, s *service, m *locked, t *pn.TextPane, byName map[string]service) {
	`
	tests := []struct{ body, of string }{
		{`*l = log.Logger{}`, "log.Logger"},
		{`*l = *log.Default()`, "log.Logger"},
		{`list[0] = log.Logger{}`, "log.Logger"},
		{`s.log = log.Logger{}`, "log.Logger"},
		{`*s = service{}`, "main.service"},
		{`var two [2]service; two[0], two[1] = two[1], two[0]`, "main.service"},
		{`var all sync.Map; all = sync.Map{}; all.Clear()`, "sync.Map"},
		{`var x log.Logger; for _, x = range list { _ = x.Flags() }`, "log.Logger"},
		{`list = append(list[:0], log.Logger{})`, "log.Logger"},
		{`copy(list, list[1:])`, "log.Logger"},
		{`clear(list)`, "log.Logger"},
		{`var ok bool; *s, ok = byName["a"]; _ = ok`, "main.service"},
		{`server := http.Server{}; server = http.Server{}; _ = &server`, "http.Server"},
		{`*t = *pn.Text("another")`, "pn.TextPane"},
		{`set(l, log.Logger{})`, "log.Logger"},
		{`x, _ := made(); x, n := made(); _, _ = x.Flags(), n`, "log.Logger"},
		{`c := make(chan service, 1); x := <-c; x, ok := <-c; _, _ = x.name, ok`, "main.service"},
		{`c := make(chan service, 1); x := <-c; select { case x = <-c: }; _ = x.name`, "main.service"},
		{`x := *s; x, ok := byName["a"]; _, _ = x.name, ok`, "main.service"},
		{`x := *s; x, ok := any(x).(service); _, _ = x.name, ok`, "main.service"},
		{`f := func() (x service) { return *s }; _ = f().name`, "main.service"},
		{`f := func() (x service) { g := func() int { return 1 }; g(); return }; _ = f().name`, ""},
		{`var f failed; errors.As(nil, &f)`, "main.failed"},
		{`json.Unmarshal(nil, &list)`, "log.Logger"},
		{`var all []service; json.NewDecoder(nil).Decode(&all)`, "main.service"},
		{`var c config; json.Unmarshal(nil, &c)`, "main.service"},
		{`sort.Slice(list, func(i, j int) bool { return false })`, "log.Logger"},
		{`f := sort.Slice; f(list, nil)`, "log.Logger"},
		{`slices.Reverse(list)`, "log.Logger"},
		{`slices.SortFunc(list, func(a, b log.Logger) int { return 0 })`, "log.Logger"},
		{`var e *failed; errors.As(e, &e); json.Unmarshal(nil, s); json.Unmarshal(nil, &byName); fmt.Println(list, l, s); x := *s; _ = x.name`, ""},
		{`x, ok := byName["a"]; _, _ = x.name, ok; for _, x := range list { _ = x.Flags() }; http.ListenAndServe("", http.NewServeMux())`, ""},
		{`*m = locked{}; m.once = sync.Once{}; m.pool = sync.Pool{}; m.w = sync.WaitGroup{}`, ""},
		{`fresh := *s; _ = fresh.name; x := log.Logger{}; _ = x.Flags()`, ""},
		{`byName["a"] = service{}; s.name = "b"; l = log.Default(); list = list[:1]; set(m, locked{})`, ""},
	}
	for _, test := range tests {
		_, err := load(t, head+test.body+"\n}", interp.Config{Symbols: []interp.Symbols{symbols.Std(), symbols.Pn()}})
		switch want := "a " + test.of + " holds a lock, so it is not to be overwritten"; {
		case test.of == "" && err != nil:
			t.Errorf("%s: %v", test.body, err)
		case test.of != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", test.body, err, want)
		}
	}
}
