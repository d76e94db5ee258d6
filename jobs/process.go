package jobs

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"

	"lungang/solver"
)

// SolveCommand is the hidden command of the program that runs ServeSolve. Its
// answers go to AnswersFD, so that nothing that a library prints can mix in.
const (
	SolveCommand = "solve-run"
	AnswersFD    = 3
)

const (
	// stopGrace is how long a solving process may take to hand over its best
	// plan after it was asked to stop; then it is killed. A county needs about a
	// second, a city several on a busy machine.
	stopGrace = 30 * time.Second
	// letGoGrace is the same when nobody wants that plan any more: the search
	// begins anew elsewhere. A process that was about to end may still do so.
	letGoGrace = 2 * time.Second
	// niceness leaves the processor to whoever answers requests: 19 is the lowest
	// rank there is. A solve on a machine that nobody asks anything loses nothing.
	niceness = 19
	// logKept is how much of what a process wrote to stderr goes into the log.
	logKept = 2000
)

// outcome is how a solving process ended: with a plan, with the report of a
// search for conflicts, or with a failure.
type outcome struct {
	done         *done
	found        *found
	plan         []byte
	report       []byte
	certificates []byte // empty when nothing was certified
	rules        []byte // that the plan was made under: Pack.Hash is their hash
	failure      *Failure
}

// process starts solving processes.
type process struct {
	command []string // nil: this executable with SolveCommand
	env     []string // added to the environment
	started func(pid int)
}

// run solves in a process of its own, so that a crash of a solver library takes
// nothing along. When ctx ends the process is asked to stop, and its best plan
// is the outcome; a process that does not hand over in time is killed.
func (p *process) run(ctx context.Context, o order, problem []byte, news func(solver.Event)) outcome {
	cmd, stdin, answers, log, err := p.begin()
	if err != nil {
		return outcome{failure: broken("start: " + err.Error())}
	}
	kill := func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	gone := make(chan struct{})
	watchers := sync.WaitGroup{}
	o.Problem = len(problem)
	watchers.Go(func() { // says what to do, and when to stop
		head, _ := json.Marshal(o) //nolint:errchkjson // numbers and a text
		_, _ = stdin.Write(append(head, '\n'))
		_, _ = stdin.Write(problem) // a failing write means that it is gone; its end tells why
		select {
		case <-ctx.Done():
			_, _ = stdin.Write([]byte{'s'})
		case <-gone:
		}
	})
	watchers.Go(func() { // insists
		select {
		case <-ctx.Done():
		case <-gone:
			return
		}
		grace := stopGrace
		if why := context.Cause(ctx); errors.Is(why, errReleased) || errors.Is(why, errFenced) {
			grace = letGoGrace
		}
		timer := time.NewTimer(grace)
		defer timer.Stop()
		select {
		case <-timer.C:
			kill()
		case <-gone:
		}
	})
	out, err := readAnswers(bufio.NewReaderSize(answers, 1<<16), news)
	kill() // it has said what it had to say, or never will
	close(gone)
	watchers.Wait()
	_ = stdin.Close()
	_ = answers.Close()
	waitErr := cmd.Wait()
	if err != nil {
		return outcome{failure: broken(fmt.Sprintf("%v; %v; %s", err, waitErr, log))}
	}
	return out
}

func (p *process) begin() (*exec.Cmd, io.WriteCloser, *os.File, *tail, error) {
	words := p.command
	if len(words) == 0 {
		self, err := os.Executable()
		if err != nil {
			return nil, nil, nil, nil, err
		}
		words = []string{self, SolveCommand}
	}
	cmd := exec.Command(words[0], words[1:]...) //nolint:gosec // the command is configuration, not input
	cmd.Env = append(os.Environ(), p.env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // signals of a terminal reach the worker only
	log := &tail{}
	cmd.Stdout, cmd.Stderr = log, log
	cmd.WaitDelay = time.Second
	answers, theirs, err := os.Pipe()
	if err != nil {
		return nil, nil, nil, nil, err
	}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		_, _ = answers.Close(), theirs.Close()
		return nil, nil, nil, nil, err
	}
	cmd.ExtraFiles = []*os.File{theirs}
	err = cmd.Start()
	_ = theirs.Close()
	if err != nil {
		_ = answers.Close()
		return nil, nil, nil, nil, err
	}
	_ = syscall.Setpriority(syscall.PRIO_PGRP, cmd.Process.Pid, niceness) // a courtesy
	if p.started != nil {
		p.started(cmd.Process.Pid)
	}
	return cmd, stdin, answers, log, nil
}

// readAnswers follows a solving process until its last word.
func readAnswers(in *bufio.Reader, news func(solver.Event)) (outcome, error) {
	for {
		text, err := in.ReadBytes('\n')
		if err != nil {
			return outcome{}, fmt.Errorf("no answer: %w", err)
		}
		var l line
		if err := json.Unmarshal(text, &l); err != nil {
			return outcome{}, fmt.Errorf("not an answer: %w", err)
		}
		switch {
		case l.Event != nil:
			news(*l.Event)
		case l.Failure != nil:
			return outcome{failure: l.Failure}, nil
		case l.Done != nil:
			out := outcome{
				done: l.Done, plan: make([]byte, max(l.Done.Plan, 0)), report: make([]byte, max(l.Done.Report, 0)),
				certificates: make([]byte, max(l.Done.Certificates, 0)), rules: make([]byte, max(l.Done.Rules, 0)),
			}
			for _, b := range [][]byte{out.plan, out.report, out.certificates, out.rules} {
				if _, err := io.ReadFull(in, b); err != nil {
					return outcome{}, fmt.Errorf("half an answer: %w", err)
				}
			}
			return out, nil
		case l.Found != nil:
			out := outcome{found: l.Found, report: make([]byte, max(l.Found.Report, 0))}
			if _, err := io.ReadFull(in, out.report); err != nil {
				return outcome{}, fmt.Errorf("half an answer: %w", err)
			}
			return out, nil
		default:
			return outcome{}, fmt.Errorf("an answer without a meaning")
		}
	}
}

// tail keeps the end of what a process writes to stdout and stderr.
type tail struct{ text []byte }

func (t *tail) Write(b []byte) (int, error) { // exec calls it from one goroutine
	t.text = append(t.text, b...)
	if over := len(t.text) - logKept; over > 0 {
		t.text = append(t.text[:0], t.text[over:]...)
	}
	return len(b), nil
}

func (t *tail) String() string { return string(t.text) }
