package policy

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"lungang/model"
)

// Derive returns everything that follows from a problem document and its pack as
// it stands on the reference day.
// The document should be validated; what would make the answer meaningless
// (unknown pack, dangling references, repeated ids, a teacher without a primary
// qualification) is reported as an error with a pointer for each fault, never
// by a panic. The facts keep pointers into p, which must not change afterwards.
func Derive(p *model.Problem) (*Facts, error) {
	if p == nil {
		return nil, model.NewError(model.CodeMissing, model.Text{ZH: "没有数据文档", EN: "there is no problem document"}, nil)
	}
	day := p.District.ReferenceDate
	if day.IsZero() {
		// The parameter that names the day has the same value on all days.
		rules, err := Effective(p.Pack)
		if err != nil {
			return nil, err
		}
		if day, err = referenceDay(p.District, rules); err != nil {
			return nil, err
		}
	}
	rules, err := EffectiveOn(p.Pack, day)
	if err != nil {
		return nil, err
	}
	return DeriveWith(p, rules)
}

// DeriveWith is Derive under given rules; the pack that p names is not read.
func DeriveWith(p *model.Problem, rules *Rules) (*Facts, error) {
	curriculum, err := NewCurriculum(rules, p.Curriculum)
	if err != nil {
		return nil, err
	}
	reference, err := referenceDay(p.District, rules)
	if err != nil {
		return nil, err
	}
	f := &Facts{
		Problem: p, Rules: rules, Curriculum: curriculum,
		Reference: reference, HalfDays: DemandHalfDays.Of(rules),
		hash: sync.OnceValue(p.Hash),
	}
	faults := f.schools()
	times, wrong := newTravelTimes(f.Schools, f.schoolAt, p.Travel)
	f.minutes = times
	faults = append(faults, wrong...)
	faults = append(faults, f.teachers()...)
	if err := refuse(faults); err != nil {
		return nil, err
	}
	f.lines()
	f.staff()
	f.verdicts()
	return f, nil
}

// referenceDay returns the day on which ages and service are counted. A pack
// that names 29 February means the 28th in a common year.
func referenceDay(d model.District, r *Rules) (model.Date, error) {
	if !d.ReferenceDate.IsZero() {
		return d.ReferenceDate, nil
	}
	day := ExchangeReferenceDay.Of(r)
	if day == "02-29" {
		return model.NewDate(2000, 2, 29).AddYears(d.PlanYear - 2000), nil
	}
	ref, err := model.ParseDate(fmt.Sprintf("%04d-%s", d.PlanYear, day))
	if err != nil {
		return model.Date{}, refuse(model.Faults{{
			Code: model.CodeBadDate, Pointer: "/district/planYear", Value: decimal(d.PlanYear),
			Message: model.Text{ZH: "计划年度无效", EN: "the plan year is not valid"},
		}})
	}
	return ref, nil
}

func dangling(pointer, id string) model.Fault {
	return model.Fault{
		Code: model.CodeUnknownReference, Pointer: pointer, Value: shown(id),
		Message: model.Text{ZH: "引用的编号不存在", EN: "nothing in the document has this id"},
	}
}

func repeated(pointer, id string) model.Fault {
	return model.Fault{
		Code: model.CodeDuplicate, Pointer: pointer, Value: shown(id),
		Message: model.Text{ZH: "编号重复", EN: "the id is given twice"},
	}
}

// schools fills Schools, sorted by id.
func (f *Facts) schools() model.Faults {
	p := f.Problem
	order := make([]int, len(p.Schools))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compareText(string(p.Schools[a].ID), string(p.Schools[b].ID)) })
	f.Schools = make([]SchoolFacts, 0, len(order))
	f.schoolAt = make(map[model.SchoolID]int, len(order))
	var faults model.Faults
	for _, i := range order {
		s := &p.Schools[i]
		if _, twice := f.schoolAt[s.ID]; twice {
			faults = append(faults, repeated("/schools/"+decimal(i)+"/id", string(s.ID)))
			continue
		}
		sf := SchoolFacts{
			School: s, Index: len(f.Schools), Locale: f.Rules.LocaleOf(s.UrbanRural), Strength: strength(s),
			Public: ownership(s) == model.Public,
		}
		for _, stage := range s.Stages {
			for _, g := range stage.Grades {
				sf.Pupils += g.Pupils
				sf.Classes += g.Classes
			}
		}
		f.schoolAt[s.ID] = sf.Index
		f.Schools = append(f.Schools, sf)
	}
	for i := range p.Schools {
		if c := p.Schools[i].Centre; c != "" {
			if _, ok := f.schoolAt[c]; !ok {
				faults = append(faults, dangling("/schools/"+decimal(i)+"/centre", string(c)))
			}
		}
	}
	return faults
}

