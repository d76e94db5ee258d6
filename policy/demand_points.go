package policy

import (
	"maps"
	"slices"

	"lungang/model"
)

// mainSubject takes the lessons of a generalist where nobody is based.
const mainSubject model.Subject = "chinese"

// pointRule is how a teaching point, or a primary school as small as one,
// teaches: grade by grade unless the district says otherwise.
type pointRule struct {
	pupils     int  // primary schools below it teach so too
	multigrade bool // several grades in one room (复式)
	roomPupils int
	roomGrades int
	generalist bool // one teacher for nearly all subjects (全科)
	visited    []string
}

func newPointRule(r *Rules) pointRule {
	return pointRule{
		pupils: DemandPointPupils.Of(r), multigrade: DemandPointMultigrade.Of(r),
		roomPupils: DemandRoomPupils.Of(r), roomGrades: DemandRoomGrades.Of(r),
		generalist: DemandPointGeneralist.Of(r), visited: VisitSubjects.Of(r),
	}
}

func (r pointRule) applies(s *model.School, stage model.StageData) bool {
	if stage.Stage != model.Primary || !r.multigrade && !r.generalist {
		return false
	}
	pupils := 0
	for _, g := range stage.Grades {
		pupils += g.Pupils
	}
	return s.Kind == model.TeachingPoint || pupils < r.pupils
}

// periods returns the periods by subject, and the rooms, each of which has a
// head teacher.
func (r pointRule) periods(stage model.StageData, people schoolPeople, c *Curriculum) (periods map[model.Subject]int, rooms int) {
	periods = map[model.Subject]int{}
	for _, grades := range r.rooms(stage.Grades) {
		rooms++
		for subject, n := range roomPeriods(grades, c) {
			periods[subject] += n
		}
	}
	if r.generalist {
		r.pool(periods, stage.Stage, people)
	}
	return periods, rooms
}

// rooms returns the grades of each room. Grades of one class follow each other
// into a room until it is full; classes of larger grades have rooms of their own.
func (r pointRule) rooms(grades []model.GradeData) [][]int {
	grades = slices.Clone(grades)
	slices.SortStableFunc(grades, func(a, b model.GradeData) int { return a.Grade - b.Grade })
	var out [][]int
	var open []int
	pupils := 0
	closeRoom := func() {
		if len(open) > 0 {
			out = append(out, open)
		}
		open, pupils = nil, 0
	}
	for _, g := range grades {
		if g.Classes <= 0 {
			continue
		}
		if !r.multigrade || g.Classes > 1 {
			closeRoom()
			for range g.Classes {
				out = append(out, []int{g.Grade})
			}
			continue
		}
		if len(open) == r.roomGrades || pupils+g.Pupils > r.roomPupils {
			closeRoom()
		}
		open = append(open, g.Grade)
		pupils += g.Pupils
	}
	closeRoom()
	return out
}

// roomPeriods returns what is taught in a room in a week. The room is taught as
// long as its longest grade; the subjects share that week in proportion to their
// periods in all grades of the room, at least one period each.
func roomPeriods(grades []int, c *Curriculum) map[model.Subject]int {
	weights := map[model.Subject]int{}
	week, all := 0, 0
	for _, g := range grades {
		total := 0
		for subject, n := range c.periods[g] {
			if n > 0 {
				weights[subject] += n
				total += n
			}
		}
		week, all = max(week, total), all+total
	}
	if all == 0 {
		return nil
	}
	return Apportion(week, weights, 1)
}

// pool gives the lessons of a generalist, all subjects that no visitor teaches,
// to the teachers who are there: each has an equal part, on the line of the own
// subject. Where nobody is based they stand on the line of Chinese.
func (r pointRule) pool(periods map[model.Subject]int, stage model.Stage, people schoolPeople) {
	heads := map[model.Subject]int{}
	for at, n := range people.heads {
		if at.stage == stage && !slices.Contains(r.visited, string(at.subject)) {
			heads[at.subject] = n
		}
	}
	if len(heads) == 0 {
		heads[mainSubject] = 1
	}
	pooled := 0
	for subject, n := range periods {
		if !slices.Contains(r.visited, string(subject)) {
			pooled += n
			delete(periods, subject)
		}
	}
	maps.Copy(periods, Apportion(pooled, heads, 0))
}
