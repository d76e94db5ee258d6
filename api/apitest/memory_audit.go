package apitest

import (
	"context"

	"lungang/api"
	"lungang/audit"
	"lungang/audit/verifier"
)

// entry is a row of the log as its tree has it.
func entry(tenant string, e api.AuditEntry) audit.Entry {
	return audit.Entry{Tenant: tenant, Seq: e.Seq, At: e.Time, Actor: e.Actor, Action: e.Action, Subject: e.Subject, Data: string(e.Data)}
}

// head makes the tree of a tenant's log anew, and signs it; the caller holds
// the lock.
func (s memoryAudit) head(who api.Actor) (audit.Head, audit.Reader, error) {
	var tree audit.Tree
	var kept []audit.Stored
	for _, row := range s.m.in(who).audit {
		e := entry(who.Tenant, row)
		text, err := e.Record()
		if err != nil {
			return audit.Head{}, nil, err
		}
		next, hashes, err := tree.Append(text)
		if err != nil {
			return audit.Head{}, nil, err
		}
		tree, kept = next, append(kept, audit.Stored{Seq: row.Seq, Hashes: audit.Texts(hashes)})
	}
	root, err := tree.Root()
	if err != nil {
		return audit.Head{}, nil, err
	}
	signed, err := s.m.auditKeys.Sign(verifier.Checkpoint{Origin: audit.Origin(who.Tenant), Size: tree.Size, Root: root})
	return audit.Head{Tenant: who.Tenant, Tree: tree, Checkpoint: signed}, func(seqs []int64) ([]audit.Stored, error) {
		out := make([]audit.Stored, len(seqs))
		for i, seq := range seqs {
			out[i] = kept[seq-1]
		}
		return out, nil
	}, err
}

// Root says what the log is now.
func (s memoryAudit) Root(_ context.Context, who api.Actor) (*audit.Root, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	head, _, err := s.head(who)
	if err != nil {
		return nil, err
	}
	root, err := head.Now(s.m.auditKeys)
	return &root, err
}

// Include proves that a row is in the log.
func (s memoryAudit) Include(_ context.Context, who api.Actor, seq int64) (*audit.Inclusion, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	head, read, err := s.head(who)
	if err != nil {
		return nil, err
	}
	rows := s.m.in(who).audit
	if seq > int64(len(rows)) {
		return nil, notFound()
	}
	e := entry(who.Tenant, rows[seq-1])
	return head.Include(s.m.auditKeys, &e, read)
}

// Extend proves that the log was only added to.
func (s memoryAudit) Extend(_ context.Context, who api.Actor, from int64) (*audit.Consistency, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	head, read, err := s.head(who)
	if err != nil {
		return nil, err
	}
	return head.Extend(s.m.auditKeys, from, read)
}
