package engine

import _ "unsafe" // for go:linkname

// The generators of operations: yaegi has one for each operator, which finds the
// operands' types itself. The names here say what they do; see operators.

//go:linkname yaegiAdd github.com/traefik/yaegi/interp.add
func yaegiAdd(*node)

//go:linkname yaegiSub github.com/traefik/yaegi/interp.sub
func yaegiSub(*node)

//go:linkname yaegiMul github.com/traefik/yaegi/interp.mul
func yaegiMul(*node)

//go:linkname yaegiQuo github.com/traefik/yaegi/interp.quo
func yaegiQuo(*node)

//go:linkname yaegiRem github.com/traefik/yaegi/interp.rem
func yaegiRem(*node)

//go:linkname yaegiAnd github.com/traefik/yaegi/interp.and
func yaegiAnd(*node)

//go:linkname yaegiOr github.com/traefik/yaegi/interp.or
func yaegiOr(*node)

//go:linkname yaegiXor github.com/traefik/yaegi/interp.xor
func yaegiXor(*node)

//go:linkname yaegiEqual github.com/traefik/yaegi/interp.equal
func yaegiEqual(*node)

//go:linkname yaegiNotEqual github.com/traefik/yaegi/interp.notEqual
func yaegiNotEqual(*node)

//go:linkname yaegiLess github.com/traefik/yaegi/interp.lower
func yaegiLess(*node)

//go:linkname yaegiLessEqual github.com/traefik/yaegi/interp.lowerEqual
func yaegiLessEqual(*node)

//go:linkname yaegiGreater github.com/traefik/yaegi/interp.greater
func yaegiGreater(*node)

//go:linkname yaegiGreaterEqual github.com/traefik/yaegi/interp.greaterEqual
func yaegiGreaterEqual(*node)

//go:linkname yaegiAddAssign github.com/traefik/yaegi/interp.addAssign
func yaegiAddAssign(*node)

//go:linkname yaegiSubAssign github.com/traefik/yaegi/interp.subAssign
func yaegiSubAssign(*node)

//go:linkname yaegiMulAssign github.com/traefik/yaegi/interp.mulAssign
func yaegiMulAssign(*node)

//go:linkname yaegiQuoAssign github.com/traefik/yaegi/interp.quoAssign
func yaegiQuoAssign(*node)

//go:linkname yaegiInc github.com/traefik/yaegi/interp.inc
func yaegiInc(*node)

//go:linkname yaegiDec github.com/traefik/yaegi/interp.dec
func yaegiDec(*node)

//go:linkname yaegiAssign github.com/traefik/yaegi/interp.assign
func yaegiAssign(*node)
