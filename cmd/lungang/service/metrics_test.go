package service_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/cmd/lungang/service"
	"lungang/jobs"
)

// text reads what an address says, with the first key.
func (r *running) text(t *testing.T, method, path string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, r.url+path, nil)
	require.NoError(t, err)
	request.Header.Set("Authorization", "Bearer "+r.secret)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(text)
}

// labels of the numbers of this product.
var labels = regexp.MustCompile(`([a-z_]+)="([^"]*)"`)

// After a solve over HTTP the metrics tell of it: how long it took, how far each
// objective is from its bound, the queue, the requests by route. No label holds an
// id, a name or a path, whatever clients send, so there are only so many.
func TestMetricsAfterASolve(t *testing.T) {
	both(t, service.Config{Solves: 1}, func(t *testing.T, r *running) {
		var d, p made
		r.call(t, http.MethodPost, "/v1/datasets?name=Frühjahr-Geheim", document(t, "tiny/due"), http.StatusCreated, &d)
		r.call(t, http.MethodPost, "/v1/plans?wait=20", solveOf(d.ID, 20), http.StatusOK, &p)
		r.call(t, http.MethodGet, "/v1/plans/"+p.ID, nil, http.StatusOK, nil)
		for _, path := range []string{"/v1/plans/pl_secret_one", "/v1/plans/pl_secret_two"} {
			r.call(t, http.MethodGet, path, nil, http.StatusNotFound, nil)
		}
		for _, path := range []string{"/secret/110105194912310021", "/secret/2", "/v1/secret/3"} {
			r.call(t, http.MethodGet, path, nil, http.StatusNotFound, nil)
		}
		for _, method := range []string{"SECRETA", "SECRETB"} { // any word is a method to HTTP
			status, _ := r.text(t, method, "/v1/plans")
			require.Equal(t, http.StatusMethodNotAllowed, status)
		}

		status, text := r.text(t, http.MethodGet, "/metrics")
		require.Equal(t, http.StatusOK, status)
		for _, line := range []string{
			`lungang_solve_seconds_count{status="SUCCEEDED"} 1`,
			`lungang_solve_gap_ratio_count{tier="vacancy"} 1`,
			`lungang_solve_gap_ratio_bucket{tier="vacancy",le="0"} 1`,
			`lungang_solves_running 0`,
			`lungang_plans_queued 0`,
			`lungang_queue_age_seconds 0`,
			`lungang_build_info{version="1.2.3"} 1`,
			`lungang_http_request_seconds_count{method="POST",route="/v1/plans",status="200"} 1`,
			`lungang_http_request_seconds_count{method="GET",route="/v1/plans/{id}",status="200"} 1`,
			`lungang_http_request_seconds_count{method="GET",route="/v1/plans/{id}",status="404"} 2`,
			`lungang_http_request_seconds_count{method="GET",route="none",status="404"} 3`,
			`lungang_http_request_seconds_count{method="other",route="/v1/plans",status="405"} 2`,
		} {
			require.Contains(t, text, line+"\n")
		}
		for _, secret := range []string{p.ID, d.ID, r.secret, "secret", "SECRET", "110105194912310021", "Geheim"} {
			require.NotContains(t, text, secret)
		}
		known := map[string]bool{"le": true, "status": true, "tier": true, "method": true, "route": true, "outcome": true, "version": true}
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, "lungang_") {
				continue
			}
			for _, label := range labels.FindAllStringSubmatch(line, -1) {
				require.True(t, known[label[1]], "%s: a label that nobody has thought about", line)
			}
		}
	})
}

// While the database is away nobody knows the queue; the other numbers are there.
func TestMetricsWithoutADatabase(t *testing.T) {
	t.Parallel()
	m := service.NewMetrics("1.2.3", func(context.Context) (jobs.Queue, error) { return jobs.Queue{}, io.ErrUnexpectedEOF })
	m.SolveStarted()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", http.NoBody))
	require.Equal(t, http.StatusOK, w.Code)
	require.Contains(t, w.Body.String(), "lungang_solves_running 1\n")
	require.NotContains(t, w.Body.String(), "\nlungang_queue_age_seconds ")
}
