package policy

import "lungang/model"

// The report of balance (room policy/balance). Targets that only some counties
// have are optional; without one the report shows the value and judges nothing.
var (
	// Four more of the seven indicators (教督〔2017〕6号); the first three are in params.go.
	IndicatorI4Primary = number("indicators.i4_primary", "least teaching area, square metres a pupil", 0, 1000)
	IndicatorI4Junior  = number("indicators.i4_junior", "least teaching area, square metres a pupil", 0, 1000)
	IndicatorI5Primary = number("indicators.i5_primary", "least sports area, square metres a pupil", 0, 1000)
	IndicatorI5Junior  = number("indicators.i5_junior", "least sports area, square metres a pupil", 0, 1000)
	IndicatorI6Primary = number("indicators.i6_primary", "least value of equipment, yuan a pupil", 0, 1_000_000)
	IndicatorI6Junior  = number("indicators.i6_junior", "least value of equipment, yuan a pupil", 0, 1_000_000)
	IndicatorI7Primary = number("indicators.i7_primary", "least multimedia classrooms per 100 pupils", 0, 100)
	IndicatorI7Junior  = number("indicators.i7_junior", "least multimedia classrooms per 100 pupils", 0, 100)

	IndicatorLeastMet     = whole("indicators.school_least_met", "how many of the seven indicators a school must meet", 0, 7)
	IndicatorRemainder    = number("indicators.school_remainder", "percent of the threshold below which none of the others may lie", 0, 100)
	IndicatorBorderPoints = flag("indicators.judge_border_points", "teaching points of the border strip are judged whatever their size")
	IndicatorI1PassShare  = optional(number("indicators.i1_pass_share", "percent of schools that must meet I1", 0, 100))
	IndicatorI2PassShare  = optional(number("indicators.i2_pass_share", "percent of schools that must meet I2", 0, 100))
	IndicatorI3PassShare  = optional(number("indicators.i3_pass_share", "percent of schools that must meet I3", 0, 100))

	// Teachers.
	EducationRatio         = optional(number("education.urban_rural_ratio", "greatest ratio of the shares of teachers with a bachelor degree, urban to rural", 0, 100))
	EducationRuralLocales  = words("education.rural_locales", "places that are rural (农村) when degrees are compared", model.Locale("").Values()...)
	EducationRuralBachelor = optional(number("education.rural_bachelor_share", "least percent of rural teachers with a bachelor degree", 0, 100))
	EducationSharePrimary  = optional(number("education.share_primary", "least percent of primary teachers with an associate degree", 0, 100))
	EducationShareJunior   = optional(number("education.share_junior", "least percent of junior teachers with a bachelor degree", 0, 100))
	EducationShareSenior   = optional(number("education.share_senior", "least percent of senior teachers with a bachelor degree", 0, 100))
	BackboneShare          = optional(number("backbone.share", "least percent of teachers that are backbone teachers", 0, 100))
	BackboneShareLevel     = choice("backbone.share_level", "least level of the honour that the share counts", model.BackboneLevel("").Values()...)
	BackboneLinks          = optional(whole("backbone.links", "least number of rural schools that each backbone teacher is linked to", 0, 20))
	PutonghuaShare         = optional(number("putonghua.share", "least percent of teachers whose Putonghua is of the level", 0, 100))
	PutonghuaLevel         = choice("putonghua.level", "level of Putonghua that teachers need", "1A", "1B", "2A", "2B", "3A", "3B")
	PutonghuaLevelChinese  = choice("putonghua.level_chinese", "level of Putonghua that teachers of Chinese need", "1A", "1B", "2A", "2B", "3A", "3B")
	LicenceShare           = number("licence.share", "least percent of teachers with a valid licence for their stage", 0, 100)
	TrainingHours          = whole("training.hours", "hours of training that a teacher needs in five years", 0, 2000)
	TrainingShare          = number("training.share", "least percent of teachers with these hours", 0, 100)

	PostsTeacherShare      = optional(number("posts.teacher_share", "least percent of posts that are for teachers", 0, 100))
	PrincipalBachelorShare = optional(number("principals.bachelor_share", "least percent of principals with a bachelor degree", 0, 100))

	// Classes for each PE teacher (体育教师班师比), by stage.
	PEClassesPrimary = optional(number("pe.classes_primary", "greatest number of classes for each PE teacher at primary stage", 1, 100))
	PEClassesJunior  = optional(number("pe.classes_junior", "greatest number of classes for each PE teacher at junior stage", 1, 100))
	PEClassesSenior  = optional(number("pe.classes_senior", "greatest number of classes for each PE teacher at senior stage", 1, 100))

	// Schools.
	PairingShare       = optional(number("pairing.share", "least percent of schools in an urban-rural pairing", 0, 100))
	PairingOf          = choice("pairing.of", "of which schools the share is", "rural", "all")
	ClassSizeShare     = number("class_size.share", "least percent of classes that are not above the standard size", 0, 100)
	ClassSizeLarge     = whole("class_size.large", "pupils from which a class is large (大班额)", 1, 200)
	ClassSizeHuge      = whole("class_size.huge", "pupils from which a class is very large (超大班额)", 1, 200)
	ClassSizeLargeMost = optional(number("class_size.large_share", "greatest percent of classes that are large", 0, 100))
	SchoolSizeMost     = whole("school_size.most", "greatest number of pupils of a school", 1, 20_000)
	SchoolSizeNineYear = whole("school_size.most_nine_year", "greatest number of pupils of a nine-year school", 1, 20_000)
)
