package coin

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"lungang/solver/lp"
)

// Exit codes of ServeChild.
const (
	exitAnswered = 0 // a result or a failure was written
	exitProtocol = 3 // the answer could not be written
)

const (
	// pollInterval is how often a child looks for progress.
	pollInterval = 20 * time.Millisecond
	// stopGrace is how long CBC may take to end by itself after it was told
	// to; then the child answers with what it has and leaves. It is shorter
	// than killGrace of the parent.
	stopGrace = 350 * time.Millisecond
	// deadlineGrace is the same after the time limit. CBC cannot be
	// interrupted in all of its phases.
	deadlineGrace = 700 * time.Millisecond
)

// ServeChild is the main of a solver child process. It reads one request from
// in, solves it and writes JSON lines to out, the last of which is the result.
// A further byte on in, or its end, stops the search early. It returns the exit
// code of the process, 0 when an answer was written.
//
// It must be the only user of its process: it moves file descriptor 1 to
// stderr, because CBC prints there whatever it is told, limits the process'
// memory, and may end the process itself when CBC does not return in time.
func ServeChild(in io.Reader, out io.Writer, stderr io.Writer) int {
	began := time.Now()
	dieWithParent()
	out, err := separateOutput(out)
	if err != nil {
		_, _ = fmt.Fprintln(stderr, "solve-child:", err)
		return exitProtocol
	}
	c := &child{out: bufio.NewWriter(out), began: began}
	p, o, err := decodeRequest(in)
	if err != nil {
		return c.fail(err)
	}
	if err := limitMemory(o.MemoryLimit); err != nil {
		_, _ = fmt.Fprintln(stderr, "solve-child: memory limit not set:", err)
	}
	s, err := newSearch(len(p.Cols))
	if err != nil {
		return c.fail(err)
	}
	return c.serve(in, p, o, s)
}

// child writes answers; the last one wins and closes it.
type child struct {
	mu    sync.Mutex
	out   *bufio.Writer
	began time.Time
	done  bool
	lost  bool // out no longer accepts anything
}

// say writes one line, unless the final answer was given.
func (c *child) say(a *answer, final bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		return
	}
	c.done = final
	a.Millis = time.Since(c.began).Milliseconds()
	if json.NewEncoder(c.out).Encode(a) != nil || c.out.Flush() != nil {
		c.lost = true
	}
}

func (c *child) code() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lost {
		return exitProtocol
	}
	return exitAnswered
}

func (c *child) fail(err error) int {
	a := &answer{Kind: "failure", Cause: CauseSolver, Detail: err.Error()}
	if typed, ok := errors.AsType[*Error](err); ok {
		a.Cause, a.Detail = typed.Cause, typed.Detail
		if typed.Err != nil {
			a.Detail += ": " + typed.Err.Error()
		}
	}
	c.say(a, true)
	return c.code()
}

// serve runs the search and its watchers.
func (c *child) serve(in io.Reader, p *lp.Program, o *MIPOptions, s *search) int {
	stopped := make(chan struct{})
	go func() {
		// a byte, the end or an error of the input: all mean stop
		var b [1]byte
		_, _ = in.Read(b[:])
		s.stop()
		close(stopped)
	}()
	type ending struct {
		outcome outcome
		err     error
	}
	finished := make(chan ending, 1)
	go func() {
		r, err := s.run(p, o)
		finished <- ending{r, err}
	}()
	poll := time.NewTicker(pollInterval)
	defer poll.Stop()
	var overdue, grace <-chan time.Time
	if o.MaxSeconds > 0 {
		overdue = time.After(seconds(o.MaxSeconds) + deadlineGrace)
	}
	report := reporter{child: c, objective: math.Inf(1), bound: math.Inf(-1)}
	for {
		select {
		case e := <-finished:
			report.look(s.progress())
			if e.err != nil {
				return c.fail(e.err)
			}
			c.say(conclude(p, o, s, &e.outcome), true)
			return c.code()
		case <-poll.C:
			report.look(s.progress())
		case <-stopped:
			stopped = nil
			grace = time.After(stopGrace)
		case <-grace:
			c.say(surrender(p, s, Cancelled), true)
			return c.code()
		case <-overdue:
			c.say(surrender(p, s, TimeLimit), true)
			return c.code()
		}
	}
}

