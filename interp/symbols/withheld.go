package symbols

import (
	"maps"
	"sync"
)

// Ways out, for what scripts do not get.
const (
	elsewhere = "; use it in a plugin, or compile the app with go build"
	ownLogger = "it changes the logger of the whole process, and so of every session; make a logger of your own with slog.New"
)

// Why scripts do not get a group of packages.
const (
	process  = "it reaches into the server's process" + elsewhere
	network  = "it opens connections of its own, which nothing bounds; use net/http, or a plugin, or compile the app with go build"
	tests    = "it is for tests; go test runs them compiled, and pn/pntest opens an app's pages there"
	tools    = "it is for tools that read Go" + elsewhere
	unneeded = "no script has had a use for it" + elsewhere
)

// Why scripts do not get a function or a type of a package that they may import.
const (
	environment = "it changes the environment of the process, and so of every session; keep the value in a variable"
	folder      = "it changes the folder of the process, and so of every session; join names to a folder with filepath.Join"
	connection  = "the certificates in it are the process's, and so every session's" + elsewhere
	processes   = "scripts start and stop no processes" + elsewhere
	trees       = "who holds the tree of a template can change what it calls while it is executed; parse the text once more, or use Clone and {{define}}"
	hashing     = "it hashes the memory of a value, which a script's values do not have; hash its text: maphash.String(seed, fmt.Sprint(v))"
)

// Withheld says of each package of the standard library that Std has not, and of
// each name that Std has not of a package, and of fields and methods of types, why
// scripts do not get it and what to do instead. The keys are import paths, and import
// paths with dot and name, or dot, type, dot and member. It is
// built at the first call and shared: treat it as read-only.
var Withheld = sync.OnceValue(func() map[string]string {
	all := maps.Clone(withheldNames)
	for why, packages := range withheldPackages {
		for _, path := range packages {
			all[path] = why
		}
	}
	return all
})

var withheldNames = map[string]string{
	"archive/zip.RegisterCompressor":      "it registers for the process, and so for every session; use RegisterCompressor of a zip.Writer",
	"archive/zip.RegisterDecompressor":    "it registers for the process, and so for every session; use RegisterDecompressor of a zip.Reader",
	"crypto.RegisterHash":                 "it registers for the process, and so for every session; call the function that makes the hash",
	"html/template.Template.AddParseTree": trees,
	"html/template.Template.Tree":         trees,
	"text/template.Template.AddParseTree": trees,
	"text/template.Template.Copy":         trees,
	"text/template.Template.ErrorContext": trees,
	"text/template.Template.Tree":         trees,
	"image.RegisterFormat":                "it registers for the process, and so for every session; call the function that decodes the format",
	"math/rand.Seed":                      "it changes the random numbers of the process, and so of every session; use rand.New(rand.NewSource(seed))",
	"mime.AddExtensionType":               "it registers for the process, and so for every session; keep types in a map of your own",
	"net/http.Request.TLS":                connection,
	"net/http.Response.TLS":               connection,
	"os.File.Chdir":                       folder,
	"os.NewFile":                          "its number may be that of a file or connection of the process; open files by their names with os.Open or os.OpenFile",
	"hash/maphash.Comparable":             hashing,
	"hash/maphash.WriteComparable":        hashing,
	"log/slog.SetDefault":                 ownLogger,
	"log/slog.SetLogLoggerLevel":          ownLogger,
	"os.Chdir":                            folder,
	"os.Clearenv":                         environment,
	"os.Setenv":                           environment,
	"os.Unsetenv":                         environment,
	"os.FindProcess":                      processes,
	"os.ProcAttr":                         processes,
	"os.Process":                          processes,
	"os.ProcessState":                     processes,
	"os.StartProcess":                     processes,
}

var withheldPackages = map[string][]string{
	process: {
		"debug/buildinfo", "expvar", "log/syslog", "net/http/pprof", "os/signal", "os/user", "plugin", "reflect",
		"runtime", "runtime/cgo", "runtime/coverage", "runtime/debug", "runtime/metrics", "runtime/pprof",
		"runtime/race", "runtime/trace", "structs", "syscall", "unique", "unsafe", "weak",
	},
	"it starts processes" + elsewhere: {"os/exec"},
	"it ends the process at a mistake; an app reads the query of its address with Arg, a program os.Args": {"flag"},
	network: {"crypto/tls", "net", "net/http/cgi", "net/http/fcgi", "net/http/httptrace", "net/http/httputil", "net/rpc", "net/rpc/jsonrpc", "net/smtp"},
	"its drivers are packages of other modules" + elsewhere: {"database/sql", "database/sql/driver"},
	tests: {
		"crypto/mlkem/mlkemtest", "net/http/httptest", "testing", "testing/cryptotest", "testing/fstest", "testing/iotest",
		"testing/quick", "testing/slogtest", "testing/synctest",
	},
	tools: {
		"debug/dwarf", "debug/elf", "debug/gosym", "debug/macho", "debug/pe", "debug/plan9obj", "go/ast", "go/build",
		"go/build/constraint", "go/constant", "go/doc", "go/doc/comment", "go/format", "go/importer", "go/parser",
		"go/printer", "go/scanner", "go/token", "go/types", "go/version",
	},
	unneeded: {
		"compress/bzip2", "compress/lzw", "crypto/aes", "crypto/cipher", "crypto/des", "crypto/dsa", "crypto/ecdh",
		"crypto/ecdsa", "crypto/ed25519", "crypto/elliptic", "crypto/fips140", "crypto/hkdf", "crypto/hpke",
		"crypto/mlkem", "crypto/pbkdf2", "crypto/rc4", "crypto/rsa", "crypto/sha3", "crypto/x509", "crypto/x509/pkix",
		"encoding/asn1", "encoding/gob", "index/suffixarray", "regexp/syntax", "text/scanner", "text/template/parse",
		"time/tzdata",
	},
}
