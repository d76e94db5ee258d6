package balance

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// putonghua is 教师普通话水平达标率 (A-31: 95 percent of 在职在编教师; A-32): of the active
// on-quota teachers of public schools, those with putonghua.level, or
// putonghua.level_chinese for teachers of Chinese. Who has no level in the
// document is unknown.
var putonghua = Indicator{
	ID:    "putonghua",
	Title: model.Text{ZH: "教师普通话水平达标率", EN: "Teachers with the level of Putonghua that they need"},
	Unit:  percentUnit,
	Uses:  []string{policy.PutonghuaLevel.Name, policy.PutonghuaLevelChinese.Name},
	read: func(s *situation) []reading {
		name := policy.PutonghuaShare.Name
		r := reading{scope: districtScope, demand: s.demand(name, Least), later: s.later(name)}
		levels := model.PutonghuaLevel("").Values() // best first
		have, all, unknown := 0, 0, 0
		for i := range s.f.Teachers {
			t := &s.f.Teachers[i]
			if !t.OnQuota || t.Status != "" && t.Status != model.Active || !s.f.Schools[t.School].Public {
				continue
			}
			least := policy.PutonghuaLevel.Of(s.f.Rules)
			if s.f.Lines[t.Line].Subject == "chinese" {
				least = policy.PutonghuaLevelChinese.Of(s.f.Rules)
			}
			all++
			switch {
			case t.Putonghua == "":
				unknown++
			case slices.Index(levels, string(t.Putonghua)) <= slices.Index(levels, least):
				have++
			}
		}
		r.measure = share(r.demand, have, all, unknown)
		return []reading{r}
	},
}
