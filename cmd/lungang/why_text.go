package main

import (
	"fmt"
	"strconv"
	"strings"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/explain"
)

// question is a question in words, and the other case; the teacher and the school
// stand in them.
func (m *Main) question(w *explain.Why, school string) (question, other string) {
	t := string(w.Teacher)
	switch w.Pin {
	case model.PinGo:
		return m.say(t+" 为什么不去 "+school+"?", "Why does "+t+" not go to "+school+"?"), m.say("让 "+t+" 去 "+school, t+" going to "+school)
	case model.PinNotGo:
		return m.say(t+" 为什么去 "+school+"?", "Why does "+t+" go to "+school+"?"), m.say("不让 "+t+" 去 "+school, t+" not going to "+school)
	case model.PinStay:
		return m.say(t+" 为什么不留在 "+school+"?", "Why does "+t+" not stay at "+school+"?"), m.say("让 "+t+" 留在 "+school, t+" staying at "+school)
	default:
		return m.say(t+" 为什么留在 "+school+"?", "Why does "+t+" stay at "+school+"?"), m.say("让 "+t+" 交流到别的学校", t+" moving to another school")
	}
}

func (m *Main) whyText(f *policy.Facts, s *whyStory) string {
	var b strings.Builder
	question, other := m.question(s.Why, schoolName(f, s.School))
	b.WriteString(question + "\n" + m.say("结论:", "Verdict: ") + word("verdict", s.Verdict.Kind).In(m.lang) + "\n\n")
	b.WriteString(m.answerText(s.Why, other) + "\n")
	var ids []string
	for _, r := range s.Refusals {
		texts := r.Messages
		if len(texts) == 0 {
			texts = []model.Text{r.Title}
		}
		for _, x := range texts {
			b.WriteString("  - " + x.In(m.lang) + under(r.Clauses) + m.doubted(r.Unverified) + "\n")
		}
		ids = append(ids, r.Clauses...)
	}
	if len(s.Tiers) > 0 {
		b.WriteString("\n" + m.tierPairs(s.Why))
	}
	for _, x := range s.Relaxations {
		b.WriteString(m.say("另须让步:", "Gives way besides: ") + x.Rule + " " + x.Subject + " " + strconv.Itoa(x.Amount) + "\n")
	}
	if len(s.Shortages) > 0 {
		b.WriteString("\n" + m.shortageTable(f, s.Shortages))
	}
	b.WriteString(m.shiftText(s))
	b.WriteString(m.clauseText(clausesOf(f.Rules, ids)))
	return b.String()
}

// answerText is the answer in one sentence.
func (m *Main) answerText(w *explain.Why, other string) string {
	switch w.Answer {
	case explain.AnswerForbidden:
		return m.say("规则不允许"+other+":", "Rules forbid "+other+":")
	case explain.AnswerCost:
		most := ""
		if !w.Exact {
			most = m.say("至多", "at most ")
		}
		amount := strconv.FormatInt(w.Cost.Amount, 10)
		return m.say(
			"规则允许,但"+other+",“"+w.Cost.Title.ZH+"”这一目标就会变差"+most+" "+amount+" "+w.Cost.Unit.ZH+m.provedText(w)+"。",
			"The rules allow it, but with "+other+" the objective “"+w.Cost.Title.EN+"” gets worse by "+most+amount+" "+w.Cost.Unit.EN+m.provedText(w)+".")
	case explain.AnswerDraw:
		if w.Seed == "" {
			return m.say(other+",各项目标一样好:两种安排都可以。", "With "+other+" every objective is as good: either would do.")
		}
		return m.say(
			other+",各项目标一样好:由公开的抽签(种子 "+w.Seed+")决定。",
			"With "+other+" every objective is as good: the published lottery (seed "+w.Seed+") decided.")
	case explain.AnswerBetter:
		return m.say(
			other+"反而更好:“"+w.Cost.Title.ZH+"”改善 "+strconv.FormatInt(-w.Cost.Amount, 10)+" "+w.Cost.Unit.ZH+"。原方案不是最优,请重新求解。",
			"With "+other+" “"+w.Cost.Title.EN+"” gets better by "+strconv.FormatInt(-w.Cost.Amount, 10)+" "+w.Cost.Unit.EN+": the plan was not the best; solve again.")
	case explain.AnswerImpossible:
		return m.say(
			"单条规则都不禁止,但"+other+",不可放宽的规则合起来就没有方案。",
			"No single rule forbids it, but with "+other+" the rules that may not give way leave no plan.")
	default:
		return m.say("时间用完,还不知道。可用 --time-limit 给更多时间。", "The time ended, and nobody knows. --time-limit allows more.")
	}
}

// provedText says how sure a cost is.
func (m *Main) provedText(w *explain.Why) string {
	proof := word("proof", w.Cost.Proof).In(m.lang)
	return m.say("("+proof+")", " ("+proof+")")
}

func (m *Main) tierPairs(w *explain.Why) string {
	t := table{head: []string{
		m.say("目标", "objective"), m.say("本方案", "in the plan"), m.say("相反情形", "in the other case"), m.say("证明", "proof"), m.say("单位", "unit"),
	}, left: 1, notes: []int{3, 4}}
	for _, x := range w.Tiers {
		info, _ := policy.TierByID(x.ID)
		mark := ""
		if w.Cost != nil && w.Cost.Tier == x.ID {
			mark = " *"
		}
		t.add(info.Title.In(m.lang)+mark, strconv.FormatInt(x.Before, 10), strconv.FormatInt(x.After, 10),
			word("proof", x.BeforeProof).In(m.lang)+" / "+word("proof", x.AfterProof).In(m.lang), info.Unit.In(m.lang))
	}
	return t.String()
}

func (m *Main) shortageTable(f *policy.Facts, list []explain.Shortage) string {
	t := table{head: []string{m.say("岗位", "line"), m.say("空岗", "vacant posts"), m.say("无人任教的半天", "uncovered half-days")}, left: 1}
	for _, x := range list {
		t.add(m.lineName(f, x.Line), fmt.Sprintf("%d → %d", x.VacantBefore, x.VacantAfter), fmt.Sprintf("%d → %d", x.UncoveredBefore, x.UncoveredAfter))
	}
	return t.String()
}

// shiftText says who else would have another outcome.
func (m *Main) shiftText(s *whyStory) string {
	const most = 20
	var b strings.Builder
	others := 0
	for _, x := range s.Changes {
		if x.Teacher == s.Teacher {
			continue
		}
		if others++; others <= most {
			b.WriteString("  " + string(x.Teacher) + m.say(":", ": ") + m.outcome(x.Before) + " → " + m.outcome(x.After) + "\n")
		}
	}
	if others == 0 {
		return ""
	}
	head := "\n" + m.say(fmt.Sprintf("另有 %d 人的去向会不同:\n", others), fmt.Sprintf("Others with another outcome: %d\n", others))
	if others > most {
		b.WriteString("  …\n")
	}
	return head + b.String()
}

func (m *Main) outcome(lines []string) string {
	if len(lines) == 0 {
		return m.say("留任", "stays")
	}
	return strings.Join(lines, m.say("、", ", "))
}
