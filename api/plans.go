package api

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"time"

	"lungang/model"
)

// PlanView is a plan with links to what there is of it.
type PlanView struct {
	Plan

	Links Links `json:"links" doc:"where to go from here"`

	text []byte // all this as JSON; nil: not encoded yet
}

func (v PlanView) encoding() []byte { return v.text }

func viewPlan(p *Plan) PlanView {
	at := "/v1/plans/" + p.ID
	v := PlanView{Plan: *p, Links: Links{
		"self": at, "status": at + "/status", "events": at + "/events", "logs": at + "/logs", "config": at + "/config",
		"problem": at + "/problem", "dataset": "/v1/datasets/" + p.Dataset,
	}}
	if v.Tags == nil {
		v.Tags = []string{}
	}
	if p.PlanHash != "" {
		for _, part := range []string{"document", "assignments", "analysis", "unfilled", "unplaced", "balance", "cost", "prices", "bundle"} {
			v.Links[part] = at + "/" + part
		}
	}
	if p.Rules {
		v.Links["rules"] = at + "/rules"
	}
	if p.Certificates != "" {
		v.Links["certificate"] = at + "/certificate"
	}
	switch {
	case p.ConflictsOf != "":
		v.Links["conflicts"] = "/v1/plans/" + p.ConflictsOf + "/conflicts"
	case p.WhyOf != "":
		v.Links["why"] = "/v1/plans/" + p.WhyOf + "/why/" + p.ID
	case p.Status.Over() && !rulesHold(p):
		v.Links["conflicts"] = at + "/conflicts"
	}
	if p.Batch != "" {
		v.Links["batch"] = "/v1/batches/" + p.Batch
	}
	return v
}

// NewPlanBody asks for a solve.
type NewPlanBody struct {
	Dataset  string          `json:"dataset" minLength:"1" maxLength:"100" doc:"dataset to solve, with its pins of this moment"`
	Name     string          `json:"name,omitempty" maxLength:"200" doc:"name to find it by"`
	Tags     []string        `json:"tags,omitempty" maxItems:"20" doc:"words to find it by"`
	WarmFrom string          `json:"warmFrom,omitempty" maxLength:"100" doc:"plan that this one goes on from; it is kept as its parent, and the search itself begins anew"`
	Options  *OptionsRequest `json:"options,omitempty" doc:"what is absent has its default; the answer says what took effect"`
}

// OptionsRequest is options as a client asks for them.
type OptionsRequest struct {
	TimeLimitSeconds *float64 `json:"timeLimitSeconds,omitempty" minimum:"1" doc:"wall clock"`
	MemoryLimitMiB   *int     `json:"memoryLimitMiB,omitempty" minimum:"64" doc:"memory of one solver child process"`
	Workers          *int     `json:"workers,omitempty" minimum:"0" doc:"parts solved at once; 0 means one for each core"`
}

// effective fills in defaults and refuses what this service does not allow.
func (l *Limits) effective(asked *OptionsRequest) (Options, error) {
	o := l.Options
	if asked == nil {
		return o, nil
	}
	var faults model.Faults
	if v := asked.TimeLimitSeconds; v != nil {
		o.TimeLimitSeconds = *v
		faults = append(faults, above(*v > l.MostSeconds, "timeLimitSeconds", fmt.Sprint(l.MostSeconds))...)
	}
	if v := asked.MemoryLimitMiB; v != nil {
		o.MemoryLimitMiB = *v
		faults = append(faults, above(*v > l.MostMiB, "memoryLimitMiB", fmt.Sprint(l.MostMiB))...)
	}
	if v := asked.Workers; v != nil {
		o.Workers = *v
		faults = append(faults, above(*v > l.MostWorkers, "workers", fmt.Sprint(l.MostWorkers))...)
	}
	return o, faults.Err()
}

func above(is bool, field, most string) model.Faults {
	if !is {
		return nil
	}
	return model.Faults{{
		Code: model.CodeOutOfRange, Severity: model.SeverityError, Pointer: "/options/" + field, Allowed: "≤ " + most,
		Message: model.Text{ZH: "超过本服务的上限 " + most, EN: "above the limit of this service, " + most},
	}}
}

