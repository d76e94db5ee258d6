package check

import "lungang/model"

// Decisions is a bare plan: who goes where, who visits, who teaches a second
// subject, which lessons are sent. Everything else in a plan document follows from it.
type Decisions struct {
	Moves    []Move     `json:"moves"`
	Visits   []Visit    `json:"visits"`
	PartTime []PartTime `json:"partTime"`
	Remote   []Remote   `json:"remote"`
}

// Move sends a teacher to a line of another school for the plan year (交流轮岗).
type Move struct {
	Teacher model.TeacherID `json:"teacher"`
	To      model.Line      `json:"to"`
}

// Visit is half-days a week at a line of another school (走教).
type Visit struct {
	Teacher  model.TeacherID `json:"teacher"`
	To       model.Line      `json:"to"`
	HalfDays int             `json:"halfDays"`
}

// PartTime is half-days a week on a second line of the own school (兼课).
type PartTime struct {
	Teacher  model.TeacherID `json:"teacher"`
	To       model.Line      `json:"to"`
	HalfDays int             `json:"halfDays"`
}

// Remote is half-days a week of lessons from a broadcast room to a line of
// another school (专递课堂).
type Remote struct {
	From     model.SchoolID `json:"from"`
	To       model.Line     `json:"to"`
	HalfDays int            `json:"halfDays"`
}

// DecisionsOf returns the bare decisions of a plan document.
func DecisionsOf(p *model.Plan) Decisions {
	var d Decisions
	for _, m := range p.Moves {
		d.Moves = append(d.Moves, Move{m.Teacher, m.To})
	}
	for _, v := range p.Visits {
		d.Visits = append(d.Visits, Visit{v.Teacher, v.To, v.HalfDays})
	}
	for _, v := range p.PartTime {
		d.PartTime = append(d.PartTime, PartTime{v.Teacher, v.To, v.HalfDays})
	}
	for _, r := range p.Remote {
		d.Remote = append(d.Remote, Remote{r.From, r.To, r.HalfDays})
	}
	return d
}
