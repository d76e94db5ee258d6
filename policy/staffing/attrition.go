package staffing

import (
	"cmp"
	"slices"

	"lungang/model"
	"lungang/policy"
)

// Leaver is a teacher on quota who reaches the statutory retirement age.
type Leaver struct {
	Teacher model.TeacherID `json:"teacher"`
	School  model.SchoolID  `json:"school"`
	Stage   model.Stage     `json:"stage"`
	Subject model.Subject   `json:"subject"`
	Day     model.Date      `json:"day"`
	Head    bool            `json:"head"` // counts as a head of the line; false: a principal, on leave, seconded …
}

// line is a stage and subject of the district, written "stage/subject".
type line string

func lineOf(stage model.Stage, subject model.Subject) line {
	return line(string(stage) + "/" + string(subject))
}

// attrition is what the staff of today loses, by year.
type attrition struct {
	leavers map[int][]Leaver     // by the year in which the post is to be filled again
	ending  map[int]map[line]int // special posts (特岗) whose service ends: they need a quota post
}

// newAttrition looks at every teacher of the public schools. A year lasts from
// the day after the reference day to the reference day of the next year: who
// retires on 31 August or before is to be replaced that autumn. Who was to retire
// before the plan year, and still holds a post, counts in the plan year.
func newAttrition(f *policy.Facts, years int) attrition {
	out := attrition{leavers: map[int][]Leaver{}, ending: map[int]map[line]int{}}
	base := f.Problem.District.PlanYear
	yearOf := func(day model.Date) int {
		for k := range years {
			if !day.After(f.Reference.AddYears(k)) {
				return base + k
			}
		}
		return base + years
	}
	for i := range f.Teachers {
		t := &f.Teachers[i]
		if !f.Schools[t.School].Public {
			continue
		}
		q, _ := t.PrimaryQualification()
		if t.OnQuota {
			day := f.Rules.RetirementTable(policy.RetirementGroupOf(f.Rules, t.Teacher)).Statutory(t.BirthDate)
			year := yearOf(day)
			if year < base+years {
				out.leavers[year] = append(out.leavers[year], Leaver{t.ID, t.Teacher.School, q.Stage, q.Subject, day, t.Teaches})
			}
			continue
		}
		if end := t.ServiceUntil; t.Employment.Kind == model.SpecialPost && !end.IsZero() {
			year := yearOf(end)
			if out.ending[year] == nil {
				out.ending[year] = map[line]int{}
			}
			out.ending[year][lineOf(q.Stage, q.Subject)]++
		}
	}
	for _, list := range out.leavers {
		slices.SortFunc(list, func(a, b Leaver) int {
			if c := cmp.Compare(a.Day.String(), b.Day.String()); c != 0 {
				return c
			}
			return cmp.Compare(a.Teacher, b.Teacher)
		})
	}
	return out
}
