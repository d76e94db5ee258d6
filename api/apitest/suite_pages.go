package apitest

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

// Whatever the filters hold, a list can be read to its end, and its cursors are of
// no other filters.
func testOddFilters(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	text := district(t, "tiny/couples")
	const copies = 3
	pages := func(query url.Values) (cursors []string) {
		for next := ""; ; {
			query.Set("limit", "1")
			path := "/v1/datasets?" + query.Encode()
			page := into[api.PageOf[api.DatasetView]](t, c.send(t, http.MethodGet, path+next, nil), http.StatusOK)
			require.Len(t, page.Items, 1)
			require.Equal(t, query.Get("name"), page.Items[0].Name)
			if page.Next == "" {
				return cursors
			}
			cursors = append(cursors, page.Next)
			next = "&cursor=" + page.Next
		}
	}
	for _, name := range []string{strings.Repeat("轮", 200), "春季\n第二稿", "春季|ds_1"} {
		for range copies {
			into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets?"+url.Values{"name": {name}}.Encode(), text), http.StatusCreated)
		}
		cursors := pages(url.Values{"name": {name}})
		require.Len(t, cursors, copies-1, "every entry once")
		for _, other := range []url.Values{
			{"name": {name}, "sort": {"createdAt"}},
			{"name": {name}, "planYear": {"2026"}},
			{"name": {"春季"}, "origin": {"ds_1|"}}, // the same texts, cut elsewhere
		} {
			other.Set("cursor", cursors[0])
			problem(t, c.send(t, http.MethodGet, "/v1/datasets?"+other.Encode(), nil), http.StatusUnprocessableEntity, model.CodeBadParameter)
		}
	}
}
