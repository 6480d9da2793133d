package interp_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/host"
)

// sizedCalls are calls of every function that the host bounds: one of too much, and one
// that prints what Go prints for it. N is 1<<45.
var sizedCalls = map[string]struct{ much, fine, prints string }{
	"archive/zip.NewReader":                    {`zip.NewReader(strings.NewReader(""), N)`, `_, err := zip.NewReader(strings.NewReader(""), 100); fmt.Print(err)`, "zip: not a valid zip file"},
	"bufio.NewReaderSize":                      {`bufio.NewReaderSize(os.Stdin, N)`, `fmt.Print(bufio.NewReaderSize(os.Stdin, 20).Size())`, "20"},
	"bufio.NewWriterSize":                      {`bufio.NewWriterSize(os.Stdout, N)`, `fmt.Print(bufio.NewWriterSize(os.Stdout, 20).Size())`, "20"},
	"bytes.Join":                               {`bytes.Join(slices.Repeat([][]byte{make([]byte, 1<<20)}, 1<<11), nil)`, `fmt.Printf("%s", bytes.Join([][]byte{[]byte("a"), []byte("b")}, []byte("-")))`, "a-b"},
	"bytes.Repeat":                             {`bytes.Repeat([]byte("ab"), N)`, `fmt.Printf("%s", bytes.Repeat([]byte("ab"), 2))`, "abab"},
	"bytes.Replace":                            {`bytes.Replace(make([]byte, 1<<20), []byte{0}, make([]byte, 1<<11), 1<<20)`, `fmt.Printf("%s", bytes.Replace([]byte("aa"), []byte("a"), []byte("bc"), 1))`, "bca"},
	"bytes.ReplaceAll":                         {`bytes.ReplaceAll(make([]byte, 1<<20), nil, make([]byte, 1<<11))`, `fmt.Printf("%s", bytes.ReplaceAll([]byte("aa"), []byte("a"), nil))`, ""},
	"container/ring.New":                       {`ring.New(N)`, `fmt.Print(ring.New(3).Len())`, "3"},
	"crypto/rand.Prime":                        {`rand.Prime(rand.Reader, N)`, `p, _ := rand.Prime(rand.Reader, 8); fmt.Print(p.BitLen())`, "8"},
	"image.Decode":                             {`_, _, err := image.Decode(strings.NewReader(HUGEPNG)); panic(err)`, `m, format, err := image.Decode(strings.NewReader(PNG)); fmt.Print(m.Bounds(), format, err)`, "(0,0)-(3,2)png<nil>"},
	"image.NewAlpha":                           {`image.NewAlpha(image.Rect(0, 0, N>>1, N>>1))`, `fmt.Print(len(image.NewAlpha(image.Rect(1, 1, 3, 4)).Pix))`, "6"},
	"image.NewAlpha16":                         {`image.NewAlpha16(image.Rect(0, 0, 1<<15, 1<<15))`, `fmt.Print(len(image.NewAlpha16(image.Rect(1, 1, 3, 4)).Pix))`, "12"},
	"image.NewCMYK":                            {`image.NewCMYK(image.Rect(0, 0, 1<<15, 1<<15))`, `fmt.Print(len(image.NewCMYK(image.Rect(1, 1, 3, 4)).Pix))`, "24"},
	"image.NewGray":                            {`image.NewGray(image.Rect(0, 0, 1<<16, 1<<15))`, `fmt.Print(len(image.NewGray(image.Rect(1, 1, 3, 4)).Pix))`, "6"},
	"image.NewGray16":                          {`image.NewGray16(image.Rect(0, 0, 1<<15, 1<<15))`, `fmt.Print(len(image.NewGray16(image.Rect(1, 1, 3, 4)).Pix))`, "12"},
	"image.NewNRGBA":                           {`image.NewNRGBA(image.Rect(0, 0, 1<<15, 1<<15))`, `fmt.Print(len(image.NewNRGBA(image.Rect(1, 1, 3, 4)).Pix))`, "24"},
	"image.NewNRGBA64":                         {`image.NewNRGBA64(image.Rect(0, 0, 1<<15, 1<<15))`, `fmt.Print(len(image.NewNRGBA64(image.Rect(1, 1, 3, 4)).Pix))`, "48"},
	"image.NewNYCbCrA":                         {`image.NewNYCbCrA(image.Rect(0, 0, 1<<15, 1<<15), image.YCbCrSubsampleRatio444)`, `fmt.Print(len(image.NewNYCbCrA(image.Rect(1, 1, 3, 4), image.YCbCrSubsampleRatio444).A))`, "6"},
	"image.NewPaletted":                        {`image.NewPaletted(image.Rect(0, 0, 1<<16, 1<<15), nil)`, `fmt.Print(len(image.NewPaletted(image.Rect(1, 1, 3, 4), nil).Pix))`, "6"},
	"image.NewRGBA":                            {`image.NewRGBA(image.Rect(0, 0, 1<<15, 1<<15))`, `fmt.Print(len(image.NewRGBA(image.Rect(1, 1, 3, 4)).Pix))`, "24"},
	"image.NewRGBA64":                          {`image.NewRGBA64(image.Rect(0, 0, 1<<15, 1<<15))`, `fmt.Print(len(image.NewRGBA64(image.Rect(1, 1, 3, 4)).Pix))`, "48"},
	"image.NewYCbCr":                           {`image.NewYCbCr(image.Rect(0, 0, 1<<15, 1<<15), image.YCbCrSubsampleRatio420)`, `fmt.Print(len(image.NewYCbCr(image.Rect(1, 1, 3, 4), image.YCbCrSubsampleRatio444).Y))`, "6"},
	"image/gif.Decode":                         {`_, err := gif.Decode(strings.NewReader(HUGEGIF)); panic(err)`, `_, err := gif.Decode(strings.NewReader("GIF8")); fmt.Print(err)`, "gif: reading header: unexpected EOF"},
	"image/gif.DecodeAll":                      {`_, err := gif.DecodeAll(strings.NewReader(HUGEGIF)); panic(err)`, `_, err := gif.DecodeAll(strings.NewReader("GIF8")); fmt.Print(err)`, "gif: reading header: unexpected EOF"},
	"image/gif.Encode":                         {`gif.Encode(io.Discard, wide(1<<15), nil)`, `fmt.Print(gif.Encode(io.Discard, wide(1<<16), nil))`, "gif: image is too large to encode"},
	"image/jpeg.Decode":                        {`_, err := jpeg.Decode(strings.NewReader(HUGEJPEG)); panic(err)`, `_, err := jpeg.Decode(strings.NewReader("")); fmt.Print(err)`, "unexpected EOF"},
	"image/png.Decode":                         {`_, err := png.Decode(strings.NewReader(HUGEPNG)); panic(err)`, `r := strings.NewReader(PNG + "rest"); _, err := png.Decode(r); fmt.Print(r.Len(), err)`, "4 <nil>"},
	"image/png.Encode":                         {`png.Encode(io.Discard, image.Black)`, `fmt.Print(png.Encode(io.Discard, image.NewGray(image.Rect(0, 0, 2, 2))))`, "<nil>"},
	"(*image/png.Encoder).Encode":              {`new(png.Encoder).Encode(io.Discard, image.Black)`, `fmt.Print(new(png.Encoder).Encode(io.Discard, image.NewGray(image.Rect(0, 0, 2, 2))))`, "<nil>"},
	"math/rand.Perm":                           {`mathrand.Perm(N)`, `fmt.Print(len(mathrand.Perm(3)))`, "3"},
	"math/rand/v2.Perm":                        {`randv2.Perm(N)`, `fmt.Print(len(randv2.Perm(3)))`, "3"},
	"(*math/rand.Rand).Perm":                   {`mathrand.New(mathrand.NewSource(1)).Perm(N)`, `fmt.Print(mathrand.New(mathrand.NewSource(1)).Perm(1))`, "[0]"},
	"(*math/rand/v2.Rand).Perm":                {`randv2.New(randv2.NewPCG(1, 2)).Perm(N)`, `fmt.Print(randv2.New(randv2.NewPCG(1, 2)).Perm(1))`, "[0]"},
	"(*math/big.Float).Append":                 {`big.NewFloat(1).Append(nil, 'f', N)`, `fmt.Printf("%s", big.NewFloat(1).Append(nil, 'f', 1))`, "1.0"},
	"(*math/big.Float).Text":                   {`big.NewFloat(1).Text('f', N)`, `fmt.Print(big.NewFloat(1).Text('f', -1))`, "1"},
	"(*math/big.Int).Binomial":                 {`new(big.Int).Binomial(N, N/2)`, `fmt.Print(new(big.Int).Binomial(N, N-1), new(big.Int).Binomial(5, 7))`, "35184372088832 0"},
	"(*math/big.Int).Exp":                      {`new(big.Int).Exp(big.NewInt(10), big.NewInt(N), nil)`, `fmt.Print(new(big.Int).Exp(big.NewInt(10), big.NewInt(N), big.NewInt(7)), new(big.Int).Exp(big.NewInt(-1), big.NewInt(N), nil))`, "2 1"},
	"(*math/big.Int).ModSqrt":                  {`p := new(big.Int).Lsh(big.NewInt(1), 1<<20); new(big.Int).ModSqrt(big.NewInt(4), p.Sub(p, big.NewInt(1)))`, `fmt.Print(new(big.Int).ModSqrt(big.NewInt(2), big.NewInt(7)), new(big.Int).ModSqrt(big.NewInt(4), big.NewInt(13)), new(big.Int).ModSqrt(big.NewInt(2), big.NewInt(17)))`, "4 11 6"},
	"(*math/big.Int).ProbablyPrime":            {`x := new(big.Int).Lsh(big.NewInt(1), 1<<20); x.Sub(x, big.NewInt(1)).ProbablyPrime(0)`, `fmt.Print(big.NewInt(61).ProbablyPrime(N), big.NewInt(1<<40).ProbablyPrime(N), big.NewInt(1<<61-1).ProbablyPrime(20))`, "true false true"},
	"(*math/big.Int).Lsh":                      {`new(big.Int).Lsh(big.NewInt(1), N)`, `fmt.Print(new(big.Int).Lsh(big.NewInt(3), 2), new(big.Int).Lsh(new(big.Int), N))`, "12 0"},
	"(*math/big.Int).MulRange":                 {`new(big.Int).MulRange(1, N)`, `fmt.Print(new(big.Int).MulRange(2, 4), new(big.Int).MulRange(-N, N), new(big.Int).MulRange(N, N))`, "24 0 35184372088832"},
	"(*math/big.Int).SetBit":                   {`new(big.Int).SetBit(big.NewInt(1), N, 1)`, `fmt.Print(new(big.Int).SetBit(big.NewInt(1), N, 0), new(big.Int).SetBit(big.NewInt(-1), N, 1))`, "1 -1"},
	"(*math/big.Rat).FloatString":              {`big.NewRat(1, 3).FloatString(N)`, `fmt.Print(big.NewRat(1, 3).FloatString(3))`, "0.333"},
	"strconv.AppendFloat":                      {`strconv.AppendFloat(nil, 1, 'f', N, 64)`, `fmt.Printf("%s", strconv.AppendFloat(nil, 1, 'f', 2, 64))`, "1.00"},
	"strconv.FormatComplex":                    {`strconv.FormatComplex(1, 'f', N, 128)`, `fmt.Print(strconv.FormatComplex(1, 'f', -1, 128))`, "(1+0i)"},
	"strconv.FormatFloat":                      {`strconv.FormatFloat(1, 'f', N, 64)`, `fmt.Print(strconv.FormatFloat(1.5, 'f', -1, 64))`, "1.5"},
	"strings.Join":                             {`strings.Join(slices.Repeat([]string{strings.Repeat("x", 1<<20)}, 1<<11), "")`, `fmt.Print(strings.Join([]string{"a", "b"}, "-"))`, "a-b"},
	"strings.Repeat":                           {`strings.Repeat("x", N)`, `fmt.Print(strings.Repeat("ab", 2), strings.Repeat("", N))`, "abab"},
	"strings.Replace":                          {`strings.Replace(strings.Repeat("x", 1<<20), "", strings.Repeat("x", 1<<11), 1<<20)`, `fmt.Print(strings.Replace("aa", "a", "bc", 1))`, "bca"},
	"strings.ReplaceAll":                       {`strings.ReplaceAll(strings.Repeat("x", 1<<20), "x", strings.Repeat("x", 1<<11))`, `fmt.Print(len(strings.ReplaceAll(strings.Repeat("x", 1<<20), "y", strings.Repeat("x", 1<<11))))`, "1048576"},
	"text/tabwriter.NewWriter":                 {`tabwriter.NewWriter(os.Stdout, 0, 0, N, ' ', 0)`, `w := tabwriter.NewWriter(os.Stdout, 4, 0, 0, '.', 0); fmt.Fprint(w, "a\tb"); w.Flush()`, "a...b"},
	"(*bytes.Buffer).Grow":                     {`new(bytes.Buffer).Grow(N)`, `b := &bytes.Buffer{}; b.Grow(100); fmt.Print(b.Available() >= 100)`, "true"},
	"(*strings.Builder).Grow":                  {`new(strings.Builder).Grow(N)`, `b := &strings.Builder{}; b.Grow(100); fmt.Print(b.Cap() >= 100)`, "true"},
	"(*strings.Replacer).Replace":              {`strings.NewReplacer("x", strings.Repeat("x", 1<<11)).Replace(strings.Repeat("x", 1<<20))`, `fmt.Print(strings.NewReplacer("a", "bc", "long", "").Replace("a long way"), strings.NewReplacer("a", "b").Replace("aa"), strings.NewReplacer().Replace("a"))`, "bc  wbcybba"},
	"(*regexp.Regexp).ReplaceAllString":        {`regexp.MustCompile("x").ReplaceAllString(strings.Repeat("x", 1<<20), strings.Repeat("x", 1<<11))`, `fmt.Print(regexp.MustCompile("(a)b").ReplaceAllString("abc", "$1$1"), len(regexp.MustCompile("y").ReplaceAllString(strings.Repeat("x", 1<<20), strings.Repeat("x", 1<<11))))`, "aac1048576"},
	"(*regexp.Regexp).ReplaceAllLiteralString": {`regexp.MustCompile("").ReplaceAllLiteralString(strings.Repeat("x", 1<<20), strings.Repeat("x", 1<<11))`, `fmt.Print(regexp.MustCompile("a").ReplaceAllLiteralString("ab", "$0"))`, "$0b"},
	"(*regexp.Regexp).ReplaceAllStringFunc":    {`w := strings.Repeat("x", 1<<11); regexp.MustCompile("x").ReplaceAllStringFunc(strings.Repeat("x", 1<<20), func(string) string { return w })`, `fmt.Print(regexp.MustCompile("a").ReplaceAllStringFunc("ab", strings.ToUpper))`, "Ab"},
	"(*regexp.Regexp).ReplaceAll":              {`regexp.MustCompile("x+").ReplaceAll([]byte(strings.Repeat("x", 1<<20)), []byte(strings.Repeat("$0", 1<<11)))`, `fmt.Printf("%s", regexp.MustCompile("(a)b").ReplaceAll([]byte("abc"), []byte("$1$1")))`, "aac"},
	"(*regexp.Regexp).ReplaceAllLiteral":       {`regexp.MustCompile("x").ReplaceAllLiteral([]byte(strings.Repeat("x", 1<<20)), []byte(strings.Repeat("x", 1<<11)))`, `fmt.Printf("%s", regexp.MustCompile("a").ReplaceAllLiteral([]byte("ab"), []byte("$0")))`, "$0b"},
	"(*regexp.Regexp).ReplaceAllFunc":          {`w := []byte(strings.Repeat("x", 1<<11)); regexp.MustCompile("x").ReplaceAllFunc([]byte(strings.Repeat("x", 1<<20)), func([]byte) []byte { return w })`, `fmt.Printf("%s", regexp.MustCompile("a").ReplaceAllFunc([]byte("ab"), bytes.ToUpper))`, "Ab"},
	"(*text/tabwriter.Writer).Init":            {`new(tabwriter.Writer).Init(os.Stdout, N, 0, 0, ' ', 0)`, `w := new(tabwriter.Writer).Init(os.Stdout, 4, 0, 0, '.', 0); fmt.Fprint(w, "a\tb"); w.Flush()`, "a...b"},
}

