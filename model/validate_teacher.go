package model

import "fmt"

// Ranges of the numbers of a teacher.
const (
	minAge        = 16 // full years on the reference day, and at the begin of any service
	maxAge        = 80
	maxTerms      = 30
	maxOwnPeriods = 60  // periods a week
	maxYears      = 65  // years of service of one kind
	maxEntries    = 200 // entries of any list of one teacher
)

func (v *validator) teachers() {
	list := (*place)(nil).field("teachers")
	taught := v.taughtStages()
	for i := range v.p.Teachers {
		t, at := &v.p.Teachers[i], list.item(i)
		v.identity(at, t)
		v.service(at, t)
		v.history(at.field("history"), t)
		v.qualifications(at, t, taught)
		v.standing(at, t)
		v.role(at.field("role"), t)
		v.employment(at.field("employment"), t)
		v.relatives(at, i, t)
		v.exemptions(at.field("exemptions"), t)
		v.preferences(at.field("preferences"), t)
	}
}

// adult is the day on which a teacher is old enough to serve; zero when the
// date of birth is not usable.
func adult(t *Teacher) Date {
	if t.BirthDate.IsZero() {
		return Date{}
	}
	return t.BirthDate.AddYears(minAge)
}

func (v *validator) identity(at *place, t *Teacher) {
	if looksLikeIDNumber(string(t.ID)) {
		// The value is left out on purpose: it may be the number of a person.
		v.fail(at.field("id"), CodeBadFormat, "",
			Text{"教师编号像是身份证号码", "the id looks like an identity-card number"},
			Text{"请换成不含个人信息的编号", "use an id that says nothing about the person"})
	}
	words(&v.checks, at.field("sex"), t.Sex, true)
	if !v.date(at.field("birthDate"), t.BirthDate, true) || v.reference.IsZero() {
		return
	}
	age := t.BirthDate.YearsUntil(v.reference)
	if t.BirthDate.After(v.reference) || age < minAge || age > maxAge {
		v.add(at.field("birthDate"), Fault{
			Code: CodeOutOfRange, Allowed: fmt.Sprintf("%d … %d years", minAge, maxAge),
			Message: Text{
				fmt.Sprintf("按出生日期,在基准日的年龄不在 %d 到 %d 周岁之间", minAge, maxAge),
				fmt.Sprintf("by birthDate the age on the reference day is not between %d and %d years", minAge, maxAge),
			},
			Remedy: Text{"请核对出生日期", "check the date of birth"},
		})
	}
}

// looksLikeIDNumber reports whether s has the form and the check digit of a
// citizen's identity number (GB 11643).
func looksLikeIDNumber(s string) bool {
	if len(s) != 18 || !digits(s[:17], 17) {
		return false
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(s[i]-'0')
	}
	last := s[17]
	if last == 'x' {
		last = 'X'
	}
	return last == "10X98765432"[sum%11]
}

func (v *validator) service(at *place, t *Teacher) {
	v.schoolRef(at.field("school"), t.School, true)
	v.past(at.field("since"), t.Since, true)
	v.notBeforeAdult(at.field("since"), t.Since, t)
	v.betweenFloat(at.field("ruralYears"), t.RuralYears, 0, maxYears)
	v.betweenFloat(at.field("itinerantYears"), t.ItinerantYears, 0, maxYears)
	v.optional(at.field("maxWeeklyPeriods"), t.MaxWeeklyPeriods, maxOwnPeriods)
	v.location(at.field("home"), t.Home)
}

// past checks a date that may not lie in the future.
func (v *validator) past(at *place, d Date, needed bool) bool {
	if !v.date(at, d, needed) {
		return false
	}
	if v.latest.IsZero() || !d.After(v.latest) {
		return true
	}
	v.add(at, Fault{
		Code: CodeOutOfRange, Value: d.String(), Allowed: "≤ " + v.latest.String(),
		Message: Text{
			fmt.Sprintf("%s %s 晚于 %s", at.label(), d, v.latest), fmt.Sprintf("%s %s is after %s", at.label(), d, v.latest),
		},
		Remedy: Text{"请核对日期,或核对基准日", "check the date, or the reference date"},
	})
	return false
}

