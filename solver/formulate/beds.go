package formulate

import (
	"slices"

	"lungang/policy"
)

// giveBeds sets the bed columns of a point for its far moves. Where there are
// too few beds, it sets as many as there are, and the point breaks a row.
func (m *Model) giveBeds(x []float64) {
	if len(m.beds) == 0 {
		return
	}
	var schools []int
	for _, c := range m.moves {
		if c.far && x[c.col] > 0.5 {
			schools = append(schools, m.Facts.Lines[c.line].School)
		}
	}
	type pair struct{ dorm, school int }
	count := map[pair]int{}
	for k, d := range lodge(m.Facts, schools) {
		if d >= 0 {
			count[pair{d, schools[k]}]++
		}
	}
	for _, c := range m.beds {
		x[c.col] = float64(count[pair{c.dorm, c.school}])
	}
}

// Dorms returns, for each move, the school (index) whose dorm bed the teacher
// gets; -1 for those who need none.
func (m *Model) Dorms(moves []Move) []int {
	far := map[Move]bool{}
	for _, c := range m.moves {
		if c.far {
			far[Move{c.teacher, c.line}] = true
		}
	}
	out := make([]int, len(moves))
	var at, schools []int
	for k, v := range moves {
		out[k] = -1
		if far[v] {
			at, schools = append(at, k), append(schools, m.Facts.Lines[v.Line].School)
		}
	}
	for i, d := range lodge(m.Facts, schools) {
		out[at[i]] = d
	}
	return out
}

// lodge finds beds for people who work at the schools: as many as possible, by
// augmenting paths, nearest dorm first and in the order given. -1 when nobody
// can make room.
func lodge(f *policy.Facts, schools []int) []int {
	bed := make([]int, len(schools))
	reach := make([][]int, len(schools))
	for i, s := range schools {
		bed[i] = -1
		reach[i] = dorms(f, s)
	}
	held := make([][]int, len(f.Schools)) // by dorm: who has its beds
	var place func(i int, seen []bool) bool
	place = func(i int, seen []bool) bool {
		for _, d := range reach[i] {
			if seen[d] {
				continue
			}
			seen[d] = true
			if len(held[d]) < f.Schools[d].DormBeds {
				held[d] = append(held[d], i)
				bed[i] = d
				return true
			}
			for _, other := range slices.Clone(held[d]) {
				if place(other, seen) {
					held[d][slices.Index(held[d], other)] = i
					bed[i] = d
					return true
				}
			}
		}
		return false
	}
	for i := range schools {
		place(i, make([]bool, len(f.Schools)))
	}
	return bed
}
