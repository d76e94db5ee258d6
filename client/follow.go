package client

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"lungang/api"
	"lungang/model"
)

const (
	// followTries is how often in a row a stream may break before anything new
	// came; the service restarts in less.
	followTries = 20
	followPause = time.Second
	// quietMost is how long a stream may say nothing: the service shows a sign of
	// life every 5 s.
	quietMost = time.Minute
	// longestEvent bounds a line of the stream.
	longestEvent = 1 << 20
)

// Follow tells the news of a plan from the beginning, in order and each once,
// until the plan is over. A stream that breaks is opened again where it broke.
func (c *Client) Follow(ctx context.Context, plan string, news func(api.ProgressEvent)) error {
	var last int64
	for tries := 0; tries < followTries; tries++ {
		if tries > 1 { // a stream also ends with the plan: the first look comes at once
			if err := pause(ctx); err != nil {
				return err
			}
		}
		before := last
		err := c.stream(ctx, plan, &last, news)
		switch {
		case errors.Is(err, &model.Error{Code: api.CodeGone}): // everything was seen
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case !errors.Is(err, &model.Error{Code: model.CodeUnavailable}):
			return err
		}
		if last > before {
			tries = 0
		}
	}
	return errBroken
}

func pause(ctx context.Context) error {
	timer := time.NewTimer(followPause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

var errBroken = model.NewError(model.CodeUnavailable, model.Text{
	ZH: "与服务的连接中断;求解仍在进行,可用 lungang plans show 查看", EN: "the connection to the service broke; the solve goes on, lungang plans show tells of it",
}, nil)

// stream reads one stream to its end. The error says what came after that.
func (c *Client) stream(ctx context.Context, plan string, last *int64, news func(api.ProgressEvent)) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	a, err := c.open(ctx, call{
		method: http.MethodGet, path: planPath(plan) + "/events",
		header: map[string]string{"Last-Event-ID": strconv.FormatInt(*last, 10), "Accept": "text/event-stream"},
	})
	if err != nil {
		return err
	}
	defer func() { _ = a.Body.Close() }()
	silence := time.AfterFunc(quietMost, end)
	defer silence.Stop()
	lines := bufio.NewScanner(a.Body)
	lines.Buffer(nil, longestEvent)
	for lines.Scan() {
		silence.Reset(quietMost)
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		var e api.ProgressEvent
		if err := json.Unmarshal([]byte(data), &e); err != nil {
			return notOurs(err)
		}
		if e.Seq > *last {
			*last = e.Seq
			news(e)
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return notOurs(lines.Err())
	}
	return errBroken
}
