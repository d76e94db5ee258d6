package api

import (
	"context"
	"net/http"
	"net/url"

	"lungang/model"
)

// bundleMedia is the media type of bundles.
const bundleMedia = "application/zip"

func (s *Server) registerEvidence() {
	none := []int{http.StatusNotFound, http.StatusConflict}
	register(s, operation{
		id: "get-plan-certificate", method: http.MethodGet, path: "/v1/plans/{id}/certificate", tag: tagPlans,
		summary: model.Text{ZH: "最优性证书(精确算术)", EN: "certificates of optimality, in exact arithmetic"},
		notes: model.Text{
			ZH: "与 lungang solve --certificates 写出的文件相同;没有任何目标得到证明时为 404。",
			EN: "The document that lungang solve --certificates writes; 404 when no objective was certified.",
		},
		errors: none, answers: map[int]answer{http.StatusOK: {text: "certificates", media: applicationJSON}, http.StatusNotModified: {text: "the client has it"}},
	}, s.getCertificate)
	register(s, operation{
		id: "get-plan-rules", method: http.MethodGet, path: "/v1/plans/{id}/rules", tag: tagPlans,
		summary: model.Text{ZH: "求解时生效的规则参数,附条款依据", EN: "the rules that a plan was solved under, with their legal basis"},
		notes: model.Text{
			ZH: "求解当时的政策包参数,含本单位的调整;产品换了政策包版本也不变。内容的 SHA-256 就是方案文件中的 pack.hash。旧版本求解的方案为 404。",
			EN: "The parameters of the pack at that time, with what the bureau changed; they stay when the product goes on to another version of the pack. Their SHA-256 is pack.hash of the plan document. 404 for plans of older versions of the product.",
		},
		errors: none, answers: map[int]answer{http.StatusOK: {text: "parameters by name", media: applicationJSON}, http.StatusNotModified: {text: "the client has it"}},
	}, s.getPlanRules)
	register(s, operation{
		id: "get-plan-bundle", method: http.MethodGet, path: "/v1/plans/{id}/bundle", tag: tagPlans,
		summary: model.Text{ZH: "证据包:任何人都能离线核对", EN: "the evidence for a plan, for anybody to verify offline"},
		notes: model.Text{
			ZH: "问题、方案、政策包及条款、数学模型、证书、日志记录与签名,一个 zip;用 lungang verify 核对。还需要权限 plans:read。每次导出都写入决策日志。",
			EN: "Problem, plan, pack with clauses, programs, certificates, log entries and signature in one zip; lungang verify checks it. Needs plans:read, too. Every export is written into the log.",
		},
		errors: none, answers: map[int]answer{http.StatusOK: {text: "the bundle", media: bundleMedia}},
	}, s.getBundle)
}

func (s *Server) getCertificate(ctx context.Context, in *getPlanIn) (*rawOut, error) {
	p, err := s.planned(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if p.Certificates == "" {
		return nil, oops(model.CodeNotFound, "没有证书:没有目标得到精确证明", "there are no certificates: no objective was proved in exact arithmetic")
	}
	return document(&in.Conditional, hashTag(sha(p.Certificates)), func() ([]byte, error) {
		return s.Ports.Evidence.Certificates(ctx, actorOf(ctx), in.ID)
	})
}

func (s *Server) getPlanRules(ctx context.Context, in *getPlanIn) (*rawOut, error) {
	if _, err := s.planned(ctx, in.ID); err != nil {
		return nil, err
	}
	text, err := s.Ports.Evidence.Rules(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return document(&in.Conditional, hashTag(hashOfBytes(text)), func() ([]byte, error) { return text, nil })
}

func (s *Server) getBundle(ctx context.Context, in *PlanID) (*rawOut, error) {
	who := actorOf(ctx)
	if !who.May(PermPlansRead) {
		return nil, oops(CodeForbidden, "证据包还需要权限 "+string(PermPlansRead), "a bundle needs the permission "+string(PermPlansRead)+", too")
	}
	p, err := s.Ports.Plans.Get(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	switch {
	case p.PlanHash == "":
		return nil, noDocument(p)
	case p.WhyOf != "":
		return nil, oops(model.CodeConflict, "这是“为什么”的试算方案,不出证据包;请取原方案的", "this plan is the other case of a question why; take the bundle of the plan "+p.WhyOf)
	}
	body, err := weigh(ctx, s, func() ([]byte, error) { return s.Ports.Evidence.Bundle(ctx, who, in.ID) })
	if err != nil {
		return nil, err
	}
	return &rawOut{
		Status: http.StatusOK, ContentType: bundleMedia, Cache: "no-store", Body: body,
		Disposition: `attachment; filename="bundle-` + url.PathEscape(in.ID) + `.zip"`,
	}, nil
}
