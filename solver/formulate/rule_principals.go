package formulate

import (
	"lungang/model"
	"lungang/policy"
)

// principals: leaders move with their posts, so that every school keeps as many
// principals and vice principals as it has; the pack's share of the due ones
// moves; and its share of rural leaders is young.
//
//	Σ stay + Σ arrivals = leaders who may leave      for each school and kind
//	Σ moved due + slack ≥ ⌈ratio · due⌉
//	Σ young at rural schools + slack ≥ ⌈share · rural leaders⌉
var principals = Rule{
	ID: "principals",
	AdmitSchool: func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
		if !t.Role.Kind.IsLeader() {
			return true
		}
		from := &b.f.Schools[t.School]
		return b.pairsOf["principals"][policy.Pair{From: string(from.Locale), To: string(to.Locale)}] && b.postOpens(t, to.Index)
	},
	AdmitLine: func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool {
		base := &b.f.Lines[t.Line]
		return !t.Role.Kind.IsLeader() || base.Stage == to.Stage && base.Subject == to.Subject
	},
	Rows: func(b *Build) {
		if policy.PrincipalTerms.Of(b.r) == 0 {
			return
		}
		for s := range b.f.Schools {
			for _, kind := range []model.RoleKind{model.Principal, model.VicePrincipal} {
				b.keepPosts(s, kind)
			}
		}
		b.dueLeaders()
		b.youngLeaders()
	},
}

// postOpens reports whether a leader of the same kind may leave a school: only
// then is there a post.
func (b *Build) postOpens(t *policy.TeacherFacts, school int) bool {
	for _, i := range b.leaversOf[school] {
		if b.f.Teachers[i].Role.Kind == t.Role.Kind {
			return true
		}
	}
	return false
}

func (b *Build) keepPosts(s int, kind model.RoleKind) {
	holds := func(t *policy.TeacherFacts) bool { return t.Role.Kind == kind }
	var leavers []int
	for _, t := range b.leaversOf[s] {
		if holds(&b.f.Teachers[t]) {
			leavers = append(leavers, t)
		}
	}
	stays, arrivals := b.staysOf(leavers), b.arrivals(s, holds)
	if len(stays)+len(arrivals) == 0 {
		return
	}
	n := float64(len(stays))
	row := b.lp.Row("principals["+string(b.f.Schools[s].ID)+","+string(kind)+"]", n, n)
	b.addAll(row, stays, 1)
	b.addAll(row, arrivals, 1)
}

func (b *Build) dueLeaders() {
	var due []int
	for i := range b.f.Teachers {
		if p := b.f.Teachers[i].Principal; p != nil && p.Kind == model.Must {
			due = append(due, i)
		}
	}
	least := policy.CeilPercent(policy.PrincipalRatio.Of(b.r), len(due))
	if least == 0 {
		return
	}
	stays := b.staysOf(due)
	row := b.lp.Row("principals[due]", float64(least-len(stays)), inf)
	b.addAll(row, stays, -1)
	b.slack(policy.PrincipalRatio.Relaxable(b.r), "principals", "due", row, 1, districtTag)
}

func (b *Build) youngLeaders() {
	share := policy.PrincipalYoungShare.Of(b.r)
	if share == 0 {
		return
	}
	young := func(t *policy.TeacherFacts) bool {
		return t.Role.Kind.IsLeader() && t.Age <= policy.PrincipalYoungAge.Of(b.r)
	}
	all, fixed := 0, 0
	var cols []int
	for s := range b.f.Schools {
		if school := &b.f.Schools[s]; !school.Public || school.Locale != model.Rural {
			continue
		}
		for _, i := range b.staff[s] {
			t := &b.f.Teachers[i]
			if !t.Role.Kind.IsLeader() || t.Status != "" && t.Status != model.Active {
				continue
			}
			all++
			switch c := b.m.stay[i]; {
			case !young(t):
			case c >= 0:
				cols = append(cols, c)
			default:
				fixed++
			}
		}
		cols = append(cols, b.arrivals(s, young)...)
	}
	least := policy.CeilPercent(share, all) - fixed
	if least <= 0 {
		return
	}
	row := b.lp.Row("principals[rural_young]", float64(least), inf)
	b.addAll(row, cols, 1)
	b.slack(policy.PrincipalRatio.Relaxable(b.r), "principals", "rural_young", row, 1, districtTag)
}
