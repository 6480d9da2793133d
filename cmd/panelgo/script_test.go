package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/panelgo/panelgo/internal/npm/npmtest"
	"github.com/panelgo/panelgo/internal/waitfor"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"panelgo": main})
}

// patience is how long a script waits for what is bound to come. Nothing is
// asserted about time.
const patience = waitfor.Patience

// The scripts of testdata/script run the command as a person does.
func TestScripts(t *testing.T) {
	repo, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Values[background{}] = &background{}
			e.Defer(e.Values[background{}].(*background).end)
			return passOn(e, repo)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"serve":      serve,
			"servebuilt": serveBuilt,
			"stopserver": stopServer,
			"closelog":   closeLog,
			"savepage":   savePage,
			"httpget":    httpget,
			"replace":    replace,
			"taken":      taken,
			"wsopen":     wsopen,
			"wsevent":    wsevent,
			"wswait":     wswait,
			"waitline":   waitLine,
			"waitfile":   waitFile,
			"registry":   registry,
			"modulehas":  moduleHas,
			"libraries":  libraries,
		},
	})
}

// passOn gives a script the settings of the go command and the folder of the
// repo.
func passOn(e *testscript.Env, repo string) error {
	e.Setenv("REPO", repo)
	out, err := exec.Command("go", "env", "-json", "GOCACHE", "GOMODCACHE", "GOPROXY", "GONOPROXY", "GOSUMDB", "GONOSUMDB").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	var set map[string]string
	if err := json.Unmarshal(out, &set); err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	for name, value := range set {
		e.Setenv(name, value)
	}
	e.Setenv("GOFLAGS", "-mod=mod -modcacherw")
	return nil
}

// background holds what a script started and end stops.
type background struct {
	server   *exec.Cmd
	exited   chan error
	log      *lines
	output   *os.File // what the server writes comes out here
	url      string
	listener net.Listener
	registry *npmtest.Registry
	socket   *socket
}

func of(ts *testscript.TestScript) *background { return ts.Value(background{}).(*background) }

func (b *background) end() {
	if b.socket != nil {
		b.socket.close()
	}
	if b.listener != nil {
		b.listener.Close()
	}
	if b.registry != nil {
		b.registry.Close()
	}
	if b.server != nil {
		_ = b.server.Process.Kill()
		<-b.exited
	}
}

// serve FLAGS AND PATHS... starts "panelgo serve" on a free port and waits
// until it listens. The paths of later commands are on that server.
func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("use \"! exec panelgo serve\" for a server that must fail")
	}
	command, err := lookIn(ts.Getenv("PATH"), "panelgo") // testscript puts the command under test first
	ts.Check(err)
	start(ts, command, append([]string{"serve", "--port=0"}, args...))
}

// servebuilt FILE FLAGS... does the same with an executable of "panelgo build".
func serveBuilt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: servebuilt FILE FLAGS...")
	}
	start(ts, ts.MkAbs(args[0]), append([]string{"--port=0"}, args[1:]...))
}

func start(ts *testscript.TestScript, command string, args []string) {
	b := of(ts)
	if b.server != nil {
		ts.Fatalf("one server at a time")
	}
	b.server = exec.Command(command, args...)
	b.server.Dir = ts.MkAbs(".")
	b.server.Env = environ(ts)
	b.log = newLines()
	output, input, err := os.Pipe()
	ts.Check(err)
	b.output, b.server.Stdout, b.server.Stderr = output, input, input
	ts.Check(b.server.Start())
	input.Close()
	b.exited = make(chan error, 1)
	server, log, exited := b.server, b.log, b.exited
	go func() {
		_, _ = io.Copy(log, output) // until the server has exited, or closelog
		err := server.Wait()
		output.Close()
		log.end()
		exited <- err
	}()
	found, err := b.log.wait(regexp.MustCompile(`serving at (http://\S+/)`))
	if err != nil {
		ts.Fatalf("the server does not listen: %v\n%s", err, b.log)
	}
	b.url = found[1]
	ts.Setenv("URL", strings.TrimSuffix(b.url, "/"))
	ts.Logf("serving at %s", b.url)
}

// stopserver [SIGNAL] stops the server, and fails unless it exits with 0.
func stopServer(ts *testscript.TestScript, neg bool, args []string) {
	b := of(ts)
	if neg || b.server == nil || len(args) > 1 {
		ts.Fatalf("usage: stopserver [INT|TERM], after serve")
	}
	signal := syscall.SIGTERM
	if len(args) == 1 && args[0] == "INT" {
		signal = syscall.SIGINT
	}
	ts.Check(b.server.Process.Signal(signal))
	select {
	case err := <-b.exited:
		b.server = nil
		if err != nil {
			ts.Fatalf("the server ended with %v\n%s", err, b.log)
		}
	case <-time.After(patience):
		ts.Fatalf("the server did not stop\n%s", b.log)
	}
	ts.Logf("%s", b.log)
}

// closelog stops reading what the server writes: it has nobody to write to.
func closeLog(ts *testscript.TestScript, neg bool, args []string) {
	b := of(ts)
	if neg || len(args) > 0 || b.output == nil {
		ts.Fatalf("usage: closelog, after serve")
	}
	ts.Check(b.output.Close())
}

