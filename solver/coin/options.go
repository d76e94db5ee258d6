package coin

import (
	"math"
	"strconv"
	"time"

	"lungang/solver/lp"
)

// DefaultMemoryLimit is the memory that a child may use when the options do
// not say otherwise: 2 GiB.
const DefaultMemoryLimit = 2 << 30

// MIPOptions steer one mixed-integer solve. The zero value searches to the end
// without preprocessing.
type MIPOptions struct {
	// MaxSeconds limits the wall-clock time of the whole Solve, second
	// opinions included; 0 = none.
	MaxSeconds float64
	// MaxNodes limits the search nodes of each attempt; 0 = none. Runs that end
	// by it are reproducible, runs that end by time are not.
	MaxNodes int
	// RelativeGap ends the search when (objective − bound) ≤ RelativeGap ·
	// |objective|; AbsoluteGap when the difference itself is at most that.
	// 0 = search to the end.
	RelativeGap, AbsoluteGap float64
	// Cutoff asks only for solutions with an objective below it; nil = none.
	Cutoff *float64
	// Start is a feasible point, one value per column; nil = none. It is checked
	// with lp.Program.Violation first; one that violates anything by more than
	// 1e-6 is an error. The result is never worse than the start.
	Start []float64
	// MemoryLimit of the child in bytes, on top of what the process needs to
	// start; 0 = DefaultMemoryLimit.
	MemoryLimit uint64
	// Seed of CBC's random choices, at least 0; 0 = CBC's own fixed seed.
	Seed int
	// Preprocess lets CBC reduce the program before the search. It usually
	// helps and is the part of CBC with most known errors; answers found with
	// it are checked like all others.
	Preprocess bool
	// CutsOff and HeuristicsOff leave these parts of CBC out. For small
	// programs with a tight relaxation both save most of the time.
	CutsOff, HeuristicsOff bool
}

// check validates options against a program.
func (o *MIPOptions) check(p *lp.Program) error {
	bad := func(detail, remedy string) error {
		return &Error{Op: "solve MIP", Cause: CauseInput, Detail: detail, Remedy: remedy}
	}
	for _, v := range []struct {
		name  string
		value float64
	}{{"MaxSeconds", o.MaxSeconds}, {"RelativeGap", o.RelativeGap}, {"AbsoluteGap", o.AbsoluteGap}} {
		if !(v.value >= 0) || math.IsInf(v.value, 0) {
			return bad(v.name+" is "+float(v.value), "give a number of at least 0")
		}
	}
	if o.MaxNodes < 0 || o.MaxNodes > math.MaxInt32 {
		return bad("MaxNodes is "+strconv.Itoa(o.MaxNodes), "give a number from 0 to 2147483647")
	}
	if o.Seed < 0 || o.Seed > math.MaxInt32 {
		return bad("Seed is "+strconv.Itoa(o.Seed), "give a number from 0 to 2147483647")
	}
	if o.Cutoff != nil && (math.IsNaN(*o.Cutoff) || math.IsInf(*o.Cutoff, 0)) {
		return bad("Cutoff is "+float(*o.Cutoff), "give a finite number, or nil for none")
	}
	if o.Start != nil {
		if v, where := p.Violation(o.Start); v > 1e-6 {
			return bad("Start violates "+where+" by "+float(v), "give a feasible start or none")
		}
	}
	return nil
}

// arguments are the words for CBC's command line. Only words of this list are
// ever passed on: CBC accepts unknown ones in silence. Threads are never used.
func (o *MIPOptions) arguments() []string {
	a := []string{"cbc", "-log", "0", "-timeMode", "elapsed"}
	add := func(name, value string) { a = append(a, "-"+name, value) }
	if o.MaxSeconds > 0 {
		add("seconds", float(o.MaxSeconds))
	}
	if o.MaxNodes > 0 {
		add("maxNodes", strconv.Itoa(o.MaxNodes))
	}
	if o.RelativeGap > 0 {
		add("ratioGap", float(o.RelativeGap))
	}
	if o.AbsoluteGap > 0 {
		add("allowableGap", float(o.AbsoluteGap))
	}
	if o.Cutoff != nil {
		add("cutoff", float(*o.Cutoff))
	}
	if o.Seed > 0 {
		add("randomCbcSeed", strconv.Itoa(o.Seed))
		add("randomSeed", strconv.Itoa(o.Seed))
	}
	if o.Preprocess {
		add("preprocess", "sos")
	} else {
		add("preprocess", "off")
	}
	if o.CutsOff {
		add("cuts", "off")
	}
	if o.HeuristicsOff {
		add("heuristics", "off")
	}
	return append(a, "-solve", "-quit")
}

// float formats without loss and without exponents that CBC might misread.
func float(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// seconds turns a limit in seconds into a duration.
func seconds(s float64) time.Duration {
	return time.Duration(min(s, 1e9) * float64(time.Second))
}
