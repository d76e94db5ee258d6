package audit

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"lungang/audit/verifier"
	"lungang/model"
)

// Rows are a tenant's log as it is kept: entries and hashes, each in the order
// of their numbers, and the head; nil when there is none.
type Rows struct {
	Tenant  string
	Entries iter.Seq2[Entry, error]
	Stored  iter.Seq2[Stored, error]
	Head    *StoredHead
}

// StoredHead is the head as it is kept.
type StoredHead struct {
	Size       int64
	Frontier   []string
	Checkpoint string
}

// Report is what Verify found.
type Report struct {
	Tenant   string    `json:"tenant"`
	Entries  int64     `json:"entries"`            // rows that were looked at
	Root     string    `json:"root,omitempty"`     // of the tree over them; "" when it cannot be computed
	Signed   bool      `json:"signed"`             // the head's checkpoint was checked with a known key
	Earlier  int       `json:"earlierCheckpoints"` // earlier checkpoints that fit
	Begun    []int64   `json:"begun"`              // entries ActionSigned and ActionRebuilt: what stood before each, nobody had vouched for then
	Findings []Finding `json:"findings"`
}

// OK reports whether nothing was found.
func (r *Report) OK() bool { return len(r.Findings) == 0 }

// Kind is what is wrong.
type Kind string

// The kinds of findings.
const (
	Changed    Kind = "changed"    // an entry is not what was hashed
	Moved      Kind = "moved"      // an entry stands in the place of another
	Missing    Kind = "missing"    // entries are gone
	Extra      Kind = "extra"      // rows that the log does not have
	Hashes     Kind = "hashes"     // a kept hash is not that of what is under it
	BadHead    Kind = "head"       // the head does not fit the entries
	Signature  Kind = "signature"  // a checkpoint is not signed by a known key
	Truncated  Kind = "truncated"  // a signed checkpoint has more entries
	Rewritten  Kind = "rewritten"  // a signed checkpoint has another root
	Unreadable Kind = "unreadable" // a row or a checkpoint cannot be read
)

// Finding is one thing that is wrong with the entries From to To; 0 and 0 when
// it is about none of them.
type Finding struct {
	Kind    Kind       `json:"kind"`
	From    int64      `json:"from,omitempty"`
	To      int64      `json:"to,omitempty"`
	Message model.Text `json:"message"`
}

// mostFindings ends a report: a log of which so much is wrong was replaced.
const mostFindings = 1000

// Verify recomputes a whole log: each entry against its leaf, each kept node
// against those under it, the head against the tree, its checkpoint and earlier
// ones against the roots. Whatever is wrong is named by the entries that it is
// about. An error says that rows could not be read, not that they are wrong.
func Verify(rows Rows, keys *Keys, earlier ...string) (*Report, error) {
	v := &verification{keys: keys, head: rows.Head, report: &Report{Tenant: rows.Tenant, Begun: []int64{}, Findings: []Finding{}}, size: math.MaxInt64, next: 1}
	if v.head != nil {
		v.size = v.head.Size
	}
	for i, text := range earlier {
		v.expect(i, text)
	}
	slices.SortStableFunc(v.marks, func(a, b verifier.Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	if err := v.walk(rows); err != nil {
		return nil, err
	}
	v.end()
	v.findMoved()
	slices.SortStableFunc(v.report.Findings, func(a, b Finding) int { return cmp.Compare(a.From, b.From) })
	return v.report, nil
}
