package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/solver/explain"
)

// While the other case is under way the answer is open, and when somebody stops
// it before there is a plan, nobody knows; asked again, it is solved again.
func TestOtherCaseIsStopped(t *testing.T) {
	t.Parallel()
	s, m := start(t, func(ctx context.Context, p *model.Problem, o api.Options, emit func(string, any)) (*model.Plan, []byte, error) {
		if slices.ContainsFunc(p.Pins, func(x model.Pin) bool { return x.Author == explain.WhyAuthor }) {
			<-ctx.Done()
			return nil, nil, ctx.Err()
		}
		return solve(ctx, p, o, emit)
	}, nil)
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	t.Cleanup(m.Wait)
	key, plan := keyOf(t, s, api.RolePlanner), planOf(t, s)
	m.Wait()
	read := func(r *reply, status int) (v api.WhyView) {
		t.Helper()
		require.Equal(t, status, r.StatusCode, r.Text)
		require.NoError(t, json.Unmarshal([]byte(r.Text), &v))
		return v
	}
	body := `{"teacher": "T1", "school": "V1"}`
	asked := post(t, server.URL+"/v1/plans/"+plan+"/why", key, body)
	v := read(asked, http.StatusAccepted)
	require.Equal(t, explain.AnswerOpen, v.Why.Answer)
	require.Equal(t, v.Links["self"], asked.Header.Get("Location"))
	require.Equal(t, "1", asked.Header.Get("Retry-After"))
	require.Equal(t, v.Question, read(post(t, server.URL+"/v1/plans/"+plan+"/why", key, body), http.StatusAccepted).Question, "it is under way")

	require.Equal(t, http.StatusAccepted, request(t, http.MethodDelete, server.URL+v.Links["other"], key, "", nil).StatusCode)
	m.Wait()
	v = read(get(t, server.URL+v.Links["self"], key), http.StatusOK)
	require.Equal(t, api.StatusCanceled, v.Status)
	require.Equal(t, explain.AnswerUnknown, v.Why.Answer)
	require.False(t, v.Why.Exact)
	require.Empty(t, v.Changes)

	again := read(post(t, server.URL+"/v1/plans/"+plan+"/why", key, body), http.StatusAccepted)
	require.NotEqual(t, v.Question, again.Question)
	require.Equal(t, http.StatusAccepted, request(t, http.MethodDelete, server.URL+again.Links["other"], key, "", nil).StatusCode)
}
