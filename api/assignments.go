package api

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"net/http"
	"strconv"
	"strings"

	"lungang/model"
)

// AssignmentKind is what a row of a plan is.
type AssignmentKind string

// The kinds.
const (
	KindMove     AssignmentKind = "move"      // 交流轮岗
	KindVisit    AssignmentKind = "visit"     // 走教
	KindPartTime AssignmentKind = "part_time" // 兼课
	KindRemote   AssignmentKind = "remote"    // 专递课堂
)

// Values lists the closed set of words.
func (AssignmentKind) Values() []string { return []string{"move", "visit", "part_time", "remote"} }

// Assignment is one row of a plan: who teaches where.
type Assignment struct {
	Key       string          `json:"key" doc:"names the row in every plan of the lineage"`
	Kind      AssignmentKind  `json:"kind" doc:"what it is"`
	Teacher   model.TeacherID `json:"teacher,omitempty" doc:"teacher id; absent for remote lessons"`
	Name      string          `json:"name,omitempty" doc:"name of the teacher, when names were asked for; masked by role"`
	School    model.SchoolID  `json:"school" doc:"school left, or from which lessons come"`
	From      *model.Line     `json:"from,omitempty" doc:"line left; absent for remote lessons"`
	To        model.Line      `json:"to" doc:"line entered or served"`
	HalfDays  int             `json:"halfDays,omitempty" doc:"half-days a week; absent for moves"`
	Minutes   int             `json:"minutes,omitempty" doc:"travel, one way"`
	Rank      int             `json:"rank,omitempty" doc:"rank of the destination in the teacher's list, from 1"`
	Voluntary bool            `json:"voluntary,omitempty" doc:"the teacher volunteered or listed the destination"`
	Due       bool            `json:"due,omitempty" doc:"the verdict is must"`
	Backbone  bool            `json:"backbone,omitempty" doc:"counts as backbone for the ratio"`
	Dorm      model.SchoolID  `json:"dorm,omitempty" doc:"school whose dorm bed the teacher gets"`
}

// assignmentsOf lists the rows of a plan in the order of the document.
func assignmentsOf(p *model.Plan) []Assignment {
	var out []Assignment
	for i := range p.Moves {
		m := &p.Moves[i]
		out = append(out, Assignment{
			Key: "move:" + string(m.Teacher), Kind: KindMove, Teacher: m.Teacher, School: m.From.School, From: &m.From, To: m.To,
			Minutes: m.Minutes, Rank: m.Rank, Voluntary: m.Voluntary, Due: m.Due, Backbone: m.IsBackbone, Dorm: m.Dorm,
		})
	}
	for i := range p.Visits {
		v := &p.Visits[i]
		out = append(out, Assignment{
			Key: "visit:" + string(v.Teacher) + ":" + v.To.String(), Kind: KindVisit, Teacher: v.Teacher, School: v.From.School, From: &v.From, To: v.To,
			HalfDays: v.HalfDays, Minutes: v.Minutes,
		})
	}
	for i := range p.PartTime {
		v := &p.PartTime[i]
		out = append(out, Assignment{
			Key: "part_time:" + string(v.Teacher) + ":" + v.To.String(), Kind: KindPartTime, Teacher: v.Teacher, School: v.From.School,
			From: &v.From, To: v.To, HalfDays: v.HalfDays,
		})
	}
	for _, r := range p.Remote {
		out = append(out, Assignment{
			Key: "remote:" + string(r.From) + ":" + r.To.String(), Kind: KindRemote, School: r.From, To: r.To, HalfDays: r.HalfDays,
		})
	}
	return out
}

// AssignmentFilter says which rows of a plan, and in what order.
type AssignmentFilter struct {
	Kind    AssignmentKind  `query:"kind" doc:"only this kind"`
	Teacher model.TeacherID `query:"teacher" maxLength:"64" doc:"only this teacher"`
	School  model.SchoolID  `query:"school" maxLength:"64" doc:"only rows that leave or reach this school"`
	Stage   model.Stage     `query:"stage" doc:"only this stage of schooling"`
	Subject model.Subject   `query:"subject" maxLength:"64" doc:"only this subject"`
	Sort    string          `query:"sort" enum:"key,-key,teacher,-teacher,from,-from,to,-to,minutes,-minutes,rank,-rank" default:"key" doc:"order; - turns it round"`
	Names   bool            `query:"names" doc:"names of teachers, masked by role; needs persons:read"`
}

type assignmentsIn struct {
	PlanID
	PageParams
	Conditional
	AssignmentFilter
}

type assignmentsOut struct {
	Status int
	ETag   string `header:"ETag"`
	Cache  string `header:"Cache-Control"`
	Link   string `header:"Link" doc:"rel=next, when there is a next page"`
	Body   AssignmentPage
}

// AssignmentPage is a page of rows.
type AssignmentPage struct {
	Items []Assignment `json:"items" doc:"rows of this page"`
	Total int          `json:"total" doc:"rows that the filters leave"`
	Next  string       `json:"next,omitempty" doc:"cursor of the next page; absent on the last"`

	text []byte // all this as JSON; nil: not encoded yet
}

func (p AssignmentPage) encoding() []byte { return p.text }

// Pages that were encoded are kept, so many of each plan, unless they are long:
// many people read the same ones of a plan that is discussed.
const (
	pagesKept = 32
	pageKept  = 200 // rows
)

