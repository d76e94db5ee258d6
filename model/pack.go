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

// Pack is a district's rules (政策包) on one day: parameters, each with clause,
// quote and source, those that it inherits included.
type Pack struct {
	ID         string               `json:"id" yaml:"id"`
	Version    string               `json:"version" yaml:"version"`
	Title      Text                 `json:"title" yaml:"title"`
	Extends    string               `json:"extends,omitempty" yaml:"extends"`   // id of the pack that it inherits from
	Document   string               `json:"document,omitempty" yaml:"document"` // id of the ClauseSource that it carries out
	Abstract   bool                 `json:"abstract,omitempty" yaml:"abstract"` // a base for others, and nobody's rules
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
//
// The days of validity are both included, "2006-01-02"; an absent day means
// since ever, or until further notice. A relaxable rule may give way in a plan,
// at a price; an adjustable one may be overridden by the district although its
// clause is strict, because the clause asks for the thing and leaves the value
// to the district.
type Parameter struct {
	Value      any      `json:"value" yaml:"value"`
	Clauses    []string `json:"clauses,omitempty" yaml:"clauses"`
	Quote      string   `json:"quote,omitempty" yaml:"quote"`
	Source     string   `json:"source" yaml:"source"`
	Evidence   Evidence `json:"evidence" yaml:"evidence"`
	Binding    Binding  `json:"binding" yaml:"binding"`
	Relaxable  bool     `json:"relaxable,omitempty" yaml:"relaxable"`
	Adjustable bool     `json:"adjustable,omitempty" yaml:"adjustable"`
	ValidFrom  string   `json:"validFrom,omitempty" yaml:"valid_from"`
	ValidTo    string   `json:"validTo,omitempty" yaml:"valid_to"`
	Note       *Text    `json:"note,omitempty" yaml:"note"`
}

// On reports whether the entry is valid on that day.
func (p *Parameter) On(day Date) bool {
	return (p.ValidFrom == "" || p.ValidFrom <= day.String()) && (p.ValidTo == "" || day.String() <= p.ValidTo)
}

// Clause is one demand or statement of a document, in its own words.
type Clause struct {
	ID      string       `json:"id" yaml:"id"`                     // source and number, for example B1-22; never changes
	Section string       `json:"section" yaml:"section"`           // subject heading, given by the product
	Quote   string       `json:"quote" yaml:"quote"`               // the words, misprints of the import mended
	Printed string       `json:"printed,omitempty" yaml:"printed"` // the words as imported, where Quote differs
	Meaning string       `json:"meaning" yaml:"meaning"`           // in English, shortly
	Types   []ClauseType `json:"types" yaml:"types"`
	Due     int          `json:"due,omitempty" yaml:"due"` // year in which a target must be met; 0: none
}

// ClauseType tells what a clause is for the planner.
type ClauseType string

// The types.
const (
	ClauseEntity      ClauseType = "ENT"  // what there is: schools, teachers, attributes
	ClauseParameter   ClauseType = "PAR"  // a number or a choice
	ClauseHard        ClauseType = "HARD" // a duty or a ban
	ClauseSoft        ClauseType = "SOFT" // something to strive for
	ClauseIndicator   ClauseType = "KPI"  // something that is measured
	ClauseEligibility ClauseType = "ELIG" // who may or must
	ClauseEntitlement ClauseType = "ENTL" // pay and allowances
	ClauseReport      ClauseType = "RPT"
	ClauseWorkflow    ClauseType = "WF"   // who does what, and when
	ClauseScenario    ClauseType = "SCN"  // something to try out
	ClauseInformation ClauseType = "INFO" // context only
)

// Values lists the closed set of words.
func (ClauseType) Values() []string {
	return []string{"ENT", "PAR", "HARD", "SOFT", "KPI", "ELIG", "ENTL", "RPT", "WF", "SCN", "INFO"}
}

// ClauseSource is a document whose clauses the product knows.
type ClauseSource struct {
	ID       string `json:"id" yaml:"id"`                       // first part of the clause ids, for example B1
	Title    Text   `json:"title" yaml:"title"`                 // as a lawyer cites it
	Inferred *Text  `json:"inferred,omitempty" yaml:"inferred"` // what of the title the text does not say, and how it was found
}
