package model

import "encoding/json"

// PackRef names the pack that a problem is planned under, and what the
// district changes in it.
type PackRef struct {
	ID        string     `json:"id" doc:"pack id, for example hunan-county-3y"`
	Overrides []Override `json:"overrides,omitempty" doc:"changed parameters, each with reason and approver"`
}

// Override changes one parameter of the pack for this problem.
type Override struct {
	Parameter string          `json:"parameter" doc:"parameter key, for example exchange.ratio"`
	Value     json.RawMessage `json:"value" doc:"new value"`
	Reason    string          `json:"reason" doc:"why"`
	Approver  string          `json:"approver" doc:"role or pseudonymous id of who approved"`
}

// Pack is a district's rules (政策包): parameters, each with clause, quote and source.
type Pack struct {
	ID         string               `json:"id" yaml:"id"`
	Version    string               `json:"version" yaml:"version"`
	Title      Text                 `json:"title" yaml:"title"`
	Sources    []Source             `json:"sources" yaml:"sources"`
	Parameters map[string]Parameter `json:"parameters" yaml:"parameters"`
}

// Text is a text in Chinese and English.
type Text struct {
	ZH string `json:"zh" yaml:"zh"`
	EN string `json:"en" yaml:"en"`
}

// Source is a document that clauses are quoted from.
type Source struct {
	ID    string `json:"id" yaml:"id"`
	Title string `json:"title" yaml:"title"`
}

// Evidence tells how sure the quote is.
type Evidence string

// The marks: seed document, official page, public web page, public code or
// data, unverified general knowledge, and a choice of the product's designers
// where no source says anything.
const (
	EvidenceDocument   Evidence = "document"
	EvidenceOfficial   Evidence = "official"
	EvidenceWeb        Evidence = "web"
	EvidenceData       Evidence = "data"
	EvidenceUnverified Evidence = "unverified"
	EvidenceDesign     Evidence = "design"
)

// Binding tells how strictly a clause speaks.
type Binding string

// The degrees: 约束性, 原则上 (a recorded exception is possible), 预期性, 鼓励.
const (
	BindingStrict    Binding = "strict"
	BindingPrinciple Binding = "principle"
	BindingExpected  Binding = "expected"
	BindingEncourage Binding = "encouraged"
)

// Parameter is one value of a pack with its legal basis.
type Parameter struct {
	Value     any      `json:"value" yaml:"value"`
	Clauses   []string `json:"clauses,omitempty" yaml:"clauses"`
	Quote     string   `json:"quote,omitempty" yaml:"quote"`
	Source    string   `json:"source" yaml:"source"`
	Evidence  Evidence `json:"evidence" yaml:"evidence"`
	Binding   Binding  `json:"binding" yaml:"binding"`
	Relaxable bool     `json:"relaxable,omitempty" yaml:"relaxable"`
	ValidFrom string   `json:"validFrom,omitempty" yaml:"valid_from"`
	ValidTo   string   `json:"validTo,omitempty" yaml:"valid_to"`
	Note      *Text    `json:"note,omitempty" yaml:"note"`
}
