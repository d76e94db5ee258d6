package service

import (
	"context"
	"encoding/json"

	"lungang/api"
	"lungang/audit"
	"lungang/model"
	"lungang/store"
)

type auditLog struct{ *wiring }

func (w auditLog) List(ctx context.Context, who api.Actor, q api.AuditQuery) ([]api.AuditEntry, bool, error) {
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
				row, err := showEntry(e)
				if err != nil {
					return paged[api.AuditEntry]{}, err
				}
				rows = append(rows, row)
				filter.After = e.Seq
			}
			if !part.More || len(rows) >= q.Limit {
				return paged[api.AuditEntry]{rows, part.More}, nil
			}
		}
	})
	return out.rows, out.more, err
}

func (w auditLog) Get(ctx context.Context, who api.Actor, seq int64) (*api.AuditEntry, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.AuditEntry, error) {
		part, err := tx.Audit().List(tenantOf(who), store.AuditFilter{After: seq - 1, Limit: 1})
		if err != nil {
			return nil, err
		}
		if len(part.Rows) == 0 || part.Rows[0].Seq != seq {
			return nil, failure(model.CodeNotFound, "没有这条审计记录", "there is no such audit entry")
		}
		row, err := showEntry(part.Rows[0])
		return &row, err
	})
}

func (w auditLog) Root(ctx context.Context, who api.Actor) (*audit.Root, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*audit.Root, error) {
		root, err := tx.Audit().Head(tenantOf(who))
		return &root, err
	})
}

func (w auditLog) Include(ctx context.Context, who api.Actor, seq int64) (*audit.Inclusion, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*audit.Inclusion, error) { return tx.Audit().Include(tenantOf(who), seq) })
}

func (w auditLog) Extend(ctx context.Context, who api.Actor, from int64) (*audit.Consistency, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*audit.Consistency, error) { return tx.Audit().Extend(tenantOf(who), from) })
}

func showEntry(e store.AuditEntry) (api.AuditEntry, error) {
	hash, err := e.Hash()
	return api.AuditEntry{
		Seq: e.Seq, Time: e.At, Actor: string(e.Actor), Action: e.Action, Subject: e.Subject, Data: json.RawMessage(e.Data), Hash: hash,
	}, err
}
