package client

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"lungang/api"
	"lungang/model"
)

// Solve asks for a plan; the answer comes before the plan does.
func (c *Client) Solve(ctx context.Context, asked api.NewPlanBody) (*api.PlanView, error) {
	body, err := json.Marshal(asked)
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	return send[api.PlanView](ctx, c, call{method: http.MethodPost, path: "/v1/plans", body: body})
}

// Plan reads a plan: its three statuses, objectives, options.
func (c *Client) Plan(ctx context.Context, id string) (*api.PlanView, error) {
	return get[api.PlanView](ctx, c, planPath(id), nil)
}

// Plans lists the newest plans, so many at most; of one dataset when it is named.
func (c *Client) Plans(ctx context.Context, dataset string, most int) ([]api.PlanView, error) {
	query := url.Values{}
	if dataset != "" {
		query.Set("dataset", dataset)
	}
	return list[api.PlanView](ctx, c, "/v1/plans", query, most)
}

// Stop asks a solve to stop and keep its best plan.
func (c *Client) Stop(ctx context.Context, id string) (*api.PlanView, error) {
	return send[api.PlanView](ctx, c, call{method: http.MethodDelete, path: planPath(id)})
}

// Document reads the plan document, and holds it against the hash that the plan
// names. conflict when there is none.
func (c *Client) Document(ctx context.Context, p *api.PlanView) ([]byte, error) {
	text, err := c.bytes(ctx, call{method: http.MethodGet, path: planPath(p.ID) + "/document"})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	if is := hex.EncodeToString(sum[:]); is != strings.TrimPrefix(p.PlanHash, "sha256:") {
		return nil, notOurs(errors.New("the hash of the plan document is " + is))
	}
	return text, nil
}

// Problem reads the problem that a plan solves, pins included.
func (c *Client) Problem(ctx context.Context, id string) ([]byte, error) {
	return c.bytes(ctx, call{method: http.MethodGet, path: planPath(id) + "/problem"})
}

// Model writes the program of an objective as free MPS.
func (c *Client) Model(ctx context.Context, id, tier string, w io.Writer) error {
	a, err := c.open(ctx, call{method: http.MethodGet, path: planPath(id) + "/model.mps", query: url.Values{"tier": {tier}}})
	if err != nil {
		return err
	}
	defer func() { _ = a.Body.Close() }()
	if _, err := io.Copy(w, a.Body); err != nil {
		return c.unreachable(ctx, err)
	}
	return nil
}

func planPath(id string) string { return "/v1/plans/" + url.PathEscape(id) }
