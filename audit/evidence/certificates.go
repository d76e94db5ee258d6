package evidence

import (
	"bytes"
	"encoding/json"

	"lungang/audit/verifier"
	"lungang/model"
	"lungang/solver"
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
func Certify(r *solver.Result) (*Certificates, error) {
	out := &Certificates{Format: Format, ProblemHash: r.Facts.ProblemHash(), Parts: []verifier.Part{}}
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
