package api

import (
	"bytes"
	"context"
	"net/http"
	"net/url"

	"lungang/exchange"
	"lungang/model"
)

const csvType = "text/csv; charset=utf-8; header=present"

type exportAssignmentsIn struct {
	PlanID
	Conditional
	AssignmentFilter

	Format string `path:"format" enum:"csv,xlsx" doc:"file format" example:"csv"`
	Lang   string `query:"lang" enum:"zh,en" default:"zh" doc:"language of heads and words"`
}

func (s *Server) registerAssignmentExport() {
	register(s, operation{
		id: "export-assignments", method: http.MethodGet, path: "/v1/plans/{id}/assignments.{format}", tag: tagPlans,
		summary: model.Text{ZH: "方案逐条导出(CSV、XLSX)", EN: "rows of a plan as a table (CSV, XLSX)"},
		notes: model.Text{
			ZH: "与 assignments 同样的筛选和排序,不分页。任何文字都不会被当作公式。",
			EN: "Filters and order of assignments, without pages. No text becomes a formula.",
		},
		errors: []int{http.StatusNotFound, http.StatusConflict},
		answers: map[int]answer{
			http.StatusOK:          {text: "the table", media: csvType, also: []string{exchange.XLSX.ContentType()}},
			http.StatusNotModified: notModified[http.StatusNotModified],
		},
	}, s.exportAssignments)
}

func (s *Server) exportAssignments(ctx context.Context, in *exportAssignmentsIn) (*rawOut, error) {
	if err := in.allowed(ctx); err != nil {
		return nil, err
	}
	p, v, err := s.view(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &rawOut{Status: http.StatusOK, Cache: "no-store", ContentType: csvType}
	if !in.Names { // names may change while the plan does not
		out.ETag, out.Cache = hashTag(sha(p.PlanHash)+"-"+in.Format+"-"+in.Lang), private
		if in.fresh(out.ETag) {
			return &rawOut{Status: http.StatusNotModified, ETag: out.ETag, Cache: private}, nil
		}
	}
	rows := []Assignment{}
	for a := range in.rows(v) {
		rows = append(rows, *a)
	}
	if in.Names {
		if err := s.putNames(ctx, p.Dataset, rows); err != nil {
			return nil, err
		}
	}
	out.Disposition = `attachment; filename="` + url.PathEscape("assignments-"+in.ID+"."+in.Format) + `"`
	out.Body, err = weigh(ctx, s, func() ([]byte, error) {
		d := tableOf(v, rows, in.Lang, in.Names)
		var b bytes.Buffer
		if in.Format == "csv" {
			err := exchange.WriteCSV(&b, d)
			return b.Bytes(), err
		}
		out.ContentType = exchange.XLSX.ContentType()
		err := exchange.Write(&b, d, exchange.XLSX, exchange.Options{})
		return b.Bytes(), err
	})
	return out, err
}

// tableOf makes a table of rows of a plan.
func tableOf(v *planView, rows []Assignment, lang string, names bool) *exchange.Document {
	list, people := make([]exchange.Assignment, len(rows)), map[model.TeacherID]exchange.Person{}
	for i := range rows {
		a := &rows[i]
		people[a.Teacher] = exchange.Person{Name: a.Name}
		list[i] = exchange.Assignment{
			Kind: string(a.Kind), Teacher: a.Teacher, School: a.School, From: a.From, To: a.To, HalfDays: a.HalfDays, Minutes: a.Minutes,
			Rank: a.Rank, Voluntary: a.Voluntary, Due: a.Due, Backbone: a.Backbone, Dorm: a.Dorm,
		}
	}
	return exchange.Assignments(v.Facts, list, lang, names, people)
}
