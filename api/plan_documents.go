package api

import (
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"lungang/model"
	"lungang/policy"
	"lungang/policy/balance"
	"lungang/policy/ledger"
)

func (s *Server) registerPlanDocuments() {
	none := []int{http.StatusNotFound, http.StatusConflict}
	register(s, operation{
		id: "get-plan-document", method: http.MethodGet, path: "/v1/plans/{id}/document", tag: tagPlans,
		summary: model.Text{ZH: "方案文件原文", EN: "the plan document"}, errors: none, answers: documentAnswers("PlanDocument"),
	}, func(ctx context.Context, in *getPlanIn) (*rawOut, error) {
		p, err := s.planned(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		return document(&in.Conditional, hashTag(sha(p.PlanHash)), func() ([]byte, error) {
			return s.Ports.Plans.Document(ctx, actorOf(ctx), in.ID)
		})
	})
	register(s, operation{
		id: "get-plan-problem", method: http.MethodGet, path: "/v1/plans/{id}/problem", tag: tagPlans,
		summary: model.Text{ZH: "所求解的问题(含人工指定)", EN: "the problem that was solved, pins included"},
		errors:  []int{http.StatusNotFound}, answers: documentAnswers("ProblemDocument"),
	}, func(ctx context.Context, in *getPlanIn) (*rawOut, error) {
		p, err := s.Ports.Plans.Get(ctx, actorOf(ctx), in.ID)
		if err != nil {
			return nil, err
		}
		return document(&in.Conditional, hashTag(sha(p.Problem)), func() ([]byte, error) {
			return s.Ports.Plans.Problem(ctx, actorOf(ctx), in.ID)
		})
	})
	register(s, operation{
		id: "get-plan-model", method: http.MethodGet, path: "/v1/plans/{id}/model.mps", tag: tagPlans,
		summary: model.Text{ZH: "一个目标的数学模型(MPS)", EN: "the program of one objective (MPS)"}, errors: none,
		answers: map[int]answer{http.StatusOK: {text: "free MPS", media: "text/plain"}},
	}, s.getModel)
	register(s, operation{
		id: "get-plan-balance", method: http.MethodGet, path: "/v1/plans/{id}/balance", tag: tagPlans,
		summary: model.Text{ZH: "均衡指标:方案前后", EN: "indicators of balance before and after"}, errors: none,
	}, func(ctx context.Context, in *PlanID) (*balanceOut, error) {
		_, v, err := s.view(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		body, err := weigh(ctx, s, func() (*balance.Report, error) { return balance.Of(v.Facts, v.Plan), nil })
		return &balanceOut{body}, err
	})
	register(s, operation{
		id: "get-plan-cost", method: http.MethodGet, path: "/v1/plans/{id}/cost", tag: tagPlans,
		summary: model.Text{ZH: "补助经费:方案前后", EN: "cost of allowances before and after"}, errors: none,
	}, func(ctx context.Context, in *PlanID) (*costOut, error) {
		_, v, err := s.view(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		body, err := weigh(ctx, s, func() (*ledger.Cost, error) { return ledger.CostOf(v.Facts, v.Plan), nil })
		return &costOut{body}, err
	})
	register(s, operation{
		id: "get-plan-ledger", method: http.MethodGet, path: "/v1/plans/{id}/ledger", tag: tagPlans,
		summary: model.Text{ZH: "台账:学年结束时", EN: "ledger at the end of the plan year"}, errors: none,
	}, func(ctx context.Context, in *planLedgerIn) (*ledgerOut, error) {
		_, v, err := s.view(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		l, err := ledgerOf(ctx, s, v.Facts, v.Plan, in.Teacher)
		return &ledgerOut{l}, err
	})
}

type planLedgerIn struct {
	PlanID

	Teacher model.TeacherID `query:"teacher" maxLength:"64" doc:"only this teacher"`
}

type modelIn struct {
	PlanID

	Tier string `query:"tier" maxLength:"40" default:"vacancy" doc:"objective; those above it keep the plan's values"`
}

type streamOut struct {
	Body func(huma.Context)
}

// getModel makes the program, which may be hundreds of megabytes, as fast as it can
// be written, and sends it as fast as the client reads: who reads slowly keeps
// nobody else's computation waiting.
func (s *Server) getModel(ctx context.Context, in *modelIn) (*streamOut, error) {
	if _, ok := policy.TierByID(in.Tier); !ok {
		return nil, badParameter(ctx, "query.tier", "", "没有这个目标", "there is no such objective")
	}
	if _, err := s.planned(ctx, in.ID); err != nil {
		return nil, err
	}
	return &streamOut{func(c huma.Context) {
		giveBack, ok := s.programs.take(actorOf(ctx).Tenant)
		if !ok {
			s.refuse(c, oops(model.CodeUnavailable, "正在下载的模型过多,请稍后再试", "too many programs are being downloaded; try again later"))
			return
		}
		defer giveBack()
		program, err := weigh(ctx, s, func() (*spool, error) {
			return newSpool(func(w io.Writer) error { return s.Ports.Plans.Model(ctx, actorOf(ctx), in.ID, in.Tier, w) })
		})
		if err != nil {
			s.refuse(c, err)
			return
		}
		defer program.close()
		c.SetHeader("Content-Type", "text/plain; charset=utf-8")
		c.SetStatus(http.StatusOK)
		if err := program.send(c.BodyWriter()); err != nil { // half a program must not look like a whole one
			requestOf(ctx).note(err)
			panic(http.ErrAbortHandler)
		}
	}}, nil
}