// reporter turns progress into events; only improvements count.
type reporter struct {
	child            *child
	sequence         int64
	objective, bound float64
}

func (r *reporter) look(p progress) {
	if p.sequence == r.sequence {
		return
	}
	r.sequence = p.sequence
	kind := ""
	if p.bound > r.bound {
		r.bound, kind = p.bound, "bound"
	}
	if p.objective < r.objective {
		r.objective, kind = p.objective, "incumbent"
	}
	if kind != "" {
		r.child.say(&answer{Kind: kind, Objective: finite(r.objective), Bound: finite(r.bound), Nodes: p.nodes}, false)
	}
}

// conclude translates CBC's words. "optimal" is also said when a gap ended the
// search, and nothing said after an interruption of the simplex can be trusted
// except a solution.
func conclude(p *lp.Program, o *MIPOptions, s *search, r *outcome) *answer {
	seen := s.progress()
	a := &answer{Kind: "result", Raw: r.String(), Nodes: max(r.nodes, seen.nodes)}
	x := r.x
	if kept := s.kept(p); kept != nil && (x == nil || p.Cost(kept) < p.Cost(x)-1e-9) {
		x = kept
	}
	bound := r.bound
	switch {
	case seen.byStop:
		a.Termination, bound = Cancelled, seen.bound
	case seen.byDeadline, r.secondary == 4:
		a.Termination = TimeLimit
		bound = seen.bound
	case r.unbounded, r.secondary == 7:
		a.Termination, x = Unbounded, nil
	case r.status == 0 && x != nil && r.optimal:
		a.Termination = Optimal
		if r.secondary == 2 {
			a.Termination = WithinGap
		}
	case r.infeasible || (r.status == 0 && x == nil && r.secondary <= 1 && r.secondary >= 0):
		a.Termination = Infeasible
	case r.secondary == 3 || (r.status == 1 && o.MaxNodes > 0):
		a.Termination = NodeLimit
	default:
		a.Termination = Numerical
	}
	if x != nil {
		a.setSolution(x)
		a.Objective = finite(p.Cost(x))
	}
	a.Bound = finite(bound)
	return a
}

// surrender answers for a CBC that did not come back.
func surrender(p *lp.Program, s *search, why Termination) *answer {
	seen := s.progress()
	a := &answer{Kind: "result", Termination: why, Raw: "cbc: did not end in time;", Nodes: seen.nodes, Bound: finite(seen.bound)}
	if x := s.kept(p); x != nil {
		a.setSolution(x)
		a.Objective = finite(p.Cost(x))
	}
	return a
}

// separateOutput keeps the protocol apart from whatever the libraries print:
// descriptor 1 becomes a copy of descriptor 2, the old one gets a new number.
func separateOutput(out io.Writer) (io.Writer, error) {
	if f, ok := out.(*os.File); ok && f.Fd() == 1 {
		fd, err := syscall.Dup(1)
		if err != nil {
			return nil, fmt.Errorf("duplicate standard output: %w", err)
		}
		syscall.CloseOnExec(fd)
		out = os.NewFile(uintptr(fd), "protocol")
	}
	if err := syscall.Dup3(2, 1, 0); err != nil {
		return nil, fmt.Errorf("redirect standard output: %w", err)
	}
	return out, nil
}

// runtimeRoom is what the Go runtime may still need for threads and its heap.
const runtimeRoom = 96 << 20

// limitMemory limits the private writable memory of the process to what it has
// now, runtimeRoom and limit. (A limit on the address space would count the reservations
// of the Go runtime.)
func limitMemory(limit uint64) error {
	if limit == 0 {
		limit = DefaultMemoryLimit
	}
	const rlimitData = 2 // RLIMIT_DATA
	total := dataSize() + runtimeRoom + limit
	return syscall.Setrlimit(rlimitData, &syscall.Rlimit{Cur: total, Max: total})
}

// dataSize is the private writable memory of this process in bytes.
func dataSize() uint64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmData:"); ok {
			kb, err := strconv.ParseUint(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			if err == nil {
				return kb << 10
			}
		}
	}
	return 0
}

// dieWithParent asks the kernel for SIGKILL when the parent ends. It is a
// second line of defence; the end of the input is the first.
func dieWithParent() {
	const setDeathSignal = 1 // PR_SET_PDEATHSIG
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, setDeathSignal, uintptr(syscall.SIGKILL), 0)
}
