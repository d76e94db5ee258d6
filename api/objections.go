package api

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"time"

	"lungang/model"
	"lungang/review"
)

// ObjectionBody is an objection to be filed. It asks for a decision about a
// teacher, or names a dataset with corrected data, or both.
type ObjectionBody struct {
	Party   review.Party    `json:"party" doc:"who objects: person or office"`
	Office  string          `json:"office,omitempty" maxLength:"200" doc:"which school or department; needed by office"`
	Teacher model.TeacherID `json:"teacher,omitempty" maxLength:"64" doc:"teacher whom it is about; needed by person and with kind"`
	Kind    model.PinKind   `json:"kind,omitempty" doc:"what is asked for"`
	School  model.SchoolID  `json:"school,omitempty" maxLength:"64" doc:"needed by must_go and must_not_go"`
	Dataset string          `json:"dataset,omitempty" maxLength:"100" doc:"fork of the plan's dataset with corrected data (POST /v1/datasets/{id}/from-patch)"`
	Reason  string          `json:"reason" minLength:"1" maxLength:"1000" doc:"why; no personal data: evidence stays in the file"`
}

// ResolutionBody is how an objection is resolved.
type ResolutionBody struct {
	Accept bool   `json:"accept" doc:"true: what is asked for is granted with the smallest change; false: it is rejected"`
	Reason string `json:"reason" minLength:"1" maxLength:"1000" doc:"why; no personal data"`
}

// ObjectionView is an objection with what it would change.
type ObjectionView struct {
	Objection

	Impact *ObjectionImpact `json:"impact,omitempty" doc:"what it would change, from the plans of the simulation; absent before the simulation"`
	Links  Links            `json:"links" doc:"where to go from here"`
}

// ObjectionID names an objection in the path.
type ObjectionID struct {
	ID string `path:"id" maxLength:"100" doc:"objection id" example:"ob_01jd3zk8t6p2r4v9x1b5d7f0hj"`
}

func (s *Server) registerObjections() {
	changes := []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed}
	register(s, operation{
		id: "file-objection", method: http.MethodPost, path: "/v1/plans/{id}/objections", tag: tagReview, status: http.StatusCreated, errors: changes,
		summary: model.Text{ZH: "提出异议(公示期内)", EN: "object, while the plan is public"},
		body:    reflect.TypeFor[ObjectionBody](), example: ObjectionBody{Party: review.Person, Teacher: "T2", Kind: model.PinStay, Reason: "家有重病老人,证明见档案 2026-17"},
	}, s.fileObjection)
	register(s, operation{
		id: "list-objections", method: http.MethodGet, path: "/v1/plans/{id}/objections", tag: tagReview, errors: []int{http.StatusNotFound},
		summary: model.Text{ZH: "方案的异议", EN: "objections against a plan"},
	}, s.listObjections)
	register(s, operation{
		id: "get-objection", method: http.MethodGet, path: "/v1/objections/{id}", tag: tagReview, errors: []int{http.StatusNotFound},
		summary: model.Text{ZH: "一项异议及其影响", EN: "one objection, and what it would change"},
	}, s.getObjection)
	register(s, operation{
		id: "simulate-objection", method: http.MethodPost, path: "/v1/objections/{id}/impact", tag: tagReview, status: http.StatusAccepted, errors: changes,
		summary: model.Text{ZH: "测算异议的影响", EN: "see what an objection would change"},
		notes: model.Text{
			ZH: "在决定之前,按三级求解:只放开当事人(hold_all)、再放开有关学校的人(hold_far)、全部放开(hold_none);其余人的去向固定。第一级有方案者即最小变动。wait=秒 时最多等这么久。",
			EN: "Before anybody decides, three solves: only those whom it is about may change (hold_all), also people of the schools concerned (hold_far), everybody (hold_none). All others keep their outcome. The first with a plan is the smallest change. wait=SECONDS waits that long at most.",
		},
		answers: map[int]answer{http.StatusOK: {text: "over within the time that was waited", media: applicationJSON, schema: "ObjectionView"}},
	}, s.simulate)
	register(s, operation{
		id: "resolve-objection", method: http.MethodPost, path: "/v1/objections/{id}/resolution", tag: tagReview,
		errors:  append(changes, http.StatusPreconditionRequired),
		summary: model.Text{ZH: "处理异议", EN: "resolve an objection"},
		notes: model.Text{
			ZH: "采纳且有人去向改变时,新方案替代原方案,须重新审批、公示;其他未处理的异议转到新方案。",
			EN: "When it is accepted and an outcome changes, the new plan takes the place of the old one and needs review and publication of its own; other open objections go on to it.",
		},
		body: reflect.TypeFor[ResolutionBody](), example: ResolutionBody{Accept: true, Reason: "情况属实"},
	}, s.resolveObjection)
}

