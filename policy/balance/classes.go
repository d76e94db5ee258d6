package balance

import "lungang/model"

// classSizes counts the classes of a stage by the number of their pupils. The
// document gives pupils and classes of a grade; its classes are taken to be as
// equally full as can be, so that 91 pupils in two classes are 46 and 45. Real
// classes may differ more.
func classSizes(grades []model.GradeData) map[int]int {
	out := map[int]int{}
	for _, g := range grades {
		if g.Classes <= 0 {
			continue
		}
		size, more := g.Pupils/g.Classes, g.Pupils%g.Classes
		out[size] += g.Classes - more
		if more > 0 {
			out[size+1] += more
		}
	}
	return out
}

// count returns how many classes there are, and how many have that many pupils or more.
func count(sizes map[int]int, from int) (reached, all int) {
	for size, n := range sizes {
		all += n
		if size >= from {
			reached += n
		}
	}
	return reached, all
}
