package model

import "fmt"

// Ranges of what only the report of balance asks for.
const (
	maxArea          = 10_000_000    // square metres of one stage of a school
	maxEquipment     = 1_000_000_000 // yuan of one stage of a school
	maxTrainingHours = 5_000         // of five years
)

// resources checks buildings and equipment of a stage.
func (v *validator) resources(at *place, r *Resources) {
	if r == nil {
		return
	}
	v.optional(at.field("teachingArea"), r.TeachingArea, maxArea)
	v.optional(at.field("sportsArea"), r.SportsArea, maxArea)
	v.optional(at.field("equipmentValue"), r.EquipmentValue, maxEquipment)
	v.optional(at.field("multimediaRooms"), r.MultimediaRooms, maxRooms)
}

// pairing checks that a school names an urban-rural pairing, and only one.
func (v *validator) pairing(at *place, s *School) {
	if s.Pairing == "" {
		return
	}
	i, ok := v.groupAt[s.Pairing]
	switch {
	case !ok:
		v.unknown(at, string(s.Pairing), "groups", SeverityError)
	case v.p.Groups[i].Kind == EducationGroup || v.p.Groups[i].Kind == Alliance:
		v.fail(at, CodeInconsistent, string(s.Pairing),
			Text{"pairing 所指的不是城乡结对", "pairing names a group of another kind"},
			Text{"请填写 kind 为 pairing 的编号;集团、联盟填在 group 里", "name a group of kind pairing; education groups and alliances go into group"})
	case v.inPairing(s.Group) && s.Group != s.Pairing:
		v.fail(at, CodeInconsistent, string(s.Pairing),
			Text{
				fmt.Sprintf("group 里已填写另一个城乡结对 %q", clip(string(s.Group))),
				fmt.Sprintf("group names another pairing, %q", clip(string(s.Group))),
			},
			Text{"一所学校只填一个结对", "keep one pairing for a school"})
	}
}

func (v *validator) inPairing(id GroupID) bool {
	i, ok := v.groupAt[id]
	return ok && v.p.Groups[i].Kind == Pairing
}

// links checks the schools that a backbone teacher is linked to.
func (v *validator) links(at *place, t *Teacher) {
	v.count(at, len(t.Links), maxEntries)
	first := make(map[SchoolID]int, len(t.Links))
	for i, id := range t.Links {
		here := at.item(i)
		if j, twice := first[id]; twice && id != "" {
			v.duplicate(here, string(id), at.item(j))
			continue
		}
		first[id] = i
		v.schoolRef(here, id, true)
	}
	if len(t.Links) > 0 && t.Backbone == nil {
		v.warn(at, CodeInconsistent, "",
			Text{"不是骨干教师,却填写了联系学校", "the teacher is no backbone teacher, yet names linked schools"},
			Text{"请核对 backbone 和 links", "check backbone and links"})
	}
}
