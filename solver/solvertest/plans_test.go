package solvertest_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
	"lungang/solver/solvertest"
)

// naive tries every move, every visit and every part-time of every teacher to
// every line, and all remote lessons, with no thought at all.
func naive(f *policy.Facts) (values []int64, ok bool) {
	var try func(i int, d check.Decisions)
	pairs := naiveLessons(f)
	var evaluate func(k int, d check.Decisions)
	evaluate = func(k int, d check.Decisions) {
		if k == len(pairs) {
			r := check.Evaluate(f, d)
			if len(r.Violations) > 0 {
				return
			}
			var v []int64
			for _, t := range r.Tiers {
				v = append(v, t.Value)
			}
			if !ok || slices.Compare(v, values) < 0 {
				values, ok = v, true
			}
			return
		}
		evaluate(k+1, d)
		for n := 1; n <= 2; n++ {
			next, lesson := d, pairs[k]
			lesson.HalfDays = n
			next.Remote = append(slices.Clip(d.Remote), lesson)
			evaluate(k+1, next)
		}
	}
	try = func(i int, d check.Decisions) {
		if i == len(f.Teachers) {
			evaluate(0, d)
			return
		}
		t := &f.Teachers[i]
		for m := -1; m < len(f.Lines); m++ {
			next := d
			if m >= 0 {
				if !teaches(t, f.Lines[m].Line) {
					continue
				}
				next.Moves = append(slices.Clip(d.Moves), check.Move{Teacher: t.ID, To: f.Lines[m].Line})
			}
			naiveServices(f, t, 0, next, func(d check.Decisions) { try(i+1, d) })
		}
	}
	try(0, check.Decisions{})
	return values, ok
}

func teaches(t *policy.TeacherFacts, l model.Line) bool {
	return slices.ContainsFunc(t.Qualifications, func(q model.Qualification) bool { return q.Stage == l.Stage && q.Subject == l.Subject })
}

// naiveServices tries up to two half-days on every line that the teacher is
// qualified for: the random districts allow no more.
func naiveServices(f *policy.Facts, t *policy.TeacherFacts, line int, d check.Decisions, then func(check.Decisions)) {
	if line == len(f.Lines) {
		then(d)
		return
	}
	naiveServices(f, t, line+1, d, then)
	l := f.Lines[line]
	if !teaches(t, l.Line) {
		return
	}
	for n := 1; n <= 2; n++ {
		next := d
		if l.School == t.School {
			next.PartTime = append(slices.Clip(d.PartTime), check.PartTime{Teacher: t.ID, To: l.Line, HalfDays: n})
		} else {
			next.Visits = append(slices.Clip(d.Visits), check.Visit{Teacher: t.ID, To: l.Line, HalfDays: n})
		}
		naiveServices(f, t, line+1, next, then)
	}
}

// naiveLessons lists every school with a broadcast room with every line of a
// school with a listening room: a room of the random districts carries two
// half-days at most.
func naiveLessons(f *policy.Facts) []check.Remote {
	var out []check.Remote
	if len(policy.RemoteSubjects.Of(f.Rules)) == 0 {
		return nil
	}
	for i := range f.Schools {
		for l := range f.Lines {
			if f.Schools[i].BroadcastRooms > 0 && f.Schools[f.Lines[l].School].ListeningRooms > 0 {
				out = append(out, check.Remote{From: f.Schools[i].ID, To: f.Lines[l].Line})
			}
		}
	}
	return out
}

// naivePlans is about how many plans naive would try.
func naivePlans(f *policy.Facts) float64 {
	n := 1.0
	for i := range f.Teachers {
		moves, services := 1.0, 1.0
		for l := range f.Lines {
			if teaches(&f.Teachers[i], f.Lines[l].Line) {
				moves++
				services *= 3
			}
		}
		n *= moves * services
	}
	return n * math.Pow(3, float64(len(naiveLessons(f))))
}

// The clever enumeration agrees with the one without any thought, wherever
// that ends in time.
func TestBestPlanIsTheBestOfAll(t *testing.T) {
	t.Parallel()
	for n, least := range map[int]int{1: 30, 2: 10} {
		tried := 0
		for seed := range uint64(400) {
			if tried == 30 {
				break
			}
			f, err := policy.Derive(fixtures.Generate(fixtures.Tiny(n), seed))
			require.NoError(t, err)
			if naivePlans(f) > 3000 {
				continue
			}
			tried++
			t.Run(fmt.Sprintf("%d teachers, seed %d", n, seed), func(t *testing.T) {
				t.Parallel()
				want, wantOK := naive(f)
				d, got, ok := solvertest.BestPlan(f)
				require.Equal(t, wantOK, ok)
				require.Equal(t, want, got)
				if !ok {
					return
				}
				r := check.Evaluate(f, d)
				require.Empty(t, r.Violations)
				for i, v := range got {
					require.Equal(t, v, r.Tiers[i].Value, r.Tiers[i].ID)
				}
			})
		}
		require.GreaterOrEqual(t, tried, least, "districts of %d teachers", n)
	}
}
