package formulate

import "lungang/policy"

// partTime: half-days on a second line of the own school, within the limit;
// with visits together no more than a full post has.
var partTime = Rule{
	ID: "part_time",
	AdmitPart: func(b *Build, _ *policy.TeacherFacts, _ *policy.LineFacts) bool {
		return policy.PartTimeEnabled.Of(b.r)
	},
	Rows: func(b *Build) {
		most, half := policy.PartTimeMax.Of(b.r), b.f.HalfDays
		for t, list := range b.partsOf {
			if len(list) == 0 {
				continue
			}
			b.awayRow("part_time", t, nil, list, most)
			if len(b.visitsOf[t]) > 0 && most+policy.VisitMaxHalfDays.Of(b.r) > half {
				b.awayRow("away", t, b.visitsOf[t], list, half)
			}
		}
	},
}
