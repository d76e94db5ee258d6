package exchange

import "lungang/model"

// words are the words of documents for the closed lists of package model.
var words = map[string]map[string]model.Text{
	"stage": {
		"primary": {ZH: "小学", EN: "primary"}, "junior": {ZH: "初中", EN: "junior"}, "senior": {ZH: "高中", EN: "senior"},
		"kindergarten": {ZH: "幼儿园", EN: "kindergarten"}, "special": {ZH: "特教", EN: "special"}, "vocational": {ZH: "中职", EN: "vocational"},
	},
	"proof": {
		"certified": {ZH: "最优,有精确证书", EN: "optimal, certified exactly"}, "proved": {ZH: "最优,求解器证明", EN: "optimal, proved by the solver"},
		"gap": {ZH: "未证最优,有差距", EN: "not proved, gap"}, "unknown": {ZH: "未证明", EN: "nothing proved"},
	},
	"indicator": {
		"I1": {ZH: "每百名学生拥有高于规定学历教师数", EN: "teachers above the required degree per 100 pupils"},
		"I2": {ZH: "每百名学生拥有县级以上骨干教师数", EN: "backbone teachers per 100 pupils"},
		"I3": {ZH: "每百名学生拥有体育、艺术(音乐、美术)专任教师数", EN: "PE and arts teachers per 100 pupils"},
	},
	"ratio": {
		"exchanged": {ZH: "交流教师占符合交流条件教师的比例", EN: "share of due teachers who rotate"},
		"backbone":  {ZH: "骨干教师交流比例", EN: "share of backbone teachers"},
	},
	"office": {
		"education": {ZH: "教育行政部门意见", EN: "Education department"}, "staffing": {ZH: "机构编制部门意见", EN: "Office of staffing quotas"},
		"personnel": {ZH: "人力资源社会保障部门意见", EN: "Human resources department"}, "finance": {ZH: "财政部门意见", EN: "Finance department"},
	},
}

// word returns the text of a word of a list; the word itself when there is none.
func word[T ~string](list string, w T) model.Text {
	if t, ok := words[list][string(w)]; ok {
		return t
	}
	return model.Text{ZH: string(w), EN: string(w)}
}
