package policy_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// edge is one teacher at one edge of the rules. The district is that of
// problem: reference day 2026-08-31, men 45, women 40, six years.
type edge struct {
	name   string
	want   model.VerdictKind
	change func(p *model.Problem, x *model.Teacher)
}

// rules overrides parameters, "name" value "name" value.
func rules(p *model.Problem, pairs ...any) {
	for i := 0; i < len(pairs); i += 2 {
		p.Pack.Overrides = append(p.Pack.Overrides, override(pairs[i].(string), pairs[i+1]))
	}
}

// edges are all the edges, by topic. What a case means stands in its name; the
// proofs are in testdata/proofs.golden.
func edges(t *testing.T) []edge {
	d := func(s string) model.Date { return day(t, s) }
	born := func(s string) func(*model.Problem, *model.Teacher) {
		return func(_ *model.Problem, x *model.Teacher) { x.BirthDate = d(s) }
	}
	on := func(ref string, then func(*model.Problem, *model.Teacher)) func(*model.Problem, *model.Teacher) {
		return func(p *model.Problem, x *model.Teacher) {
			p.District.ReferenceDate = d(ref)
			then(p, x)
		}
	}
	leap := func(ref string) func(*model.Problem, *model.Teacher) { return on(ref, born("1980-02-29")) }
	return []edge{
		// the birthday itself: at the end of the day the year is over
		{"man 45, birthday tomorrow", model.Must, born("1980-09-01")},
		{"man 46 on the birthday", model.NotDue, born("1980-08-31")},
		{"man 46 on the birthday, counted from the next day", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.age_from", "next_day")
			x.BirthDate = d("1980-08-31")
		}},
		{"man 46 the day after the birthday, counted from the next day", model.NotDue, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.age_from", "next_day")
			x.BirthDate = d("1980-08-30")
		}},
		{"woman 45", model.NotDue, func(_ *model.Problem, x *model.Teacher) { x.Sex = model.Female; x.BirthDate = d("1980-09-01") }},
		// 29 February: 28 February of a common year
		{"leap day, still 45 on 27 February", model.Must, leap("2026-02-27")},
		{"leap day, 46 on 28 February of a common year", model.NotDue, leap("2026-02-28")},
		{"leap day, still 43 on 28 February of a leap year", model.Must, on("2028-02-28", func(p *model.Problem, x *model.Teacher) {
			x.BirthDate = d("1984-02-29")
			x.Since = d("2016-09-01")
			rules(p, "exchange.age_max_male", 43)
		})},
		{"leap day, 44 on 29 February of a leap year", model.NotDue, on("2028-02-29", func(p *model.Problem, x *model.Teacher) {
			x.BirthDate = d("1984-02-29")
			x.Since = d("2016-09-01")
			rules(p, "exchange.age_max_male", 43)
		})},
		{"pack chooses 29 February, plan year is a common year", model.NotDue, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.reference_day", "02-29")
			x.BirthDate = d("1980-02-29")
		}},
		{"pack chooses 1 January: not yet 46", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.reference_day", "01-01")
			x.BirthDate = d("1980-01-02")
		}},
		// exactly six years
		{"exactly six years", model.Must, func(_ *model.Problem, x *model.Teacher) { x.Since = d("2020-09-01") }},
		{"six years less a day", model.NotDue, func(_ *model.Problem, x *model.Teacher) { x.Since = d("2020-09-02") }},
		// the nine-year variant for backbone teachers
		{"backbone, eight years of nine", model.NotDue, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.backbone_min_years", 9)
			x.Since, x.Backbone = d("2018-09-01"), &model.Backbone{Level: model.CountyBackbone}
		}},
		{"backbone, exactly nine years", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.backbone_min_years", 9)
			x.Since, x.Backbone = d("2017-09-01"), &model.Backbone{Level: model.CountyBackbone}
		}},
		{"honour lapsed the day before: six years are enough", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.backbone_min_years", 9)
			x.Since, x.Backbone = d("2020-09-01"), &model.Backbone{Level: model.CountyBackbone, ValidTo: d("2026-08-30")}
		}},
		// broken service and merged schools
		{"seconded away for a year, back for six", model.Must, func(_ *model.Problem, x *model.Teacher) {
			x.Since = d("2010-09-01")
			x.History = []model.Service{spell(t, "seconded", "", "2019-09-01", "2020-08-31")}
		}},
		{"seconded away, back for six years less a day", model.NotDue, func(_ *model.Problem, x *model.Teacher) {
			x.Since = d("2010-09-01")
			x.History = []model.Service{spell(t, "seconded", "", "2019-09-01", "2020-09-01")}
		}},
		{"secondment that the pack counts", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.unbroken_by", []string{"seconded"})
			x.Since = d("2010-09-01")
			x.History = []model.Service{spell(t, "seconded", "", "2022-09-01", "2023-08-31")}
		}},
		{"merged schools: years at the old campus count", model.Must, func(_ *model.Problem, x *model.Teacher) {
			x.Since = d("2024-09-01")
			x.History = []model.Service{spell(t, "teaching", "A2", "2020-09-01", "2024-08-31")}
		}},
		{"merged schools: seconded between its campuses", model.Must, func(_ *model.Problem, x *model.Teacher) {
			x.Since = d("2016-09-01")
			x.History = []model.Service{spell(t, "seconded", "A2", "2022-09-01", "2023-08-31")}
		}},
		{"not merged: years at another school do not count", model.NotDue, func(_ *model.Problem, x *model.Teacher) {
			x.Since = d("2024-09-01")
			x.History = []model.Service{spell(t, "teaching", "B", "2020-09-01", "2024-08-31")}
		}},
		// exemptions
		{"claim ends on the reference day", model.Exempt, func(_ *model.Problem, x *model.Teacher) { claim(x, "illness", d("2026-08-31")) }},
		{"claim ended the day before", model.Must, func(_ *model.Problem, x *model.Teacher) { claim(x, "illness", d("2026-08-30")) }},
		{"two claims, both valid", model.Exempt, func(_ *model.Problem, x *model.Teacher) {
			claim(x, "nursing", d("2027-06-30"))
			claim(x, "illness", model.Date{})
		}},
		{"two claims, one lapsed and one unknown to the pack", model.Must, func(_ *model.Problem, x *model.Teacher) {
			claim(x, "family_care", model.Date{})
			claim(x, "illness", d("2025-01-01"))
		}},
		{"evidence asked for, none on file", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.exemption_evidence", []string{"illness"})
			claim(x, "illness", model.Date{})
		}},
		{"evidence asked for, on file", model.Exempt, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.exemption_evidence", []string{"illness"})
			claim(x, "illness", model.Date{})
			x.Exemptions[0].Evidence = "2026-017"
		}},
		{"last day asked for, none given", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.exemption_dated", []string{"pregnant"})
			claim(x, "pregnant", model.Date{})
		}},
		// retirement: a man born on 1970-04-30 retires on 2031-08-30; a woman born
		// on 1975-05-20 at 56 years and 5 months, on 2031-10-20, at the earliest on 2030-05-20
		{"guard: exactly five years", model.Must, on("2026-08-30", func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.age_max_male", 70, "exchange.retirement_guard_years", 5)
			x.BirthDate = d("1970-04-30")
		})},
		{"guard: exactly five years, more asked for", model.NotDue, on("2026-08-30", func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.age_max_male", 70, "exchange.retirement_guard_years", 5, "exchange.retirement_guard_inclusive", false)
			x.BirthDate = d("1970-04-30")
		})},
		{"guard: a day less than five years", model.NotDue, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.age_max_male", 70, "exchange.retirement_guard_years", 5)
			x.BirthDate = d("1970-04-30")
		}},
		{"guard: five years to the statutory age of a woman", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.age_max_female", 70, "exchange.retirement_guard_years", 5)
			x.Sex, x.BirthDate = model.Female, d("1975-05-20")
		}},
		{"guard: less than five years to her earliest day", model.NotDue, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.age_max_female", 70, "exchange.retirement_guard_years", 5, "exchange.retirement_by", "earliest")
			x.Sex, x.BirthDate = model.Female, d("1975-05-20")
		}},
		{"guard: her senior title makes it sixty", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.age_max_female", 70, "exchange.retirement_guard_years", 5, "retirement.senior_women", "men60",
				"exchange.retirement_by", "earliest")
			x.Sex, x.BirthDate, x.Title.Level = model.Female, d("1975-05-20"), model.SeniorTitle
		}},
		// service obligations
		{"special post", model.NotDue, func(_ *model.Problem, x *model.Teacher) {
			x.Employment = model.Employment{Kind: model.SpecialPost, Start: d("2024-09-01")}
		}},
		{"funded graduate on the last day of service, bound by the pack", model.NotDue, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.service_bound", []string{"funded_graduate"})
			x.Employment = model.Employment{Kind: model.FundedGraduate, Start: d("2020-09-01")}
		}},
		{"funded graduate, served on the day before", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.service_bound", []string{"funded_graduate"})
			x.Employment = model.Employment{Kind: model.FundedGraduate, Start: d("2020-08-31")}
		}},
		{"funded graduate in service, not bound", model.Must, func(_ *model.Problem, x *model.Teacher) {
			x.Employment = model.Employment{Kind: model.FundedGraduate, ServiceUntil: d("2027-08-31")}
		}},
		{"bound, but of another kind of employment", model.Must, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.service_bound", []string{"funded_graduate"})
			x.Employment.ServiceUntil = d("2027-08-31")
		}},
		// bundled first contract terms
		{"last bundled term in town, half a rural year missing", model.Must, func(p *model.Problem, x *model.Teacher) {
			bundle(p, x, d("2023-09-01"))
			x.RuralYears = 1.5
		}},
		{"last bundled term in town, rural years done", model.NotDue, func(p *model.Problem, x *model.Teacher) {
			bundle(p, x, d("2023-09-01"))
			x.RuralYears = 2
		}},
		{"first bundled term: not yet", model.NotDue, func(p *model.Problem, x *model.Teacher) {
			bundle(p, x, d("2023-09-01"))
			x.Employment.Term = 1
		}},
		{"last bundled term at a rural school", model.NotDue, func(p *model.Problem, x *model.Teacher) {
			bundle(p, x, d("2023-09-01"))
			x.School = "B"
		}},
		{"bundle owed, and due by service too", model.Must, func(p *model.Problem, x *model.Teacher) { bundle(p, x, d("2016-09-01")) }},
		// graduating classes and volunteers
		{"graduating class, counted among the due", model.Must, func(_ *model.Problem, x *model.Teacher) { x.Graduating = true }},
		{"graduating class, not counted", model.NotDue, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.graduating_due", false)
			x.Graduating = true
		}},
		{"graduating class, not counted, volunteers", model.May, func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.graduating_due", false)
			x.Graduating, x.Volunteer = true, true
		}},
		{"on leave and volunteers", model.NotDue, func(_ *model.Problem, x *model.Teacher) { x.Status, x.Volunteer = model.OnLeave, true }},
	}
}

