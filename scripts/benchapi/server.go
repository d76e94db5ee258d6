package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is `lungang serve` in a process of its own.
type server struct {
	cmd             *exec.Cmd
	address, secret string
	database        string // which kind
	aims            aims
}

// resource is what we need of a plan or a dataset.
type resource struct{ ID, Status string }

// start starts the program on an empty database, a SQLite file when url is
// empty, and waits until it answers. Its log goes to a file, as that of a real
// one does.
func start(binary, folder, url string) (*server, error) {
	log, err := os.Create(filepath.Join(folder, "log"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }() // the process has its own
	c := exec.Command(binary, "serve", "--json", "--addr", "127.0.0.1:0", "--data", folder)
	c.Env = append(os.Environ(), "LUNGANG_DRAIN=0s", "LUNGANG_RATE=1000000", "LUNGANG_DATABASE_URL="+url)
	c.Stderr = log
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	var said struct {
		Address string
		First   struct{ Secret string }
	}
	err = json.NewDecoder(out).Decode(&said)
	if err == nil && said.First.Secret == "" {
		err = fmt.Errorf("the database is not empty")
	}
	s := &server{cmd: c, address: said.Address, secret: said.First.Secret, database: "SQLite"}
	if url != "" {
		s.database = "PostgreSQL"
	}
	if err != nil {
		s.stop()
		text, _ := os.ReadFile(log.Name())
		return nil, fmt.Errorf("the service did not start: %w\n%s", err, text)
	}
	return s, nil
}

func (s *server) stop() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	_ = s.cmd.Wait()
}

// peakMiB is the greatest resident memory of the server so far; solves are in
// processes of their own.
func (s *server) peakMiB() (int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, err := strconv.Atoi(strings.Fields(rest)[0])
			return kib >> 10, err
		}
	}
	return 0, fmt.Errorf("no VmHWM")
}

// tick is the unit of processor times in /proc: USER_HZ is 100 everywhere.
const tick = 10 * time.Millisecond

// busy is the processor time of the server so far.
func (s *server) busy() (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(text), ") ") // the name may hold spaces
	ticks := 0
	for _, word := range strings.Fields(rest)[11:13] { // user and system
		n, err := strconv.Atoi(word)
		if err != nil {
			return 0, err
		}
		ticks += n
	}
	return time.Duration(ticks) * tick, nil
}

// stolen is the time that the processors of a virtual machine had work and did not
// run, since its host ran something else (steal in proc(5)), so far.
func stolen() (time.Duration, error) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	words := strings.Fields(strings.SplitN(string(text), "\n", 2)[0])
	if len(words) < 9 || words[0] != "cpu" {
		return 0, fmt.Errorf("no processor times in /proc/stat")
	}
	ticks, err := strconv.Atoi(words[8])
	return time.Duration(ticks) * tick, err
}

func (s *server) request(method, path string, body []byte) (*http.Request, error) {
	q, err := http.NewRequest(method, "http://"+s.address+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	q.Header.Set("Authorization", "Bearer "+s.secret)
	if body != nil {
		q.Header.Set("Content-Type", "application/json")
	}
	return q, nil
}

// call sends one request and decodes the answer, which must be a success.
func (s *server) call(method, path string, body []byte, out any) error {
	text, err := s.text(method, path, body)
	if err != nil || out == nil {
		return err
	}
	return json.Unmarshal(text, out)
}

func (s *server) text(method, path string, body []byte) ([]byte, error) {
	q, err := s.request(method, path, body)
	if err != nil {
		return nil, err
	}
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		return nil, err
	}
	defer func() { _ = a.Body.Close() }()
	text, err := io.ReadAll(a.Body)
	if err == nil && a.StatusCode >= http.StatusMultipleChoices {
		err = fmt.Errorf("%s %s: %s: %s", method, path, a.Status, text)
	}
	return text, err
}

func solveOf(dataset string, limit time.Duration) []byte {
	return fmt.Appendf(nil, `{"dataset":%q,"options":{"timeLimitSeconds":%g}}`, dataset, limit.Seconds())
}

// await follows a plan until it is over.
func (s *server) await(plan string) error {
	return s.follow(plan, func(event) bool { return true })
}

// searching waits until a solve has its first plan and looks for better ones.
func (s *server) searching(plan string) error {
	return s.follow(plan, func(e event) bool { return e.Kind != "incumbent" })
}

// event is one piece of news as the stream tells it, and when it came.
type event struct {
	Seq  int64
	Kind string
	Time time.Time
	came time.Time
}

// follow reads the progress stream of a plan until its end, or until each says
// that it has seen enough.
func (s *server) follow(plan string, each func(event) (more bool)) error {
	q, err := s.request(http.MethodGet, "/v1/plans/"+plan+"/events", nil)
	if err != nil {
		return err
	}
	q.Header.Set("Last-Event-ID", "0")
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		return err
	}
	defer func() { _ = a.Body.Close() }()
	if a.StatusCode != http.StatusOK {
		return fmt.Errorf("events of %s: %s", plan, a.Status)
	}
	in := bufio.NewReader(a.Body)
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		data, ok := strings.CutPrefix(line, "data: ")
		if !ok {
			continue
		}
		e := event{came: time.Now()}
		if err := json.Unmarshal([]byte(data), &e); err != nil {
			return err
		}
		if !each(e) {
			return nil
		}
	}
}
