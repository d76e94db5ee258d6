package formulate

import "lungang/policy"

// headcount: a public school never grows beyond its quota, or beyond its
// present staff when that is larger, and keeps its floor.
var headcount = Rule{
	ID: "headcount",
	Rows: func(b *Build) {
		for s := range b.f.Schools {
			school := &b.f.Schools[s]
			if !school.Public {
				continue
			}
			own, arrivals := b.staysOf(b.leaversOf[s]), b.arrivals(s, nil)
			if len(own)+len(arrivals) == 0 {
				continue
			}
			fixed := school.Staff - len(own)
			if most := max(school.Quota, school.Staff) - fixed; most < len(own)+len(arrivals) {
				row := b.lp.Row("headcount_most["+string(school.ID)+"]", -inf, float64(most))
				b.addAll(row, own, 1)
				b.addAll(row, arrivals, 1)
			}
			if !policy.HeadcountFloored.Of(b.r) {
				continue
			}
			if least := min(school.HeadcountFloor, school.Staff) - fixed; least > 0 {
				row := b.lp.Row("headcount_least["+string(school.ID)+"]", float64(least), inf)
				b.addAll(row, own, 1)
				b.addAll(row, arrivals, 1)
				b.slack(policy.HeadcountFloored.Relaxable(b.r), "headcount", string(school.ID), row, 1, schoolTag(s))
			}
		}
	},
}

// arrivals returns the columns of moves into a school, of the teachers that
// keep accepts (all when nil).
func (b *Build) arrivals(s int, keep func(*policy.TeacherFacts) bool) []int {
	var out []int
	for _, l := range b.linesOf[s] {
		for _, k := range b.movesTo[l] {
			if keep == nil || keep(&b.f.Teachers[b.m.moves[k].teacher]) {
				out = append(out, b.m.moves[k].col)
			}
		}
	}
	return out
}
