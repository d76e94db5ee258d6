package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
)

// storyOf tells of T1 of a tiny district after change, in both languages.
func storyOf(t *testing.T, change func(p *model.Problem, x *model.Teacher)) (story *teacherStory, zh, en string) {
	t.Helper()
	p, err := fixtures.Get("tiny/exempt")
	require.NoError(t, err)
	p.Teachers[0].Exemptions = nil
	change(p, &p.Teachers[0])
	f, err := policy.Derive(p)
	require.NoError(t, err)
	story = teacherStoryOf(f, &model.Plan{}, f.Teacher("T1"))
	return story, (&Main{lang: "zh"}).teacherText(f, story), (&Main{lang: "en"}).teacherText(f, story)
}

func setting(name, value string) model.Override {
	return model.Override{Parameter: name, Value: json.RawMessage(value), Reason: "测试", Approver: "局长"}
}

func TestLeadersHaveTwoVerdicts(t *testing.T) {
	t.Parallel()
	story, zh, en := storyOf(t, func(p *model.Problem, x *model.Teacher) {
		p.Pack.Overrides = append(p.Pack.Overrides, setting("principals.terms", "2"))
		x.Role = model.Role{Kind: model.Principal, Terms: 2, TermEnd: model.NewDate(2026, 8, 31)}
	})
	require.Contains(t, zh, "结论:未到交流条件\n")
	require.Contains(t, zh, "否 不是校级领导(校长)\n")
	require.Contains(t, zh, "作为校级领导:应交流\n  是 应交流(全部成立)\n")
	require.Contains(t, zh, "是 在本校任满 2 届,要求 2 届以上(含);现任第 2 届,至 2026-08-31\n")
	require.Contains(t, en, "As a leader: must rotate\n")
	require.Contains(t, en, "yes 2 full terms at the school, at least 2 asked for; now term 2, until 2026-08-31\n")
	require.Equal(t, model.Must, story.Principal.Verdict)
	require.True(t, story.Principal.Candidate)
}

func TestProofsTellOfSpellsAndObligations(t *testing.T) {
	t.Parallel()
	story, zh, en := storyOf(t, func(p *model.Problem, x *model.Teacher) {
		p.Pack.Overrides = append(p.Pack.Overrides, setting("exchange.service_bound", `["funded_graduate"]`),
			setting("service.first_terms", "2"), setting("exchange.bundle_rural_years", "2"), setting("exchange.backbone_min_years", "9"))
		x.Volunteer = false
		x.Employment = model.Employment{Kind: model.FundedGraduate, Term: 1, Start: model.NewDate(2022, 9, 1)}
		x.History = []model.Service{
			{Kind: model.SecondedService, From: model.NewDate(2019, 9, 1), To: model.NewDate(2020, 8, 31)},
			{Kind: model.LeaveService, From: model.NewDate(2024, 3, 1), To: model.NewDate(2024, 6, 30)},
		}
	})
	require.Nil(t, story.Principal)
	require.Contains(t, zh, "   - 借调 2019-09-01/2020-08-31:中断,此后重新起算\n")
	require.Contains(t, zh, "   - 休假 2024-03-01/2024-06-30:不中断\n")
	require.Contains(t, zh, "否 没有未满的服务期(公费师范生,服务至 2028-08-31)\n")
	require.Contains(t, zh, "是 不符合:到了交流条件(任一成立)\n")
	require.Contains(t, zh, "否 处于捆绑聘用的最后一个聘期(现为第 1 个,共 2 个)\n")
	require.Contains(t, zh, "要求 6 年以上(含);骨干教师:否")
	require.Contains(t, en, "- secondment 2019-09-01/2020-08-31: breaks it, the count begins anew\n")
	for _, text := range []string{zh, en} {
		requireSentence(t, "T1", model.Text{ZH: text, EN: text})
	}
	b, err := json.Marshal(story)
	require.NoError(t, err)
	require.Contains(t, string(b), `"proof":{"predicate":"verdict_not_due"`)
}
