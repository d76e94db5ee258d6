package apitest

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
)

// stream reads a progress stream to its end, after the event that was seen;
// empty asks without saying what was seen.
func (c *client) stream(t *testing.T, plan, seen string) ([]api.ProgressEvent, int) {
	t.Helper()
	var headers []header
	if seen != "" {
		headers = append(headers, header{"Last-Event-ID", seen})
	}
	request, _ := c.request(t, http.MethodGet, "/v1/plans/"+plan+"/events", nil, headers...)
	response, err := c.w.http.Client().Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, response.StatusCode
	}
	require.Equal(t, "text/event-stream; charset=utf-8", response.Header.Get("Content-Type"))
	list, err := ReadEvents(response.Body, 0)
	require.NoError(t, err)
	return list, response.StatusCode
}

// ReadEvents reads server-sent events until the stream ends, or until there are
// so many (0: no matter how many).
func ReadEvents(r io.Reader, most int) ([]api.ProgressEvent, error) {
	var out []api.ProgressEvent
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		var e api.ProgressEvent
		if err := json.Unmarshal([]byte(data), &e); err != nil {
			return out, err
		}
		if out = append(out, e); len(out) == most {
			return out, nil
		}
	}
	return out, lines.Err()
}
