package api

import (
	"context"
	"net/url"

	"github.com/danielgtaylor/huma/v2"
)

// What a request carries: set by the middleware, read by everybody.
type contextKey int

const (
	keyRequest contextKey = iota
	keyActor
)

// request is what is known of a request before anybody knows who asks.
type request struct {
	id      string
	lang    string // zh or en
	address string // of the client, as far as proxies are believed
	url     url.URL
	actor   string // for the log; set when it is known
	csrf    string // of the session; empty without one
	cause   error  // for the log: why it failed inside

	registry huma.Registry // of the server that answers
}

func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(keyRequest).(*request); ok {
		return r
	}
	return &request{lang: "zh"}
}

func requestID(ctx context.Context) string { return requestOf(ctx).id }

func languageOf(ctx context.Context) string { return requestOf(ctx).lang }

// actorOf returns who asks. Operations that everybody may call have nobody.
func actorOf(ctx context.Context) Actor {
	a, _ := ctx.Value(keyActor).(Actor)
	return a
}
