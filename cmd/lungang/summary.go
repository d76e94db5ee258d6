package main

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
	"lungang/solver"
)

// summary is what a plan amounts to.
type summary struct {
	Plan        string             `json:"plan"` // the file
	District    string             `json:"district"`
	PlanYear    int                `json:"planYear"`
	Pack        model.PlanPack     `json:"pack"`
	Status      model.PlanStatus   `json:"status"`
	Counts      policy.Counts      `json:"counts"`
	Moves       []moveCount        `json:"moves"`
	Tiers       []tierLine         `json:"tiers"`
	Relaxations []model.Relaxation `json:"relaxations"`
	Indicators  []indicatorLine    `json:"indicators"`
	Ratios      []model.Ratio      `json:"ratios"`
	Reasons     []reasonCount      `json:"reasons"`
	Unverified  []string           `json:"unverified"` // parameters in force that nobody has held against an official text
}

// moveCount counts the moves of one subject along one route.
type moveCount struct {
	Stage   model.Stage   `json:"stage"`
	Subject model.Subject `json:"subject"`
	Route   string        `json:"route"` // urban>rural
	Moves   int           `json:"moves"`
}

type tierLine struct {
	model.TierResult
	Title      model.Text `json:"title"`
	GapPercent float64    `json:"gapPercent"` // (value − bound) / value × 100
}

// indicatorLine is one indicator at one stage before and after the plan.
type indicatorLine struct {
	ID     string         `json:"id"`
	Stage  model.Stage    `json:"stage"`
	Before indicatorState `json:"before"`
	After  indicatorState `json:"after"`
}

type indicatorState struct {
	Passed    int     `json:"passed"`
	Counted   int     `json:"counted"`
	Shortfall int     `json:"shortfall"`
	CV        float64 `json:"cv"`
	CVLimit   float64 `json:"cvLimit"`
}

// reasonCount says how often a reason stands behind moves, visits or gaps.
type reasonCount struct {
	Subject string   `json:"subject"` // move, visit, vacancy, uncovered
	Reason  string   `json:"reason"`
	Rule    string   `json:"rule,omitempty"`
	Count   int      `json:"count"`
	Clauses []string `json:"clauses"`

	Unverified []string `json:"unverified,omitempty"` // parameters behind it that nobody has held against an official text
}

const topReasons = 10

func summarise(f *policy.Facts, p *model.Plan, file string) *summary {
	s := &summary{
		Plan: file, District: f.Problem.District.Name, PlanYear: p.PlanYear, Pack: p.Pack, Status: p.Status,
		Counts: f.Counts(p), Moves: countMoves(f, p), Relaxations: p.Relaxations,
		Ratios: p.Indicators.Ratios, Reasons: countReasons(p), Unverified: f.Rules.Unverified(),
	}
	if s.Unverified == nil {
		s.Unverified = []string{}
	}
	if s.Relaxations == nil {
		s.Relaxations = []model.Relaxation{}
	}
	for _, t := range p.Tiers {
		line := tierLine{TierResult: t, Title: ruleTitle(t.ID)}
		if t.Value > 0 {
			line.GapPercent = float64(t.Value-t.Bound) / float64(t.Value) * 100
		}
		s.Tiers = append(s.Tiers, line)
	}
	for i, b := range p.Indicators.Before {
		if i < len(p.Indicators.After) {
			a := p.Indicators.After[i]
			s.Indicators = append(s.Indicators, indicatorLine{b.ID, b.Stage, stateOf(&b), stateOf(&a)})
		}
	}
	return s
}

func stateOf(s *model.IndicatorSet) indicatorState {
	return indicatorState{s.Passed, s.Counted, s.Shortfall, s.CV, s.CVLimit}
}

func countMoves(f *policy.Facts, p *model.Plan) []moveCount {
	type key struct {
		line  model.Line
		route string
	}
	n := map[key]int{}
	for i := range p.Moves {
		v := &p.Moves[i]
		n[key{model.Line{Stage: v.To.Stage, Subject: v.To.Subject}, localeOf(f, v.From.School) + ">" + localeOf(f, v.To.School)}]++
	}
	out := make([]moveCount, 0, len(n))
	for k, c := range n {
		out = append(out, moveCount{k.line.Stage, k.line.Subject, k.route, c})
	}
	slices.SortFunc(out, func(a, b moveCount) int {
		return cmp.Or(stageOrder(a.Stage)-stageOrder(b.Stage), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Route, b.Route))
	})
	return out
}

func stageOrder(s model.Stage) int { return slices.Index(s.Values(), string(s)) }

func localeOf(f *policy.Facts, id model.SchoolID) string {
	if s := f.School(id); s != nil {
		return string(s.Locale)
	}
	return ""
}

// countReasons returns the ten reasons that stand most often in the plan.
func countReasons(p *model.Plan) []reasonCount {
	type key struct{ subject, reason, rule string }
	at := map[key]int{}
	var out []reasonCount
	for i := range p.Justifications {
		j := &p.Justifications[i]
		subject, _, _ := strings.Cut(j.Subject, ":")
		k := key{subject, j.Reason, j.Rule}
		n, ok := at[k]
		if !ok {
			n = len(out)
			at[k] = n
			out = append(out, reasonCount{Subject: subject, Reason: j.Reason, Rule: j.Rule, Clauses: []string{}})
		}
		out[n].Count++
		for _, c := range j.Clauses {
			if !slices.Contains(out[n].Clauses, c) {
				out[n].Clauses = append(out[n].Clauses, c)
			}
		}
		for _, name := range j.Unverified {
			if !slices.Contains(out[n].Unverified, name) {
				out[n].Unverified = append(out[n].Unverified, name)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b reasonCount) int { return b.Count - a.Count })
	return out[:min(topReasons, len(out))]
}

// summary shows what a plan amounts to: tables, or data with --json.
func (m *Main) summary(r *solver.Result, file string) error {
	s := summarise(r.Facts, r.Plan, file)
	if m.json {
		return m.writeJSON(s)
	}
	_, err := io.WriteString(m.Stdout, m.summaryText(s))
	return m.told(err)
}
