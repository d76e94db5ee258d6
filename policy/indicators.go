package policy

import (
	"math"

	"lungang/model"
)

// The indicators (教督〔2017〕6号), per 100 pupils of a stage.
const (
	IndicatorEducation = "I1" // teachers above the required education
	IndicatorBackbone  = "I2" // backbone teachers of county level or above
	IndicatorArts      = "I3" // teachers of PE and arts
)

// indicatorIDs in the order in which they are reported.
var indicatorIDs = []string{IndicatorEducation, IndicatorBackbone, IndicatorArts}

// judgedStages are the stages of compulsory education; a nine-year school is
// judged at each of them.
var judgedStages = []model.Stage{model.Primary, model.Junior}

// Assignment tells at which school (index) a teacher (index) is after a plan.
type Assignment func(teacher int) (school int)

// Stay is the assignment before any plan: everybody at the own school.
func (f *Facts) Stay(teacher int) int { return f.Teachers[teacher].School }

// After returns the assignment after the moves; moves of unknown teachers or to
// unknown schools are left out.
func (f *Facts) After(moves []model.Move) Assignment {
	to := make(map[int]int, len(moves))
	for _, m := range moves {
		t, ok1 := f.teacherAt[m.Teacher]
		s, ok2 := f.schoolAt[m.To.School]
		if ok1 && ok2 {
			to[t] = s
		}
	}
	return func(teacher int) int {
		if s, ok := to[teacher]; ok {
			return s
		}
		return f.Teachers[teacher].School
	}
}

// IndicatorNeed is what a judged school needs for one indicator at one stage.
type IndicatorNeed struct {
	ID       string      // I1, I2 or I3
	School   int         // index into Facts.Schools
	Stage    model.Stage // primary or junior
	Pupils   int         // of the stage
	Required int         // ⌈threshold · pupils / 100⌉ teachers
	facts    *Facts
}

// Counts reports whether the teacher (index) counts for the need when at the
// school.
func (n IndicatorNeed) Counts(teacher int) bool {
	return n.facts.CountsFor(n.ID, n.Stage, teacher)
}

// CountsFor reports whether a teacher (index) counts for an indicator at a
// stage: active, primary qualification of the stage, and I1 education of at
// least associate (primary) or bachelor (junior), I2 a valid honour of county
// level or above, I3 primary subject PE, arts, music or art.
func (f *Facts) CountsFor(indicator string, stage model.Stage, teacher int) bool {
	t := &f.Teachers[teacher]
	line := &f.Lines[t.Line]
	if line.Stage != stage || !isActive(t.Teacher) {
		return false
	}
	switch indicator {
	case IndicatorEducation:
		least := model.Associate
		if stage == model.Junior {
			least = model.Bachelor
		}
		return t.Education.AtLeast(least)
	case IndicatorBackbone:
		return f.hasHonour(t.Teacher) && t.Teacher.Backbone.Level != model.SchoolBackbone
	case IndicatorArts:
		return isArts(line.Subject)
	default:
		return false
	}
}

// HasHonour reports whether a teacher (index) has a backbone honour, of any
// level, that is valid on the reference day (B1-51: honours lapse).
func (f *Facts) HasHonour(teacher int) bool { return f.hasHonour(f.Teachers[teacher].Teacher) }

func isArts(s model.Subject) bool { return s == "pe" || s == "arts" || s == "music" || s == "art" }

// stagePupils returns the pupils of a school at a stage.
func stagePupils(s *model.School, stage model.Stage) int {
	n := 0
	for _, d := range s.Stages {
		if d.Stage == stage {
			for _, g := range d.Grades {
				n += g.Pupils
			}
		}
	}
	return n
}

// judged reports whether a school is judged at a stage where it has that many
// pupils: public, not special or vocational, and no tiny teaching point;
// those of the border strip are judged when the pack says so.
func (f *Facts) judged(s *SchoolFacts, pupils int) bool {
	switch {
	case !s.Public, pupils <= 0, s.Kind == model.SpecialSchool, s.Kind == model.VocationalSchool:
		return false
	case s.Kind == model.TeachingPoint:
		return pupils >= IndicatorPointPupils.Of(f.Rules) || s.BorderZone && IndicatorBorderPoints.Of(f.Rules)
	default:
		return true
	}
}

