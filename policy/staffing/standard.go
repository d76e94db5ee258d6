package staffing

import (
	"math/big"

	"lungang/model"
	"lungang/policy"
)

// ComponentID names a component of the standard quota.
type ComponentID string

// The components.
const (
	PupilRatio   ComponentID = "pupil_ratio"   // pupils ÷ pupils per post (师生比), by stage
	ClassRatio   ComponentID = "class_ratio"   // classes × posts per class (班师比), by stage, small schools only
	SmallFloor   ComponentID = "small_floor"   // least posts of a small school
	PointFloor   ComponentID = "point_floor"   // least posts of a teaching point
	Boarding     ComponentID = "boarding"      // boarders ÷ boarders per post
	SpecialNeeds ComponentID = "special_needs" // 随班就读 pupils ÷ pupils per post
	ResourceRoom ComponentID = "resource_room" // posts of a resource room
)

// Values lists the closed set of words.
func (ComponentID) Values() []string {
	return []string{"pupil_ratio", "class_ratio", "small_floor", "point_floor", "boarding", "special_needs", "resource_room"}
}

// Component is one number that the standard quota is made of.
type Component struct {
	ID    ComponentID `json:"id"`
	Stage model.Stage `json:"stage,omitempty"` // of a ratio
	Count int         `json:"count"`           // pupils, classes or boarders that are counted; 0 for a floor
	Rate  float64     `json:"rate"`            // pupils or boarders per post, posts per class, or posts
	Posts float64     `json:"posts"`           // what it gives, before rounding
	Taken bool        `json:"taken"`           // part of the standard; false: another component is greater
	Basis Basis       `json:"basis"`

	exact *big.Rat
}

// Standard is the standard quota of a school with all its components.
//
// The ratios come first: the pupil ratio of every stage, and for a school below
// quota.small_school_pupils the class ratio too, combined as
// quota.small_school_rule says. A floor that is greater takes the place of them.
// Boarding, special needs and a resource room are added. The sum is rounded to
// the nearest whole post, halves up.
type Standard struct {
	Components   []Component `json:"components"`
	Exact        float64     `json:"exact"` // before rounding
	Posts        int         `json:"posts"`
	Small        bool        `json:"small"`        // below quota.small_school_pupils
	ResourceRoom bool        `json:"resourceRoom"` // so many pupils with special needs that a resource room is due
	Unknown      []string    `json:"unknown"`      // parameters without a value that the school would need
}

// StandardOf returns the standard quota of a school under the rules.
func StandardOf(r *policy.Rules, s *model.School) Standard {
	c := calculator{rules: r, school: s}
	c.ratios()
	c.floors()
	c.additions()
	total := new(big.Rat)
	for i := range c.out.Components {
		if x := &c.out.Components[i]; x.Taken {
			total.Add(total, x.exact)
		}
	}
	c.out.Exact, _ = total.Float64()
	c.out.Posts = policy.RoundHalfUp(total)
	if c.out.Unknown == nil {
		c.out.Unknown = []string{}
	}
	return c.out
}

type calculator struct {
	rules  *policy.Rules
	school *model.School
	out    Standard
	base   *big.Rat // posts of the ratios that are taken
}

func (c *calculator) add(id ComponentID, stage model.Stage, count int, rate float64, posts *big.Rat, taken bool, parameter string) {
	x := Component{
		ID: id, Stage: stage, Count: count, Rate: rate, Taken: taken, Basis: basisOf(c.rules, parameter), exact: posts,
	}
	x.Posts, _ = posts.Float64()
	c.out.Components = append(c.out.Components, x)
}

// classRatioStages are the stages that village schools and teaching points have.
func hasClassRatio(s model.Stage) bool {
	return s == model.Primary || s == model.Junior || s == model.Senior
}

