package main

import (
	"fmt"
	"strings"

	"lungang/model"
	"lungang/policy"
)

func (m *Main) teacherText(f *policy.Facts, s *teacherStory) string {
	var b strings.Builder
	b.WriteString(m.say("教师 ", "Teacher ") + string(s.ID) + m.say(":", ": ") + m.lineName(f, s.Line) + "\n")
	b.WriteString(m.say("结论:", "Verdict: ") + word("verdict", s.Verdict.Kind).In(m.lang) + "\n")
	m.writeProof(&b, &s.Proof, "  ")
	if s.Principal != nil {
		b.WriteString(m.say("作为校级领导:", "As a leader: ") + word("verdict", s.Principal.Verdict).In(m.lang) + "\n")
		m.writeProof(&b, &s.Principal.Proof, "  ")
	}
	for _, p := range s.Pins {
		b.WriteString(m.say("人工指定:", "Pinned: ") + word("pin", p.Kind).In(m.lang))
		if p.School != "" {
			b.WriteString(" " + schoolName(f, p.School))
		}
		b.WriteString(m.say("(", " (") + p.Reason + m.say(")", ")") + "\n")
	}
	m.writeMove(&b, f, s)
	for _, v := range s.Visits {
		b.WriteString(m.say("走教:", "Visits: ") + m.lineName(f, v.To) + m.say(
			fmt.Sprintf(",每周 %d 个半天,单程 %d 分钟\n", v.HalfDays, v.Minutes),
			fmt.Sprintf(", %d half-days a week, %d minutes one way\n", v.HalfDays, v.Minutes)))
		m.writeReasons(&b, s.Justifications, "visit:"+string(s.ID)+":"+string(v.To.School))
	}
	for _, v := range s.PartTime {
		b.WriteString(m.say("兼课:", "Teaches besides: ") + m.lineName(f, v.To) + m.say(
			fmt.Sprintf(",每周 %d 个半天\n", v.HalfDays), fmt.Sprintf(", %d half-days a week\n", v.HalfDays)))
	}
	b.WriteString(m.clauseText(s.Clauses))
	b.WriteString(m.doubtText(f.Rules, s.Unverified))
	return b.String()
}

func (m *Main) writeMove(b *strings.Builder, f *policy.Facts, s *teacherStory) {
	if s.Move == nil {
		b.WriteString(m.say("本年不交流", "Does not move this year") + m.whyStays(s) + "\n")
		m.writeReasons(b, s.Justifications, "stay:"+string(s.ID))
		return
	}
	v := s.Move
	b.WriteString(m.say("交流:", "Moves: ") + m.lineName(f, v.From) + m.say(" → ", " -> ") + m.lineName(f, v.To))
	b.WriteString(m.say(fmt.Sprintf(",单程 %d 分钟", v.Minutes), fmt.Sprintf(", %d minutes one way", v.Minutes)))
	switch {
	case v.Rank > 0:
		b.WriteString(m.say(fmt.Sprintf(",第 %d 志愿", v.Rank), fmt.Sprintf(", choice %d", v.Rank)))
	case v.Voluntary:
		b.WriteString(m.say(",自愿", ", volunteer"))
	default:
		b.WriteString(m.say(",非自愿", ", not by own wish"))
	}
	b.WriteString("\n")
	m.writeReasons(b, s.Justifications, "move:"+string(s.ID))
}

// whyStays says what is known about a teacher who could have been moved.
func (m *Main) whyStays(s *teacherStory) string {
	if !s.Candidate {
		return ""
	}
	for _, r := range s.Ratios {
		if r.ID == "exchanged" {
			return m.say(
				fmt.Sprintf(":应交流 %d 人中安排了 %d 人(要求 %g%%),本方案没有用到这一位", r.Denominator, r.Numerator, r.Required),
				fmt.Sprintf(": of %d who must rotate %d move (%g%% asked for); the plan does without this one", r.Denominator, r.Numerator, r.Required))
		}
	}
	return ""
}

func (m *Main) writeReasons(b *strings.Builder, list []model.Justification, subject string) {
	for i := range list {
		if list[i].Subject == subject {
			b.WriteString("  - " + reasonSentence(&list[i]).In(m.lang) + under(list[i].Clauses) + m.doubted(list[i].Unverified) + "\n")
		}
	}
}
