package service_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/cmd/lungang/service"
)

// A dataset that is to be solved at once is stored with its plan, or not at all: a
// queue that is full leaves nothing behind, and the same request goes through later.
func TestSolveAtOnceIsAllOrNothing(t *testing.T) {
	both(t, service.Config{QueueLimit: 1}, func(t *testing.T, r *running) {
		text := document(t, "tiny/due")
		var first, second struct {
			made

			Links map[string]string `json:"links"`
		}
		r.call(t, http.MethodPost, "/v1/datasets?operation=SOLVE", text, http.StatusAccepted, &first, "Idempotency-Key", "k1")
		full := r.call(t, http.MethodPost, "/v1/datasets?operation=SOLVE", text, http.StatusServiceUnavailable, nil, "Idempotency-Key", "k2")
		require.NotEmpty(t, full.Get("Retry-After"))
		count := func(want int) {
			for _, path := range []string{"/v1/datasets", "/v1/plans"} {
				var list struct{ Items []made }
				r.call(t, http.MethodGet, path, nil, http.StatusOK, &list)
				require.Len(t, list.Items, want, path)
			}
		}
		count(1)
		r.call(t, http.MethodDelete, first.Links["plan"], nil, http.StatusOK, nil)
		for range 2 {
			r.call(t, http.MethodPost, "/v1/datasets?operation=SOLVE", text, http.StatusAccepted, &second, "Idempotency-Key", "k2")
			count(2)
		}
		var p struct{ Dataset string }
		r.call(t, http.MethodGet, second.Links["plan"], nil, http.StatusOK, &p)
		require.Equal(t, second.ID, p.Dataset)
	})
}
