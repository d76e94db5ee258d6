package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strconv"

	"lungang/model"
)

// NewComparisonBody names plans to hold side by side.
type NewComparisonBody struct {
	Name     string   `json:"name,omitempty" maxLength:"200" doc:"name to find it by"`
	Plans    []string `json:"plans" minItems:"2" maxItems:"10" doc:"ids of plans, none twice, in the order of columns"`
	Baseline string   `json:"baseline,omitempty" maxLength:"100" doc:"the plan that the others are held against; the first when absent"`
}

// ComparisonView is a comparison with what it shows.
type ComparisonView struct {
	Comparison

	KPIs    []KPI           `json:"kpis" doc:"numbers of each plan, with differences to the baseline"`
	Changes []ChangeSummary `json:"changes" doc:"how many rows differ from the baseline, one for each other plan"`
	Links   Links           `json:"links" doc:"where to go from here"`
}

// ComparisonID names a comparison in the path.
type ComparisonID struct {
	ID string `path:"id" maxLength:"100" doc:"comparison id" example:"cmp_01jd3zg4x8z2a6c0e4g8j2m6pr"`
}

type comparisonOut struct {
	Location string `header:"Location" doc:"where the comparison is"`
	Body     ComparisonView
}

func (s *Server) registerComparisons() {
	const tag = "comparisons"
	missing := []int{http.StatusNotFound}
	register(s, operation{
		id: "create-comparison", method: http.MethodPost, path: "/v1/comparisons", tag: tag, status: http.StatusCreated,
		summary: model.Text{ZH: "比较方案", EN: "compare plans"}, body: reflect.TypeFor[NewComparisonBody](),
		example: NewComparisonBody{Name: "甲乙比较", Plans: []string{"pl_01jd3z7m4q8x1c5r9w2y6h3ftb", "pl_01jd3z7m4q8x1c5r9w2y6h3ftc"}},
		errors:  []int{http.StatusNotFound, http.StatusConflict},
	}, s.createComparison)
	register(s, operation{
		id: "list-comparisons", method: http.MethodGet, path: "/v1/comparisons", tag: tag,
		summary: model.Text{ZH: "比较列表", EN: "list comparisons"},
	}, s.listComparisons)
	register(s, operation{
		id: "get-comparison", method: http.MethodGet, path: "/v1/comparisons/{id}", tag: tag,
		summary: model.Text{ZH: "指标对照", EN: "numbers side by side"}, errors: []int{http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, in *ComparisonID) (*comparisonOut, error) {
		c, err := s.Ports.Comparisons.Get(ctx, actorOf(ctx), in.ID)
		if err != nil {
			return nil, err
		}
		return s.showComparison(ctx, c)
	})
	register(s, operation{
		id: "list-comparison-rows", method: http.MethodGet, path: "/v1/comparisons/{id}/rows", tag: tag,
		summary: model.Text{ZH: "逐条差异:增、减、改", EN: "rows that differ: added, removed, modified"},
		errors:  []int{http.StatusNotFound, http.StatusConflict},
	}, s.listComparisonRows)
	register(s, operation{
		id: "remove-comparison", method: http.MethodDelete, path: "/v1/comparisons/{id}", tag: tag, status: http.StatusNoContent,
		summary: model.Text{ZH: "删除比较", EN: "remove a comparison"}, errors: missing,
	}, func(ctx context.Context, in *ComparisonID) (*nothingOut, error) {
		return nil, s.Ports.Comparisons.Remove(ctx, actorOf(ctx), in.ID)
	})
}

type createComparisonIn struct {
	OnceHeader
	Payload[NewComparisonBody]
}

func (s *Server) createComparison(ctx context.Context, in *createComparisonIn) (*comparisonOut, error) {
	once := in.once("create-comparison", in.RawBody)
	c, err := onlyOnce(ctx, s, once, s.Ports.Comparisons.Get, func() (*Comparison, error) { return s.newComparison(ctx, once, in.Value) })
	if err != nil {
		return nil, err
	}
	return s.showComparison(ctx, c)
}

func (s *Server) newComparison(ctx context.Context, once Once, b *NewComparisonBody) (*Comparison, error) {
	if err := distinct(b.Plans, "/plans"); err != nil {
		return nil, err
	}
	if b.Baseline == "" {
		b.Baseline = b.Plans[0]
	}
	if !slices.Contains(b.Plans, b.Baseline) {
		return nil, model.Faults{{
			Code: model.CodeUnknownReference, Severity: model.SeverityError, Pointer: "/baseline",
			Message: model.Text{ZH: "baseline 应是 plans 之一", EN: "baseline is one of plans"},
		}}.Err()
	}
	if err := s.labels(ctx, "", b.Name, nil); err != nil {
		return nil, err
	}
	if _, err := s.columns(ctx, b.Plans); err != nil { // all can be shown, before anything is stored
		return nil, err
	}
	return s.Ports.Comparisons.Create(ctx, actorOf(ctx), once, NewComparison{Name: b.Name, Plans: b.Plans, Baseline: b.Baseline})
}

// columns returns the plans of a comparison with their documents.
func (s *Server) columns(ctx context.Context, ids []string) ([]*planView, error) {
	out := make([]*planView, 0, len(ids))
	for _, id := range ids {
		_, v, err := s.view(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (s *Server) showComparison(ctx context.Context, c *Comparison) (*comparisonOut, error) {
	views, err := s.columns(ctx, c.Plans)
	if err != nil {
		return nil, err
	}
	at := "/v1/comparisons/" + c.ID
	base := slices.Index(c.Plans, c.Baseline)
	out := ComparisonView{Comparison: *c, KPIs: kpisOf(views, base), Links: Links{"self": at, "rows": at + "/rows"}}
	for i, v := range views {
		if i == base {
			continue
		}
		sum := ChangeSummary{Plan: c.Plans[i]}
		for _, r := range differences(views[base].Rows, v.Rows) {
			sum.count(r.Change)
		}
		out.Changes = append(out.Changes, sum)
	}
	return &comparisonOut{Location: at, Body: out}, nil
}

type listComparisonsIn struct {
	PageParams
	SortByTime
}

func (s *Server) listComparisons(ctx context.Context, in *listComparisonsIn) (*pageOut[Comparison], error) {
	scope := scopeOf("comparisons", in.Sort)
	page, err := in.page(ctx, scope, sortDescending(in.Sort))
	if err != nil {
		return nil, err
	}
	list, more, err := s.Ports.Comparisons.List(ctx, actorOf(ctx), page)
	if err != nil {
		return nil, err
	}
	return answerPage(ctx, scope, list, more, func(c *Comparison) string { return c.ID }), nil
}

type comparisonRowsIn struct {
	ComparisonID
	PageParams

	Plan   string         `query:"plan" maxLength:"100" doc:"plan to hold against the baseline; the first other one when absent"`
	Change Change         `query:"change" doc:"only this kind of difference"`
	Kind   AssignmentKind `query:"kind" doc:"only this kind of row"`
	School model.SchoolID `query:"school" maxLength:"64" doc:"only rows that leave or reach this school, in either plan"`
}

func (s *Server) listComparisonRows(ctx context.Context, in *comparisonRowsIn) (*pageOut[RowDifference], error) {
	c, err := s.Ports.Comparisons.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	plan := in.Plan
	for _, id := range c.Plans {
		if plan == "" && id != c.Baseline {
			plan = id
		}
	}
	if !slices.Contains(c.Plans, plan) {
		return nil, badParameter(ctx, "query.plan", "", "这个方案不在比较之中", "the plan is not part of the comparison")
	}
	views, err := s.columns(ctx, []string{c.Baseline, plan})
	if err != nil {
		return nil, err
	}
	scope := scopeOf("diff", in.ID, plan, in.Change, in.Kind, in.School)
	after, err := decodeCursor(ctx, scope, in.Cursor)
	if err != nil {
		return nil, err
	}
	var rows []RowDifference
	for _, r := range differences(views[0].Rows, views[1].Rows) {
		if in.wants(&r) {
			rows = append(rows, r)
		}
	}
	begin, _ := strconv.Atoi(after) // our own cursors hold numbers; anything else begins at 0
	begin = min(max(begin, 0), len(rows))
	end := min(begin+in.Limit, len(rows))
	return answerPage(ctx, scope, rows[begin:end], end < len(rows), func(*RowDifference) string {
		return strconv.Itoa(end)
	}), nil
}

func (in *comparisonRowsIn) wants(r *RowDifference) bool {
	touches := func(a *Assignment) bool { return a != nil && (a.School == in.School || a.To.School == in.School) }
	return (in.Change == "" || r.Change == in.Change) && (in.Kind == "" || r.Kind == in.Kind) &&
		(in.School == "" || touches(r.Before) || touches(r.After))
}
