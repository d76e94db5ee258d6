package check

import (
	"cmp"
	"slices"
	"strconv"

	"lungang/model"
	"lungang/policy"
)

// weekHalfDays is the number of half-days of a school week: five days of two.
// No single decision can ask for more; larger numbers are a violation and
// count as ten, so that sums stay small whatever a document says.
const weekHalfDays = 10

// A move, visit or part-time whose teacher and school exist. at is its place
// in the document.
type (
	move struct {
		at      int
		teacher *policy.TeacherFacts
		from    *policy.SchoolFacts
		to      *policy.SchoolFacts
		line    model.Line
		facts   *policy.LineFacts // nil: nobody is based there and nothing is needed there
	}
	visit struct {
		move
		halfDays int // as written
	}
	remote struct {
		at       int
		from, to *policy.SchoolFacts
		line     model.Line
		facts    *policy.LineFacts // nil: nobody is based there and nothing is needed there
		halfDays int               // as written
	}
)

// counted returns half-days as they count: within a week, never negative.
func counted(halfDays int) int { return max(0, min(halfDays, weekHalfDays)) }

// situation is the district after the decisions. It is built from facts and
// decisions only and does not depend on the order of the decisions.
type situation struct {
	f *policy.Facts
	r *policy.Rules

	declared *model.Plan // the document that is checked; nil for bare decisions

	moves  []move   // all, sorted
	visits []visit  // all, sorted
	parts  []visit  // all, sorted: part-time at the own school
	remote []remote // all, sorted

	moved  []int // by teacher: index into moves of the move that counts, -1 none
	kin    [][]int
	scopes []scope

	heads     []int // by line, after
	in        []int // by line: half-days that others bring
	out       []int // by line: half-days that its teachers spend elsewhere beyond their spare
	vacant    []int // by line: posts
	uncovered []int // by line: half-days

	relaxations []model.Relaxation // least slack that relaxable rules need
}

// pointerTo is the JSON pointer of an entry of a list of the document.
func pointerTo(list string, at int) string { return "/" + list + "/" + strconv.Itoa(at) }

// newSituation resolves the decisions; those that name an unknown teacher or
// school are reported and left out.
func newSituation(f *policy.Facts, d Decisions) (*situation, []Violation) {
	s := &situation{f: f, r: f.Rules}
	var unknown []Violation
	resolve := func(list string, at int, id model.TeacherID, line model.Line) (move, bool) {
		t, school := f.Teacher(id), f.School(line.School)
		if t == nil {
			unknown = append(unknown, unknownTeacher(pointerTo(list, at)+"/teacher", id))
		}
		if school == nil {
			unknown = append(unknown, unknownSchool(pointerTo(list, at)+"/to/school", line.School))
		}
		if t == nil || school == nil {
			return move{}, false
		}
		return move{at, t, &f.Schools[t.School], school, line, f.Line(line)}, true
	}
	for i, m := range d.Moves {
		if r, ok := resolve("moves", i, m.Teacher, m.To); ok {
			s.moves = append(s.moves, r)
		}
	}
	for i, v := range d.Visits {
		if r, ok := resolve("visits", i, v.Teacher, v.To); ok {
			s.visits = append(s.visits, visit{r, v.HalfDays})
		}
	}
	for i, p := range d.PartTime {
		if r, ok := resolve("partTime", i, p.Teacher, p.To); ok {
			s.parts = append(s.parts, visit{r, p.HalfDays})
		}
	}
	for i, l := range d.Remote {
		from, to := f.School(l.From), f.School(l.To.School)
		if from == nil {
			unknown = append(unknown, unknownSchool(pointerTo("remote", i)+"/from", l.From))
		}
		if to == nil {
			unknown = append(unknown, unknownSchool(pointerTo("remote", i)+"/to/school", l.To.School))
		}
		if from != nil && to != nil {
			s.remote = append(s.remote, remote{i, from, to, l.To, f.Line(l.To), l.HalfDays})
		}
	}
	slices.SortFunc(s.moves, compareMoves)
	byHalfDays := func(a, b visit) int {
		return cmp.Or(compareTargets(a.move, b.move), cmp.Compare(a.halfDays, b.halfDays), cmp.Compare(a.at, b.at))
	}
	slices.SortFunc(s.visits, byHalfDays)
	slices.SortFunc(s.parts, byHalfDays)
	slices.SortFunc(s.remote, func(a, b remote) int {
		return cmp.Or(cmp.Compare(a.from.Index, b.from.Index), a.line.Compare(b.line), cmp.Compare(a.halfDays, b.halfDays), cmp.Compare(a.at, b.at))
	})
	slices.SortStableFunc(unknown, compareViolations)

	s.moved = make([]int, len(f.Teachers))
	for i := range s.moved {
		s.moved[i] = -1
	}
	for i, m := range s.moves {
		// A second move of the same teacher is a violation of its own; only
		// the first counts for what follows.
		if s.moved[m.teacher.Index] < 0 {
			s.moved[m.teacher.Index] = i
		}
	}
	s.kin = kinOf(f)
	s.scopes = scopesOf(f)
	s.count()
	return s, unknown
}

func compareTargets(a, b move) int {
	return cmp.Or(cmp.Compare(a.teacher.Index, b.teacher.Index), a.line.Compare(b.line))
}

