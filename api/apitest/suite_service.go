package apitest

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func testService(t *testing.T, w *world) {
	nobody := &client{w: w}
	require.Equal(t, "ok", into[api.Alive](t, nobody.send(t, http.MethodGet, "/health", nil), http.StatusOK).Status)
	require.NotEmpty(t, into[api.Readiness](t, nobody.send(t, http.MethodGet, "/ready", nil), http.StatusOK).Checks)
	require.JSONEq(t, string(w.server.OpenAPI()), string(nobody.send(t, http.MethodGet, "/openapi.json", nil).body))
	operator := w.as(t, api.RoleOperator)
	for _, profile := range []string{"heap", "goroutine", "trace?seconds=1"} {
		a := operator.send(t, http.MethodGet, "/debug/pprof/"+profile, nil)
		require.Equal(t, http.StatusOK, a.status, "%s", a.body)
		require.NotEmpty(t, a.body)
	}
	p := problem(t, operator.send(t, http.MethodGet, "/debug/pprof/heap?seconds=5", nil), http.StatusUnprocessableEntity, model.CodeBadParameter)
	require.Equal(t, "query.seconds", p.Errors[0].Parameter, "heap takes no time: nothing is ignored without a word")
	a := operator.send(t, http.MethodGet, "/debug/pprof/cmdline", nil)
	require.Equal(t, http.StatusUnprocessableEntity, a.status, "what the process was started with is nobody's business")
}

func testHeaders(t *testing.T, w *world) {
	c := w.as(t, api.RoleAuditor)
	for _, path := range []string{"/v1/packs", "/v1/nothing", "/health"} {
		a := c.send(t, http.MethodGet, path, nil)
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			require.Contains(t, a.header.Get(name), want, "%s of %s", name, path)
		}
		require.Empty(t, a.header.Get("Access-Control-Allow-Origin"))
		require.Empty(t, a.header.Get("Server"))
	}
	a := c.send(t, http.MethodGet, "/v1/packs", nil, header{"X-Request-Id", "from-a-client-1"})
	require.Equal(t, "from-a-client-1", a.header.Get("X-Request-Id"))
	for _, bad := range []string{"short", "has space in it", strings.Repeat("x", 65), "110105194912310021"} {
		a = c.send(t, http.MethodGet, "/v1/packs", nil, header{"X-Request-Id", bad})
		require.Regexp(t, "^req_[A-Z2-7]+$", a.header.Get("X-Request-Id"), bad)
	}

	// answers are compressed for who asks
	request, _ := c.request(t, http.MethodGet, "/v1/packs/litong-2022-46", nil, header{"Accept-Encoding", "gzip"})
	response, err := w.http.Client().Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	require.Equal(t, "gzip", response.Header.Get("Content-Encoding"))
	packed, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	z, err := gzip.NewReader(bytes.NewReader(packed))
	require.NoError(t, err)
	text, err := io.ReadAll(z)
	require.NoError(t, err)
	require.Greater(t, len(text), 2*len(packed))
	for accepted, packs := range map[string]bool{"gzip;q=0": false, "br, gzip; q=0.0": false, "gzip;q=0.1": true, "deflate;q=0, gzip": true} {
		request, _ := c.request(t, http.MethodGet, "/v1/packs/litong-2022-46", nil, header{"Accept-Encoding", accepted})
		response, err := w.http.Client().Do(request)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		require.Equal(t, packs, response.Header.Get("Content-Encoding") == "gzip", accepted)
	}
}

func testErrors(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	for lang, want := range map[string]string{
		"": "zh", "zh-CN,zh;q=0.9": "zh", "en": "en", "en-GB,zh;q=0.5": "en", "fr": "zh", "fr,en;q=0.2": "en", "*": "zh", "%%%": "zh",
	} {
		a := c.send(t, http.MethodGet, "/v1/plans/pl_nothing", nil, header{"Accept-Language", lang})
		p := problem(t, a, http.StatusNotFound, model.CodeNotFound)
		require.Equal(t, model.CodeNotFound.Text().In(want), p.Title, lang)
		require.Equal(t, "urn:lungang:problem:not_found", p.Type)
		require.True(t, strings.HasPrefix(a.header.Get("Content-Language"), want))
	}
	problem(t, c.send(t, http.MethodGet, "/v1/nothing", nil), http.StatusNotFound, model.CodeNotFound)
	refused := c.send(t, http.MethodPatch, "/v1/plans", nil)
	problem(t, refused, http.StatusMethodNotAllowed, api.CodeMethod)
	require.Contains(t, refused.header.Get("Allow"), "HEAD")
	refused = c.send(t, http.MethodHead, "/v1/plans/pl_nothing/events", nil)
	require.Equal(t, http.StatusMethodNotAllowed, refused.status, "a stream has no end to tell")
	require.NotContains(t, refused.header.Get("Allow"), "HEAD")
	for _, path := range []string{"/health", "/v1/packs", "/v1/plans/pl_nothing"} {
		whole, head := c.send(t, http.MethodGet, path, nil), c.send(t, http.MethodHead, path, nil)
		require.Equal(t, whole.status, head.status, path)
		require.Empty(t, head.body, path)
		for _, name := range []string{"Content-Type", "Etag", "Cache-Control", "Content-Language"} {
			require.Equal(t, whole.header.Get(name), head.header.Get(name), path)
		}
	}
	require.Contains(t, []int{http.StatusNotFound, http.StatusUnprocessableEntity}, c.send(t, http.MethodGet, "/v1/plans/%00", nil).status)
	problem(t, c.send(t, http.MethodGet, "/v1/plans/..%2F..%2Fetc", nil), http.StatusNotFound, model.CodeNotFound)
	problem(t, c.send(t, http.MethodPost, "/v1/plans", "{}{}"), http.StatusBadRequest, model.CodeBadJSON)
	problem(t, c.send(t, http.MethodPost, "/v1/plans", strings.Repeat("[", 200)), http.StatusBadRequest, model.CodeBadJSON)
	problem(t, c.send(t, http.MethodPost, "/v1/plans", `{"name":"`+strings.Repeat("x", 1<<20)+`"}`), http.StatusRequestEntityTooLarge, model.CodeTooLarge)
	problem(t, c.send(t, http.MethodPost, "/v1/plans", "\xff\xfe"), http.StatusBadRequest, model.CodeBadJSON)

	// what a client writes in the wrong place comes back to nobody
	const name, number = "欧阳测试", "110105194912310021"
	for _, a := range []*answer{
		c.send(t, http.MethodGet, "/v1/datasets?name=x&"+number+"=1", nil),
		c.send(t, http.MethodGet, "/v1/datasets?planYear="+number+"x", nil),
		c.send(t, http.MethodGet, "/v1/datasets?sort="+number, nil),
		c.send(t, http.MethodGet, "/v1/plans/"+number, nil),
		c.send(t, http.MethodPost, "/v1/plans", `{"`+name+`":1,"dataset":"`+number+`"}`),
		c.send(t, http.MethodPost, "/v1/plans", `{"dataset":["`+number+`"]}`),
		c.send(t, http.MethodPost, "/v1/eligibility", `{"dataset":"x","teachers":"`+name+`"}`),
		c.send(t, http.MethodPost, "/v1/datasets", strings.Replace(string(district(t, "tiny/due")), `"school":"`, `"spouse":"`+name+`","status":"`+number+`","school":"`, 1)),
	} {
		require.GreaterOrEqual(t, a.status, 400)
		require.NotContains(t, string(a.body), name)
		require.NotContains(t, string(a.body), number)
	}
}

