package apitest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/fixtures"
	"lungang/model"
)

// Run holds a server against everything that every server must do. start
// returns a fresh one; what must be cleaned up is registered with t.Cleanup. The
// server runs with Config.Plain and without a limit of rate.
func Run(t *testing.T, start func(t *testing.T) Subject) {
	t.Helper()
	w := begin(t, start(t))
	topics := []struct {
		name string
		run  func(*testing.T, *world)
	}{
		{"acceptance", testAcceptance},
		{"audit", testAudit},
		{"audit proofs", testAuditProofs},
		{"batches", testBatches},
		{"comparisons", testComparisons},
		{"conditional requests", testConditional},
		{"conflicts", testConflicts},
		{"datasets", testDatasets},
		{"workbooks", testWorkbooks},
		{"deciders and operators", testSeparation},
		{"demo data", testDemoData},
		{"errors", testErrors},
		{"evidence", testEvidence},
		{"evaluation", testEvaluation},
		{"events", testEvents},
		{"examples", testExamples},
		{"forks", testForks},
		{"headers", testHeaders},
		{"idempotency", testIdempotency},
		{"isolation of tenants", testIsolation},
		{"keys", testKeys},
		{"nameless labels", testLabels},
		{"nameless texts", testNameless},
		{"pseudonyms", testPseudonyms},
		{"once", testOnce},
		{"once, named later", testOnceNamed},
		{"overrides", testOverrides},
		{"pages", testPages},
		{"pages of odd filters", testOddFilters},
		{"papers", testPapers},
		{"persons", testPersons},
		{"pins", testPins},
		{"plans", testPlans},
		{"plans without a solution", testNoPlan},
		{"prices", testPrices},
		{"retention", testRetention},
		{"roles", testRoles},
		{"rules", testRules},
		{"service", testService},
		{"sessions", testSessions},
		{"subject access", testSubject},
		{"traps", testTraps},
		{"users", testUsers},
		{"webhooks", testWebhooks},
		{"why", testWhy},
	}
	t.Cleanup(func() { // when all topics are over; some of them alone do not decide everything
		if w.ran == len(topics) {
			w.logged(t)
		}
	})
	for _, topic := range topics {
		t.Run(topic.name, func(t *testing.T) {
			w.mu.Lock()
			w.ran++
			w.mu.Unlock()
			t.Parallel()
			topic.run(t, w)
		})
	}
}

// district returns the text of a district.
func district(t *testing.T, name string) []byte {
	t.Helper()
	p, err := fixtures.Get(name)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, model.Encode(&b, p))
	return b.Bytes()
}

// upload stores a district and returns the dataset.
func (c *client) upload(t *testing.T, name string) api.DatasetView {
	t.Helper()
	return into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets?name=suite", district(t, name)), http.StatusCreated)
}

// solved stores a small district, solves it and returns the plan.
func (c *client) solved(t *testing.T) api.PlanView {
	t.Helper()
	d := c.upload(t, "tiny/due")
	return c.solve(t, api.NewPlanBody{Dataset: d.ID})
}

// solve asks for a plan and waits until it is over.
func (c *client) solve(t *testing.T, body api.NewPlanBody) api.PlanView {
	t.Helper()
	a := c.send(t, http.MethodPost, "/v1/plans?wait=30", body)
	for a.status == http.StatusAccepted { // a busy machine: wait for the end of the stream
		p := into[api.PlanView](t, a, http.StatusAccepted)
		_, _ = c.stream(t, p.ID, "0")
		a = c.send(t, http.MethodGet, "/v1/plans/"+p.ID, nil)
	}
	p := into[api.PlanView](t, a, http.StatusOK)
	require.True(t, p.Status.Over(), "%s", a.body)
	return p
}

// plain reads any JSON.
func plain(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	require.NoError(t, json.Unmarshal(text, &v))
	return v
}
