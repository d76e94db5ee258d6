package api

import (
	"context"
	"net/http"

	"lungang/audit"
	"lungang/model"
)

type auditRootOut struct{ Body audit.Root }

type inclusionOut struct{ Body audit.Inclusion }

type consistencyOut struct{ Body audit.Consistency }

type extendIn struct {
	From int64 `query:"from" minimum:"1" required:"true" doc:"number of entries of the older checkpoint" example:"1"`
}

// registerAuditProofs makes the log verifiable from outside: docs/audit.md says
// how.
func (s *Server) registerAuditProofs() {
	const tag = "audit"
	register(s, operation{
		id: "get-audit-root", method: http.MethodGet, path: "/v1/audit/root", tag: tag,
		summary: model.Text{ZH: "日志的根哈希与签名检查点", EN: "root and signed checkpoint of the log"},
	}, func(ctx context.Context, _ *struct{}) (*auditRootOut, error) {
		r, err := s.Ports.Audit.Root(ctx, actorOf(ctx))
		if err != nil {
			return nil, err
		}
		return &auditRootOut{*r}, nil
	})
	register(s, operation{
		id: "prove-audit-entry", method: http.MethodGet, path: "/v1/audit/proof/{seq}", tag: tag,
		summary: model.Text{ZH: "证明一条记录在日志中", EN: "proof that an entry is in the log"}, errors: []int{http.StatusNotFound},
	}, func(ctx context.Context, in *AuditSeq) (*inclusionOut, error) {
		p, err := s.Ports.Audit.Include(ctx, actorOf(ctx), in.Seq)
		if err != nil {
			return nil, err
		}
		return &inclusionOut{*p}, nil
	})
	register(s, operation{
		id: "prove-audit-consistency", method: http.MethodGet, path: "/v1/audit/consistency", tag: tag,
		summary: model.Text{ZH: "证明日志只增不改", EN: "proof that the log was only added to"}, errors: []int{http.StatusNotFound},
	}, func(ctx context.Context, in *extendIn) (*consistencyOut, error) {
		p, err := s.Ports.Audit.Extend(ctx, actorOf(ctx), in.From)
		if err != nil {
			return nil, err
		}
		return &consistencyOut{*p}, nil
	})
}
