package api

import (
	"context"
	"net/http"
	"reflect"
	"strings"

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
		notes: model.Text{
			ZH: "If-Match 可以不带:公示期内的异议不因他人同时提出而失效;带了而方案已变,则为 412。",
			EN: "If-Match is not needed: an objection in time is not lost because somebody else objects at the same moment. When it is given and the plan is another by now, 412.",
		},
		body: reflect.TypeFor[ObjectionBody](), example: ObjectionBody{Party: review.Person, Teacher: "T2", Kind: model.PinStay, Reason: "家有重病老人,证明见档案 2026-17"},
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
			ZH: "在决定之前,按三级求解:只放开当事人(hold_all)、再放开有关学校的人(hold_far)、全部放开(hold_none);其余人的去向固定。第一级有方案者即最小变动。wait=秒 时最多等这么久。If-Match 可以不带;带了而异议已变,则为 412。",
			EN: "Before anybody decides, three solves: only those whom it is about may change (hold_all), also people of the schools concerned (hold_far), everybody (hold_none). All others keep their outcome. The first with a plan is the smallest change. wait=SECONDS waits that long at most. If-Match is not needed; when it is given and the objection is another by now, 412.",
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

// showObjection answers with an objection. Whoever gets to read what somebody
// else wrote in it is in the log of accesses before the answer goes out.
func (s *Server) showObjection(ctx context.Context, o *Objection, status int) (*objectionOut, error) {
	if err := s.looked(ctx, []string{o.ID}); err != nil {
		return nil, err
	}
	return s.answerObjection(ctx, o, status)
}

func (s *Server) answerObjection(ctx context.Context, o *Objection, status int) (*objectionOut, error) {
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
	MayMatch
	Payload[ObjectionBody]
}

func (s *Server) fileObjection(ctx context.Context, in *fileObjectionIn) (*objectionOut, error) {
	once := in.once("file-objection", []byte(in.ID), in.RawBody)
	o, err := onlyOnce(ctx, s, once, s.Ports.Objections.Get, func() (*Objection, error) { return s.newObjection(ctx, once, in) })
	if err != nil {
		return nil, err
	}
	if o.Resolution != "" { // the request came once more, after somebody answered it
		return s.showObjection(ctx, o, http.StatusCreated)
	}
	return s.answerObjection(ctx, o, http.StatusCreated) // the reader is who wrote it
}

func (s *Server) newObjection(ctx context.Context, once Once, in *fileObjectionIn) (*Objection, error) {
	who, b := actorOf(ctx), in.Value
	for {
		d, err := s.dossier(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		if err := in.holds(ctx, d.Plan.Version); err != nil {
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
		return o, err
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
	if err := faults.Err(); err != nil {
		return err
	}
	return s.nameless(ctx, d.Plan.Dataset, "/office", b.Office)
}

type listObjectionsIn struct {
	PlanID
	PageParams
}

func (s *Server) listObjections(ctx context.Context, in *listObjectionsIn) (*pageOut[Objection], error) {
	scope := scopeOf("objections", in.ID)
	page, err := in.page(ctx, scope, false)
	if err != nil {
		return nil, err
	}
	list, more, err := s.Ports.Objections.List(ctx, actorOf(ctx), in.ID, page)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = list[i].ID
		if list[i].Rungs == nil {
			list[i].Rungs = []ObjectionRung{}
		}
	}
	if err := s.looked(ctx, ids); err != nil {
		return nil, err
	}
	return answerPage(ctx, scope, list, more, func(o *Objection) string { return o.ID }), nil
}

// looked writes into the log of accesses that the actor reads what was written
// with objections; reading none writes nothing.
func (s *Server) looked(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	return s.Ports.Objections.Looked(ctx, actorOf(ctx), ids...)
}

func (s *Server) getObjection(ctx context.Context, in *ObjectionID) (*objectionOut, error) {
	o, err := s.Ports.Objections.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return s.showObjection(ctx, o, http.StatusOK)
}

type resolveIn struct {
	ObjectionID
	IfMatch
	Payload[ResolutionBody]
}

func (s *Server) resolveObjection(ctx context.Context, in *resolveIn) (*objectionOut, error) {
	who := actorOf(ctx)
	o, err := s.Ports.Objections.Get(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.match(ctx, o.Version); err != nil {
		return nil, err
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