type objectionOut struct {
	Status   int
	Location string `header:"Location" doc:"where the objection is"`
	ETag     string `header:"ETag"`
	Retry    string `header:"Retry-After" doc:"seconds after which it is worth to look again"`
	Body     ObjectionView
}

func (s *Server) showObjection(ctx context.Context, o *Objection, status int) (*objectionOut, error) {
	at := "/v1/objections/" + o.ID
	out := &objectionOut{Status: status, Location: at, ETag: versionTag(o.Version), Body: ObjectionView{Objection: *o, Links: Links{
		"self": at, "plan": "/v1/plans/" + o.Plan, "filedAgainst": "/v1/plans/" + o.Filed,
	}}}
	if out.Body.Rungs == nil {
		out.Body.Rungs = []ObjectionRung{}
	}
	for _, r := range o.Rungs {
		out.Body.Links[string(r.Rung)] = "/v1/plans/" + r.Plan
	}
	if len(o.Rungs) == 0 || o.Status != review.ObjectionOpen {
		return out, nil
	}
	impact, err := s.impact(ctx, o)
	out.Body.Impact = impact
	return out, err
}

type fileObjectionIn struct {
	OnceHeader
	PlanID
	Payload[ObjectionBody]
}

func (s *Server) fileObjection(ctx context.Context, in *fileObjectionIn) (*objectionOut, error) {
	who, b := actorOf(ctx), in.Value
	once := in.once("file-objection", []byte(in.ID), in.RawBody)
	for {
		d, err := s.dossier(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		if d.kase.Solved {
			if err := s.objectionFits(ctx, d, b); err != nil {
				return nil, err
			}
		}
		e, err := s.decide(ctx, d, s.request(who, review.Object, b.Reason))
		if err != nil {
			return nil, err
		}
		o, err := s.Ports.Objections.File(ctx, who, once, in.ID, d.Plan.Version, e, NewObjection{
			Party: b.Party, Office: b.Office, Teacher: b.Teacher, Kind: b.Kind, School: b.School, Dataset: b.Dataset, Reason: e.Reason,
		})
		if model.ErrorCode(err) == model.CodeStale && ctx.Err() == nil {
			continue // somebody else objected meanwhile: look again
		}
		if err != nil {
			return nil, err
		}
		return s.showObjection(ctx, o, http.StatusCreated)
	}
}

// objectionFits tells everything that is wrong with what is asked for.
func (s *Server) objectionFits(ctx context.Context, d *dossier, b *ObjectionBody) error {
	v, err := s.viewOf(ctx, d.Plan)
	if err != nil {
		return err
	}
	var faults model.Faults
	fault := func(is bool, pointer string, code model.Code, zh, en string) {
		if is {
			faults = append(faults, model.Fault{Code: code, Severity: model.SeverityError, Pointer: pointer, Message: model.Text{ZH: zh, EN: en}})
		}
	}
	fault(b.Kind == "" && b.Dataset == "", "/kind", model.CodeMissing, "请写明请求(kind)或更正后的数据集(dataset)", "say what is asked for (kind), or name the dataset with corrected data")
	fault(b.Party == review.Office && strings.TrimSpace(b.Office) == "", "/office", model.CodeMissing, "请写明单位", "name the office")
	if err := s.nameless(ctx, d.Plan.Dataset, "/office", b.Office); err != nil {
		return err
	}
	needs := b.Party == review.Person || b.Kind != ""
	fault(needs && b.Teacher == "", "/teacher", model.CodeMissing, "请写明教师", "name the teacher")
	fault(b.Teacher != "" && v.Facts.Teacher(b.Teacher) == nil, "/teacher", model.CodeUnknownReference, "数据集中没有这名教师", "the dataset has no such teacher")
	goes := b.Kind == model.PinGo || b.Kind == model.PinNotGo
	fault(goes && b.School == "", "/school", model.CodeMissing, "请写明学校", "name the school")
	fault(!goes && b.School != "", "/school", model.CodeInconsistent, "只有 must_go、must_not_go 带学校", "only must_go and must_not_go take a school")
	fault(b.School != "" && v.Facts.School(b.School) == nil, "/school", model.CodeUnknownReference, "数据集中没有这所学校", "the dataset has no such school")
	if b.Dataset != "" {
		mine, err := s.Ports.Datasets.Get(ctx, actorOf(ctx), d.Plan.Dataset)
		if err != nil {
			return err
		}
		theirs, err := s.Ports.Datasets.Get(ctx, actorOf(ctx), b.Dataset)
		if err != nil {
			return err
		}
		fault(theirs.Origin != mine.Origin, "/dataset", model.CodeInconsistent, "更正后的数据集应由方案的数据集派生", "the dataset must be a fork of that of the plan")
	}
	return faults.Err()
}

type listObjectionsIn struct {
	PlanID
	PageParams
}

func (s *Server) listObjections(ctx context.Context, in *listObjectionsIn) (*pageOut[Objection], error) {
	scope := "objections|" + in.ID
	page, err := in.page(ctx, scope, false)
	if err != nil {
		return nil, err
	}
	list, more, err := s.Ports.Objections.List(ctx, actorOf(ctx), in.ID, page)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if list[i].Rungs == nil {
			list[i].Rungs = []ObjectionRung{}
		}
	}
	return answerPage(scope, "/v1/plans/"+in.ID+"/objections", list, more, func(o *Objection) string { return o.ID }), nil
}

