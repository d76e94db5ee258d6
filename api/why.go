package api

import (
	"context"
	"net/http"
	"reflect"

	"lungang/model"
	"lungang/review"
	"lungang/solver/explain"
)

// WhyBody asks why a teacher is not, or is, at a school in a plan.
type WhyBody struct {
	Teacher          model.TeacherID `json:"teacher" minLength:"1" maxLength:"64" doc:"teacher id"`
	School           model.SchoolID  `json:"school" minLength:"1" maxLength:"64" doc:"school id; the own school asks why the teacher moves, or stays"`
	TimeLimitSeconds *float64        `json:"timeLimitSeconds,omitempty" minimum:"1" doc:"wall clock of the other case; absent: the default of a solve"`
	MemoryLimitMiB   *int            `json:"memoryLimitMiB,omitempty" minimum:"64" doc:"memory of one solver child process"`
}

// WhyView is why a teacher is not, or is, at a school in a plan.
type WhyView struct {
	Plan     string          `json:"plan" doc:"plan that was asked about"`
	Question string          `json:"question,omitempty" doc:"id of the question and of the plan of the other case: a job like a solve, with status, events and stop under /v1/plans/{question}; absent when rules alone are the answer"`
	Status   TechnicalStatus `json:"status,omitempty" doc:"of the other case; absent without one"`
	Times    *Times          `json:"times,omitempty" doc:"of the other case"`
	Options  *Options        `json:"options,omitempty" doc:"of the other case, as they took effect"`
	Failure  *Failure        `json:"failure,omitempty" doc:"why the other case has no plan"`
	Why      *explain.Why    `json:"why" doc:"the answer; open while the other case is under way"`
	Changes  []OutcomeShift  `json:"changes" doc:"teachers for whom the other case means something else, the one asked about included; empty while there is none"`
	Links    Links           `json:"links" doc:"where to go from here"`
}

func (s *Server) registerWhy() {
	at := "/v1/plans/{id}/why"
	register(s, operation{
		id: "ask-why", method: http.MethodPost, path: at, tag: tagPlans, status: http.StatusAccepted,
		summary: model.Text{ZH: "为什么某位教师(不)在某校,换一种安排代价是什么", EN: "why a teacher is not (or is) at a school, and what it would cost"},
		notes: model.Text{
			ZH: "先看规则:有规则不允许时立即给出 200,逐条附条款,不求解。否则把相反的情形(多一条人工指定)作为任务求解,返回 202 与 Location;已有求解到底的结果时返回 200。答案:forbidden 规则不允许;cost 有方案但更差,cost 为第一个变差的目标;draw 同样好,由抽签决定;better 更好,原方案不是最优;impossible 单条规则都允许,合起来没有方案;unknown 时间用完。exact 为 false 时,代价至多如此。相反情形的方案不能送审,不在列表中。停止:DELETE links.other。",
			EN: "Rules first: when some forbid it the answer is there at once, 200, each with its clauses, and nothing is solved. Otherwise the other case (one decision more taken beforehand) is solved as a job: 202 and Location; 200 when it was solved to the end already. Answers: forbidden by rules; cost: there is such a plan and it is worse, cost is the first objective that gets worse; draw: it is as good, and the lottery decided; better: the plan was not the best; impossible: each rule alone would allow it, and all together leave no plan; unknown: the time ended. While exact is false it costs no more than this. The plan of the other case can never be submitted, and no list has it. To stop it: DELETE links.other.",
		},
		body: reflect.TypeFor[WhyBody](), example: WhyBody{Teacher: "T1", School: "V1"},
		errors:  []int{http.StatusNotFound, http.StatusConflict},
		answers: map[int]answer{http.StatusOK: {text: "rules are the answer, or the other case is over within the time that was waited, or before", media: applicationJSON, schema: "WhyView"}},
	}, s.askWhy)
	register(s, operation{
		id: "get-why", method: http.MethodGet, path: at + "/{question}", tag: tagPlans,
		summary: model.Text{ZH: "一次“为什么”的答案", EN: "the answer to one question why"},
		errors:  []int{http.StatusNotFound},
	}, s.getWhy)
}

type askWhyIn struct {
	OnceHeader
	PlanID
	Payload[WhyBody]
	WaitParam
}

type getWhyIn struct {
	PlanID

	Question string `path:"question" maxLength:"100" doc:"question id" example:"pl_01jd3z7m4q8x1c5r9w2y6h3ftb"`
}

type whyOut struct {
	Status   int
	Location string `header:"Location" doc:"where the answer can be read; absent when rules alone are the answer"`
	Retry    string `header:"Retry-After" doc:"seconds after which it is worth to look again"`
	Body     WhyView
}

