package api

import "context"

// DefaultHeavy is how many heavy computations run at once when nobody says.
const DefaultHeavy = 4

// Heavy lets so many heavy computations run at once; others wait for their turn.
// The server and the ports behind it share one, and keep to the number together.
//
// Nobody takes a turn within a turn, nor within a database transaction: whoever
// has one may wait for the database, and the two would wait for each other.
type Heavy struct{ turns chan struct{} }

// NewHeavy returns a Heavy with that many turns.
func NewHeavy(turns int) *Heavy { return &Heavy{make(chan struct{}, turns)} }

// Weigh runs a heavy computation when its turn has come.
func Weigh[T any](ctx context.Context, h *Heavy, f func() (T, error)) (T, error) {
	var zero T
	select {
	case h.turns <- struct{}{}:
	case <-ctx.Done():
		return zero, ctx.Err()
	}
	defer func() { <-h.turns }()
	if ctx.Err() != nil {
		return zero, ctx.Err()
	}
	return f()
}

// weigh is Weigh among the turns of a server.
func weigh[T any](ctx context.Context, s *Server, f func() (T, error)) (T, error) {
	return Weigh(ctx, s.config.Heavy, f)
}
