package apitest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

// Subject is a server that is tested, with two bureaus that know nothing of
// each other. Both have no rows but what the server itself needs.
type Subject struct {
	Server  *api.Server
	Tenants [2]string
	Days    *Days              // of Config.Today
	Forget  func(t *testing.T) // lets the time of all personal data pass; for RunReview
}

// world is a subject that listens.
type world struct {
	t      *testing.T
	server *api.Server
	http   *httptest.Server
	names  [2]string
	doc    *openapi3.T
	router routers.Router

	schemas *schemas

	mu   sync.Mutex
	keys map[string]*client // by tenant and roles
	met  map[string]bool    // operations that were answered with success
	ran  int                // topics that were run
}

// begin lets a subject listen.
func begin(t *testing.T, s Subject) *world {
	t.Helper()
	doc, router := contract(t, s.Server.OpenAPI())
	h := httptest.NewServer(s.Server)
	t.Cleanup(func() {
		s.Server.Close()
		h.Close()
	})
	return &world{t: t, server: s.Server, http: h, names: s.Tenants, doc: doc, router: router, schemas: newSchemas(t, s.Server.OpenAPI()), keys: map[string]*client{}, met: map[string]bool{}}
}

// contract reads the document that answers are held against.
func contract(t *testing.T, text []byte) (*openapi3.T, routers.Router) {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(text)
	require.NoError(t, err)
	require.NoError(t, doc.Validate(t.Context(), openapi3.DisableExamplesValidation()))
	router, err := gorillamux.NewRouter(doc)
	require.NoError(t, err)
	return doc, router
}

// as returns a client with those roles, in the first bureau.
func (w *world) as(t *testing.T, roles ...api.Role) *client { t.Helper(); return w.in(t, 0, roles...) }

// in returns a client with those roles, in one of the two bureaus: a key, or, when
// one of them decides, which no key does, a person with a session of its own, since
// some topics log out.
func (w *world) in(t *testing.T, tenant int, roles ...api.Role) *client {
	t.Helper()
	name := fmt.Sprint(w.names[tenant], roles)
	if slices.ContainsFunc(roles, api.Role.Decides) {
		return w.person(t, api.Identity{Tenant: w.names[tenant], Issuer: "https://id.example.cn", Subject: "suite " + name, Roles: roles})
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.keys[name] == nil {
		w.keys[name] = w.withKey(t, tenant, roles...)
	}
	return w.keys[name]
}

// withKey makes a key by the port, which makes also what nobody gets over HTTP.
func (w *world) withKey(t *testing.T, tenant int, roles ...api.Role) *client {
	t.Helper()
	who := api.Actor{Tenant: w.names[tenant], ID: "key_of_the_suite", Kind: api.ActorKey, Roles: []api.Role{api.RoleOperator}}
	k, err := w.server.Ports.Keys.Create(t.Context(), who, api.Once{}, api.NewKey{
		Name: fmt.Sprint("suite ", roles), Roles: roles, Scopes: []api.Permission{}, Expires: soon(),
	})
	require.NoError(t, err)
	return &client{w: w, key: k.Secret}
}

// person logs somebody in, and reads what changes of a session need.
func (w *world) person(t *testing.T, who api.Identity) *client {
	t.Helper()
	session, err := w.server.Ports.Sessions.Open(t.Context(), who, soon())
	require.NoError(t, err)
	c := &client{w: w, session: []header{{"Cookie", "lungang=" + session.Token}}}
	request, _ := c.request(t, http.MethodGet, "/v1/me", nil)
	response, err := w.http.Client().Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	var me api.Me
	require.NoError(t, json.NewDecoder(response.Body).Decode(&me))
	c.session = append(c.session, header{api.CSRFHeader, me.CSRF})
	return c
}

func soon() time.Time { return time.Now().UTC().Truncate(time.Microsecond).Add(time.Hour) }

// client sends requests and holds every answer against the contract.
type client struct {
	w       *world
	key     string   // of the Authorization header; empty: none
	session []header // of a person who logged in
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// header is a header of a request.
type header struct{ name, value string }

// send sends a request; a body that is no string and no bytes is sent as JSON.
func (c *client) send(t *testing.T, method, path string, body any, headers ...header) *answer {
	t.Helper()
	a, err := c.try(t, method, path, body, headers...)
	require.NoError(t, err, "%s %s", method, path)
	return a
}

// try is send without a demand on the answer.
func (c *client) try(t *testing.T, method, path string, body any, headers ...header) (*answer, error) {
	t.Helper()
	request, sent := c.request(t, method, path, body, headers...)
	response, err := c.w.http.Client().Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	a := &answer{response.StatusCode, response.Header, text}
	return a, c.conforms(t, request, sent, a)
}

func (c *client) request(t *testing.T, method, path string, body any, headers ...header) (*http.Request, []byte) {
	t.Helper()
	var text []byte
	media := "application/json"
	switch b := body.(type) {
	case nil:
		media = ""
	case string:
		text = []byte(b)
	case []byte:
		text = b
	case json.RawMessage:
		text = b
	default:
		var out bytes.Buffer
		require.NoError(t, model.Encode(&out, b))
		text = out.Bytes()
	}
	request, err := http.NewRequestWithContext(t.Context(), method, c.w.http.URL+path, bytes.NewReader(text))
	require.NoError(t, err)
	if media != "" {
		request.Header.Set("Content-Type", media)
	}
	if c.key != "" {
		request.Header.Set("Authorization", "Bearer "+c.key)
	}
	for _, h := range slices.Concat(c.session, headers) {
		request.Header.Set(h.name, h.value)
	}
	return request, text
}

// conforms reports how an answer departs from the contract; nil when it does not.
func (c *client) conforms(t *testing.T, request *http.Request, sent []byte, a *answer) error {
	t.Helper()
	plain := *request
	address := *request.URL
	address.Scheme, address.Host = "", ""
	plain.URL = &address
	plain.Body = io.NopCloser(bytes.NewReader(sent))
	route, _, err := c.w.router.FindRoute(&plain)
	if err != nil {
		return nil // no operation: what the answer is like is for the test to say
	}
	if a.status < http.StatusMultipleChoices {
		c.w.mu.Lock()
		c.w.met[route.Operation.OperationID] = true
		c.w.mu.Unlock()
	}
	return c.w.schemas.conforms(route, a)
}

// into reads the body of an answer that has that status.
func into[T any](t *testing.T, a *answer, status int) T {
	t.Helper()
	var v T
	require.Equal(t, status, a.status, "%s", a.body)
	require.NoError(t, json.Unmarshal(a.body, &v))
	return v
}

// problem reads the problem of an answer that has that status and code.
func problem(t *testing.T, a *answer, status int, code model.Code) api.ProblemDetails {
	t.Helper()
	require.Equal(t, status, a.status, "%s", a.body)
	require.Equal(t, "application/problem+json", a.header.Get("Content-Type"))
	p := into[api.ProblemDetails](t, a, status)
	require.Equal(t, code, p.Code, "%s", a.body)
	require.Equal(t, status, p.Status)
	require.Equal(t, a.header.Get("X-Request-Id"), p.RequestID)
	return p
}
