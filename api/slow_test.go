package api_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/api"
)

// A client that asks and asks and takes no answer loses its connection, and with it
// what the answers hold of the memory.
func TestAnswersThatNobodyTakes(t *testing.T) {
	t.Parallel()
	s, _ := start(t, solve, func(c *api.Config) { c.Limits.Taking = 200 * time.Millisecond })
	closed := make(chan struct{}, 1)
	h := httptest.NewUnstartedServer(s)
	h.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateClosed {
			closed <- struct{}{}
		}
	}
	h.Start()
	t.Cleanup(h.Close)
	c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", h.Listener.Addr().String())
	require.NoError(t, err)
	defer func() { _ = c.Close() }()
	const asked = 200 // more than any buffer on the way holds
	_, err = c.Write([]byte(strings.Repeat("GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n", asked)))
	require.NoError(t, err)
	select {
	case <-closed:
	case <-time.After(30 * time.Second):
		t.Fatal("the server waits for a client that takes nothing")
	}
}
