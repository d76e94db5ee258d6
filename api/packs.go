package api

import (
	"context"
	"net/http"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// PackView is a policy pack with all that is in force.
type PackView struct {
	ID         string          `json:"id" doc:"pack id"`
	Version    string          `json:"version" doc:"pack version"`
	Title      model.Text      `json:"title" doc:"what it is called"`
	Document   string          `json:"document,omitempty" doc:"document that it carries out"`
	Merge      []string        `json:"merge" doc:"packs that it is merged from, the base first"`
	Sources    []model.Source  `json:"sources" doc:"documents that its own clauses are quoted from"`
	Day        model.Date      `json:"day,omitzero" doc:"day of the values; absent: the latest of each"`
	Hash       string          `json:"hash" doc:"hash of the parameters in force"`
	Parameters []ParameterView `json:"parameters" doc:"what is in force, sorted by name"`
	Unverified []string        `json:"unverified" doc:"parameters that rest on knowledge which nobody has checked"`
}

// ParameterView is one parameter in force, with its legal basis.
type ParameterView struct {
	Name      string          `json:"name" doc:"name of the parameter" example:"exchange.ratio"`
	Meaning   model.Text      `json:"meaning" doc:"what it means"`
	Allowed   string          `json:"allowed" doc:"allowed values"`
	Origin    string          `json:"origin" doc:"pack that says it, or override"`
	Parameter model.Parameter `json:"parameter" doc:"value, clause, quote and source"`
	Override  *model.Override `json:"override,omitempty" doc:"of origin override: the value, why, and who approved it (a pseudonym)"`
}

// ParameterStory is one parameter through all its layers.
type ParameterStory struct {
	ParameterView

	Steps   []policy.Step  `json:"steps" doc:"what replaced what, the base first"`
	Clauses []model.Clause `json:"clauses" doc:"clauses of what is in force, in their own words"`
}

// PackDifference is where two packs differ.
type PackDifference struct {
	A           string              `json:"a" doc:"one pack"`
	B           string              `json:"b" doc:"the other pack"`
	Differences []policy.Difference `json:"differences" doc:"parameters that differ, sorted by name"`
}

// PackCheck is what was found in a pack of one's own.
type PackCheck struct {
	ID      string   `json:"id" doc:"pack id"`
	Version string   `json:"version" doc:"pack version"`
	Merge   []string `json:"merge" doc:"packs that it is merged from, the base first"`
	Own     int      `json:"own" doc:"parameters that it sets itself"`
}

// PackList is the packs that come with the product.
type PackList struct {
	Items []policy.Summary `json:"items" doc:"sorted by id; bases too"`
}

// ClauseList is clauses of a document.
type ClauseList struct {
	Sources []model.ClauseSource `json:"sources" doc:"documents whose clauses the product knows"`
	Items   []model.Clause       `json:"items" doc:"clauses of the document that was asked for, in its order"`
}

type (
	packListOut   struct{ Body PackList }
	packOut       struct{ Body PackView }
	parameterOut  struct{ Body ParameterStory }
	packDiffOut   struct{ Body PackDifference }
	packCheckOut  struct{ Body PackCheck }
	clauseListOut struct{ Body ClauseList }
	clauseOut     struct{ Body model.Clause }
)

// PackID names a pack in the path.
type PackID struct {
	Alone

	Pack string `path:"pack" maxLength:"100" doc:"pack id" example:"litong-2022-46"`
	On   string `query:"on" maxLength:"10" doc:"day of the values, YYYY-MM-DD; absent: the latest of each" example:"2026-08-31"`
}

func (s *Server) registerPacks() {
	missing := []int{http.StatusNotFound}
	changed := []int{http.StatusNotFound, http.StatusConflict}
	register(s, operation{
		id: "list-packs", method: http.MethodGet, path: "/v1/packs", tag: tagRules, summary: model.Text{ZH: "政策包", EN: "policy packs"},
	}, func(context.Context, *struct{}) (*packListOut, error) {
		list, err := policy.Summaries()
		return &packListOut{PackList{list}}, err
	})
	register(s, operation{
		id: "get-pack", method: http.MethodGet, path: "/v1/packs/{pack}", tag: tagRules,
		summary: model.Text{ZH: "政策包的生效参数,附条款原文", EN: "what is in force under a pack, with its legal basis"}, errors: changed,
		notes: model.Text{
			ZH: "含本单位的调整:origin 为 override,并列出理由与批准人。withoutOverrides=true 只看文件。",
			EN: "With what the bureau changed for itself: its origin is override, with the reason and who approved it. withoutOverrides=true shows the documents alone.",
		},
	}, func(ctx context.Context, in *PackID) (*packOut, error) {
		f, r, err := s.rulesOf(ctx, in.Pack, in.On, in.Without)
		if err != nil {
			return nil, err
		}
		out := PackView{
			ID: f.ID, Version: f.Version, Title: f.Title, Document: f.Document, Merge: f.Lineage(), Sources: f.Sources,
			Day: r.Day, Hash: sha(r.Hash), Unverified: r.Unverified(),
		}
		for _, d := range policy.Definitions() {
			if v, ok := viewParameter(r, d); ok {
				out.Parameters = append(out.Parameters, v)
			}
		}
		return &packOut{out}, nil
	})
	register(s, operation{
		id: "get-pack-parameter", method: http.MethodGet, path: "/v1/packs/{pack}/parameters/{name}", tag: tagRules,
		summary: model.Text{ZH: "一个参数的来龙去脉", EN: "one parameter through all its layers"}, errors: changed,
	}, s.getParameter)
	register(s, operation{
		id: "compare-packs", method: http.MethodGet, path: "/v1/packs/{pack}/diff/{other}", tag: tagRules,
		summary: model.Text{ZH: "两个政策包的差别", EN: "where two packs differ"}, errors: changed,
	}, s.comparePacks)
	register(s, operation{
		id: "validate-pack", method: http.MethodPost, path: "/v1/packs:validate", tag: tagRules,
		summary: model.Text{ZH: "检查自拟政策包(YAML)", EN: "look for faults in a pack of one's own (YAML)"},
		media:   "application/yaml", example: examplePack,
	}, func(_ context.Context, in *rawIn) (*packCheckOut, error) {
		f, err := policy.Parse(in.RawBody)
		if err != nil {
			return nil, err
		}
		return &packCheckOut{PackCheck{f.ID, f.Version, f.Lineage(), len(f.Parameters)}}, nil
	})
	register(s, operation{
		id: "list-clauses", method: http.MethodGet, path: "/v1/clauses", tag: tagRules,
		summary: model.Text{ZH: "文件与条款", EN: "documents and their clauses"}, errors: missing,
	}, listClauses)
	register(s, operation{
		id: "get-clause", method: http.MethodGet, path: "/v1/clauses/{clause}", tag: tagRules,
		summary: model.Text{ZH: "一条条款", EN: "one clause"}, errors: missing,
	}, func(_ context.Context, in *clauseIn) (*clauseOut, error) {
		c, ok := policy.Clause(in.Clause)
		if !ok {
			return nil, oops(model.CodeNotFound, "没有这条条款", "there is no such clause")
		}
		return &clauseOut{c}, nil
	})
	register(s, operation{
		id: "get-schema", method: http.MethodGet, path: "/v1/schemas/{kind}", tag: tagRules,
		summary: model.Text{ZH: "问题与方案文件的 JSON Schema", EN: "JSON Schema of problem and plan documents"},
		answers: map[int]answer{http.StatusOK: {text: "JSON Schema", media: "application/schema+json"}}, errors: missing,
	}, func(_ context.Context, in *schemaIn) (*rawOut, error) {
		text, err := model.SchemaJSON(in.Kind)
		return &rawOut{Status: http.StatusOK, ContentType: "application/schema+json", Cache: private, Body: text}, err
	})
}

type rawIn struct {
	RawBody []byte
}

type parameterIn struct {
	PackID

	Name string `path:"name" maxLength:"100" doc:"name of the parameter" example:"exchange.ratio"`
}

type otherPackIn struct {
	PackID

	Other string `path:"other" maxLength:"100" doc:"id of another pack" example:"hunan-county-3y"`
}

type clausesIn struct {
	Source string `query:"source" maxLength:"20" doc:"document; none means only the list of documents" example:"B1"`
}

type clauseIn struct {
	Clause string `path:"clause" maxLength:"20" doc:"clause id" example:"B1-22"`
}

type schemaIn struct {
	Kind string `path:"kind" enum:"problem,plan" doc:"kind of document" example:"problem"`
}

func viewParameter(r *policy.Rules, d policy.Definition) (ParameterView, bool) {
	p, ok := r.Parameter(d.Name)
	v := ParameterView{Name: d.Name, Meaning: d.Text(), Allowed: d.Allowed(), Origin: r.Origin(d.Name), Parameter: p}
	if steps := r.Steps(d.Name); len(steps) > 0 {
		v.Override = steps[len(steps)-1].Override
	}
	return v, ok
}

func (s *Server) getParameter(ctx context.Context, in *parameterIn) (*parameterOut, error) {
	_, r, err := s.rulesOf(ctx, in.Pack, in.On, in.Without)
	if err != nil {
		return nil, err
	}
	e, ok := r.Explain(in.Name)
	if !ok {
		return nil, oops(model.CodeNotFound, "没有这个参数", "there is no such parameter")
	}
	v, ok := viewParameter(r, e.Definition)
	if !ok {
		return nil, oops(model.CodeNotFound, "政策包没有给出此参数", "the pack does not give this parameter")
	}
	return &parameterOut{ParameterStory{v, e.Steps, e.Clauses}}, nil
}

func (s *Server) comparePacks(ctx context.Context, in *otherPackIn) (*packDiffOut, error) {
	_, a, err := s.rulesOf(ctx, in.Pack, in.On, in.Without)
	if err != nil {
		return nil, err
	}
	_, b, err := s.rulesOf(ctx, in.Other, in.On, in.Without)
	if err != nil {
		return nil, err
	}
	return &packDiffOut{PackDifference{in.Pack, in.Other, policy.Diff(a, b)}}, nil
}

func listClauses(_ context.Context, in *clausesIn) (*clauseListOut, error) {
	out := ClauseList{Sources: policy.ClauseSources()}
	if in.Source != "" {
		out.Items = policy.Clauses(strings.TrimSpace(in.Source))
		if len(out.Items) == 0 {
			return nil, oops(model.CodeNotFound, "没有这份文件", "there is no such document")
		}
	}
	return &clauseListOut{out}, nil
}
