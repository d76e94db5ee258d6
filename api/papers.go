package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"

	"lungang/exchange"
	"lungang/model"
	"lungang/review"
)

type paperIn struct {
	PlanID

	Kind    string `path:"kind" enum:"list,approval,minutes,notices,writeback" doc:"what it is for" example:"minutes"`
	Format  string `query:"format" enum:"docx,xlsx,pdf" default:"pdf" doc:"file format"`
	Lang    string `query:"lang" enum:"zh,en" default:"zh" doc:"language"`
	Names   bool   `query:"names" doc:"names of persons, masked by role, and in the list as the pack says; needs persons:read"`
	Bureau  string `query:"bureau" maxLength:"100" doc:"who signs; 教育局 of the district when absent"`
	Contact string `query:"contact" maxLength:"200" doc:"whom objections reach"`
	Date    string `query:"date" maxLength:"10" doc:"date of the document, YYYY-MM-DD; blank when absent"`
	From    string `query:"publicFrom" maxLength:"10" doc:"day of publication, YYYY-MM-DD; that of the publication of the plan when absent"`
}

func (s *Server) registerPapers() {
	register(s, operation{
		id: "get-plan-paper", method: http.MethodGet, path: "/v1/plans/{id}/documents/{kind}", tag: tagPlans,
		summary: model.Text{ZH: "文书:公示名单、审批表、会议附件、通知、回填表", EN: "documents: published list, approval form, annex, notices, write-back sheet"},
		notes: model.Text{
			ZH: "每次导出都写入决策日志。公示名单不含证件号码、电话、健康和家庭信息,姓名按政策包遮隐。",
			EN: "Every export is written into the log. The published list holds no ID numbers, telephones, health or family data, and names as the pack says.",
		},
		errors: []int{http.StatusNotFound, http.StatusConflict},
		answers: map[int]answer{http.StatusOK: {
			text: "the document", media: exchange.PDF.ContentType(), also: []string{exchange.DOCX.ContentType(), exchange.XLSX.ContentType()},
		}},
	}, s.getPaper)
}

func (s *Server) getPaper(ctx context.Context, in *paperIn) (*rawOut, error) {
	who := actorOf(ctx)
	if in.Names && !who.May(PermPersonsRead) {
		return nil, oops(CodeForbidden, "names=true 需要权限 "+string(PermPersonsRead), "names=true needs the permission "+string(PermPersonsRead))
	}
	if err := in.used(ctx); err != nil {
		return nil, err
	}
	plan, v, err := s.view(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if plan.WhyOf != "" {
		return nil, oops(model.CodeConflict, "这是“为什么”的试算方案,不出文书", "this plan is the other case of a question why; there are no documents for it")
	}
	e := exchange.Input{Facts: v.Facts, Plan: v.Plan, Lang: in.Lang, Bureau: in.Bureau, Contact: in.Contact, PlanHash: plan.PlanHash}
	if err := s.paperDays(ctx, in, &e); err != nil {
		return nil, err
	}
	if in.Names {
		if e.People, err = s.paperNames(ctx, plan.Dataset, v.Plan); err != nil {
			return nil, err
		}
	}
	root, err := s.Ports.Audit.Root(ctx, who)
	if err != nil {
		return nil, err
	}
	e.LogRoot, e.LogSize = root.Root, root.Size
	kind, format := exchange.Kind(in.Kind), exchange.Format(in.Format)
	body, err := weigh(ctx, s, func() ([]byte, error) {
		d, err := exchange.Make(kind, e)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = exchange.Write(&b, d, format, exchange.Options{Font: s.config.Font})
		return b.Bytes(), err
	})
	if err != nil {
		return nil, err
	}
	if err := s.Ports.Privacy.Issued(ctx, who, in.ID, Paper{Kind: in.Kind, Format: in.Format, Lang: in.Lang, Names: in.Names, Hash: hashOfBytes(body)}); err != nil {
		return nil, err
	}
	name := in.Kind + "-" + in.ID + "." + in.Format
	return &rawOut{
		Status: http.StatusOK, ContentType: format.ContentType(), Cache: "no-store", Body: body,
		Disposition: `attachment; filename="` + url.PathEscape(name) + `"`,
	}, nil
}

// used refuses what a document of this kind does not show: its reader would look
// for it, and the log would say that it holds names.
func (in *paperIn) used(ctx context.Context) error {
	kind := exchange.Kind(in.Kind)
	return notHere(ctx, "此文书不含这一项;请去掉此参数", "a document of this kind does not show it; leave the parameter out", map[string]bool{
		"contact": in.Contact != "" && !kind.Shows(exchange.PartContact), "publicFrom": in.From != "" && !kind.Shows(exchange.PartPublic),
		"date": in.Date != "" && !kind.Shows(exchange.PartDate), "bureau": in.Bureau != "" && !kind.Shows(exchange.PartBureau),
		"names": in.Names && !kind.Shows(exchange.PartNames),
	})
}

func hashOfBytes(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// paperDays fills in the days: those of the request, else those of the
// publication of the plan.
func (s *Server) paperDays(ctx context.Context, in *paperIn, e *exchange.Input) error {
	for _, d := range []struct {
		name, text string
		day        *model.Date
	}{{"query.date", in.Date, &e.Date}, {"query.publicFrom", in.From, &e.PublicFrom}} {
		if d.text == "" {
			continue
		}
		day, err := model.ParseDate(d.text)
		if err != nil {
			return badParameter(ctx, d.name, "YYYY-MM-DD", "不是有效的日期", "not a date")
		}
		*d.day = day
	}
	if e.PublicFrom.IsZero() {
		dossier, err := s.Ports.Reviews.Get(ctx, actorOf(ctx), in.ID)
		if err != nil {
			return err
		}
		for _, event := range dossier.Events {
			if p := event.Detail.Period; event.Action == review.Publicise && p != nil {
				e.PublicFrom, e.PublicTo, e.PublicDays = p.On, p.Ends, p.Days
			}
		}
		return nil
	}
	return e.Publish(s.calendar())
}

// paperNames reads the names of those whom the plan concerns, masked by role.
func (s *Server) paperNames(ctx context.Context, dataset string, p *model.Plan) (map[model.TeacherID]exchange.Person, error) {
	seen := map[model.TeacherID]bool{}
	var ids []model.TeacherID
	add := func(id model.TeacherID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for i := range p.Moves {
		add(p.Moves[i].Teacher)
	}
	for i := range p.Visits {
		add(p.Visits[i].Teacher)
	}
	out := map[model.TeacherID]exchange.Person{}
	if len(ids) == 0 {
		return out, nil
	}
	who := actorOf(ctx)
	list, err := s.Ports.Persons.List(ctx, who, dataset, ids)
	if err != nil {
		return nil, err
	}
	m := maskingOf(who)
	for _, x := range list {
		out[x.Teacher] = exchange.Person{Name: m.apply(x).Name}
	}
	return out, nil
}
