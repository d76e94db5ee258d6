package formulate

import "lungang/policy"

// postCaps: senior and intermediate titles stay within the authorised posts,
// or within the present number when that is larger.
var postCaps = Rule{
	ID: "post_caps",
	Rows: func(b *Build) {
		if !policy.PostsEnforced.Of(b.r) {
			return
		}
		for s := range b.f.Schools {
			school := &b.f.Schools[s]
			if !school.Public || school.PostCaps == nil {
				continue
			}
			if c := school.PostCaps.Senior; c != nil {
				b.postCap(s, "senior", max(*c, school.Senior)-school.Senior,
					func(t *policy.TeacherFacts) bool { return t.Capped && t.Title.Level.IsSenior() })
			}
			if c := school.PostCaps.Intermediate; c != nil {
				b.postCap(s, "intermediate", max(*c, school.Intermediate)-school.Intermediate,
					func(t *policy.TeacherFacts) bool { return t.Capped && t.Title.Level.IsIntermediate() })
			}
		}
	},
}

// postCap adds: stays + arrivals of the title ≤ free posts + present candidates.
func (b *Build) postCap(s int, level string, free int, holds func(*policy.TeacherFacts) bool) {
	arrivals := b.arrivals(s, holds)
	if len(arrivals) <= free {
		return
	}
	var holders []int
	for _, t := range b.leaversOf[s] {
		if holds(&b.f.Teachers[t]) {
			holders = append(holders, t)
		}
	}
	own := b.staysOf(holders)
	id := string(b.f.Schools[s].ID)
	row := b.lp.Row("post_caps["+id+","+level+"]", float64(-free-len(own)), inf)
	b.addAll(row, own, -1)
	b.addAll(row, arrivals, -1)
	b.slack(policy.PostsEnforced.Relaxable(b.r), "post_caps", "school:"+id+":"+level, row, 1, schoolTag(s))
}