// ratios adds the pupil ratios and, in a small school, the class ratios.
func (c *calculator) ratios() {
	byPupils, byClasses := new(big.Rat), new(big.Rat)
	pupils := 0
	perClass := policy.QuotaPerClass.Of(c.rules)
	for _, stage := range c.school.Stages {
		n, _ := count(stage)
		pupils += n
	}
	c.out.Small = pupils < policy.QuotaSmallPupils.Of(c.rules)
	for _, stage := range c.school.Stages {
		n, classes := count(stage)
		if key, ok := policy.QuotaRatioOf(stage.Stage); ok {
			per, known := key.Maybe(c.rules)
			if !known && n > 0 {
				c.out.Unknown = append(c.out.Unknown, key.Name)
			}
			if known {
				posts := c.rules.QuotaByPupils(stage.Stage, n)
				byPupils.Add(byPupils, posts)
				c.add(PupilRatio, stage.Stage, n, per, posts, true, key.Name)
			}
		}
		if c.out.Small && hasClassRatio(stage.Stage) {
			posts := policy.Decimal(perClass)
			posts.Mul(posts, big.NewRat(int64(classes), 1))
			byClasses.Add(byClasses, posts)
			c.add(ClassRatio, stage.Stage, classes, perClass, posts, false, policy.QuotaPerClass.Name)
		}
	}
	c.base = byPupils
	if !c.out.Small {
		return
	}
	rule := policy.QuotaSmallRule.Of(c.rules)
	switch {
	case rule == "sum":
		c.take(ClassRatio, true)
		c.base = new(big.Rat).Add(byPupils, byClasses)
	case rule == "classes", rule == "max" && byClasses.Cmp(byPupils) > 0:
		c.take(ClassRatio, true)
		c.take(PupilRatio, false)
		c.base = byClasses
	}
}

// take says whether the components of that id are part of the standard.
func (c *calculator) take(id ComponentID, taken bool) {
	for i := range c.out.Components {
		if x := &c.out.Components[i]; x.ID == id {
			x.Taken = taken
		}
	}
}

// floors adds the floors that the pack has. The greatest takes the place of the
// ratios when it is above them.
func (c *calculator) floors() {
	best := ComponentID("")
	for _, f := range []struct {
		id      ComponentID
		key     policy.Key[int]
		applies bool
	}{
		{SmallFloor, policy.QuotaSmallFloor, c.out.Small},
		{PointFloor, policy.QuotaPointFloor, c.school.Kind == model.TeachingPoint},
	} {
		least, ok := f.key.Maybe(c.rules)
		if !ok || !f.applies {
			continue
		}
		posts := big.NewRat(int64(least), 1)
		c.add(f.id, "", 0, float64(least), posts, false, f.key.Name)
		if posts.Cmp(c.base) > 0 {
			best, c.base = f.id, posts
		}
	}
	if best != "" {
		c.take(PupilRatio, false)
		c.take(ClassRatio, false)
		c.take(best, true)
	}
}

// additions adds boarding and special education.
func (c *calculator) additions() {
	c.perHead(Boarding, c.school.Boarders, policy.QuotaBoarders)
	c.perHead(SpecialNeeds, c.school.SpecialPupils, policy.QuotaSpecialPupils)
	if from, ok := policy.QuotaResourceRoom.Maybe(c.rules); ok && c.school.SpecialPupils >= from {
		c.out.ResourceRoom = true
		if posts, ok := policy.QuotaResourceStaff.Maybe(c.rules); ok {
			c.add(ResourceRoom, "", c.school.SpecialPupils, posts, policy.Decimal(posts), true, policy.QuotaResourceStaff.Name)
		} else {
			c.out.Unknown = append(c.out.Unknown, policy.QuotaResourceStaff.Name)
		}
	}
}

// perHead adds one post for so many pupils.
func (c *calculator) perHead(id ComponentID, pupils int, key policy.Key[float64]) {
	if pupils == 0 {
		return
	}
	per, ok := key.Maybe(c.rules)
	if !ok {
		c.out.Unknown = append(c.out.Unknown, key.Name)
		return
	}
	posts := big.NewRat(int64(pupils), 1)
	c.add(id, "", pupils, per, posts.Quo(posts, policy.Decimal(per)), true, key.Name)
}

// count sums up pupils and classes of a stage.
func count(stage model.StageData) (pupils, classes int) {
	for _, g := range stage.Grades {
		pupils += g.Pupils
		classes += g.Classes
	}
	return pupils, classes
}
