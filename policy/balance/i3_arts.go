package balance

import (
	"lungang/model"
	"lungang/policy"
)

// arts is I3, 每百名学生拥有体育、艺术(美术、音乐)专任教师数: teachers of PE and the
// arts, per 100 pupils. Rural schools of 50 to 99 pupils may count who visits
// for these subjects (indicators.i3_count_visits).
var arts = level{
	id: policy.IndicatorArts, per: 100, primary: policy.IndicatorI3Primary, junior: policy.IndicatorI3Junior,
	title: model.Text{ZH: "I3 每百名学生拥有体育、艺术(美术、音乐)专任教师数", EN: "I3: teachers of PE and the arts per 100 pupils"},
	unit:  model.Text{ZH: "人/百名学生", EN: "per 100 pupils"},
	uses:  []string{policy.IndicatorI3Visits.Name},
	raw:   staffed(policy.IndicatorArts),
}