func (s *Server) registerAssignments() {
	register(s, operation{
		id: "list-assignments", method: http.MethodGet, path: "/v1/plans/{id}/assignments", tag: tagPlans,
		summary: model.Text{ZH: "方案逐条:分页、筛选、排序", EN: "rows of a plan: pages, filters, order"},
		errors:  []int{http.StatusNotFound, http.StatusConflict}, answers: notModified,
	}, s.listAssignments)
}

func (s *Server) listAssignments(ctx context.Context, in *assignmentsIn) (*assignmentsOut, error) {
	if err := in.allowed(ctx); err != nil {
		return nil, err
	}
	p, v, err := s.view(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &assignmentsOut{Status: http.StatusOK}
	if !in.Names { // names may change while the plan does not
		out.ETag, out.Cache = hashTag(sha(p.PlanHash)), private
		if in.fresh(out.ETag) {
			out.Status = http.StatusNotModified
			return out, nil
		}
	}
	scope := scopeOf("rows", in.ID, in.Sort, in.Kind, in.Teacher, in.School, in.Stage, in.Subject, p.PlanHash)
	after, err := decodeCursor(ctx, scope, in.Cursor)
	if err != nil {
		return nil, err
	}
	begin, _ := strconv.Atoi(after) // our own cursors hold numbers; anything else begins at 0
	begin = max(begin, 0)
	cut := func() (*AssignmentPage, error) { return in.page(v, begin, scope) }
	var page *AssignmentPage
	if in.Names || in.Limit > pageKept {
		page, err = cut()
	} else {
		page, err = v.pages.get(ctx, fmt.Sprintf("%s|%d|%d", scope, in.Limit, begin), cut)
	}
	if err != nil {
		return nil, err
	}
	out.Body = *page
	if page.Next != "" {
		out.Link = nextLink(ctx, page.Next)
	}
	if in.Names {
		err = s.putNames(ctx, p.Dataset, out.Body.Items)
	}
	return out, err
}

// page cuts a page out of the rows; it is encoded unless names are to come.
func (in *assignmentsIn) page(v *planView, begin int, scope string) (*AssignmentPage, error) {
	rows, total := in.choose(v, begin)
	page := &AssignmentPage{Items: rows, Total: total}
	if end := begin + len(rows); end < total {
		page.Next = encodeCursor(scope, strconv.Itoa(end))
	}
	if in.Names {
		return page, nil
	}
	var text bytes.Buffer
	if err := model.Encode(&text, page); err != nil {
		return nil, err
	}
	return &AssignmentPage{Next: page.Next, Total: total, text: text.Bytes()}, nil
}

// choose returns the rows of a page in the order that was asked for, and how
// many the filters leave.
func (in *assignmentsIn) choose(v *planView, begin int) (page []Assignment, total int) {
	page = make([]Assignment, 0, min(in.Limit, len(v.Rows)))
	for a := range in.rows(v) {
		if total >= begin && len(page) < in.Limit {
			page = append(page, *a)
		}
		total++
	}
	return page, total
}

// rows walks the rows that are wanted, in the order that was asked for.
func (f *AssignmentFilter) rows(v *planView) iter.Seq[*Assignment] {
	return func(yield func(*Assignment) bool) {
		field, descending := strings.CutPrefix(f.Sort, "-")
		rows := v.Sorted(field)
		for i := range rows {
			if descending {
				i = len(rows) - 1 - i
			}
			if f.wants(&rows[i]) && !yield(&rows[i]) {
				return
			}
		}
	}
}

func (f *AssignmentFilter) wants(a *Assignment) bool {
	return (f.Kind == "" || a.Kind == f.Kind) &&
		(f.Teacher == "" || a.Teacher == f.Teacher) &&
		(f.School == "" || a.School == f.School || a.To.School == f.School) &&
		(f.Stage == "" || a.To.Stage == f.Stage) &&
		(f.Subject == "" || a.To.Subject == f.Subject)
}

// allowed reports whether the actor may see what is asked for.
func (f *AssignmentFilter) allowed(ctx context.Context) error {
	if f.Names && !actorOf(ctx).May(PermPersonsRead) {
		return oops(CodeForbidden, "names=true 需要权限 "+string(PermPersonsRead), "names=true needs the permission "+string(PermPersonsRead))
	}
	return nil
}

var orders = map[string]func(a, b *Assignment) int{
	"key":     func(a, b *Assignment) int { return strings.Compare(a.Key, b.Key) },
	"teacher": func(a, b *Assignment) int { return strings.Compare(string(a.Teacher), string(b.Teacher)) },
	"from":    func(a, b *Assignment) int { return strings.Compare(string(a.School), string(b.School)) },
	"to":      func(a, b *Assignment) int { return a.To.Compare(b.To) },
	"minutes": func(a, b *Assignment) int { return cmp.Compare(a.Minutes, b.Minutes) },
	"rank":    func(a, b *Assignment) int { return cmp.Compare(a.Rank, b.Rank) },
}

// putNames puts names, masked by role, beside the teachers of a page.
func (s *Server) putNames(ctx context.Context, dataset string, rows []Assignment) error {
	var ids []model.TeacherID
	for _, r := range rows {
		if r.Teacher != "" {
			ids = append(ids, r.Teacher)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	who := actorOf(ctx)
	list, err := s.Ports.Persons.List(ctx, who, dataset, ids)
	if err != nil {
		return err
	}
	m := maskingOf(who)
	names := map[model.TeacherID]string{}
	for _, p := range list {
		names[p.Teacher] = m.apply(p).Name
	}
	for i := range rows {
		rows[i].Name = names[rows[i].Teacher]
	}
	return nil
}
