package solver

import (
	"strconv"

	"lungang/model"
	"lungang/policy"
)

// Reason codes of justifications. Sentences are made at the edge.
const (
	ReasonDue             = "due"               // the teacher should rotate
	ReasonDueBundle       = "due_bundle"        // rural years of the bundled first terms are owed
	ReasonLeaderDue       = "leader_due"        // a principal or vice principal who has served the terms
	ReasonVolunteer       = "volunteer"         // the teacher volunteered
	ReasonListed          = "listed"            // the destination is in the teacher's list
	ReasonPinned          = "pinned"            // a person decided it beforehand
	ReasonFillsVacancy    = "fills_vacancy"     // a post stood vacant at the destination
	ReasonFillsHalfDays   = "fills_half_days"   // half-days stood uncovered at the destination
	ReasonSurplus         = "leaves_surplus"    // the line left had more heads than posts
	ReasonFloor           = "meets_floor"       // the rotation floor asks for moves
	ReasonBackbone        = "meets_backbone"    // the backbone floor asks for moves
	ReasonRoute           = "route"             // the route that allows it
	ReasonDorm            = "dorm_bed"          // the way is beyond the limit, and there is a bed
	ReasonScarce          = "scarce_subject"    // a scarce subject is served by visits
	ReasonRemote          = "remote_subject"    // remote lessons are open in the subject
	ReasonShortEverywhere = "short_in_district" // the district has fewer heads than posts in the subject
	ReasonNoDonor         = "no_free_donor"     // nobody who may come would leave less need behind
)

// justify gives the reasons of moves, visits, remote lessons, vacancies and
// uncovered half-days, each with the facts and clauses that it rests on.
func justify(f *policy.Facts, p *model.Plan) []model.Justification {
	j := &justifier{f: f, r: f.Rules}
	for i := range p.Moves {
		j.move(&p.Moves[i])
	}
	for i := range p.Visits {
		j.visit(&p.Visits[i])
	}
	for i := range p.Remote {
		j.remote(&p.Remote[i])
	}
	heads, posts := j.totals()
	for _, v := range p.Vacancies {
		j.short("vacancy:"+v.Line.String(), "vacancy", v.Line, heads, posts)
	}
	for _, u := range p.Uncovered {
		j.short("uncovered:"+u.Line.String(), "coverage", u.Line, heads, posts)
	}
	return j.out
}

type justifier struct {
	f   *policy.Facts
	r   *policy.Rules
	out []model.Justification
}

func (j *justifier) add(subject, reason, rule string, clauses []string, facts ...model.Fact) {
	j.out = append(j.out, model.Justification{
		Subject: subject, Reason: reason, Rule: rule, Clauses: clauses, Facts: facts,
		Unverified: j.r.Doubtful(restsOn(reason, rule)...),
	})
}

// restsOn names the parameters that a reason rests on. A reason that only tells
// what a teacher wished or a person decided rests on none.
func restsOn(reason, rule string) []string {
	of := func(rule string) []string {
		r, _ := policy.RuleByID(rule)
		return r.Parameters
	}
	asked := func(predicates ...string) []string {
		var out []string
		for _, id := range predicates {
			p, _ := policy.PredicateByID(id)
			out = append(out, p.Parameters...)
		}
		return out
	}
	switch reason {
	case ReasonVolunteer, ReasonListed, ReasonPinned:
		return nil
	case ReasonDue:
		return asked(policy.PredicateAge, policy.PredicateYears)
	case ReasonDueBundle:
		return asked(policy.PredicateBundle)
	case ReasonScarce:
		return []string{policy.VisitSubjects.Name}
	case ReasonFillsVacancy, ReasonFillsHalfDays, ReasonSurplus, ReasonShortEverywhere, ReasonNoDonor:
		return of("coverage") // how many are needed, whichever tier it counts in
	default:
		return of(rule)
	}
}

func number(name string, v int) model.Fact { return model.Fact{Name: name, Value: strconv.Itoa(v)} }

