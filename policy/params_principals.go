package policy

import "lungang/model"

// Rotation of principals and vice principals (校长、副校长交流).
var (
	PrincipalTerms      = whole("principals.terms", "full terms at one school after which principals and vice principals are due to move; 0 switches the rule off", 0, 10)
	PrincipalTermYears  = whole("principals.term_years", "full years of a term whose last day the document does not give", 1, 10)
	PrincipalRatio      = number("principals.ratio", "percent of the due principals and vice principals that move", 0, 100)
	PrincipalRoutes     = pairs("principals.routes", "pairs of locales that moves of principals and vice principals may follow", model.Locale("").Values()...)
	PrincipalYoungShare = number("principals.rural_young_share", "percent of rural principals and vice principals who are not older than the age; 0 switches it off", 0, 100)
	PrincipalYoungAge   = whole("principals.rural_young_age", "greatest age of a young principal, the number included", 18, 70)
)
