package store

import (
	"cmp"
	"encoding/json"

	"lungang/model"
)

// Purpose is what a row of plans is for when it makes no plan that anybody could
// decide about.
type Purpose string

// PurposeConflicts marks the search for the rules of a plan (ParentID) that
// cannot all hold, and for what would help. It is queued, run, watched and
// stopped as a solve is; its report takes the place of the checker's, and there
// is never a plan document. No list of plans has it.
const PurposeConflicts Purpose = "conflicts"

// SearchConflicts returns the search for the conflicts of a plan: the one that
// waits, runs, or looked at everything, otherwise a new one with status CREATED,
// which is to be queued (made). It solves the problem of the plan, pins included.
// Errors: not_found; conflict when the plan is not over, or is such a search.
func (r Plans) SearchConflicts(tenant TenantID, actor Actor, plan string, options any) (search *Plan, made bool, err error) {
	p, err := one[Plan](r.tx.locked(tenant).Where("id = ?", plan), aPlan)
	switch {
	case err != nil:
		return nil, false, err
	case p.Purpose != "":
		return nil, false, conflict("这不是可以查规则冲突的方案", "this is no plan whose conflicts can be looked for")
	case !p.Status.Final():
		return nil, false, conflict("方案尚未算完,请稍后再查规则冲突", "the plan is not over; look for conflicts later")
	}
	last, err := r.lastSearch(tenant, plan)
	if err != nil {
		return nil, false, err
	}
	if last != nil && (!last.Status.Final() || last.Status == PlanSucceeded) {
		return last, false, nil
	}
	if search, err = r.beside(p, actor, PurposeConflicts, options); err != nil {
		return nil, false, err
	}
	if err := insert(r.tx, aPlan, *search); err != nil {
		return nil, false, err
	}
	return search, true, r.tx.Audit().Append(tenant, actor, "conflicts.asked", p.ID, map[string]any{
		"search": search.ID, "problem": p.ProblemHash, "options": json.RawMessage(search.Options),
	})
}

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

// LastSearch returns the newest search for the conflicts of a plan: not_found,
// also when there was none.
func (r Plans) LastSearch(tenant TenantID, plan string) (*Plan, error) {
	if _, err := r.Get(tenant, plan); err != nil {
		return nil, err
	}
	last, err := r.lastSearch(tenant, plan)
	if err == nil && last == nil {
		err = model.NewError(model.CodeNotFound, model.Text{
			ZH: "尚未查找此方案的规则冲突;请先 POST", EN: "nobody looked for the conflicts of this plan yet; POST first",
		}, nil)
	}
	return last, err
}

func (r Plans) lastSearch(tenant TenantID, plan string) (*Plan, error) {
	var rows []Plan
	err := r.tx.of(tenant).Where("parent_id = ? AND purpose = ?", plan, PurposeConflicts).Order("id DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, dbError("find a search", err)
	}
	return &rows[0], nil
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
