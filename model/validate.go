package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"time"
)

// Limits of a problem document. They lie far above every county; beyond them a
// document is a mistake or an attack.
const (
	MaxSchools      = 5_000
	MaxTeachers     = 200_000
	MaxTravelTimes  = 5_000_000
	MaxTotalPeriods = 10_000_000 // periods a week of all explicit demand
)

// Validate looks at the meaning of the document and returns every fault at
// once, in document order, each with pointer, value, what is allowed and a
// remedy, in Chinese and English. Faults of severity warning do not reject the
// document (Faults.HasErrors, Faults.Err). A document that has no errors can be
// planned as far as its data go; whether the pack knows the overridden
// parameters is the pack's matter.
//
// Ages and spans are judged on District.ReferenceDate, or on 31 August of the
// plan year when it is absent. "In the future" means after ReferenceDate, or
// after the plan year when it is absent, since the pack may name a later day.
//
// Validate does not change the problem.
func (p *Problem) Validate() Faults {
	v := &validator{p: p}
	v.head()
	v.index()
	v.zonesAndGroups()
	v.schools()
	v.teachers()
	v.travel()
	v.curriculum()
	v.pins()
	v.previous()
	v.enrolment()
	return v.faults(reflect.TypeFor[Problem]())
}

// validator holds what several checks of a problem need.
type validator struct {
	checks
	p         *Problem
	reference Date // day on which ages are counted; zero when it is not known
	latest    Date // days after this one are in the future; zero when it is not known

	schoolAt  map[SchoolID]int
	teacherAt map[TeacherID]int
	zoneAt    map[ZoneID]int
	groupAt   map[GroupID]int
}

func (v *validator) head() {
	root := (*place)(nil)
	switch v.p.Format {
	case ProblemFormat:
	case "":
		v.missing(root.field("format"), Text{"请写 " + ProblemFormat, "write " + ProblemFormat})
	default:
		f := wrongFormat(v.p.Format, ProblemFormat)
		v.add(root.field("format"), f)
	}
	v.district(root.field("district"))
	v.pack(root.field("pack"))
	if n := len(v.p.Schools); n == 0 {
		v.missing(root.field("schools"), Text{"请至少录入一所学校", "enter at least one school"})
	} else {
		v.count(root.field("schools"), n, MaxSchools)
	}
	if n := len(v.p.Teachers); n == 0 {
		v.missing(root.field("teachers"), Text{"请至少录入一名教师", "enter at least one teacher"})
	} else {
		v.count(root.field("teachers"), n, MaxTeachers)
	}
	v.count(root.field("travel").field("matrix"), len(v.p.Travel.Matrix), MaxTravelTimes)
}

// count checks the number of entries of a list.
func (v *validator) count(at *place, n, limit int) {
	if n <= limit {
		return
	}
	v.add(at, Fault{
		Code: CodeTooLarge, Value: fmt.Sprint(n), Allowed: fmt.Sprintf("≤ %d", limit),
		Message: Text{
			fmt.Sprintf("%s 有 %d 条,最多 %d 条", at.label(), n, limit),
			fmt.Sprintf("%s has %d entries, at most %d are allowed", at.label(), n, limit),
		},
		Remedy: Text{"请按县(市、区)拆分", "split the document, one district each"},
	})
}

func (v *validator) district(at *place) {
	d := &v.p.District
	v.districtCode(at.field("code"), d.Code)
	v.text(at.field("name"), d.Name, 100, true)
	v.between(at.field("quota"), d.Quota, 0, maxDistrictQuota)
	if d.QuotaReviewed != 0 {
		v.between(at.field("quotaReviewed"), d.QuotaReviewed, firstPlanYear, lastPlanYear)
	}
	if !v.between(at.field("planYear"), d.PlanYear, firstPlanYear, lastPlanYear) {
		return
	}
	v.reference = NewDate(d.PlanYear, time.August, 31)
	v.latest = NewDate(d.PlanYear, time.December, 31)
	if !v.date(at.field("referenceDate"), d.ReferenceDate, false) {
		return
	}
	if y := d.ReferenceDate.Year; y < d.PlanYear-1 || y > d.PlanYear+1 {
		v.add(at.field("referenceDate"), Fault{
			Code: CodeInconsistent, Value: d.ReferenceDate.String(),
			Allowed: fmt.Sprintf("%d … %d", d.PlanYear-1, d.PlanYear+1),
			Message: Text{
				fmt.Sprintf("基准日 %s 与计划年度 %d 相差超过一年", d.ReferenceDate, d.PlanYear),
				fmt.Sprintf("referenceDate %s is more than one year away from planYear %d", d.ReferenceDate, d.PlanYear),
			},
			Remedy: Text{"请核对 referenceDate 和 planYear", "check referenceDate and planYear"},
		})
		return
	}
	v.reference, v.latest = d.ReferenceDate, d.ReferenceDate
}

