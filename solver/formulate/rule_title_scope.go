package formulate

import (
	"lungang/model"
	"lungang/policy"
)

// titleScope: a title that is valid in rural schools only does not go to town.
var titleScope = Rule{
	ID:          "title_scope",
	AdmitSchool: titleAdmits,
	AdmitVisit: func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool {
		return titleAdmits(b, t, &b.f.Schools[to.School])
	},
}

func titleAdmits(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
	return t.Title.Scope != model.RuralOnlyTitle || to.Locale == model.Rural || !policy.TitleRuralStays.Of(b.r)
}
