package service

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"

	"lungang/api"
	"lungang/jobs"
	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/store"
)

type plans struct{ *wiring }

func (w plans) Create(ctx context.Context, who api.Actor, o api.Once, n api.NewPlan) (*api.Plan, error) {
	return settled(func() (*api.Plan, error) {
		e, err := w.effective(ctx, who, n.Dataset)
		if err != nil {
			return nil, err
		}
		return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Plan, string, error) {
			return w.queue(tx, who, e, n)
		}, func(tx *store.Tx, id string) (*api.Plan, error) { return w.get(tx, who, id) })
	})
}

func (w plans) CreateWithDataset(ctx context.Context, who api.Actor, o api.Once, d api.NewDataset, n api.NewPlan) (*api.Plan, error) {
	row, err := newDataset(d)
	if err != nil {
		return nil, err
	}
	return settled(func() (*api.Plan, error) {
		e, err := w.effectiveOf(ctx, who, d.Problem)
		if err != nil {
			return nil, err
		}
		return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Plan, string, error) {
			made, err := tx.Datasets().Create(tenantOf(who), actorOf(who), row)
			if err != nil {
				return nil, "", err
			}
			n.Dataset = made.ID
			return w.queue(tx, who, e, n)
		}, func(tx *store.Tx, id string) (*api.Plan, error) { return w.get(tx, who, id) })
	})
}

// queue stores a plan of the problem that was put together before, and its job.
func (w plans) queue(tx *store.Tx, who api.Actor, e effective, n api.NewPlan) (*api.Plan, string, error) {
	row, err := w.create(tx, who, e, store.NewPlan{Name: n.Name, Tags: n.Tags, DatasetID: n.Dataset, ParentID: n.Warm, Options: jobs.Options(n.Options)})
	if err != nil {
		return nil, "", err
	}
	if err := w.jobs.Enqueue(tx, tenantOf(who), row.ID); err != nil {
		return nil, "", err
	}
	out, err := w.get(tx, who, row.ID)
	return out, row.ID, err
}

// codeMoved says that pins changed while the problem was put together: do it
// again. It never leaves this room.
const codeMoved model.Code = "moved"

// settled does something until no pins changed meanwhile.
func settled[T any](do func() (T, error)) (T, error) {
	for {
		if out, err := do(); !is(err, codeMoved) {
			return out, err
		}
	}
}

// effective is the problem that a plan of a dataset would solve now.
type effective struct {
	pack      string
	pins      []string // ids of the pins that join the dataset
	overrides []string // ids of those of the bureau that are in force
	document  store.Document
	hash      string
}

// effective puts dataset, pins and the bureau's overrides together; without any
// there is nothing to do. Otherwise the whole district is held, in a turn of its own.
func (w *wiring) effective(ctx context.Context, who api.Actor, dataset string) (effective, error) {
	var rows []store.Pin
	var bureau []store.Override
	var pack string
	err := w.store.View(ctx, func(tx *store.Tx) error {
		d, err := tx.Datasets().Get(tenantOf(who), dataset)
		if err != nil {
			return err
		}
		pack = d.Pack
		if rows, err = pinsOf(tx, who, dataset); err != nil {
			return err
		}
		bureau, err = tx.Packs().Overrides(tenantOf(who), d.Pack)
		return err
	})
	if err != nil || len(rows)+len(bureau) == 0 {
		return effective{pack: pack}, err
	}
	return api.Weigh(ctx, w.heavy, func() (effective, error) {
		text, err := datasets{w}.Document(ctx, who, dataset) // it never changes
		if err != nil {
			return effective{}, err
		}
		problem, err := model.DecodeProblem(bytes.NewReader(text))
		if err != nil {
			return effective{}, err
		}
		return together(problem, rows, bureau)
	})
}

// effectiveOf is effective for a dataset that is not stored yet: nobody has
// pinned anything there.
func (w *wiring) effectiveOf(ctx context.Context, who api.Actor, problem *model.Problem) (effective, error) {
	bureau, err := store.Read(ctx, w.store, func(tx *store.Tx) ([]store.Override, error) {
		return tx.Packs().Overrides(tenantOf(who), problem.Pack.ID)
	})
	if err != nil || len(bureau) == 0 {
		return effective{pack: problem.Pack.ID}, err
	}
	return api.Weigh(ctx, w.heavy, func() (effective, error) { return together(problem, nil, bureau) })
}

