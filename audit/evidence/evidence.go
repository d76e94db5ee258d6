package evidence

import (
	"bytes"
	"context"
	"fmt"
	"math"

	"lungang/audit"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/formulate"
)

// Programs makes the programs of all tiers of a problem, those above each held
// at the values. Errors: conflict when there are not as many values as tiers.
func Programs(ctx context.Context, problem *model.Problem, values []int64) ([]audit.Program, error) {
	facts, err := policy.Derive(problem)
	if err != nil {
		return nil, err
	}
	m, err := formulate.Formulate(ctx, facts)
	if err != nil {
		return nil, err
	}
	if len(values) != len(m.Tiers) {
		return nil, conflict(fmt.Sprintf("方案有 %d 个目标,政策包有 %d 个", len(values), len(m.Tiers)),
			fmt.Sprintf("the plan has %d tiers, the pack %d", len(values), len(m.Tiers)))
	}
	var out []audit.Program
	program := m.Program
	for k, t := range m.Tiers {
		var b bytes.Buffer
		if err := program.WithCost(t.Cost).WriteMPS(&b); err != nil {
			return nil, err
		}
		out = append(out, audit.Program{Tier: t.ID, Offset: t.Offset, MPS: b.Bytes()})
		program = program.WithRow("at_most["+t.ID+"]", math.Inf(-1), float64(values[k]-t.Offset), t.Cost)
	}
	return out, nil
}

// Documents are what is kept of a plan, byte for byte: the log has their hashes.
type Documents struct {
	Problem      []byte
	Plan         []byte
	Certificates []byte // nil when nothing was certified
}

// Bundle puts together what goes into a bundle. log is nil without one; version
// is that of the product. Errors: faults of the documents, conflict when they do
// not belong together.
func Bundle(ctx context.Context, d Documents, log []audit.Inclusion, version string) (*audit.Evidence, error) {
	problem, err := model.DecodeProblem(bytes.NewReader(d.Problem))
	if err != nil {
		return nil, err
	}
	plan, err := model.DecodePlan(bytes.NewReader(d.Plan))
	if err != nil {
		return nil, err
	}
	e := &audit.Evidence{Problem: d.Problem, Plan: d.Plan, Log: log, Version: version}
	if d.Certificates != nil {
		c, err := Read(d.Certificates)
		if err != nil {
			return nil, err
		}
		if c.ProblemHash != plan.ProblemHash {
			return nil, conflict("证书不是这个问题的", "the certificates are not of this problem")
		}
		e.Parts = c.Parts
	}
	var values []int64
	for _, t := range plan.Tiers {
		values = append(values, t.Value)
	}
	e.Programs, err = Programs(ctx, problem, values)
	return e, err
}

func conflict(zh, en string) error {
	return model.NewError(model.CodeConflict, model.Text{ZH: zh, EN: en}, nil)
}
