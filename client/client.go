package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"lungang/model"
)

// Client calls one service with one key, or in the session of one person. It is
// safe for use by many goroutines.
type Client struct {
	base     *url.URL
	key      string // "" in a session
	session  *session
	language string
	http     *http.Client
}

// New returns a client of the service at an address such as
// https://lungang.example.cn, whose messages come in that language (zh or en).
// bad_parameter when the address is none, or the key cannot be one.
func New(address, key, language string) (*Client, error) {
	c, err := at(address, language)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(key) == "" || strings.ContainsAny(key, " \t\r\n") {
		return nil, model.NewError(model.CodeBadParameter, model.Text{
			ZH: "缺少密钥:请设环境变量 LUNGANG_API_KEY", EN: "there is no key: set the variable LUNGANG_API_KEY",
		}, nil)
	}
	c.key = key
	return c, nil
}

// at returns a client that has no key yet.
func at(address, language string) (*Client, error) {
	base, err := url.Parse(strings.TrimRight(address, "/"))
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" || base.RawQuery != "" || base.User != nil {
		return nil, model.NewError(model.CodeBadParameter, model.Text{
			ZH: "服务地址应形如 https://lungang.example.cn", EN: "the address of a service looks like https://lungang.example.cn",
		}, nil)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone() // nobody changes the default
	transport.ResponseHeaderTimeout = answerMost
	return &Client{base: base, language: language, http: &http.Client{
		Transport: transport,
		// a redirect would turn a POST into a GET, and carry the key elsewhere
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// answerMost is how long an answer may take to begin: the time to validate the
// longest document, and more.
const answerMost = 5 * time.Minute

// call is one request.
type call struct {
	method, path string
	query        url.Values
	body         []byte // JSON; nil: none
	header       map[string]string
}

// waitMost is how long a request waits in all when the service says that they come
// too fast.
const waitMost = time.Minute

// open sends a request and returns the answer, whose body the caller closes. An
// answer that is no success is an error. A request that came too fast (429) was not
// looked at: it is sent again when the service says.
func (c *Client) open(ctx context.Context, r call) (*http.Response, error) {
	for left := waitMost; ; {
		a, err := c.once(ctx, r)
		if err != nil || a.StatusCode < http.StatusMultipleChoices {
			return a, err
		}
		wait := asked(a)
		if a.StatusCode != http.StatusTooManyRequests || wait < 0 || wait > left {
			defer func() { _ = a.Body.Close() }()
			return nil, c.refused(a)
		}
		_ = a.Body.Close()
		left -= max(wait, time.Second)
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, c.unreachable(ctx, ctx.Err())
		}
	}
}

// asked is how long a service asks to be left alone; negative when it does not say.
func asked(a *http.Response) time.Duration {
	seconds, err := strconv.Atoi(a.Header.Get("Retry-After"))
	if err != nil || seconds > int(waitMost/time.Second) {
		return -1
	}
	return time.Duration(seconds) * time.Second
}

// once sends a request once, and returns whatever answer there is.
func (c *Client) once(ctx context.Context, r call) (*http.Response, error) {
	at := *c.base
	at.Path += r.path
	at.RawQuery = r.query.Encode()
	var body io.Reader
	if r.body != nil {
		body = bytes.NewReader(r.body)
	}
	q, err := http.NewRequestWithContext(ctx, r.method, at.String(), body)
	if err != nil {
		return nil, model.NewError(model.CodeBadParameter, model.Text{}, err)
	}
	if err := c.identify(ctx, q); err != nil {
		return nil, err
	}
	q.Header.Set("Accept-Language", c.language)
	if r.body != nil {
		q.Header.Set("Content-Type", "application/json")
	}
	for name, value := range r.header {
		q.Header.Set(name, value)
	}
	a, err := c.http.Do(q)
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	return a, nil
}

// bytes sends a request and returns the body of its answer.
func (c *Client) bytes(ctx context.Context, r call) ([]byte, error) {
	a, err := c.open(ctx, r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = a.Body.Close() }()
	text, err := io.ReadAll(a.Body)
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	return text, nil
}

// get reads a resource.
func get[T any](ctx context.Context, c *Client, path string, query url.Values) (*T, error) {
	return send[T](ctx, c, call{method: http.MethodGet, path: path, query: query})
}

// send sends a request and decodes its answer.
func send[T any](ctx context.Context, c *Client, r call) (*T, error) {
	text, err := c.bytes(ctx, r)
	if err != nil {
		return nil, err
	}
	out := new(T)
	if err := json.Unmarshal(text, out); err != nil {
		return nil, notOurs(err)
	}
	return out, nil
}

// notOurs says that what answers is no service of ours, or a newer one.
func notOurs(err error) error {
	return model.NewError(model.CodeUnavailable, model.Text{
		ZH: "服务的回答无法读懂;请核对地址与版本", EN: "the answer cannot be understood; check the address, and the version of the service",
	}, err)
}

// unreachable says that there was no answer; the end of ctx stays what it is.
func (c *Client) unreachable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return model.NewError(model.CodeUnavailable, model.Text{
		ZH: "无法连接服务 " + c.base.String() + ";请核对地址,并确认服务在运行",
		EN: "the service " + c.base.String() + " cannot be reached; check the address, and whether it runs",
	}, err)
}
