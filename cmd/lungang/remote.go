package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"regexp"

	"lungang/api"
	"lungang/client"
	"lungang/cmd/console"
	"lungang/model"
	"lungang/policy"
	"lungang/solver"
)

// serverIDs are names of datasets and plans of a service. With --server they
// may stand wherever a problem or a plan is asked for.
var serverIDs = regexp.MustCompile(`^(ds|pl)_[0-9a-z]+$`)

// isRemote reports whether a name is that of something on the server.
func (m *Main) isRemote(name string) bool { return m.server != "" && serverIDs.MatchString(name) }

// isPlanThere reports whether a name is that of a plan on the server.
func (m *Main) isPlanThere(name string) bool { return m.isRemote(name) && name[:2] == "pl" }

// remote is a client of the service that --server names.
func (m *Main) remote() (*client.Client, error) {
	if token := m.Env("LUNGANG_SESSION"); token != "" {
		return client.NewSession(m.server, token, m.lang)
	}
	return client.New(m.server, m.Env("LUNGANG_API_KEY"), m.lang)
}

// fetch reads a problem or a plan of the server: of a dataset its document; of
// a plan its document, or with problem what it solves.
func (m *Main) fetch(id string, problem bool) (source, error) {
	ctx := m.ctx
	c, err := m.remote()
	if err != nil {
		return source{}, err
	}
	src := source{name: id}
	switch {
	case id[:2] == "ds" && problem:
		src.text, err = c.DatasetDocument(ctx, id)
	case id[:2] == "ds":
		err = usage(id+" 是数据集,这里需要方案", id+" is a dataset; a plan is needed here")
	case problem:
		src.text, err = c.Problem(ctx, id)
	default:
		var p *api.PlanView
		if p, err = c.Plan(ctx, id); err == nil {
			src.text, err = documentOf(ctx, c, p)
		}
	}
	return src, err
}

// solveRemote lets the service solve a problem, and fetches the plan.
func (m *Main) solveRemote(ctx context.Context, name, out string, flags solveFlags, mps mpsFlags) error {
	if flags.limit == 0 {
		return usage("服务上的求解须有时间上限", "a solve of the service has a time limit")
	}
	c, err := m.remote()
	if err != nil {
		return err
	}
	dataset := name
	if !m.isRemote(name) || name[:2] != "ds" {
		if dataset, err = m.upload(ctx, c, name, flags.quiet); err != nil {
			return err
		}
	}
	p, err := c.Solve(ctx, api.NewPlanBody{Dataset: dataset, Name: planName(name), Options: flags.request()})
	if err != nil {
		return err
	}
	if p, err = m.follow(ctx, c, p.ID, flags.quiet); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // what there is after Ctrl-C is fetched all the same
	return m.deliver(ctx, c, p, out, flags, mps)
}

func planName(name string) string {
	if name == "-" {
		return ""
	}
	return filepath.Base(name)
}

// request is the limits of a solve as the service takes them.
func (f *solveFlags) request() *api.OptionsRequest {
	seconds := f.limit.Seconds()
	return &api.OptionsRequest{TimeLimitSeconds: &seconds, MemoryLimitMiB: &f.memory, Workers: &f.workers}
}

// upload brings a problem to the service, and returns the id of its dataset.
// The same problem again, within a day, is the same dataset.
func (m *Main) upload(ctx context.Context, c *client.Client, name string, quiet bool) (string, error) {
	p, src, err := m.problem(name, quiet)
	if err != nil {
		return "", err
	}
	if src.text == nil || src.book != nil {
		if src.text, err = model.Canonical(p); err != nil {
			return "", err
		}
	}
	d, err := c.Upload(ctx, planName(name), src.text, "cli "+p.Hash())
	if errors.Is(err, &model.Error{Code: api.CodeIdempotency}) { // the same district under another name or in another order
		d, err = c.Upload(ctx, planName(name), src.text, "")
	}
	if err != nil {
		return "", src.fail(err)
	}
	return d.ID, nil
}

// follow shows the news of a plan until it is over. Ctrl-C stops the solve; its
// best plan is kept.
func (m *Main) follow(ctx context.Context, c *client.Client, id string, quiet bool) (*api.PlanView, error) {
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		_, err := c.Stop(context.WithoutCancel(ctx), id)
		stopped <- err
	})
	always := context.WithoutCancel(ctx)
	news := m.progress(quiet)
	err := c.Follow(always, id, func(e api.ProgressEvent) {
		var s solver.Event
		if json.Unmarshal(e.Data, &s) == nil { // what says nothing of a search has no numbers
			s.Kind = solver.EventKind(e.Kind)
			news.event(s)
		}
	})
	news.stop()
	if !stop() {
		err = errors.Join(err, <-stopped)
	}
	if err != nil {
		return nil, err
	}
	return c.Plan(always, id)
}

// documentOf fetches the document of a plan that is over, or says why there is none.
func documentOf(ctx context.Context, c *client.Client, p *api.PlanView) ([]byte, error) {
	if p.PlanHash != "" {
		return c.Document(ctx, p)
	}
	f := &failure{Exit: exitNoPlan, Code: model.CodeNoPlan, File: p.ID}
	switch {
	case !p.Status.Over():
		f.Exit, f.Code = exitInput, model.CodeConflict
		f.Message = model.Text{ZH: "方案尚未算完(" + string(p.Status) + ")", EN: "the plan is not there yet (" + string(p.Status) + ")"}
		f.Remedy = model.Text{ZH: "请稍后再取", EN: "fetch it later"}
	case p.Failure != nil:
		f = failed(p.ID, p.Failure)
		if p.Status != api.StatusFailed {
			f.Exit = console.ExitOf(f.Code)
		}
	default:
		f.Message = model.Text{ZH: "求解中止时还没有任何方案", EN: "the solve was stopped before there was any plan"}
	}
	return nil, f
}

// failed is the failure of a job of the service.
func failed(id string, x *api.Failure) *failure {
	return &failure{Exit: exitInternal, Code: x.Code, File: id, Message: x.Message, Remedy: x.Remedy, Faults: x.Faults}
}

// deliver writes the plan of the service as solve writes its own.
func (m *Main) deliver(ctx context.Context, c *client.Client, p *api.PlanView, out string, flags solveFlags, mps mpsFlags) error {
	text, err := documentOf(ctx, c, p)
	if err != nil {
		return err
	}
	plan, err := decodePlan(source{name: p.ID, text: text})
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { _, err := w.Write(text); return err }
	if err := m.write(out, write); err != nil {
		return err
	}
	if mps.file != "" {
		if err := m.write(mps.file, func(w io.Writer) error { return c.Model(ctx, p.ID, mps.tier, w) }); err != nil {
			return err
		}
	}
	if out != "-" && mps.file != "-" && (m.json || !flags.quiet) {
		problem, err := c.Problem(ctx, p.ID) // with the pins of that moment
		if err != nil {
			return err
		}
		src := source{name: p.ID, text: problem}
		decoded, _, err := decodeProblem(&src)
		if err != nil {
			return err
		}
		facts, err := policy.Derive(decoded)
		if err != nil {
			return src.fail(err)
		}
		if err := m.summary(&solver.Result{Plan: plan, Facts: facts}, out); err != nil {
			return err
		}
	}
	return exitOfPlan(plan.Status)
}
