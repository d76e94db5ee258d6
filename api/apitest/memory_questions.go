package apitest

import (
	"context"

	"lungang/api"
	"lungang/model"
)

type memoryQuestions struct{ m *Memory }

// question is what was asked; its other case is the plan with the same id.
type question struct {
	teacher model.TeacherID
	school  model.SchoolID
}

// Ask begins to solve the other case, or finds the question that was asked before.
func (s memoryQuestions) Ask(_ context.Context, who api.Actor, once api.Once, plan string, n api.NewQuestion) (*api.Question, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return t.question(plan, id)
	}
	p := t.plans[plan]
	switch {
	case p == nil:
		return nil, notFound()
	case p.document == nil || p.WhyOf != "":
		return nil, model.NewError(model.CodeConflict, model.Text{}, nil)
	}
	asked := question{n.Teacher, n.School}
	id := ""
	for other, q := range t.questions {
		row := t.plans[other]
		good := !row.Status.Over() || row.Status == api.StatusSucceeded || row.Status == api.StatusInfeasible
		if q == asked && row.WhyOf == plan && good {
			id = other
		}
	}
	if id == "" {
		row := s.m.solveProblem(t, who, api.NewPlan{Dataset: p.Dataset, Tags: []string{}, Options: n.Options}, "", n.Problem, n.Document, len(n.Problem.Pins))
		row.WhyOf, id = plan, row.ID
		t.questions[id], t.chain.simulations[id] = asked, true
		t.log(who, "why.asked", plan, map[string]string{"question": id})
	}
	t.remember(once, id)
	return t.question(plan, id)
}

// Get returns a question.
func (s memoryQuestions) Get(_ context.Context, who api.Actor, plan, id string) (*api.Question, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return s.m.in(who).question(plan, id)
}

// question is one with its plan; the caller holds the lock.
func (t *tenant) question(plan, id string) (*api.Question, error) {
	q, asked := t.questions[id]
	if !asked || t.plans[id].WhyOf != plan {
		return nil, notFound()
	}
	other, err := planOf(t, id)
	return &api.Question{Teacher: q.teacher, School: q.school, Other: other}, err
}
