package lp

// Proof is an argument in steps that no point of whole numbers of a program has
// better values of some objectives, one after the other. Every step follows from
// those before in exact arithmetic, so nobody needs to trust a solver.
//
// Rows are numbered: those of the program first, in order, then the rows that steps
// add (Open, Cut), in order. All data are whole numbers, and every column is a
// bounded integer column.
//
// A Vector w proves something by one sum. With d_j = −Σ_i w_i·a_ij every point
// satisfies
//
//	0 ≥ T = Σ_i (w_i>0 ? L_i : U_i)·w_i + Σ_j (d_j>0 ? l_j : u_j)·d_j,
//
// and each column that stands k units away from its bound used here adds k·|d_j|
// to the right, each row |w_i|. So
//
//   - T > 0 proves that there is no point;
//   - no column or row can stand more than ⌊−T/|d_j|⌋ or ⌊−T/|w_i|⌋ units away (Fix);
//   - with the row "tier ≤ v" counted with weight −D, T + D > 0 proves that no point
//     has a value of at most v − 1 (Claim).
type Proof struct {
	Steps []ProofStep `json:"steps"`
}

// ProofStep is one of its fields.
type ProofStep struct {
	Open  *OpenStep  `json:"open,omitempty"`
	Fix   *FixStep   `json:"fix,omitempty"`
	Cut   *CutStep   `json:"cut,omitempty"`
	Claim *ClaimStep `json:"claim,omitempty"`
}

// OpenStep goes on with the points whose value of an objective is at most AtMost:
// it adds the row "objective ≤ AtMost".
type OpenStep struct {
	Objective int   `json:"objective"` // number of the objective, from 0
	AtMost    int64 `json:"atMost"`
}

// Vector is a weight for some rows, in increasing order of rows.
type Vector struct {
	Rows    []int32 `json:"rows"`
	Weights []int64 `json:"weights"`
}

// FixStep tightens columns and rows as far as the vector allows.
type FixStep struct {
	Vector  Vector  `json:"vector"`
	Columns []int32 `json:"columns,omitempty"`
	Rows    []int32 `json:"fixedRows,omitempty"`
}

// CutStep adds a cut as a row.
type CutStep struct {
	Name     string   `json:"name"`
	Rounding Rounding `json:"rounding"`
}

// ClaimStep proves that no point has a value below Value, the AtMost of its
// objective.
type ClaimStep struct {
	Objective int       `json:"objective"`
	Value     int64     `json:"value"`
	Tree      ProofNode `json:"tree"`
}

// ProofNode is a leaf with a vector, or a branching: every point of whole numbers
// has the column at most At, or at least At+1.
type ProofNode struct {
	Vector *Vector    `json:"vector,omitempty"`
	Column int32      `json:"column,omitempty"`
	At     int64      `json:"at,omitempty"`
	Below  *ProofNode `json:"below,omitempty"`
	Above  *ProofNode `json:"above,omitempty"`
}

// Leaves counts the leaves of a tree.
func (n *ProofNode) Leaves() int {
	if n.Below == nil || n.Above == nil {
		return 1
	}
	return n.Below.Leaves() + n.Above.Leaves()
}
