package formulate

import (
	"fmt"
	"math"
	"slices"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/lp"
)

var inf = math.Inf(1)

// slackMost bounds every slack: no rule counts more than all teachers of the
// largest district. Finite bounds keep every dual bound finite.
const slackMost = 1e5

// Build is the work in progress of one formulation. Rules read the facts from
// it and add rows to it.
type Build struct {
	f *policy.Facts
	r *policy.Rules
	m *Model

	rules   []Rule // the registry; a field, since rules ask the build whom rules let move
	lp      *lp.Builder
	elastic bool // the pack has the tier relax

	pairsOf    map[string]map[policy.Pair]bool
	visitTopic map[model.Subject]bool

	leaversOf [][]int          // by school: candidates based there, leaders too
	staff     [][]int          // by school: teachers based there
	linesOf   [][]int          // by school: lines
	kinOf     map[int][]int    // by teacher: kin and spouse
	left      []map[string]int // by teacher: legal school left → full years since

	dest      []destination // admitted moves
	visitDest []destination
	partDest  []destination

	movesOf  [][]int // by teacher: indices into m.moves
	visitsOf [][]int // by teacher: indices into m.visits
	partsOf  [][]int // by teacher: indices into m.parts
	movesTo  [][]int // by line: indices into m.moves
	visitsTo [][]int
	partsTo  [][]int
	remoteTo [][]int // by line: indices into m.remotes
}

type destination struct{ teacher, line int }

func newBuild(f *policy.Facts) *Build {
	b := &Build{f: f, r: f.Rules, rules: Rules, lp: lp.NewBuilder("rotation-" + f.Problem.District.Code)}
	b.m = &Model{Facts: f}
	b.elastic = slices.Contains(policy.TierOrder.Of(b.r), tierRelax.ID)
	nt, ns, nl := len(f.Teachers), len(f.Schools), len(f.Lines)
	b.leaversOf, b.staff, b.linesOf = make([][]int, ns), make([][]int, ns), make([][]int, ns)
	for i := range f.Teachers {
		t := &f.Teachers[i]
		b.staff[t.School] = append(b.staff[t.School], i)
		if t.MayMove() {
			b.leaversOf[t.School] = append(b.leaversOf[t.School], i)
		}
	}
	for i := range f.Lines {
		b.linesOf[f.Lines[i].School] = append(b.linesOf[f.Lines[i].School], i)
	}
	b.pairsOf = map[string]map[policy.Pair]bool{
		"route":    pairSet(policy.RouteAllowed.Of(b.r)),
		"strength": pairSet(policy.RouteStrength.Of(b.r)),
		"visit":    pairSet(policy.VisitRoutes.Of(b.r)),
		"remote":   pairSet(policy.RemoteRoutes.Of(b.r)),

		"principals": pairSet(policy.PrincipalRoutes.Of(b.r)),
	}
	b.visitTopic = map[model.Subject]bool{}
	for _, s := range policy.VisitSubjects.Of(b.r) {
		b.visitTopic[model.Subject(s)] = true
	}
	b.kinOf = kinship(f)
	b.left = schoolsLeft(f)
	b.m.stay, b.m.spare = none(nt), none(nt)
	b.m.open, b.m.vacant = none(nl), none(nl)
	b.movesOf, b.visitsOf, b.partsOf = make([][]int, nt), make([][]int, nt), make([][]int, nt)
	b.movesTo, b.visitsTo, b.partsTo = make([][]int, nl), make([][]int, nl), make([][]int, nl)
	b.remoteTo = make([][]int, nl)
	return b
}

func pairSet(list []policy.Pair) map[policy.Pair]bool {
	set := make(map[policy.Pair]bool, len(list))
	for _, p := range list {
		set[p] = true
	}
	return set
}