// PlanID names a plan in the path.
type PlanID struct {
	ID string `path:"id" maxLength:"100" doc:"plan id" example:"pl_01jd3z7m4q8x1c5r9w2y6h3ftb"`
}

type planOut struct {
	Status   int
	Location string `header:"Location" doc:"where the plan is"`
	ETag     string `header:"ETag"`
	Retry    string `header:"Retry-After" doc:"seconds after which it is worth to look again"`
	Body     PlanView
}

const tagPlans = "plans"

func (s *Server) registerPlans() {
	missing := []int{http.StatusNotFound}
	register(s, operation{
		id: "create-plan", method: http.MethodPost, path: "/v1/plans", tag: tagPlans, status: http.StatusAccepted,
		summary: model.Text{ZH: "求解", EN: "solve"},
		notes: model.Text{
			ZH: "排队求解,返回 202 与 Location。wait=秒 时最多等这么久:算完返回 200,否则 202。不认识的选项为 422;生效的选项在 options 中。",
			EN: "Queues a solve: 202 and Location. With wait=SECONDS it waits that long at most: 200 when it is over, else 202. Unknown options are 422; options says what took effect.",
		},
		body: reflect.TypeFor[NewPlanBody](), example: exampleNewPlan,
		errors:  []int{http.StatusNotFound, http.StatusConflict},
		answers: map[int]answer{http.StatusOK: {text: "over within the time that was waited", media: applicationJSON, schema: "PlanView"}},
	}, s.createPlan)
	register(s, operation{
		id: "list-plans", method: http.MethodGet, path: "/v1/plans", tag: tagPlans, summary: model.Text{ZH: "方案列表", EN: "list plans"},
	}, s.listPlans)
	register(s, operation{
		id: "get-plan", method: http.MethodGet, path: "/v1/plans/{id}", tag: tagPlans,
		summary: model.Text{ZH: "一个方案:三种状态、目标、选项", EN: "one plan: its three statuses, objectives, options"},
		errors:  missing, answers: notModified,
	}, s.getPlan)
	register(s, operation{
		id: "get-plan-metadata", method: http.MethodGet, path: "/v1/plans/{id}/metadata", tag: tagPlans,
		summary: model.Text{ZH: "名称与标签", EN: "name and tags"}, errors: missing,
	}, s.getMetadata)
	register(s, operation{
		id: "update-plan-metadata", method: http.MethodPut, path: "/v1/plans/{id}/metadata", tag: tagPlans,
		summary: model.Text{ZH: "修改名称与标签", EN: "change name and tags"}, body: reflect.TypeFor[Metadata](),
		example: Metadata{Name: "方案甲", Tags: []string{"2026", "送审"}},
		errors:  []int{http.StatusNotFound, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, s.putMetadata)
	register(s, operation{
		id: "get-plan-status", method: http.MethodGet, path: "/v1/plans/{id}/status", tag: tagPlans,
		summary: model.Text{ZH: "仅状态", EN: "only the statuses"}, errors: missing,
	}, s.getStatus)
	register(s, operation{
		id: "get-plan-config", method: http.MethodGet, path: "/v1/plans/{id}/config", tag: tagPlans,
		summary: model.Text{ZH: "生效的选项", EN: "options as they took effect"}, errors: missing,
	}, s.getPlanConfig)
	register(s, operation{
		id: "stop-plan", method: http.MethodDelete, path: "/v1/plans/{id}", tag: tagPlans, status: http.StatusAccepted,
		summary: model.Text{ZH: "停止求解,保留当前最好的方案", EN: "stop, and keep the best plan so far"},
		notes: model.Text{
			ZH: "正在求解的返回 202;已结束的不变,返回 200。", EN: "202 for a solve under way; a plan that is over stays as it is, 200.",
		},
		errors:  missing,
		answers: map[int]answer{http.StatusOK: {text: "it was over already", media: applicationJSON, schema: "PlanView"}},
	}, s.stopPlan)
}

type createPlanIn struct {
	OnceHeader
	Payload[NewPlanBody]
	WaitParam
}

func (s *Server) createPlan(ctx context.Context, in *createPlanIn) (*planOut, error) {
	b, once := in.Value, in.once("create-plan", in.RawBody)
	p, err := onlyOnce(ctx, s, once, s.Ports.Plans.Get, func() (*Plan, error) {
		options, err := s.config.Limits.effective(b.Options)
		if err != nil {
			return nil, err
		}
		if err := s.labels(ctx, b.Dataset, b.Name, b.Tags); err != nil {
			return nil, err
		}
		return s.Ports.Plans.Create(ctx, actorOf(ctx), once, NewPlan{
			Dataset: b.Dataset, Name: b.Name, Tags: append([]string{}, b.Tags...), Options: options, Warm: b.WarmFrom,
		})
	})
	if err != nil {
		return nil, err
	}
	if p, err = s.await(ctx, p, in.until(s)); err != nil {
		return nil, err
	}
	return planAnswer(p), nil
}

// planAnswer is 200 for a plan that is over, 202 for one that is not.
func planAnswer(p *Plan) *planOut {
	out := &planOut{Status: http.StatusOK, Location: "/v1/plans/" + p.ID, ETag: versionTag(p.Version), Body: viewPlan(p)}
	if !p.Status.Over() {
		out.Status, out.Retry = http.StatusAccepted, "1"
	}
	return out
}

// WaitParam asks to wait for the end of what was begun.
type WaitParam struct {
	Wait int `query:"wait" minimum:"0" maximum:"3600" doc:"seconds to wait for the end; the service has a limit of its own" example:"10"`
}

// until is the moment at which waiting ends.
func (w *WaitParam) until(s *Server) time.Time {
	return time.Now().Add(min(time.Duration(w.Wait)*time.Second, s.config.Limits.Wait))
}

// await waits until the plan is over, at most until that moment, and returns it
// as it is then.
func (s *Server) await(ctx context.Context, p *Plan, end time.Time) (*Plan, error) {
	most := time.Until(end)
	if most <= 0 || p.Status.Over() {
		return p, nil
	}
	who := actorOf(ctx)
	news, stop, err := s.Ports.Progress.Watch(ctx, who, p.ID)
	if err != nil {
		return nil, err
	}
	defer stop()
	timer := time.NewTimer(most)
	defer timer.Stop()
	for {
		if p, err = s.Ports.Plans.Get(ctx, who, p.ID); err != nil || p.Status.Over() {
			return p, err
		}
		select {
		case <-news:
		case <-timer.C:
			return p, nil
		case <-s.closing:
			return p, nil
		case <-ctx.Done():
			return p, nil
		}
	}
}

type listPlansIn struct {
	PageParams
	SortByTime

	Dataset string          `query:"dataset" maxLength:"100" doc:"only of this dataset"`
	Batch   string          `query:"batch" maxLength:"100" doc:"only of this batch"`
	Status  TechnicalStatus `query:"status" doc:"only with this technical status"`
	Name    string          `query:"name" maxLength:"200" doc:"only of this name"`
	Tag     string          `query:"tag" maxLength:"100" doc:"only with this tag"`
}

func (s *Server) listPlans(ctx context.Context, in *listPlansIn) (*pageOut[PlanView], error) {
	scope := scopeOf("plans", in.Sort, in.Dataset, in.Batch, in.Status, in.Name, in.Tag)
	page, err := in.page(ctx, scope, sortDescending(in.Sort))
	if err != nil {
		return nil, err
	}
	list, more, err := s.Ports.Plans.List(ctx, actorOf(ctx), PlanQuery{
		Page: page, Dataset: in.Dataset, Batch: in.Batch, Status: in.Status, Name: in.Name, Tag: in.Tag,
	})
	if err != nil {
		return nil, err
	}
	views := make([]PlanView, 0, len(list))
	for i := range list {
		views = append(views, viewPlan(&list[i]))
	}
	return answerPage(ctx, scope, views, more, func(p *PlanView) string { return p.ID }), nil
}

type getPlanIn struct {
	PlanID
	Conditional
}

type planGetOut struct {
	Status int
	ETag   string `header:"ETag"`
	Cache  string `header:"Cache-Control"`
	Body   PlanView
}

func (s *Server) getPlan(ctx context.Context, in *getPlanIn) (*planGetOut, error) {
	p, err := s.plan(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &planGetOut{Status: http.StatusOK, ETag: versionTag(p.Version), Cache: private}
	if in.fresh(out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	out.Body = *p
	return out, nil
}

// Metadata is what may change of a plan.
type Metadata struct {
	Name string   `json:"name" maxLength:"200" doc:"name to find it by"`
	Tags []string `json:"tags" maxItems:"20" doc:"words to find it by"`
}

type metadataOut struct {
	ETag string `header:"ETag"`
	Body Metadata
}

func metadataOf(p *Plan) *metadataOut {
	return &metadataOut{ETag: versionTag(p.Version), Body: Metadata{Name: p.Name, Tags: p.Tags}}
}

func (s *Server) getMetadata(ctx context.Context, in *PlanID) (*metadataOut, error) {
	p, err := s.Ports.Plans.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return metadataOf(p), nil
}

type putMetadataIn struct {
	PlanID
	IfMatch
	Payload[Metadata]
}

func (s *Server) putMetadata(ctx context.Context, in *putMetadataIn) (*metadataOut, error) {
	now, err := s.Ports.Plans.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.match(ctx, now.Version); err != nil {
		return nil, err
	}
	if err := s.labels(ctx, now.Dataset, in.Value.Name, in.Value.Tags); err != nil {
		return nil, err
	}
	p, err := s.Ports.Plans.Rename(ctx, actorOf(ctx), in.ID, now.Version, in.Value.Name, in.Value.Tags)
	if err != nil {
		return nil, err
	}
	return metadataOf(p), nil
}

// Statuses is the three statuses of a plan, kept apart.
type Statuses struct {
	Status   TechnicalStatus `json:"status" doc:"did it run"`
	Business BusinessStatus  `json:"businessStatus" doc:"what people decided"`
	Solution Solution        `json:"solution" doc:"what was found"`
	Times    Times           `json:"times" doc:"when"`
}

type statusOut struct {
	ETag string `header:"ETag"`
	Body Statuses
}

func (s *Server) getStatus(ctx context.Context, in *PlanID) (*statusOut, error) {
	p, err := s.Ports.Plans.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &statusOut{ETag: versionTag(p.Version), Body: Statuses{p.Status, p.Business, p.Solution, p.Times}}, nil
}

// PlanConfig is what a solve was asked for, as it took effect.
type PlanConfig struct {
	Dataset     string                 `json:"dataset" doc:"dataset that was solved"`
	ProblemHash string                 `json:"problemHash" doc:"hash of the problem, pins included"`
	Pins        int                    `json:"pins" doc:"pins that joined the dataset"`
	WarmFrom    string                 `json:"warmFrom,omitempty" doc:"plan that this one goes on from; the search itself began anew"`
	Options     Options                `json:"options" doc:"as they took effect"`
	Solver      *model.EffectiveOption `json:"solver,omitempty" doc:"as the plan document has them: objectives in order, lottery seed"`
	Pack        *model.PlanPack        `json:"pack,omitempty" doc:"the pack in force"`
	Versions    *model.Versions        `json:"versions,omitempty" doc:"what computed the plan"`
}

type planConfigOut struct{ Body PlanConfig }

func (s *Server) getPlanConfig(ctx context.Context, in *PlanID) (*planConfigOut, error) {
	p, err := s.Ports.Plans.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := PlanConfig{Dataset: p.Dataset, ProblemHash: p.Problem, Pins: p.Pins, WarmFrom: p.Warm, Options: p.Options}
	if p.PlanHash != "" {
		v, err := s.viewOf(ctx, p)
		if err != nil {
			return nil, err
		}
		out.Solver, out.Pack, out.Versions = &v.Plan.Options, &v.Plan.Pack, &v.Plan.Versions
	}
	return &planConfigOut{out}, nil
}

func (s *Server) stopPlan(ctx context.Context, in *PlanID) (*planOut, error) {
	p, err := s.Ports.Plans.Cancel(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return planAnswer(p), nil
}
