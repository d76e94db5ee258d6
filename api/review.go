package api

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strings"

	"lungang/model"
	"lungang/policy"
	"lungang/review"
)

// TransitionAction is an action of POST /v1/plans/{id}/transitions. Sign-offs,
// acknowledgements and objections have addresses of their own.
type TransitionAction string

// Values lists the closed set of words.
func (TransitionAction) Values() []string {
	return []string{string(review.Submit), string(review.Return), string(review.Approve), string(review.Publicise), string(review.Close), string(review.Effect), string(review.Withdraw)}
}

// TransitionBody asks for a step.
type TransitionBody struct {
	Action   TransitionAction `json:"action" doc:"submit 送审, return 退回, approve 批准, publicise 公示, close 定稿, effect 生效, withdraw 撤回"`
	Reason   string           `json:"reason" minLength:"1" maxLength:"1000" doc:"why; no personal data"`
	PostedOn string           `json:"postedOn,omitempty" format:"date" doc:"with publicise: the day on which the notice was put up; today when absent"`
}

// SignOffBody is what an office says.
type SignOffBody struct {
	Office Role   `json:"office" doc:"education, staffing, personnel or finance"`
	Agrees bool   `json:"agrees" doc:"whether the office agrees"`
	Reason string `json:"reason" minLength:"1" maxLength:"1000" doc:"why; no personal data"`
}

const tagReview = "review"

func (s *Server) registerReview() {
	missing := []int{http.StatusNotFound}
	changes := []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired}
	register(s, operation{
		id: "get-plan-review", method: http.MethodGet, path: "/v1/plans/{id}/review", tag: tagReview, errors: missing,
		summary: model.Text{ZH: "审批情况:可以做什么,还缺什么", EN: "the review: what can be done, and what stands in the way"},
	}, s.getReview)
	register(s, operation{
		id: "list-plan-transitions", method: http.MethodGet, path: "/v1/plans/{id}/transitions", tag: tagReview, errors: missing,
		summary: model.Text{ZH: "审批记录", EN: "what was decided so far"},
	}, s.listTransitions)
	register(s, operation{
		id: "transition-plan", method: http.MethodPost, path: "/v1/plans/{id}/transitions", tag: tagReview, errors: changes,
		summary: model.Text{ZH: "送审、退回、批准、公示、定稿、生效、撤回", EN: "submit, return, approve, publicise, close, put into effect, withdraw"},
		notes: model.Text{
			ZH: "须带理由与 If-Match。不在流程表中的一律拒绝(409 状态或条件,403 人员),并列出全部原因与条款;流程表见 docs/review.md。",
			EN: "Needs a reason and If-Match. What the table of docs/review.md does not list is refused (409 for state and conditions, 403 for persons) with all reasons and their clauses.",
		},
		body: reflect.TypeFor[TransitionBody](), example: TransitionBody{Action: TransitionAction(review.Submit), Reason: "报局务会审议"},
	}, s.transition)
	register(s, operation{
		id: "sign-plan", method: http.MethodPost, path: "/v1/plans/{id}/signoffs", tag: tagReview, errors: changes,
		summary: model.Text{ZH: "部门会签", EN: "sign off for an office"},
		body:    reflect.TypeFor[SignOffBody](), example: SignOffBody{Office: RoleStaffing, Agrees: true, Reason: "编制内,无异议"},
	}, s.sign)
	s.registerSentinel()
	s.registerObjections()
}

// today is the day in Beijing.
func (s *Server) today() model.Date {
	if s.config.Today != nil {
		return s.config.Today()
	}
	return review.DayOf(s.config.Now())
}

func (s *Server) calendar() *policy.Calendar {
	if s.config.Calendar != nil {
		return s.config.Calendar
	}
	return policy.WorkCalendar()
}

// dossier is a plan's review with what the table asks of it.
type dossier struct {
	*Dossier

	kase     *review.Case
	findings []review.Finding
	days     int // of publication, as the rules of the plan say
}

// dossier reads everything that a step rests on. The sentinel looks only when it
// matters: before the publication.
func (s *Server) dossier(ctx context.Context, plan string) (*dossier, error) {
	d, err := s.Ports.Reviews.Get(ctx, actorOf(ctx), plan)
	if err != nil {
		return nil, err
	}
	p := d.Plan
	out := &dossier{Dossier: d, kase: &review.Case{
		State: review.State(p.Business), Solved: p.Status.Over() && p.PlanHash != "", Simulation: d.Simulation, Author: p.CreatedBy, Open: d.Open,
	}}
	out.kase.Read(d.Events)
	if !out.kase.Solved {
		return out, nil
	}
	v, err := s.viewOf(ctx, p)
	if err != nil {
		return nil, err
	}
	out.days = policy.PublicityDays(v.Facts.Rules)
	for _, o := range policy.SignOffs(v.Facts.Rules) {
		out.kase.Required = append(out.kase.Required, review.Role(o))
	}
	switch out.kase.State {
	case review.Draft, review.InReview, review.Approved:
		out.findings, err = s.look(ctx, p, v)
		out.kase.Findings = out.findings
	default: // what was published was looked at
	}
	return out, err
}