// teachers fills Teachers, sorted by id, with what needs no other teacher.
func (f *Facts) teachers() model.Faults {
	p := f.Problem
	order := make([]int, len(p.Teachers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compareText(string(p.Teachers[a].ID), string(p.Teachers[b].ID)) })
	f.Teachers = make([]TeacherFacts, 0, len(order))
	f.teacherAt = make(map[model.TeacherID]int, len(order))
	f.homes = make([]point, 0, len(order))
	levels := ExchangeBackboneLevels.Of(f.Rules)
	ageFrom := ExchangeAgeFrom.Of(f.Rules)
	specialPost, funded := ServiceSpecialPostYears.Of(f.Rules), ServiceFundedYears.Of(f.Rules)
	ruralOnly := PostsRuralOnly.Of(f.Rules)
	var faults model.Faults
	for _, i := range order {
		t := &p.Teachers[i]
		at := "/teachers/" + decimal(i)
		school, ok := f.schoolAt[t.School]
		if !ok {
			faults = append(faults, dangling(at+"/school", string(t.School)))
		}
		if _, ok := t.PrimaryQualification(); !ok {
			faults = append(faults, model.Fault{
				Code: model.CodeMissing, Pointer: at + "/qualifications",
				Message: model.Text{ZH: "没有主教学科", EN: "no qualification is marked primary"},
			})
		}
		if _, twice := f.teacherAt[t.ID]; twice {
			faults = append(faults, repeated(at+"/id", string(t.ID)))
			continue
		}
		f.teacherAt[t.ID] = len(f.Teachers)
		f.homes = append(f.homes, pointOf(t.Home))
		f.Teachers = append(f.Teachers, TeacherFacts{
			Teacher: t, Index: len(f.Teachers), School: school,
			Teaches:  isActive(t) && (!t.Role.Kind.IsLeader() || t.Role.FullLoad),
			OnQuota:  employmentKind(t).CountsAgainstQuota(),
			Capped:   ruralOnly || t.Title.Scope != model.RuralOnlyTitle,
			Backbone: f.hasHonour(t) && slices.Contains(levels, string(t.Backbone.Level)),
			Age:      ageOn(t.BirthDate, f.Reference, ageFrom),

			ServiceUntil: serviceUntil(t, specialPost, funded),
		})
	}
	return append(faults, f.references()...)
}

// references attaches pins, and reports references to teachers and schools that
// do not exist.
func (f *Facts) references() model.Faults {
	p := f.Problem
	var faults model.Faults
	for i, pin := range p.Pins {
		at := "/pins/" + decimal(i)
		if pin.School != "" {
			if _, ok := f.schoolAt[pin.School]; !ok {
				faults = append(faults, dangling(at+"/school", string(pin.School)))
			}
		}
		t, ok := f.teacherAt[pin.Teacher]
		if !ok {
			faults = append(faults, dangling(at+"/teacher", string(pin.Teacher)))
			continue
		}
		f.Teachers[t].Pins = append(f.Teachers[t].Pins, pin)
	}
	for i := range f.Teachers {
		slices.SortStableFunc(f.Teachers[i].Pins, func(a, b model.Pin) int {
			if a.Kind != b.Kind {
				return compareText(string(a.Kind), string(b.Kind))
			}
			return compareText(string(a.School), string(b.School))
		})
	}
	for i := range p.Teachers {
		t := &p.Teachers[i]
		at := "/teachers/" + decimal(i)
		if t.Spouse != "" {
			if _, ok := f.teacherAt[t.Spouse]; !ok {
				faults = append(faults, dangling(at+"/spouse", string(t.Spouse)))
			}
		}
		for j, k := range t.Kin {
			if _, ok := f.teacherAt[k]; !ok {
				faults = append(faults, dangling(at+"/kin/"+decimal(j), string(k)))
			}
		}
		for j, s := range t.Preferences {
			if _, ok := f.schoolAt[s]; !ok {
				faults = append(faults, dangling(at+"/preferences/"+decimal(j), string(s)))
			}
		}
	}
	return faults
}

