package store

import (
	"encoding/json"

	"lungang/model"
)

// Question is why a teacher is, or is not, at a school in a plan.
type Question struct {
	TenantID  TenantID `gorm:"primaryKey"`
	PlanID    string   `gorm:"primaryKey"` // plan of the other case
	AskedOf   string   // plan that it was asked of
	TeacherID model.TeacherID
	SchoolID  model.SchoolID
	Pin       model.PinKind // what the other case decides beforehand
}

// TableName is the table's name.
func (Question) TableName() string { return "questions" }

// NewQuestion is what a question is made of.
type NewQuestion struct {
	TeacherID   model.TeacherID
	SchoolID    model.SchoolID
	Pin         model.PinKind
	Options     any      // effective options; written as canonical JSON
	Problem     Document // of the other case
	ProblemHash string   // its model.Problem.Hash, with HashPrefix
	Pins        int
}

var aQuestion = model.Text{ZH: "提问", EN: "question"}

// Questions is the repository of questions.
type Questions struct{ tx *Tx }

// Questions is the repository of questions.
func (tx *Tx) Questions() Questions { return Questions{tx} }

// Ask returns the question about teacher and school of a plan whose other case
// waits, runs or was solved to its end, otherwise a new one with a plan of status
// CREATED, which is to be queued (made). Errors: not_found; conflict when the plan
// has no document, or is itself no plan of a person's.
func (r Questions) Ask(tenant TenantID, actor Actor, plan string, n NewQuestion) (q *Question, made bool, err error) {
	p, err := one[Plan](r.tx.locked(tenant).Where("id = ?", plan), aPlan)
	switch {
	case err != nil:
		return nil, false, err
	case p.Purpose != "":
		return nil, false, conflict("这不是可以提问的方案", "this is no plan to ask about")
	case p.Document == "":
		return nil, false, conflict("没有方案文档,无从问起", "there is no plan document to ask about")
	}
	var asked []Question
	same := r.tx.of(tenant).Where("asked_of = ? AND teacher_id = ? AND school_id = ?", plan, n.TeacherID, n.SchoolID)
	if err := same.Order("plan_id DESC").Limit(1).Find(&asked).Error; err != nil {
		return nil, false, dbError("find a question", err)
	}
	if len(asked) > 0 {
		other, err := r.tx.Plans().Get(tenant, asked[0].PlanID)
		if err != nil {
			return nil, false, err
		}
		if !other.Status.Final() || other.Status == PlanSucceeded || other.Status == PlanInfeasible {
			return &asked[0], false, nil
		}
	}
	return r.make(tenant, actor, p, n)
}

// make stores a question and the plan of its other case.
func (r Questions) make(tenant TenantID, actor Actor, p *Plan, n NewQuestion) (*Question, bool, error) {
	other, err := r.tx.Plans().beside(p, actor, PurposeWhy, n.Options)
	if err != nil {
		return nil, false, err
	}
	other.ProblemHash, other.Problem, other.Pins = n.ProblemHash, n.Problem.Hash, n.Pins
	if err := r.tx.Documents().Put(tenant, n.Problem); err != nil {
		return nil, false, err
	}
	if err := insert(r.tx, aPlan, *other); err != nil {
		return nil, false, err
	}
	q := Question{TenantID: tenant, PlanID: other.ID, AskedOf: p.ID, TeacherID: n.TeacherID, SchoolID: n.SchoolID, Pin: n.Pin}
	if err := insert(r.tx, aQuestion, q); err != nil {
		return nil, false, err
	}
	return &q, true, r.tx.Audit().Append(tenant, actor, "why.asked", p.ID, map[string]any{
		"question": q.PlanID, "teacher": string(q.TeacherID), "school": string(q.SchoolID), "pin": string(q.Pin),
		"problem": other.ProblemHash, "options": json.RawMessage(other.Options),
	})
}

// Get returns a question by the id of the plan of its other case: not_found, also
// when it was asked of another plan.
func (r Questions) Get(tenant TenantID, plan, id string) (*Question, error) {
	return one[Question](r.tx.of(tenant).Where("plan_id = ? AND asked_of = ?", id, plan), aQuestion)
}

// About lists the questions about a teacher, in the order of their making.
func (r Questions) About(tenant TenantID, teacher model.TeacherID) ([]Question, error) {
	var rows []Question
	err := r.tx.of(tenant).Where("teacher_id = ?", teacher).Order("plan_id").Find(&rows).Error
	return rows, dbError("list questions", err)
}
