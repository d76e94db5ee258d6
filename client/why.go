package client

import (
	"context"
	"net/url"

	"lungang/api"
)

// AskWhy asks why a teacher is not, or is, at a school in a plan. Rules answer at
// once, and then there is no question to read again; otherwise the answer comes
// when the other case is solved, unless it was before. Follow and Stop take the
// id of the question.
func (c *Client) AskWhy(ctx context.Context, plan string, body api.WhyBody) (*api.WhyView, error) {
	return post[api.WhyView](ctx, c, planPath(plan)+"/why", 0, body)
}

// Why reads the answer to a question about a plan, as far as it is known.
// not_found when nobody asked it.
func (c *Client) Why(ctx context.Context, plan, question string) (*api.WhyView, error) {
	return get[api.WhyView](ctx, c, planPath(plan)+"/why/"+url.PathEscape(question), nil)
}