// threshold returns teachers per 100 pupils and the greatest coefficient of
// variation.
func (f *Facts) threshold(indicator string, stage model.Stage) (least, cv float64) {
	keys := map[string][2]Key[float64]{
		IndicatorEducation: {IndicatorI1Primary, IndicatorI1Junior},
		IndicatorBackbone:  {IndicatorI2Primary, IndicatorI2Junior},
		IndicatorArts:      {IndicatorI3Primary, IndicatorI3Junior},
	}
	if stage == model.Junior {
		return keys[indicator][1].Of(f.Rules), IndicatorCVJunior.Of(f.Rules)
	}
	return keys[indicator][0].Of(f.Rules), IndicatorCVPrimary.Of(f.Rules)
}

// IndicatorNeeds returns every judged (indicator, stage, school), ordered by
// indicator, stage (primary first) and school.
func (f *Facts) IndicatorNeeds() []IndicatorNeed {
	var out []IndicatorNeed
	for _, id := range indicatorIDs {
		for _, stage := range judgedStages {
			least, _ := f.threshold(id, stage)
			for i := range f.Schools {
				pupils := stagePupils(f.Schools[i].School, stage)
				if f.judged(&f.Schools[i], pupils) {
					out = append(out, IndicatorNeed{
						ID: id, School: i, Stage: stage, Pupils: pupils,
						Required: CeilPercent(least, pupils), facts: f,
					})
				}
			}
		}
	}
	return out
}

// Indicators returns I1, I2 and I3 at both stages after an assignment. Visits
// count for I3 in rural small schools (50 to 99 pupils of the stage) when
// indicators.i3_count_visits: each visiting teacher once. The balance tier is
// the sum of the shortfalls without visits (nil).
func (f *Facts) Indicators(after Assignment, visits []model.Visit) []model.IndicatorSet {
	needs := f.IndicatorNeeds()
	have := f.counted(after)
	visitors := f.visitors(visits)
	var out []model.IndicatorSet
	for _, n := range needs {
		if len(out) == 0 || out[len(out)-1].ID != n.ID || out[len(out)-1].Stage != n.Stage {
			least, cv := f.threshold(n.ID, n.Stage)
			out = append(out, model.IndicatorSet{ID: n.ID, Stage: n.Stage, Threshold: least, CVLimit: cv})
		}
		set := &out[len(out)-1]
		teachers := have[countKey{n.ID, n.Stage, n.School}]
		if n.ID == IndicatorArts && f.Schools[n.School].Locale == model.Rural && n.Pupils >= 50 && n.Pupils <= 99 {
			teachers += visitors[countKey{n.ID, n.Stage, n.School}]
		}
		v := model.IndicatorValue{
			School: f.Schools[n.School].ID, Pupils: n.Pupils, Teachers: teachers,
			Per100: float64(teachers) * 100 / float64(n.Pupils), Shortfall: max(0, n.Required-teachers),
		}
		if v.Shortfall == 0 {
			set.Passed++
		}
		set.Counted++
		set.Shortfall += v.Shortfall
		set.Schools = append(set.Schools, v)
	}
	for i := range out {
		pupils, teachers := make([]int, 0, len(out[i].Schools)), make([]int, 0, len(out[i].Schools))
		for _, v := range out[i].Schools {
			pupils, teachers = append(pupils, v.Pupils), append(teachers, v.Teachers)
		}
		out[i].CV = CoefficientOfVariation(pupils, teachers)
	}
	return out
}

// countKey is one indicator at one stage of one school.
type countKey struct {
	id     string
	stage  model.Stage
	school int
}

func (f *Facts) counted(after Assignment) map[countKey]int {
	out := map[countKey]int{}
	for i := range f.Teachers {
		stage := f.Lines[f.Teachers[i].Line].Stage
		for _, id := range indicatorIDs {
			if f.CountsFor(id, stage, i) {
				out[countKey{id, stage, after(i)}]++
			}
		}
	}
	return out
}

