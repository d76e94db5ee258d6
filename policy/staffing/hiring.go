package staffing

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// parts returns stage and subject.
func (l line) parts() (model.Stage, model.Subject) {
	stage, subject, _ := strings.Cut(string(l), "/")
	return model.Stage(stage), model.Subject(subject)
}

// SubjectHiring is one subject at one stage in one year.
type SubjectHiring struct {
	Stage    model.Stage   `json:"stage"`
	Subject  model.Subject `json:"subject"`
	Scarce   bool          `json:"scarce"`
	Need     int           `json:"need"`    // full posts that the lessons of the year need
	Heads    int           `json:"heads"`   // teachers after those who leave, before those who are hired
	Leavers  int           `json:"leavers"` // of those who were there
	Shortage int           `json:"shortage"`
	Hires    int           `json:"hires"`
	Special  int           `json:"special"`  // of the hires: special posts (特岗)
	Funded   int           `json:"funded"`   // of the hires: funded graduates (公费师范生、优师计划)
	Open     int           `json:"open"`     // of the hires: open recruitment
	Students int           `json:"students"` // student-teachers, beside the hires
	Gender   *Gender       `json:"gender,omitempty"`
}

// Hiring is the hiring of one year.
type Hiring struct {
	Retiring  int             `json:"retiring"`  // reach the statutory age
	Others    int             `json:"others"`    // leave for other reasons, by attrition.other_percent
	Ending    int             `json:"ending"`    // special posts whose service ends and who are taken onto the quota
	Openings  int             `json:"openings"`  // free quota posts after that
	Shortage  int             `json:"shortage"`  // Σ over subjects
	Asked     int             `json:"asked"`     // what recruit.refill asks for
	Hires     int             `json:"hires"`     // asked, but no more than the openings
	Unmet     int             `json:"unmet"`     // asked and without a free post
	StaffNext int             `json:"staffNext"` // staff on quota with the hires
	Subjects  []SubjectHiring `json:"subjects"`  // by stage and subject; those with need or teachers
	Leavers   []Leaver        `json:"leavers"`
}

// workforce is the staff as it goes through the years.
type workforce struct {
	rules     *policy.Rules
	quota     int
	staff     int // on quota
	heads     map[line]int
	onQuota   map[line]int
	need      map[line]int // posts today
	pupils    map[model.Stage]int
	attrition attrition
}

func newWorkforce(f *policy.Facts, years int, pupils []Pupils) *workforce {
	w := &workforce{
		rules: f.Rules, heads: map[line]int{}, onQuota: map[line]int{}, need: map[line]int{},
		pupils: map[model.Stage]int{}, attrition: newAttrition(f, years),
	}
	for _, p := range pupils {
		w.pupils[p.Stage] = p.Pupils
	}
	borrowed := 0
	for i := range f.Schools {
		if s := &f.Schools[i]; s.Public {
			w.quota += s.Quota
			borrowed += s.BorrowedQuota + s.CityPoolQuota
			w.staff += s.Staff
		}
	}
	if f.Problem.District.Quota > 0 {
		w.quota = f.Problem.District.Quota + borrowed
	}
	halves := map[line]int{}
	for i := range f.Lines {
		l := &f.Lines[i]
		if !f.Schools[l.School].Public {
			continue
		}
		at := lineOf(l.Stage, l.Subject)
		w.heads[at] += l.Heads
		w.need[at] += l.Posts
		halves[at] += l.HalfDays
	}
	for at, n := range halves {
		w.need[at] += policy.RoundHalfUp(big.NewRat(int64(n), int64(f.HalfDays)))
	}
	for i := range f.Teachers {
		t := &f.Teachers[i]
		if t.OnQuota && f.Schools[t.School].Public {
			q, _ := t.PrimaryQualification()
			w.onQuota[lineOf(q.Stage, q.Subject)]++
		}
	}
	return w
}

