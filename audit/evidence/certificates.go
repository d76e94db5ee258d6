package evidence

import (
	"bytes"
	"context"
	"encoding/json"

	"lungang/audit/verifier"
	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/solver/formulate"
)

// Format is the version of documents of certificates.
const Format = "lungang/certificates/v1"

// Certificates are the proofs of a plan, as they are kept between a solve and
// the bundle for its plan.
type Certificates struct {
	Format      string          `json:"format"`
	ProblemHash string          `json:"problemHash"`
	Parts       []verifier.Part `json:"parts"` // of the whole program
}

// Certify writes the proofs of a solve in numbers of the whole program. What no
// part has proved is one more part, without a proof.
func Certify(ctx context.Context, facts *policy.Facts, list []solver.Certificate) (*Certificates, error) {
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
	out := &Certificates{Format: Format, ProblemHash: facts.ProblemHash(), Parts: []verifier.Part{}}
	inPart := make([]bool, len(m.Program.Cols))
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

// Text is the document: canonical JSON.
func (c *Certificates) Text() ([]byte, error) { return model.Canonical(c) }

// Read reads a document of certificates. Errors: bad_format.
func Read(text []byte) (*Certificates, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	var out Certificates
	if err := d.Decode(&out); err != nil || out.Format != Format {
		return nil, model.NewError(model.CodeBadFormat, model.Text{ZH: "不是证书文件", EN: "not a document of certificates"}, err)
	}
	return &out, nil
}
