package host

import (
	"bufio"
	"bytes"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"reflect"
)

// detached take the place of functions of the standard library that hand out data of
// their package's, which a script could write to: they hand out copies. The keys are
// import path and name.
var detached = map[string]reflect.Value{
	"bufio.ScanRunes":      reflect.ValueOf(scanRunes),
	"hash/crc32.Checksum":  reflect.ValueOf(func(b []byte, t *crc32.Table) uint32 { return crc32.Checksum(b, fast(t)) }),
	"hash/crc32.MakeTable": reflect.ValueOf(func(poly uint32) *crc32.Table { return clone(crc32.MakeTable(poly)) }),
	"hash/crc32.New":       reflect.ValueOf(func(t *crc32.Table) hash.Hash32 { return crc32.New(fast(t)) }),
	"hash/crc32.Update":    reflect.ValueOf(func(crc uint32, t *crc32.Table, b []byte) uint32 { return crc32.Update(crc, fast(t), b) }),
	"hash/crc64.MakeTable": reflect.ValueOf(func(poly uint64) *crc64.Table { return clone(crc64.MakeTable(poly)) }),
}

// clone copies what a pointer points to.
func clone[T any](p *T) *T {
	own := *p
	return &own
}

// castagnoli is the table that package crc32 keeps for the processor's instruction, as
// it keeps that of crc32.IEEE.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// fast returns the table of package crc32 that t is a copy of, which it works with much
// faster; t itself when it is none.
func fast(t *crc32.Table) *crc32.Table {
	for _, known := range []*crc32.Table{crc32.IEEETable, castagnoli} {
		if t != nil && *t == *known {
			return known
		}
	}
	return t
}

// scanRunes is bufio.ScanRunes, whose token for bytes that are no UTF-8 is always the
// same slice.
func scanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	advance, token, err = bufio.ScanRunes(data, atEOF)
	if len(token) > advance {
		token = bytes.Clone(token)
	}
	return advance, token, err
}
