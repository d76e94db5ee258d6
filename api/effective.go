package api

import (
	"context"
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// Effective puts together what a plan of a dataset solves: its document, the
// pins beside it and the overrides of the bureau, and derives what follows. What
// the document overrides itself stands. p is not changed.
//
// CodeConflict when pins contradict the document, or an override does not fit
// it; the faults point into the problem.
func Effective(p *model.Problem, pins []Pin, bureau []Override) (*policy.Facts, error) {
	problem := *p
	problem.Pins = slices.Clone(p.Pins)
	for _, x := range pins {
		problem.Pins = append(problem.Pins, model.Pin{Teacher: x.Teacher, Kind: x.Kind, School: x.School, Reason: x.Reason, Author: x.CreatedBy})
	}
	if faults := problem.Validate(); faults.HasErrors() {
		return nil, &model.Error{
			Code: model.CodeConflict, Faults: faults.Errors(),
			Message: model.Text{ZH: "人工指定与数据集矛盾", EN: "the pins contradict the dataset"},
		}
	}
	problem.Pack.Overrides = withBureau(p.Pack.Overrides, bureau)
	f, err := policy.Derive(&problem)
	if err != nil && len(bureau) > 0 {
		return nil, misfit(err)
	}
	return f, err
}

// withBureau adds the overrides of the bureau to those of a document, but for
// parameters that the document overrides itself.
func withBureau(own []model.Override, bureau []Override) []model.Override {
	out := slices.Clone(own)
	for _, o := range bureau {
		if !slices.ContainsFunc(own, func(d model.Override) bool { return d.Parameter == o.Parameter }) {
			out = append(out, model.Override{Parameter: o.Parameter, Value: o.Value, Reason: o.Reason, Approver: o.Approver})
		}
	}
	return out
}

// misfit says that an override of the bureau cannot be in force there.
func misfit(err error) error {
	return &model.Error{
		Code: model.CodeConflict, Faults: model.ErrorFaults(err),
		Message: model.Text{ZH: "本单位的参数调整在此不适用;请撤销这项调整", EN: "an override of the bureau does not fit here; withdraw it"},
	}
}

// inForce returns what follows from a dataset as a plan that is made now would
// solve it. pack asks for another pack; empty means that of the dataset.
func (s *Server) inForce(ctx context.Context, id, pack string) (*policy.Facts, error) {
	who := actorOf(ctx)
	bare, err := s.facts(ctx, id)
	if err != nil {
		return nil, err
	}
	problem := *bare.Problem
	if pack != "" {
		problem.Pack.ID = pack
	}
	pins, err := s.Ports.Pins.List(ctx, who, id)
	if err != nil {
		return nil, err
	}
	bureau, err := s.Ports.Overrides.List(ctx, who, problem.Pack.ID)
	if err != nil {
		return nil, err
	}
	if len(pins)+len(bureau) == 0 && problem.Pack.ID == bare.Problem.Pack.ID {
		return bare, nil
	}
	key := []string{id, problem.Pack.ID} // ids are never used again
	for _, p := range pins {
		key = append(key, p.ID)
	}
	for _, o := range bureau {
		key = append(key, o.ID)
	}
	return s.problems.get(ctx, strings.Join(key, "|"), func() (*policy.Facts, error) {
		return weigh(context.WithoutCancel(ctx), s, func() (*policy.Facts, error) { return Effective(&problem, pins, bureau) })
	})
}

// rulesOf returns what is in force under a pack, with the overrides of the
// bureau unless the pack alone is asked for.
func (s *Server) rulesOf(ctx context.Context, pack, on string, alone bool) (*policy.File, *policy.Rules, error) {
	f, err := openPack(pack)
	if err != nil {
		return nil, nil, err
	}
	day, err := dayOf(ctx, on)
	if err != nil {
		return nil, nil, err
	}
	var bureau []Override
	if !alone {
		if bureau, err = s.Ports.Overrides.List(ctx, actorOf(ctx), pack); err != nil {
			return nil, nil, err
		}
	}
	r, err := f.Effective(withBureau(nil, bureau), day)
	if err != nil && len(bureau) > 0 {
		err = misfit(err)
	}
	return f, r, err
}
