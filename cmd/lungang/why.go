package main

import (
	"context"
	"errors"

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

func whyStoryOf(w *explain.Why, changes []api.OutcomeShift) *whyStory {
	return &whyStory{Kind: "why", Why: w, Changes: changes}
}

// whyNot answers a question about a plan, here or, about one of its own plans,
// by the service.
func (m *Main) whyNot(ctx context.Context, f *policy.Facts, p *model.Plan, name string, q explain.WhyQuestion, flags solveFlags) error {
	if f.Teacher(q.Teacher) == nil {
		return unknownID(f, string(q.Teacher))
	}
	if f.School(q.School) == nil {
		return unknownID(f, string(q.School))
	}
	var s *whyStory
	var err error
	if m.isPlanThere(name) {
		s, err = m.whyRemote(ctx, name, q, flags)
	} else {
		s, err = m.whyHere(ctx, f, p, q, flags)
	}
	if err != nil {
		return err
	}
	if err := m.show(s, func() string { return m.whyText(f, s) }); err != nil {
		return err
	}
	if s.Answer == explain.AnswerUnknown {
		return exitCode(exitLimit)
	}
	return nil
}

// whyHere asks the rules, and solves the other case when they do not answer.
func (m *Main) whyHere(ctx context.Context, f *policy.Facts, p *model.Plan, q explain.WhyQuestion, flags solveFlags) (*whyStory, error) {
	w, err := explain.Ask(f, p, q)
	if err != nil {
		return nil, err
	}
	s := whyStoryOf(w, []api.OutcomeShift{})
	if w.Answer == explain.AnswerOpen {
		err = m.otherCase(ctx, f, p, s, flags)
	}
	return s, err
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
