package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/explain"
)

// demandWords say what the parts of the rules demand, by the names of rows.
var demandWords = map[string]model.Text{
	"rotation_floor":   {ZH: "交流人数不少于下限", EN: "enough of them move"},
	"rotation_ceiling": {ZH: "交流人数不超过上限", EN: "not too many move"},
	"backbone_floor":   {ZH: "骨干教师交流不少于比例", EN: "enough backbone teachers move"},
	"graduating":       {ZH: "毕业班教师交流不少于比例", EN: "enough graduating-class teachers move"},
	"headcount_most":   {ZH: "不超编制", EN: "no more staff than the quota"},
	"headcount_least":  {ZH: "不少于人数底线", EN: "no fewer staff than the floor"},
	"post_caps":        {ZH: "不超岗位职数", EN: "no more titles than posts"},
	"outflow":          {ZH: "流出不超过上限", EN: "not too many leave"},
	"outflow_line":     {ZH: "学科至少留一人", EN: "one of the subject stays"},
	"principals":       {ZH: "岗位不缺人、不多人", EN: "the posts stay filled, none twice"},
	"couples":          {ZH: "夫妻相距不超过上限", EN: "spouses are not too far apart"},
	"kin":              {ZH: "亲属不在其领导的学校", EN: "no relative below a relative"},
	"kin_leader":       {ZH: "领导不到亲属所在学校", EN: "no leader above a relative"},
	"housing":          {ZH: "远途交流有宿舍床位", EN: "who moves far has a bed"},
	"beds":             {ZH: "床位不超过现有数", EN: "no more beds than there are"},
	"budget":           {ZH: "经费不超过预算", EN: "the money is enough"},
}

// leaderWords are what the rule for leaders demands of all of them together.
var leaderWords = map[string]model.Text{
	"due":         {ZH: "交流人数不少于比例", EN: "enough of them move"},
	"rural_young": {ZH: "年轻的不少于比例", EN: "enough of them are young"},
}

// subjectWords are subjects that name no school, line or person.
var subjectWords = map[string]model.Text{
	"district":    {ZH: "全县(区)", EN: "the district"},
	"teachers":    {ZH: "有关教师", EN: "the teachers concerned"},
	"due":         {ZH: "到期的校长、副校长", EN: "leaders who are due"},
	"rural_young": {ZH: "乡村学校领导年龄结构", EN: "young leaders of rural schools"},
}

func (m *Main) conflictsText(f *policy.Facts, r *explain.Report) string {
	var b strings.Builder
	b.WriteString(m.say(
		fmt.Sprintf("%s %d 年,政策包 %s\n", r.District, r.PlanYear, r.Pack),
		fmt.Sprintf("%s, plan year %d, pack %s\n", r.District, r.PlanYear, r.Pack)))
	switch {
	case r.HasPlan && r.Relax == 0 && r.Complete:
		b.WriteString(m.say("规则可以都成立,没有冲突。\n", "All rules can hold: there is no conflict.\n"))
		return b.String()
	case r.Relax > 0:
		b.WriteString(m.say(
			fmt.Sprintf("规则不能都成立:至少要让步 %d 个规则单位。\n", r.Relax),
			fmt.Sprintf("Not all rules can hold: they give way by %d rule units at least.\n", r.Relax)))
		b.WriteString("\n" + m.say("【让步最少的一种】", "One way to give way by the least") + "\n" + m.relaxationTable(r.Relaxations))
	case !r.HasPlan && r.Complete:
		b.WriteString(m.say("没有方案:不可放宽的规则互相矛盾。\n", "There is no plan: rules that may not give way contradict each other.\n"))
	}
	for i := range r.Conflicts {
		b.WriteString(m.conflictText(f, i+1, &r.Conflicts[i]))
	}
	if len(r.Repairs) > 0 {
		b.WriteString(m.repairsText(f, r.Repairs))
	}
	if !r.Complete {
		b.WriteString("\n" + m.say(
			"时间或搜索量用完,没有查完;以上各项均已核实。可用 --time-limit 给更多时间。\n",
			"Time or search effort ended before all was looked at; what is above is verified. --time-limit allows more.\n"))
	}
	return b.String()
}

func (m *Main) conflictText(f *policy.Facts, number int, c *explain.Conflict) string {
	t := table{head: []string{
		m.say("规则", "rule"), m.say("对象", "subject"), m.say("要求", "demand"), m.say("差", "short by"), m.say("可让步", "may give way"), m.say("条款", "clauses"),
	}, left: 3, notes: []int{4, 5}}
	for i := range c.Members {
		x := &c.Members[i]
		short := "-"
		if x.Short > 0 {
			short = strconv.FormatInt(x.Short, 10)
		}
		soft := m.say("否", "no")
		if x.Relaxable {
			soft = m.say("是", "yes")
		}
		clauses := dash(strings.Join(x.Clauses, ", "))
		if slices.ContainsFunc(x.Basis, func(b policy.Basis) bool { return b.Evidence == model.EvidenceUnverified }) {
			clauses += m.say("(含待核实参数)", " (with unverified parameters)")
		}
		t.add(x.Title.In(m.lang)+"("+x.Rule+")", m.subjectText(f, x.Key), m.memberText(x.Key), short, soft, clauses)
	}
	return "\n" + m.say(
		fmt.Sprintf("【最小冲突 %d】以下 %d 项不能同时成立,去掉任何一项,其余就能成立(涉及教师 %d 人)\n", number, len(c.Members), len(c.Teachers)),
		fmt.Sprintf("Minimal conflict %d: these %d cannot hold together; without any one of them the others can (%d teachers concerned)\n", number, len(c.Members), len(c.Teachers))) + t.String()
}

