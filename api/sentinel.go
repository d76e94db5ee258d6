package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"lungang/model"
	"lungang/review"
)

// FindingView is something odd that the sentinel found.
type FindingView struct {
	Key          string       `json:"key" doc:"names the finding as long as it says the same" example:"no_effect-0123456789abcdef"`
	Check        string       `json:"check" doc:"what was looked for"`
	Title        model.Text   `json:"title" doc:"what it is called"`
	Message      model.Text   `json:"message" doc:"what was found"`
	Subjects     []string     `json:"subjects" doc:"teachers, schools, parameters, datasets"`
	Facts        []model.Fact `json:"facts" doc:"what was compared"`
	Acknowledged bool         `json:"acknowledged" doc:"somebody who decides has seen it and said why it is all right"`
}

// SentinelView is what the sentinel found.
type SentinelView struct {
	Plan     string        `json:"plan" doc:"plan"`
	Open     int           `json:"open" doc:"findings that were not acknowledged: none may be left before the publication"`
	Findings []FindingView `json:"findings" doc:"in the order of the checks"`
}

// AcknowledgeBody says that a finding was seen.
type AcknowledgeBody struct {
	Finding string `json:"finding" minLength:"1" maxLength:"100" doc:"key of the finding"`
	Reason  string `json:"reason" minLength:"1" maxLength:"1000" doc:"why it is all right; no personal data"`
}

func (s *Server) registerSentinel() {
	register(s, operation{
		id: "get-plan-sentinel", method: http.MethodGet, path: "/v1/plans/{id}/sentinel", tag: tagReview,
		summary: model.Text{ZH: "哨兵:公示前的异常提醒", EN: "the sentinel: odd patterns before the publication"},
		errors:  []int{http.StatusNotFound, http.StatusConflict},
	}, s.getSentinel)
	register(s, operation{
		id: "acknowledge-finding", method: http.MethodPost, path: "/v1/plans/{id}/sentinel/acknowledgements", tag: tagReview,
		summary: model.Text{ZH: "确认一条提醒", EN: "acknowledge a finding"},
		body:    reflect.TypeFor[AcknowledgeBody](), example: AcknowledgeBody{Finding: "no_effect-0123456789abcdef", Reason: "两校结对,互派满三年"},
		errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, s.acknowledge)
}

type sentinelOut struct {
	ETag string `header:"ETag"`
	Body SentinelView
}

func (s *Server) getSentinel(ctx context.Context, in *PlanID) (*sentinelOut, error) {
	p, v, err := s.view(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	d, err := s.Ports.Reviews.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	list, err := s.look(ctx, p, v)
	if err != nil {
		return nil, err
	}
	k := &review.Case{}
	k.Read(d.Events)
	out := &sentinelOut{ETag: versionTag(p.Version), Body: SentinelView{Plan: p.ID, Findings: []FindingView{}}}
	titles := map[string]model.Text{}
	for _, c := range review.Checks() {
		titles[c.ID] = c.Title
	}
	for _, f := range list {
		x := FindingView{
			Key: f.Key(), Check: f.Check, Title: titles[f.Check], Message: f.Message, Subjects: append([]string{}, f.Subjects...),
			Facts: append([]model.Fact{}, f.Facts...), Acknowledged: slices.Contains(k.Known, f.Key()),
		}
		if !x.Acknowledged {
			out.Body.Open++
		}
		out.Body.Findings = append(out.Body.Findings, x)
	}
	return out, nil
}

type acknowledgeIn struct {
	PlanID
	IfMatch
	Payload[AcknowledgeBody]
}

func (s *Server) acknowledge(ctx context.Context, in *acknowledgeIn) (*reviewOut, error) {
	d, err := s.seen(ctx, in.ID, &in.IfMatch)
	if err != nil {
		return nil, err
	}
	r := s.request(actorOf(ctx), review.Acknowledge, in.Value.Reason)
	r.Finding = in.Value.Finding
	e, err := s.decide(ctx, d, r)
	if err != nil {
		return nil, err
	}
	e.Detail.Finding = r.Finding
	return s.record(ctx, d, e)
}

// earlierMost is how many of the last runs of a lineage the sentinel reads,
// beside the first.
const earlierMost = 4

// look runs the sentinel over a plan.
func (s *Server) look(ctx context.Context, p *Plan, v *planView) ([]review.Finding, error) {
	w := &review.Watch{Run: review.Run{ID: p.ID, Problem: v.Facts.Problem, Plan: v.Plan}, Facts: v.Facts, Effects: v.Effects}
	datasets, err := s.lineage(ctx, p.Dataset)
	if err != nil {
		return nil, err
	}
	var runs []Plan
	for _, d := range datasets {
		if d > p.Dataset {
			w.Newer = append(w.Newer, d)
		}
		more, err := s.plansOf(ctx, d)
		if err != nil {
			return nil, err
		}
		for _, r := range more {
			if r.ID < p.ID && r.PlanHash != "" {
				runs = append(runs, r)
			}
		}
	}
	if runs, err = s.decided(ctx, runs); err != nil {
		return nil, err
	}
	if n := len(runs); n > 1+earlierMost {
		runs = append(runs[:1:1], runs[n-earlierMost:]...)
	}
	for i := range runs {
		e, err := s.viewOf(ctx, &runs[i])
		if err != nil {
			return nil, err
		}
		w.Earlier = append(w.Earlier, review.Run{ID: runs[i].ID, Problem: e.Facts.Problem, Plan: e.Plan})
	}
	return weigh(ctx, s, func() ([]review.Finding, error) { return review.Look(w), nil })
}

// lineage lists the datasets of a lineage, the oldest first.
func (s *Server) lineage(ctx context.Context, dataset string) ([]string, error) {
	who := actorOf(ctx)
	d, err := s.Ports.Datasets.Get(ctx, who, dataset)
	if err != nil {
		return nil, err
	}
	var out []string
	q := DatasetQuery{Origin: d.Origin, Page: Page{Limit: 1000}}
	for {
		list, more, err := s.Ports.Datasets.List(ctx, who, q)
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			out = append(out, x.ID)
		}
		if !more {
			return out, nil
		}
		q.After = list[len(list)-1].ID
	}
}

// plansOf lists the plans of a dataset, the oldest first.
func (s *Server) plansOf(ctx context.Context, dataset string) ([]Plan, error) {
	var out []Plan
	q := PlanQuery{Dataset: dataset, Page: Page{Limit: 1000}}
	for {
		list, more, err := s.Ports.Plans.List(ctx, actorOf(ctx), q)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
		if !more {
			return out, nil
		}
		q.After = list[len(list)-1].ID
	}
}

// decided leaves out plans that only show what an objection would change, and
// sorts the others by their making.
func (s *Server) decided(ctx context.Context, runs []Plan) ([]Plan, error) {
	ids := make([]string, len(runs))
	for i := range runs {
		ids[i] = runs[i].ID
	}
	simulations, err := s.Ports.Reviews.Simulations(ctx, actorOf(ctx), ids)
	if err != nil {
		return nil, err
	}
	runs = slices.DeleteFunc(runs, func(p Plan) bool { return slices.Contains(simulations, p.ID) })
	slices.SortFunc(runs, func(a, b Plan) int { return strings.Compare(a.ID, b.ID) })
	return runs, nil
}
