package service

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"

	"lungang/audit"
	"lungang/audit/verifier"
	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/solver/formulate"
)

// CertificatesFormat is the version of the file of certificates.
const CertificatesFormat = "lungang/certificates/v1"

// Certificates are the proofs of a plan, as they are kept between a solve and
// the evidence for its plan.
type Certificates struct {
	Format      string          `json:"format"`
	ProblemHash string          `json:"problemHash"`
	Parts       []verifier.Part `json:"parts"` // of the whole program
}

// NewCertificates writes the proofs of a solve in numbers of the whole program. What no
// part has proved is one more part, without a proof.
func NewCertificates(ctx context.Context, facts *policy.Facts, list []solver.Certificate) (*Certificates, error) {
	m, err := formulate.Formulate(ctx, facts)
	if err != nil {
		return nil, err
	}
	columns, rows := map[string]int32{}, map[string]int32{}
	for j, c := range m.Program.Cols {
		columns[c.Name] = int32(j)
	}
	for i, r := range m.Program.Rows {
		rows[r.Name] = int32(i)
	}
	out := &Certificates{Format: CertificatesFormat, ProblemHash: facts.ProblemHash(), Parts: []verifier.Part{}}
	inPart, rowInPart := make([]bool, len(m.Program.Cols)), make([]bool, len(m.Program.Rows))
	for _, c := range list {
		text, err := json.Marshal(c.Proof)
		if err != nil {
			return nil, err
		}
		var p verifier.Part
		if err := json.Unmarshal(text, &p.Proof); err != nil {
			return nil, err
		}
		for _, col := range c.Program.Cols {
			p.Columns = append(p.Columns, columns[col.Name])
			inPart[columns[col.Name]] = true
		}
		for _, row := range c.Program.Rows {
			p.Rows = append(p.Rows, rows[row.Name])
			rowInPart[rows[row.Name]] = true
		}
		out.Parts = append(out.Parts, p)
	}
	rest := verifier.Part{Rows: []int32{}, Proof: verifier.Proof{Steps: []verifier.Step{}}}
	for j, in := range inPart {
		if !in {
			rest.Columns = append(rest.Columns, int32(j))
		}
	}
	if len(rest.Columns) > 0 {
		out.Parts = append(out.Parts, rest)
	}
	return out, nil
}

// ProgramsOf makes the programs of all tiers of a problem, those above each held
// at the values.
func ProgramsOf(ctx context.Context, problem *model.Problem, values []int64) ([]audit.Program, error) {
	facts, err := policy.Derive(problem)
	if err != nil {
		return nil, err
	}
	m, err := formulate.Formulate(ctx, facts)
	if err != nil {
		return nil, err
	}
	if len(values) != len(m.Tiers) {
		return nil, failure(model.CodeConflict, fmt.Sprintf("方案有 %d 个目标,政策包有 %d 个", len(values), len(m.Tiers)),
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

// EvidenceOf puts together what stands for a plan. certificates and log may be
// nil.
func EvidenceOf(ctx context.Context, problem *model.Problem, plan *model.Plan, certificates *Certificates, log []audit.Inclusion, version string) (*audit.Evidence, error) {
	e := &audit.Evidence{Log: log, Version: version}
	if certificates != nil {
		if certificates.Format != CertificatesFormat || certificates.ProblemHash != plan.ProblemHash {
			return nil, failure(model.CodeConflict, "证书不是这个问题的", "the certificates are not of this problem")
		}
		e.Parts = certificates.Parts
	}
	var values []int64
	for _, t := range plan.Tiers {
		values = append(values, t.Value)
	}
	var err error
	if e.Programs, err = ProgramsOf(ctx, problem, values); err != nil {
		return nil, err
	}
	var b, c bytes.Buffer
	if err := model.EncodeProblem(&b, problem); err != nil {
		return nil, err
	}
	if err := model.EncodePlan(&c, plan); err != nil {
		return nil, err
	}
	e.Problem, e.Plan = b.Bytes(), c.Bytes()
	return e, nil
}
