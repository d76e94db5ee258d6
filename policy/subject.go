package policy

import (
	"maps"
	"slices"

	"lungang/model"
)

var subjectNames = map[model.Subject]model.Text{
	"morality":  {ZH: "道德与法治", EN: "morality and law"},
	"chinese":   {ZH: "语文", EN: "Chinese"},
	"math":      {ZH: "数学", EN: "mathematics"},
	"foreign":   {ZH: "外语", EN: "foreign language"},
	"history":   {ZH: "历史", EN: "history"},
	"geography": {ZH: "地理", EN: "geography"},
	"science":   {ZH: "科学", EN: "science"},
	"biology":   {ZH: "生物", EN: "biology"},
	"physics":   {ZH: "物理", EN: "physics"},
	"chemistry": {ZH: "化学", EN: "chemistry"},
	"pe":        {ZH: "体育", EN: "physical education"},
	"arts":      {ZH: "艺术", EN: "arts"},
	"music":     {ZH: "音乐", EN: "music"},
	"art":       {ZH: "美术", EN: "fine art"},
	"it":        {ZH: "信息科技", EN: "information technology"},
	"labour":    {ZH: "劳动", EN: "labour"},
	"practice":  {ZH: "综合实践", EN: "integrated practice"},
	"local":     {ZH: "地方与学校课程", EN: "local and school courses"},
	"psych":     {ZH: "心理健康", EN: "mental health"},
}

// SubjectName returns the name of a subject; the code itself, in both
// languages, when the product has no name for it.
func SubjectName(s model.Subject) model.Text {
	if t, ok := subjectNames[s]; ok {
		return t
	}
	return model.Text{ZH: string(s), EN: string(s)}
}

// Subjects returns the codes that have a name, sorted.
func Subjects() []model.Subject { return slices.Sorted(maps.Keys(subjectNames)) }