// together puts a problem, pins and overrides together.
func together(problem *model.Problem, rows []store.Pin, bureau []store.Override) (effective, error) {
	e := effective{pack: problem.Pack.ID}
	for i := range rows {
		e.pins = append(e.pins, rows[i].ID)
	}
	for i := range bureau {
		e.overrides = append(e.overrides, bureau[i].ID)
	}
	f, err := api.Effective(problem, shown(rows, showPin), shown(bureau, showOverride))
	if err != nil {
		return effective{}, err
	}
	var b bytes.Buffer
	if err := model.EncodeProblem(&b, f.Problem); err != nil {
		return effective{}, err
	}
	e.document, e.hash = store.NewDocument(b.Bytes()), store.HashPrefix+f.Problem.Hash()
	return e, nil
}

// pinsOf lists the pins of a dataset that are in force, in the order of their ids.
func pinsOf(tx *store.Tx, who api.Actor, dataset string) ([]store.Pin, error) {
	var out []store.Pin
	p := store.Page{Oldest: true, Limit: storePage}
	for {
		part, err := tx.Pins().List(tenantOf(who), dataset, p)
		if err != nil {
			return nil, err
		}
		out = append(out, part.Rows...)
		if !part.More {
			return out, nil
		}
		p.After = part.Rows[len(part.Rows)-1].ID
	}
}

// create stores a plan of the problem that was put together before, if it is
// still the one.
func (w *wiring) create(tx *store.Tx, who api.Actor, e effective, n store.NewPlan) (*store.Plan, error) {
	now, err := pinsOf(tx, who, n.DatasetID)
	if err != nil {
		return nil, err
	}
	bureau, err := tx.Packs().Overrides(tenantOf(who), e.pack)
	if err != nil {
		return nil, err
	}
	if !slices.EqualFunc(now, e.pins, func(p store.Pin, id string) bool { return p.ID == id }) ||
		!slices.EqualFunc(bureau, e.overrides, func(o store.Override, id string) bool { return o.ID == id }) {
		return nil, failure(codeMoved, "", "")
	}
	n.Problem, n.ProblemHash, n.Pins = e.document, e.hash, len(e.pins)
	return tx.Plans().Create(tenantOf(who), actorOf(who), n)
}

func (w plans) get(tx *store.Tx, who api.Actor, id string) (*api.Plan, error) {
	row, err := tx.Plans().Get(tenantOf(who), id)
	if err != nil {
		return nil, err
	}
	return showPlan(row)
}

func (w plans) Get(ctx context.Context, who api.Actor, id string) (*api.Plan, error) {
	return store.Glance(ctx, w.store, func(tx *store.Tx) (*api.Plan, error) { return w.get(tx, who, id) })
}

func (w plans) State(ctx context.Context, who api.Actor, id string) (api.PlanState, error) {
	return store.Glance(ctx, w.store, func(tx *store.Tx) (api.PlanState, error) {
		row, err := tx.Plans().State(tenantOf(who), id)
		if err != nil {
			return api.PlanState{}, err
		}
		return api.PlanState{Version: row.Version, Shutdown: row.ShutdownAt}, nil
	})
}

func (w plans) List(ctx context.Context, who api.Actor, q api.PlanQuery) ([]api.Plan, bool, error) {
	filter := store.PlanFilter{Status: store.PlanStatus(q.Status), DatasetID: q.Dataset, BatchID: q.Batch, Name: q.Name, Tag: q.Tag}
	return view(ctx, w.wiring, q.Page, func(tx *store.Tx, p store.Page) (store.List[store.Plan], error) {
		return tx.Plans().List(tenantOf(who), filter, p)
	}, func(p *store.Plan) string { return p.ID }, func(_ *store.Tx, p *store.Plan) (*api.Plan, error) { return showPlan(p) })
}

func (w plans) Document(ctx context.Context, who api.Actor, id string) ([]byte, error) {
	text, err := store.Read(ctx, w.store, func(tx *store.Tx) ([]byte, error) { return tx.Plans().Document(tenantOf(who), id) })
	if err == nil && text == nil {
		return nil, failure(model.CodeConflict, "方案尚无文档:求解未结束,或没有得到方案", "there is no plan document: the solve is not over, or found no plan")
	}
	return text, err
}

func (w plans) Problem(ctx context.Context, who api.Actor, id string) ([]byte, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) ([]byte, error) { return tx.Plans().ProblemDocument(tenantOf(who), id) })
}

