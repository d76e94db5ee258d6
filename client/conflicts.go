package client

import (
	"context"

	"lungang/api"
)

// FindConflicts asks for a search for the conflicts of a plan; the answer comes
// before they do, unless a search looked at everything already. Follow and Stop
// take the id of the search.
func (c *Client) FindConflicts(ctx context.Context, plan string, body api.ConflictsBody) (*api.ConflictsView, error) {
	return post[api.ConflictsView](ctx, c, planPath(plan)+"/conflicts", 0, body)
}

// Conflicts reads the newest search for the conflicts of a plan, and what it
// found. not_found when there was none.
func (c *Client) Conflicts(ctx context.Context, plan string) (*api.ConflictsView, error) {
	return get[api.ConflictsView](ctx, c, planPath(plan)+"/conflicts", nil)
}
