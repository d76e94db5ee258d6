package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"lungang/exchange"
	"lungang/model"
)

// operation is what the document says of one operation; who may call it stands
// in permissions.go.
type operation struct {
	id, method, path, tag string

	summary model.Text
	notes   model.Text // optional, longer
	status  int        // of success; 0 means 200

	body     reflect.Type // of the JSON body; nil: none, or see document
	document string       // name of the published schema that the body has
	media    string       // of the body; empty: application/json
	example  any          // of the body
	workbook bool         // the body may be a workbook instead
	large    bool         // the body may be as long as a document
	lenient  bool         // unknown query parameters pass

	answers map[int]answer // successes that huma cannot see: raw bytes, other statuses
	errors  []int          // beside those that every operation has
}

// answer is one successful answer that is described by hand.
type answer struct {
	text   string
	media  string   // empty: no body
	also   []string // other media types that the body may have
	schema string   // name of a component; empty: a text
}

const (
	applicationJSON = "application/json"
	bodySlow        = 5 * time.Minute  // for documents to arrive
	bodyQuick       = 15 * time.Second // for other bodies to arrive
)

// register describes an operation and lets f answer it.
func register[I, O any](s *Server, o operation, f func(context.Context, *I) (*O, error)) {
	op := huma.Operation{
		OperationID: o.id, Method: o.method, Path: o.path, Tags: []string{o.tag},
		Summary: o.summary.ZH + " · " + o.summary.EN, DefaultStatus: o.status,
		RejectUnknownQueryParameters: !o.lenient, BodyReadTimeout: bodyQuick, MaxBodyBytes: s.config.Limits.BodyBytes,
		SkipValidateBody: true, // Payload does it, and documents have a decoder of their own
	}
	if o.notes != (model.Text{}) {
		op.Description = o.notes.ZH + "\n\n" + o.notes.EN
	}
	s.describeBody(&op, &o)
	s.describeAnswers(&op, &o)
	body := maps.Clone(contentOf(op.RequestBody))
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := f(ctx, in)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
	if op.RequestBody != nil {
		op.RequestBody.Content = body // huma adds what it thinks of raw bodies
	}
	s.described[o.id] = o
}

func contentOf(b *huma.RequestBody) map[string]*huma.MediaType {
	if b == nil {
		return nil
	}
	return b.Content
}

func (s *Server) describeBody(op *huma.Operation, o *operation) {
	if o.body == nil && o.document == "" && o.media == "" {
		return
	}
	media := o.media
	if media == "" {
		media = applicationJSON
	}
	content := &huma.MediaType{}
	switch {
	case o.body != nil:
		content.Schema = s.registry.Schema(o.body, true, o.id)
	case o.document != "":
		content.Schema = &huma.Schema{Ref: schemaPrefix + o.document}
	default:
		content.Schema = &huma.Schema{Type: huma.TypeString}
	}
	if o.large || o.document != "" {
		op.MaxBodyBytes, op.BodyReadTimeout = s.config.Limits.DocumentBytes, bodySlow
	}
	if o.example != nil {
		content.Examples = map[string]*huma.Example{"example": {Summary: o.summary.ZH + " · " + o.summary.EN, Value: o.example}}
	}
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{media: content}}
	if o.workbook {
		op.RequestBody.Content[exchange.XLSX.ContentType()] = &huma.MediaType{
			Schema: &huma.Schema{Format: "binary"}, // without a type: it is no JSON
			Examples: map[string]*huma.Example{"template": {
				Summary: "空白的工作簿模板 · an empty workbook to fill in", ExternalValue: workbookTemplate,
			}},
		}
	}
}

func (s *Server) describeAnswers(op *huma.Operation, o *operation) {
	op.Responses = map[string]*huma.Response{}
	for status, a := range o.answers {
		r := &huma.Response{Description: a.text}
		if a.media != "" {
			m := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
			if a.schema != "" {
				m.Schema = &huma.Schema{Ref: schemaPrefix + a.schema}
			}
			r.Content = map[string]*huma.MediaType{a.media: m}
			for _, other := range a.also {
				r.Content[other] = m
			}
		}
		op.Responses[fmt.Sprint(status)] = r
	}
	errs := append([]int{http.StatusTooManyRequests, http.StatusUnprocessableEntity, http.StatusServiceUnavailable}, o.errors...)
	if !access[o.id].public {
		errs = append(errs, http.StatusUnauthorized, http.StatusForbidden)
	}
	if op.RequestBody != nil {
		errs = append(errs, http.StatusBadRequest, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	slices.Sort(errs)
	op.Errors = slices.Compact(errs)
}

// Payload is a JSON body that is read strictly: all faults at once, each with
// its pointer, in two languages, as in documents.
type Payload[T any] struct {
	RawBody []byte

	Value *T `json:"-"`
}

// Resolve reads and checks the body; huma calls it.
func (p *Payload[T]) Resolve(c huma.Context) []error {
	v, err := decodeBody[T](c.Operation(), requestOf(c.Context()).registry, p.RawBody)
	if err != nil {
		return []error{problem(c.Context(), err)}
	}
	p.Value = v
	return nil
}

// decodeBody reads a small body: its form as model does, then the limits that
// the schema names.
func decodeBody[T any](op *huma.Operation, r huma.Registry, raw []byte) (*T, error) {
	v, err := model.Decode[T](bytes.NewReader(raw), 0)
	if err != nil {
		return nil, err
	}
	var plain any
	if err := json.Unmarshal(raw, &plain); err != nil {
		return nil, model.NewError(model.CodeBadJSON, TextOf(model.CodeBadJSON), err)
	}
	place, result := huma.NewPathBuffer(nil, 0), &huma.ValidateResult{}
	place.Push("body")
	huma.Validate(r, op.RequestBody.Content[applicationJSON].Schema, place, huma.ModeWriteToServer, plain, result)
	var faults model.Faults
	for _, e := range result.Errors {
		d, ok := e.(*huma.ErrorDetail) //nolint:errorlint // huma lists nothing else
		if !ok {
			continue
		}
		item := itemOfHuma(d)
		faults = append(faults, model.Fault{
			Code: item.Code, Severity: model.SeverityError, Pointer: item.Pointer,
			Message: model.Text{ZH: item.MessageZH, EN: item.MessageEN},
		})
	}
	return v, faults.Err()
}
