package coin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	"lungang/solver/lp"
)

const (
	// killGrace is how long a child may take after a stop before SIGKILL.
	killGrace = 500 * time.Millisecond
	// overdueGrace is the same after MaxSeconds; the child's own watchdog
	// comes first.
	overdueGrace = 2500 * time.Millisecond
	// maxAnswer limits what a child may write in all.
	maxAnswer = 4 << 30
)

// answers of one child that ended in order.
type childResult struct {
	last answer
	// killed: no answer came in time after a stop or the time limit
	killed bool
}

// runChild solves p in a fresh child process. A crash, garbage or a failure
// reported by the child is an *Error. A child that had to be killed after ctx
// ended or the limit passed is no error.
func (r *Runner) runChild(ctx context.Context, p *lp.Program, o *MIPOptions, onEvent func(*answer)) (childResult, error) {
	request, err := encodeRequest(p, o)
	if err != nil {
		return childResult{}, &Error{Op: "start child", Cause: CauseInput, Detail: "options", Err: err}
	}
	cmd, err := r.command()
	if err != nil {
		return childResult{}, err
	}
	log := &tail{also: r.Log}
	cmd.Stderr = log
	stdin, err1 := cmd.StdinPipe()
	stdout, err2 := cmd.StdoutPipe()
	if err := errors.Join(err1, err2); err != nil {
		return childResult{}, &Error{Op: "start child", Cause: CauseStart, Detail: "pipes", Err: err}
	}
	if err := cmd.Start(); err != nil {
		return childResult{}, &Error{Op: "start child", Cause: CauseStart, Detail: strings.Join(cmd.Args, " "), Err: err,
			Remedy: "check the command of the Runner"}
	}
	closeInput := sync.OnceFunc(func() { _ = stdin.Close() })
	defer closeInput()
	go func() {
		// a failing write means that the child is gone; its exit tells why
		_, _ = stdin.Write(request)
	}()
	lines := make(chan answer)
	abandoned := make(chan struct{})
	defer close(abandoned)
	var readErr error // valid once lines is closed
	go func() {
		defer close(lines)
		readErr = readAnswers(stdout, lines, abandoned)
	}()
	kill := func() {
		// the whole group, so that a wrapper script takes its child along
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
	w := waiter{ctx: ctx, lines: lines, stop: closeInput, kill: kill, onEvent: onEvent}
	if o.MaxSeconds > 0 {
		w.limit = seconds(o.MaxSeconds) + overdueGrace
	}
	w.run()
	if w.final == nil {
		kill()
	}
	closeInput()
	waitErr := wait(cmd, kill)
	switch {
	case w.final == nil && w.gaveUp:
		return childResult{killed: true}, nil
	case w.final == nil:
		return childResult{}, crashError(readErr, waitErr, log.String())
	case w.final.Kind == "failure":
		return childResult{}, &Error{Op: "solve MIP", Cause: w.final.Cause, Detail: w.final.Detail, Remedy: remedy(w.final.Cause)}
	}
	return childResult{last: *w.final}, nil
}

// wait reaps the child. One that answered but does not leave is killed.
func wait(cmd *exec.Cmd, kill func()) error {
	timer := time.AfterFunc(killGrace, kill)
	defer timer.Stop()
	return cmd.Wait()
}

// command prepares the process.
func (r *Runner) command() (*exec.Cmd, error) {
	words := r.Command
	if len(words) == 0 {
		self, err := os.Executable()
		if err != nil {
			return nil, &Error{Op: "start child", Cause: CauseStart, Detail: "own executable", Err: err, Remedy: "set the command of the Runner"}
		}
		words = []string{self, "solve-child"}
	}
	cmd := exec.Command(words[0], words[1:]...) //nolint:gosec // the command is configuration, not input
	if r.Env != nil {
		cmd.Env = append(os.Environ(), r.Env...)
	}
	// an own group: signals from a terminal reach the parent only, which
	// then stops the child in order
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.WaitDelay = killGrace
	return cmd, nil
}

// waiter follows one child until its final answer, its end, or the end of
// patience.
type waiter struct {
	ctx     context.Context //nolint:containedctx // lives for one call
	lines   <-chan answer
	stop    func()
	kill    func()
	onEvent func(*answer)
	limit   time.Duration // 0 = none

	final  *answer
	gaveUp bool
}

func (w *waiter) run() {
	var overdue, grace <-chan time.Time
	if w.limit > 0 {
		timer := time.NewTimer(w.limit)
		defer timer.Stop()
		overdue = timer.C
	}
	cancelled := w.ctx.Done()
	for {
		select {
		case a, more := <-w.lines:
			if !more {
				return
			}
			switch a.Kind {
			case "result", "failure":
				w.final = &a
				return
			default:
				w.onEvent(&a)
			}
		case <-cancelled:
			cancelled = nil
			w.stop()
			timer := time.NewTimer(killGrace)
			defer timer.Stop()
			grace = timer.C
		case <-grace:
			w.gaveUp = true
			return
		case <-overdue:
			w.gaveUp = true
			return
		}
	}
}

// readAnswers decodes the lines of a child until its output ends.
func readAnswers(out io.Reader, lines chan<- answer, abandoned <-chan struct{}) error {
	decoder := json.NewDecoder(io.LimitReader(out, maxAnswer))
	for {
		var a answer
		if err := decoder.Decode(&a); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		switch a.Kind {
		case "incumbent", "bound", "result", "failure":
		default:
			return fmt.Errorf("unknown line of kind %q", a.Kind)
		}
		select {
		case lines <- a:
		case <-abandoned:
			return nil
		}
	}
}

// crashError says in words why a child ended without an answer.
func crashError(readErr, waitErr error, log string) error {
	e := &Error{Op: "solve MIP", Cause: CauseCrash}
	var exit *exec.ExitError
	switch {
	case readErr != nil:
		// the kill that followed hides how the child would have ended
		e.Cause, e.Detail = CauseProtocol, "the child wrote something that is not an answer: "+readErr.Error()
	case errors.As(waitErr, &exit):
		if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			e.Detail = "the child was ended by signal " + status.Signal().String()
		} else {
			e.Detail = fmt.Sprintf("the child ended with exit code %d", exit.ExitCode())
		}
	case waitErr != nil:
		e.Detail = waitErr.Error()
	default:
		e.Cause, e.Detail = CauseProtocol, "the child ended without an answer"
	}
	for _, sign := range []string{"out of memory", "bad_alloc", "cannot allocate memory", "pthread_create failed"} {
		if strings.Contains(log, sign) {
			e.Cause = CauseMemory
		}
	}
	if log != "" {
		e.Detail += "; it said: " + log
	}
	e.Remedy = remedy(e.Cause)
	return e
}

func remedy(c Cause) string {
	switch c {
	case CauseMemory:
		return "raise MemoryLimit or solve a smaller part"
	case CauseProtocol:
		return "make sure that the command of the Runner runs ServeChild of the same version"
	default:
		return "try other options, or report the program that caused it"
	}
}

// tail keeps the beginning and the end of what a child writes to stderr: a
// crash names its cause first and its place last.
type tail struct {
	mu          sync.Mutex
	first, last []byte
	cut         bool
	also        io.Writer
}

const tailPart = 1024

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.also != nil {
		_, _ = t.also.Write(b) // losing log lines must not stop a solve
	}
	n := len(b)
	if room := tailPart - len(t.first); room > 0 {
		k := min(room, len(b))
		t.first = append(t.first, b[:k]...)
		b = b[k:]
	}
	t.last = append(t.last, b...)
	if over := len(t.last) - tailPart; over > 0 {
		t.cut = true
		t.last = append(t.last[:0], t.last[over:]...)
	}
	return n, nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	middle := ""
	if t.cut {
		middle = " ... "
	}
	return strings.TrimSpace(string(t.first) + middle + string(t.last))
}
