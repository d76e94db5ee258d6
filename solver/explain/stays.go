package explain

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/formulate"
)

// Why a teacher who should rotate stays: the reasons of Stays.
const (
	StayKept          = "kept"           // a rule keeps the teacher from moving anywhere
	StayNoDestination = "no_destination" // rules refuse every other school: how many, by rule
	StayNotChosen     = "not_chosen"     // schools are open; the plan is at its values without this teacher
)

// Stays says of teachers of a plan who do not move why they stay, from the rules alone,
// in the order given. What a move of a teacher for whom schools are open would cost is a
// question of its own: Ask. Teachers that the problem does not have are left out.
func Stays(f *policy.Facts, plan *model.Plan, teachers []model.TeacherID) []model.Justification {
	openings := formulate.NewOpenings(f)
	out := make([]model.Justification, 0, len(teachers))
	for _, id := range teachers {
		t := f.Teacher(id)
		if t == nil {
			continue
		}
		j := model.Justification{Subject: "stay:" + string(id)}
		kept, open, refused := openings.Of(t)
		switch {
		case len(kept) > 0:
			j.Reason, j.Rule = StayKept, kept[0]
		case open == 0:
			rules := byCount(refused)
			j.Reason, j.Facts = StayNoDestination, []model.Fact{number("schools", len(f.Schools)-1)}
			for _, rule := range rules {
				j.Facts = append(j.Facts, number(rule, refused[rule]))
			}
			if len(rules) > 0 {
				j.Rule = rules[0]
			}
		default:
			j.Reason, j.Rule = StayNotChosen, "rotation_floor"
			j.Facts = append([]model.Fact{number("open_schools", open)}, exchanged(plan)...)
		}
		if rule, ok := policy.RuleByID(j.Rule); ok {
			j.Clauses, j.Unverified = rule.Clauses(f.Rules), f.Rules.Doubtful(rule.Parameters...)
		}
		out = append(out, j)
	}
	return out
}

// exchanged are the numbers of the share that rotates: how many should, and do.
func exchanged(plan *model.Plan) []model.Fact {
	for _, r := range plan.Indicators.Ratios {
		if r.ID == "exchanged" {
			return []model.Fact{
				number("due", r.Denominator), number("moved", r.Numerator), {Name: "required_percent", Value: strconv.FormatFloat(r.Required, 'f', -1, 64)},
			}
		}
	}
	return nil
}

// byCount are the rules that refuse, the one that refuses most schools first.
func byCount(refused map[string]int) []string {
	return slices.SortedFunc(maps.Keys(refused), func(a, b string) int {
		return cmp.Or(cmp.Compare(refused[b], refused[a]), cmp.Compare(a, b))
	})
}

func number(name string, n int) model.Fact { return model.Fact{Name: name, Value: strconv.Itoa(n)} }
