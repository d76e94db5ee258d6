package balance

import (
	"lungang/model"
	"lungang/policy"
)

// equipment is I6, 生均教学仪器设备值: yuan a pupil.
var equipment = level{
	id: "I6", per: 1, primary: policy.IndicatorI6Primary, junior: policy.IndicatorI6Junior,
	title: model.Text{ZH: "I6 生均教学仪器设备值", EN: "I6: value of equipment a pupil"},
	unit:  model.Text{ZH: "元/人", EN: "yuan a pupil"},
	raw:   given(func(r *model.Resources) *int { return r.EquipmentValue }),
}