func (j *justifier) move(m *model.Move) {
	subject := "move:" + string(m.Teacher)
	t, from, to := j.f.Teacher(m.Teacher), j.f.Line(m.From), j.f.Line(m.To)
	for _, pin := range t.Pins {
		if pin.Kind == model.PinMove || pin.Kind == model.PinGo {
			j.add(subject, ReasonPinned, "one_place", nil, model.Fact{Name: "pin", Value: string(pin.Kind)})
		}
	}
	leader := t.Role.Kind.IsLeader()
	if m.Due && leader {
		j.add(subject, ReasonLeaderDue, "principals", policy.PrincipalTerms.Clauses(j.r),
			number("terms", t.Principal.Terms), number("terms_required", policy.PrincipalTerms.Of(j.r)))
	} else if m.Due {
		age := policy.ExchangeAgeMaxMale
		if t.Sex == model.Female {
			age = policy.ExchangeAgeMaxFemale
		}
		if years, _ := t.Verdict.Finding(policy.PredicateYears); years.Holds {
			j.add(subject, ReasonDue, "rotation_floor", years.Clauses,
				number("age", t.Age), number("age_max", age.Of(j.r)),
				number("years_at_school", t.Tenure), model.Fact{Name: "years_required", Value: years.Fact("least")})
		} else {
			bundle, _ := t.Verdict.Finding(policy.PredicateBundle)
			j.add(subject, ReasonDueBundle, "rotation_floor", bundle.Clauses)
		}
	}
	if t.Volunteer {
		j.add(subject, ReasonVolunteer, "compulsion", nil)
	}
	if m.Rank > 0 {
		j.add(subject, ReasonListed, "preference", nil, number("rank", m.Rank), number("listed", len(t.Preferences)))
	}
	if !t.Teaches {
		j.route(m, subject, leader)
		return
	}
	if to.Heads < to.Posts {
		j.add(subject, ReasonFillsVacancy, "vacancy", nil,
			number("posts", to.Posts), number("heads", to.Heads), number("weight", to.Weight))
	} else if need := j.f.Need(to) - j.f.HalfDays*to.Heads; need > 0 {
		j.add(subject, ReasonFillsHalfDays, "coverage", nil, number("half_days", need), number("weight", to.Weight))
	}
	if from.Heads > from.Posts {
		j.add(subject, ReasonSurplus, "coverage", nil, number("posts", from.Posts), number("heads", from.Heads))
	}
	if m.Due && !leader {
		j.add(subject, ReasonFloor, "rotation_floor", policy.ExchangeRatio.Clauses(j.r),
			model.Fact{Name: "ratio", Value: strconv.FormatFloat(policy.ExchangeRatio.Of(j.r), 'f', -1, 64) + " %"})
	}
	if m.IsBackbone && !leader {
		j.add(subject, ReasonBackbone, "backbone_floor", policy.ExchangeBackboneRatio.Clauses(j.r),
			model.Fact{Name: "ratio", Value: strconv.FormatFloat(policy.ExchangeBackboneRatio.Of(j.r), 'f', -1, 64) + " %"})
	}
	j.route(m, subject, leader)
}

// route says along which route a move goes, and where the mover lives when the
// way is long.
func (j *justifier) route(m *model.Move, subject string, leader bool) {
	rule, clauses := "route", policy.RouteAllowed.Clauses(j.r)
	if leader {
		rule, clauses = "principals", policy.PrincipalRoutes.Clauses(j.r)
	}
	a, b := j.f.School(m.From.School), j.f.School(m.To.School)
	j.add(subject, ReasonRoute, rule, clauses,
		model.Fact{Name: "locales", Value: string(a.Locale) + ">" + string(b.Locale)},
		model.Fact{Name: "strengths", Value: string(a.Strength) + ">" + string(b.Strength)},
		number("minutes", m.Minutes))
	if m.Dorm != "" {
		j.add(subject, ReasonDorm, "travel", policy.HousingBeds.Clauses(j.r), number("minutes", m.Minutes),
			number("limit", policy.TravelLimit.Of(j.r)), model.Fact{Name: "dorm", Value: string(m.Dorm)},
			number("beds", j.f.School(m.Dorm).DormBeds))
	}
}

func (j *justifier) visit(v *model.Visit) {
	subject := "visit:" + string(v.Teacher) + ":" + string(v.To.School)
	from, to := j.f.Line(v.From), j.f.Line(v.To)
	a, b := &j.f.Schools[from.School], &j.f.Schools[to.School]
	j.add(subject, ReasonScarce, "visits", policy.VisitSubjects.Clauses(j.r), model.Fact{Name: "subject", Value: string(v.To.Subject)})
	j.add(subject, ReasonFillsHalfDays, "coverage", nil,
		number("half_days", j.f.Need(to)-j.f.HalfDays*to.Heads), number("weight", to.Weight))
	j.add(subject, ReasonRoute, "visits", policy.VisitRoutes.Clauses(j.r),
		model.Fact{Name: "locales", Value: string(a.Locale) + ">" + string(b.Locale)}, number("minutes", v.Minutes))
}

func (j *justifier) remote(r *model.RemoteLesson) {
	subject := "remote:" + string(r.From) + ":" + r.To.String()
	a, to := j.f.School(r.From), j.f.Line(r.To)
	b := &j.f.Schools[to.School]
	j.add(subject, ReasonRemote, "remote", policy.RemoteSubjects.Clauses(j.r),
		model.Fact{Name: "subject", Value: string(r.To.Subject)}, model.Fact{Name: "locales", Value: string(a.Locale) + ">" + string(b.Locale)},
		number("rooms", a.BroadcastRooms), number("listening_rooms", b.ListeningRooms))
	j.add(subject, ReasonFillsHalfDays, "coverage", nil,
		number("half_days", j.f.Need(to)-j.f.HalfDays*to.Heads), number("weight", to.Weight))
}

// totals returns heads and posts of each stage and subject in the district.
func (j *justifier) totals() (heads, posts map[model.Line]int) {
	heads, posts = map[model.Line]int{}, map[model.Line]int{}
	for i := range j.f.Lines {
		l := &j.f.Lines[i]
		k := model.Line{Stage: l.Stage, Subject: l.Subject}
		heads[k] += l.Heads
		posts[k] += l.Posts
	}
	return heads, posts
}

// short says why a line stays short: the whole district lacks the subject, or
// nobody who may come would leave less need behind.
func (j *justifier) short(subject, tier string, line model.Line, heads, posts map[model.Line]int) {
	k := model.Line{Stage: line.Stage, Subject: line.Subject}
	l := j.f.Line(line)
	facts := []model.Fact{
		number("posts", l.Posts), number("heads", l.Heads),
		number("posts_in_district", posts[k]), number("heads_in_district", heads[k]),
	}
	reason := ReasonNoDonor
	if heads[k] < posts[k] {
		reason = ReasonShortEverywhere
	}
	j.add(subject, reason, tier, nil, facts...)
}
