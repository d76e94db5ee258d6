package client

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"lungang/api"
	"lungang/model"
)

// Review reads where a plan stands between draft and effect, and what the owner
// of the key can do about it.
func (c *Client) Review(ctx context.Context, plan string) (*api.ReviewView, error) {
	return get[api.ReviewView](ctx, c, planPath(plan)+"/review", nil)
}

// Transitions reads what was decided about a plan, first step first.
func (c *Client) Transitions(ctx context.Context, plan string) ([]api.TransitionView, error) {
	page, err := get[api.PageOf[api.TransitionView]](ctx, c, planPath(plan)+"/transitions", nil)
	if err != nil {
		return nil, err
	}
	return page.Items, nil
}

// Transition takes a step. version is the one of the review that was read; the
// service refuses another one (stale).
func (c *Client) Transition(ctx context.Context, plan string, version int64, body api.TransitionBody) (*api.ReviewView, error) {
	return post[api.ReviewView](ctx, c, planPath(plan)+"/transitions", version, body)
}

// Sign signs off for an office, as Transition does.
func (c *Client) Sign(ctx context.Context, plan string, version int64, body api.SignOffBody) (*api.ReviewView, error) {
	return post[api.ReviewView](ctx, c, planPath(plan)+"/signoffs", version, body)
}

// Sentinel reads what looks odd about a plan.
func (c *Client) Sentinel(ctx context.Context, plan string) (*api.SentinelView, error) {
	return get[api.SentinelView](ctx, c, planPath(plan)+"/sentinel", nil)
}

// Acknowledge says that a finding was seen, as Transition does.
func (c *Client) Acknowledge(ctx context.Context, plan string, version int64, body api.AcknowledgeBody) (*api.ReviewView, error) {
	return post[api.ReviewView](ctx, c, planPath(plan)+"/sentinel/acknowledgements", version, body)
}

// Objections lists what was filed against a plan, or counts for it.
func (c *Client) Objections(ctx context.Context, plan string, most int) ([]api.Objection, error) {
	return list[api.Objection](ctx, c, planPath(plan)+"/objections", url.Values{}, most)
}

// Objection reads an objection and what it would change.
func (c *Client) Objection(ctx context.Context, id string) (*api.ObjectionView, error) {
	return get[api.ObjectionView](ctx, c, objectionPath(id), nil)
}

// Object files an objection against a plan that is public.
func (c *Client) Object(ctx context.Context, plan string, body api.ObjectionBody) (*api.ObjectionView, error) {
	return post[api.ObjectionView](ctx, c, planPath(plan)+"/objections", 0, body)
}

// Simulate asks what an objection would change, and waits so many seconds for the
// answer, which may be longer than the service keeps one request waiting. What is
// known by then is the answer, and no error.
func (c *Client) Simulate(ctx context.Context, id string, wait int) (*api.ObjectionView, error) {
	patient, end := context.WithTimeout(ctx, time.Duration(wait)*time.Second)
	defer end()
	o, err := send[api.ObjectionView](ctx, c, call{
		method: http.MethodPost, path: objectionPath(id) + "/impact", query: url.Values{"wait": {strconv.Itoa(wait)}},
	})
	if err != nil || o.Impact == nil || o.Impact.Complete {
		return o, err
	}
	for _, rung := range o.Impact.Rungs {
		if err := c.Follow(patient, rung.Plan, func(api.ProgressEvent) {}); err != nil && patient.Err() == nil {
			return nil, err
		}
	}
	return c.Objection(ctx, id)
}

// Resolve ends an objection. version is the one that was read (stale).
func (c *Client) Resolve(ctx context.Context, id string, version int64, body api.ResolutionBody) (*api.ObjectionView, error) {
	return post[api.ObjectionView](ctx, c, objectionPath(id)+"/resolution", version, body)
}

// Bundle reads the evidence for a plan.
func (c *Client) Bundle(ctx context.Context, plan string) ([]byte, error) {
	return c.bytes(ctx, call{method: http.MethodGet, path: planPath(plan) + "/bundle"})
}

func objectionPath(id string) string { return "/v1/objections/" + url.PathEscape(id) }

// post sends a body, on condition that the version is still that (0: on none).
func post[T any](ctx context.Context, c *Client, path string, version int64, body any) (*T, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	r := call{method: http.MethodPost, path: path, body: text}
	if version > 0 {
		r.header = map[string]string{"If-Match": `"v` + strconv.FormatInt(version, 10) + `"`}
	}
	return send[T](ctx, c, r)
}
