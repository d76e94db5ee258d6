package api

import (
	"context"
	"net/http"
	"strings"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
	"lungang/solver/explain"
)

// Analysis is what a plan is worth and what it rests on, counted again.
type Analysis struct {
	Status         Statuses              `json:"status" doc:"the three statuses"`
	Counts         policy.Counts         `json:"counts" doc:"how much there is of what"`
	Tiers          []model.TierResult    `json:"tiers" doc:"objectives in order, each with value, bound and proof"`
	Check          CheckResult           `json:"check" doc:"what the independent check says"`
	Relaxations    []model.Relaxation    `json:"relaxations" doc:"relaxable rules that could not all hold"`
	Indicators     model.Indicators      `json:"indicators" doc:"before and after"`
	Justifications []model.Justification `json:"justifications,omitempty" doc:"why each row is as it is, when it was asked for"`
}

// CheckResult is the result of the independent check.
type CheckResult struct {
	OK         bool              `json:"ok" doc:"no rule is broken, and all that the plan says is so"`
	Violations []check.Violation `json:"violations" doc:"all of them"`
}

// Unfilled is what a plan leaves short, each with its reasons.
type Unfilled struct {
	Vacancies []VacancyReasons   `json:"vacancies" doc:"posts that stay short"`
	Uncovered []UncoveredReasons `json:"uncovered" doc:"half-days that nobody teaches"`
}

// VacancyReasons is a vacancy and why it stays.
type VacancyReasons struct {
	model.Vacancy

	Reasons []model.Justification `json:"reasons" doc:"why, as data"`
}

// UncoveredReasons is uncovered half-days and why they stay.
type UncoveredReasons struct {
	model.Uncovered

	Reasons []model.Justification `json:"reasons" doc:"why, as data"`
}

// Unplaced is a teacher who should rotate and stays.
type Unplaced struct {
	Teacher model.TeacherID       `json:"teacher" doc:"teacher id"`
	School  model.SchoolID        `json:"school" doc:"school where the teacher stays"`
	Verdict model.VerdictKind     `json:"verdict" doc:"must"`
	Reasons []model.Justification `json:"reasons" doc:"why: kept (a rule keeps the teacher from moving), no_destination (rules refuse every other school), not_chosen (schools are open; ask why of the plan what a move would cost)"`
}

type analysisOut struct{ Body Analysis }

type unfilledOut struct{ Body Unfilled }

func (s *Server) registerAnalysis() {
	none := []int{http.StatusNotFound, http.StatusConflict}
	register(s, operation{
		id: "get-plan-analysis", method: http.MethodGet, path: "/v1/plans/{id}/analysis", tag: tagPlans,
		summary: model.Text{ZH: "分析:目标、核查、指标、理由", EN: "analysis: objectives, check, indicators, reasons"}, errors: none,
	}, s.getAnalysis)
	register(s, operation{
		id: "get-plan-unfilled", method: http.MethodGet, path: "/v1/plans/{id}/unfilled", tag: tagPlans,
		summary: model.Text{ZH: "未补足的岗位与课时及原因", EN: "posts and half-days that stay short, and why"}, errors: none,
	}, s.getUnfilled)
	register(s, operation{
		id: "list-plan-unplaced", method: http.MethodGet, path: "/v1/plans/{id}/unplaced", tag: tagPlans,
		summary: model.Text{ZH: "应交流而未交流的教师及原因", EN: "teachers who should rotate and stay, and why"}, errors: none,
	}, s.listUnplaced)
}

type analysisIn struct {
	PlanID

	Justifications bool `query:"includeJustifications" doc:"with the reason of each row"`
}

func (s *Server) getAnalysis(ctx context.Context, in *analysisIn) (*analysisOut, error) {
	p, v, err := s.view(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	report, err := weigh(ctx, s, func() (*check.Report, error) { return v.Report(), nil })
	if err != nil {
		return nil, err
	}
	a := Analysis{
		Status: Statuses{p.Status, p.Business, p.Solution, p.Times}, Counts: v.Facts.Counts(v.Plan), Tiers: v.Plan.Tiers,
		Check: CheckResult{OK: report.OK, Violations: report.Violations}, Relaxations: v.Plan.Relaxations, Indicators: v.Plan.Indicators,
	}
	if in.Justifications {
		a.Justifications = v.Plan.Justifications
	}
	return &analysisOut{a}, nil
}

// reasonsFor lists the justifications of a subject.
func reasonsFor(p *model.Plan, subject string) []model.Justification {
	out := []model.Justification{}
	for _, j := range p.Justifications {
		if j.Subject == subject || strings.HasPrefix(j.Subject, subject+":") {
			out = append(out, j)
		}
	}
	return out
}

func (s *Server) getUnfilled(ctx context.Context, in *PlanID) (*unfilledOut, error) {
	_, v, err := s.view(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	u := Unfilled{}
	for _, x := range v.Plan.Vacancies {
		u.Vacancies = append(u.Vacancies, VacancyReasons{x, reasonsFor(v.Plan, "vacancy:"+x.Line.String())})
	}
	for _, x := range v.Plan.Uncovered {
		u.Uncovered = append(u.Uncovered, UncoveredReasons{x, reasonsFor(v.Plan, "uncovered:"+x.Line.String())})
	}
	return &unfilledOut{u}, nil
}

type unplacedIn struct {
	PlanID
	PageParams
}

func (s *Server) listUnplaced(ctx context.Context, in *unplacedIn) (*pageOut[Unplaced], error) {
	p, v, err := s.view(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	scope := scopeOf("unplaced", in.ID, p.PlanHash)
	after, err := decodeCursor(ctx, scope, in.Cursor)
	if err != nil {
		return nil, err
	}
	moved := map[model.TeacherID]bool{}
	for i := range v.Plan.Moves {
		moved[v.Plan.Moves[i].Teacher] = true
	}
	list, ids, more := []Unplaced{}, []model.TeacherID{}, false
	for i := range v.Facts.Teachers { // sorted by id
		t := &v.Facts.Teachers[i]
		if t.Verdict.Kind != model.Must || moved[t.ID] || string(t.ID) <= after {
			continue
		}
		if more = len(list) == in.Limit; more {
			break
		}
		list = append(list, Unplaced{Teacher: t.ID, School: v.Facts.Schools[t.School].ID, Verdict: t.Verdict.Kind})
		ids = append(ids, t.ID)
	}
	return weigh(ctx, s, func() (*pageOut[Unplaced], error) { // it walks through the whole district
		stays := explain.Stays(v.Facts, v.Plan, ids)
		for i := range list {
			list[i].Reasons = stays[i : i+1]
		}
		return answerPage(ctx, scope, list, more, func(u *Unplaced) string { return string(u.Teacher) }), nil
	})
}