// What a function of the tables would make of too large an argument panics with the
// script's line, before anything is made; images from outside are errors. Other
// arguments give what they give in Go.
func TestBounded(t *testing.T) {
	if diff := cmp.Diff(host.Bounded(), slices.Sorted(maps.Keys(sizedCalls))); diff != "" {
		t.Errorf("bounded functions (-are +tried):\n%s", diff)
	}
	for name, test := range sizedCalls {
		t.Run(name, func(t *testing.T) {
			tooMuch(t, sizedProgram(test.much), 5)
			if out := run(t, sizedProgram(test.fine)); out != test.prints {
				t.Errorf("%s prints %s, want %s", test.fine, out, test.prints)
			}
		})
	}
}

// A method is bounded however a script comes to call it.
func TestBoundedWays(t *testing.T) {
	ways := map[string]string{
		"method":                        `var b bytes.Buffer; b.Grow(N)`,
		"of a pointer":                  `b := &bytes.Buffer{}; b.Grow(N)`,
		"of an element":                 `list := []bytes.Buffer{{}}; list[0].Grow(N)`,
		"value":                         `grow := new(bytes.Buffer).Grow; grow(N)`,
		"value in a variable":           `var grow func(int); grow = new(bytes.Buffer).Grow; grow(N)`,
		"expression":                    `grow := (*bytes.Buffer).Grow; grow(new(bytes.Buffer), N)`,
		"embedded":                      `var p struct{ bytes.Buffer }; p.Grow(N)`,
		"embedded pointer":              `p := struct{ *bytes.Buffer }{new(bytes.Buffer)}; p.Grow(N)`,
		"embedded twice":                `type page struct{ bytes.Buffer }; var p struct{ *page }; p.page = &page{}; p.Grow(N)`,
		"value of an embedded":          `var p struct{ bytes.Buffer }; grow := p.Grow; grow(N)`,
		"interface":                     `var x interface{ Grow(int) } = new(bytes.Buffer); x.Grow(N)`,
		"interface of an embedder":      `type page struct{ bytes.Buffer }; var x interface{ Grow(int) } = &page{}; x.Grow(N)`,
		"interface in a struct":         `p := struct{ grower }{new(strings.Builder)}; p.Grow(N)`,
		"value of an interface":         `var x grower = new(bytes.Buffer); grow := x.Grow; grow(N)`,
		"expression of an interface":    `grow := grower.Grow; grow(new(bytes.Buffer), N)`,
		"assertion":                     `var x any = new(bytes.Buffer); x.(grower).Grow(N)`,
		"generic":                       `grow(new(bytes.Buffer), N)`,
		"generic function":              `call(new(strings.Builder).Grow, N)`,
		"deferred":                      `defer new(bytes.Buffer).Grow(N)`,
		"function":                      `repeat := strings.Repeat; repeat("x", N)`,
		"function in a map":             `m := map[string]func(string, int) string{"x": strings.Repeat}; m["x"]("x", N)`,
		"results of a call":             `strings.Repeat(func() (string, int) { return "x", N }())`,
		"function of a callback":        `slices.SortFunc([]int{1, 2}, func(a, b int) int { return len(strings.Repeat("x", N)) })`,
		"generic function of Go's":      `slices.Grow([]int(nil), N)`,
		"repeated slice":                `slices.Repeat([]int{1, 2}, N)`,
		"make":                          `n := N; _ = make([]int, n)`,
		"make of a channel":             `n := N; _ = make(chan int, n)`,
		"make of an unsigned size":      `n := uint64(N); _ = make([]int, n)`,
		"make of a constant":            `_ = make([]int, N)`,
		"make of a type parameter":      `_ = made[[]int](N)`,
		"make of an appended":           `_ = append([]byte{1}, make([]byte, N)...)`,
		"range over a string":           `for range strings.Repeat("x", 1<<27) { break }`,
		"product that no int holds":     `strings.Repeat("four", 1<<62)`,
		"width times height":            `image.NewRGBA(image.Rect(-1<<62, 0, 1<<62, 1<<62))`,
		"shift by what an int is not":   `new(big.Int).Lsh(big.NewInt(1), 1<<63)`,
		"exponent that no int64 holds":  `x := new(big.Int).Lsh(big.NewInt(1), 99); x.Exp(x, x, nil)`,
		"power modulo what is wide":     `m := new(big.Int).Lsh(big.NewInt(1), 1<<21); m.Sub(m, big.NewInt(1)); new(big.Int).Exp(big.NewInt(3), m, m)`,
		"prime of many bits":            `rand.Prime(rand.Reader, 1<<20)`,
		"primes tried too often":        `big.NewInt(1<<61 - 1).ProbablyPrime(N)`,
		"receiver that is the argument": `x := big.NewInt(3); x.Lsh(x, N)`,
	}
	for name, body := range ways {
		t.Run(name, func(t *testing.T) {
			line := map[string]int{"generic": 12, "generic function": 13, "make of a type parameter": 14}[name] // of the generic code
			tooMuch(t, sizedProgram(body), max(line, 5))
		})
	}
}