// districtCode checks a code of GB/T 2260.
func (c *checks) districtCode(at *place, code string) {
	if code == "" {
		c.missing(at, Text{"请填写六位行政区划代码", "fill in the six digits of GB/T 2260"})
		return
	}
	if !digits(code, 6) || code[0] == '0' {
		c.add(at, Fault{
			Code: CodeBadFormat, Value: code, Allowed: "six digits (GB/T 2260)",
			Message: Text{"行政区划代码应为六位数字,且不以 0 开头", "the district code must be six digits and not begin with 0"},
			Remedy:  Text{"请填写 GB/T 2260 代码,如 430626", "fill in the code of GB/T 2260, such as 430626"},
		})
	}
}

// digits reports whether s is exactly n decimal digits.
func digits(s string, n int) bool {
	if len(s) != n {
		return false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func (v *validator) pack(at *place) {
	v.id(at.field("id"), v.p.Pack.ID)
	first := map[string]int{}
	list := at.field("overrides")
	for i, o := range v.p.Pack.Overrides {
		here := list.item(i)
		if o.Parameter == "" {
			v.missing(here.field("parameter"), Text{"请填写参数名,如 exchange.ratio", "fill in a parameter key such as exchange.ratio"})
		} else if j, ok := first[o.Parameter]; ok {
			v.duplicate(here.field("parameter"), o.Parameter, list.item(j).field("parameter"))
		} else {
			first[o.Parameter] = i
		}
		v.overrideValue(here.field("value"), o.Value)
		v.text(here.field("reason"), o.Reason, 2000, true)
		v.text(here.field("approver"), o.Approver, 200, true)
	}
}

func (v *validator) overrideValue(at *place, raw json.RawMessage) {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0 || bytes.Equal(raw, []byte("null")):
		v.missing(at, Text{"请填写参数的新值;不需要改时删去整条", "fill in the new value; remove the entry when nothing changes"})
	case !json.Valid(raw):
		v.fail(at, CodeBadJSON, "", Text{"value 不是有效的 JSON", "value is not valid JSON"}, Text{"请改正", "correct it"})
	}
}

// index finds every id, and says which are given twice.
func (v *validator) index() {
	root := (*place)(nil)
	v.zoneAt = ids(v, root.field("zones"), v.p.Zones, func(z *Zone) ZoneID { return z.ID }, nil)
	v.groupAt = ids(v, root.field("groups"), v.p.Groups, func(g *Group) GroupID { return g.ID }, nil)
	v.schoolAt = ids(v, root.field("schools"), v.p.Schools, func(s *School) SchoolID { return s.ID }, nil)
	v.teacherAt = ids(v, root.field("teachers"), v.p.Teachers, func(t *Teacher) TeacherID { return t.ID }, v.twoSchools)
}

// ids indexes a list by id. special may say something better than "duplicate"
// about entries i and j < i; it returns whether it did.
func ids[E any, K ~string](
	v *validator, at *place, list []E, id func(*E) K, special func(at *place, i, j int) bool,
) map[K]int {
	out := make(map[K]int, len(list))
	for i := range list {
		k := id(&list[i])
		here := at.item(i).field("id")
		if !v.id(here, string(k)) {
			continue
		}
		j, twice := out[k]
		switch {
		case !twice:
			out[k] = i
		case special == nil || !special(here, i, j):
			v.duplicate(here, string(k), at.item(j).field("id"))
		}
	}
	return out
}

// twoSchools says that the same teacher is listed at two schools.
func (v *validator) twoSchools(at *place, i, j int) bool {
	a, b := &v.p.Teachers[j], &v.p.Teachers[i]
	if a.School == b.School {
		return false
	}
	v.fail(at, CodeDuplicate, string(b.ID),
		Text{
			fmt.Sprintf("教师 %q 同时列在两所学校:%q(第 %d 条)和 %q(第 %d 条)", clip(string(b.ID)), clip(string(a.School)), j+1, clip(string(b.School)), i+1),
			fmt.Sprintf("a teacher at two schools: %q is listed at %q (entry %d) and at %q (entry %d)", clip(string(b.ID)), clip(string(a.School)), j+1, clip(string(b.School)), i+1),
		},
		Text{
			"一名教师只属于一所学校:保留编制所在学校的一条;是两个人时请改编号",
			"a teacher belongs to one school: keep the entry of the school that holds the post; change the id when these are two people",
		})
	return true
}

// schoolRef checks a reference to a school. An empty one is a fault when needed.
func (v *validator) schoolRef(at *place, id SchoolID, needed bool) bool {
	if id == "" {
		if needed {
			v.missing(at, Text{"请填写学校编号", "fill in the id of a school"})
		}
		return false
	}
	if _, ok := v.schoolAt[id]; !ok {
		v.unknown(at, string(id), "schools", SeverityError)
		return false
	}
	return true
}

// teacherRef checks a reference to a teacher.
func (v *validator) teacherRef(at *place, id TeacherID, needed bool, severity Severity) bool {
	if id == "" {
		if needed {
			v.missing(at, Text{"请填写教师编号", "fill in the id of a teacher"})
		}
		return false
	}
	if _, ok := v.teacherAt[id]; !ok {
		v.unknown(at, string(id), "teachers", severity)
		return false
	}
	return true
}
