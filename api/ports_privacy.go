package api

import (
	"context"
	"encoding/json"
	"time"

	"lungang/model"
)

// Privacy is what the service owes to the persons in its data.
type Privacy interface {
	// Issued writes into the log that a document was made of a plan. CodeNotFound.
	Issued(ctx context.Context, who Actor, plan string, p Paper) error
	// Retention returns for how long personal data are kept.
	Retention(ctx context.Context, who Actor) (*Retention, error)
	// SetRetention changes it. version is the one that was read; another one is
	// CodeStale. CodeBadParameter when months are not 1 to 1200.
	SetRetention(ctx context.Context, who Actor, version int64, months int) (*Retention, error)
	// Accesses lists the entries of the log about personal data, newest first,
	// those before a sequence number (0: all), of one subject when it is given.
	Accesses(ctx context.Context, who Actor, subject string, before int64, limit int) (list []AuditEntry, more bool, err error)
	// Names reports whether one of the texts holds the name, or a number, of a person
	// behind a dataset; an empty one means all of the bureau. Nothing is told but that, and nothing is logged. CodeNotFound.
	Names(ctx context.Context, who Actor, dataset string, texts ...string) (bool, error)
	// Subject returns all that is kept under a teacher's id, and writes into the
	// log that somebody has read it. CodeNotFound when nothing is.
	Subject(ctx context.Context, who Actor, teacher model.TeacherID) (*SubjectData, error)
}

// Paper is a document that was made.
type Paper struct {
	Kind   string
	Format string
	Lang   string
	Names  bool   // it was asked for with names
	Hash   string // "sha256:…" of its bytes
}

// Retention is for how long personal data are kept.
type Retention struct {
	Months    int        `json:"months" minimum:"1" maximum:"1200" doc:"months from the day on which they were stored; then they are deleted" example:"36"`
	Version   int64      `json:"version" doc:"0 while the default holds; goes into If-Match"`
	UpdatedBy string     `json:"updatedBy,omitempty" doc:"who decided it"`
	UpdatedAt *time.Time `json:"updatedAt,omitempty" doc:"when"`
}

// SubjectData is everything that a bureau keeps about one person.
type SubjectData struct {
	Notice  model.Text      `json:"notice" doc:"what this is, in Chinese and English"`
	Teacher model.TeacherID `json:"teacher" doc:"pseudonymous id"`
	Records []SubjectRecord `json:"records" doc:"in each dataset that has the id"`
	Plans   []SubjectInPlan `json:"plans" doc:"in each plan of these datasets"`

	Objections []Objection       `json:"objections" doc:"objections about the person, with what was written as long as it is kept"`
	Questions  []SubjectQuestion `json:"questions" doc:"why the person is, or is not, at a school: what was asked about plans"`
	Accesses   []AuditEntry      `json:"accesses" doc:"who read or changed personal data of these datasets, newest first; at most 1000"`
}

// SubjectRecord is what a dataset holds about a person.
type SubjectRecord struct {
	Dataset  string          `json:"dataset" doc:"dataset id"`
	Name     string          `json:"name" doc:"its name"`
	PlanYear int             `json:"planYear" doc:"its plan year"`
	Person   *SubjectPerson  `json:"person,omitempty" doc:"who it is; absent when it was never brought, or erased"`
	Record   json.RawMessage `json:"record" doc:"the teacher of the problem document, with exemptions"`
	Pins     []Pin           `json:"pins" doc:"decisions that were taken beforehand"`
}

// SubjectPerson is who a person is, unmasked.
type SubjectPerson struct {
	Name     string `json:"name,omitempty" doc:"name"`
	IDNumber string `json:"idNumber,omitempty" doc:"身份证号"`
}

// SubjectQuestion is a question about a person.
type SubjectQuestion struct {
	Plan     string         `json:"plan" doc:"plan that was asked about"`
	Question string         `json:"question" doc:"question id; the answer is at /v1/plans/{plan}/why/{question}"`
	School   model.SchoolID `json:"school" doc:"school that was asked about"`
}

// SubjectInPlan is what a plan says about a person.
type SubjectInPlan struct {
	Plan           string                `json:"plan" doc:"plan id"`
	Verdict        *model.Verdict        `json:"verdict,omitempty" doc:"who should rotate, with the proof"`
	Moves          []model.Move          `json:"moves" doc:"exchanges"`
	Visits         []model.Visit         `json:"visits" doc:"itinerant teaching"`
	PartTime       []model.PartTime      `json:"partTime" doc:"second subject at the own school"`
	Justifications []model.Justification `json:"justifications" doc:"why it is so"`
}

// SubjectNotice says what a subject's data are.
var SubjectNotice = model.Text{
	ZH: "依据《个人信息保护法》第四十五条提供的个人信息副本:本单位在本系统中保存的、与该编号有关的全部信息,包括姓名与证件号、各数据集中的记录、各方案对其的认定与安排及理由、人工指定、有关异议与提问,以及涉及这些数据集个人信息的读取与修改记录。",
	EN: "A copy of personal data (PIPL Art. 45): all that this bureau keeps in this system under the id: name and ID number, the records of each dataset, what each plan found and decided with reasons, decisions taken beforehand, objections and questions about the person, and who read or changed personal data of these datasets.",
}

// InPlan takes out of a plan what concerns a teacher; nil when nothing does.
func InPlan(id string, p *model.Plan, teacher model.TeacherID) *SubjectInPlan {
	out := &SubjectInPlan{Plan: id, Moves: []model.Move{}, Visits: []model.Visit{}, PartTime: []model.PartTime{}, Justifications: []model.Justification{}}
	found := false
	for i := range p.Verdicts {
		if p.Verdicts[i].Teacher == teacher {
			out.Verdict, found = &p.Verdicts[i], true
		}
	}
	for i := range p.Moves {
		if p.Moves[i].Teacher == teacher {
			out.Moves = append(out.Moves, p.Moves[i])
		}
	}
	for _, x := range p.Visits {
		if x.Teacher == teacher {
			out.Visits = append(out.Visits, x)
		}
	}
	for _, x := range p.PartTime {
		if x.Teacher == teacher {
			out.PartTime = append(out.PartTime, x)
		}
	}
	for _, x := range p.Justifications {
		if x.About(teacher) {
			out.Justifications = append(out.Justifications, x)
		}
	}
	if !found && len(out.Moves)+len(out.Visits)+len(out.PartTime)+len(out.Justifications) == 0 {
		return nil
	}
	return out
}
