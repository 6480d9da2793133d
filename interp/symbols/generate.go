package symbols

// What is left out is in Withheld, with the reason, but for maps, slices, cmp and
// iter, which have only generic functions.
//
// A package that is added here is also listed in docs/scripts.md.

//go:generate go run ./gen -o std_basic.go -package symbols -func stdBasic -skip math/rand.Seed,text/template.Template.AddParseTree,text/template.Template.Copy,text/template.Template.ErrorContext,text/template.Template.Tree bufio bytes container/heap container/list container/ring context errors fmt hash hash/adler32 hash/crc32 hash/crc64 hash/fnv hash/maphash io math math/big math/bits math/cmplx math/rand math/rand/v2 regexp sort strconv strings sync sync/atomic text/tabwriter text/template time unicode unicode/utf16 unicode/utf8
//go:generate go run ./gen -o std_encoding.go -package symbols -func stdEncoding -skip archive/zip.RegisterCompressor,archive/zip.RegisterDecompressor,crypto.RegisterHash archive/tar archive/zip compress/flate compress/gzip compress/zlib crypto crypto/hmac crypto/md5 crypto/rand crypto/sha1 crypto/sha256 crypto/sha512 crypto/subtle encoding encoding/ascii85 encoding/base32 encoding/base64 encoding/binary encoding/csv encoding/hex encoding/json encoding/pem encoding/xml
//go:generate go run ./gen -o std_image.go -package symbols -func stdImage -skip image.RegisterFormat image image/color image/color/palette image/draw image/gif image/jpeg image/png
//go:generate go run ./gen -o std_net.go -package symbols -func stdNet -skip html/template.Template.AddParseTree,html/template.Template.Tree,mime.AddExtensionType,net/http.Request.TLS,net/http.Response.TLS html html/template mime mime/multipart mime/quotedprintable net/http net/http/cookiejar net/mail net/netip net/textproto net/url
//go:generate go run ./gen -o std_system.go -package symbols -func stdSystem -skip os.Chdir,os.Clearenv,os.NewFile,os.File.Chdir,os.Setenv,os.Unsetenv,os.FindProcess,os.StartProcess,os.Process,os.ProcAttr,os.ProcessState,log/slog.SetDefault,log/slog.SetLogLoggerLevel embed io/fs io/ioutil log log/slog os path path/filepath
//go:generate go run ./gen -o pn.go -package symbols -func pnSymbols -callers github.com/panelgo/panelgo/internal/session github.com/panelgo/panelgo/pn