func testRules(t *testing.T, w *world) {
	c := w.as(t, api.RoleReviewer)
	book := into[api.RuleBook](t, c.send(t, http.MethodGet, "/v1/rules?pack=litong-2022-46", nil), http.StatusOK)
	require.Greater(t, len(book.Rules), 20)
	require.NotEmpty(t, book.Tiers)
	one := into[api.RuleView](t, c.send(t, http.MethodGet, "/v1/rules/rotation_floor", nil), http.StatusOK)
	require.NotEmpty(t, one.Clauses)
	require.NotEmpty(t, one.Clauses[0].Quote)
	pack := into[api.PackView](t, c.send(t, http.MethodGet, "/v1/packs/litong-2022-46?on=2026-08-31", nil), http.StatusOK)
	require.Equal(t, "national-base", pack.Merge[0])
	story := into[api.ParameterStory](t, c.send(t, http.MethodGet, "/v1/packs/litong-2022-46/parameters/exchange.ratio", nil), http.StatusOK)
	require.NotEmpty(t, story.Steps)
	diff := into[api.PackDifference](t, c.send(t, http.MethodGet, "/v1/packs/litong-2022-46/diff/hunan-county-3y", nil), http.StatusOK)
	require.NotEmpty(t, diff.Differences)
	require.NotEmpty(t, into[api.PackList](t, c.send(t, http.MethodGet, "/v1/packs", nil), http.StatusOK).Items)
	require.NotEmpty(t, into[api.ClauseList](t, c.send(t, http.MethodGet, "/v1/clauses", nil), http.StatusOK).Sources)
	require.NotEmpty(t, into[api.ClauseList](t, c.send(t, http.MethodGet, "/v1/clauses?source=B1", nil), http.StatusOK).Items)
	require.Equal(t, "B1-22", into[model.Clause](t, c.send(t, http.MethodGet, "/v1/clauses/B1-22", nil), http.StatusOK).ID)
	yaml := header{"Content-Type", "application/yaml"}
	a := c.send(t, http.MethodPost, "/v1/packs:validate", "id: x\nnonsense: 1\n", yaml)
	p := problem(t, a, http.StatusUnprocessableEntity, model.CodeBadPack)
	require.NotEmpty(t, p.Errors)
	require.Positive(t, p.Errors[0].Line)
	for _, path := range []string{"/v1/rules/none", "/v1/rules?pack=none", "/v1/packs/none", "/v1/packs/litong-2022-46/parameters/none", "/v1/packs/litong-2022-46/diff/none", "/v1/clauses?source=Z9", "/v1/clauses/Z9-1"} {
		problem(t, c.send(t, http.MethodGet, path, nil), http.StatusNotFound, model.CodeNotFound)
	}
	problem(t, c.send(t, http.MethodGet, "/v1/rules?on=soon", nil), http.StatusUnprocessableEntity, model.CodeBadParameter)
	for _, kind := range []string{"problem", "plan"} {
		want, err := model.SchemaJSON(kind)
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(c.send(t, http.MethodGet, "/v1/schemas/"+kind, nil).body))
	}
}

func testDemoData(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	list := into[api.DemoData](t, c.send(t, http.MethodGet, "/v1/demo-data", nil), http.StatusOK)
	require.Greater(t, len(list.Items), 5)
	a := c.send(t, http.MethodGet, "/v1/demo-data/tiny.due", nil)
	require.Equal(t, plain(t, district(t, "tiny/due")), plain(t, a.body))
	require.Equal(t, http.StatusCreated, c.send(t, http.MethodPost, "/v1/datasets", a.body).status, "a sample can be brought at once")
	problem(t, c.send(t, http.MethodGet, "/v1/demo-data/tiny..due", nil), http.StatusNotFound, model.CodeNotFound)
}
