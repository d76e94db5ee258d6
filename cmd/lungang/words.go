package main

import (
	"strings"

	"lungang/model"
	"lungang/policy"
)

// words are the texts of the closed lists of package model, by list and word.
var words = map[string]map[string]model.Text{
	"stage": {
		"primary": {ZH: "小学", EN: "primary"}, "junior": {ZH: "初中", EN: "junior"}, "senior": {ZH: "高中", EN: "senior"},
		"kindergarten": {ZH: "幼儿园", EN: "kindergarten"}, "special": {ZH: "特教", EN: "special"}, "vocational": {ZH: "中职", EN: "vocational"},
	},
	"locale":   {"urban": {ZH: "城区", EN: "urban"}, "town": {ZH: "镇区", EN: "town"}, "rural": {ZH: "乡村", EN: "rural"}},
	"strength": {"strong": {ZH: "优质", EN: "strong"}, "ordinary": {ZH: "一般", EN: "ordinary"}, "weak": {ZH: "薄弱", EN: "weak"}},
	"verdict": {
		"must": {ZH: "应交流", EN: "must rotate"}, "may": {ZH: "可交流", EN: "may rotate"},
		"exempt": {ZH: "免于交流", EN: "exempt"}, "not_due": {ZH: "未到交流条件", EN: "not due"},
	},
	"proof": {
		"certified": {ZH: "精确证明", EN: "certified"}, "proved": {ZH: "已证明", EN: "proved"},
		"gap": {ZH: "有差距", EN: "gap"}, "unknown": {ZH: "未知", EN: "unknown"},
	},
	"termination": {
		"complete": {ZH: "全部完成", EN: "complete"}, "time_limit": {ZH: "时间用完", EN: "time limit reached"},
		"cancelled": {ZH: "被中止", EN: "stopped by the user"}, "node_limit": {ZH: "搜索量用完", EN: "search effort used up"},
	},
	"coverage": {"full": {ZH: "岗位课时全部落实", EN: "everything covered"}, "partial": {ZH: "部分岗位或课时未落实", EN: "partly covered"}},
	"indicator": {
		"I1": {ZH: "I1 高一级学历", EN: "I1 higher degree"}, "I2": {ZH: "I2 县级以上骨干", EN: "I2 backbone"}, "I3": {ZH: "I3 体艺教师", EN: "I3 PE and arts"},
	},
	"ratio": {"exchanged": {ZH: "交流比例", EN: "exchanged"}, "backbone": {ZH: "骨干交流比例", EN: "backbone exchanged"}},
	"pin": {
		"must_stay": {ZH: "留任", EN: "stay"}, "must_move": {ZH: "交流", EN: "move"},
		"must_go": {ZH: "去指定学校", EN: "go to a named school"}, "must_not_go": {ZH: "不去某校", EN: "not go to a named school"},
	},
	"employment": {
		"in_quota": {ZH: "在编", EN: "in quota"}, "special_post": {ZH: "特岗", EN: "special post"},
		"funded_graduate": {ZH: "公费师范生", EN: "funded graduate"}, "contract": {ZH: "编外聘用", EN: "contract"},
		"support_student": {ZH: "支教大学生", EN: "support student"},
	},
	"status": {
		"active": {ZH: "在岗", EN: "active"}, "leave": {ZH: "休假", EN: "on leave"},
		"seconded": {ZH: "借调", EN: "seconded"}, "training": {ZH: "脱产进修", EN: "in training"},
	},
	"role": {
		"teacher": {ZH: "教师", EN: "teacher"}, "head_teacher": {ZH: "班主任", EN: "head teacher"},
		"middle_manager": {ZH: "中层干部", EN: "middle manager"}, "vice_principal": {ZH: "副校长", EN: "vice principal"},
		"principal": {ZH: "校长", EN: "principal"},
	},
	"ownership": {"public": {ZH: "公办", EN: "public"}, "private": {ZH: "民办", EN: "private"}},
	"exemption": {
		"pregnant": {ZH: "孕期", EN: "pregnant"}, "nursing": {ZH: "哺乳期", EN: "nursing"}, "illness": {ZH: "患病", EN: "illness"},
		"disability": {ZH: "残疾", EN: "disability"}, "family_care": {ZH: "照顾家庭", EN: "family care"},
		"special_programme": {ZH: "学校特色项目负责人", EN: "special programme"},
		"near_retirement":   {ZH: "临近退休", EN: "near retirement"}, "other": {ZH: "其他", EN: "other"},
	},
	"bool": {"true": {ZH: "是", EN: "yes"}, "false": {ZH: "否", EN: "no"}},
}

// word returns the text of a word of a list; the word itself when the list has
// no text for it.
func word[T ~string](list string, w T) model.Text {
	if t, ok := words[list][string(w)]; ok {
		return t
	}
	return model.Text{ZH: string(w), EN: string(w)}
}

// pair returns the text of a pair such as urban>rural.
func pair(list, p string) model.Text {
	a, b, ok := strings.Cut(p, ">")
	if !ok {
		return word(list, p)
	}
	from, to := word(list, a), word(list, b)
	return model.Text{ZH: from.ZH + "→" + to.ZH, EN: from.EN + " → " + to.EN}
}

// lineText names stage and subject of a line.
func lineText(l model.Line) model.Text {
	stage, subject := word("stage", l.Stage), policy.SubjectName(l.Subject)
	return model.Text{ZH: stage.ZH + subject.ZH, EN: stage.EN + " " + subject.EN}
}

// ruleTitle names a rule or a tier; the id when it is neither.
func ruleTitle(id string) model.Text {
	if r, ok := policy.RuleByID(id); ok {
		return r.Title
	}
	if t, ok := policy.TierByID(strings.TrimPrefix(id, "tier:")); ok {
		return t.Title
	}
	return model.Text{ZH: id, EN: id}
}
