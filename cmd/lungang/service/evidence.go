package service

import (
	"bytes"
	"context"

	"lungang/api"
	"lungang/audit"
	"lungang/audit/evidence"
	"lungang/audit/verifier"
	"lungang/model"
	"lungang/store"
)

type evidences struct{ *wiring }

func (w evidences) Certificates(ctx context.Context, who api.Actor, plan string) ([]byte, error) {
	text, err := store.Read(ctx, w.store, func(tx *store.Tx) ([]byte, error) { return tx.Plans().Certificates(tenantOf(who), plan) })
	if err == nil && text == nil {
		return nil, failure(model.CodeNotFound, "没有证书:没有目标得到精确证明", "there are no certificates: no objective was proved in exact arithmetic")
	}
	return text, err
}

func (w evidences) Rules(ctx context.Context, who api.Actor, plan string) ([]byte, error) {
	text, err := store.Read(ctx, w.store, func(tx *store.Tx) ([]byte, error) { return tx.Plans().Rules(tenantOf(who), plan) })
	if err == nil && text == nil {
		return nil, failure(model.CodeNotFound, "此方案由旧版本求解,没有保存当时的规则", "an older version solved this plan, and did not keep its rules")
	}
	return text, err
}

// gathered is what a bundle is made of, all from one moment.
type gathered struct {
	documents evidence.Documents
	log       []audit.Inclusion
}

func (w evidences) Bundle(ctx context.Context, who api.Actor, plan string) ([]byte, error) {
	g, err := store.Read(ctx, w.store, func(tx *store.Tx) (gathered, error) { return gather(tx, who, plan) })
	if err != nil {
		return nil, err
	}
	e, err := evidence.Bundle(ctx, g.documents, g.log, w.version)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := audit.WriteBundle(&b, e); err != nil {
		return nil, err
	}
	return b.Bytes(), w.store.InTx(ctx, func(tx *store.Tx) error {
		return tx.Audit().Append(tenantOf(who), actorOf(who), "bundle.exported", plan, map[string]any{
			"hash": verifier.Sum(b.Bytes()), "entries": len(g.log),
		})
	})
}

func gather(tx *store.Tx, who api.Actor, id string) (gathered, error) {
	var g gathered
	tenant := tenantOf(who)
	p, err := tx.Plans().Get(tenant, id)
	if err != nil {
		return g, err
	}
	if g.documents.Plan, err = tx.Plans().Document(tenant, id); err != nil {
		return g, err
	}
	if g.documents.Plan == nil {
		return g, failure(model.CodeConflict, "方案尚无文档:求解未结束,或没有得到方案", "there is no plan document: the solve is not over, or found no plan")
	}
	if g.documents.Problem, err = tx.Plans().ProblemDocument(tenant, id); err != nil {
		return g, err
	}
	if g.documents.Certificates, err = tx.Plans().Certificates(tenant, id); err != nil {
		return g, err
	}
	about, err := concerned(tx, tenant, p)
	if err != nil {
		return g, err
	}
	g.log, err = tx.Audit().About(tenant, about, api.NotInBundles)
	if len(g.log) > 0 && g.log[0].Checkpoint == "" {
		g.log = nil // without a key nothing vouches for the log
	}
	return g, err
}
