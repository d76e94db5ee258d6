package jobs

import (
	"context"
	"encoding/json"
	"time"

	"lungang/solver"
	"lungang/solver/explain"
	"lungang/store"
)

const (
	// plansUnderRepairs is under how many repairs, the best first, a search makes
	// a plan, so that they have a price.
	plansUnderRepairs = 3
	// planShare is the part of the time of a search that each of these may take.
	planShare = 5
)

// found is the head of what a search for conflicts found.
type found struct {
	Report    int  `json:"report"`              // bytes that follow: an explain.Report
	Complete  bool `json:"complete"`            // everything was looked at
	Cancelled bool `json:"cancelled,omitempty"` // somebody stopped it before
}

// EventSearched is the kind of the progress of a search: solved is the number of
// programs that were solved so far.
const EventSearched solver.EventKind = "searched"

// answerConflicts searches the problem for conflicts and repairs. When the time
// ends, or somebody asks to stop, what is verified until then is the answer.
func (s *speaker) answerConflicts(ctx context.Context, o order, text []byte) error {
	problem, err := decodeProblem(text)
	if err != nil {
		s.say(line{Failure: failureOf(err)})
		return s.err
	}
	limit := seconds(o.TimeLimitSeconds)
	timed, stop := context.WithTimeout(ctx, limit)
	defer stop()
	last := time.Time{}
	r, err := explain.Conflicts(timed, problem, explain.Options{
		MemoryLimitMiB: o.MemoryLimitMiB, Plans: plansUnderRepairs, PlanTime: limit / planShare,
		Progress: func(solved int) {
			if now := time.Now(); now.Sub(last) >= recordEvery {
				last = now
				s.say(line{Event: &solver.Event{Kind: EventSearched, Part: solved}})
			}
		},
	})
	if err != nil {
		s.say(line{Failure: failureOf(err)})
		return s.err
	}
	report, err := json.Marshal(r)
	if err != nil {
		s.say(line{Failure: failureOf(err)})
		return s.err
	}
	s.say(line{Found: &found{Report: len(report), Complete: r.Complete, Cancelled: !r.Complete && ctx.Err() != nil}}, report)
	return s.err
}

// outcomeOfSearch translates what a search found into what is stored.
func outcomeOfSearch(out outcome) store.Outcome {
	o := store.Outcome{Status: store.PlanIncomplete, Report: store.NewDocument(out.report)}
	switch {
	case out.found.Complete:
		o.Status = store.PlanSucceeded
	case out.found.Cancelled:
		o.Status = store.PlanCanceled
	}
	return o
}
