package staffing

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// FindingKind names what the quota rules complain about.
type FindingKind string

// The findings. Ghost payroll (吃空饷), which B1-40 names too, cannot be seen in
// the problem document, which holds no pay.
const (
	OverQuota     FindingKind = "over_quota"     // more staff than posts (超编)
	Unfilled      FindingKind = "unfilled"       // free posts at a school that is below its standard (有编不补)
	PrivateSchool FindingKind = "private_school" // a teacher on quota at a private school
	Borrowing     FindingKind = "seconded"       // a teacher on quota works elsewhere (借调、借用)
	Absent        FindingKind = "not_in_post"    // a teacher on quota is on leave or in training (在编不在岗): to be looked at
	OffQuota      FindingKind = "off_quota"      // teachers hired outside the quota (编外用人)
	TotalExceeded FindingKind = "total_exceeded" // the schools' own quota exceeds the approved total
	ExtraSource   FindingKind = "extra_source"   // posts from a source that the pack does not know
	BorrowedMost  FindingKind = "borrowed_max"   // more posts borrowed than the pack allows
)

// Values lists the closed set of words.
func (FindingKind) Values() []string {
	return []string{
		"total_exceeded", "extra_source", "borrowed_max", "over_quota", "unfilled", "off_quota", "private_school",
		"seconded", "not_in_post",
	}
}

// Finding is one complaint. A count is of teachers or posts.
type Finding struct {
	Kind    FindingKind     `json:"kind"`
	School  model.SchoolID  `json:"school,omitempty"`  // absent: the district
	Teacher model.TeacherID `json:"teacher,omitempty"` // when it is about one teacher
	Status  model.Status    `json:"status,omitempty"`  // of that teacher
	Count   int             `json:"count"`
	Limit   int             `json:"limit,omitempty"` // what the count is held against
	Clauses []string        `json:"clauses"`
}

// findings lists the district's, then those of schools by id, then those of
// teachers by id.
func findings(f *policy.Facts, r *Report) []Finding {
	out := districtFindings(f, r)
	unfilled := clausesHere(f.Rules, "B1-38", "B1-40", "B3-18", "D-30")
	off := clausesHere(f.Rules, "B1-40", "B1-41")
	for i := range r.Schools {
		s := &r.Schools[i]
		if s.Over > 0 {
			out = append(out, Finding{
				Kind: OverQuota, School: s.School, Count: s.Staff, Limit: s.Quota, Clauses: clausesHere(f.Rules, "B1-39", "B3-18", "E-08"),
			})
		}
		if n := min(s.Under, s.Standard.Posts-s.Staff); n > 0 {
			out = append(out, Finding{Kind: Unfilled, School: s.School, Count: n, Clauses: unfilled})
		}
		for _, c := range s.OffQuota {
			if c.Kind == model.ContractStaff {
				out = append(out, Finding{Kind: OffQuota, School: s.School, Count: c.Count, Clauses: off})
			}
		}
	}
	return append(out, teacherFindings(f)...)
}

func districtFindings(f *policy.Facts, r *Report) []Finding {
	out := []Finding{}
	t := r.Total
	if t.Approved > 0 && t.Own > t.Approved {
		out = append(out, Finding{
			Kind: TotalExceeded, Count: t.Own, Limit: t.Approved, Clauses: clausesHere(f.Rules, "B1-39", "B3-05", "B3-14"),
		})
	}
	sources := policy.QuotaExtraSources.Of(f.Rules)
	for _, x := range []struct {
		source string
		posts  int
	}{{"institution_pool", t.Borrowed}, {"city_pool", t.CityPool}} {
		if x.posts > 0 && !slices.Contains(sources, x.source) {
			out = append(out, Finding{Kind: ExtraSource, Count: x.posts, Clauses: basisOf(f.Rules, policy.QuotaExtraSources.Name).Clauses})
		}
	}
	if most, ok := policy.QuotaBorrowedMax.Maybe(f.Rules); ok && t.Borrowed > most {
		out = append(out, Finding{
			Kind: BorrowedMost, Count: t.Borrowed, Limit: most, Clauses: basisOf(f.Rules, policy.QuotaBorrowedMax.Name).Clauses,
		})
	}
	return out
}

func teacherFindings(f *policy.Facts) []Finding {
	var out []Finding
	clauses := clausesHere(f.Rules, "B1-40", "B3-18")
	for i := range f.Teachers {
		t := &f.Teachers[i]
		if !t.OnQuota {
			continue
		}
		found := Finding{School: t.Teacher.School, Teacher: t.ID, Status: t.Status, Count: 1, Clauses: clauses}
		switch {
		case !f.Schools[t.School].Public:
			found.Kind = PrivateSchool
		case t.Status == model.Seconded:
			found.Kind = Borrowing
		case t.Status == model.OnLeave || t.Status == model.Training:
			found.Kind = Absent
		default:
			continue
		}
		out = append(out, found)
	}
	return out
}
