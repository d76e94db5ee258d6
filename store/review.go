package store

import (
	"encoding/json"
	"time"

	"lungang/model"
)

// ReviewEvent is one thing that was done to a plan between draft and effect. The
// events of a plan in order are its whole review: sign-offs, publication and
// acknowledgements are read from them. Rows are only added.
type ReviewEvent struct {
	TenantID  TenantID `gorm:"primaryKey"`
	PlanID    string   `gorm:"primaryKey"`
	Seq       int64    `gorm:"primaryKey;autoIncrement:false"` // from 1, without gaps
	Action    string
	FromState Business
	ToState   Business
	Actor     Actor
	Roles     []string `gorm:"serializer:list"` // that the actor had
	Reason    string
	Detail    string // canonical JSON of what the action needs beside
	At        time.Time
}

// TableName is the table's name.
func (ReviewEvent) TableName() string { return "review_events" }

// NewReviewEvent is what an event is made of.
type NewReviewEvent struct {
	Action string
	From   Business
	To     Business
	Roles  []string
	Reason string
	Detail map[string]any // what the action needs beside
}

// PlanLink says which plan took the place of which.
type PlanLink struct {
	TenantID    TenantID `gorm:"primaryKey"`
	PlanID      string   `gorm:"primaryKey"`
	Supersedes  string
	ObjectionID string
	At          time.Time
}

// TableName is the table's name.
func (PlanLink) TableName() string { return "plan_links" }

// reviewed are the actions in the words of the log of decisions.
var reviewed = map[string]string{
	"submit": "plan.submitted", "return": "plan.returned", "sign": "plan.signed", "approve": "plan.approved",
	"acknowledge": "plan.finding_acknowledged", "publicise": "plan.publicised", "object": "plan.objected",
	"resolve": "plan.objection_resolved", "supersede": "plan.superseded", "close": "plan.closed", "effect": "plan.effective",
	"withdraw": "plan.withdrawn",
}

var aReview = model.Text{ZH: "审核记录", EN: "review event"}

// Reviews is the repository of what people decide about plans. Whether a step is
// allowed is decided before (room review); here it is kept whole: the state that
// was looked at is the state that is changed.
type Reviews struct{ tx *Tx }

// Reviews is the repository of what people decide about plans.
func (tx *Tx) Reviews() Reviews { return Reviews{tx} }

// Record adds an event and takes the plan to its state, of the version that was
// read. Errors: not_found; stale when the plan has another version or state by
// now; conflict when it would be the second effective plan of its lineage of
// datasets, or is no plan to be decided about; bad_parameter for an unknown action.
func (r Reviews) Record(tenant TenantID, actor Actor, plan string, version int64, n NewReviewEvent) (*Plan, error) {
	action, ok := reviewed[n.Action]
	if !ok {
		return nil, badParameter("没有这种审核动作", "there is no such action of a review")
	}
	if err := r.decidable(tenant, plan); err != nil {
		return nil, err
	}
	if n.To == effective {
		if err := r.onlyOne(tenant, plan); err != nil {
			return nil, err
		}
	}
	q := r.tx.Plans().row(tenant, plan).Where("version = ? AND business = ?", version, n.From)
	met, err := changed(q.Updates(map[string]any{"business": n.To, "version": next}), aPlan)
	if err != nil {
		return nil, err
	}
	p, err := r.tx.Plans().Get(tenant, plan)
	if err != nil {
		return nil, err
	}
	if met == 0 {
		return nil, stale()
	}
	if n.Detail == nil {
		n.Detail = map[string]any{}
	}
	detail, err := canonicalObject(n.Detail)
	if err != nil {
		return nil, err
	}
	var last int64 // the plan's row is held, so nobody else counts
	if err := r.tx.of(tenant).Model(&ReviewEvent{}).Where("plan_id = ?", plan).Select("COALESCE(MAX(seq), 0)").Scan(&last).Error; err != nil {
		return nil, dbError("count review events", err)
	}
	e := ReviewEvent{
		TenantID: tenant, PlanID: plan, Seq: last + 1, Action: n.Action, FromState: n.From, ToState: n.To, Actor: actor,
		Roles: listed(n.Roles), Reason: n.Reason, Detail: detail, At: r.tx.now,
	}
	if err := insert(r.tx, aReview, e); err != nil {
		return nil, err
	}
	return p, r.tx.Audit().Append(tenant, actor, action, plan, map[string]any{
		"from": string(n.From), "to": string(n.To), "roles": listed(n.Roles), "reason": n.Reason, "detail": json.RawMessage(detail),
		"document": p.Document,
	})
}

// decidable refuses rows of plans that are for something else than to be decided
// about.
func (r Reviews) decidable(tenant TenantID, plan string) error {
	p, err := r.tx.Plans().Get(tenant, plan)
	if err == nil && p.Purpose != "" {
		err = conflict("这不是可以送审的方案", "this is no plan that anybody could decide about")
	}
	return err
}

// effective is the state of which a lineage has one plan at most.
const effective Business = "EFFECTIVE"

// onlyOne demands that no plan of the same lineage of datasets is in effect.
func (r Reviews) onlyOne(tenant TenantID, plan string) error {
	p, err := r.tx.Plans().Get(tenant, plan)
	if err != nil {
		return err
	}
	d, err := r.tx.Datasets().Hold(tenant, p.DatasetID) // another plan may be on its way into effect
	if err != nil {
		return err
	}
	line := r.tx.of(tenant).Model(&Dataset{}).Select("id").Where("origin_id = ?", d.OriginID)
	var n int64
	err = r.tx.of(tenant).Model(&Plan{}).Where("business = ? AND dataset_id IN (?)", effective, line).Count(&n).Error
	if err != nil {
		return dbError("look for the plan in effect", err)
	}
	if n > 0 {
		return conflict("同一数据已有生效的方案,请先撤回", "another plan of the same data is in effect; withdraw it first")
	}
	return nil
}

// Events lists what was done to a plan, first one first: not_found.
func (r Reviews) Events(tenant TenantID, plan string) ([]ReviewEvent, error) {
	if _, err := r.tx.Plans().Get(tenant, plan); err != nil {
		return nil, err
	}
	var rows []ReviewEvent
	err := r.tx.of(tenant).Where("plan_id = ?", plan).Order("seq").Find(&rows).Error
	return rows, dbError("list review events", err)
}

// Links returns which plan this one took the place of, and which took its place;
// "" where there is none: not_found.
func (r Reviews) Links(tenant TenantID, plan string) (supersedes, supersededBy string, err error) {
	if _, err := r.tx.Plans().Get(tenant, plan); err != nil {
		return "", "", err
	}
	var rows []PlanLink
	if err := r.tx.of(tenant).Where("plan_id = ? OR supersedes = ?", plan, plan).Find(&rows).Error; err != nil {
		return "", "", dbError("read links of plans", err)
	}
	for _, l := range rows {
		if l.PlanID == plan {
			supersedes = l.Supersedes
		} else {
			supersededBy = l.PlanID
		}
	}
	return supersedes, supersededBy, nil
}

// Simulations lists those of the plans that only show what would be: of an
// objection, or of another case (PurposeWhy).
func (r Reviews) Simulations(tenant TenantID, plans []string) ([]string, error) {
	var out []string
	rungs := r.tx.of(tenant).Model(&ObjectionRung{}).Select("plan_id").Where("taken_at IS NULL")
	err := r.tx.of(tenant).Model(&Plan{}).Where("id IN ? AND (purpose IS NOT NULL OR id IN (?))", plans, rungs).Order("id").Pluck("id", &out).Error
	return out, dbError("list simulations", err)
}
