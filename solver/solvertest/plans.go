package solvertest

import (
	"cmp"
	"slices"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
)

// BestPlan finds the best plan of a tiny district (at most 8 teachers) by
// trying all of them. It knows nothing of the formulation: the checker alone
// says what a plan is worth and whether it breaks a rule. It returns the first
// best plan found, its tier values in the order of the pack, and false when
// every plan breaks a rule that may not give way.
//
// Four facts of docs/model.md keep the number of plans small:
//
//   - a decision that breaks a rule about itself breaks it in every plan;
//   - a teacher who moves neither visits nor teaches part-time;
//   - visits, part-time and remote lessons never mend a broken rule;
//   - they change no tier but coverage, travel and economy: the
//     last two they only raise, and coverage falls by no more than the
//     half-days that they bring.
func BestPlan(f *policy.Facts) (check.Decisions, []int64, bool) {
	e := &enumeration{f: f, moves: make([][]check.Move, len(f.Teachers)), services: make([][]service, len(f.Teachers))}
	e.base = check.Evaluate(f, check.Decisions{})
	for i := range f.Teachers {
		e.options(&f.Teachers[i])
	}
	e.remoteOptions()
	e.chooseMoves(0, nil)
	slices.SortStableFunc(e.starts, func(a, b start) int { return slices.Compare(a.least, b.least) })
	for _, s := range e.starts {
		if e.found && slices.Compare(s.least, e.values) >= 0 {
			break
		}
		e.serve(s)
	}
	return e.best, e.values, e.found
}

// service is what one teacher who stays may do elsewhere in a week, or what one
// school may send to one line.
type service struct {
	visits []check.Visit
	parts  []check.PartTime
	remote []check.Remote
	in     []int // by line: half-days brought
	gain   int64 // the most by which the coverage tier falls
	out    int   // half-days in all
}

// start is a choice of moves without visits and part-time.
type start struct {
	decisions check.Decisions
	report    *check.Report
	least     []int64 // no plan with these moves is better, tier by tier
	moved     []bool
}

type enumeration struct {
	f        *policy.Facts
	base     *check.Report // nothing is decided
	moves    [][]check.Move
	services [][]service // by teacher
	lessons  [][]service // by school and line: remote lessons
	starts   []start

	best   check.Decisions
	values []int64
	found  bool
}

// aloneRules are the rules that one teacher's decisions break by themselves,
// whatever the others do.
var aloneRules = []string{
	"one_place", "qualified", "exempt", "route", "travel", "no_return", "graduating",
	"title_scope", "service_duty", "visits", "part_time",
}

// refused reports whether decisions of one teacher break a rule about
// themselves, other than a pin to move that they leave open.
func (e *enumeration) refused(d check.Decisions) bool {
	for _, v := range check.Evaluate(e.f, d).Violations {
		known := slices.ContainsFunc(e.base.Violations, func(w check.Violation) bool {
			return v.Rule == w.Rule && v.Subject == w.Subject && v.Message == w.Message
		})
		if !known && slices.Contains(aloneRules, v.Rule) {
			return true
		}
	}
	return false
}

// options lists what a teacher may do as far as no other teacher matters.
func (e *enumeration) options(t *policy.TeacherFacts) {
	primary, _ := t.PrimaryQualification()
	var places []model.Line // for half-days
	for i := range e.f.Lines {
		l := e.f.Lines[i].Line
		qualified := slices.ContainsFunc(t.Qualifications, func(q model.Qualification) bool {
			return q.Stage == l.Stage && q.Subject == l.Subject
		})
		if !qualified {
			continue
		}
		if m := (check.Move{Teacher: t.ID, To: l}); !e.refused(check.Decisions{Moves: []check.Move{m}}) {
			e.moves[t.Index] = append(e.moves[t.Index], m)
		}
		own := l.School == t.Teacher.School
		if own || l.Stage == primary.Stage && l.Subject == primary.Subject {
			if !e.refused(halfDays(t, l, 1)) {
				places = append(places, l)
			}
		}
	}
	var choose func(k int, d check.Decisions)
	choose = func(k int, d check.Decisions) {
		if k == len(places) {
			e.services[t.Index] = append(e.services[t.Index], e.service(d))
			return
		}
		choose(k+1, d)
		for n := 1; ; n++ {
			add := halfDays(t, places[k], n)
			next := check.Decisions{
				Visits: slices.Concat(d.Visits, add.Visits), PartTime: slices.Concat(d.PartTime, add.PartTime),
			}
			if e.refused(next) {
				return
			}
			choose(k+1, next)
		}
	}
	choose(0, check.Decisions{})
	slices.SortStableFunc(e.services[t.Index], func(a, b service) int { return cmp.Compare(b.gain, a.gain) })
}

// remoteOptions lists what schools may send to lines, as far as no other
// lesson and no teacher matters.
func (e *enumeration) remoteOptions() {
	for i := range e.f.Schools {
		from := e.f.Schools[i].ID
		for l := range e.f.Lines {
			to := e.f.Lines[l].Line
			list := []service{e.service(check.Decisions{})}
			for n := 1; !e.refusedLesson(check.Remote{From: from, To: to, HalfDays: n}); n++ {
				list = append(list, e.service(check.Decisions{Remote: []check.Remote{{From: from, To: to, HalfDays: n}}}))
			}
			if len(list) > 1 {
				slices.Reverse(list) // the most first
				e.lessons = append(e.lessons, list)
			}
		}
	}
}

