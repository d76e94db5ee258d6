package review

import (
	"fmt"
	"slices"

	"lungang/model"
)

// olderThanData looks for corrections of the data that came after the dataset of
// the plan.
func olderThanData(w *Watch) []Finding {
	if len(w.Newer) == 0 {
		return nil
	}
	return []Finding{{
		Subjects: slices.Clone(w.Newer),
		Facts:    []model.Fact{{Name: "newer", Value: fmt.Sprint(len(w.Newer))}},
		Message: model.Text{
			ZH: "数据在方案之后有更新:" + some(w.Newer),
			EN: "the data were corrected after the plan: " + some(w.Newer),
		},
	}}
}