// notBeforeAdult checks that service does not begin in childhood.
func (v *validator) notBeforeAdult(at *place, d Date, t *Teacher) {
	if from := adult(t); !d.IsZero() && !from.IsZero() && d.Before(from) {
		v.add(at, Fault{
			Code: CodeInconsistent, Value: d.String(), Allowed: "birthDate + 16",
			Message: Text{
				fmt.Sprintf("%s %s 时不满 %d 周岁", at.label(), d, minAge),
				fmt.Sprintf("on %s %s the teacher was younger than %d", at.label(), d, minAge),
			},
			Remedy: Text{"请核对该日期和出生日期", "check this date and the date of birth"},
		})
	}
}

// taughtStages returns for every school what it teaches; a school that names no
// stage is absent.
func (v *validator) taughtStages() map[SchoolID]map[Stage]bool {
	out := map[SchoolID]map[Stage]bool{}
	for i := range v.p.Schools {
		s := &v.p.Schools[i]
		for _, stage := range s.Stages {
			if out[s.ID] == nil {
				out[s.ID] = map[Stage]bool{}
			}
			out[s.ID][stage.Stage] = true
		}
	}
	return out
}

func (v *validator) qualifications(at *place, t *Teacher, taught map[SchoolID]map[Stage]bool) {
	list := at.field("qualifications")
	v.count(list, len(t.Qualifications), maxEntries)
	type key struct {
		stage   Stage
		subject Subject
	}
	primary := -1
	first := make(map[key]int, len(t.Qualifications))
	for i, q := range t.Qualifications {
		here := list.item(i)
		words(&v.checks, here.field("stage"), q.Stage, true)
		v.id(here.field("subject"), string(q.Subject))
		k := key{q.Stage, q.Subject}
		if j, twice := first[k]; twice {
			v.duplicate(here, string(q.Stage)+" "+string(q.Subject), list.item(j))
		} else {
			first[k] = i
		}
		switch {
		case !q.Primary:
		case primary < 0:
			primary = i
		default:
			v.fail(here.field("primary"), CodeInconsistent, "true",
				Text{"有一个以上的主任教学科", "more than one qualification is primary"},
				Text{"请只把现在任教的学科标为 primary", "mark only the subject that is taught now as primary"})
		}
	}
	if primary < 0 {
		v.missing(list, Text{
			"请录入任教资格,并把现在任教的一个标为 primary", "enter the qualifications and mark the one that is taught as primary",
		})
		v.licence(at.field("licence"), t.Licence, "")
		return
	}
	stage := t.Qualifications[primary].Stage
	v.licence(at.field("licence"), t.Licence, stage)
	if stages := taught[t.School]; len(stages) > 0 && stage != "" && !stages[stage] {
		v.fail(list.item(primary).field("stage"), CodeInconsistent, string(stage),
			Text{
				fmt.Sprintf("主任教学段 %s 不是所在学校 %q 的学段", stage, clip(string(t.School))),
				fmt.Sprintf("the school %q does not teach the primary stage %s", clip(string(t.School)), stage),
			},
			Text{"请核对任教学段、所在学校,或补全学校的 stages", "check the stage and the school, or complete the stages of the school"})
	}
}

func (v *validator) licence(at *place, l *Licence, primary Stage) {
	if l == nil {
		return
	}
	if words(&v.checks, at.field("stage"), l.Stage, true) && primary != "" && !l.Stage.LicenceAllows(primary) {
		v.warn(at.field("stage"), CodeInconsistent, string(l.Stage),
			Text{
				fmt.Sprintf("%s 的教师资格不能任教 %s", l.Stage, primary),
				fmt.Sprintf("a licence for %s does not allow teaching at %s", l.Stage, primary),
			},
			Text{"请核对教师资格证;这样的教师不会被安排", "check the licence; such a teacher is not assigned anywhere"})
	}
	v.lapsed(at.field("validTo"), l.ValidTo)
}

