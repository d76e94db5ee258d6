package apitest

import (
	"bytes"
	"context"
	"slices"

	"lungang/api"
	"lungang/audit"
	"lungang/audit/evidence"
	"lungang/model"
)

type memoryEvidence struct{ m *Memory }

// Certificates returns the document of the proofs.
func (s memoryEvidence) Certificates(_ context.Context, who api.Actor, plan string) ([]byte, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	row := s.m.in(who).plans[plan]
	if row == nil || row.certificates == nil {
		return nil, notFound()
	}
	return row.certificates, nil
}

// Rules returns the rules of a plan.
func (s memoryEvidence) Rules(_ context.Context, who api.Actor, plan string) ([]byte, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	row := s.m.in(who).plans[plan]
	if row == nil || !row.Rules {
		return nil, notFound()
	}
	f, err := api.Effective(row.problem, nil, nil)
	if err != nil {
		return nil, err
	}
	return f.Rules.Text, nil
}

// concerned is a plan with its dataset, the pins that this ever had, and its
// objections; the caller holds the lock.
func (t *tenant) concerned(plan string) []string {
	dataset := t.plans[plan].Dataset
	about := []string{plan, dataset}
	for _, e := range t.audit {
		if e.Action == "pin.created" && bytes.Contains(e.Data, []byte(dataset)) {
			about = append(about, e.Subject)
		}
	}
	for id, o := range t.objections {
		if o.Plan == plan || o.Filed == plan {
			about = append(about, id)
		}
	}
	return about
}

// Bundle makes the evidence for a plan.
func (s memoryEvidence) Bundle(ctx context.Context, who api.Actor, plan string) ([]byte, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.plans[plan]
	switch {
	case row == nil:
		return nil, notFound()
	case row.document == nil:
		return nil, model.NewError(model.CodeConflict, model.Text{}, nil)
	}
	var about []string
	for of := plan; of != ""; of = t.chain.supersedes[of] {
		about = append(about, t.concerned(of)...)
	}
	head, read, err := memoryAudit(s).head(who)
	if err != nil {
		return nil, err
	}
	var log []audit.Inclusion
	for _, x := range t.audit {
		if !slices.Contains(about, x.Subject) || slices.Contains(api.NotInBundles, x.Action) {
			continue
		}
		e := entry(who.Tenant, x)
		in, err := head.Include(s.m.auditKeys, &e, read)
		if err != nil {
			return nil, err
		}
		log = append(log, *in)
	}
	e, err := evidence.Bundle(ctx, evidence.Documents{Problem: row.bytes, Plan: row.document, Certificates: row.certificates}, log, "1")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := audit.WriteBundle(&b, e); err != nil {
		return nil, err
	}
	t.log(who, "bundle.exported", plan, map[string]any{"hash": hash(b.Bytes()), "entries": len(log)})
	return b.Bytes(), nil
}
