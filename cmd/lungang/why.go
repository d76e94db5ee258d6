package main

import (
	"context"
	"errors"
	"io"

	"lungang/api"
	"lungang/model"
	"lungang/policy"
	"lungang/review"
	"lungang/solver"
	"lungang/solver/explain"
)

// whyStory is why a teacher is not, or is, at a school, as data.
type whyStory struct {
	Kind string `json:"kind"` // why
	*explain.Why

	Changes []api.OutcomeShift `json:"changes"` // teachers for whom the other case means something else
}

// whyNot asks the rules, and solves the other case when they do not answer.
func (m *Main) whyNot(ctx context.Context, f *policy.Facts, p *model.Plan, q explain.WhyQuestion, flags solveFlags) error {
	if f.Teacher(q.Teacher) == nil {
		return unknownID(f, string(q.Teacher))
	}
	if f.School(q.School) == nil {
		return unknownID(f, string(q.School))
	}
	w, err := explain.Ask(f, p, q)
	if err != nil {
		return err
	}
	s := &whyStory{Kind: "why", Why: w, Changes: []api.OutcomeShift{}}
	if w.Answer == explain.AnswerOpen {
		if err := m.otherCase(ctx, f, p, s, flags); err != nil {
			return err
		}
	}
	if m.json {
		err = m.writeJSON(s)
	} else {
		_, err = io.WriteString(m.Stdout, m.whyText(f, s))
		err = m.told(err)
	}
	if err == nil && w.Answer == explain.AnswerUnknown {
		err = exitCode(exitLimit)
	}
	return err
}

// otherCase solves the other case and completes the answer.
func (m *Main) otherCase(ctx context.Context, f *policy.Facts, p *model.Plan, s *whyStory, flags solveFlags) error {
	r, err := m.run(ctx, s.Problem(f.Problem), flags)
	none, stuck := errors.AsType[*solver.NoPlanError](err)
	switch {
	case err == nil:
		s.Compare(f, p, r.Plan)
		s.Changes = api.Shifts(review.Differences(p, r.Plan))
	case stuck && none.Searched:
		s.None()
	case stuck:
		s.Unknown()
	default:
		return err
	}
	return nil
}
