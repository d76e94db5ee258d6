package policy

import (
	"maps"
	"slices"

	"lungang/model"
)

// What only tests look at.

// Periods returns the periods a week that one class of the grade (1 to 12) has
// in the subject; 0 when none.
func (c *Curriculum) Periods(grade int, subject model.Subject) int {
	return c.periods[grade][subject]
}

// Subjects returns the subjects with at least one period a week in the grade, sorted.
func (c *Curriculum) Subjects(grade int) []model.Subject {
	var out []model.Subject
	for _, s := range slices.Sorted(maps.Keys(c.periods[grade])) {
		if c.periods[grade][s] > 0 {
			out = append(out, s)
		}
	}
	return out
}
