package host

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	html "html/template"
	"io"
	"log"
	"log/slog"
	"maps"
	"reflect"
	"text/template"

	"github.com/panelgo/panelgo/interp/compiled"
	"github.com/panelgo/panelgo/interp/web"
)

var errNoStdin = errors.New("a script has no standard input")

// noInput is at its end.
type noInput struct{}

func (noInput) Read([]byte) (int, error) { return 0, io.EOF }

// noOutput refuses writes: standard input is not for writing.
type noOutput struct{}

func (noOutput) Write([]byte) (int, error) { return 0, errNoStdin }

// streams are an interpreter's standard files.
type streams struct{ in, out, err *compiled.Stdio }

// newStreams makes standard files; nil is an empty input, or an output that
// discards.
func newStreams(in io.Reader, out, err io.Writer) *streams {
	if in == nil {
		in = noInput{}
	}
	if out == nil {
		out = io.Discard
	}
	if err == nil {
		err = io.Discard
	}
	return &streams{
		in:  compiled.NewStdio(in, noOutput{}, "/dev/stdin", 0),
		out: compiled.NewStdio(noInput{}, out, "/dev/stdout", 1),
		err: compiled.NewStdio(noInput{}, err, "/dev/stderr", 2),
	}
}

// redirected are the symbols of the standard library that act on the process, or that
// can end it by goroutines or by values that hold themselves, and what each interpreter
// has in their place, by import path and name: a function that makes the value for one
// host. The streams and loggers of one instance are never those of another or of the
// server.
var redirected = map[string]map[string]func(h *Host) any{
	"fmt": {
		"Print": func(h *Host) any {
			return h.checked(func(a ...any) (int, error) { return fmt.Fprint(h.io.out, a...) })
		},
		"Printf": func(h *Host) any {
			return h.checked(func(f string, a ...any) (int, error) { return fmt.Fprintf(h.io.out, f, a...) })
		},
		"Println": func(h *Host) any {
			return h.checked(func(a ...any) (int, error) { return fmt.Fprintln(h.io.out, a...) })
		},
		"Sprint":   checked(fmt.Sprint),
		"Sprintf":  checked(fmt.Sprintf),
		"Sprintln": checked(fmt.Sprintln),
		"Fprint":   checked(fmt.Fprint),
		"Fprintf":  checked(fmt.Fprintf),
		"Fprintln": checked(fmt.Fprintln),
		"Append":   checked(fmt.Append),
		"Appendf":  checked(fmt.Appendf),
		"Appendln": checked(fmt.Appendln),
		"Errorf":   checked(fmt.Errorf),
		"Scan": func(h *Host) any {
			in := h.stdin()
			return func(a ...any) (int, error) { return fmt.Fscan(in, a...) }
		},
		"Scanf": func(h *Host) any {
			in := h.stdin()
			return func(f string, a ...any) (int, error) { return fmt.Fscanf(in, f, a...) }
		},
		"Scanln": func(h *Host) any {
			in := h.stdin()
			return func(a ...any) (int, error) { return fmt.Fscanln(in, a...) }
		},
	},
	"log": {
		"Print":     func(h *Host) any { return h.checked(h.log().Print) },
		"Printf":    func(h *Host) any { return h.checked(h.log().Printf) },
		"Println":   func(h *Host) any { return h.checked(h.log().Println) },
		"Panic":     func(h *Host) any { return h.checked(h.log().Panic) },
		"Panicf":    func(h *Host) any { return h.checked(h.log().Panicf) },
		"Panicln":   func(h *Host) any { return h.checked(h.log().Panicln) },
		"Fatal":     func(h *Host) any { return h.methodOf(h.log(), "Fatal") },
		"Fatalf":    func(h *Host) any { return h.methodOf(h.log(), "Fatalf") },
		"Fatalln":   func(h *Host) any { return h.methodOf(h.log(), "Fatalln") },
		"Default":   func(h *Host) any { l := h.log(); return func() *log.Logger { return l } },
		"Flags":     func(h *Host) any { return h.log().Flags },
		"Output":    func(h *Host) any { return h.log().Output },
		"Prefix":    func(h *Host) any { return h.log().Prefix },
		"SetFlags":  func(h *Host) any { return h.log().SetFlags },
		"SetOutput": func(h *Host) any { return h.log().SetOutput },
		"SetPrefix": func(h *Host) any { return h.log().SetPrefix },
		"Writer":    func(h *Host) any { return h.log().Writer },
	},
	"context": contexts,
	"time": {
		"AfterFunc": func(h *Host) any { return h.afterFunc },
		"Sleep":     func(h *Host) any { return h.sleep },
	},
	"log/slog": {
		"Default":      func(h *Host) any { l := h.slog(); return func() *slog.Logger { return l } },
		"Debug":        func(h *Host) any { return h.checked(h.slog().Debug) },
		"DebugContext": func(h *Host) any { return h.checked(h.slog().DebugContext) },
		"Info":         func(h *Host) any { return h.checked(h.slog().Info) },
		"InfoContext":  func(h *Host) any { return h.checked(h.slog().InfoContext) },
		"Warn":         func(h *Host) any { return h.checked(h.slog().Warn) },
		"WarnContext":  func(h *Host) any { return h.checked(h.slog().WarnContext) },
		"Error":        func(h *Host) any { return h.checked(h.slog().Error) },
		"ErrorContext": func(h *Host) any { return h.checked(h.slog().ErrorContext) },
		"Log":          func(h *Host) any { return h.checked(h.slog().Log) },
		"LogAttrs":     func(h *Host) any { return h.checked(h.slog().LogAttrs) },
		"With":         func(h *Host) any { return h.checked(h.slog().With) },
		"Any":          func(h *Host) any { return h.slogAny },
		"AnyValue":     func(h *Host) any { return h.slogAnyValue },
		"Group":        checked(slog.Group),
		"GroupAttrs":   checked(slog.GroupAttrs),
		"GroupValue":   checked(slog.GroupValue),
		"NewTextHandler": func(h *Host) any {
			return func(w io.Writer, o *slog.HandlerOptions) *slog.TextHandler {
				return slog.NewTextHandler(w, h.handlerOptions(prints, o))
			}
		},
		"NewJSONHandler": func(h *Host) any {
			return func(w io.Writer, o *slog.HandlerOptions) *slog.JSONHandler {
				return slog.NewJSONHandler(w, h.handlerOptions(encodesJSON, o))
			}
		},
	},
	"net/http":      with(ofWeb(web.Funcs), webFiles),
	"io/ioutil":     ioutilFiles,
	"archive/zip":   zipFiles,
	"encoding/json": {"Marshal": encoder(encodesJSON, json.Marshal), "MarshalIndent": encoder(encodesJSON, json.MarshalIndent)},
	"encoding/xml":  {"Marshal": encoder(encodesXML, xml.Marshal), "MarshalIndent": encoder(encodesXML, xml.MarshalIndent)},
	"html/template": {"ParseFiles": parsesFiles(html.ParseFiles), "ParseGlob": parsesGlob(html.ParseGlob), "HTMLEscaper": checked(html.HTMLEscaper), "JSEscaper": checked(html.JSEscaper), "URLQueryEscaper": checked(html.URLQueryEscaper)},
	"text/template": {"ParseFiles": parsesFiles(template.ParseFiles), "ParseGlob": parsesGlob(template.ParseGlob), "HTMLEscaper": checked(template.HTMLEscaper), "JSEscaper": checked(template.JSEscaper), "URLQueryEscaper": checked(template.URLQueryEscaper)},
	"path/filepath": pathFiles,
	"os": with(osFiles, map[string]func(h *Host) any{
		"Exit":   func(h *Host) any { return h.exit },
		"Args":   func(h *Host) any { return &h.args },
		"Stdin":  func(h *Host) any { return &h.io.in },
		"Stdout": func(h *Host) any { return &h.io.out },
		"Stderr": func(h *Host) any { return &h.io.err },
	}),
}

