package api

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"lungang/model"
)

// EventPage is the news of a plan after some event.
type EventPage struct {
	Items []ProgressEvent `json:"items" doc:"in the order in which they came"`
	Over  bool            `json:"over" doc:"the plan is over and nothing will follow"`
	Last  int64           `json:"last" doc:"sequence number to ask for what follows"`
}

type eventPageOut struct{ Body EventPage }

func (s *Server) registerEvents() {
	register(s, operation{
		id: "list-plan-events", method: http.MethodGet, path: "/v1/plans/{id}/logs", tag: tagPlans,
		summary: model.Text{ZH: "求解过程记录", EN: "what happened during the solve"}, errors: []int{http.StatusNotFound},
	}, func(ctx context.Context, in *logsIn) (*eventPageOut, error) {
		list, over, err := s.Ports.Progress.Since(ctx, actorOf(ctx), in.ID, in.After, in.Limit)
		if err != nil {
			return nil, err
		}
		out := EventPage{Items: list, Over: over, Last: in.After}
		if len(list) > 0 {
			out.Last = list[len(list)-1].Seq
		}
		return &eventPageOut{out}, nil
	})
	register(s, operation{
		id: "stream-plan-events", method: http.MethodGet, path: "/v1/plans/{id}/events", tag: tagPlans,
		summary: model.Text{ZH: "求解进度流(SSE)", EN: "progress as a stream of server-sent events"},
		notes: model.Text{
			ZH: "每条事件的 id 是序号,断线后以 Last-Event-ID 续传;没有消息时按时发心跳。方案结束后再连返回 410,除非 Last-Event-ID 说明还有未读到的事件(0 为从头)。",
			EN: "The id of an event is its sequence number; come back with Last-Event-ID. Signs of life come when there is no news. 410 once the plan is over, unless Last-Event-ID says that the end was not seen yet (0: from the beginning).",
		},
		errors:  []int{http.StatusNotFound, http.StatusGone},
		answers: map[int]answer{http.StatusOK: {text: "events until the plan is over", media: "text/event-stream"}},
	}, s.streamEvents)
}

type logsIn struct {
	PlanID

	After int64 `query:"after" minimum:"0" doc:"sequence number of the last event that was seen"`
	Limit int   `query:"limit" minimum:"1" maximum:"1000" default:"200" doc:"events of an answer"`
}

type eventsIn struct {
	PlanID

	LastEventID string `header:"Last-Event-ID" maxLength:"20" doc:"id of the last event that was seen; 0: from the beginning" example:"12"`
	After       string `query:"after" maxLength:"20" doc:"the same for clients that cannot set headers; with both, the header is the later one"`
}

// seen returns the sequence number of the last event that the client has seen;
// false when it does not say.
func (in *eventsIn) seen(ctx context.Context) (after int64, said bool, err error) {
	for _, given := range []struct{ name, text string }{{"query.after", in.After}, {"header.Last-Event-ID", in.LastEventID}} {
		if given.text == "" {
			continue
		}
		n, err := strconv.ParseInt(given.text, 10, 64)
		if err != nil || n < 0 {
			return 0, false, badParameter(ctx, given.name, "≥ 0", "应为序号", "it is a sequence number")
		}
		// A browser that comes back sends its address as it was, and the header
		// beside it: the header is later then, and both hold.
		if n < after {
			return 0, false, badParameter(ctx, "query.after", "≤ "+given.text, "after 在 Last-Event-ID 之后,两者矛盾;请去掉其中之一", "after is later than Last-Event-ID: they contradict each other; leave one out")
		}
		after, said = n, true
	}
	return after, said, nil
}

const eventBatch = 200 // events read at once

