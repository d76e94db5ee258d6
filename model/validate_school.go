package model

import (
	"fmt"
	"strconv"
)

// Ranges of the numbers of a school.
const (
	maxQuota       = 2_000  // heads
	maxGradePupils = 20_000 // pupils of one grade
	maxClasses     = 500    // classes of one grade
	maxLinePeriods = 20_000 // periods a week of one line
	maxHalfDays    = 20_000 // half-days a week of one line
	maxBoarders    = 50_000
	maxRooms       = 1_000
	maxHardship    = 10
	largeClass     = 100 // pupils; more is no error, but rarely true
)

func (v *validator) zonesAndGroups() {
	root := (*place)(nil)
	for i := range v.p.Zones {
		v.text(root.field("zones").item(i).field("name"), v.p.Zones[i].Name, 100, false)
	}
	for i := range v.p.Groups {
		g, at := &v.p.Groups[i], root.field("groups").item(i)
		v.text(at.field("name"), g.Name, 100, false)
		words(&v.checks, at.field("kind"), g.Kind, true)
		v.date(at.field("since"), g.Since, false)
		if !v.schoolRef(at.field("lead"), g.Lead, false) {
			continue
		}
		if lead := &v.p.Schools[v.schoolAt[g.Lead]]; lead.Group != g.ID {
			v.warn(at.field("lead"), CodeInconsistent, string(g.Lead),
				Text{"牵头学校自己不在这个集团里", "the lead school does not belong to the group"},
				Text{"请在该校的 group 里填写本集团", "name the group in the field group of that school"})
		}
	}
}

func (v *validator) schools() {
	list := (*place)(nil).field("schools")
	total, tooMany := 0, false
	for i := range v.p.Schools {
		s, at := &v.p.Schools[i], list.item(i)
		v.school(at, s)
		v.schoolRefs(at, s)
		v.schoolNumbers(at, s)
		periods := v.stages(at.field("stages"), s)
		total += periods
		if total > MaxTotalPeriods && !tooMany {
			tooMany = true
			v.add(at.field("stages"), Fault{
				Code: CodeTooLarge, Value: strconv.Itoa(total), Allowed: fmt.Sprintf("≤ %d", MaxTotalPeriods),
				Message: Text{
					"到这所学校为止,全县每周课时合计超过一千万节",
					"with this school the district has more than ten million periods a week",
				},
				Remedy: Text{"请检查课时数是否填错", "check the numbers of periods"},
			})
		}
	}
	v.centreCycles(list)
}

func (v *validator) school(at *place, s *School) {
	if s.Code != "" && !digits(s.Code, 10) {
		v.add(at.field("code"), Fault{
			Code: CodeBadFormat, Value: s.Code, Allowed: "ten digits",
			Message: Text{"学校标识码应为十位数字", "code must be ten digits"},
			Remedy:  Text{"请核对学校标识码;没有时删去该字段", "check the code; leave the field out when there is none"},
		})
	}
	v.text(at.field("name"), s.Name, 100, true)
	words(&v.checks, at.field("kind"), s.Kind, true)
	words(&v.checks, at.field("ownership"), s.Ownership, false)
	words(&v.checks, at.field("urbanRural"), s.UrbanRural, true)
	words(&v.checks, at.field("strength"), s.Strength, false)
	if s.Legal != "" {
		v.id(at.field("legal"), s.Legal)
	}
	v.location(at.field("location"), s.Location)
}

func (v *validator) schoolRefs(at *place, s *School) {
	if _, ok := v.zoneAt[s.Zone]; s.Zone != "" && !ok {
		v.unknown(at.field("zone"), string(s.Zone), "zones", SeverityError)
	}
	if _, ok := v.groupAt[s.Group]; s.Group != "" && !ok {
		v.unknown(at.field("group"), string(s.Group), "groups", SeverityError)
	}
	v.pairing(at.field("pairing"), s)
	if s.Centre != "" && s.Centre == s.ID {
		v.fail(at.field("centre"), CodeCycle, string(s.Centre),
			Text{"学校把自己填成了中心校", "the school names itself as its centre school"},
			Text{"请填写真正的中心校;本校就是中心校时删去 centre", "name the real centre school; leave centre out when the school is one itself"})
		return
	}
	v.schoolRef(at.field("centre"), s.Centre, false)
}

// centreCycles finds schools whose centre schools lead back to themselves. Each
// cycle is told once, at the school that comes first in the document.
func (v *validator) centreCycles(list *place) {
	const unseen, open, done = 0, 1, 2
	state := make([]int, len(v.p.Schools))
	for start := range v.p.Schools {
		var path []int
		i := start
		for state[i] == unseen {
			state[i] = open
			path = append(path, i)
			s := &v.p.Schools[i]
			next, ok := v.schoolAt[s.Centre]
			if s.Centre == "" || s.Centre == s.ID || !ok {
				break
			}
			if i = next; state[i] == open {
				v.cycle(list, path, i)
			}
		}
		for _, j := range path {
			state[j] = done
		}
	}
}