// asked is what came of a question: an answer of the rules alone, or a question
// whose other case is solved.
type asked struct {
	ruled    *explain.Why
	question *Question
}

func (s *Server) askWhy(ctx context.Context, in *askWhyIn) (*whyOut, error) {
	once := in.once("ask-why", []byte(in.ID), in.RawBody)
	got, err := onlyOnce(ctx, s, once, func(ctx context.Context, who Actor, id string) (*asked, error) {
		q, err := s.Ports.Questions.Get(ctx, who, in.ID, id)
		return &asked{question: q}, err
	}, func() (*asked, error) { return s.newQuestion(ctx, once, in) })
	if err != nil {
		return nil, err
	}
	if got.ruled != nil {
		return &whyOut{Status: http.StatusOK, Body: WhyView{
			Plan: in.ID, Why: got.ruled, Changes: []OutcomeShift{}, Links: Links{"plan": "/v1/plans/" + in.ID},
		}}, nil
	}
	q := got.question
	if q.Other, err = s.await(ctx, q.Other, in.until(s)); err != nil {
		return nil, err
	}
	out, err := s.showWhy(ctx, q)
	if err == nil && !q.Other.Status.Over() {
		out.Status, out.Retry = http.StatusAccepted, "1"
	}
	return out, err
}

// newQuestion asks the rules, and begins to solve the other case when they do
// not answer.
func (s *Server) newQuestion(ctx context.Context, once Once, in *askWhyIn) (*asked, error) {
	b := in.Value
	options, err := s.config.Limits.effective(&OptionsRequest{TimeLimitSeconds: b.TimeLimitSeconds, MemoryLimitMiB: b.MemoryLimitMiB})
	if err != nil {
		return nil, err
	}
	p, v, err := s.view(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if p.WhyOf != "" {
		return nil, oops(model.CodeConflict, "这是另一次“为什么”的试算方案,请对原方案提问", "this plan is itself the other case of a question; ask about the plan "+p.WhyOf)
	}
	w, err := s.ask(ctx, v, explain.WhyQuestion{Teacher: b.Teacher, School: b.School})
	if err != nil {
		return nil, err
	}
	if w.Answer == explain.AnswerForbidden {
		return &asked{ruled: w}, nil
	}
	other := w.Problem(v.Facts.Problem)
	text, err := model.Canonical(other)
	if err != nil {
		return nil, err
	}
	q, err := s.Ports.Questions.Ask(ctx, actorOf(ctx), once, in.ID, NewQuestion{
		Teacher: b.Teacher, School: b.School, Pin: w.Pin, Options: options, Problem: other, Document: text, Hash: problemHash(other),
	})
	return &asked{question: q}, err
}

// ask asks the rules; it walks through the whole district.
func (s *Server) ask(ctx context.Context, v *planView, q explain.WhyQuestion) (*explain.Why, error) {
	return weigh(ctx, s, func() (*explain.Why, error) { return explain.Ask(v.Facts, v.Plan, q) })
}

func (s *Server) getWhy(ctx context.Context, in *getWhyIn) (*whyOut, error) {
	q, err := s.Ports.Questions.Get(ctx, actorOf(ctx), in.ID, in.Question)
	if err != nil {
		return nil, err
	}
	return s.showWhy(ctx, q)
}

// showWhy reads the answer out of the two plans.
func (s *Server) showWhy(ctx context.Context, q *Question) (*whyOut, error) {
	p := q.Other
	_, before, err := s.view(ctx, p.WhyOf)
	if err != nil {
		return nil, err
	}
	w, err := s.ask(ctx, before, explain.WhyQuestion{Teacher: q.Teacher, School: q.School})
	if err != nil {
		return nil, err
	}
	plan, other := "/v1/plans/"+p.WhyOf, "/v1/plans/"+p.ID
	at := plan + "/why/" + p.ID
	out := &whyOut{Status: http.StatusOK, Location: at, Body: WhyView{
		Plan: p.WhyOf, Question: p.ID, Status: p.Status, Times: &p.Times, Options: &p.Options, Failure: p.Failure, Why: w, Changes: []OutcomeShift{},
		Links: Links{"self": at, "plan": plan, "other": other, "events": other + "/events"},
	}}
	switch {
	case !p.Status.Over():
	case p.PlanHash != "":
		after, err := s.viewOf(ctx, p)
		if err != nil {
			return nil, err
		}
		w.Compare(before.Facts, before.Plan, after.Plan)
		out.Body.Changes = Shifts(review.Differences(before.Plan, after.Plan))
	case p.Status == StatusInfeasible:
		w.None()
	default:
		w.Unknown()
	}
	return out, nil
}
