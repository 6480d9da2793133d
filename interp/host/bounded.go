package host

import (
	"archive/zip"
	"bufio"
	"bytes"
	"container/ring"
	"crypto/rand"
	"fmt"
	"io"
	"maps"
	"math"
	"math/big"
	mathrand "math/rand"
	randv2 "math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/panelgo/panelgo/interp/lower"
)

// Go ends the process when there is not as much memory as a call wants at once. So
// compiled functions and methods that make as much as their arguments say are
// replaced by functions that look at the arguments first. What they do otherwise,
// panics for negative sizes included, is Go's.

// bounded take the place of such functions and methods, by their names as
// types.Func.FullName writes them. The first parameter of one for a method is the
// receiver. images has those that make images, replacing those that replace matches.
var bounded = map[string]any{
	"bytes.Join": func(s [][]byte, sep []byte) []byte {
		checkBytes("bytes.Join", joined(s, len(sep)))
		return bytes.Join(s, sep)
	},
	"bytes.Repeat": func(b []byte, n int) []byte {
		checkBytes("bytes.Repeat", float64(len(b))*float64(n))
		return bytes.Repeat(b, n)
	},
	"bytes.Replace": func(s, old, new []byte, n int) []byte {
		checkReplace("bytes.Replace", s, old, new, n, bytes.Count)
		return bytes.Replace(s, old, new, n)
	},
	"bytes.ReplaceAll": func(s, old, new []byte) []byte {
		checkReplace("bytes.ReplaceAll", s, old, new, -1, bytes.Count)
		return bytes.ReplaceAll(s, old, new)
	},
	"strings.Join": func(s []string, sep string) string {
		checkBytes("strings.Join", joined(s, len(sep)))
		return strings.Join(s, sep)
	},
	"strings.Repeat": func(s string, n int) string {
		checkBytes("strings.Repeat", float64(len(s))*float64(n))
		return strings.Repeat(s, n)
	},
	"strings.Replace": func(s, old, new string, n int) string {
		checkReplace("strings.Replace", s, old, new, n, strings.Count)
		return strings.Replace(s, old, new, n)
	},
	"strings.ReplaceAll": func(s, old, new string) string {
		checkReplace("strings.ReplaceAll", s, old, new, -1, strings.Count)
		return strings.ReplaceAll(s, old, new)
	},

	"(*bytes.Buffer).Grow": func(b *bytes.Buffer, n int) {
		checkBytes("bytes.Buffer.Grow", float64(n))
		b.Grow(n)
	},
	"(*strings.Builder).Grow": func(b *strings.Builder, n int) {
		checkBytes("strings.Builder.Grow", float64(n))
		b.Grow(n)
	},
	"bufio.NewReaderSize": func(r io.Reader, size int) *bufio.Reader {
		checkBytes("bufio.NewReaderSize", float64(size))
		return bufio.NewReaderSize(r, size)
	},
	"bufio.NewWriterSize": func(w io.Writer, size int) *bufio.Writer {
		checkBytes("bufio.NewWriterSize", float64(size))
		return bufio.NewWriterSize(w, size)
	},
	"archive/zip.NewReader": func(r io.ReaderAt, size int64) (*zip.Reader, error) {
		checkBytes("archive/zip.NewReader", float64(size)/leastEntry*8) // a pointer for each entry that it may have
		return zip.NewReader(r, size)
	},
	"container/ring.New": func(n int) *ring.Ring {
		checkBytes("container/ring.New", float64(n)*float64(reflect.TypeFor[ring.Ring]().Size()))
		return ring.New(n)
	},
	"text/tabwriter.NewWriter": func(w io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *tabwriter.Writer {
		checkWidths("text/tabwriter.NewWriter", minwidth, tabwidth, padding)
		return tabwriter.NewWriter(w, minwidth, tabwidth, padding, padchar, flags)
	},
	"(*text/tabwriter.Writer).Init": func(t *tabwriter.Writer, w io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *tabwriter.Writer {
		checkWidths("text/tabwriter.Writer.Init", minwidth, tabwidth, padding)
		return t.Init(w, minwidth, tabwidth, padding, padchar, flags)
	},

	"math/rand.Perm": func(n int) []int {
		checkBytes("math/rand.Perm", float64(n)*8)
		return mathrand.Perm(n)
	},
	"(*math/rand.Rand).Perm": func(r *mathrand.Rand, n int) []int {
		checkBytes("math/rand.Rand.Perm", float64(n)*8)
		return r.Perm(n)
	},
	"math/rand/v2.Perm": func(n int) []int {
		checkBytes("math/rand/v2.Perm", float64(n)*8)
		return randv2.Perm(n)
	},
	"(*math/rand/v2.Rand).Perm": func(r *randv2.Rand, n int) []int {
		checkBytes("math/rand/v2.Rand.Perm", float64(n)*8)
		return r.Perm(n)
	},

	"strconv.AppendFloat": func(b []byte, x float64, format byte, prec, bits int) []byte {
		checkBytes("strconv.AppendFloat", float64(prec))
		return strconv.AppendFloat(b, x, format, prec, bits)
	},
	"strconv.FormatComplex": func(x complex128, format byte, prec, bits int) string {
		checkBytes("strconv.FormatComplex", float64(prec)*2)
		return strconv.FormatComplex(x, format, prec, bits)
	},
	"strconv.FormatFloat": func(x float64, format byte, prec, bits int) string {
		checkBytes("strconv.FormatFloat", float64(prec))
		return strconv.FormatFloat(x, format, prec, bits)
	},

	"crypto/rand.Prime": func(r io.Reader, bits int) (*big.Int, error) {
		checkBytes("crypto/rand.Prime", float64(bits)/8)
		checkWork("crypto/rand.Prime", float64(bits)*float64(bits)/primesTried, bits)
		return rand.Prime(r, bits)
	},
	"(*math/big.Float).Append": func(x *big.Float, b []byte, format byte, prec int) []byte {
		checkBytes("math/big.Float.Append", float64(prec))
		return x.Append(b, format, prec)
	},
	"(*math/big.Float).Text": func(x *big.Float, format byte, prec int) string {
		checkBytes("math/big.Float.Text", float64(prec))
		return x.Text(format, prec)
	},
	"(*math/big.Rat).FloatString": func(x *big.Rat, prec int) string {
		checkBytes("math/big.Rat.FloatString", float64(prec))
		return x.FloatString(prec)
	},
	"(*math/big.Int).Binomial": func(z *big.Int, n, k int64) *big.Int {
		most := float64(min(k, n-k))
		checkBytes("math/big.Int.Binomial", min(float64(n), most*math.Log2(float64(n)+1))/8)
		return z.Binomial(n, k)
	},
	"(*math/big.Int).Exp": func(z, x, y, m *big.Int) *big.Int {
		if y.Sign() > 0 && x.BitLen() > 1 && (m == nil || m.Sign() == 0) {
			times, _ := new(big.Float).SetInt(y).Float64()
			checkBytes("math/big.Int.Exp", float64(x.BitLen()-1)*times/8)
		}
		if m != nil {
			checkWork("math/big.Int.Exp", float64(y.BitLen()), m.BitLen())
		}
		return z.Exp(x, y, m)
	},
	"(*math/big.Int).ModSqrt": func(z, x, p *big.Int) *big.Int {
		twos := float64(new(big.Int).Sub(p, big.NewInt(1)).TrailingZeroBits())
		checkWork("math/big.Int.ModSqrt", float64(p.BitLen())+twos*twos, p.BitLen())
		return z.ModSqrt(x, p)
	},
	"(*math/big.Int).ProbablyPrime": func(x *big.Int, n int) bool {
		if x.Sign() > 0 && x.Bit(0) == 1 && x.BitLen() > 6 { // else Go looks it up
			checkWork("math/big.Int.ProbablyPrime", (float64(n)+1)*float64(x.BitLen()), x.BitLen())
		}
		return x.ProbablyPrime(n)
	},
	"(*math/big.Int).Lsh": func(z, x *big.Int, n uint) *big.Int {
		if x.Sign() != 0 {
			checkBytes("math/big.Int.Lsh", float64(n)/8)
		}
		return z.Lsh(x, n)
	},
	"(*math/big.Int).MulRange": func(z *big.Int, a, b int64) *big.Int {
		if a > 0 || b < 0 { // else 0 is among the factors
			widest := max(math.Abs(float64(a)), math.Abs(float64(b)))
			checkBytes("math/big.Int.MulRange", (float64(b)-float64(a)+1)*(math.Log2(widest)-1)/8)
		}
		return z.MulRange(a, b)
	},
	"(*math/big.Int).SetBit": func(z, x *big.Int, i int, b uint) *big.Int {
		if (b != 0) == (x.Sign() >= 0) { // else the bits beyond are what they are to be
			checkBytes("math/big.Int.SetBit", float64(i)/8)
		}
		return z.SetBit(x, i, b)
	},
}

func init() {
	maps.Copy(bounded, images)
	maps.Copy(bounded, replacing)
}

// Bounded lists the compiled functions and methods that the host bounds, sorted, as
// types.Func.FullName writes them.
func Bounded() []string { return slices.Sorted(maps.Keys(bounded)) }

// leastEntry is the least that an entry takes in the directory of a zip file.
const leastEntry = 30

// checkBytes panics when a function makes more than MaxMake bytes.
func checkBytes(name string, bytes float64) {
	if bytes > lower.MaxMake {
		panic(runtimeError(fmt.Sprintf("%s makes %.0f bytes: a script may make %d MiB at once", name, bytes, lower.MaxMake>>20)))
	}
}

// maxWork bounds how many words one call may multiply, some minutes of a processor: what
// package math/big does meanwhile cannot be stopped, and holds up every collection of
// garbage.
const maxWork = 1e11

// primesTried is by what the bits of a prime are divided for the number of candidates that
// no small prime divides.
const primesTried = 20

// checkWork panics when a function multiplies numbers of some bits too often.
func checkWork(name string, times float64, bits int) {
	words := math.Ceil(float64(bits) / 64)
	if work := times * words * words; work > maxWork {
		panic(runtimeError(fmt.Sprintf("%s multiplies %.0f words: a script may multiply %.0f at once", name, work, maxWork)))
	}
}

// maxWidth bounds what each cell of a text is filled up to. Package fmt has the same
// bound.
const maxWidth = 1_000_000

// checkWidths panics when a cell is to be wider than maxWidth.
func checkWidths(name string, widths ...int) {
	for _, n := range widths {
		if n > maxWidth {
			panic(runtimeError(fmt.Sprintf("%s of cells of %d letters: a script may have %d", name, n, maxWidth)))
		}
	}
}

// text is a string or bytes.
type text interface{ ~string | ~[]byte }

// joined returns how many bytes a list has with separators between its elements.
func joined[T text](list []T, sep int) float64 {
	bytes := float64(sep) * float64(max(len(list)-1, 0))
	for _, s := range list {
		bytes += float64(len(s))
	}
	return bytes
}

// checkReplace panics when s with up to n times new for old, or all if n is negative,
// is too much. It counts only where that is possible.
func checkReplace[T text](name string, s, old, new T, n int, count func(s, old T) int) {
	longer := float64(len(new) - len(old))
	if times := len(s)/max(len(old), 1) + 1; float64(len(s))+longer*float64(times) <= lower.MaxMake {
		return
	}
	times := count(s, old)
	if n >= 0 {
		times = min(times, n)
	}
	checkBytes(name, float64(len(s))+longer*float64(times))
}