// bundle switches the rule of the bundled first terms on: two terms, two rural years.
func bundle(p *model.Problem, x *model.Teacher, since model.Date) {
	rules(p, "service.first_terms", 2, "exchange.bundle_rural_years", 2)
	x.Since, x.Employment.Term = since, 2
}

// edgeFacts derives the district of an edge; a second campus A2 belongs to school A.
func edgeFacts(t *testing.T, e edge) *policy.Facts {
	t.Helper()
	p := problem(t)
	p.Schools = append(p.Schools, model.School{ID: "A2", Kind: model.UrbanPrimary, UrbanRural: "111", Legal: "A"})
	e.change(p, &p.Teachers[0])
	return derive(t, p)
}

func TestGoldenEdges(t *testing.T) {
	t.Parallel()
	const golden = "testdata/proofs.golden"
	var got strings.Builder
	for _, e := range edges(t) {
		f := edgeFacts(t, e)
		x := &f.Teachers[0]
		require.Equal(t, e.want, x.Verdict.Kind, e.name)
		proof := policy.Prove(f, x)
		require.Equal(t, "verdict_"+string(e.want), proof.Predicate, e.name)
		require.True(t, proof.Holds, e.name)
		require.NoError(t, proof.Check(), e.name)
		fmt.Fprintf(&got, "# %s\n", e.name)
		dump(&got, &proof, "")
	}
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(got.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), got.String(), "read the difference, then go test ./policy -run GoldenEdges -update")
}

// dump writes a proof as lines: + holds, - does not; what holds as it always
// does is left to the other tests.
func dump(b *strings.Builder, p *policy.Proof, indent string) {
	mark := "-"
	if p.Holds {
		mark = "+"
	}
	b.WriteString(indent + mark + " " + p.Predicate)
	if p.Form != policy.Leaf {
		b.WriteString(" (" + string(p.Form) + ")")
	}
	if c := p.Comparison; c != nil {
		sign := map[policy.Relation]string{policy.AtMost: "<", policy.AtLeast: ">"}[c.Relation]
		if c.Inclusive {
			sign += "="
		}
		b.WriteString(" " + c.Value.String() + " " + sign + " " + c.Limit.String())
	}
	for _, f := range p.Facts {
		b.WriteString("; " + f.Name + " " + f.Value.String())
	}
	for _, c := range p.Clauses {
		b.WriteString(" [" + c + "]")
	}
	b.WriteString("\n")
	if p.Predicate == policy.PredicateScope && p.Holds {
		return
	}
	for i := range p.Of {
		dump(b, &p.Of[i], indent+"  ")
	}
}
