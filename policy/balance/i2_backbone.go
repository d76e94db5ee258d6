package balance

import (
	"lungang/model"
	"lungang/policy"
)

// backbone is I2, 每百名学生拥有县级以上骨干教师数: teachers with a valid honour of
// county level or above, per 100 pupils.
var backbone = level{
	id: policy.IndicatorBackbone, per: 100, primary: policy.IndicatorI2Primary, junior: policy.IndicatorI2Junior,
	title: model.Text{ZH: "I2 每百名学生拥有县级以上骨干教师数", EN: "I2: backbone teachers per 100 pupils"},
	unit:  model.Text{ZH: "人/百名学生", EN: "per 100 pupils"},
	raw:   staffed(policy.IndicatorBackbone),
}
