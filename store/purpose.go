package store

import (
	"cmp"
)

// Purpose is what a row of plans is for when it makes no plan that anybody could
// decide about.
type Purpose string

// PurposeConflicts marks the search for the rules of a plan (ParentID) that
// cannot all hold, and for what would help. It is queued, run, watched and
// stopped as a solve is; its report takes the place of the checker's, and there
// is never a plan document. No list of plans has it.
const PurposeConflicts Purpose = "conflicts"

// PurposeWhy marks the plan of another case: what would be if a teacher were, or
// were not, at a school of a plan (ParentID). It is solved, watched and stopped as
// any plan is, no list of plans has it, and nobody can submit it (Reviews.Record).
const PurposeWhy Purpose = "why"

// beside is a row beside a plan, of its problem, that is for something else. It is
// not stored yet.
func (r Plans) beside(p *Plan, actor Actor, purpose Purpose, options any) (*Plan, error) {
	text, err := canonicalObject(options)
	return &Plan{
		TenantID: p.TenantID, ID: NewID(PrefixPlan, r.tx.now), Tags: []string{}, DatasetID: p.DatasetID, ProblemHash: p.ProblemHash,
		Problem: p.Problem, Pins: p.Pins, ParentID: p.ID, Purpose: purpose, Options: text, Status: PlanCreated, Business: Draft,
		Version: 1, CreatedBy: actor, SubmittedAt: r.tx.now,
	}, err
}

// logFinished writes into the log how a run ended.
func (r Plans) logFinished(tenant TenantID, p *Plan, data map[string]any) error {
	switch p.Purpose {
	case PurposeConflicts:
		return r.tx.Audit().Append(tenant, System, "conflicts.found", cmp.Or(p.ParentID, p.ID), map[string]any{
			"search": p.ID, "status": data["status"], "report": data["report"], "failure": data["failure"],
			"problem": data["problem"], "options": data["options"], "versions": data["versions"],
		})
	case PurposeWhy:
		data["question"] = p.ID
		return r.tx.Audit().Append(tenant, System, "why.answered", p.ParentID, data)
	}
	return r.tx.Audit().Append(tenant, System, "plan.finished", p.ID, data)
}