func (v *validator) cycle(list *place, path []int, entry int) {
	first, in := -1, false
	for _, j := range path {
		in = in || j == entry
		if in && (first < 0 || j < first) {
			first = j
		}
	}
	s := &v.p.Schools[first]
	v.fail(list.item(first).field("centre"), CodeCycle, string(s.Centre),
		Text{"中心校引用成环,最后又回到本校", "the centre schools lead back to this school"},
		Text{"请让中心校自己不再填写 centre", "leave centre out at the school that is the centre"})
}

func (v *validator) schoolNumbers(at *place, s *School) {
	quota := v.between(at.field("quota"), s.Quota, 0, maxQuota)
	floor := v.between(at.field("headcountFloor"), s.HeadcountFloor, 0, maxQuota)
	borrowed := v.between(at.field("borrowedQuota"), s.BorrowedQuota, 0, maxQuota)
	city := v.between(at.field("cityPoolQuota"), s.CityPoolQuota, 0, maxQuota)
	if quota && borrowed && city && s.BorrowedQuota+s.CityPoolQuota > s.Quota {
		v.fail(at.field("quota"), CodeInconsistent, strconv.Itoa(s.Quota),
			Text{
				fmt.Sprintf("编制 %d 少于其中的周转编制 %d 与市级统筹编制 %d 之和", s.Quota, s.BorrowedQuota, s.CityPoolQuota),
				fmt.Sprintf("the quota %d is less than the posts of others in it: %d borrowed and %d of the city", s.Quota, s.BorrowedQuota, s.CityPoolQuota),
			},
			Text{"quota 应包含 borrowedQuota 和 cityPoolQuota", "quota includes borrowedQuota and cityPoolQuota"})
	}
	if quota && floor && s.HeadcountFloor > s.Quota {
		v.warn(at.field("headcountFloor"), CodeInconsistent, strconv.Itoa(s.HeadcountFloor),
			Text{
				fmt.Sprintf("人数下限 %d 大于编制 %d", s.HeadcountFloor, s.Quota),
				fmt.Sprintf("headcountFloor %d is above the quota %d", s.HeadcountFloor, s.Quota),
			},
			Text{"请核对 headcountFloor 和 quota", "check headcountFloor and quota"})
	}
	if c := s.PostCaps; c != nil {
		v.optional(at.field("postCaps").field("senior"), c.Senior, maxQuota)
		v.optional(at.field("postCaps").field("intermediate"), c.Intermediate, maxQuota)
	}
	if v.between(at.field("boarders"), s.Boarders, 0, maxBoarders) && s.Boarders > 0 && !s.Boarding {
		v.warn(at.field("boarders"), CodeInconsistent, strconv.Itoa(s.Boarders),
			Text{"学校不是寄宿制,却有寄宿生", "the school is no boarding school, but has boarders"},
			Text{"请核对 boarding 和 boarders", "check boarding and boarders"})
	}
	v.between(at.field("specialPupils"), s.SpecialPupils, 0, maxGradePupils)
	v.optional(at.field("otherPosts"), s.OtherPosts, max(0, s.Quota))
	v.between(at.field("dormBeds"), s.DormBeds, 0, maxQuota)
	v.between(at.field("broadcastRooms"), s.BroadcastRooms, 0, maxRooms)
	v.between(at.field("listeningRooms"), s.ListeningRooms, 0, maxRooms)
	v.between(at.field("hardshipTier"), s.HardshipTier, 0, maxHardship)
}

// stages checks what a school teaches and returns its explicit periods.
func (v *validator) stages(at *place, s *School) int {
	if len(s.Stages) == 0 {
		v.warn(at, CodeMissing, "",
			Text{"学校没有填写学段,不会产生需求", "the school names no stage, so nothing is needed there"},
			Text{"请填写 stages;确实不教学时可不理会", "fill in stages; nothing to do when the school teaches nobody"})
	}
	periods := 0
	first := map[Stage]int{}
	for i := range s.Stages {
		stage, here := &s.Stages[i], at.item(i)
		known := words(&v.checks, here.field("stage"), stage.Stage, true)
		if j, twice := first[stage.Stage]; twice && stage.Stage != "" {
			v.duplicate(here.field("stage"), string(stage.Stage), at.item(j).field("stage"))
		} else {
			first[stage.Stage] = i
		}
		v.grades(here.field("grades"), stage, known)
		periods += v.demand(here.field("demand"), stage)
		v.resources(here.field("resources"), stage.Resources)
	}
	return periods
}