// What RSA does with 16,384 bits passes.
func TestBoundedWorkSuffices(t *testing.T) {
	out := run(t, sizedProgram(`m := new(big.Int).Lsh(big.NewInt(1), 16384); m.Sub(m, big.NewInt(1)); fmt.Print(new(big.Int).Exp(big.NewInt(3), m, m).BitLen() > 16000)`))
	if out != "true" {
		t.Error(out)
	}
}

// In a goroutine the panic ends the session, with the line.
func TestBoundedInGoroutine(t *testing.T) {
	p, err := load(t, sizedProgram(`go new(bytes.Buffer).Grow(N); select {}`), interp.Config{Main: true})
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan *interp.PanicError, 1)
	i, err := p.New(t.Context(), interp.Env{OnPanic: func(e *interp.PanicError) { told <- e }})
	if err != nil {
		t.Fatal(err)
	}
	defer i.Kill()
	go i.Main(t.Context(), nil)
	if e := <-told; e.Pos.Line != 5 || !strings.Contains(e.Error(), "bytes.Buffer.Grow makes 35184372088832 bytes") {
		t.Error(e)
	}
}

// A negative size panics as in Go.
func TestNegativeSizes(t *testing.T) {
	tests := []struct{ body, want string }{
		{`new(bytes.Buffer).Grow(-1)`, "bytes.Buffer.Grow: negative count"},
		{`new(strings.Builder).Grow(-1)`, "strings.Builder.Grow: negative count"},
		{`strings.Repeat("x", -1)`, "strings: negative Repeat count"},
		{`image.NewRGBA(image.Rectangle{Max: image.Pt(-1, 5)})`, "image: NewRGBA Rectangle has huge or negative dimensions"},
		{`mathrand.Perm(-1)`, "runtime error: makeslice: len out of range"},
		{`new(big.Int).SetBit(big.NewInt(1), -1, 1)`, "negative bit index"},
		{`var b *bytes.Buffer; b.Grow(1)`, "invalid memory address or nil pointer dereference"},
		{`var x grower; x.Grow(1)`, "invalid memory address or nil pointer dereference"},
		{`new(big.Int).Lsh(nil, 1)`, "invalid memory address or nil pointer dereference"},
		{`image.Decode(nil)`, "invalid memory address or nil pointer dereference"},
	}
	for _, test := range tests {
		err := runMain(t, sizedProgram(test.body))
		if p, ok := errors.AsType[*interp.PanicError](err); !ok || p.Pos.Line != 5 || !strings.Contains(p.Error(), test.want) {
			t.Errorf("%s: %v, want %s", test.body, err, test.want)
		}
	}
}