// with returns the functions of two lists.
func with(a, b map[string]func(h *Host) any) map[string]func(h *Host) any {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// ofWeb makes functions of hosts of those of package web.
func ofWeb(list map[string]func(*web.Defaults) any) map[string]func(h *Host) any {
	own := map[string]func(h *Host) any{}
	for name, f := range list {
		own[name] = func(h *Host) any { return f(&h.web) }
	}
	return own
}

// redirectedVars are the redirected symbols that are variables.
var redirectedVars = map[string]bool{
	"os.Args": true, "os.Stdin": true, "os.Stdout": true, "os.Stderr": true,
	"net/http.DefaultClient": true, "net/http.DefaultTransport": true, "net/http.DefaultServeMux": true,
}

// bind makes the host's value of a redirected symbol.
func (h *Host) bind(path, name string) reflect.Value {
	v := reflect.ValueOf(redirected[path][name](h))
	if redirectedVars[path+"."+name] {
		v = v.Elem()
	}
	return v
}

// stdin is the input of fmt.Scan, which must be able to unread a rune.
func (h *Host) stdin() io.Reader {
	if h.scan == nil {
		h.scan = bufio.NewReader(h.io.in)
	}
	return h.scan
}

// log is the standard logger of this interpreter, made when it is first bound.
func (h *Host) log() *log.Logger {
	if h.logger == nil {
		h.logger = log.New(h.io.err, "", log.LstdFlags)
	}
	return h.logger
}

// slog is the default slog.Logger of this interpreter, made when it is first
// bound.
func (h *Host) slog() *slog.Logger {
	if h.slogger == nil {
		h.slogger = slog.New(slog.NewTextHandler(h.io.err, h.handlerOptions(prints, nil)))
	}
	return h.slogger
}

// loggerFatal is Fatal of a logger: it ends the script, not the process.
func (h *Host) loggerFatal(l *log.Logger, a ...any) {
	h.mustEnd(prints, a...)
	l.Print(h.copyArguments(a, true)...)
	h.exit(1)
}

// loggerFatalf is Fatalf of a logger.
func (h *Host) loggerFatalf(l *log.Logger, format string, a ...any) {
	h.mustEnd(prints, a...)
	l.Printf(format, h.copyArguments(a, true)...)
	h.exit(1)
}

// loggerFatalln is Fatalln of a logger.
func (h *Host) loggerFatalln(l *log.Logger, a ...any) {
	h.mustEnd(prints, a...)
	l.Println(h.copyArguments(a, true)...)
	h.exit(1)
}
