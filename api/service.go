package api

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"runtime/pprof"
	"runtime/trace"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"lungang/model"
)

// Alive says that the process answers.
type Alive struct {
	Status  string `json:"status" doc:"ok" example:"ok"`
	Version string `json:"version" doc:"version of the product"`
}

// Readiness says that everything that is needed is there.
type Readiness struct {
	Status string  `json:"status" doc:"ok" example:"ok"`
	Checks []Check `json:"checks" doc:"what was looked at"`
}

type aliveOut struct{ Body Alive }

type readyOut struct{ Body Readiness }

type profileIn struct {
	Profile string `path:"profile" enum:"allocs,block,goroutine,heap,mutex,profile,threadcreate,trace" doc:"profile of the running process" example:"heap"`
	Seconds int    `query:"seconds" minimum:"1" maximum:"60" doc:"how long to watch, 5 when absent; only with profile and trace"`
}

const (
	tagService  = "service"
	readyWithin = 5 * time.Second

	profileSeconds = 5
)

func (s *Server) registerService() {
	register(s, operation{
		id: "get-health", method: http.MethodGet, path: "/health", tag: tagService, summary: model.Text{ZH: "进程是否在运行", EN: "whether the process answers"},
	}, func(context.Context, *struct{}) (*aliveOut, error) {
		return &aliveOut{Alive{"ok", s.config.Version}}, nil
	})
	register(s, operation{
		id: "get-readiness", method: http.MethodGet, path: "/ready", tag: tagService,
		summary: model.Text{ZH: "是否可以工作(数据库、队列、求解器)", EN: "whether it can work (database, queue, solver)"},
	}, s.ready)
	register(s, operation{
		id: "get-metrics", method: http.MethodGet, path: "/metrics", tag: tagService, summary: model.Text{ZH: "Prometheus 指标", EN: "metrics for Prometheus"},
		answers: map[int]answer{http.StatusOK: {text: "metrics", media: "text/plain"}}, errors: []int{http.StatusNotFound},
	}, s.metrics)
	register(s, operation{
		id: "get-profile", method: http.MethodGet, path: "/debug/pprof/{profile}", tag: tagService,
		summary: model.Text{ZH: "运行剖析(pprof)", EN: "profiles of the process (pprof)"},
		answers: map[int]answer{http.StatusOK: {text: "a profile", media: "application/octet-stream"}}, errors: []int{http.StatusConflict},
	}, s.profile)
	register(s, operation{
		id: "get-openapi", method: http.MethodGet, path: "/openapi.json", tag: tagService, summary: model.Text{ZH: "本接口的 OpenAPI 文档", EN: "the OpenAPI document of this interface"},
		answers: map[int]answer{http.StatusOK: {text: "OpenAPI 3.1", media: "application/openapi+json"}},
	}, func(context.Context, *struct{}) (*rawOut, error) {
		return &rawOut{Status: http.StatusOK, ContentType: "application/openapi+json", Cache: "public, max-age=60", Body: s.document}, nil
	})
}

func (s *Server) ready(ctx context.Context, _ *struct{}) (*readyOut, error) {
	checks := s.lookedAt.checks(ctx, s.Ports.Health)
	p := newProblem(ctx, http.StatusServiceUnavailable, model.CodeUnavailable, TextOf(model.CodeUnavailable))
	for _, c := range checks {
		if !c.OK {
			p.Errors = append(p.Errors, ProblemItem{
				Parameter: c.Name, Code: model.CodeUnavailable, Severity: model.SeverityError,
				MessageZH: c.Name + " 不可用", MessageEN: c.Name + " is not available",
			})
		}
	}
	if len(p.Errors) > 0 {
		return nil, p
	}
	return &readyOut{Readiness{"ok", checks}}, nil
}

// lookedAt are the checks of a moment ago: whoever asks for readiness, and how
// often, does not decide how often the database is asked.
type lookedAt struct {
	mu   sync.Mutex
	at   time.Time
	list []Check
}

// freshFor is how long checks count as those of now.
const freshFor = time.Second

func (l *lookedAt) checks(ctx context.Context, port Health) []Check {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.list == nil || time.Since(l.at) > freshFor {
		within, cancel := context.WithTimeout(context.WithoutCancel(ctx), readyWithin)
		defer cancel()
		l.list, l.at = port.Checks(within), time.Now()
	}
	return l.list
}

func (s *Server) metrics(_ context.Context, _ *struct{}) (*streamOut, error) {
	if s.config.Metrics == nil {
		return nil, oops(model.CodeNotFound, "没有指标", "there are no metrics")
	}
	return &streamOut{func(c huma.Context) {
		e := humaecho.UnwrapV4(c)
		s.config.Metrics.ServeHTTP(e.Response(), e.Request())
	}}, nil
}

// profile watches the process. The two profiles that take time can be taken by
// one client at a time.
func (s *Server) profile(ctx context.Context, in *profileIn) (*streamOut, error) {
	takesTime := in.Profile == "profile" || in.Profile == "trace"
	err := notHere(ctx, "只有 profile 和 trace 需要时间;请去掉此参数", "only profile and trace take time; leave the parameter out", map[string]bool{
		"seconds": in.Seconds != 0 && !takesTime,
	})
	if err != nil {
		return nil, err
	}
	seconds := cmp.Or(in.Seconds, profileSeconds)
	return &streamOut{func(c huma.Context) {
		w := &lateStart{c: c, media: "application/octet-stream"}
		var err error
		switch in.Profile {
		case "profile":
			err = watch(c.Context(), seconds, w, pprof.StartCPUProfile, pprof.StopCPUProfile)
		case "trace":
			err = watch(c.Context(), seconds, w, trace.Start, trace.Stop)
		default:
			err = pprof.Lookup(in.Profile).WriteTo(w, 0)
		}
		if err != nil && !w.begun {
			s.refuse(c, oops(model.CodeConflict, "已有人在剖析,请稍后再试", "somebody else is profiling; try again later"))
		}
	}}, nil
}

// watch profiles for so many seconds, or until the client goes.
func watch(ctx context.Context, seconds int, w io.Writer, start func(io.Writer) error, stop func()) error {
	if err := start(w); err != nil {
		return err
	}
	defer stop()
	timer := time.NewTimer(time.Duration(seconds) * time.Second)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return nil
}

// lateStart sends the head of the answer with the first bytes, so that an error
// before them can still be told.
type lateStart struct {
	c     huma.Context
	media string
	begun bool
	out   io.Writer
}

// Write writes to the client.
func (w *lateStart) Write(p []byte) (int, error) {
	if !w.begun {
		w.begun = true
		w.c.SetHeader("Content-Type", w.media)
		w.c.SetStatus(http.StatusOK)
		w.out = w.c.BodyWriter()
	}
	return w.out.Write(p)
}
