package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// end asks a process to end in good order, and returns once it takes no
// connection any more.
func (s *server) end(t *testing.T) {
	t.Helper()
	require.NoError(t, s.cmd.Process.Signal(syscall.SIGTERM))
	fresh := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	eventually(t, "the end of listening", func() bool {
		a, err := fresh.Do(s.request(t, http.MethodGet, "/health", http.NoBody))
		if err == nil {
			_ = a.Body.Close()
		}
		return errors.Is(err, syscall.ECONNREFUSED)
	})
}

// ended demands that the process came to its end as it was asked to.
func (s *server) ended(t *testing.T) {
	t.Helper()
	require.NoError(t, s.cmd.Wait(), "exit code 0; the log: %s", s.log)
}

// reply is what became of a request that was under way.
type reply struct {
	status int
	body   []byte
	err    error
}

// later sends a request and tells what became of it.
func (s *server) later(q *http.Request) <-chan reply {
	out := make(chan reply, 1)
	go func() {
		a, err := http.DefaultClient.Do(q)
		if err != nil {
			out <- reply{err: err}
			return
		}
		defer func() { _ = a.Body.Close() }()
		text, err := io.ReadAll(a.Body)
		out <- reply{a.StatusCode, text, err}
	}()
	return out
}

// A server that is told to end (SIGTERM) in the middle of a solve, with requests
// under way, answers them all, ends with 0, and the next one has every plan.
func TestServerEndsInGoodOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("the detector does not see the processes that this test watches")
	}
	t.Parallel()
	dir := t.TempDir()
	first := serve(t, dir)
	var d, running, waiting thing
	first.call(t, &d, http.MethodPost, "/v1/datasets", uploaded(t, "pingxiang"))
	first.call(t, &running, http.MethodPost, "/v1/plans", fmt.Appendf(nil, `{"dataset":%q,"options":{"timeLimitSeconds":20,"memoryLimitMiB":512}}`, d.ID))
	first.call(t, &d, http.MethodPost, "/v1/datasets", uploaded(t, "tiny/due"))
	first.inTheMiddle(t, running.ID)
	solving := children(t, first.cmd.Process.Pid)
	require.NotEmpty(t, solving)

	// under way: an import of which half has come, somebody who waits for a plan,
	// somebody who listens, and readers without a pause
	text := uploaded(t, "litong")
	in, out := io.Pipe()
	upload := first.request(t, http.MethodPost, "/v1/datasets?name=import", in)
	upload.ContentLength = int64(len(text))
	imported := first.later(upload)
	_, err := out.Write(text[:len(text)/2])
	require.NoError(t, err)
	waited := first.later(first.request(t, http.MethodPost, "/v1/plans?wait=30", bytes.NewReader(fmt.Appendf(nil, `{"dataset":%q,"name":"waited for"}`, d.ID))))
	listened := first.later(first.request(t, http.MethodGet, "/v1/plans/"+running.ID+"/events", http.NoBody, "Last-Event-ID", "0"))
	eventually(t, "the plan that is waited for", func() bool {
		var list things
		first.call(t, &list, http.MethodGet, "/v1/plans?name=waited%20for", nil)
		return len(list.Items) == 1
	})
	var readers sync.WaitGroup
	read := make([][]reply, 4)
	for i := range read {
		readers.Go(func() {
			for {
				r := <-first.later(first.request(t, http.MethodGet, "/v1/plans/"+running.ID, http.NoBody))
				if read[i] = append(read[i], r); r.err != nil {
					return
				}
			}
		})
	}
	first.end(t)
	_, err = out.Write(text[len(text)/2:])
	require.NoError(t, err)
	require.NoError(t, out.Close())

	r := <-imported
	require.NoError(t, r.err)
	require.Equal(t, http.StatusCreated, r.status, "%s", r.body)
	var made thing
	require.NoError(t, json.Unmarshal(r.body, &made))
	r = <-waited
	require.NoError(t, r.err)
	require.Equal(t, http.StatusAccepted, r.status, "not over yet, and told so: %s", r.body)
	require.NoError(t, json.Unmarshal(r.body, &waiting))
	r = <-listened
	require.NoError(t, r.err, "a stream ends, it does not break")
	require.Contains(t, string(r.body), "event: formulated")
	readers.Wait()
	for _, r := range slices.Concat(read...) {
		if r.status != 0 { // 0: not taken any more, or not sent yet
			require.Equal(t, http.StatusOK, r.status, "%s", r.body)
			require.NoError(t, r.err, "an answer that was begun is whole")
		}
	}
	first.ended(t)
	eventually(t, "the end of the solving process", func() bool { return !slices.ContainsFunc(solving, alive) })

	second := serve(t, dir)
	second.secret = first.secret
	second.call(t, &d, http.MethodGet, "/v1/datasets/"+made.ID, nil)
	for _, plan := range []string{waiting.ID, running.ID} {
		var p thing
		eventually(t, "the plan", func() bool {
			second.call(t, &p, http.MethodGet, "/v1/plans/"+plan, nil)
			return p.Status != "QUEUED" && p.Status != "RUNNING"
		})
		require.Contains(t, []string{"SUCCEEDED", "INCOMPLETE"}, p.Status)
		var log struct{ Items []struct{ Action string } }
		second.call(t, &log, http.MethodGet, "/v1/audit?subject="+plan, nil)
		require.Len(t, log.Items, 2, "made once, finished once")
	}
	second.end(t)
	second.ended(t)
}

// A worker that is told to end in the middle of a solve ends with 0 and leaves
// the plan in the queue at once; another worker solves it.
func TestWorkerEndsInGoodOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("the detector does not see the processes that this test watches")
	}
	t.Parallel()
	s := startCluster(t)
	var d, p thing
	s.api.call(t, &d, http.MethodPost, "/v1/datasets", uploaded(t, "pingxiang"))
	plan := s.inASolve(t, d.ID, 20)
	s.worker.end(t)
	s.worker.ended(t)
	s.get(t, "/v1/plans/"+plan, &p)
	require.Equal(t, "QUEUED", p.Status, "given back, not left to be found missing")
	s.startWorker(t)
	s.arrives(t, plan)
	s.worker.end(t)
	s.worker.ended(t)
	s.api.end(t)
	s.api.ended(t)
}

// inTheMiddle waits until the solve of a plan is under way.
func (s *server) inTheMiddle(t *testing.T, plan string) {
	t.Helper()
	eventually(t, "the middle of the solve", func() bool {
		var log struct{ Items []struct{ Kind string } }
		s.call(t, &log, http.MethodGet, "/v1/plans/"+plan+"/logs", nil)
		return slices.ContainsFunc(log.Items, func(e struct{ Kind string }) bool { return e.Kind == "formulated" })
	})
}