func (s *Server) getObjection(ctx context.Context, in *ObjectionID) (*objectionOut, error) {
	o, err := s.Ports.Objections.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return s.showObjection(ctx, o, http.StatusOK)
}

type simulateIn struct {
	ObjectionID

	Wait int `query:"wait" minimum:"0" maximum:"3600" doc:"seconds to wait for the end; the service has a limit of its own" example:"10"`
}

// reasonOfSimulation is why a simulation is made: always the same.
const reasonOfSimulation = "测算异议的影响"

func (s *Server) simulate(ctx context.Context, in *simulateIn) (*objectionOut, error) {
	who := actorOf(ctx)
	o, err := s.Ports.Objections.Get(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	d, err := s.dossier(ctx, o.Plan)
	if err != nil {
		return nil, err
	}
	// The reason of the objection stays out: its time may be over, or a person that
	// it names became known later, and the objection must still come to an end.
	r := s.request(who, review.Simulate, reasonOfSimulation)
	r.Objection = &review.Filed{Open: o.Status == review.ObjectionOpen, Filer: o.CreatedBy}
	if _, err := allowed(ctx, d, r); err != nil {
		return nil, err
	}
	rungs, err := s.ladder(ctx, d, o)
	if err != nil {
		return nil, err
	}
	if o, err = s.Ports.Objections.Simulate(ctx, who, o.ID, o.Version, rungs); err != nil {
		return nil, err
	}
	over := true
	end := time.Now().Add(min(time.Duration(in.Wait)*time.Second, s.config.Limits.Wait))
	for _, x := range o.Rungs {
		p, err := s.Ports.Plans.Get(ctx, who, x.Plan)
		if err == nil && in.Wait > 0 && !p.Status.Over() {
			p, err = s.await(ctx, p, max(0, time.Until(end)))
		}
		if err != nil {
			return nil, err
		}
		over = over && p.Status.Over()
	}
	if over {
		return s.showObjection(ctx, o, http.StatusOK)
	}
	out, err := s.showObjection(ctx, o, http.StatusAccepted)
	if out != nil {
		out.Retry = "1"
	}
	return out, err
}

// ladder puts the problems of a simulation together: the problem of the plan, or
// the corrected data with the pins of the plan, and what is asked for.
func (s *Server) ladder(ctx context.Context, d *dossier, o *Objection) ([]NewRung, error) {
	v, err := s.viewOf(ctx, d.Plan)
	if err != nil {
		return nil, err
	}
	asked, dataset := *v.Facts.Problem, d.Plan.Dataset
	if o.Dataset != "" {
		f, err := s.facts(ctx, o.Dataset)
		if err != nil {
			return nil, err
		}
		asked, dataset = *f.Problem, o.Dataset
		asked.Pack = v.Facts.Problem.Pack // corrected data change no rule
	}
	asked.Pins = append([]model.Pin{}, asked.Pins...)
	add := func(p model.Pin) {
		for _, x := range asked.Pins {
			if x.Teacher == p.Teacher && x.Kind == p.Kind && x.School == p.School {
				return
			}
		}
		asked.Pins = append(asked.Pins, p)
	}
	if o.Dataset != "" {
		for _, p := range v.Facts.Problem.Pins {
			add(p)
		}
	}
	var about []model.TeacherID
	if o.Teacher != "" {
		about = append(about, o.Teacher)
	}
	if o.Kind != "" {
		add(model.Pin{Teacher: o.Teacher, Kind: o.Kind, School: o.School, Reason: "异议 " + o.ID, Author: o.ID})
	}
	var out []NewRung
	for _, rung := range review.Rungs() {
		p := rung.Problem(&asked, v.Plan, about)
		if faults := p.Validate(); faults.HasErrors() {
			return nil, &model.Error{Code: model.CodeConflict, Faults: faults.Errors(), Message: model.Text{
				ZH: "异议的请求与数据或已有的人工指定矛盾", EN: "what is asked for contradicts the data, or a decision taken beforehand",
			}}
		}
		text, err := model.Canonical(p)
		if err != nil {
			return nil, err
		}
		out = append(out, NewRung{
			Rung: rung, Dataset: dataset, Warm: d.Plan.ID, Name: fmt.Sprintf("%s %s", o.ID, rung), Options: d.Plan.Options,
			Problem: p, Document: text, Hash: problemHash(p),
		})
	}
	return out, nil
}

// impact reads what the plans of a simulation say.
func (s *Server) impact(ctx context.Context, o *Objection) (*ObjectionImpact, error) {
	_, before, err := s.view(ctx, o.Plan)
	if err != nil {
		return nil, err
	}
	out := &ObjectionImpact{Complete: len(o.Rungs) > 0, Rungs: []ImpactOfRung{}}
	var results []review.RungResult
	for _, x := range o.Rungs {
		p, err := s.Ports.Plans.Get(ctx, actorOf(ctx), x.Plan)
		if err != nil {
			return nil, err
		}
		r := review.RungResult{Rung: x.Rung, Solved: p.Status.Over() && p.PlanHash != ""}
		if r.Solved {
			after, err := s.viewOf(ctx, p)
			if err != nil {
				return nil, err
			}
			r.Changes, r.Tiers = review.Differences(before.Plan, after.Plan), review.TierChanges(before.Plan.Tiers, after.Plan.Tiers)
		}
		// "No plan" must be proved: a solve that failed says nothing.
		out.Complete = out.Complete && (r.Solved || p.Status == StatusInfeasible)
		results = append(results, r)
		out.Rungs = append(out.Rungs, impactOfRung(r, p))
	}
	chosen := review.Choose(results)
	if out.Complete && chosen.Chosen >= 0 {
		out.Possible, out.Chosen, out.Changed = true, results[chosen.Chosen].Rung, len(chosen.Changes())
	}
	return out, nil
}

func impactOfRung(r review.RungResult, p *Plan) ImpactOfRung {
	v := ImpactOfRung{Rung: r.Rung, Plan: p.ID, Status: p.Status, Worse: review.Worse(r.Tiers), Tiers: []TierShift{}, Changes: []OutcomeShift{}}
	for _, t := range r.Tiers {
		v.Tiers = append(v.Tiers, TierShift{t.ID, t.Before, t.After})
	}
	for _, c := range r.Changes {
		v.Changes = append(v.Changes, OutcomeShift{Teacher: c.Teacher, Before: outcomeText(c.Before), After: outcomeText(c.After)})
	}
	return v
}

func outcomeText(o review.Outcome) []string {
	out := []string{}
	if o.To != (model.Line{}) {
		out = append(out, o.To.String())
	}
	for _, v := range o.Visits {
		out = append(out, fmt.Sprintf("%s %d", v.Line, v.HalfDays))
	}
	return out
}

type resolveIn struct {
	ObjectionID
	IfMatch
	Payload[ResolutionBody]
}

func (s *Server) resolveObjection(ctx context.Context, in *resolveIn) (*objectionOut, error) {
	version, err := in.version(ctx)
	if err != nil {
		return nil, err
	}
	who := actorOf(ctx)
	o, err := s.Ports.Objections.Get(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	if o.Version != version {
		return nil, model.NewError(model.CodeStale, model.Text{}, nil)
	}
	d, err := s.dossier(ctx, o.Plan)
	if err != nil {
		return nil, err
	}
	n := NewResolution{Accepted: in.Value.Accept, Result: o.Result, PlanVersion: d.Plan.Version}
	if o.Status == review.ObjectionOpen {
		if n.Result, err = s.impact(ctx, o); err != nil {
			return nil, err
		}
	}
	r := s.request(who, review.Resolve, in.Value.Reason)
	r.Objection = &review.Filed{Open: o.Status == review.ObjectionOpen, Simulated: n.Result != nil && n.Result.Complete, Filer: o.CreatedBy}
	if n.Accepted && n.Result != nil && n.Result.Changed > 0 {
		r.Action = review.Supersede
		for _, x := range n.Result.Rungs {
			if x.Rung == n.Result.Chosen {
				n.Successor = x.Plan
			}
		}
	}
	if n.Event, err = s.decide(ctx, d, r); err != nil {
		return nil, err
	}
	if n.Accepted && !n.Result.Possible {
		return nil, oops(model.CodeConflict, "没有合法的方案能满足这项异议,只能不予采纳;原因见各测算方案",
			"no lawful plan grants this objection: it can only be rejected; the plans of the simulation say why")
	}
	if o, err = s.Ports.Objections.Resolve(ctx, who, o.ID, o.Version, n); err != nil {
		return nil, err
	}
	return s.showObjection(ctx, o, http.StatusOK)
}