func compareMoves(a, b move) int { return cmp.Or(compareTargets(a, b), cmp.Compare(a.at, b.at)) }

// count works out heads, half-days, vacancies and uncovered half-days after
// the decisions (docs/model.md, rule coverage).
func (s *situation) count() {
	n := len(s.f.Lines)
	s.heads, s.in, s.out = make([]int, n), make([]int, n), make([]int, n)
	s.vacant, s.uncovered = make([]int, n), make([]int, n)
	for i := range s.f.Lines {
		s.heads[i] = s.f.Lines[i].Heads
	}
	for m := range s.movers() {
		if base := s.base(m.teacher); base != nil && m.teacher.Teaches {
			s.heads[base.Index]--
		}
		if m.facts != nil && m.teacher.Teaches {
			s.heads[m.facts.Index]++
		}
	}
	away := make([]int, len(s.f.Teachers))
	for _, list := range [][]visit{s.visits, s.parts} {
		for _, v := range list {
			away[v.teacher.Index] += counted(v.halfDays)
			if v.facts != nil {
				s.in[v.facts.Index] += counted(v.halfDays)
			}
		}
	}
	for _, l := range s.remote {
		if l.facts != nil {
			s.in[l.facts.Index] += sent(l.halfDays)
		}
	}
	for i := range s.f.Teachers {
		t := &s.f.Teachers[i]
		if base := s.base(t); base != nil {
			s.out[base.Index] += max(0, away[i]-t.Spare)
		}
	}
	for i := range s.f.Lines {
		l := &s.f.Lines[i]
		s.vacant[i] = max(0, l.Posts-s.heads[i])
		s.uncovered[i] = max(0, s.f.Need(l)-(s.f.HalfDays*s.heads[i]+s.in[i]-s.out[i]))
	}
}

// movers yields the one move that counts of every teacher who moves.
func (s *situation) movers() func(yield func(*move) bool) {
	return func(yield func(*move) bool) {
		for _, at := range s.moved {
			if at >= 0 && !yield(&s.moves[at]) {
				return
			}
		}
	}
}

// base returns the line where a teacher is based before the plan.
func (s *situation) base(t *policy.TeacherFacts) *policy.LineFacts {
	if t.Line < 0 || t.Line >= len(s.f.Lines) {
		return nil
	}
	return &s.f.Lines[t.Line]
}

// after returns the index of the school of a teacher after the plan.
func (s *situation) after(teacher int) int {
	if at := s.moved[teacher]; at >= 0 {
		return s.moves[at].to.Index
	}
	return s.f.Teachers[teacher].School
}

// school returns the school where a teacher is now.
func (s *situation) school(t *policy.TeacherFacts) *policy.SchoolFacts { return &s.f.Schools[t.School] }

// standing is how a line stands to a teacher's qualifications.
type standing int

const (
	unqualified standing = iota
	secondary
	primary
)

// standingIn returns whether stage and subject are the teacher's primary
// qualification, a secondary one, or none. A pair that is listed as both is primary.
func standingIn(t *policy.TeacherFacts, stage model.Stage, subject model.Subject) standing {
	best := unqualified
	for _, q := range t.Qualifications {
		if q.Stage == stage && q.Subject == subject {
			if q.Primary {
				return primary
			}
			best = secondary
		}
	}
	return best
}

// inDemand reports whether anything is needed on a line.
func inDemand(l *policy.LineFacts) bool {
	return l != nil && (l.Periods > 0 || l.Posts > 0 || l.HalfDays > 0)
}

func isActive(t *policy.TeacherFacts) bool { return t.Status == "" || t.Status == model.Active }

func isLeader(t *policy.TeacherFacts) bool { return t.Role.Kind.IsLeader() }

func isPublic(s *policy.SchoolFacts) bool { return s.Ownership != model.Private }

func hasPin(t *policy.TeacherFacts, kinds ...model.PinKind) bool {
	return slices.ContainsFunc(t.Pins, func(p model.Pin) bool { return slices.Contains(kinds, p.Kind) })
}

// kinOf lists, for every teacher, the near relatives among the teachers: the
// field kin of either, and spouses of either.
func kinOf(f *policy.Facts) [][]int {
	kin := make([][]int, len(f.Teachers))
	link := func(a int, id model.TeacherID) {
		if b := f.Teacher(id); id != "" && b != nil && b.Index != a {
			kin[a] = append(kin[a], b.Index)
			kin[b.Index] = append(kin[b.Index], a)
		}
	}
	for i := range f.Teachers {
		for _, id := range f.Teachers[i].Kin {
			link(i, id)
		}
		link(i, f.Teachers[i].Spouse)
	}
	for i := range kin {
		slices.Sort(kin[i])
		kin[i] = slices.Compact(kin[i])
	}
	return kin
}

// within reports whether two schools lie inside the limit that a parameter
// names: the same zone, the same group, or no limit.
func within(limit string, a, b *policy.SchoolFacts) bool {
	switch limit {
	case "zone":
		return a.Zone != "" && a.Zone == b.Zone
	case "group":
		return a.Group != "" && a.Group == b.Group
	default:
		return true
	}
}

func hasPair[A, B ~string](pairs []policy.Pair, from A, to B) bool {
	return slices.Contains(pairs, policy.Pair{From: string(from), To: string(to)})
}
