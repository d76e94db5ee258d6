package evidence

import (
	"bytes"
	"encoding/json"

	"lungang/audit/verifier"
	"lungang/model"
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
