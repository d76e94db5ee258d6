package store

import (
	"encoding/json"

	"lungang/model"
)

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
