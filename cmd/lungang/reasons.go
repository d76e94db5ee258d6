package main

import (
	"lungang/model"
	"lungang/policy"
	"lungang/solver"
)

// reasonWords are title and sentence of a reason code.
type reasonWords struct {
	title    model.Text
	sentence model.Text // a template
}

// reasons has the words of every reason code of package solver; a test walks
// them all.
var reasons = map[string]reasonWords{
	solver.ReasonDue: {
		model.Text{ZH: "应当交流", EN: "should rotate"},
		model.Text{
			ZH: "{age} 岁,不超过 {age_max} 岁;在本校连续任教 {years_at_school} 年,满 {years_required} 年:应当交流",
			EN: "aged {age}, at most {age_max}; {years_at_school} years at this school, at least {years_required}: should rotate",
		},
	},
	solver.ReasonDueBundle: {
		model.Text{ZH: "捆绑聘用期应服务乡村", EN: "bundled first terms"},
		model.Text{
			ZH: "首聘期捆绑聘用的乡村服务年限未完成:应当交流到乡村学校",
			EN: "rural years of the bundled first terms are owed: should rotate",
		},
	},
	solver.ReasonLeaderDue: {
		model.Text{ZH: "任期届满", EN: "terms served"},
		model.Text{
			ZH: "在本校任满 {terms} 届,满 {terms_required} 届:校长、副校长应当交流",
			EN: "{terms} full terms at this school, at least {terms_required}: principals and vice principals should move",
		},
	},
	solver.ReasonVolunteer: {
		model.Text{ZH: "自愿交流", EN: "volunteered"},
		model.Text{ZH: "本人自愿交流", EN: "volunteered to move"},
	},
	solver.ReasonListed: {
		model.Text{ZH: "符合志愿", EN: "own choice"},
		model.Text{ZH: "去向是本人填报的第 {rank} 志愿(共 {listed} 个)", EN: "the destination is choice {rank} of {listed}"},
	},
	solver.ReasonPinned: {
		model.Text{ZH: "人工指定", EN: "decided beforehand"},
		model.Text{ZH: "事先由人工指定:{pin:pin}", EN: "decided beforehand by a person: {pin:pin}"},
	},
	solver.ReasonFillsVacancy: {
		model.Text{ZH: "填补空岗", EN: "fills a vacant post"},
		model.Text{
			ZH: "去向需要 {posts} 岗,现有 {heads} 人:填补空岗(权重 {weight})",
			EN: "posts needed at the destination {posts}, teachers there {heads}: fills a vacant post (weight {weight})",
		},
	},
	solver.ReasonFillsHalfDays: {
		model.Text{ZH: "补足课时", EN: "covers half-days"},
		model.Text{
			ZH: "去向每周有 {half_days} 个半天无人任教:补足课时(权重 {weight})",
			EN: "{half_days} half-days a week stand uncovered at the destination: covers them (weight {weight})",
		},
	},
	solver.ReasonSurplus: {
		model.Text{ZH: "原校超员", EN: "leaves a surplus"},
		model.Text{
			ZH: "原校该学科需要 {posts} 岗,现有 {heads} 人,有富余",
			EN: "posts needed at the school left {posts}, teachers there {heads}: a surplus",
		},
	},
	solver.ReasonFloor: {
		model.Text{ZH: "达到交流比例", EN: "meets the rotation floor"},
		model.Text{ZH: "交流比例要求达到 {ratio}", EN: "at least {ratio} of those who should rotate must move"},
	},
	solver.ReasonBackbone: {
		model.Text{ZH: "达到骨干比例", EN: "meets the backbone floor"},
		model.Text{ZH: "骨干教师交流比例要求达到 {ratio}", EN: "backbone teachers must be at least {ratio} of the exchange"},
	},
	solver.ReasonRoute: {
		model.Text{ZH: "方向允许", EN: "an allowed route"},
		model.Text{
			ZH: "方向 {locale:locales}[(学校 {strength:strengths})]允许,单程 {minutes} 分钟",
			EN: "the route {locale:locales}[ ({strength:strengths} school)] is allowed; {minutes} minutes one way",
		},
	},
	solver.ReasonDorm: {
		model.Text{ZH: "安排周转宿舍", EN: "a dorm bed"},
		model.Text{
			ZH: "单程 {minutes} 分钟,超过上限 {limit} 分钟:住 {dorm} 的周转宿舍(共 {beds} 个床位)",
			EN: "{minutes} minutes one way, beyond the limit of {limit}: a bed in the dorm of {dorm} ({beds} beds)",
		},
	},
	solver.ReasonScarce: {
		model.Text{ZH: "紧缺学科走教", EN: "a scarce subject"},
		model.Text{ZH: "{subject:subject}是紧缺学科,以走教补充", EN: "{subject:subject} is scarce and is served by visits"},
	},
	solver.ReasonRemote: {
		model.Text{ZH: "专递课堂", EN: "remote lessons"},
		model.Text{
			ZH: "{subject:subject}可开专递课堂,方向 {locale:locales};主播教室 {rooms} 间,听课教室 {listening_rooms} 间",
			EN: "{subject:subject} may be taught remotely, {locale:locales}; broadcast rooms {rooms}, listening rooms {listening_rooms}",
		},
	},
	solver.ReasonShortEverywhere: {
		model.Text{ZH: "全县缺人", EN: "short in the whole district"},
		model.Text{
			ZH: "需要 {posts} 岗,现有 {heads} 人;全县该学科需要 {posts_in_district} 岗,只有 {heads_in_district} 人",
			EN: "posts needed {posts}, teachers {heads}; the district needs {posts_in_district} in this subject and has {heads_in_district}",
		},
	},
	solver.ReasonNoDonor: {
		model.Text{ZH: "无人可调入", EN: "nobody can come"},
		model.Text{
			ZH: "需要 {posts} 岗,现有 {heads} 人;能来的教师一走,原处缺口不会更小",
			EN: "posts needed {posts}, teachers {heads}; whoever may come would leave no less need behind",
		},
	},
}

// reasonTitle names a reason; a code without words is shown as it is.
func reasonTitle(code string) model.Text {
	if w, ok := reasons[code]; ok {
		return w.title
	}
	return model.Text{ZH: code, EN: code}
}

// reasonSentence writes a justification in both languages.
func reasonSentence(j *model.Justification) model.Text {
	w, ok := reasons[j.Reason]
	if !ok {
		return model.Text{ZH: j.Reason + ":" + listed(j.Facts), EN: j.Reason + ": " + listed(j.Facts)}
	}
	return model.Text{ZH: fill(w.sentence.ZH, "zh", j.Facts), EN: fill(w.sentence.EN, "en", j.Facts)}
}

func lineSubject(code string) model.Text { return policy.SubjectName(model.Subject(code)) }