// waitline REGEXP waits for a line of the server's output.
func waitLine(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: waitline REGEXP")
	}
	re, err := regexp.Compile(args[0])
	ts.Check(err)
	if _, err := of(ts).log.wait(re); err != nil {
		ts.Fatalf("%v: no line like %q\n%s", err, re, of(ts).log)
	}
}

// waitfile FILE waits until a file is there.
func waitFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: waitfile FILE")
	}
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("there is no %s", args[0])
		}
	}
}

var client = &http.Client{
	Timeout:       patience,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// httpget PATH REGEXP... gets a page again and again until status, headers and
// body match each expression. With "!" it gets it once, and none may match.
func httpget(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: httpget PATH REGEXP...")
	}
	url := absolute(ts, args[0])
	var last string
	for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		answer, err := get(url)
		if err == nil {
			last = answer
		} else {
			last = err.Error()
		}
		missing := ""
		for _, expr := range args[1:] {
			re, err := regexp.Compile("(?ms)" + expr)
			ts.Check(err)
			if re.MatchString(last) == neg {
				missing = expr
			}
		}
		switch {
		case missing == "":
			return
		case neg || time.Now().After(deadline):
			ts.Fatalf("GET %s: match of %q: %v, in:\n%.3000s", url, missing, neg, last)
		}
	}
}

func absolute(ts *testscript.TestScript, path string) string {
	if strings.HasPrefix(path, "http://") {
		return path
	}
	return ts.Getenv("URL") + path
}

func get(url string) (string, error) {
	res, err := client.Get(url)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	fmt.Fprintln(&text, res.Status)
	for name, values := range res.Header {
		fmt.Fprintf(&text, "%s: %s\n", name, strings.Join(values, ", "))
	}
	text.WriteByte('\n')
	text.Write(body)
	return text.String(), nil
}

// replace FILE OLD NEW edits a file as editors do: another one takes its place.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	file := ts.MkAbs(args[0])
	text, err := os.ReadFile(file)
	ts.Check(err)
	unquote := func(s string) string { return strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(s) }
	changed := strings.ReplaceAll(string(text), unquote(args[1]), unquote(args[2]))
	if changed == string(text) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(file+".new~", []byte(changed), 0o644))
	ts.Check(os.Rename(file+".new~", file))
}

// taken VARIABLE occupies a port of this machine and puts its number there.
func taken(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: taken VARIABLE")
	}
	l, err := net.Listen("tcp", "localhost:0")
	ts.Check(err)
	of(ts).listener = l
	ts.Setenv(args[0], strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

var ofOnePage = regexp.MustCompile(` data-pn-(view|session)="[^"]*"`)

// savepage PATH FILE writes a page to a file, without the ids that differ
// from answer to answer.
func savePage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: savepage PATH FILE")
	}
	answer, err := get(absolute(ts, args[0]))
	ts.Check(err)
	_, page, _ := strings.Cut(answer, "<!")
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte("<!"+ofOnePage.ReplaceAllString(page, "")), 0o644))
}

// environ is the script's environment, as far as a server needs it.
func environ(ts *testscript.TestScript) []string {
	var out []string
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "GOCOVERDIR", "SHOWN", "npm_config_registry", "PANELGO_PREFIX", "PANELGO_LIVENESS", "PANELGO_REUSE_SESSIONS"} {
		if value := ts.Getenv(name); value != "" {
			out = append(out, name+"="+value)
		}
	}
	return out
}

func lookIn(path, name string) (string, error) {
	for _, dir := range filepath.SplitList(path) {
		file := filepath.Join(dir, name)
		if info, err := os.Stat(file); err == nil && !info.IsDir() {
			return file, nil
		}
	}
	return "", fmt.Errorf("no %s in PATH", name)
}

// lines is a program's output, which wait searches. Each line is found once.
type lines struct {
	mu    sync.Mutex
	text  []byte
	next  int // where the next wait begins
	ended bool
	more  chan struct{}
}

func newLines() *lines { return &lines{more: make(chan struct{}, 1)} }

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	l.text = append(l.text, p...)
	l.mu.Unlock()
	l.wake()
	return len(p), nil
}

func (l *lines) end() {
	l.mu.Lock()
	l.ended = true
	l.mu.Unlock()
	l.wake()
}

func (l *lines) wake() {
	select {
	case l.more <- struct{}{}:
	default:
	}
}

// String is the end of the output, for messages.
func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return string(l.text[max(0, len(l.text)-3000):])
}

// wait gives the submatches of the first line that matches.
func (l *lines) wait(re *regexp.Regexp) ([]string, error) {
	timeout := time.After(patience)
	for {
		found, ended := l.find(re)
		switch {
		case found != nil:
			return found, nil
		case ended:
			return nil, errors.New("it ended")
		}
		select {
		case <-l.more:
		case <-timeout:
			return nil, errors.New("waited too long")
		}
	}
}

func (l *lines) find(re *regexp.Regexp) (found []string, ended bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	rest := bufio.NewScanner(strings.NewReader(string(l.text[l.next:])))
	for at := l.next; rest.Scan(); {
		at += len(rest.Bytes()) + 1
		if found = re.FindStringSubmatch(rest.Text()); found != nil {
			l.next = min(at, len(l.text))
			return found, false
		}
	}
	return nil, l.ended
}