// gradeRange returns the grades of a stage. Kindergartens have three years;
// special schools run through all twelve grades.
func gradeRange(s Stage) (low, high int) {
	switch s {
	case Primary:
		return 1, 6
	case Junior:
		return 7, 9
	case Senior, Vocational:
		return 10, 12
	case Kindergarten:
		return 1, 3
	default:
		return 1, 12
	}
}

func (v *validator) grades(at *place, stage *StageData, known bool) {
	low, high := 1, 12
	if known {
		low, high = gradeRange(stage.Stage)
	}
	first := map[int]int{}
	for i, g := range stage.Grades {
		here := at.item(i)
		if known && stage.Stage == Junior && g.Grade == 6 {
			// Five years of primary and four of junior school: legal, but rare.
			v.warn(here.field("grade"), CodeOutOfRange, "6",
				Text{"初中含六年级,按五四学制处理", "grade 6 at a junior school: taken as five years of primary and four of junior school"},
				Text{"不是五四学制时,请把六年级放到小学学段", "put grade 6 under primary when the district does not follow that system"})
		} else {
			v.between(here.field("grade"), g.Grade, low, high)
		}
		if j, twice := first[g.Grade]; twice {
			v.duplicate(here.field("grade"), strconv.Itoa(g.Grade), at.item(j).field("grade"))
		} else {
			first[g.Grade] = i
		}
		pupils := v.between(here.field("pupils"), g.Pupils, 0, maxGradePupils)
		classes := v.between(here.field("classes"), g.Classes, 0, maxClasses)
		if pupils && classes {
			v.classSize(here, g)
		}
	}
}

func (v *validator) classSize(at *place, g GradeData) {
	message := Text{
		fmt.Sprintf("有 %d 名学生、%d 个班", g.Pupils, g.Classes),
		fmt.Sprintf("%d pupils in %d classes", g.Pupils, g.Classes),
	}
	remedy := Text{"请核对 pupils 和 classes", "check pupils and classes"}
	switch {
	case g.Classes > g.Pupils || g.Classes == 0 && g.Pupils > 0:
		v.fail(at.field("classes"), CodeInconsistent, strconv.Itoa(g.Classes), message, remedy)
	case g.Pupils > largeClass*g.Classes:
		v.warn(at.field("classes"), CodeInconsistent, strconv.Itoa(g.Classes), message, remedy)
	}
}

func (v *validator) demand(at *place, stage *StageData) int {
	periods := 0
	first := map[Subject]int{}
	for i, d := range stage.Demand {
		here := at.item(i)
		if v.id(here.field("subject"), string(d.Subject)) {
			if j, twice := first[d.Subject]; twice {
				v.duplicate(here.field("subject"), string(d.Subject), at.item(j).field("subject"))
			} else {
				first[d.Subject] = i
			}
		}
		switch {
		case d.Periods != nil && d.Posts != nil:
			v.fail(here, CodeInconsistent, "",
				Text{"periods 和 posts 只能填一个", "periods and posts are both given"},
				Text{"按课时算时留 periods,按人数定时留 posts", "keep periods to count lessons, posts to count heads"})
		case d.Periods == nil && d.Posts == nil:
			v.missing(here.field("periods"), Text{"请填写 periods 或 posts 之一", "fill in either periods or posts"})
		case d.Periods != nil && d.HalfDays != nil:
			v.fail(here.field("halfDays"), CodeInconsistent, strconv.Itoa(*d.HalfDays),
				Text{"halfDays 只能与 posts 一起填写", "halfDays goes with posts only"},
				Text{"请删去 halfDays,或把 periods 换成 posts", "leave halfDays out, or give posts instead of periods"})
		}
		if v.optional(here.field("periods"), d.Periods, maxLinePeriods) && d.Periods != nil {
			periods += *d.Periods
		}
		v.optional(here.field("posts"), d.Posts, maxQuota)
		v.optional(here.field("halfDays"), d.HalfDays, maxHalfDays)
	}
	return periods
}

// location checks degrees. Values are left out: a home is personal.
func (v *validator) location(at *place, l *Location) {
	if l == nil {
		return
	}
	latitude := v.betweenFloat(at.field("latitude"), l.Latitude, -90, 90)
	longitude := v.betweenFloat(at.field("longitude"), l.Longitude, -180, 180)
	if latitude && longitude && l.Latitude == 0 && l.Longitude == 0 {
		v.warn(at, CodeInconsistent, "",
			Text{"经纬度都是 0,通常表示没有定位", "latitude and longitude are both 0, which mostly means that they are not known"},
			Text{"请填写实际经纬度,不知道时删去 location", "give the real place, or leave it out when it is not known"})
	}
}
