package client

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"lungang/api"
)

// Upload stores a problem document. With a key the same upload again, within a
// day, finds the dataset of the first one.
func (c *Client) Upload(ctx context.Context, name string, document []byte, key string) (*api.DatasetView, error) {
	r := call{method: http.MethodPost, path: "/v1/datasets", query: url.Values{}, body: document}
	if name != "" {
		r.query.Set("name", name)
	}
	if key != "" {
		r.header = map[string]string{"Idempotency-Key": key}
	}
	return send[api.DatasetView](ctx, c, r)
}

// Dataset reads a dataset.
func (c *Client) Dataset(ctx context.Context, id string) (*api.DatasetView, error) {
	return get[api.DatasetView](ctx, c, "/v1/datasets/"+url.PathEscape(id), nil)
}

// DatasetDocument reads the problem document of a dataset.
func (c *Client) DatasetDocument(ctx context.Context, id string) ([]byte, error) {
	return c.bytes(ctx, call{method: http.MethodGet, path: "/v1/datasets/" + url.PathEscape(id) + "/document"})
}

// Datasets lists the newest datasets, so many at most.
func (c *Client) Datasets(ctx context.Context, most int) ([]api.DatasetView, error) {
	return list[api.DatasetView](ctx, c, "/v1/datasets", url.Values{}, most)
}

// longestPage is the longest page that the service gives.
const longestPage = 1000

// list reads pages until there are so many entries, or no more.
func list[T any](ctx context.Context, c *Client, path string, query url.Values, most int) ([]T, error) {
	out := []T{}
	for len(out) < most {
		query.Set("limit", strconv.Itoa(min(most-len(out), longestPage)))
		page, err := get[api.PageOf[T]](ctx, c, path, query)
		if err != nil {
			return nil, err
		}
		out = append(out, page.Items...)
		if page.Next == "" {
			break
		}
		query.Set("cursor", page.Next)
	}
	return out, nil
}
