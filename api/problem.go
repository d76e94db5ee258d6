package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/text/language"

	"lungang/exchange/workbook"
	"lungang/model"
)

// ProblemDetails is the body of every error (RFC 9457). It never holds a value
// that the client sent, since it might be personal.
type ProblemDetails struct {
	Type      string        `json:"type" doc:"urn:lungang:problem: and the code" example:"urn:lungang:problem:not_found"`
	Title     string        `json:"title" doc:"what kind of error it is, in the language of the request"`
	Status    int           `json:"status" doc:"HTTP status"`
	Detail    string        `json:"detail,omitempty" doc:"what happened, in the language of the request"`
	Instance  string        `json:"instance" doc:"urn:lungang:request: and the request id"`
	Code      model.Code    `json:"code" doc:"stable code"`
	RequestID string        `json:"requestId" doc:"also in the log and in X-Request-Id"`
	Errors    []ProblemItem `json:"errors" doc:"what is wrong, one by one; may be empty"`

	header http.Header
}

// ProblemItem is one wrong thing at one place.
type ProblemItem struct {
	Pointer   string         `json:"pointer,omitempty" doc:"RFC 6901 pointer into the body"`
	Parameter string         `json:"parameter,omitempty" doc:"query, path or header parameter, for example query.limit"`
	Line      int            `json:"line,omitempty" doc:"line of the body, from 1"`
	Column    int            `json:"column,omitempty" doc:"column in characters, from 1"`
	Sheet     string         `json:"sheet,omitempty" doc:"sheet of a workbook"`
	Cell      string         `json:"cell,omitempty" doc:"cell of a workbook"`
	Code      model.Code     `json:"code" doc:"stable code"`
	Severity  model.Severity `json:"severity" doc:"error refuses the request, warning does not"`
	MessageZH string         `json:"message_zh" doc:"what is wrong, in Chinese"`
	MessageEN string         `json:"message_en" doc:"what is wrong, in English"`
	Allowed   string         `json:"allowed,omitempty" doc:"what is allowed"`
	RemedyZH  string         `json:"remedy_zh,omitempty" doc:"what to do, in Chinese"`
	RemedyEN  string         `json:"remedy_en,omitempty" doc:"what to do, in English"`
	Clause    string         `json:"clause,omitempty" doc:"clause that it rests on"`
}

// Error returns the code and the detail.
func (p *ProblemDetails) Error() string { return string(p.Code) + ": " + p.Detail }

// GetStatus returns the HTTP status.
func (p *ProblemDetails) GetStatus() int { return p.Status }

// GetHeaders returns headers that belong to the error, such as Retry-After.
func (p *ProblemDetails) GetHeaders() http.Header { return p.header }

// ContentType makes JSON problem+json.
func (p *ProblemDetails) ContentType(string) string { return problemJSON }

const problemJSON = "application/problem+json"

// statusOf maps codes to HTTP statuses.
var statusOf = map[model.Code]int{
	model.CodeBadJSON:        http.StatusBadRequest,
	model.CodeTooLarge:       http.StatusRequestEntityTooLarge,
	model.CodeNotFound:       http.StatusNotFound,
	model.CodeConflict:       http.StatusConflict,
	model.CodeNoPlan:         http.StatusConflict,
	model.CodeStale:          http.StatusPreconditionFailed,
	model.CodeUnavailable:    http.StatusServiceUnavailable,
	model.CodeCancelled:      http.StatusServiceUnavailable,
	model.CodeTimeLimit:      http.StatusServiceUnavailable,
	model.CodeIO:             http.StatusInternalServerError,
	model.CodeInternal:       http.StatusInternalServerError,
	CodeUnauthenticated:      http.StatusUnauthorized,
	CodeForbidden:            http.StatusForbidden,
	CodePreconditionRequired: http.StatusPreconditionRequired,
	CodeGone:                 http.StatusGone,
	CodeUnsupportedMedia:     http.StatusUnsupportedMediaType,
	CodeMethod:               http.StatusMethodNotAllowed,
	CodeRateLimited:          http.StatusTooManyRequests,
	CodeRequestTimeout:       http.StatusRequestTimeout,
}

// httpStatus returns the status of a code; what is wrong in a document or a
// parameter is 422.
func httpStatus(c model.Code) int {
	if s, ok := statusOf[c]; ok {
		return s
	}
	return http.StatusUnprocessableEntity
}

// codeOfStatus is the code of an error that only has an HTTP status.
func codeOfStatus(status int) model.Code {
	for code, s := range map[model.Code]int{
		model.CodeNotFound: 404, CodeMethod: 405, CodeRequestTimeout: 408, model.CodeConflict: 409, model.CodeTooLarge: 413,
		CodeUnsupportedMedia: 415, CodeRateLimited: 429, model.CodeUnavailable: 503, CodeUnauthenticated: 401, CodeForbidden: 403,
		model.CodeBadJSON: 400,
	} {
		if s == status {
			return code
		}
	}
	if status >= http.StatusInternalServerError {
		return model.CodeInternal
	}
	return model.CodeBadParameter
}