// year lets a year pass: some leave, some are hired.
func (w *workforce) year(year int, pupils []Pupils) Hiring {
	out := Hiring{Leavers: append([]Leaver{}, w.attrition.leavers[year]...), Ending: sumOf(w.attrition.ending[year])}
	left := w.leave(&out)
	for at, n := range w.attrition.ending[year] {
		w.onQuota[at] += n
	}
	w.staff += out.Ending
	out.Openings = max(0, w.quota-w.staff)
	need := w.needs(pupils)
	shortage := map[line]int{}
	for at, n := range need {
		shortage[at] = max(0, n-w.heads[at])
	}
	out.Shortage = sumOf(shortage)
	switch policy.RecruitRefill.Of(w.rules) {
	case "attrition":
		out.Asked = sumOf(left)
	case "shortage":
		out.Asked = out.Shortage
	default:
		out.Asked = max(sumOf(left), out.Shortage)
	}
	out.Hires = min(out.Asked, out.Openings)
	out.Unmet = out.Asked - out.Hires
	hires := shareHires(out.Hires, shortage, left, need)
	out.Subjects = w.subjects(need, left, shortage, hires)
	for at, n := range hires {
		w.heads[at] += n
		w.onQuota[at] += n
	}
	w.staff += out.Hires
	out.StaffNext = w.staff
	return out
}

// leave takes out who retires, and the share that leaves for other reasons, by
// subject.
func (w *workforce) leave(out *Hiring) map[line]int {
	left, heads := map[line]int{}, map[line]int{}
	for _, l := range out.Leavers {
		left[lineOf(l.Stage, l.Subject)]++
		if l.Head {
			heads[lineOf(l.Stage, l.Subject)]++
		}
	}
	out.Retiring = len(out.Leavers)
	if percent, ok := policy.AttritionOther.Maybe(w.rules); ok {
		stay := map[line]int{}
		for at, n := range w.onQuota {
			stay[at] = n - left[at]
		}
		out.Others = percentOf(w.staff-out.Retiring, percent)
		for at, n := range policy.Apportion(out.Others, stay, 0) {
			left[at] += n
			heads[at] += n
		}
	}
	for at, n := range left {
		w.onQuota[at] -= n
		w.heads[at] = max(0, w.heads[at]-heads[at])
	}
	w.staff -= sumOf(left)
	return left
}

// needs scales the posts of today with the pupils of the stage, rounded to whole
// posts, halves up. A stage without pupils today keeps its posts.
func (w *workforce) needs(pupils []Pupils) map[line]int {
	now := map[model.Stage]int{}
	for _, p := range pupils {
		now[p.Stage] = p.Pupils
	}
	out := make(map[line]int, len(w.need))
	for at, n := range w.need {
		stage, _ := at.parts()
		out[at] = n
		if base := w.pupils[stage]; base > 0 {
			out[at] = policy.RoundHalfUp(big.NewRat(int64(n)*int64(now[stage]), int64(base)))
		}
	}
	return out
}

// shareHires gives hires to subjects: while they do not reach for every
// shortage, in proportion to it; what is left when they do, where teachers have
// left, or in proportion to the need.
func shareHires(hires int, shortage, left, need map[line]int) map[line]int {
	short := sumOf(shortage)
	if hires <= short {
		return policy.Apportion(hires, shortage, 0)
	}
	out := maps.Clone(shortage)
	weights := left
	if sumOf(left) == 0 {
		weights = need
	}
	for at, n := range policy.Apportion(hires-short, weights, 0) {
		out[at] += n
	}
	return out
}

func (w *workforce) subjects(need, left, shortage, hires map[line]int) []SubjectHiring {
	short := map[line]int{}
	for at, n := range shortage {
		short[at] = max(0, n-hires[at])
	}
	by := channelsOf(w.rules, hires, short)
	scarce := policy.ScarceSubjects.Of(w.rules)
	split := policy.RecruitGenderSplit.Of(w.rules)
	out := []SubjectHiring{}
	for at := range need {
		stage, subject := at.parts()
		s := SubjectHiring{
			Stage: stage, Subject: subject, Scarce: slices.Contains(scarce, string(subject)),
			Need: need[at], Heads: w.heads[at], Leavers: left[at], Shortage: shortage[at], Hires: hires[at],
			Special: by.special[at], Funded: by.funded[at], Students: by.students[at],
		}
		s.Open = s.Hires - s.Special - s.Funded
		if split {
			s.Gender = genderOf(s.Open)
		}
		if s.Need+s.Heads+s.Leavers+s.Hires > 0 {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b SubjectHiring) int {
		if c := cmp.Compare(stageOrder(a.Stage), stageOrder(b.Stage)); c != 0 {
			return c
		}
		return cmp.Compare(a.Subject, b.Subject)
	})
	return out
}

func stageOrder(s model.Stage) int { return slices.Index(s.Values(), string(s)) }