func (w plans) Rename(ctx context.Context, who api.Actor, id string, version int64, name string, tags []string) (*api.Plan, error) {
	return store.Write(ctx, w.store, func(tx *store.Tx) (*api.Plan, error) {
		row, err := tx.Plans().Describe(tenantOf(who), actorOf(who), id, version, name, tags)
		if err != nil {
			return nil, err
		}
		return showPlan(row)
	})
}

func (w plans) Cancel(ctx context.Context, who api.Actor, id string) (*api.Plan, error) {
	plan, err := store.Write(ctx, w.store, func(tx *store.Tx) (*api.Plan, error) {
		row, err := w.jobs.Cancel(tx, tenantOf(who), actorOf(who), id)
		if err != nil {
			return nil, err
		}
		return showPlan(row)
	})
	if err == nil {
		w.jobs.Hurry(id)
	}
	return plan, err
}

func (w plans) Model(ctx context.Context, who api.Actor, id, tier string, out io.Writer) error {
	if _, ok := policy.TierByID(tier); !ok {
		return failure(model.CodeNotFound, "没有目标 "+tier, "there is no tier "+tier)
	}
	text, err := w.Document(ctx, who, id)
	if err != nil {
		return err
	}
	plan, err := model.DecodePlan(bytes.NewReader(text))
	if err != nil {
		return err
	}
	if text, err = w.Problem(ctx, who, id); err != nil {
		return err
	}
	problem, err := model.DecodeProblem(bytes.NewReader(text))
	if err != nil {
		return err
	}
	var values []int64
	for _, t := range plan.Tiers {
		if t.ID == tier {
			_, _, err := solver.Export(ctx, problem, values, out)
			return err
		}
		values = append(values, t.Value)
	}
	return failure(model.CodeNotFound, "此方案的政策包不用目标 "+tier, "the pack of this plan has no tier "+tier)
}

// showPlan is a row as clients see it.
func showPlan(p *store.Plan) (*api.Plan, error) {
	out := &api.Plan{
		ID: p.ID, Name: p.Name, Tags: orEmpty(p.Tags), Dataset: p.DatasetID, Batch: p.BatchID, Warm: p.ParentID,
		Status: api.TechnicalStatus(p.Status), Business: api.BusinessStatus(p.Business),
		Times: api.Times{
			Submitted: moment(p.SubmittedAt), Started: moment(p.StartedAt), Active: moment(p.ActiveAt),
			Completed: moment(p.CompletedAt), Shutdown: moment(p.ShutdownAt),
		},
		Tiers: []model.TierResult{}, PlanHash: p.Document, Certificates: p.Certificates, Rules: p.PackID != "", Problem: p.ProblemHash, Pins: p.Pins, Version: p.Version, CreatedBy: string(p.CreatedBy),
	}
	switch p.Purpose {
	case store.PurposeConflicts:
		out.Warm, out.ConflictsOf = "", p.ParentID
	case store.PurposeWhy:
		out.Warm, out.WhyOf = "", p.ParentID
	}
	if err := json.Unmarshal([]byte(p.Options), &out.Options); err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	if p.Summary != "" {
		var s jobs.Summary
		if err := json.Unmarshal([]byte(p.Summary), &s); err != nil {
			return nil, model.NewError(model.CodeInternal, model.Text{}, err)
		}
		out.Tiers = orEmpty(s.Tiers)
	}
	out.Solution = solution(p, out.Tiers)
	if p.Failure == "" {
		return out, nil
	}
	var f struct {
		store.Failure
		Details struct {
			Remedy model.Text   `json:"remedy"`
			Faults model.Faults `json:"faults"`
		} `json:"details"`
	}
	if err := json.Unmarshal([]byte(p.Failure), &f); err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	out.Failure = &api.Failure{Code: f.Code, Message: f.Message, Remedy: f.Details.Remedy, Faults: f.Details.Faults}
	return out, nil
}

// solution keeps proof, coverage and the reason to stop apart.
func solution(p *store.Plan, tiers []model.TierResult) api.Solution {
	s := api.Solution{Proof: api.ProofOf(tiers), Termination: p.Termination}
	if p.Status == store.PlanInfeasible {
		s.Proof = api.ProofInfeasible
	}
	switch p.Coverage {
	case model.FullCoverage:
		s.Coverage = api.CoverageFull
	case model.PartialCoverage:
		s.Coverage = api.CoveragePartial
	}
	switch p.Termination {
	case model.StoppedTimeLimit:
		s.Limit = "timeLimitSeconds"
	case model.StoppedNodeLimit:
		s.Limit = "nodes"
	default: // no limit stopped it
	}
	return s
}
