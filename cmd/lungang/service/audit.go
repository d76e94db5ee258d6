package service

import (
	"context"
	"encoding/json"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

type audit struct{ *wiring }

func (w audit) List(ctx context.Context, who api.Actor, q api.AuditQuery) ([]api.AuditEntry, bool, error) {
	filter := store.AuditFilter{
		Subject: q.Subject, Actor: store.Actor(q.Actor), Action: q.Action, After: q.After, Newest: q.Descending, From: q.From, To: q.To,
	}
	out, err := store.Read(ctx, w.store, func(tx *store.Tx) (paged[api.AuditEntry], error) {
		rows := []api.AuditEntry{}
		for {
			filter.Limit = min(q.Limit-len(rows), storePage)
			part, err := tx.Audit().List(tenantOf(who), filter)
			if err != nil {
				return paged[api.AuditEntry]{}, err
			}
			for _, e := range part.Rows {
				rows = append(rows, showEntry(e))
				filter.After = e.Seq
			}
			if !part.More || len(rows) >= q.Limit {
				return paged[api.AuditEntry]{rows, part.More}, nil
			}
		}
	})
	return out.rows, out.more, err
}

func (w audit) Get(ctx context.Context, who api.Actor, seq int64) (*api.AuditEntry, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.AuditEntry, error) {
		part, err := tx.Audit().List(tenantOf(who), store.AuditFilter{After: seq - 1, Limit: 1})
		if err != nil {
			return nil, err
		}
		if len(part.Rows) == 0 || part.Rows[0].Seq != seq {
			return nil, failure(model.CodeNotFound, "没有这条审计记录", "there is no such audit entry")
		}
		e := showEntry(part.Rows[0])
		return &e, nil
	})
}

func showEntry(e store.AuditEntry) api.AuditEntry {
	return api.AuditEntry{
		Seq: e.Seq, Time: e.At, Actor: string(e.Actor), Action: e.Action, Subject: e.Subject, Data: json.RawMessage(e.Data), Hash: e.Hash,
	}
}