// Types and literals that are too large are refused before the script runs.
func TestLargeTypes(t *testing.T) {
	for name, body := range map[string]string{
		"variable":         "var x [1 << 40]byte; _ = x",
		"new":              "_ = new([1 << 40]byte)",
		"no address":       "_ = new([1 << 62]int)",
		"field":            "var x struct{ n int; list [1 << 40]byte }; _ = x",
		"fields together":  "var x struct{ a, b, c [1 << 29]byte }; _ = x",
		"array of arrays":  "var x [1 << 20][1 << 20]byte; _ = x",
		"named":            "type large [1 << 40]byte; var x large; _ = x",
		"literal":          "_ = [1 << 40]byte{}",
		"literal's length": "_ = [...]byte{1 << 40: 1}",
		"slice's literal":  "_ = []byte{1 << 40: 1}",
		"elements":         "_ = [][1 << 20]byte{1 << 20: {}}",
		"pointer's":        "_ = &[]int{1 << 30: 1}",
		"conversion":       "_ = [1 << 40]byte([]byte(nil))",
		"parameter":        "_ = func(x [1 << 40]byte) {}",
		"element of a map": "_ = map[int][1 << 40]byte{}",
		"of a channel":     "_ = make(chan [1 << 40]byte)",
		"generic":          "var x three[[1 << 29]byte]; _ = x",
		"constant":         "const n = 1 << 40; var x [n]byte; _ = len(x)",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := load(t, sizedProgram(body), interp.Config{Main: true})
			found, ok := errors.AsType[interp.Diagnostics](err)
			if !ok || !strings.Contains(found.Error(), "takes more than 1024 MiB, which is the most that a script may make at once") {
				t.Fatalf("%v", err)
			}
			if line := found[0].Pos.Line; line != 5 && name != "generic" {
				t.Errorf("in line %d", line)
			}
		})
	}
	out := run(t, sizedProgram(`var none [1 << 40]struct{}; var x [1 << 20]int; m := make(map[int][100]byte, N); fmt.Print(len(none), len(x), len(m), len([]byte{9: 1}))`))
	if out != "1099511627776 1048576 0 10" {
		t.Error(out)
	}
}

