package client_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/client"
	"lungang/model"
)

// against returns a client of a server that answers with f. (The commands test
// the client against the real service.)
func against(t *testing.T, f http.HandlerFunc) *client.Client {
	t.Helper()
	s := httptest.NewServer(f)
	t.Cleanup(s.Close)
	c, err := client.New(s.URL+"/", "lgk_test", "en")
	require.NoError(t, err)
	return c
}

func event(w http.ResponseWriter, seq int) {
	_, _ = fmt.Fprintf(w, "id: %d\nevent: bound\ndata: {\"seq\":%d,\"kind\":\"bound\",\"data\":{}}\n\n", seq, seq)
}

// A stream that breaks in the middle, twice, and tells the last event again:
// every event comes once and in order.
func TestFollowThroughLostConnections(t *testing.T) {
	t.Parallel()
	var asked []string // one request comes after the other
	c := against(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("Last-Event-ID"))
		switch len(asked) {
		case 1:
			event(w, 1)
			event(w, 2)
			_, _ = fmt.Fprint(w, "id: 3\ndata: {\"seq\":3,")
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		case 2:
			event(w, 2)
			event(w, 3)
		case 3:
			w.WriteHeader(http.StatusBadGateway) // a proxy, while the service starts again
		case 4:
			event(w, 4)
		default:
			w.Header().Set("Content-Type", "application/problem+json")
			w.WriteHeader(http.StatusGone)
			_, _ = fmt.Fprintf(w, `{"code":%q,"status":410}`, api.CodeGone)
		}
	})
	var seen []int64
	require.NoError(t, c.Follow(t.Context(), "pl_1", func(e api.ProgressEvent) { seen = append(seen, e.Seq) }))
	require.Equal(t, []int64{1, 2, 3, 4}, seen)
	require.Equal(t, []string{"0", "2", "3", "3", "4"}, asked, "each goes on where the one before ended")
}

func TestFollowEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, end := context.WithCancel(t.Context())
	c := against(t, func(w http.ResponseWriter, r *http.Request) {
		event(w, 1)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	require.ErrorIs(t, c.Follow(ctx, "pl_1", func(api.ProgressEvent) { end() }), context.Canceled)
}

// What is no answer of ours is told as such, and an error of ours keeps its
// code, its words and its faults.
func TestErrors(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		code   model.Code
		en     string
	}{
		"a proxy":          {502, "<html>bad gateway</html>", model.CodeUnavailable, "HTTP 502"},
		"a redirect":       {301, "", model.CodeUnavailable, "HTTP 301"},
		"another server":   {200, "<html>welcome</html>", model.CodeUnavailable, "version"},
		"other JSON":       {404, `{"error":"no"}`, model.CodeUnavailable, "HTTP 404"},
		"ours":             {404, `{"code":"not_found","detail":"there is no such plan","status":404}`, model.CodeNotFound, "there is no such plan"},
		"only a title":     {403, `{"code":"forbidden","title":"not you","status":403}`, api.CodeForbidden, "not you"},
		"of a newer one":   {422, `{"code":"brand_new","detail":"something new"}`, "brand_new", "something new"},
		"with its places":  {422, `{"code":"out_of_range","detail":"x","errors":[{"pointer":"/a/0","code":"out_of_range","severity":"error","message_zh":"大","message_en":"big","allowed":"≤ 3"}]}`, model.CodeOutOfRange, "x"},
		"with a parameter": {422, `{"code":"bad_parameter","detail":"x","errors":[{"parameter":"query.limit","code":"bad_parameter","severity":"error","message_zh":"大","message_en":"big"}]}`, model.CodeBadParameter, "x"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := against(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", "/elsewhere")
				w.WriteHeader(test.status)
				_, _ = fmt.Fprint(w, test.body)
			})
			_, err := c.Plan(t.Context(), "pl_1")
			require.Equal(t, test.code, model.ErrorCode(err))
			require.Contains(t, model.ErrorText(err, "en"), test.en)
			require.NotEmpty(t, model.ErrorText(err, "zh"))
			for _, f := range model.ErrorFaults(err) {
				require.NotEmpty(t, f.Pointer)
				require.Equal(t, model.Text{ZH: "大", EN: "big"}, f.Message)
			}
		})
	}
}

// A request that came too fast is sent again when the service says, if that is soon.
func TestTooFast(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		after string
		calls int
		code  model.Code
	}{
		"soon": {"0", 3, ""}, "much later": {"3600", 1, api.CodeRateLimited}, "without a word": {"", 1, api.CodeRateLimited},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calls := 0 // one request comes after the other
			c := against(t, func(w http.ResponseWriter, _ *http.Request) {
				if calls++; calls < 3 {
					w.Header().Set("Retry-After", test.after)
					w.Header().Set("Content-Type", "application/problem+json")
					w.WriteHeader(http.StatusTooManyRequests)
					_, _ = fmt.Fprintf(w, `{"code":%q,"status":429}`, api.CodeRateLimited)
					return
				}
				_, _ = fmt.Fprint(w, `{"id":"pl_1"}`)
			})
			p, err := c.Plan(t.Context(), "pl_1")
			require.Equal(t, test.calls, calls)
			if test.code != "" {
				require.Equal(t, test.code, model.ErrorCode(err))
				return
			}
			require.NoError(t, err)
			require.Equal(t, "pl_1", p.ID)
		})
	}
}

// A document that is not the one that the plan names is not handed out.
func TestDocumentIsHeldAgainstItsHash(t *testing.T) {
	t.Parallel()
	c := against(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, "{}") })
	p := &api.PlanView{Plan: api.Plan{ID: "pl_1", PlanHash: "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}}
	text, err := c.Document(t.Context(), p)
	require.NoError(t, err)
	require.Equal(t, "{}", string(text))
	p.PlanHash = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8b"
	_, err = c.Document(t.Context(), p)
	require.Equal(t, model.CodeUnavailable, model.ErrorCode(err))
}

// Lists are read page by page, and no further than asked.
func TestListsArePaged(t *testing.T) {
	t.Parallel()
	c := against(t, func(w http.ResponseWriter, r *http.Request) {
		next := ""
		if r.URL.Query().Get("cursor") != "c2" {
			next = fmt.Sprintf(`,"next":"c%d"`, len(r.URL.Query().Get("cursor"))/2+1)
		}
		_, _ = fmt.Fprintf(w, `{"items":[{"id":"a"},{"id":"b"}]%s}`, next)
	})
	for most, want := range map[int]int{2: 2, 3: 4, 100: 6} {
		list, err := c.Plans(t.Context(), "ds_1", most)
		require.NoError(t, err)
		require.Len(t, list, want, "the server gives two at a time, six in all")
	}
}

func TestNewRefusesWhatIsNoAddress(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "localhost:8080", "ftp://x", "http://", "http://u:p@x", "http://x/?a=b", "::"} {
		_, err := client.New(address, "lgk_test", "zh")
		require.Equal(t, model.CodeBadParameter, model.ErrorCode(err), address)
	}
	for _, key := range []string{"", " ", "a b", "a\nX: y"} {
		_, err := client.New("http://x", key, "zh")
		require.Equal(t, model.CodeBadParameter, model.ErrorCode(err), key)
	}
}