// problem turns any error into what a client may read. The cause stays inside.
func problem(ctx context.Context, err error) *ProblemDetails {
	if p, ok := errors.AsType[*ProblemDetails](err); ok {
		return p
	}
	code := model.ErrorCode(err)
	text := TextOf(code)
	var detail model.Text
	if e, ok := errors.AsType[*model.Error](err); ok && e.Message != (model.Text{}) && code != model.CodeInternal {
		detail = e.Message
	}
	if detail == (model.Text{}) {
		detail = text
	}
	p := newProblem(ctx, httpStatus(code), code, detail)
	for _, f := range model.ErrorFaults(err) {
		p.Errors = append(p.Errors, itemOf(f))
	}
	if code == model.CodeInternal && len(p.Errors) > 0 {
		p.Errors = []ProblemItem{} // what is wrong inside is for the log
	}
	if h, ok := errors.AsType[interface {
		error
		GetHeaders() http.Header
	}](err); ok {
		p.header = h.GetHeaders()
	}
	return p
}

func newProblem(ctx context.Context, status int, code model.Code, detail model.Text) *ProblemDetails {
	lang := languageOf(ctx)
	id := requestID(ctx)
	return &ProblemDetails{
		Type: "urn:lungang:problem:" + string(code), Title: TextOf(code).In(lang), Status: status,
		Detail: scrub(detail.In(lang)), Instance: "urn:lungang:request:" + id, Code: code, RequestID: id,
		Errors: []ProblemItem{}, header: headersOf(status),
	}
}

// headersOf are the headers that belong to a status.
func headersOf(status int) http.Header {
	h := http.Header{}
	switch status {
	case http.StatusUnauthorized:
		h.Set("WWW-Authenticate", `Bearer realm="lungang"`)
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		h.Set("Retry-After", "1")
	}
	return h
}

// itemOf turns a fault into an item: without the value that was found.
func itemOf(f model.Fault) ProblemItem {
	f.Message.ZH, f.Message.EN = without(f.Message.ZH, f.Value), without(f.Message.EN, f.Value)
	steps := strings.Split(f.Pointer, "/")
	for i, step := range steps { // names of fields are the client's words, too
		f.Message.ZH, f.Message.EN = without(f.Message.ZH, step), without(f.Message.EN, step)
		steps[i] = without(step, step)
	}
	out := ProblemItem{
		Pointer: scrub(strings.Join(steps, "/")), Line: f.Line, Column: f.Column, Cell: f.Cell, Code: f.Code, Severity: f.Severity,
		MessageZH: scrub(f.Message.ZH), MessageEN: scrub(f.Message.EN), Allowed: f.Allowed,
		RemedyZH: scrub(f.Remedy.ZH), RemedyEN: scrub(f.Remedy.EN),
	}
	if workbook.Known(f.Sheet) { // other names are the client's words
		out.Sheet = f.Sheet
	}
	if out.Severity == "" {
		out.Severity = model.SeverityError
	}
	return out
}

// without takes what a client wrote out of a message when it could be personal:
// anything that is neither a short id, nor a number of few digits.
func without(message, value string) string {
	if value == "" || !personal(value) {
		return message
	}
	return strings.ReplaceAll(message, value, "…")
}

// oops is a bad parameter with a message of its own.
func oops(code model.Code, zh, en string) *model.Error {
	return model.NewError(code, model.Text{ZH: zh, EN: en}, nil)
}

// badParameter says that a query, path or header parameter has a bad value.
func badParameter(ctx context.Context, name, allowed, zh, en string) *ProblemDetails {
	p := newProblem(ctx, http.StatusUnprocessableEntity, model.CodeBadParameter, model.Text{ZH: zh, EN: en})
	p.Errors = append(p.Errors, ProblemItem{
		Parameter: name, Code: model.CodeBadParameter, Severity: model.SeverityError, MessageZH: zh, MessageEN: en, Allowed: allowed,
	})
	return p
}

func init() {
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		return fromHuma(context.Background(), status, message, errs)
	}
	huma.NewErrorWithContext = func(c huma.Context, status int, message string, errs ...error) huma.StatusError {
		if c == nil {
			return fromHuma(context.Background(), status, message, errs)
		}
		p := fromHuma(c.Context(), status, message, errs)
		for name, values := range p.header {
			for _, v := range values {
				c.SetHeader(name, v)
			}
		}
		return p
	}
}

// fromHuma turns what huma found into our problem: its English texts about
// parameters become texts in two languages, and values are left out.
func fromHuma(ctx context.Context, status int, message string, errs []error) *ProblemDetails {
	for _, err := range errs {
		if e, ok := errors.AsType[*model.Error](err); ok {
			return problem(ctx, e)
		}
		if p, ok := errors.AsType[*ProblemDetails](err); ok {
			return p
		}
	}
	if message == "cannot read request body" { // the connection broke, or the client sent too little
		status = http.StatusBadRequest
	}
	code := codeOfStatus(status)
	detail := TextOf(code)
	if status == http.StatusBadRequest {
		code, detail = badBody(message)
	}
	p := newProblem(ctx, status, code, detail)
	for _, err := range errs {
		if d, ok := errors.AsType[*huma.ErrorDetail](err); ok {
			p.Errors = append(p.Errors, itemOfHuma(d))
		}
	}
	return p
}

// badBody tells apart what huma says of a body.
func badBody(message string) (model.Code, model.Text) {
	if strings.Contains(message, "required") {
		return model.CodeMissing, model.Text{ZH: "缺少请求正文", EN: "the body is missing"}
	}
	return model.CodeBadJSON, TextOf(model.CodeBadJSON)
}

// bestLanguage returns "zh" or "en" for an Accept-Language header: the first of
// the two that it names, by weight; otherwise "zh".
func bestLanguage(header string) string {
	tags, weights, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return "zh"
	}
	for i, tag := range tags {
		if base, _ := tag.Base(); weights[i] > 0 && (base.String() == "zh" || base.String() == "en") {
			return base.String()
		}
	}
	return "zh"
}
