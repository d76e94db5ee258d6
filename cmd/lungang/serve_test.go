package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
)

// server is `lungang serve` in a process of its own, which a test may kill.
type server struct {
	cmd    *exec.Cmd
	url    string
	secret string
	log    *bytes.Buffer
}

// serve starts the service on a data folder and waits until it answers.
func serve(t *testing.T, dir string) *server {
	t.Helper()
	return launch(t, []string{"LUNGANG_DRAIN=0s"}, "serve", "--json", "--addr", "127.0.0.1:0", "--data", dir)
}

// launch starts the program and waits until it answers.
func launch(t *testing.T, environment []string, args ...string) *server {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	c := exec.CommandContext(t.Context(), self, args...)
	c.Env = append(append(os.Environ(), asProgram+"=1"), environment...)
	s := &server{cmd: c, log: &bytes.Buffer{}}
	c.Stderr = s.log
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	t.Cleanup(s.kill)
	var said struct {
		Address string
		First   struct{ Secret string }
	}
	require.NoError(t, json.NewDecoder(out).Decode(&said), "it did not start")
	s.url, s.secret = "http://"+said.Address, said.First.Secret
	return s
}

// kill ends the process as a power cut would.
func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

func (s *server) request(t *testing.T, method, path string, body io.Reader, headers ...string) *http.Request {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), method, s.url+path, body)
	require.NoError(t, err)
	q.Header.Set("Authorization", "Bearer "+s.secret)
	q.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		q.Header.Set(headers[i], headers[i+1])
	}
	return q
}

func (s *server) call(t *testing.T, out any, method, path string, body []byte, headers ...string) {
	t.Helper()
	answer, err := http.DefaultClient.Do(s.request(t, method, path, bytes.NewReader(body), headers...))
	require.NoError(t, err)
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.Less(t, answer.StatusCode, 300, "%s %s: %s", method, path, text)
	require.NoError(t, json.Unmarshal(text, out))
}

// try is call that tells the status; 0 when there is no answer. The answer goes
// into out when it is good.
func (s *server) try(t *testing.T, out any, method, path string, body []byte, headers ...string) int {
	t.Helper()
	answer, err := http.DefaultClient.Do(s.request(t, method, path, bytes.NewReader(body), headers...))
	if err != nil {
		return 0
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode < http.StatusMultipleChoices && json.NewDecoder(answer.Body).Decode(out) != nil {
		return 0
	}
	return answer.StatusCode
}

type thing struct{ ID, Status, Hash string }

type things struct{ Items []thing }

// eventually waits for what another process does.
func eventually(t *testing.T, what string, met func() bool) {
	t.Helper()
	deadline := time.After(3 * time.Minute)
	look := time.NewTicker(30 * time.Millisecond)
	defer look.Stop()
	for !met() {
		select {
		case <-look.C:
		case <-deadline:
			t.Fatal("it did not come: " + what)
		}
	}
}

func uploaded(t *testing.T, name string) []byte {
	t.Helper()
	p, err := fixtures.Get(name)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, model.EncodeProblem(&b, p))
	return b.Bytes()
}

// The server is killed in the middle of a solve. Its solving process goes with
// it; the next server solves the plan, once.
func TestServerIsKilledInASolve(t *testing.T) {
	if testing.Short() {
		t.Skip("the detector does not see the processes that this test watches")
	}
	t.Parallel()
	dir := t.TempDir()
	first := serve(t, dir)
	var d, p thing
	first.call(t, &d, http.MethodPost, "/v1/datasets", uploaded(t, "pingxiang"))
	first.call(t, &p, http.MethodPost, "/v1/plans", fmt.Appendf(nil, `{"dataset":%q,"options":{"timeLimitSeconds":20,"memoryLimitMiB":512}}`, d.ID))
	first.inTheMiddle(t, p.ID)
	solving := children(t, first.cmd.Process.Pid)
	require.NotEmpty(t, solving)
	first.kill()
	eventually(t, "the end of the solving process", func() bool { return !slices.ContainsFunc(solving, alive) })

	second := serve(t, dir)
	require.Empty(t, second.secret, "the first key is shown once")
	second.secret = first.secret
	eventually(t, "the plan", func() bool {
		second.call(t, &p, http.MethodGet, "/v1/plans/"+p.ID, nil)
		return p.Status != "QUEUED" && p.Status != "RUNNING"
	})
	require.Contains(t, []string{"SUCCEEDED", "INCOMPLETE"}, p.Status, second.log)
	var audit struct{ Items []struct{ Action string } }
	second.call(t, &audit, http.MethodGet, "/v1/audit?subject="+p.ID, nil)
	finished := 0
	for _, e := range audit.Items {
		if e.Action == "plan.finished" {
			finished++
		}
	}
	require.Equal(t, 1, finished, "nothing was done twice")

	require.NoError(t, second.cmd.Process.Signal(syscall.SIGTERM))
	require.NoError(t, second.cmd.Wait(), second.log)
}

// children lists the processes that a process started and that live.
func children(t *testing.T, pid int) []int {
	t.Helper()
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	require.NoError(t, err)
	var out []int
	for _, f := range files {
		text, _ := os.ReadFile(f) // the thread may be gone
		for word := range strings.FieldsSeq(string(text)) {
			var child int
			_, err := fmt.Sscan(word, &child)
			require.NoError(t, err)
			out = append(out, child)
		}
	}
	return out
}

func alive(pid int) bool {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && !strings.Contains(string(text), ") Z ")
}

// The server is killed in the middle of an import: nothing half is there, and
// the same request again makes exactly one dataset.
func TestServerIsKilledInAnImport(t *testing.T) {
	t.Parallel()
	text := uploaded(t, "litong")
	for name, sent := range map[string]int{"half of it sent": len(text) / 2, "all of it sent": len(text)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			first := serve(t, dir)
			in, out := io.Pipe()
			q := first.request(t, http.MethodPost, "/v1/datasets", in, "Idempotency-Key", "import-1")
			q.ContentLength = int64(len(text))
			answered := make(chan struct{})
			go func() {
				if a, err := http.DefaultClient.Do(q); err == nil {
					_ = a.Body.Close()
				}
				close(answered)
			}()
			_, err := out.Write(text[:sent])
			require.NoError(t, err)
			first.kill()
			_ = out.CloseWithError(io.ErrUnexpectedEOF)
			<-answered

			second := serve(t, dir)
			if second.secret == "" {
				second.secret = first.secret
			}
			var list things
			second.call(t, &list, http.MethodGet, "/v1/datasets", nil)
			require.LessOrEqual(t, len(list.Items), sent/len(text), "half a document is no dataset")
			var d thing
			second.call(t, &d, http.MethodPost, "/v1/datasets", text, "Idempotency-Key", "import-1")
			second.call(t, &list, http.MethodGet, "/v1/datasets", nil)
			require.Len(t, list.Items, 1)
			require.Equal(t, d.ID, list.Items[0].ID)
			require.Equal(t, d.Hash, list.Items[0].Hash)
		})
	}
}
