package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"lungang/model"
)

type auditIn struct {
	PageParams

	Subject string    `query:"subject" maxLength:"100" doc:"only about this id"`
	Actor   string    `query:"actor" maxLength:"100" doc:"only by this key or user"`
	Action  string    `query:"action" maxLength:"100" doc:"only this action" example:"plan.created"`
	From    time.Time `query:"from" doc:"only from this moment on"`
	To      time.Time `query:"to" doc:"only before this moment"`
	Sort    string    `query:"sort" enum:"seq,-seq" default:"-seq" doc:"-seq: newest first"`
}

type auditOut struct{ Body AuditEntry }

// AuditSeq names a row of the log in the path.
type AuditSeq struct {
	Seq int64 `path:"seq" minimum:"1" doc:"sequence number" example:"1"`
}

func (s *Server) registerAudit() {
	const tag = "audit"
	register(s, operation{
		id: "list-audit", method: http.MethodGet, path: "/v1/audit", tag: tag,
		summary: model.Text{ZH: "决策日志", EN: "the log of decisions"},
	}, s.listAudit)
	register(s, operation{
		id: "get-audit-entry", method: http.MethodGet, path: "/v1/audit/{seq}", tag: tag,
		summary: model.Text{ZH: "日志的一条", EN: "one row of the log"}, errors: []int{http.StatusNotFound},
	}, func(ctx context.Context, in *AuditSeq) (*auditOut, error) {
		e, err := s.Ports.Audit.Get(ctx, actorOf(ctx), in.Seq)
		if err != nil {
			return nil, err
		}
		return &auditOut{*e}, nil
	})
}

func (s *Server) listAudit(ctx context.Context, in *auditIn) (*pageOut[AuditEntry], error) {
	scope := scopeOf("audit", in.Sort, in.Subject, in.Actor, in.Action, in.From.UnixMicro(), in.To.UnixMicro())
	after, err := decodeCursor(ctx, scope, in.Cursor)
	if err != nil {
		return nil, err
	}
	seq, _ := strconv.ParseInt(after, 10, 64) // our own cursors hold numbers; anything else begins at 0
	list, more, err := s.Ports.Audit.List(ctx, actorOf(ctx), AuditQuery{
		After: seq, Limit: in.Limit, Descending: sortDescending(in.Sort), Subject: in.Subject, Actor: in.Actor, Action: in.Action,
		From: in.From, To: in.To,
	})
	if err != nil {
		return nil, err
	}
	return answerPage(ctx, scope, list, more, func(e *AuditEntry) string { return strconv.FormatInt(e.Seq, 10) }), nil
}