// refusedLesson reports whether remote lessons break their rule whatever else is
// decided. What their sending line lacks in heads, moves may still bring.
func (e *enumeration) refusedLesson(r check.Remote) bool {
	line := r.To
	line.School = r.From
	for _, v := range check.Evaluate(e.f, check.Decisions{Remote: []check.Remote{r}}).Violations {
		if v.Rule == "remote" && v.Subject != line.String() {
			return true
		}
	}
	return false
}

// halfDays is part-time at the own school and a visit anywhere else.
func halfDays(t *policy.TeacherFacts, l model.Line, n int) check.Decisions {
	if l.School == t.Teacher.School {
		return check.Decisions{PartTime: []check.PartTime{{Teacher: t.ID, To: l, HalfDays: n}}}
	}
	return check.Decisions{Visits: []check.Visit{{Teacher: t.ID, To: l, HalfDays: n}}}
}

func (e *enumeration) service(d check.Decisions) service {
	s := service{visits: d.Visits, parts: d.PartTime, remote: d.Remote, in: make([]int, len(e.f.Lines))}
	add := func(to model.Line, n int) {
		l := e.f.Line(to)
		s.in[l.Index] += n
		s.gain += int64(n * l.Weight)
		s.out += n
	}
	for _, v := range d.Visits {
		add(v.To, v.HalfDays)
	}
	for _, p := range d.PartTime {
		add(p.To, p.HalfDays)
	}
	for _, r := range d.Remote {
		add(r.To, r.HalfDays)
	}
	return s
}

// chooseMoves tries every choice of moves from teacher i on.
func (e *enumeration) chooseMoves(i int, moves []check.Move) {
	if i < len(e.f.Teachers) {
		e.chooseMoves(i+1, moves)
		for _, m := range e.moves[i] {
			e.chooseMoves(i+1, append(slices.Clip(moves), m))
		}
		return
	}
	s := start{decisions: check.Decisions{Moves: moves}, moved: make([]bool, len(e.f.Teachers))}
	for _, m := range moves {
		s.moved[e.f.Teacher(m.Teacher).Index] = true
	}
	if s.report = check.Evaluate(e.f, s.decisions); len(s.report.Violations) > 0 {
		return
	}
	s.least = e.least(s.report, e.staying(s))
	if e.found && slices.Compare(s.least, e.values) >= 0 {
		return
	}
	// Plain moves are plans too: good ones keep the list short.
	e.keep(s.decisions, s.report)
	e.starts = append(e.starts, s)
}

func (e *enumeration) keep(d check.Decisions, r *check.Report) {
	if values := valuesOf(r); !e.found || slices.Compare(values, e.values) < 0 {
		e.best, e.values, e.found = d, values, true
	}
}

// staying lists the choices of those who stay and have a choice, and those of
// remote lessons.
func (e *enumeration) staying(s start) [][]service {
	var out [][]service
	for i, list := range e.services {
		if !s.moved[i] && len(list) > 1 {
			out = append(out, list)
		}
	}
	return append(out, e.lessons...)
}

// least returns values that no plan can beat when the teachers in rest may
// still choose.
func (e *enumeration) least(r *check.Report, rest [][]service) []int64 {
	values := valuesOf(r)
	at := slices.IndexFunc(r.Tiers, func(t model.TierResult) bool { return t.ID == "coverage" })
	if at < 0 || len(rest) == 0 {
		return values
	}
	gain, in := int64(0), make([]int, len(e.f.Lines))
	for _, list := range rest {
		most := int64(0)
		for _, s := range list {
			most = max(most, s.gain)
		}
		gain += most
		for l := range in {
			best := 0
			for _, s := range list {
				best = max(best, s.in[l])
			}
			in[l] += best
		}
	}
	byLine := int64(0)
	for _, u := range r.Uncovered {
		byLine += int64(u.Weight * max(0, u.HalfDays-in[e.f.Line(u.Line).Index]))
	}
	values[at] = max(byLine, values[at]-gain)
	return values
}

// serve tries every choice of visits, part-time and remote lessons for given moves. Half-days
// on a line beyond all that it can come to lack are left out: they help nobody.
func (e *enumeration) serve(s start) {
	lack := make([]int, len(e.f.Lines))
	for _, u := range s.report.Uncovered {
		lack[e.f.Line(u.Line).Index] = u.HalfDays
	}
	for i, list := range e.services {
		most := 0
		for _, c := range list {
			most = max(most, c.out)
		}
		if !s.moved[i] {
			lack[e.f.Teachers[i].Line] += most
		}
	}
	var rest [][]service
	for _, list := range e.staying(s) {
		useful := slices.DeleteFunc(slices.Clone(list), func(c service) bool {
			for l, n := range c.in {
				if n > lack[l] {
					return true
				}
			}
			return false
		})
		if len(useful) > 1 {
			rest = append(rest, useful)
		}
	}
	e.chooseServices(s.decisions, rest)
}

func (e *enumeration) chooseServices(d check.Decisions, rest [][]service) {
	r := check.Evaluate(e.f, d)
	if len(r.Violations) > 0 {
		return
	}
	e.keep(d, r)
	if len(rest) == 0 || slices.Compare(e.least(r, rest), e.values) >= 0 {
		return
	}
	for _, c := range rest[0] {
		next := check.Decisions{
			Moves: d.Moves, Visits: slices.Concat(d.Visits, c.visits), PartTime: slices.Concat(d.PartTime, c.parts),
			Remote: slices.Concat(d.Remote, c.remote),
		}
		e.chooseServices(next, rest[1:])
	}
}

func valuesOf(r *check.Report) []int64 {
	out := make([]int64, 0, len(r.Tiers))
	for _, t := range r.Tiers {
		out = append(out, t.Value)
	}
	return out
}