// none returns n columns that do not exist.
func none(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// destinations asks every rule which moves, visits and part-time lines are
// admitted.
func (b *Build) destinations() {
	for i := range b.f.Teachers {
		t := &b.f.Teachers[i]
		if t.MayMove() && b.mayMove(t) {
			b.moveDestinations(t)
		}
		b.visitDestinations(t)
		b.partDestinations(t)
	}
}

func (b *Build) mayMove(t *policy.TeacherFacts) bool {
	for i := range b.rules {
		if may := b.rules[i].MayMove; may != nil && !may(b, t) {
			return false
		}
	}
	return true
}

func (b *Build) moveDestinations(t *policy.TeacherFacts) {
schools:
	for s := range b.f.Schools {
		if s == t.School {
			continue
		}
		for i := range b.rules {
			if admit := b.rules[i].AdmitSchool; admit != nil && !admit(b, t, &b.f.Schools[s]) {
				continue schools
			}
		}
		b.lines(t, s, func(l *policy.LineFacts) {
			for i := range b.rules {
				if admit := b.rules[i].AdmitLine; admit != nil && !admit(b, t, l) {
					return
				}
			}
			b.dest = append(b.dest, destination{t.Index, l.Index})
		})
	}
}

// lines calls f for each line of school s that is among the teacher's
// qualifications, in the order of the lines.
func (b *Build) lines(t *policy.TeacherFacts, s int, f func(*policy.LineFacts)) {
	for _, i := range b.linesOf[s] {
		l := &b.f.Lines[i]
		for _, q := range t.Qualifications {
			if q.Stage == l.Stage && q.Subject == l.Subject {
				f(l)
				break
			}
		}
	}
}

func (b *Build) visitDestinations(t *policy.TeacherFacts) {
	base := &b.f.Lines[t.Line]
	if !b.visitTopic[base.Subject] || !b.mayServe(t) {
		return
	}
schools:
	for s := range b.f.Schools {
		l := b.f.Line(model.Line{School: b.f.Schools[s].ID, Stage: base.Stage, Subject: base.Subject})
		if l == nil || s == t.School {
			continue
		}
		for i := range b.rules {
			if admit := b.rules[i].AdmitVisit; admit != nil && !admit(b, t, l) {
				continue schools
			}
		}
		b.visitDest = append(b.visitDest, destination{t.Index, l.Index})
	}
}

func (b *Build) partDestinations(t *policy.TeacherFacts) {
	if !policy.PartTimeEnabled.Of(b.r) || policy.PartTimeMax.Of(b.r) == 0 || !b.mayServe(t) {
		return
	}
	b.lines(t, t.School, func(l *policy.LineFacts) {
		if l.Index == t.Line {
			return
		}
		for i := range b.rules {
			if admit := b.rules[i].AdmitPart; admit != nil && !admit(b, t, l) {
				return
			}
		}
		b.partDest = append(b.partDest, destination{t.Index, l.Index})
	})
}

// mayServe reports whether a teacher may teach half-days away from the base
// line at all: active, counted as a head, on quota, not a leader, at a public
// school, and not pinned to move away.
func (b *Build) mayServe(t *policy.TeacherFacts) bool {
	return t.Teaches && t.OnQuota && !t.Role.Kind.IsLeader() && !b.mustMove(t)
}

func (b *Build) mustMove(t *policy.TeacherFacts) bool {
	for _, p := range t.Pins {
		if p.Kind == model.PinMove || p.Kind == model.PinGo {
			return true
		}
	}
	return false
}

// licensed reports whether the licence allows the stage on the reference day.
func (b *Build) licensed(t *policy.TeacherFacts, stage model.Stage) bool {
	l := t.Licence
	if l == nil || !l.Stage.LicenceAllows(stage) {
		return false
	}
	return l.ValidTo.IsZero() || !l.ValidTo.Before(b.f.Reference)
}

func needed(l *policy.LineFacts) bool { return l.Periods > 0 || l.Posts > 0 || l.HalfDays > 0 }

// within reports whether two schools lie within the limit that a pack names.
func within(limit string, from, to *policy.SchoolFacts) bool {
	switch limit {
	case "zone":
		return from.Zone != "" && from.Zone == to.Zone
	case "group":
		return from.Group != "" && from.Group == to.Group
	default:
		return true
	}
}

// column adds a column and remembers what it is about.
func (b *Build) column(name string, upper float64, tag Tag) int {
	c := b.lp.Column(name, 0, upper, true)
	b.m.tags = append(b.m.tags, tag)
	b.m.decides = append(b.m.decides, false)
	return c
}

// choice adds a column that decides.
func (b *Build) choice(name string, upper float64, tag Tag) int {
	c := b.column(name, upper, tag)
	b.m.decides[c] = true
	return c
}

// columns makes the columns of the decisions. One who is pinned to move has a
// column for staying that is closed; so has one who is pinned to move and is no
// candidate: then there is no plan.
func (b *Build) columns() {
	for i := range b.f.Teachers {
		t := &b.f.Teachers[i]
		if t.MayMove() || b.mustMove(t) {
			tag := Tag{Teacher: i, From: t.School, To: -1, Line: t.Line}
			stays := 1.0
			if b.mustMove(t) {
				stays = 0
			}
			b.m.stay[i] = b.choice("stay["+string(t.ID)+"]", stays, tag)
		}
	}
	for _, d := range b.dest {
		b.moveColumn(d)
	}
	for _, d := range b.visitDest {
		b.visitColumn(d)
	}
	for _, d := range b.partDest {
		b.partColumn(d)
	}
	b.remoteColumns()
	for i := range b.f.Teachers {
		t := &b.f.Teachers[i]
		if t.Spare > 0 && len(b.visitsOf[i])+len(b.partsOf[i]) > 0 {
			b.m.spare[i] = b.column("spare["+string(t.ID)+"]", float64(t.Spare), Tag{Teacher: i, From: t.School, To: -1, Line: t.Line})
		}
	}
}

func (b *Build) tag(d destination) Tag {
	return Tag{Teacher: d.teacher, From: b.f.Teachers[d.teacher].School, To: b.f.Lines[d.line].School, Line: d.line}
}

func (b *Build) name(kind string, d destination) string {
	return fmt.Sprintf("%s[%s,%s]", kind, b.f.Teachers[d.teacher].ID, b.f.Lines[d.line].Line)
}

func (b *Build) moveColumn(d destination) {
	t, l := &b.f.Teachers[d.teacher], &b.f.Lines[d.line]
	mc := moveColumn{
		col: b.choice(b.name("move", d), 1, b.tag(d)), teacher: d.teacher, line: d.line,
		minutes: b.f.Commute(d.teacher, l.School), rank: rankOf(t.Preferences, l.Line.School),
	}
	base := &b.f.Lines[t.Line]
	mc.secondary = base.Stage != l.Stage || base.Subject != l.Subject
	mc.far = !b.near(t, l.School)
	k := len(b.m.moves)
	b.m.moves = append(b.m.moves, mc)
	b.movesOf[d.teacher] = append(b.movesOf[d.teacher], k)
	b.movesTo[d.line] = append(b.movesTo[d.line], k)
}

func (b *Build) visitColumn(d destination) {
	limit := policy.VisitMaxHalfDays.Of(b.r)
	v := visitColumn{
		col: b.choice(b.name("visit", d), float64(limit), b.tag(d)), goes: -1, teacher: d.teacher, line: d.line,
		minutes: b.f.Minutes(b.f.Teachers[d.teacher].School, b.f.Lines[d.line].School), limit: limit,
	}
	k := len(b.m.visits)
	b.m.visits = append(b.m.visits, v)
	b.visitsOf[d.teacher] = append(b.visitsOf[d.teacher], k)
	b.visitsTo[d.line] = append(b.visitsTo[d.line], k)
}

func (b *Build) partColumn(d destination) {
	limit := policy.PartTimeMax.Of(b.r)
	p := partColumn{col: b.choice(b.name("part", d), float64(limit), b.tag(d)), teacher: d.teacher, line: d.line}
	k := len(b.m.parts)
	b.m.parts = append(b.m.parts, p)
	b.partsOf[d.teacher] = append(b.partsOf[d.teacher], k)
	b.partsTo[d.line] = append(b.partsTo[d.line], k)
}

// slack adds an elastic column to a row when the key that carries the rule may
// give way; sign is +1 on a row with a lower side, -1 on one with an upper.
func (b *Build) slack(relaxable bool, rule, subject string, row int, coef float64, tag Tag) {
	if !relaxable || !b.elastic {
		return
	}
	c := b.column(fmt.Sprintf("slack[%s,%s]", rule, subject), slackMost, tag)
	b.lp.Add(row, c, coef)
	b.m.slacks = append(b.m.slacks, slackColumn{col: c, rule: rule, subject: subject})
	b.m.implied = append(b.m.implied, impliedColumn{col: c, row: row})
}

func rankOf(list []model.SchoolID, s model.SchoolID) int {
	for i, p := range list {
		if p == s {
			return i + 1
		}
	}
	return 0
}

func schoolTag(s int) Tag { return Tag{Teacher: -1, From: s, To: s, Line: -1} }

var districtTag = Tag{Teacher: -1, From: -1, To: -1, Line: -1}