// visitors counts, for I3, the teachers who visit a school for a subject of PE
// or arts, each once.
func (f *Facts) visitors(visits []model.Visit) map[countKey]int {
	out := map[countKey]int{}
	if !IndicatorI3Visits.Of(f.Rules) {
		return out
	}
	type visitor struct {
		teacher model.TeacherID
		key     countKey
	}
	seen := map[visitor]bool{}
	for _, v := range visits {
		school, ok := f.schoolAt[v.To.School]
		if !ok || v.HalfDays <= 0 || !isArts(v.To.Subject) {
			continue
		}
		key := countKey{IndicatorArts, v.To.Stage, school}
		if w := (visitor{v.Teacher, key}); !seen[w] {
			seen[w] = true
			out[key]++
		}
	}
	return out
}

// CoefficientOfVariation returns the pupil-weighted coefficient of variation of
// teachers per pupil between schools: x̄ = Σraw / ΣP, S² = Σ (P/ΣP)·(x − x̄)²,
// CV = S / x̄; 0 when there are no pupils or no teachers. Both slices have one
// entry for each school.
func CoefficientOfVariation(pupils, raw []int) float64 {
	var sumPupils, sumRaw float64
	for i := range pupils {
		sumPupils += float64(pupils[i])
		sumRaw += float64(raw[i])
	}
	if sumPupils == 0 || sumRaw == 0 {
		return 0
	}
	mean := sumRaw / sumPupils
	var variance float64
	for i := range pupils {
		if pupils[i] == 0 {
			continue
		}
		d := float64(raw[i])/float64(pupils[i]) - mean
		variance += float64(float64(pupils[i]) / sumPupils * float64(d*d))
	}
	return math.Sqrt(variance) / mean
}

// Ratios returns the shares that clauses ask for: teachers who are due and
// rotate of those who are due (exchanged), and backbone teachers among those
// who rotate of the denominator that exchange.backbone_denominator names
// (backbone). One pair for each scope; ids of zones carry the scope, as in
// "exchanged:zone:Z1".
func (f *Facts) Ratios(after Assignment) []model.Ratio {
	var out []model.Ratio
	for _, s := range f.Scopes() {
		suffix := ""
		if s.ID != DistrictScope {
			suffix = ":" + s.ID
		}
		n := f.rotated(s, after)
		out = append(out,
			ratio("exchanged"+suffix, n.due, len(s.Due), ExchangeRatio.Of(f.Rules)),
			ratio("backbone"+suffix, n.backbone, f.BackboneDenominator(s, n.all), ExchangeBackboneRatio.Of(f.Rules)),
		)
	}
	return out
}

// BackboneDenominator returns what the backbone percent of a scope is of, when
// moved teachers of the scope rotate (docs/model.md, backbone_floor).
func (f *Facts) BackboneDenominator(s Scope, moved int) int {
	switch ExchangeBackboneDenom.Of(f.Rules) {
	case "target_list":
		return s.Floor
	case "eligible_all":
		return len(s.Due)
	case "eligible_backbone":
		n := 0
		for _, t := range s.Due {
			if f.Teachers[t].Backbone {
				n++
			}
		}
		return n
	default:
		return moved
	}
}

// rotation counts who rotates in a scope.
type rotation struct{ all, due, backbone int }

func (f *Facts) rotated(s Scope, after Assignment) rotation {
	var n rotation
	for _, i := range s.Members {
		t := &f.Teachers[i]
		if after(i) == t.School {
			continue
		}
		n.all++
		if t.Verdict.Kind == model.Must {
			n.due++
		}
		if t.Backbone {
			n.backbone++
		}
	}
	return n
}

func ratio(id string, numerator, denominator int, required float64) model.Ratio {
	r := model.Ratio{ID: id, Numerator: numerator, Denominator: denominator, Required: required}
	if denominator > 0 {
		r.Percent = float64(numerator) * 100 / float64(denominator)
	}
	return r
}
