package apitest

import (
	"context"
	"slices"
	"testing"

	"lungang/api"
)

// notHere are operations that write into the log, and that other suites call, or
// that come too late here: the small plans are over before anybody stops them.
var notHere = []string{"acknowledge-finding", "finish-login", "resolve-objection", "stop-batch", "stop-plan"}

// logged demands that every operation that the document says writes into the log
// was called with success, and that the log has what it writes. It runs when the
// test is being cleaned up, where nothing may end it early.
func (w *world) logged(t *testing.T) {
	t.Helper()
	seen := map[string]bool{}
	for _, tenant := range w.names {
		q := api.AuditQuery{Limit: 1000}
		for more := true; more; {
			list, next, err := w.server.Ports.Audit.List(context.WithoutCancel(t.Context()), api.Actor{Tenant: tenant}, q)
			if err != nil {
				t.Error(err)
				return
			}
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
		switch {
		case !w.met[op.id]:
			t.Errorf("no topic calls %s with success", op.id)
		case !seen[action]:
			t.Errorf("%s was called, and the log has no %s", op.id, action)
		}
	})
	if deciding < 30 {
		t.Errorf("only %d operations write into the log", deciding)
	}
}
