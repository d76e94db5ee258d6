package register

import (
	"embed"
	"sync"

	"lungang/model"
)

// Kind is what sort of thing represents a clause.
type Kind string

// The kinds, in the order in which they are shown.
const (
	Rule        Kind = "rule"        // a hard rule, or an objective as tier:ID
	Predicate   Kind = "predicate"   // a question that a verdict asks of a teacher
	Parameter   Kind = "parameter"   // a parameter of the packs
	Indicator   Kind = "indicator"   // something that is measured against a threshold
	Report      Kind = "report"      // a table or list that the product makes
	Ledger      Kind = "ledger"      // an account that is kept by teacher or school
	Workflow    Kind = "workflow"    // a step that a plan goes through
	Data        Kind = "data"        // a field, a type or a word of the documents
	Information Kind = "information" // nothing: context, for a reason
)

// Kinds returns all kinds in their order.
func Kinds() []Kind {
	return []Kind{Rule, Predicate, Parameter, Indicator, Report, Ledger, Workflow, Data, Information}
}

// Text returns the name of the kind.
func (k Kind) Text() model.Text {
	switch k {
	case Rule:
		return model.Text{ZH: "规则", EN: "rule"}
	case Predicate:
		return model.Text{ZH: "认定条件", EN: "predicate"}
	case Parameter:
		return model.Text{ZH: "参数", EN: "parameter"}
	case Indicator:
		return model.Text{ZH: "指标", EN: "indicator"}
	case Report:
		return model.Text{ZH: "报表", EN: "report"}
	case Ledger:
		return model.Text{ZH: "台账", EN: "ledger"}
	case Workflow:
		return model.Text{ZH: "流程", EN: "workflow"}
	case Data:
		return model.Text{ZH: "数据", EN: "data"}
	default:
		return model.Text{ZH: "仅供参考", EN: "information"}
	}
}

// Link is one thing that represents a clause.
type Link struct {
	Kind   Kind       `json:"kind"`
	Target string     `json:"target"` // id within its kind, for example exchange.ratio
	Title  model.Text `json:"title"`  // of the target; of information: the reason
}

// Entry is what represents one clause.
type Entry struct {
	Clause model.Clause `json:"clause"`
	Links  []Link       `json:"links"` // at least one; kinds in their order
	Note   *model.Text  `json:"note,omitempty"`
}

// IsInformation reports whether nothing represents the clause.
func (e *Entry) IsInformation() bool { return e.Links[0].Kind == Information }

//go:embed clauses/*.yaml reasons.yaml
var files embed.FS

// shipped is the register that comes with the product.
var shipped = sync.OnceValues(func() (map[string][]Entry, error) { return read(files) })

// Entries returns the entry of every clause of a document (see
// policy.ClauseSources), in the document's order; none when there is no such
// document. The error lists faults of the register itself, which is a fault of
// the build. The entries are shared and must not be changed.
func Entries(document string) ([]Entry, error) {
	all, err := shipped()
	return all[document], err
}