// subjectText names a subject, schools by their names.
func (m *Main) subjectText(f *policy.Facts, k explain.Key) string {
	if w, ok := subjectWords[k.Subject]; ok {
		return w.In(m.lang)
	}
	school, rest, more := strings.Cut(k.Subject, ",")
	if f.School(model.SchoolID(school)) == nil {
		return k.Subject
	}
	if more {
		role := rest
		if w, ok := words["role"][rest]; ok {
			role = w.In(m.lang)
		}
		return schoolName(f, model.SchoolID(school)) + " " + role
	}
	return schoolName(f, model.SchoolID(school))
}

func (m *Main) memberText(k explain.Key) string {
	switch k.Kind {
	case explain.KindDestinations:
		return m.say("不许的去向", "destinations that it refuses")
	case explain.KindPin:
		kind, school, _ := strings.Cut(k.Part, ":")
		return strings.TrimSpace(m.say("人工指定:", "pin: ") + words["pin"][kind].In(m.lang) + " " + school)
	default:
		if w, ok := leaderWords[k.Subject]; ok && k.Part == "principals" {
			return w.In(m.lang)
		}
		if w, ok := demandWords[k.Part]; ok {
			return w.In(m.lang)
		}
		return k.Part
	}
}

func (m *Main) repairsText(f *policy.Facts, list []explain.Repair) string {
	t := table{head: []string{
		m.say("办法", "repair"), m.say("改什么", "what"), m.say("从", "from"), m.say("到", "to"), m.say("余下让步", "left to give way"), m.say("依据", "basis"),
	}, left: 4, notes: []int{5}}
	var plans strings.Builder
	for i, r := range list {
		left := strconv.FormatInt(r.Relax, 10)
		for k, c := range r.Changes {
			number := strconv.Itoa(i + 1)
			if k > 0 {
				number, left = "+", ""
			}
			t.add(number, m.changeText(f, c), jsonValue(c.From), jsonValue(c.To), left, m.changeBasis(c))
		}
		if r.Plan != nil {
			plans.WriteString(m.say(fmt.Sprintf("  办法 %d:", i+1), fmt.Sprintf("  %d: ", i+1)) + m.planUnder(r.Plan) + "\n")
		}
	}
	out := "\n" + m.say("【化解办法】每项都已重新求解核实;参数须由有权机关写明理由后批准\n", "Repairs, each solved again; parameters need a reason and an approver\n") + t.String()
	if plans.Len() > 0 {
		out += "\n" + m.say("【各办法下的最优方案】", "The best plan under each") + "\n" + plans.String()
	}
	return out
}

func (m *Main) changeText(f *policy.Facts, c explain.Change) string {
	switch c.Kind {
	case explain.ChangePin:
		kind, school, _ := strings.Cut(c.Part, ":")
		return m.say("撤销人工指定:", "take back the pin: ") + strings.TrimSpace(c.Subject+" "+words["pin"][kind].In(m.lang)+" "+school)
	case explain.ChangeQuota:
		return m.say("编制:", "quota: ") + schoolName(f, model.SchoolID(c.Subject))
	case explain.ChangePosts:
		level := m.say("中级岗位:", "intermediate posts: ")
		if c.Part == "senior" {
			level = m.say("高级岗位:", "senior posts: ")
		}
		return level + schoolName(f, model.SchoolID(c.Subject))
	default:
		return c.Subject
	}
}

// changeBasis names clauses, binding and evidence of what is changed.
func (m *Main) changeBasis(c explain.Change) string {
	if c.Basis == nil {
		return dash(strings.Join(c.Clauses, ", "))
	}
	parts := slices.Clone(c.Basis.Clauses)
	return strings.Join(append(parts, word("binding", c.Basis.Binding).In(m.lang), m.evidence(*c.Basis)), ", ")
}

func (m *Main) planUnder(p *explain.PlanUnder) string {
	tiers := make([]string, 0, len(p.Tiers))
	for _, t := range p.Tiers {
		info, _ := policy.TierByID(t.ID)
		value := strconv.FormatInt(t.Value, 10)
		if t.Bound < t.Value {
			value += m.say(fmt.Sprintf("(下界 %d)", t.Bound), fmt.Sprintf(" (bound %d)", t.Bound))
		}
		tiers = append(tiers, info.Title.In(m.lang)+" "+value)
	}
	return m.say(fmt.Sprintf("交流 %d 人;", p.Moves), fmt.Sprintf("%d moves; ", p.Moves)) + strings.Join(tiers, m.say(",", ", ")) +
		m.say(";", "; ") + word("termination", p.Termination).In(m.lang)
}

// jsonValue writes a value of a change; nothing for none.
func jsonValue(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []string:
		return strings.Join(v, " ")
	default:
		return fmt.Sprint(v)
	}
}
