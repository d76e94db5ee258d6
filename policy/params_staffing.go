package policy

// The quota calculator, the forecast and the hiring plan (room policy/staffing).
// Numbers of which no document speaks are optional and have no default.
var (
	// Quota (编制) by school.
	QuotaRatioSpecial      = number("quota.pupils_per_staff_special", "pupils of special schools per quota post", 1, 100)
	QuotaRatioKindergarten = optional(number("quota.pupils_per_staff_kindergarten", "children of kindergartens per quota post", 1, 100))
	QuotaRatioVocational   = optional(number("quota.pupils_per_staff_vocational", "pupils of vocational schools per quota post", 1, 100))
	QuotaSmallRule         = choice("quota.small_school_rule", "how pupil ratio and class ratio make the quota of a small school", "pupils", "classes", "max", "sum")
	QuotaSmallFloor        = optional(whole("quota.small_school_floor", "least posts of a small school", 0, 50))
	QuotaPointFloor        = optional(whole("quota.teaching_point_floor", "least posts of a teaching point", 0, 50))
	QuotaBoarders          = optional(number("quota.boarders_per_extra_staff", "boarding pupils for whom there is one post more", 1, 1000))
	QuotaSpecialPupils     = optional(number("quota.special_pupils_per_extra_staff", "pupils with special needs in ordinary classes (随班就读) for whom there is one post more", 1, 100))
	QuotaResourceRoom      = optional(whole("quota.resource_room_pupils", "pupils with special needs from whom a school has a resource room (资源教室)", 1, 100))
	QuotaResourceStaff     = optional(number("quota.resource_room_staff", "posts of a resource room", 0, 10))
	QuotaExtraSources      = words("quota.extra_sources", "where posts beyond the own quota may come from", "institution_pool", "city_pool")
	QuotaBorrowedMax       = optional(whole("quota.borrowed_max", "greatest number of posts that the district borrows from the institution pool", 0, 10_000))
	QuotaReviewYears       = whole("quota.review_years", "years from one quota review to the next", 1, 10)
	QuotaReportDay         = text("quota.report_day", "last day of the yearly report on the use of the quota, MM-DD", monthDay)

	// Enrolment forecast and attrition.
	ForecastYears       = whole("forecast.years", "years that a forecast looks ahead", 1, 10)
	ForecastMethod      = choice("forecast.method", "interpolation: between published numbers where there are any; cohort: always by ageing the grades", "interpolation", "cohort")
	ForecastProgression = number("forecast.progression", "percent of a grade that is in the next grade a year later", 0, 200)
	ForecastJunior      = optional(number("forecast.junior_share", "percent of the last primary grade that enters the junior schools of the document; absent: as today", 0, 200))
	ForecastSenior      = optional(number("forecast.senior_share", "percent of the last junior grade that enters the senior schools of the document; absent: as today", 0, 200))
	AttritionOther      = optional(number("attrition.other_percent", "percent of the staff that leaves in a year for other reasons than retirement", 0, 50))

	// Hiring.
	RecruitRefill      = choice("recruit.refill", "how many are hired in a year: attrition, shortage, or the greater of both; never more than the free posts", "attrition", "shortage", "greater")
	RecruitLeast       = optional(whole("recruit.least_total", "least number of teachers that the plan hires over the years of the forecast", 0, 10_000))
	RecruitSpecial     = optional(number("recruit.special_share", "percent of the hires of a year that come by special posts (特岗)", 0, 100))
	RecruitSpecialMax  = optional(whole("recruit.special_max", "greatest number of special posts of a year", 0, 10_000))
	RecruitFunded      = optional(number("recruit.funded_share", "percent of the hires of a year that are funded graduates (公费师范生、优师计划)", 0, 100))
	RecruitFundedMax   = optional(whole("recruit.funded_max", "greatest number of funded graduates of a year", 0, 10_000))
	RecruitStudents    = optional(whole("recruit.student_max", "greatest number of student-teachers (实习支教) of a year; they hold no post", 0, 10_000))
	RecruitGenderSplit = flag("recruit.gender_split", "posts of one subject are split evenly between men and women; carries a legal warning")
)
