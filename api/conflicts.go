package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"reflect"

	"lungang/model"
	"lungang/solver/explain"
)

// ConflictsBody asks for a search for conflicts.
type ConflictsBody struct {
	TimeLimitSeconds *float64 `json:"timeLimitSeconds,omitempty" minimum:"1" doc:"wall clock; absent: the default of a solve"`
	MemoryLimitMiB   *int     `json:"memoryLimitMiB,omitempty" minimum:"64" doc:"memory of one solver child process"`
}

// ConflictsView is the search for the conflicts of a plan, and what it found.
type ConflictsView struct {
	Plan    string          `json:"plan" doc:"plan whose conflicts are looked for"`
	Search  string          `json:"search" doc:"id of the search: a job like a solve, with status, events and stop under /v1/plans/{search}"`
	Status  TechnicalStatus `json:"status" doc:"SUCCEEDED: everything was looked at; INCOMPLETE, CANCELED: what the report has is verified, and there may be more"`
	Times   Times           `json:"times" doc:"when"`
	Options Options         `json:"options" doc:"as they took effect"`
	Failure *Failure        `json:"failure,omitempty" doc:"why there is no report"`
	Report  *explain.Report `json:"report,omitempty" doc:"minimal conflicts with clauses, and repairs with the best plan under each; absent while the search goes on"`
	Links   Links           `json:"links" doc:"where to go from here"`
}

func (s *Server) registerConflicts() {
	at := "/v1/plans/{id}/conflicts"
	register(s, operation{
		id: "find-conflicts", method: http.MethodPost, path: at, tag: tagPlans, status: http.StatusAccepted,
		summary: model.Text{ZH: "查找规则冲突及化解办法", EN: "look for rules that cannot all hold, and for repairs"},
		notes: model.Text{
			ZH: "用于没有方案、或靠规则让步才有方案的情形。查找与求解一样排队,返回 202;已有完整结果时返回 200,不重复计算。给出最小冲突(逐条去掉并重新求解核实)、合法的化解办法(逐项重新求解核实)及前三种办法下的最优方案。停止:DELETE links.search。",
			EN: "For plans that do not exist, or exist only where rules give way. A search is queued as a solve is: 202; when one looked at everything already it is the answer, 200. It finds minimal conflicts (each member verified by taking it away and solving again), lawful repairs (each solved again), and the best plan under the first three. To stop it: DELETE links.search.",
		},
		body: reflect.TypeFor[ConflictsBody](), example: json.RawMessage(`{"timeLimitSeconds": 60}`),
		errors:  []int{http.StatusNotFound, http.StatusConflict},
		answers: map[int]answer{http.StatusOK: {text: "over within the time that was waited, or before", media: applicationJSON, schema: "ConflictsView"}},
	}, s.findConflicts)
	register(s, operation{
		id: "get-conflicts", method: http.MethodGet, path: at, tag: tagPlans,
		summary: model.Text{ZH: "规则冲突及化解办法", EN: "rules that cannot all hold, and repairs"},
		notes: model.Text{
			ZH: "最近一次查找及其结果;尚未查找时为 404。", EN: "The newest search and what it found; 404 when nobody asked for one.",
		},
		errors: []int{http.StatusNotFound},
	}, s.getConflicts)
}

type findConflictsIn struct {
	OnceHeader
	PlanID
	Payload[ConflictsBody]
	WaitParam
}

type conflictsOut struct {
	Status   int
	Location string `header:"Location" doc:"where what is found can be read"`
	Retry    string `header:"Retry-After" doc:"seconds after which it is worth to look again"`
	Body     ConflictsView
}

func (s *Server) findConflicts(ctx context.Context, in *findConflictsIn) (*conflictsOut, error) {
	once := in.once("find-conflicts", []byte(in.ID), in.RawBody)
	search, err := onlyOnce(ctx, s, once, s.Ports.Plans.Get, func() (*Plan, error) { return s.newSearch(ctx, once, in) })
	if err != nil {
		return nil, err
	}
	if search, err = s.await(ctx, search, in.until(s)); err != nil {
		return nil, err
	}
	return s.showConflicts(ctx, search)
}

func (s *Server) newSearch(ctx context.Context, once Once, in *findConflictsIn) (*Plan, error) {
	who := actorOf(ctx)
	options, err := s.config.Limits.effective(&OptionsRequest{TimeLimitSeconds: in.Value.TimeLimitSeconds, MemoryLimitMiB: in.Value.MemoryLimitMiB})
	if err != nil {
		return nil, err
	}
	p, err := s.Ports.Plans.Get(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	if rulesHold(p) {
		return nil, oops(model.CodeConflict, "此方案没有规则让步,各项规则都成立,没有冲突可查",
			"no rule gives way in this plan: all of them hold, and there is no conflict to look for")
	}
	return s.Ports.Conflicts.Search(ctx, who, once, in.ID, options)
}

// rulesHold reports whether a plan is there in which no rule gives way.
func rulesHold(p *Plan) bool {
	for _, t := range p.Tiers {
		if t.ID == "relax" {
			return t.Value == 0
		}
	}
	return p.PlanHash != ""
}

func (s *Server) getConflicts(ctx context.Context, in *PlanID) (*conflictsOut, error) {
	search, err := s.Ports.Conflicts.Last(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out, err := s.showConflicts(ctx, search)
	if out != nil {
		out.Status = http.StatusOK
	}
	return out, err
}

// showConflicts is 200 for a search that is over, 202 for one that is not.
func (s *Server) showConflicts(ctx context.Context, search *Plan) (*conflictsOut, error) {
	plan, job := "/v1/plans/"+search.ConflictsOf, "/v1/plans/"+search.ID
	out := &conflictsOut{Status: http.StatusOK, Location: plan + "/conflicts", Body: ConflictsView{
		Plan: search.ConflictsOf, Search: search.ID, Status: search.Status, Times: search.Times, Options: search.Options, Failure: search.Failure,
		Links: Links{"self": plan + "/conflicts", "plan": plan, "search": job, "events": job + "/events"},
	}}
	if !search.Status.Over() {
		out.Status, out.Retry = http.StatusAccepted, "1"
		return out, nil
	}
	text, err := s.Ports.Conflicts.Report(ctx, actorOf(ctx), search.ID)
	if err != nil || text == nil {
		return out, err
	}
	out.Body.Report = &explain.Report{}
	in := json.NewDecoder(bytes.NewReader(text))
	in.UseNumber() // numbers of changes stay as they were written
	if err := in.Decode(out.Body.Report); err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	return out, nil
}
