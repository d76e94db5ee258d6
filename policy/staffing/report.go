package staffing

import (
	"cmp"
	"slices"

	"lungang/model"
	"lungang/policy"
)

// SchoolQuota is one public school: what it should have, has, and uses.
type SchoolQuota struct {
	School        model.SchoolID `json:"school"`
	Name          string         `json:"name"`
	Pupils        int            `json:"pupils"`
	Classes       int            `json:"classes"`
	Boarders      int            `json:"boarders"`
	SpecialPupils int            `json:"specialPupils"`
	Standard      Standard       `json:"standard"`
	Quota         int            `json:"quota"`    // authorised headcount, posts of others included
	Own           int            `json:"own"`      // of it from the district's own quota
	Borrowed      int            `json:"borrowed"` // of it from the institution pool (周转编制)
	CityPool      int            `json:"cityPool"` // of it from the city (市级统筹)
	Staff         int            `json:"staff"`    // who occupy a post, whatever their status
	Over          int            `json:"over"`     // staff above the quota (超编)
	Under         int            `json:"under"`    // free posts (空编)
	Gap           int            `json:"gap"`      // standard − quota; positive: the quota is below the standard
	Seconded      int            `json:"seconded"` // on a post here, working elsewhere (借调)
	NotInPost     int            `json:"notInPost"`
	OffQuota      []Count        `json:"offQuota"` // teachers without a quota post, by kind of employment
}

// Count is a number of teachers of one kind.
type Count struct {
	Kind  model.EmploymentKind `json:"kind"`
	Count int                  `json:"count"`
}

// StageQuota is one stage of all public schools, by the pupil ratio alone: the
// number that is compared with other districts.
type StageQuota struct {
	Stage   model.Stage `json:"stage"`
	Pupils  int         `json:"pupils"`
	Classes int         `json:"classes"`
	Posts   float64     `json:"posts"` // pupils ÷ pupils per post
	Known   bool        `json:"known"` // the pack has a ratio for the stage
	Basis   Basis       `json:"basis"`
}

// Total sums up the schools.
type Total struct {
	Pupils         int     `json:"pupils"`
	Classes        int     `json:"classes"`
	Standard       int     `json:"standard"` // Σ of the schools' standards
	Quota          int     `json:"quota"`
	Own            int     `json:"own"`
	Approved       int     `json:"approved"` // approved total of the own quota; 0: not in the data
	Borrowed       int     `json:"borrowed"`
	CityPool       int     `json:"cityPool"`
	Staff          int     `json:"staff"`
	Over           int     `json:"over"`  // Σ of the schools that are over
	Under          int     `json:"under"` // Σ of the schools that are under
	PupilsPerStaff float64 `json:"pupilsPerStaff"`
}

// Report is the quota of a district and of each of its public schools.
type Report struct {
	District   string        `json:"district"`
	Code       string        `json:"code"`
	Year       int           `json:"year"`
	Day        model.Date    `json:"day"`
	Pack       string        `json:"pack"`
	Stages     []StageQuota  `json:"stages"`
	Schools    []SchoolQuota `json:"schools"` // by id
	Total      Total         `json:"total"`
	Findings   []Finding     `json:"findings"`
	Review     Review        `json:"review"`
	Submission Submission    `json:"submission"`

	Curriculum policy.NationalComparison `json:"curriculum"` // behind the demand of the lines
}

// Calculate reports on the quota of the district as the facts have it.
func Calculate(f *policy.Facts) *Report {
	d := f.Problem.District
	out := &Report{
		District: d.Name, Code: d.Code, Year: d.PlanYear, Day: f.Reference, Pack: f.Rules.Pack.ID,
		Stages: []StageQuota{}, Schools: []SchoolQuota{},
	}
	byStage := map[model.Stage]*StageQuota{}
	for i := range f.Schools {
		s := &f.Schools[i]
		if !s.Public {
			continue
		}
		out.Schools = append(out.Schools, schoolQuota(f, s))
		for _, stage := range s.Stages {
			sum, ok := byStage[stage.Stage]
			if !ok {
				sum = &StageQuota{Stage: stage.Stage}
				byStage[stage.Stage] = sum
			}
			pupils, classes := count(stage)
			sum.Pupils += pupils
			sum.Classes += classes
		}
	}
	for _, name := range model.Stage("").Values() {
		sum, ok := byStage[model.Stage(name)]
		if !ok {
			continue
		}
		sum.ratio(f.Rules)
		out.Stages = append(out.Stages, *sum)
	}
	out.Total = total(out.Schools, d.Quota)
	out.Findings = findings(f, out)
	out.Review = reviewOf(f)
	out.Submission = submissionOf(f, out)
	out.Curriculum = f.Curriculum.AgainstNational()
	return out
}

// ratio fills in what the pupil ratio gives.
func (s *StageQuota) ratio(r *policy.Rules) {
	key, ok := policy.QuotaRatioOf(s.Stage)
	if !ok {
		return
	}
	_, s.Known = key.Maybe(r)
	s.Posts, _ = r.QuotaByPupils(s.Stage, s.Pupils).Float64()
	s.Basis = basisOf(r, key.Name)
}

func schoolQuota(f *policy.Facts, s *policy.SchoolFacts) SchoolQuota {
	out := SchoolQuota{
		School: s.ID, Name: s.Name, Pupils: s.Pupils, Classes: s.Classes, Boarders: s.Boarders, SpecialPupils: s.SpecialPupils,
		Standard: StandardOf(f.Rules, s.School), Quota: s.Quota, Borrowed: s.BorrowedQuota, CityPool: s.CityPoolQuota,
		Own: s.Quota - s.BorrowedQuota - s.CityPoolQuota, Staff: s.Staff,
		Over: max(0, s.Staff-s.Quota), Under: max(0, s.Quota-s.Staff), OffQuota: []Count{},
	}
	out.Gap = out.Standard.Posts - s.Quota
	for i := range f.Teachers {
		t := &f.Teachers[i]
		if t.School != s.Index {
			continue
		}
		switch {
		case !t.OnQuota:
			out.countOff(t.Employment.Kind)
		case t.Status == model.Seconded:
			out.Seconded++
		case t.Status == model.OnLeave || t.Status == model.Training:
			out.NotInPost++
		}
	}
	slices.SortFunc(out.OffQuota, func(a, b Count) int { return cmp.Compare(a.Kind, b.Kind) })
	return out
}

func (s *SchoolQuota) countOff(kind model.EmploymentKind) {
	i := slices.IndexFunc(s.OffQuota, func(c Count) bool { return c.Kind == kind })
	if i < 0 {
		s.OffQuota = append(s.OffQuota, Count{Kind: kind})
		i = len(s.OffQuota) - 1
	}
	s.OffQuota[i].Count++
}

func total(schools []SchoolQuota, approved int) Total {
	out := Total{Approved: approved}
	for i := range schools {
		s := &schools[i]
		out.Pupils += s.Pupils
		out.Classes += s.Classes
		out.Standard += s.Standard.Posts
		out.Quota += s.Quota
		out.Own += s.Own
		out.Borrowed += s.Borrowed
		out.CityPool += s.CityPool
		out.Staff += s.Staff
		out.Over += s.Over
		out.Under += s.Under
	}
	out.PupilsPerStaff = policy.PupilsPerStaff(out.Pupils, out.Staff)
	return out
}
