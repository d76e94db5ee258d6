package api

import (
	"context"
	"net/http"

	"lungang/model"
	"lungang/policy"
)

// RuleBook is the rules and objectives that plans follow under a pack.
type RuleBook struct {
	Pack  string     `json:"pack" doc:"pack that is in force"`
	Day   model.Date `json:"day,omitzero" doc:"day of the values; absent: the latest of each"`
	Hash  string     `json:"hash" doc:"hash of the parameters in force"`
	Rules []RuleView `json:"rules" doc:"hard rules, in the order of the documentation"`
	Tiers []TierView `json:"tiers" doc:"objectives in their strict order"`
}

// RuleView is one hard rule under a pack.
type RuleView struct {
	ID         string         `json:"id" doc:"rule id" example:"rotation_floor"`
	Title      model.Text     `json:"title" doc:"what it is called"`
	Relaxable  bool           `json:"relaxable" doc:"it may give way, at a price"`
	Parameters []string       `json:"parameters" doc:"parameters that carry it"`
	Clauses    []model.Clause `json:"clauses" doc:"clauses behind it, in their own words"`
}

// TierView is one objective.
type TierView struct {
	ID    string     `json:"id" doc:"objective" example:"vacancy"`
	Title model.Text `json:"title" doc:"what it is called"`
	Unit  model.Text `json:"unit" doc:"unit of its value"`
}

type ruleBookOut struct{ Body RuleBook }

type ruleOut struct{ Body RuleView }

// InForce says under which pack, and on which day.
type InForce struct {
	Alone

	Pack string `query:"pack" maxLength:"100" default:"hunan-county-3y" doc:"policy pack" example:"litong-2022-46"`
	On   string `query:"on" maxLength:"10" doc:"day of the values, YYYY-MM-DD; absent: the latest of each" example:"2026-08-31"`
}

// Alone asks for packs as their documents have them.
type Alone struct {
	Without bool `query:"withoutOverrides" doc:"as the documents have it, without what the bureau changed for itself"`
}

func openPack(id string) (*policy.File, error) {
	f, err := policy.Open(id)
	if err != nil {
		return nil, oops(model.CodeNotFound, "没有这个政策包", "there is no such policy pack")
	}
	return f, nil
}

func dayOf(ctx context.Context, on string) (model.Date, error) {
	if on == "" {
		return model.Date{}, nil
	}
	day, err := model.ParseDate(on)
	if err != nil {
		return day, badParameter(ctx, "query.on", "YYYY-MM-DD", "on 应为日期,如 2026-08-31", "on is a day such as 2026-08-31")
	}
	return day, nil
}

const tagRules = "rules"

func (s *Server) registerRules() {
	register(s, operation{
		id: "list-rules", method: http.MethodGet, path: "/v1/rules", tag: tagRules,
		summary: model.Text{ZH: "规则与目标,附条款", EN: "rules and objectives, with their clauses"}, errors: []int{http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, in *InForce) (*ruleBookOut, error) {
		_, r, err := s.rulesOf(ctx, in.Pack, in.On, in.Without)
		if err != nil {
			return nil, err
		}
		out := RuleBook{Pack: r.Pack.ID, Day: r.Day, Hash: sha(r.Hash)}
		for _, rule := range policy.HardRules {
			out.Rules = append(out.Rules, viewRule(rule, r))
		}
		for _, id := range policy.TierOrder.Of(r) {
			if t, ok := policy.TierByID(id); ok {
				out.Tiers = append(out.Tiers, TierView{t.ID, t.Title, t.Unit})
			}
		}
		return &ruleBookOut{out}, nil
	})
	register(s, operation{
		id: "get-rule", method: http.MethodGet, path: "/v1/rules/{rule}", tag: tagRules,
		summary: model.Text{ZH: "一条规则", EN: "one rule"}, errors: []int{http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, in *ruleIn) (*ruleOut, error) {
		rule, ok := policy.RuleByID(in.Rule)
		if !ok {
			return nil, oops(model.CodeNotFound, "没有这条规则", "there is no such rule")
		}
		_, r, err := s.rulesOf(ctx, in.Pack, in.On, in.Without)
		if err != nil {
			return nil, err
		}
		return &ruleOut{viewRule(rule, r)}, nil
	})
}

type ruleIn struct {
	InForce

	Rule string `path:"rule" maxLength:"100" doc:"rule id" example:"rotation_floor"`
}

func viewRule(rule policy.Rule, r *policy.Rules) RuleView {
	out := RuleView{ID: rule.ID, Title: rule.Title, Relaxable: rule.Relaxable(r), Parameters: rule.Parameters}
	for _, id := range rule.Clauses(r) {
		if c, ok := policy.Clause(id); ok {
			out.Clauses = append(out.Clauses, c)
		}
	}
	return out
}
