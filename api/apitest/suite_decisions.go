package apitest

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
)

// notHere are operations that write into the log, and that other suites call.
var notHere = []string{"finish-login", "resolve-objection"}

// logged demands that every operation that the document says writes into the log
// was called with success, and that the log has what it writes.
func (w *world) logged(t *testing.T) {
	t.Helper()
	seen := map[string]bool{}
	for _, tenant := range w.names {
		q := api.AuditQuery{Limit: 1000}
		for more := true; more; {
			list, next, err := w.server.Ports.Audit.List(context.WithoutCancel(t.Context()), api.Actor{Tenant: tenant}, q)
			require.NoError(t, err)
			for _, e := range list {
				seen[e.Action], q.After = true, e.Seq
			}
			more = next
		}
	}
	deciding := 0
	w.each(func(op operation) {
		actions, _ := op.op.Extensions["x-audit"].([]any)
		if len(actions) == 0 || slices.Contains(notHere, op.id) {
			return
		}
		deciding++
		action, _ := actions[0].(string)
		require.True(t, w.met[op.id], "no topic calls %s with success", op.id)
		require.True(t, seen[action], "%s was called, and the log has no %s", op.id, action)
	})
	require.Greater(t, deciding, 30)
}
