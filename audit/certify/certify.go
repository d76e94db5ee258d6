package certify

import (
	"encoding/json"

	"lungang/audit/evidence"
	"lungang/audit/verifier"
	"lungang/solver"
)

// Certify writes the proofs of a solve in numbers of the whole program. What no
// part has proved is one more part, without a proof.
func Certify(r *solver.Result) (*evidence.Certificates, error) {
	out := &evidence.Certificates{Format: evidence.Format, ProblemHash: r.Facts.ProblemHash(), Parts: []verifier.Part{}}
	inPart := make([]bool, r.Columns)
	for _, c := range r.Certificates {
		text, err := json.Marshal(c.Proof)
		if err != nil {
			return nil, err
		}
		p := verifier.Part{Columns: numbers(c.Cols), Rows: numbers(c.Rows)}
		if err := json.Unmarshal(text, &p.Proof); err != nil {
			return nil, err
		}
		for _, j := range c.Cols {
			inPart[j] = true
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

func numbers(places []int) []int32 {
	out := make([]int32, len(places))
	for k, j := range places {
		out[k] = int32(j)
	}
	return out
}
