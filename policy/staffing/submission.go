package staffing

import (
	"fmt"

	"lungang/model"
	"lungang/policy"
)

// Submission is the yearly report to the office of public institutions (编办):
// the use of the quota in the year and the plan to adjust it.
type Submission struct {
	Deadline   string       `json:"deadline"` // YYYY-MM-DD, the day included
	Approved   int          `json:"approved"` // own quota: the approved total, else the sum of the schools
	Extra      int          `json:"extra"`    // borrowed and city-pool posts
	Used       int          `json:"used"`     // staff on quota
	Free       int          `json:"free"`     // approved + extra − used; negative: over
	Standard   int          `json:"standard"`
	Reserve    int          `json:"reserve"` // posts that no school needs by its standard
	Short      int          `json:"short"`   // posts of the standards that the total does not hold
	Adjustment []Adjustment `json:"adjustment"`
	Basis      Basis        `json:"basis"`
}

// Adjustment is the proposal for one school.
type Adjustment struct {
	School   model.SchoolID `json:"school"`
	Quota    int            `json:"quota"`
	Standard int            `json:"standard"`
	Staff    int            `json:"staff"`
	Proposed int            `json:"proposed"`
	Change   int            `json:"change"`  // proposed − quota
	Surplus  int            `json:"surplus"` // staff above the proposal, who move or retire first
}

// submissionOf proposes quotas within the total (在核定的编制总量内统筹分配): where
// the total holds all standards, each school has its standard and the rest is
// kept in reserve; where it does not, the total is shared out in proportion to
// the standards, by the largest remainder, ties by school id.
func submissionOf(f *policy.Facts, r *Report) Submission {
	t := r.Total
	out := Submission{
		Deadline: fmt.Sprintf("%04d-%s", r.Year, policy.QuotaReportDay.Of(f.Rules)),
		Approved: t.Approved, Extra: t.Borrowed + t.CityPool, Used: t.Staff, Standard: t.Standard,
		Adjustment: []Adjustment{}, Basis: basisOf(f.Rules, policy.QuotaReportDay.Name),
	}
	if out.Approved == 0 {
		out.Approved = t.Own
	}
	sum := out.Approved + out.Extra
	out.Free = sum - out.Used
	out.Reserve, out.Short = max(0, sum-t.Standard), max(0, t.Standard-sum)
	weights := make(map[model.SchoolID]int, len(r.Schools))
	for i := range r.Schools {
		weights[r.Schools[i].School] = r.Schools[i].Standard.Posts
	}
	proposed := policy.Apportion(min(sum, t.Standard), weights, 0)
	for i := range r.Schools {
		s := &r.Schools[i]
		n := proposed[s.School]
		out.Adjustment = append(out.Adjustment, Adjustment{
			School: s.School, Quota: s.Quota, Standard: s.Standard.Posts, Staff: s.Staff,
			Proposed: n, Change: n - s.Quota, Surplus: max(0, s.Staff-n),
		})
	}
	return out
}
