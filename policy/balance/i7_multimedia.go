package balance

import (
	"lungang/model"
	"lungang/policy"
)

// multimedia is I7, 每百名学生拥有网络多媒体教室数: rooms per 100 pupils.
var multimedia = level{
	id: "I7", per: 100, primary: policy.IndicatorI7Primary, junior: policy.IndicatorI7Junior,
	title: model.Text{ZH: "I7 每百名学生拥有网络多媒体教室数", EN: "I7: multimedia classrooms per 100 pupils"},
	unit:  model.Text{ZH: "间/百名学生", EN: "per 100 pupils"},
	raw:   given(func(r *model.Resources) *int { return r.MultimediaRooms }),
}