// lapsed warns of a last day that has passed.
func (v *validator) lapsed(at *place, d Date) {
	if v.date(at, d, false) && !v.reference.IsZero() && d.Before(v.reference) {
		v.warn(at, CodeOutOfRange, d.String(),
			Text{"在基准日之前已经到期", "has lapsed before the reference day"},
			Text{"已续期时请改为新日期", "give the new date when it was renewed"})
	}
}

func (v *validator) standing(at *place, t *Teacher) {
	title := at.field("title")
	words(&v.checks, title.field("level"), t.Title.Level, false)
	words(&v.checks, title.field("scope"), t.Title.Scope, false)
	if t.Title.Scope == RuralOnlyTitle && (t.Title.Level == "" || t.Title.Level == NoTitle) {
		v.warn(title.field("scope"), CodeInconsistent, string(t.Title.Scope),
			Text{"没有职称,却标为定向使用", "there is no title, yet it is marked as rural only"},
			Text{"请核对 level 和 scope", "check level and scope"})
	}
	if b := t.Backbone; b != nil {
		here := at.field("backbone")
		words(&v.checks, here.field("level"), b.Level, true)
		from := v.date(here.field("validFrom"), b.ValidFrom, false)
		if v.date(here.field("validTo"), b.ValidTo, false) && from {
			v.order(here.field("validTo"), b.ValidFrom, b.ValidTo)
		}
	}
	words(&v.checks, at.field("education"), t.Education, false)
	words(&v.checks, at.field("putonghua"), t.Putonghua, false)
	v.optional(at.field("trainingHours"), t.TrainingHours, maxTrainingHours)
	v.links(at.field("links"), t)
	words(&v.checks, at.field("status"), t.Status, false)
}

func (v *validator) role(at *place, t *Teacher) {
	r := &t.Role
	words(&v.checks, at.field("kind"), r.Kind, false)
	from := v.past(at.field("termStart"), r.TermStart, false)
	if v.date(at.field("termEnd"), r.TermEnd, false) && from {
		v.order(at.field("termEnd"), r.TermStart, r.TermEnd)
	}
	v.notBeforeAdult(at.field("termStart"), r.TermStart, t)
	v.between(at.field("terms"), r.Terms, 0, maxTerms)
	if r.FullLoad && !r.Kind.IsLeader() {
		v.warn(at.field("fullLoad"), CodeInconsistent, "true",
			Text{"fullLoad 只对校长、副校长有意义", "fullLoad means something for principals and vice principals only"},
			Text{"请删去 fullLoad,或核对 kind", "leave fullLoad out, or check kind"})
	}
}

func (v *validator) employment(at *place, t *Teacher) {
	e := &t.Employment
	words(&v.checks, at.field("kind"), e.Kind, false)
	v.between(at.field("term"), e.Term, 0, maxTerms)
	from := v.past(at.field("start"), e.Start, false)
	v.notBeforeAdult(at.field("start"), e.Start, t)
	if v.date(at.field("serviceUntil"), e.ServiceUntil, false) && from {
		v.order(at.field("serviceUntil"), e.Start, e.ServiceUntil)
	}
}

func (v *validator) exemptions(at *place, t *Teacher) {
	v.count(at, len(t.Exemptions), maxEntries)
	for i, e := range t.Exemptions {
		words(&v.checks, at.item(i).field("kind"), e.Kind, true)
		v.lapsed(at.item(i).field("until"), e.Until)
		v.evidence(at.item(i).field("evidence"), e.Evidence)
	}
}

