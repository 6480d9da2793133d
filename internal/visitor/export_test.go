package visitor

import "context"

// RunUntil is Run with a context that ends when the time is up.
func (p Plan) RunUntil(ctx, limited context.Context) (*Report, error) { return p.run(ctx, limited) }
