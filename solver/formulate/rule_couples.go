package formulate

import "lungang/policy"

// couples: spouses end no further apart than the limit, or than they are now.
// Where only one of them may move, far schools are refused; where both may, a
// row for each place of one forbids the places of the other that are too far.
var couples = Rule{
	ID: "couples",
	AdmitSchool: func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
		u := b.spouse(t)
		return u == nil || b.mayLeave(u) || b.apart(to.Index, u.School) <= b.coupleLimit(t, u)
	},
	Rows: func(b *Build) {
		for i := range b.f.Teachers {
			t := &b.f.Teachers[i]
			if u := b.spouse(t); u != nil && t.Index < u.Index && b.mayLeave(t) && b.mayLeave(u) {
				b.coupleRows(t, u)
			}
		}
	},
}

func (b *Build) spouse(t *policy.TeacherFacts) *policy.TeacherFacts {
	if t.Spouse == "" {
		return nil
	}
	return b.f.Teacher(t.Spouse)
}

// mayLeave reports whether a teacher may change school in some plan.
func (b *Build) mayLeave(t *policy.TeacherFacts) bool { return t.MayMove() && b.mayMove(t) }

func (b *Build) coupleLimit(t, u *policy.TeacherFacts) int {
	return max(policy.CouplesLimit.Of(b.r), b.apart(t.School, u.School))
}

// apart returns the minutes between two schools, the longer way when the
// matrix gives both.
func (b *Build) apart(a, c int) int { return max(b.f.Minutes(a, c), b.f.Minutes(c, a)) }

// places returns the columns that put a teacher at each school, by school.
func (b *Build) places(t *policy.TeacherFacts) (schools []int, cols map[int][]int) {
	cols = map[int][]int{t.School: {b.m.stay[t.Index]}}
	schools = []int{t.School}
	for _, k := range b.movesOf[t.Index] {
		s := b.f.Lines[b.m.moves[k].line].School
		if cols[s] == nil {
			schools = append(schools, s)
		}
		cols[s] = append(cols[s], b.m.moves[k].col)
	}
	return schools, cols
}

func (b *Build) coupleRows(t, u *policy.TeacherFacts) {
	limit := b.coupleLimit(t, u)
	ts, tc := b.places(t)
	us, uc := b.places(u)
	for _, s := range ts {
		row := -1
		for _, o := range us {
			if b.apart(s, o) <= limit {
				continue
			}
			if row < 0 {
				row = b.lp.Row("couples["+string(t.ID)+","+string(b.f.Schools[s].ID)+"]", -inf, 1)
				b.addAll(row, tc[s], 1)
			}
			b.addAll(row, uc[o], 1)
		}
	}
}