// evidence checks the number of a file: an id, and not that of a person.
func (v *validator) evidence(at *place, number string) {
	if number == "" {
		return
	}
	if looksLikeIDNumber(number) {
		v.fail(at, CodeBadFormat, "", // the value is left out: it may be the number of a person
			Text{"材料编号像是身份证号码", "the number looks like an identity-card number"},
			Text{"请换成不含个人信息的档案编号", "use the number of the file, which says nothing about the person"})
		return
	}
	v.id(at, number)
}

func (v *validator) preferences(at *place, t *Teacher) {
	v.count(at, len(t.Preferences), maxEntries)
	first := make(map[SchoolID]int, len(t.Preferences))
	for i, id := range t.Preferences {
		here := at.item(i)
		if id == "" {
			v.missing(here, Text{"请填写学校编号", "fill in the id of a school"})
			continue
		}
		if j, twice := first[id]; twice {
			v.duplicate(here, string(id), at.item(j))
			continue
		}
		first[id] = i
		switch {
		case id == t.School:
			v.fail(here, CodeInconsistent, string(id),
				Text{"意向学校是自己现在的学校", "the preferred school is the teacher's own"},
				Text{"请删去这一条", "remove this entry"})
		case v.schoolRef(here, id, true):
			v.reachable(here, t, id)
		}
	}
}

// reachable warns of a destination to which no move is possible.
func (v *validator) reachable(at *place, t *Teacher, id SchoolID) {
	to := &v.p.Schools[v.schoolAt[id]]
	own, known := v.schoolAt[t.School]
	remedy := Text{"请与教师核对志愿;这一条不会起作用", "ask the teacher; this entry has no effect"}
	switch {
	case to.Ownership == Private:
		v.warn(at, CodeInconsistent, string(id), Text{"民办学校不参加交流", "private schools take no part in rotation"}, remedy)
	case known && v.p.Schools[own].LegalSchool() == to.LegalSchool():
		v.warn(at, CodeInconsistent, string(id),
			Text{"同一法人学校内的变动不算交流", "a move inside one legal school is no rotation"}, remedy)
	}
}

// relatives checks spouse and kin.
func (v *validator) relatives(at *place, i int, t *Teacher) {
	spouse := at.field("spouse")
	switch {
	case t.Spouse == "":
	case t.Spouse == t.ID:
		v.fail(spouse, CodeInconsistent, string(t.Spouse),
			Text{"配偶填成了本人", "the teacher is named as the own spouse"}, Text{"请改正或删去 spouse", "correct it, or leave spouse out"})
	case v.teacherRef(spouse, t.Spouse, false, SeverityError):
		if other := &v.p.Teachers[v.teacherAt[t.Spouse]]; other.Spouse != t.ID && v.teacherAt[t.ID] == i {
			v.fail(spouse, CodeInconsistent, string(t.Spouse),
				Text{
					fmt.Sprintf("配偶关系不是相互的:%q 没有把本人填为配偶", clip(string(t.Spouse))),
					fmt.Sprintf("spouse is not mutual: %q does not name this teacher", clip(string(t.Spouse))),
				},
				Text{"请在两人的 spouse 里互相填写,或都删去", "name each other in spouse, or leave both out"})
		}
	}
	list := at.field("kin")
	v.count(list, len(t.Kin), maxEntries)
	first := make(map[TeacherID]int, len(t.Kin))
	for k, id := range t.Kin {
		here := list.item(k)
		if id == t.ID && id != "" {
			v.fail(here, CodeInconsistent, string(id),
				Text{"近亲属填成了本人", "the teacher is named as the own kin"}, Text{"请删去这一条", "remove this entry"})
			continue
		}
		if j, twice := first[id]; twice && id != "" {
			v.duplicate(here, string(id), list.item(j))
			continue
		}
		first[id] = k
		v.teacherRef(here, id, true, SeverityError)
	}
}