// streamEvents opens a stream. Watching begins before the first reading, so
// that no news falls between the two.
func (s *Server) streamEvents(ctx context.Context, in *eventsIn) (*streamOut, error) {
	who := actorOf(ctx)
	after, said, err := in.seen(ctx)
	if err != nil {
		return nil, err
	}
	free, ok := s.streams.take(who.Tenant)
	if !ok {
		return nil, oops(model.CodeUnavailable, "进度流过多,请稍后再连", "too many streams are open; come back later")
	}
	news, stop, err := s.Ports.Progress.Watch(ctx, who, in.ID)
	if err != nil {
		free()
		return nil, err
	}
	first, over, err := s.Ports.Progress.Since(ctx, who, in.ID, after, eventBatch)
	if err == nil && over && (!said || len(first) == 0) {
		err = model.NewError(CodeGone, TextOf(CodeGone), nil)
	}
	if err != nil {
		stop()
		free()
		return nil, err
	}
	return &streamOut{func(c huma.Context) {
		defer free()
		defer stop()
		t := stream{server: s, who: who, plan: in.ID, after: after, news: news, admitted: time.Now()}
		t.still = func() bool { return s.stillAdmitted(c, who) }
		t.open(c)
		t.run(c.Context(), first, over)
	}}, nil
}

// stream is one open progress stream.
type stream struct {
	server *Server
	who    Actor
	plan   string
	after  int64
	news   <-chan struct{}
	out    http.ResponseWriter
	flush  func() error
	calm   func() // takes the deadline of writes away

	still    func() bool // whether whoever listens still may
	admitted time.Time   // when that was looked at last
}

// admittedFor is how long a listener who may listen is not asked again.
const admittedFor = time.Second

// stillAdmitted reports whether the key or session of a request is good, and that
// of the same actor who may read plans. While that cannot be looked up, it is.
func (s *Server) stillAdmitted(c huma.Context, who Actor) bool {
	actor, _, err := s.credentials(c)
	if err != nil {
		return model.ErrorCode(err) != CodeUnauthenticated
	}
	return actor.Tenant == who.Tenant && actor.ID == who.ID && actor.May(PermPlansRead)
}

// writeTime is how long one write to a slow client may take.
const writeTime = 30 * time.Second

func (t *stream) open(c huma.Context) {
	c.SetHeader("Content-Type", "text/event-stream; charset=utf-8")
	c.SetHeader("Cache-Control", "no-store")
	c.SetHeader("X-Accel-Buffering", "no") // proxies pass on what comes
	t.out = writerOf(c)
	control := http.NewResponseController(t.out)
	t.flush = func() error {
		err := control.Flush()
		_ = control.SetWriteDeadline(time.Now().Add(writeTime)) // for the next write; not every writer can
		return err
	}
	t.calm = func() { _ = control.SetWriteDeadline(time.Time{}) } // the connection may serve another request
	_ = control.SetWriteDeadline(time.Now().Add(writeTime))
	c.SetStatus(http.StatusOK)
}

// run sends events until the plan is over, the client goes, or the server ends.
func (t *stream) run(ctx context.Context, events []ProgressEvent, over bool) {
	beat := time.NewTicker(t.server.config.Heartbeat)
	defer beat.Stop()
	defer t.calm()
	if _, err := fmt.Fprint(t.out, "retry: 2000\n\n"); err != nil || t.flush() != nil {
		return
	}
	for {
		if len(events) > 0 && t.send(events) != nil || over {
			return
		}
		if len(events) < eventBatch && !t.wait(ctx, beat.C) {
			return
		}
		if time.Since(t.admitted) > admittedFor {
			if !t.still() {
				return // the client comes back, and hears why
			}
			t.admitted = time.Now()
		}
		var err error
		if events, over, err = t.server.Ports.Progress.Since(ctx, t.who, t.plan, t.after, eventBatch); err != nil {
			if ctx.Err() == nil {
				requestOf(ctx).note(err)
			}
			return
		}
	}
}

// wait waits for news and shows signs of life; false when the stream ends.
func (t *stream) wait(ctx context.Context, beat <-chan time.Time) bool {
	for {
		select {
		case <-t.news:
			return true
		case <-beat:
			if _, err := fmt.Fprint(t.out, ": heartbeat\n\n"); err != nil || t.flush() != nil {
				return false
			}
			return true // also looks: news may have been lost with the connection of the port
		case <-t.server.closing:
			return false
		case <-ctx.Done():
			return false
		}
	}
}

// send writes events in the form of server-sent events.
func (t *stream) send(events []ProgressEvent) error {
	for i := range events {
		data, err := eventText(&events[i])
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(t.out, "id: %d\nevent: %s\ndata: %s\n\n", events[i].Seq, events[i].Kind, data); err != nil {
			return err
		}
		t.after = events[i].Seq
	}
	return t.flush()
}
