package apitest

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

// schemas validates bodies against the schemas of the document, by the dialect
// that OpenAPI 3.1 means (JSON Schema 2020-12), formats included.
type schemas struct {
	compiler *jsonschema.Compiler

	mu   sync.Mutex
	made map[string]*jsonschema.Schema
}

const documentName = "openapi.json"

func newSchemas(t *testing.T, text []byte) *schemas {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	require.NoError(t, c.AddResource(documentName, doc))
	return &schemas{compiler: c, made: map[string]*jsonschema.Schema{}}
}

// validate holds a body against the schema at a pointer of the document.
func (s *schemas) validate(pointer string, body []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("the body is not JSON: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	schema := s.made[pointer]
	if schema == nil {
		if schema, err = s.compiler.Compile(documentName + "#" + pointer); err != nil {
			return err
		}
		s.made[pointer] = schema
	}
	return schema.Validate(v)
}

var escape = strings.NewReplacer("~", "~0", "/", "~1")

// conforms reports how an answer departs from what the document says of its
// operation: a status, a header or a type that is not listed, a body that does
// not fit its schema.
func (s *schemas) conforms(route *routers.Route, a *answer) error {
	op := route.Operation
	status := strconv.Itoa(a.status)
	listed := op.Responses.Value(status)
	if listed == nil {
		if listed, status = op.Responses.Default(), "default"; listed == nil {
			return fmt.Errorf("%s: the status %d is not listed", op.OperationID, a.status)
		}
	}
	content := listed.Value.Content
	media, _, err := mime.ParseMediaType(a.header.Get("Content-Type"))
	switch {
	case len(content) == 0 && len(a.body) > 0:
		return fmt.Errorf("%s: %s has a body", op.OperationID, status)
	case len(content) == 0 || route.Method == http.MethodHead:
		return nil
	case err != nil:
		return fmt.Errorf("%s: Content-Type: %w", op.OperationID, err)
	}
	key, ok := contentKey(content, media)
	if !ok {
		return fmt.Errorf("%s: %s is not listed for %s", op.OperationID, media, status)
	}
	if content[key].Schema == nil || media != "application/json" && !strings.HasSuffix(media, "+json") {
		return nil
	}
	if content[key].Schema.Value.Type.Is("string") { // a document that is described elsewhere
		return nil
	}
	pointer := "/paths/" + escape.Replace(route.Path) + "/" + strings.ToLower(route.Method) + "/responses/" + status + "/content/" + escape.Replace(key) + "/schema"
	if err := s.validate(pointer, a.body); err != nil {
		return fmt.Errorf("%s: %d: %w", op.OperationID, a.status, err)
	}
	return nil
}

// contentKey finds a media type as the document writes it.
func contentKey(content openapi3.Content, media string) (string, bool) {
	for key := range content {
		if name, _, err := mime.ParseMediaType(key); err == nil && name == media {
			return key, true
		}
	}
	return "", false
}
