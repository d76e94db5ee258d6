package api

import (
	"context"
	"slices"
	"time"

	"lungang/model"
	"lungang/review"
)

// ReviewView is where a plan stands between draft and effect.
type ReviewView struct {
	Plan         string         `json:"plan" doc:"plan"`
	State        BusinessStatus `json:"state" doc:"what people decided"`
	Version      int64          `json:"version" doc:"of the plan; also the ETag"`
	Author       string         `json:"author" doc:"who asked for the solve, a pseudonym"`
	Submitter    string         `json:"submitter,omitempty" doc:"who submitted it last, a pseudonym"`
	Simulation   bool           `json:"simulation" doc:"it only shows what would be: with an objection, or in the other case of a question why"`
	Supersedes   string         `json:"supersedes,omitempty" doc:"plan whose place it took"`
	SupersededBy string         `json:"supersededBy,omitempty" doc:"plan that took its place"`
	SignOffs     []SignOffView  `json:"signoffs" doc:"offices that the pack asks for, and what they said since it was submitted last"`
	Publication  *Publication   `json:"publication,omitempty" doc:"absent when it was never publicised"`
	Open         int            `json:"openObjections" doc:"objections that are not resolved"`
	Findings     int            `json:"openFindings" doc:"findings of the sentinel that were not acknowledged; 0 after the publication"`
	Actions      []ActionView   `json:"actions" doc:"actions of this state, for who asks"`
	Links        Links          `json:"links" doc:"where to go from here"`
}

// SignOffView is an office that must sign.
type SignOffView struct {
	Office Role   `json:"office" doc:"education, staffing, personnel or finance"`
	Signed bool   `json:"signed" doc:"whether it said anything"`
	Agrees bool   `json:"agrees" doc:"whether it agrees"`
	Actor  string `json:"actor,omitempty" doc:"who signed, a pseudonym"`
}

// Publication is the time for which a plan is public (公示).
type Publication struct {
	On        string   `json:"on" format:"date" doc:"the notice was put up; this day does not count"`
	Days      int      `json:"days" doc:"working days, workflow.publicity_days of the pack"`
	Ends      string   `json:"ends" format:"date" doc:"last day for objections, to its end in Beijing"`
	Over      bool     `json:"over" doc:"whether that day has passed"`
	Calendars []string `json:"calendars" doc:"notices of the State Council that the days were counted with"`
	Supplied  []string `json:"supplied,omitempty" doc:"hashes of the calendar files among them that the operator of the service supplied; absent when all come with the product"`
}

// ActionView is an action, and what stands in the way of it.
type ActionView struct {
	Action  string         `json:"action" doc:"action" example:"approve"`
	Title   model.Text     `json:"title" doc:"what it is called"`
	To      BusinessStatus `json:"to" doc:"state afterwards"`
	Allowed bool           `json:"allowed" doc:"it can be done now, by who asks"`
	Reasons []ReasonView   `json:"reasons" doc:"what stands in the way"`
}

// ReasonView is one thing that stands in the way.
type ReasonView struct {
	Condition string     `json:"condition,omitempty" doc:"condition of docs/review.md; absent for roles"`
	Message   model.Text `json:"message" doc:"what is not so"`
	Clauses   []string   `json:"clauses" doc:"clauses that it rests on; empty where it is a choice of the product"`
}

// TransitionView is one step that was taken.
type TransitionView struct {
	Seq       int64          `json:"seq" doc:"from 1 upwards in every plan"`
	Action    string         `json:"action" doc:"action"`
	From      BusinessStatus `json:"from" doc:"state before"`
	To        BusinessStatus `json:"to" doc:"state after"`
	Actor     string         `json:"actor" doc:"who, a pseudonym"`
	Roles     []Role         `json:"roles" doc:"roles that the actor had"`
	Reason    string         `json:"reason" doc:"why"`
	Day       string         `json:"day" format:"date" doc:"the day in Beijing"`
	Time      time.Time      `json:"time" doc:"UTC"`
	Office    Role           `json:"office,omitempty" doc:"with sign"`
	Agrees    *bool          `json:"agrees,omitempty" doc:"with sign"`
	Finding   string         `json:"finding,omitempty" doc:"with acknowledge: key of the finding"`
	Objection string         `json:"objection,omitempty" doc:"with object, resolve and supersede"`
	Successor string         `json:"successor,omitempty" doc:"with supersede: the plan that took its place"`
	Document  string         `json:"document,omitempty" doc:"hash of the plan document that it was said of"`
}

