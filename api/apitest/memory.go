package apitest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"lungang/api"
	"lungang/audit"
	"lungang/model"
	"lungang/solver/coin"
)

// Solve makes a plan for a problem, and the document of its proofs; nil when
// nothing was certified. It reports news by emit and stops early, with the best
// plan that it has or nil, when ctx ends.
type Solve func(ctx context.Context, p *model.Problem, o api.Options, emit func(kind string, data any)) (plan *model.Plan, certificates []byte, err error)

// Memory is all ports of a server, in memory. Its rows follow the rules of
// ports.go as the real ones do; what it stores is gone with the process.
type Memory struct {
	// Runner starts the solver children of searches for conflicts; without one they fail.
	Runner *coin.Runner

	solve Solve

	mu        sync.Mutex
	tenants   map[string]*tenant
	serial    int
	secrets   map[string]secret // by SHA-256 of keys and session tokens
	sick      string            // name of a check that fails
	work      sync.WaitGroup
	auditKeys *audit.Keys
}

type secret struct {
	tenant string
	id     string
	actor  api.Actor
	ends   time.Time
}

// tenant is the rows of one bureau.
type tenant struct {
	datasets    map[string]*datasetRow
	plans       map[string]*planRow
	batches     map[string]*api.Batch
	pins        map[string]*api.Pin
	comparisons map[string]*api.Comparison
	keys        map[string]*api.Key
	webhooks    map[string]*api.Webhook
	deliveries  map[string]*api.Delivery
	logins      map[string]string // issuer and subject → id
	users       map[string]*api.User
	overrides   map[string]*api.Override
	once        map[string]onceRow
	objections  map[string]*api.Objection
	questions   map[string]question
	retention   api.Retention
	chain       chain
	audit       []api.AuditEntry
}

type onceRow struct{ fingerprint, id string }

// NewMemory returns ports with those tenants, and a solver.
func NewMemory(solve Solve, tenants ...string) *Memory {
	keys, _ := audit.ParseKeys(audit.NewKey()) // a new key can be read
	m := &Memory{solve: solve, tenants: map[string]*tenant{}, secrets: map[string]secret{}, auditKeys: keys}
	for _, id := range tenants {
		m.tenants[id] = &tenant{
			datasets: map[string]*datasetRow{}, plans: map[string]*planRow{}, batches: map[string]*api.Batch{}, pins: map[string]*api.Pin{},
			comparisons: map[string]*api.Comparison{}, keys: map[string]*api.Key{}, webhooks: map[string]*api.Webhook{},
			deliveries: map[string]*api.Delivery{}, logins: map[string]string{}, users: map[string]*api.User{}, overrides: map[string]*api.Override{}, once: map[string]onceRow{},
			objections: map[string]*api.Objection{}, questions: map[string]question{}, chain: newChain(),
		}
	}
	return m
}

// Ports returns the memory as ports.
func (m *Memory) Ports() api.Ports {
	return api.Ports{
		Repeats: memoryRepeats{m}, Datasets: memoryDatasets{m}, Persons: memoryPersons{m}, Plans: memoryPlans{m}, Conflicts: memoryConflicts{m}, Questions: memoryQuestions{m}, Progress: memoryProgress{m}, Batches: memoryBatches{m},
		Pins: memoryPins{m}, Comparisons: memoryComparisons{m}, Overrides: memoryOverrides{m}, Users: memoryUsers{m}, Keys: memoryKeys{m}, Sessions: memorySessions{m}, Webhooks: memoryWebhooks{m},
		Audit: memoryAudit{m}, Health: memoryHealth{m}, Privacy: memoryPrivacy{m}, Evidence: memoryEvidence{m}, Reviews: memoryReviews{m}, Objections: memoryObjections{m},
	}
}

// Wait waits until no solve is under way.
func (m *Memory) Wait() { m.work.Wait() }

// Sicken makes a check of readiness fail; "" heals it.
func (m *Memory) Sicken(check string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sick = check
}

// in returns the rows of a tenant; the caller holds the lock. A tenant that is
// not there has no rows.
func (m *Memory) in(who api.Actor) *tenant {
	if t := m.tenants[who.Tenant]; t != nil {
		return t
	}
	return &tenant{}
}

// id makes an id that sorts by its making.
func (m *Memory) id(prefix string) string {
	m.serial++
	return fmt.Sprintf("%s_%06d%s", prefix, m.serial, strings.ToLower(rand.Text()[:8]))
}

func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

func hash(text []byte) string {
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// log appends a row to the log; the caller holds the lock.
func (t *tenant) log(who api.Actor, action, subject string, data any) {
	text, err := model.Canonical(data)
	if err != nil {
		text = []byte("{}")
	}
	row := api.AuditEntry{Seq: int64(len(t.audit) + 1), Time: now(), Actor: who.ID, Action: action, Subject: subject, Data: json.RawMessage(text)}
	e := entry(who.Tenant, row)
	row.Hash, _ = e.Hash() // canonical data can be written
	t.audit = append(t.audit, row)
}

// repeated looks for what an earlier call with the same key has made.
func (t *tenant) repeated(once api.Once) (id string, err error) {
	row, ok := t.once[once.Key]
	switch {
	case once.Key == "" || !ok:
		return "", nil
	case row.fingerprint != once.Fingerprint:
		return "", model.NewError(api.CodeIdempotency, model.Text{}, nil)
	}
	return row.id, nil
}

func (t *tenant) remember(once api.Once, id string) {
	if once.Key != "" {
		t.once[once.Key] = onceRow{once.Fingerprint, id}
	}
}

type memoryRepeats struct{ m *Memory }

// Made returns what the same request has made.
func (s memoryRepeats) Made(_ context.Context, who api.Actor, once api.Once) (string, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return s.m.in(who).repeated(once)
}

func notFound() error { return model.NewError(model.CodeNotFound, model.Text{}, nil) }

// copyOf returns a copy of a row, or CodeNotFound.
func copyOf[T any](rows map[string]*T, id string) (*T, error) {
	row := rows[id]
	if row == nil {
		return nil, notFound()
	}
	out := *row
	return &out, nil
}

// pageOf lists rows in the order of their ids.
func pageOf[T any](rows map[string]*T, p api.Page, wants func(*T) bool) (list []T, more bool) {
	ids := make([]string, 0, len(rows))
	for id := range rows {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	if p.Descending {
		slices.Reverse(ids)
	}
	list = []T{}
	for _, id := range ids {
		if p.After != "" && (id <= p.After) != p.Descending || id == p.After || !wants(rows[id]) {
			continue
		}
		if len(list) == p.Limit {
			return list, true
		}
		list = append(list, *rows[id])
	}
	return list, false
}

func every[T any](*T) bool { return true }
