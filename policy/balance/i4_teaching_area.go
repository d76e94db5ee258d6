package balance

import (
	"lungang/model"
	"lungang/policy"
)

// teachingArea is I4, 生均教学及辅助用房面积: square metres a pupil, indoor sports
// halls left out.
var teachingArea = level{
	id: "I4", per: 1, primary: policy.IndicatorI4Primary, junior: policy.IndicatorI4Junior,
	title: model.Text{ZH: "I4 生均教学及辅助用房面积", EN: "I4: teaching area a pupil"},
	unit:  model.Text{ZH: "平方米/人", EN: "m² a pupil"},
	raw:   given(func(r *model.Resources) *int { return r.TeachingArea }),
}
