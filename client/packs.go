package client

import (
	"context"
	"net/url"

	"lungang/api"
)

// TestPack holds acceptance tests against the verdicts of a pack, with what the
// bureau changed for itself.
func (c *Client) TestPack(ctx context.Context, pack string, body api.AcceptanceBody) (*api.Acceptance, error) {
	return post[api.Acceptance](ctx, c, "/v1/packs/"+url.PathEscape(pack)+"/tests", 0, body)
}
