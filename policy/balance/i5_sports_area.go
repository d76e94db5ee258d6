package balance

import (
	"lungang/model"
	"lungang/policy"
)

// sportsArea is I5, 生均体育运动场馆面积: square metres a pupil.
var sportsArea = level{
	id: "I5", per: 1, primary: policy.IndicatorI5Primary, junior: policy.IndicatorI5Junior,
	title: model.Text{ZH: "I5 生均体育运动场馆面积", EN: "I5: sports area a pupil"},
	unit:  model.Text{ZH: "平方米/人", EN: "m² a pupil"},
	raw:   given(func(r *model.Resources) *int { return r.SportsArea }),
}
