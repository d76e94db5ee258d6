package balance

import (
	"lungang/model"
	"lungang/policy"
)

// education is I1, 每百名学生拥有高于规定学历教师数: teachers with an associate
// degree (primary) or a bachelor degree (junior), per 100 pupils.
var education = level{
	id: policy.IndicatorEducation, per: 100, primary: policy.IndicatorI1Primary, junior: policy.IndicatorI1Junior,
	title: model.Text{ZH: "I1 每百名学生拥有高于规定学历教师数", EN: "I1: teachers above the required education per 100 pupils"},
	unit:  model.Text{ZH: "人/百名学生", EN: "per 100 pupils"},
	raw:   staffed(policy.IndicatorEducation),
}
