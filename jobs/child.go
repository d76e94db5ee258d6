package jobs

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"time"

	"lungang/audit/certify"
	"lungang/model"
	"lungang/solver"
)

// The wire between a worker and the process that solves for it. The worker
// writes one line of JSON (order), and the bytes of the problem; a further byte
// asks to stop and keep the best plan, the end of the input means that the
// worker is gone. The process writes lines of JSON (line), the last of which is
// followed by the bytes of plan, report, certificates and rules, or of what a search for
// conflicts found.

// order asks for a solve, or for a search for conflicts.
type order struct {
	Conflicts        bool    `json:"conflicts,omitempty"`
	Problem          int     `json:"problem"` // bytes that follow
	TimeLimitSeconds float64 `json:"timeLimitSeconds"`
	MemoryLimitMiB   int     `json:"memoryLimitMiB"`
	Workers          int     `json:"workers"`
	Version          string  `json:"version"`
}

// line is one thing that the solving process says.
type line struct {
	Event   *solver.Event `json:"event,omitempty"`
	Done    *done         `json:"done,omitempty"`
	Found   *found        `json:"found,omitempty"`
	Failure *Failure      `json:"failure,omitempty"`
}

// done is the head of a result.
type done struct {
	Plan         int                `json:"plan"`         // bytes that follow
	Report       int                `json:"report"`       // bytes that follow these
	Certificates int                `json:"certificates"` // bytes that follow these; 0 when nothing was certified
	Rules        int                `json:"rules"`        // bytes that follow these
	Status       model.PlanStatus   `json:"status"`
	Tiers        []model.TierResult `json:"tiers"`
	Versions     model.Versions     `json:"versions"`
	Pack         model.PlanPack     `json:"pack"`
}

// exits of ServeSolve.
const (
	exitAnswered = 0
	exitBroken   = 3 // the order could not be read, or the answer not written
)

// ServeSolve is the main of a process that solves one plan: it reads an order
// from in, and writes news and the result to out. It returns the exit code of
// the process, 0 when an answer was written.
//
// When in ends the worker is gone, and with it whoever wants the plan: the
// process ends at once by leave (os.Exit), and its own children with it.
func ServeSolve(ctx context.Context, in io.Reader, out io.Writer, leave func(code int)) int {
	reader := bufio.NewReaderSize(in, 1<<16)
	var o order
	head, err := reader.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(head, &o)
	}
	if err != nil || o.Problem < 0 || int64(o.Problem) > model.DefaultMaxBytes {
		return exitBroken
	}
	text := make([]byte, o.Problem)
	if _, err := io.ReadFull(reader, text); err != nil {
		return exitBroken
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		if _, err := reader.ReadByte(); err == nil {
			stop()
			_, _ = io.Copy(io.Discard, reader) // until the worker goes
		}
		leave(exitBroken)
	}()
	s := &speaker{out: bufio.NewWriter(out)}
	if err := s.answer(ctx, o, text); err != nil {
		return exitBroken
	}
	return exitAnswered
}

type speaker struct {
	out *bufio.Writer
	err error // the first one of writing
}

// say writes one line, and what follows it.
func (s *speaker) say(l line, more ...[]byte) {
	b, err := json.Marshal(l)
	s.keep(err)
	_, err = s.out.Write(append(b, '\n'))
	s.keep(err)
	for _, m := range more {
		_, err = s.out.Write(m)
		s.keep(err)
	}
	s.keep(s.out.Flush())
}

func (s *speaker) keep(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *speaker) answer(ctx context.Context, o order, text []byte) error {
	if o.Conflicts {
		return s.answerConflicts(ctx, o, text)
	}
	result, err := solve(ctx, o, text, func(e solver.Event) { s.say(line{Event: &e}) })
	if err != nil {
		s.say(line{Failure: failureOf(err)})
		return s.err
	}
	plan, err := encodePlan(result.Plan)
	if err != nil {
		s.say(line{Failure: failureOf(err)})
		return s.err
	}
	report, err := json.Marshal(result.Report)
	if err != nil {
		s.say(line{Failure: failureOf(err)})
		return s.err
	}
	certificates, err := certificatesOf(result)
	if err != nil {
		s.say(line{Failure: failureOf(err)})
		return s.err
	}
	s.say(line{Done: &done{
		Plan: len(plan), Report: len(report), Certificates: len(certificates), Rules: len(result.Facts.Rules.Text), Status: result.Plan.Status, Tiers: result.Plan.Tiers,
		Versions: result.Plan.Versions, Pack: result.Plan.Pack,
	}}, plan, report, certificates, result.Facts.Rules.Text)
	return s.err
}

// certificatesOf writes the proofs of a plan; nil when nothing was certified.
func certificatesOf(r *solver.Result) ([]byte, error) {
	if !slices.ContainsFunc(r.Plan.Tiers, func(t model.TierResult) bool { return t.Proof == model.Certified }) {
		return nil, nil
	}
	c, err := certify.Certify(r)
	if err != nil {
		return nil, err
	}
	return c.Text()
}

func solve(ctx context.Context, o order, text []byte, news func(solver.Event)) (*solver.Result, error) {
	problem, err := decodeProblem(text)
	if err != nil {
		return nil, err
	}
	result, err := solver.Solve(ctx, problem, solver.Options{
		TimeLimit:      time.Duration(o.TimeLimitSeconds * float64(time.Second)),
		MemoryLimitMiB: o.MemoryLimitMiB, Workers: o.Workers, Version: o.Version, Progress: news,
	})
	if err != nil && ctx.Err() != nil {
		if e, ok := errors.AsType[*solver.NoPlanError](err); ok && !e.Searched {
			return nil, context.Canceled // stopped before there was anything to keep
		}
	}
	return result, err
}

// Die ends the process; it is the leave of ServeSolve outside of tests.
func Die(code int) { os.Exit(code) } //nolint:forbidigo // the worker is gone: nobody is left to return to
