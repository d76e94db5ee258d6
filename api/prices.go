package api

import (
	"context"
	"fmt"
	"net/http"

	"lungang/model"
	"lungang/policy"
)

// Prices is what one unit more of each objective could save in those below it.
type Prices struct {
	Plan  string       `json:"plan" doc:"the plan"`
	Tiers []PriceOfOne `json:"tiers" doc:"objectives in order"`
	Links Links        `json:"links" doc:"where to go from here"`
}

// PriceOfOne is the price of one unit of an objective. It is a proved limit of
// the saving, not a promise of it.
type PriceOfOne struct {
	Tier     string           `json:"tier" doc:"objective"`
	Title    model.Text       `json:"title" doc:"its name"`
	Unit     string           `json:"unit" doc:"unit of its value"`
	Value    int64            `json:"value" doc:"value of the plan"`
	Proof    model.Proof      `json:"proof" doc:"what is known of the value"`
	Price    *model.TierPrice `json:"price,omitempty" doc:"absent when it was not worked out, as in a solve that was stopped"`
	Sentence model.Text       `json:"sentence" doc:"the same in words"`
}

func (s *Server) registerPrices() {
	register(s, operation{
		id: "get-plan-prices", method: http.MethodGet, path: "/v1/plans/{id}/prices", tag: tagPlans,
		summary: model.Text{ZH: "各级目标让步一个单位至多能换来什么(已证明的上限)", EN: "what one unit more of each objective could save below it, a proved limit"},
		errors:  []int{http.StatusNotFound, http.StatusConflict},
	}, s.getPrices)
}

type pricesOut struct{ Body Prices }

func (s *Server) getPrices(ctx context.Context, in *PlanID) (*pricesOut, error) {
	p, err := s.planned(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	at := "/v1/plans/" + p.ID
	out := Prices{Plan: p.ID, Tiers: []PriceOfOne{}, Links: Links{"self": at + "/prices", "plan": at}}
	for _, t := range p.Tiers {
		info, _ := policy.TierByID(t.ID)
		out.Tiers = append(out.Tiers, PriceOfOne{
			Tier: t.ID, Title: info.Title, Unit: t.Unit, Value: t.Value, Proof: t.Proof, Price: t.Price, Sentence: priceSentence(t),
		})
	}
	return &pricesOut{out}, nil
}

func priceSentence(t model.TierResult) model.Text {
	of, _ := policy.TierByID(t.ID)
	switch {
	case t.Price == nil:
		return model.Text{ZH: "未算出", EN: "not worked out"}
	case t.Price.Tier == "":
		return model.Text{
			ZH: fmt.Sprintf("“%s”多 1 个单位(%s),其下各级目标都不会更好", of.Title.ZH, of.Unit.ZH),
			EN: fmt.Sprintf("%s: 1 more (%s) makes no objective below better", of.Title.EN, of.Unit.EN),
		}
	}
	below, _ := policy.TierByID(t.Price.Tier)
	return model.Text{
		ZH: fmt.Sprintf("“%s”多 1 个单位(%s),“%s”至多省 %d(%s)", of.Title.ZH, of.Unit.ZH, below.Title.ZH, t.Price.AtMost, below.Unit.ZH),
		EN: fmt.Sprintf("%s: 1 more (%s) saves at most %d (%s) in %s", of.Title.EN, of.Unit.EN, t.Price.AtMost, below.Unit.EN, below.Title.EN),
	}
}
