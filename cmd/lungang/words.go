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
	"binding": {
		"strict": {ZH: "约束性", EN: "strict"}, "principle": {ZH: "原则上", EN: "in principle"},
		"expected": {ZH: "预期性", EN: "expected"}, "encouraged": {ZH: "鼓励", EN: "encouraged"},
	},
	"evidence": {
		"document": {ZH: "文件原文", EN: "document"}, "official": {ZH: "官方网页", EN: "official page"},
		"web": {ZH: "公开网页", EN: "public web page"}, "data": {ZH: "公开数据", EN: "public data"},
		"unverified": {ZH: "待核实", EN: "unverified"}, "design": {ZH: "产品设计", EN: "design"},
	},
	"service": {
		"teaching": {ZH: "任教", EN: "teaching"}, "leave": {ZH: "休假", EN: "leave"}, "seconded": {ZH: "借调", EN: "secondment"},
		"training": {ZH: "脱产进修", EN: "training"}, "exchange": {ZH: "交流", EN: "exchange"},
		"itinerant": {ZH: "走教", EN: "itinerant teaching"}, "support": {ZH: "支教", EN: "support"},
	},
	"allowance": {
		"township": {ZH: "乡镇工作补贴", EN: "township work subsidy"}, "rural_living": {ZH: "乡村教师生活补助", EN: "rural living allowance"},
		"rural_talent": {ZH: "乡村教师人才津贴", EN: "rural talent allowance"}, "itinerant": {ZH: "走教补助", EN: "itinerant subsidy"},
		"head_teacher": {ZH: "班主任津贴", EN: "head-teacher allowance"},
	},
	"obligation": {
		"special_post": {ZH: "特岗服务期", EN: "special post"}, "funded_graduate": {ZH: "公费师范生履约", EN: "funded graduate"},
		"first_terms": {ZH: "首聘期城乡捆绑", EN: "bundled first terms"}, "agreed": {ZH: "约定服务期", EN: "agreed service"},
	},
	// of which of several values an entry of the balance report is, and its parts
	"measured": {
		"I1": {ZH: "I1 高一级学历", EN: "I1 higher degree"}, "I2": {ZH: "I2 县级以上骨干", EN: "I2 backbone"},
		"I3": {ZH: "I3 体艺教师", EN: "I3 PE and arts"}, "I4": {ZH: "I4 教学用房", EN: "I4 teaching area"},
		"I5": {ZH: "I5 体育场馆", EN: "I5 sports area"}, "I6": {ZH: "I6 仪器设备", EN: "I6 equipment"}, "I7": {ZH: "I7 多媒体教室", EN: "I7 multimedia"},
		"exchanged": {ZH: "占实际交流人数", EN: "of those who rotate"}, "target_list": {ZH: "占应完成人数", EN: "of the least number"},
		"eligible_all": {ZH: "占应交流对象", EN: "of those who are due"}, "eligible_backbone": {ZH: "占应交流骨干", EN: "of due backbone teachers"},
		"nine_year": {ZH: "九年一贯制", EN: "nine-year schools"}, "urban": {ZH: "城市", EN: "urban"}, "rural": {ZH: "农村", EN: "rural"},
		"huge": {ZH: "其中超大班额", EN: "of them very large"}, "without_pe": {ZH: "没有体育教师的学校", EN: "schools without a PE teacher"},
	},
	"quota_finding": {
		"total_exceeded": {ZH: "各校编制之和超过核定总量", EN: "the schools' quotas exceed the approved total"},
		"extra_source":   {ZH: "有周转或市级统筹编制,而政策包没有这一来源", EN: "posts from a source that the pack does not know"},
		"borrowed_max":   {ZH: "周转编制超过上限", EN: "more posts borrowed than the pack allows"},
		"over_quota":     {ZH: "超编(在编/编制)", EN: "over quota (staff/quota)"},
		"unfilled":       {ZH: "有编不补", EN: "free posts not filled"},
		"off_quota":      {ZH: "编外用人", EN: "hired outside the quota"},
		"private_school": {ZH: "在编教师在民办学校", EN: "on quota at a private school"},
		"seconded":       {ZH: "借调在外", EN: "seconded elsewhere"},
		"not_in_post":    {ZH: "在编不在岗(休假、进修),请核实", EN: "on quota and not in post (leave, training), to be looked at"},
	},
	"pupils_method": {
		"counted": {ZH: "在校生", EN: "counted"}, "published": {ZH: "公布数", EN: "published"},
		"interpolated": {ZH: "插值", EN: "interpolated"}, "cohort": {ZH: "按年级推移", EN: "by ageing"},
		"chained": {ZH: "公布数后按年级推移", EN: "published, then by ageing"},
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
