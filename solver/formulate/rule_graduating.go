package formulate

import "lungang/policy"

// graduating: teachers of graduating classes are kept, or a share of those who
// should rotate moves, as the pack says.
var graduating = Rule{
	ID: "graduating",
	MayMove: func(b *Build, t *policy.TeacherFacts) bool {
		return !t.Graduating || policy.GraduatingMode.Of(b.r) != "keep" || b.mustMove(t)
	},
	AdmitVisit: func(b *Build, t *policy.TeacherFacts, _ *policy.LineFacts) bool {
		return !t.Graduating || policy.GraduatingMode.Of(b.r) != "keep"
	},
	Rows: func(b *Build) {
		if policy.GraduatingMode.Of(b.r) != "share" {
			return
		}
		var due []int
		for _, scope := range b.f.Scopes() {
			for _, t := range scope.Due {
				if b.f.Teachers[t].Graduating {
					due = append(due, t)
				}
			}
		}
		least := policy.CeilPercent(policy.GraduatingShare.Of(b.r), len(due))
		if least == 0 {
			return
		}
		stays := b.staysOf(due)
		row := b.lp.Row("graduating[district]", float64(least-len(stays)), inf)
		b.addAll(row, stays, -1)
		b.slack(policy.GraduatingShare.Relaxable(b.r), "graduating", "district", row, 1, districtTag)
	},
}
