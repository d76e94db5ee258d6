package main

import (
	"fmt"
	"strconv"
	"strings"

	"lungang/api"
	"lungang/model"
	"lungang/review"
)

func (m *Main) dossierText(v *api.ReviewView) string {
	var b strings.Builder
	line := func(zh, en, value string) {
		if value != "" {
			b.WriteString(m.say(zh+":", en+": ") + value + "\n")
		}
	}
	line("方案", "plan", v.Plan)
	line("状态", "state", m.stateText(v.State))
	line("版本", "version", strconv.FormatInt(v.Version, 10))
	line("替代", "supersedes", v.Supersedes)
	line("已由其替代", "superseded by", v.SupersededBy)
	if p := v.Publication; p != nil {
		line("公示", "publication", m.say(
			fmt.Sprintf("%s 起 %d 个工作日,至 %s(%s)", p.On, p.Days, p.Ends, strings.Join(p.Calendars, "、")),
			fmt.Sprintf("%s, %d working days, to %s (%s)", p.On, p.Days, p.Ends, strings.Join(p.Calendars, ", "))))
	}
	for _, s := range v.SignOffs {
		line("会签", "sign-off", review.Role(s.Office).Title().In(m.lang)+" "+m.signedText(&s))
	}
	line("未处理的异议", "open objections", counted(v.Open))
	line("未确认的提醒", "open findings", counted(v.Findings))
	for _, a := range v.Actions {
		if a.Allowed {
			b.WriteString("✓ " + a.Action + " " + a.Title.In(m.lang) + "\n")
			continue
		}
		for _, r := range a.Reasons {
			b.WriteString("✗ " + a.Action + " " + a.Title.In(m.lang) + m.say(":", ": ") + r.Message.In(m.lang))
			if len(r.Clauses) > 0 {
				b.WriteString(" [" + strings.Join(r.Clauses, ", ") + "]")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// counted is a number that is worth a line.
func counted(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (m *Main) stateText(s api.BusinessStatus) string {
	return string(s) + " " + review.State(s).Title().In(m.lang)
}

func (m *Main) signedText(s *api.SignOffView) string {
	switch {
	case !s.Signed:
		return m.say("尚未会签", "not yet")
	case s.Agrees:
		return m.say("同意", "agrees")
	}
	return m.say("不同意", "does not agree")
}

func (m *Main) historyText(list []api.TransitionView) string {
	t := &table{head: []string{"#", m.say("动作", "action"), m.say("状态", "state"), m.say("日期", "day"), m.say("经办", "who"), m.say("理由", "reason")}, left: 6}
	for i := range list {
		e := &list[i]
		t.add(strconv.FormatInt(e.Seq, 10), review.Action(e.Action).Title().In(m.lang), string(e.To), e.Day, e.Actor, e.Reason)
	}
	return t.String()
}

func (m *Main) findingsText(v *api.SentinelView) string {
	var b strings.Builder
	for _, f := range v.Findings {
		mark := "!"
		if f.Acknowledged {
			mark = "✓"
		}
		fmt.Fprintf(&b, "%s %s  %s\n", mark, f.Key, f.Message.In(m.lang))
	}
	b.WriteString(m.say(fmt.Sprintf("共 %d 条,%d 条未确认\n", len(v.Findings), v.Open), fmt.Sprintf("%d findings, %d not acknowledged\n", len(v.Findings), v.Open)))
	return b.String()
}

func (m *Main) objectionsText(list []api.Objection) string {
	t := &table{head: []string{m.say("异议", "objection"), m.say("状态", "status"), m.say("版本", "version"), m.say("教师", "teacher"), m.say("请求", "asked for"), m.say("理由", "reason")}, left: 6}
	for i := range list {
		o := &list[i]
		t.add(o.ID, string(o.Status), strconv.FormatInt(o.Version, 10), string(o.Teacher), m.askedText(o), o.Reason)
	}
	return t.String()
}

func (m *Main) askedText(o *api.Objection) string {
	return strings.Join(filled(string(o.Kind), string(o.School), o.Dataset), " ")
}

func (m *Main) objectionText(v *api.ObjectionView) string {
	var b strings.Builder
	line := func(zh, en, value string) {
		if value != "" {
			b.WriteString(m.say(zh+":", en+": ") + value + "\n")
		}
	}
	line("异议", "objection", v.ID)
	line("状态", "status", string(v.Status))
	line("版本", "version", strconv.FormatInt(v.Version, 10))
	line("方案", "plan", v.Plan)
	line("教师", "teacher", string(v.Teacher))
	line("请求", "asked for", m.askedText(&v.Objection))
	line("理由", "reason", v.Reason)
	line("处理理由", "resolution", v.Resolution)
	impact := v.Impact
	if impact == nil {
		impact = v.Result
	}
	if impact == nil {
		return b.String()
	}
	switch {
	case !impact.Complete:
		b.WriteString(m.say("测算尚未完成\n", "the simulation is not over\n"))
	case !impact.Possible:
		b.WriteString(m.say("没有合法的方案能满足这项异议\n", "no lawful plan grants it\n"))
	default:
		b.WriteString(m.say(fmt.Sprintf("采纳则 %d 人的去向改变(%s)\n", impact.Changed, impact.Chosen), fmt.Sprintf("granted, it changes the outcome of %d (%s)\n", impact.Changed, impact.Chosen)))
	}
	for _, r := range impact.Rungs {
		b.WriteString("  " + string(r.Rung) + " " + string(r.Status) + m.changesText(&r) + "\n")
	}
	return b.String()
}

func (m *Main) changesText(r *api.ImpactOfRung) string {
	var b strings.Builder
	stays := model.Text{ZH: "留任", EN: "stays"}.In(m.lang)
	for _, c := range r.Changes {
		before, after := strings.Join(c.Before, " + "), strings.Join(c.After, " + ")
		if before == "" {
			before = stays
		}
		if after == "" {
			after = stays
		}
		b.WriteString("\n    " + string(c.Teacher) + ": " + before + " → " + after)
	}
	return b.String()
}
