package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"lungang/model"
)

// Conditional lets a client ask only for what changed.
type Conditional struct {
	IfNoneMatch string `header:"If-None-Match" maxLength:"300" doc:"ETag that the client has; 304 when it is still right"`
}

// IfMatch names the version that a change is made to, or several.
type IfMatch struct {
	IfMatch string `header:"If-Match" maxLength:"300" doc:"ETag of the version that was read; needed" example:"\"v3\""`
}

// fresh reports whether the client's copy is the present one.
func (c *Conditional) fresh(etag string) bool {
	for tag := range strings.SplitSeq(c.IfNoneMatch, ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		if tag == etag || tag == "*" {
			return etag != ""
		}
	}
	return false
}

// versionTag is the ETag of a resource with versions.
func versionTag(version int64) string { return `"v` + strconv.FormatInt(version, 10) + `"` }

// hashTag is the ETag of a document.
func hashTag(hash string) string {
	if hash == "" {
		return ""
	}
	return `"` + hash + `"`
}

// match refuses a change unless the present version is one of those named (RFC 9110,
// 13.1.1): CodeStale. "*" names none: it would let a change pass that nobody has
// looked at. A weak tag names none either: it stands for what is only alike.
func (m *IfMatch) match(ctx context.Context, present int64) error {
	if m.IfMatch == "" {
		return newProblem(ctx, http.StatusPreconditionRequired, CodePreconditionRequired, TextOf(CodePreconditionRequired))
	}
	for tag := range strings.SplitSeq(m.IfMatch, ",") {
		if strings.TrimSpace(tag) == versionTag(present) {
			return nil
		}
	}
	return model.NewError(model.CodeStale, model.Text{}, nil)
}

// MayMatch is IfMatch for a step that anybody may take who has not seen the
// present version, too.
type MayMatch struct {
	IfMatch string `header:"If-Match" maxLength:"300" doc:"ETag of the version that was read; not needed: when it is given and another version is there by now, 412" example:"\"v3\""`
}

// holds refuses another version than the one that was read: CodeStale.
func (m *MayMatch) holds(ctx context.Context, present int64) error {
	if m.IfMatch == "" {
		return nil
	}
	return (&IfMatch{m.IfMatch}).match(ctx, present)
}

// asLists makes one line of the conditions that came on several, which are one list
// (RFC 9110, 5.3): whoever reads a header reads its first line.
func asLists(h http.Header) {
	for _, name := range []string{"If-Match", "If-None-Match"} {
		if lines := h.Values(name); len(lines) > 1 {
			h.Set(name, strings.Join(lines, ", "))
		}
	}
}

// rawOut is a document as it is stored, or 304 without one.
type rawOut struct {
	Status      int
	ContentType string `header:"Content-Type"`
	ETag        string `header:"ETag"`
	Cache       string `header:"Cache-Control"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// private lets the client keep a document, and ask whether it is still right.
const private = "private, no-cache"

// document answers with a document of JSON, or says that the client has it already.
func document(c *Conditional, etag string, body func() ([]byte, error)) (*rawOut, error) {
	if c.fresh(etag) {
		return &rawOut{Status: http.StatusNotModified, ETag: etag, Cache: private}, nil
	}
	b, err := body()
	if err != nil {
		return nil, err
	}
	return &rawOut{Status: http.StatusOK, ContentType: applicationJSON, ETag: etag, Cache: private, Body: b}, nil
}
