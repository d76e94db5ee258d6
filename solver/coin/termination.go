package coin

// Termination says why a solve ended. It does not say whether a solution is
// present: see HasSolution of MIPResult and X of LPResult.
type Termination string

// Why a solve ended, and what a caller may conclude.
const (
	// Optimal: a point was found that satisfies every row, bound and
	// integrality within tolerance (checked in Go), and the solver finished
	// its search. For an LP the multipliers satisfy complementarity within
	// 1e-6 of the objective. For a MIP no better point exists according to
	// CBC, within its absolute tolerance of 1e-6 or so. A caller who needs
	// proof evaluates lp.Program.LowerBound.
	Optimal Termination = "optimal"
	// WithinGap: the search was ended by RelativeGap or AbsoluteGap. There is
	// a solution, and Bound is a proved limit on how much better one can be.
	WithinGap Termination = "within_gap"
	// Infeasible: no point satisfies the rows. For an LP either Ray is a
	// Farkas proof checked in Go, or both simplex methods agreed without
	// presolve, or two bounds of the program cross. For a MIP either the
	// relaxation is infeasible in that sense, or two searches agreed, the
	// second without preprocessing.
	Infeasible Termination = "infeasible"
	// NoBetter: Cutoff was given and no solution with a smaller objective
	// exists. Nothing is known about solutions at or above the cutoff.
	NoBetter Termination = "no_better"
	// Unbounded: the objective of the program, for a MIP of its relaxation, can
	// fall without limit. A program with finite bounds never ends like this.
	Unbounded Termination = "unbounded"
	// TimeLimit: the wall-clock limit was reached. A MIP may carry a solution
	// and a bound; the point of an LP must not be used.
	TimeLimit Termination = "time_limit"
	// IterationLimit: the LP reached MaxIterations. Nothing is known, but the
	// basis may serve as a start for another solve.
	IterationLimit Termination = "iteration_limit"
	// NodeLimit: the MIP reached MaxNodes. As TimeLimit, but reproducible.
	NodeLimit Termination = "node_limit"
	// Cancelled: the context ended. As TimeLimit.
	Cancelled Termination = "cancelled"
	// Numerical: the solver answered, but its answers contradict each other or
	// the check in Go. Nothing is known. Rescaling the program may help.
	Numerical Termination = "numerical"
	// Failed: the solver did not answer, for instance because the child
	// process crashed twice. An error comes with it and says why.
	Failed Termination = "error"
)
