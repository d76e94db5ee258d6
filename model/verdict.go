package model

// VerdictKind says where a teacher stands this year.
type VerdictKind string

// The verdicts.
const (
	Must   VerdictKind = "must"    // 应交流
	May    VerdictKind = "may"     // 可交流: a volunteer who is not due
	Exempt VerdictKind = "exempt"  // 免于交流
	NotDue VerdictKind = "not_due" // 未到交流条件
)

// Values lists the closed set of words.
func (VerdictKind) Values() []string { return []string{"must", "may", "exempt", "not_due"} }

// Verdict is where a teacher stands, with every predicate that was looked at.
type Verdict struct {
	Teacher  TeacherID   `json:"teacher" doc:"teacher id"`
	Kind     VerdictKind `json:"kind" doc:"must, may, exempt or not_due"`
	Findings []Finding   `json:"findings" doc:"the predicates in the order in which they were looked at"`
}

// Finding is one predicate: what was asked, whether it holds, on which facts,
// under which clauses. Of holds the parts of a composed predicate.
type Finding struct {
	Predicate string    `json:"predicate" doc:"predicate id, for example age_limit"`
	Holds     bool      `json:"holds" doc:"whether it holds"`
	Facts     []Fact    `json:"facts,omitempty" doc:"what was compared"`
	Clauses   []string  `json:"clauses,omitempty" doc:"clause ids"`
	Of        []Finding `json:"of,omitempty" doc:"parts"`
}

// Fact is a named value that a finding or a justification rests on.
type Fact struct {
	Name  string `json:"name" doc:"name of the fact"`
	Value string `json:"value" doc:"value, written out"`
}

// Finding returns what was found for a predicate; false when it was not looked
// at.
func (v *Verdict) Finding(predicate string) (Finding, bool) {
	for _, f := range v.Findings {
		if f.Predicate == predicate {
			return f, true
		}
	}
	return Finding{}, false
}

// Fact returns a named fact of a finding; empty when there is none.
func (f *Finding) Fact(name string) string {
	for _, x := range f.Facts {
		if x.Name == name {
			return x.Value
		}
	}
	return ""
}