// seen reads the review of a plan for somebody who says which version was seen:
// who has not seen the present one does not decide about it.
func (s *Server) seen(ctx context.Context, plan string, m *IfMatch) (*dossier, error) {
	d, err := s.dossier(ctx, plan)
	if err == nil {
		err = m.match(ctx, d.Plan.Version)
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// request is what the actor asks for.
func (s *Server) request(who Actor, action review.Action, reason string) *review.Request {
	return &review.Request{Action: action, Actor: who.ID, Roles: reviewRoles(who), Reason: reason, Today: s.today()}
}

func reviewRoles(who Actor) []review.Role {
	out := make([]review.Role, len(who.Roles))
	for i, r := range who.Roles {
		out[i] = review.Role(r)
	}
	return out
}

// decide asks the table. It returns the event to be recorded.
func (s *Server) decide(ctx context.Context, d *dossier, r *review.Request) (NewEvent, error) {
	if err := s.nameless(ctx, d.Plan.Dataset, "/reason", r.Reason); err != nil {
		return NewEvent{}, err
	}
	return allowed(ctx, d, r)
}

// allowed is decide for a reason that nobody wrote.
func allowed(ctx context.Context, d *dossier, r *review.Request) (NewEvent, error) {
	to, err := review.Decide(d.kase, r)
	if err != nil {
		return NewEvent{}, refused(ctx, err)
	}
	return NewEvent{
		Action: r.Action, From: d.kase.State, To: to, Reason: strings.TrimSpace(r.Reason),
		Detail: review.Detail{Day: r.Today, Document: sha(d.Plan.PlanHash)},
	}, nil
}

func bodyFault(pointer string, code model.Code, zh, en string) error {
	return model.Faults{{Code: code, Severity: model.SeverityError, Pointer: pointer, Message: model.Text{ZH: zh, EN: en}}}.Err()
}

// refused tells every reason of a refusal with its clauses.
func refused(ctx context.Context, err error) error {
	r, ok := errors.AsType[*review.Refusal](err)
	if !ok {
		return err
	}
	p := newProblem(ctx, httpStatus(r.Code), r.Code, r.Message)
	for _, x := range r.Reasons {
		p.Errors = append(p.Errors, ProblemItem{
			Code: r.Code, Severity: model.SeverityError, MessageZH: x.Message.ZH, MessageEN: x.Message.EN, Clause: strings.Join(x.Clauses, ", "),
		})
	}
	return p
}

type transitionIn struct {
	PlanID
	IfMatch
	Payload[TransitionBody]
}

func (s *Server) transition(ctx context.Context, in *transitionIn) (*reviewOut, error) {
	d, err := s.seen(ctx, in.ID, &in.IfMatch)
	if err != nil {
		return nil, err
	}
	r := s.request(actorOf(ctx), review.Action(in.Value.Action), in.Value.Reason)
	r.Posted = r.Today
	if in.Value.PostedOn != "" {
		if r.Posted, err = model.ParseDate(in.Value.PostedOn); err != nil {
			return nil, bodyFault("/postedOn", model.CodeBadDate, "日期应为 YYYY-MM-DD", "a date is YYYY-MM-DD")
		}
	}
	e, err := s.decide(ctx, d, r)
	if err != nil {
		return nil, err
	}
	if r.Action == review.Publicise {
		if e.Detail.Period, err = review.NewPeriod(s.calendar(), r.Posted, d.days); err != nil {
			return nil, err
		}
	}
	return s.record(ctx, d, e)
}

// record keeps an event and answers with the review as it is then.
func (s *Server) record(ctx context.Context, d *dossier, e NewEvent) (*reviewOut, error) {
	if _, err := s.Ports.Reviews.Record(ctx, actorOf(ctx), d.Plan.ID, d.Plan.Version, e); err != nil {
		return nil, err
	}
	return s.getReview(ctx, &PlanID{d.Plan.ID})
}

type signIn struct {
	PlanID
	IfMatch
	Payload[SignOffBody]
}

func (s *Server) sign(ctx context.Context, in *signIn) (*reviewOut, error) {
	d, err := s.seen(ctx, in.ID, &in.IfMatch)
	if err != nil {
		return nil, err
	}
	r := s.request(actorOf(ctx), review.Sign, in.Value.Reason)
	r.Office = review.Role(in.Value.Office)
	e, err := s.decide(ctx, d, r)
	if err != nil {
		return nil, err
	}
	e.Detail.Office, e.Detail.Agrees = r.Office, &in.Value.Agrees
	return s.record(ctx, d, e)
}