// tooMuch runs a program that must panic at a line because it would make too much.
func tooMuch(t *testing.T, source string, line int) {
	t.Helper()
	err := runMain(t, source)
	p, ok := errors.AsType[*interp.PanicError](err)
	if !ok || p.Pos.Line != line || !regexp.MustCompile(`a script may (make 1024 MiB at once|have 1000000|multiply 100000000000 at once|decode 89478485)|out of range`).MatchString(p.Error()) {
		t.Errorf("%v\n%s", err, source)
	}
}

// sizedProgram is a program with a body in line 5, and what bodies of these tests name.
func sizedProgram(body string) string {
	body = strings.NewReplacer("HUGEPNG", fmt.Sprintf("%q", pngFile(1<<20, 1<<20)), "PNG", fmt.Sprintf("%q", pngFile(3, 2)),
		"HUGEGIF", `"GIF89a\xff\xff\xff\xff\x00\x00\x00"`,
		"HUGEJPEG", `"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xda\x00\x08"`).Replace(body)
	imports := ""
	for _, path := range []string{
		"archive/zip", "bufio", "bytes", "container/ring", "crypto/rand", "fmt", "image", "image/color", "image/gif", "image/jpeg", "image/png", "io", "math/big",
		"mathrand math/rand", "os", "randv2 math/rand/v2", "regexp", "slices", "strconv", "strings", "text/tabwriter",
	} {
		name, path, renamed := strings.Cut(path, " ")
		if !renamed {
			name, path = name[strings.LastIndexByte(name, '/')+1:], name
		}
		if regexp.MustCompile(`\b`+name+`\.`).MatchString(body) || name == "image" || name == "color" {
			imports += name + ` "` + path + `"; `
		}
	}
	return `package main; import (` + imports + `)
const N = 1 << 45
type grower interface{ Grow(int) }
func main() {
` + body + `
}
type wide int
func (w wide) At(x, y int) color.Color { return color.Black }
func (w wide) ColorModel() color.Model { return color.GrayModel }
func (w wide) Bounds() image.Rectangle { return image.Rect(0, 0, int(w), 1<<16-1) }
type three[T any] struct{ x, y, z T }
func grow[T grower](x T, n int) { x.Grow(n) }
func call[T any](f func(T), x T) { f(x) }
func made[T ~[]E, E any](n int) T { return make(T, n) }
`
}

// pngFile is a PNG file of a gray image of 3 by 2 pixels whose head says another size.
func pngFile(width, height uint32) string {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		panic(err)
	}
	file := b.Bytes()
	head := file[8+4 : 8+4+4+13] // behind the signature and the length: type and data
	binary.BigEndian.PutUint32(head[4:], width)
	binary.BigEndian.PutUint32(head[8:], height)
	binary.BigEndian.PutUint32(file[8+4+4+13:], crc32.ChecksumIEEE(head))
	return string(file)
}
