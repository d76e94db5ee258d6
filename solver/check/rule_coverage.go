package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleCoverage: the vacant posts and uncovered half-days of every line are the
// least that the decisions leave. They follow from the decisions
// (situation.count), so bare decisions cannot break the rule; a plan document
// that states other numbers does.
var ruleCoverage = Rule{
	ID:    "coverage",
	check: checkCoverage,
}

func checkCoverage(s *situation) []finding {
	if s.declared == nil {
		return nil
	}
	var found []finding
	add := func(line model.Line, pointer string, message model.Text, facts ...model.Fact) {
		found = append(found, finding{subject: line.String(), pointer: pointer, message: message, facts: facts})
	}
	n := len(s.f.Lines)
	posts, halfDays := make([]bool, n), make([]bool, n)
	for i, v := range s.declared.Vacancies {
		l := s.f.Line(v.Line)
		if l == nil {
			continue // plan.reference
		}
		pointer := pointerTo("vacancies", i)
		switch {
		case posts[l.Index]:
			add(v.Line, pointer, say("%[1]v的缺岗重复列出。", "The vacancy of %[1]v is listed twice.", s.named(v.Line)))
		case v.Posts != s.vacant[l.Index] || v.Posts <= 0:
			add(v.Line, pointer, say("%[1]v缺岗写为%[2]d个,实为%[3]d个。", "%[1]v: %[2]d vacant posts are stated, there are %[3]d.", s.named(v.Line), v.Posts, s.vacant[l.Index]),
				fact("stated", v.Posts), fact("vacant", s.vacant[l.Index]), fact("posts", l.Posts), fact("headsAfter", s.heads[l.Index]))
		case v.Weight != l.Weight:
			add(v.Line, pointer, say("%[1]v的权重写为%[2]d,实为%[3]d。", "%[1]v: weight %[2]d is stated, it is %[3]d.", s.named(v.Line), v.Weight, l.Weight),
				fact("stated", v.Weight), fact("weight", l.Weight))
		}
		posts[l.Index] = true
	}
	for i, u := range s.declared.Uncovered {
		l := s.f.Line(u.Line)
		if l == nil {
			continue // plan.reference
		}
		pointer := pointerTo("uncovered", i)
		switch is := s.uncovered[l.Index]; {
		case halfDays[l.Index]:
			add(u.Line, pointer, say("%[1]v的未覆盖课时重复列出。", "The uncovered half-days of %[1]v are listed twice.", s.named(u.Line)))
		case u.HalfDays != is || u.HalfDays <= 0:
			add(u.Line, pointer, say("%[1]v未覆盖半天写为%[2]d个,实为%[3]d个。", "%[1]v: %[2]d uncovered half-days are stated, there are %[3]d.", s.named(u.Line), u.HalfDays, is),
				fact("stated", u.HalfDays), fact("uncovered", is), fact("needed", s.f.Need(l)), fact("headsAfter", s.heads[l.Index]),
				fact("in", s.in[l.Index]), fact("out", s.out[l.Index]))
		case u.Weight != l.Weight:
			add(u.Line, pointer, say("%[1]v的权重写为%[2]d,实为%[3]d。", "%[1]v: weight %[2]d is stated, it is %[3]d.", s.named(u.Line), u.Weight, l.Weight),
				fact("stated", u.Weight), fact("weight", l.Weight))
		case !near(u.Periods, s.periods(l, is)):
			add(u.Line, pointer, say("%[1]v未覆盖课时写为%[2]v节,实为%[3]v节。", "%[1]v: %[2]v uncovered periods are stated, there are %[3]v.", s.named(u.Line), u.Periods, s.periods(l, is)),
				fact("stated", u.Periods), fact("periods", s.periods(l, is)))
		}
		halfDays[l.Index] = true
	}
	for i := range s.f.Lines {
		l := &s.f.Lines[i]
		if s.vacant[i] > 0 && !posts[i] {
			add(l.Line, "/vacancies", say("%[1]v缺岗%[2]d个未列出。", "%[1]v: %[2]d vacant posts are not stated.", s.named(l.Line), s.vacant[i]),
				fact("vacant", s.vacant[i]), fact("posts", l.Posts), fact("headsAfter", s.heads[i]))
		}
		if s.uncovered[i] > 0 && !halfDays[i] {
			add(l.Line, "/uncovered", say("%[1]v未覆盖半天%[2]d个未列出。", "%[1]v: %[2]d uncovered half-days are not stated.", s.named(l.Line), s.uncovered[i]),
				fact("uncovered", s.uncovered[i]), fact("needed", s.f.Need(l)), fact("headsAfter", s.heads[i]),
				fact("in", s.in[i]), fact("out", s.out[i]))
		}
	}
	return found
}

// vacancies lists the lines that stay short of posts.
func (s *situation) vacancies() []model.Vacancy {
	out := []model.Vacancy{}
	for i := range s.f.Lines {
		if l := &s.f.Lines[i]; s.vacant[i] > 0 {
			out = append(out, model.Vacancy{Line: l.Line, Posts: s.vacant[i], Weight: l.Weight})
		}
	}
	return out
}

// uncoveredLines lists the lines where half-days stay untaught.
func (s *situation) uncoveredLines() []model.Uncovered {
	out := []model.Uncovered{}
	for i := range s.f.Lines {
		if l := &s.f.Lines[i]; s.uncovered[i] > 0 {
			out = append(out, model.Uncovered{
				Line: l.Line, HalfDays: s.uncovered[i], Weight: l.Weight,
				Periods: s.periods(l, s.uncovered[i]),
			})
		}
	}
	return out
}

// periods returns about how many lesson periods half-days of a line are.
func (s *situation) periods(l *policy.LineFacts, halfDays int) float64 {
	if s.f.HalfDays <= 0 {
		return 0
	}
	return float64(halfDays) * float64(l.Load) / float64(s.f.HalfDays)
}