// hasHonour reports whether a backbone honour of any level is valid on the
// reference day; honours lapse (B1-51).
func (f *Facts) hasHonour(t *model.Teacher) bool {
	b := t.Backbone
	return b != nil &&
		(b.ValidFrom.IsZero() || !b.ValidFrom.After(f.Reference)) &&
		(b.ValidTo.IsZero() || !b.ValidTo.Before(f.Reference))
}

// lines fills Lines: all lines with demand or with a teacher based there.
func (f *Facts) lines() {
	rule := newDemandRule(f.Rules)
	demand := map[model.Line]lineDemand{}
	people := f.people()
	for i := range f.Schools {
		maps.Copy(demand, rule.schoolDemand(f.Schools[i].School, people[i], f.Curriculum))
	}
	base := make([]model.Line, len(f.Teachers))
	for i := range f.Teachers {
		q, _ := f.Teachers[i].PrimaryQualification()
		base[i] = model.Line{School: f.Teachers[i].Teacher.School, Stage: q.Stage, Subject: q.Subject}
		if _, ok := demand[base[i]]; !ok {
			demand[base[i]] = lineDemand{}
		}
	}
	all := make([]model.Line, 0, len(demand))
	for line := range demand {
		all = append(all, line)
	}
	slices.SortFunc(all, model.Line.Compare)
	scarce := ScarceSubjects.Of(f.Rules)
	f.Lines = make([]LineFacts, len(all))
	f.lineAt = make(map[model.Line]int, len(all))
	for i, line := range all {
		d := demand[line]
		school := f.schoolAt[line.School]
		rare := slices.Contains(scarce, string(line.Subject))
		f.lineAt[line] = i
		f.Lines[i] = LineFacts{
			Line: line, Index: i, School: school, Scarce: rare,
			Periods: d.periods, Relief: d.relief, Posts: d.posts, HalfDays: d.halfDays,
			Load:   f.Curriculum.Load(line.Stage, line.Subject),
			Weight: weightOf(&f.Schools[school], rare),
		}
	}
	for i := range f.Teachers {
		t := &f.Teachers[i]
		t.Line = f.lineAt[base[i]]
		if t.Teaches {
			f.Lines[t.Line].Heads++
			t.Spare = spare(t.Teacher, f.Lines[t.Line].Load, f.HalfDays)
		}
	}
}

// people counts, by school, the teachers that demand depends on.
func (f *Facts) people() []schoolPeople {
	out := make([]schoolPeople, len(f.Schools))
	for i := range out {
		out[i] = schoolPeople{heads: map[stageSubject]int{}, managers: map[model.Stage]int{}}
	}
	for i := range f.Teachers {
		t := &f.Teachers[i]
		if !t.Teaches {
			continue
		}
		q, _ := t.PrimaryQualification()
		out[t.School].heads[stageSubject{q.Stage, q.Subject}]++
		if roleKind(t.Teacher) == model.MiddleManager {
			out[t.School].managers[q.Stage]++
		}
	}
	return out
}

// spare returns the half-days that the own weekly-period limit leaves beyond a
// full load.
func spare(t *model.Teacher, load, halfDays int) int {
	if t.MaxWeeklyPeriods == nil || *t.MaxWeeklyPeriods <= load {
		return 0
	}
	return (*t.MaxWeeklyPeriods - load) * halfDays / load
}

// staff counts quota posts and titles of each school.
func (f *Facts) staff() {
	for i := range f.Teachers {
		t := &f.Teachers[i]
		if !t.OnQuota {
			continue
		}
		s := &f.Schools[t.School]
		s.Staff++
		if t.Capped && t.Title.Level.IsSenior() {
			s.Senior++
		}
		if t.Capped && t.Title.Level.IsIntermediate() {
			s.Intermediate++
		}
	}
}
