package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// OnceHeader is the header of creates that may be repeated safely.
type OnceHeader struct {
	Key string `header:"Idempotency-Key" maxLength:"200" doc:"makes it safe to repeat the request: the same key creates nothing twice" example:"2026-plan-1"`
}

// once is what a port needs to recognise a repeated create: key, operation and
// everything that the request says.
func (h *OnceHeader) once(operation string, parts ...[]byte) Once {
	if h.Key == "" {
		return Once{}
	}
	sum := digest(append([][]byte{[]byte(operation)}, parts...)...)
	return Once{Key: operation + " " + h.Key, Fingerprint: "sha256:" + hex.EncodeToString(sum)}
}

// digest is the SHA-256 of parts, of each with its length: the same bytes cut
// elsewhere are other parts.
func digest(parts ...[]byte) []byte {
	sum := sha256.New()
	for _, part := range parts {
		_, _ = fmt.Fprintf(sum, "%d:", len(part)) // never fails
		_, _ = sum.Write(part)
	}
	return sum.Sum(nil)
}

// onlyOnce answers with what the same request made before, as it is now, or
// makes it. Whatever may have changed since then is asked in create, so that a
// repeat after a deadline, or after a name became known, gets the first answer.
func onlyOnce[T any](ctx context.Context, s *Server, once Once,
	get func(ctx context.Context, who Actor, id string) (*T, error), create func() (*T, error),
) (*T, error) {
	if once.Key == "" {
		return create()
	}
	who := actorOf(ctx)
	id, err := s.Ports.Repeats.Made(ctx, who, once)
	if err != nil {
		return nil, err
	}
	if id != "" {
		return get(ctx, who, id)
	}
	return create()
}
