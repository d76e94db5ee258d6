package staffing

import "lungang/policy"

// reviewsShown is how many coming reviews are listed.
const reviewsShown = 3

// Review is when the quota is reviewed (编制核定).
type Review struct {
	Every int   `json:"every"` // years
	Last  int   `json:"last"`  // year of the last review; 0: not in the data, so that the next is due now
	Due   bool  `json:"due"`   // a review is due in the plan year or was before
	Next  []int `json:"next"`  // years of the coming reviews, from the plan year on
	Basis Basis `json:"basis"`
}

// reviewOf counts on from the last review. One that is overdue is due in the
// plan year.
func reviewOf(f *policy.Facts) Review {
	d := f.Problem.District
	out := Review{Every: policy.QuotaReviewYears.Of(f.Rules), Last: d.QuotaReviewed, Basis: basisOf(f.Rules, policy.QuotaReviewYears.Name)}
	next := d.PlanYear
	if out.Last > 0 {
		next = max(d.PlanYear, out.Last+out.Every)
	}
	out.Due = next == d.PlanYear
	for i := range reviewsShown {
		out.Next = append(out.Next, next+i*out.Every)
	}
	return out
}