type reviewOut struct {
	ETag string `header:"ETag"`
	Body ReviewView
}

func (s *Server) getReview(ctx context.Context, in *PlanID) (*reviewOut, error) {
	d, err := s.dossier(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	who := actorOf(ctx)
	at := "/v1/plans/" + in.ID
	v := ReviewView{
		Plan: in.ID, State: d.Plan.Business, Version: d.Plan.Version, Author: d.kase.Author, Submitter: d.kase.Submitter,
		Simulation: d.Simulation, Supersedes: d.Supersedes, SupersededBy: d.SupersededBy, SignOffs: signOffs(d.kase), Open: d.Open,
		Findings: len(review.Unacknowledged(d.findings, d.kase.Known)), Actions: []ActionView{},
		Links: Links{"self": at + "/review", "plan": at, "transitions": at + "/transitions", "sentinel": at + "/sentinel", "objections": at + "/objections"},
	}
	if p := d.kase.Period; p != nil {
		v.Publication = &Publication{On: p.On.String(), Days: p.Days, Ends: p.Ends.String(), Over: s.today().After(p.Ends), Calendars: p.Calendars, Supplied: p.Supplied}
	}
	for _, o := range review.Options(d.kase, who.ID, reviewRoles(who), s.today()) {
		a := ActionView{Action: string(o.Action), Title: o.Action.Title(), To: BusinessStatus(o.To), Allowed: len(o.Reasons) == 0, Reasons: []ReasonView{}}
		for _, r := range o.Reasons {
			a.Reasons = append(a.Reasons, ReasonView{Condition: string(r.Condition), Message: r.Message, Clauses: append([]string{}, r.Clauses...)})
		}
		v.Actions = append(v.Actions, a)
	}
	return &reviewOut{ETag: versionTag(d.Plan.Version), Body: v}, nil
}

func signOffs(c *review.Case) []SignOffView {
	out := []SignOffView{}
	for _, office := range c.Required {
		v := SignOffView{Office: Role(office)}
		if i := slices.IndexFunc(c.SignOffs, func(s review.SignOff) bool { return s.Office == office }); i >= 0 {
			v.Signed, v.Agrees, v.Actor = true, c.SignOffs[i].Agrees, c.SignOffs[i].Actor
		}
		out = append(out, v)
	}
	return out
}

type transitionsOut struct{ Body PageOf[TransitionView] }

func (s *Server) listTransitions(ctx context.Context, in *PlanID) (*transitionsOut, error) {
	d, err := s.Ports.Reviews.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := &transitionsOut{PageOf[TransitionView]{Items: []TransitionView{}}}
	var objections []string
	for _, e := range d.Events {
		if e.Detail.Objection != "" {
			objections = append(objections, e.Detail.Objection)
		}
		v := TransitionView{
			Seq: e.Seq, Action: string(e.Action), From: BusinessStatus(e.From), To: BusinessStatus(e.To), Actor: e.Actor, Roles: []Role{},
			Reason: e.Reason, Day: e.Detail.Day.String(), Time: e.At, Office: Role(e.Detail.Office), Agrees: e.Detail.Agrees,
			Finding: e.Detail.Finding, Objection: e.Detail.Objection, Successor: e.Detail.Successor, Document: e.Detail.Document,
		}
		for _, r := range e.Roles {
			v.Roles = append(v.Roles, Role(r))
		}
		out.Body.Items = append(out.Body.Items, v)
	}
	return out, s.looked(ctx, objections)
}
