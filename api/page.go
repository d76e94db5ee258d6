package api

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	"lungang/model"
)

// PageOf is a part of a list.
type PageOf[T any] struct {
	Items []T    `json:"items" doc:"entries of this page"`
	Next  string `json:"next,omitempty" doc:"cursor of the next page; absent on the last"`
}

// PageParams ask for a part of a list.
type PageParams struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"50" doc:"entries of a page"`
	Cursor string `query:"cursor" maxLength:"300" doc:"next of the page before; absent for the first page"`
}

// pageOut is the answer of a list.
type pageOut[T any] struct {
	Link string `header:"Link" doc:"rel=next, when there is a next page"`
	Body PageOf[T]
}

// cursorVersion tells our cursors from anything else.
const cursorVersion = "v2."

// scopeOf stands for what a list was asked for: which list, filters and order. It
// is always as long, and short, since filters are texts of any length and kind.
func scopeOf(list string, asked ...any) string {
	parts := [][]byte{[]byte(list)}
	for _, a := range asked {
		parts = append(parts, fmt.Append(nil, a))
	}
	return string(digest(parts...)[:16])
}

// encodeCursor makes a cursor of what the next page begins after. The scope is
// that of scopeOf: a cursor of another list is refused.
func encodeCursor(scope, after string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(cursorVersion + scope + after))
}

// decodeCursor returns what a page begins after; empty for an empty cursor.
func decodeCursor(ctx context.Context, scope, cursor string) (string, error) {
	if cursor == "" {
		return "", nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	after, ok := strings.CutPrefix(string(raw), cursorVersion+scope)
	if err != nil || !ok {
		return "", badParameter(ctx, "query.cursor", "", "cursor 无效,或属于另一列表;请用上一页的 next", "the cursor is not valid, or of another list; use next of the page before")
	}
	return after, nil
}

// page asks a port for a page of a list sorted by id.
func (p PageParams) page(ctx context.Context, scope string, descending bool) (Page, error) {
	after, err := decodeCursor(ctx, scope, p.Cursor)
	return Page{After: after, Limit: p.Limit, Descending: descending}, err
}

// answerPage makes a page of what a port returned.
func answerPage[T any](ctx context.Context, scope string, list []T, more bool, last func(*T) string) *pageOut[T] {
	out := &pageOut[T]{Body: PageOf[T]{Items: list}}
	if more && len(list) > 0 {
		out.Body.Next = encodeCursor(scope, last(&list[len(list)-1]))
		out.Link = nextLink(ctx, out.Body.Next)
	}
	return out
}

// nextLink leads to the next page of what was asked for: filters, order and length
// are those of this one, without which the cursor would be of another list.
func nextLink(ctx context.Context, cursor string) string {
	at := requestOf(ctx).url
	query := at.Query()
	query.Set("cursor", cursor)
	return "<" + at.EscapedPath() + "?" + query.Encode() + `>; rel="next"`
}

// sortDescending reads a sort parameter of lists that sort by time only.
func sortDescending(sort string) bool { return strings.HasPrefix(sort, "-") }

// SortByTime is the order of lists of things with a time.
type SortByTime struct {
	Sort string `query:"sort" enum:"createdAt,-createdAt" default:"-createdAt" doc:"-createdAt: newest first"`
}

// sha is a hash as it is written everywhere in the API.
func sha(hash string) string {
	if hash == "" || strings.HasPrefix(hash, "sha256:") {
		return hash
	}
	return "sha256:" + hash
}

// problemHash is the hash of a problem as it is written in the API.
func problemHash(p *model.Problem) string { return sha(p.Hash()) }
