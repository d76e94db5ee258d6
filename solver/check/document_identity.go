package check

import (
	"strconv"

	"lungang/model"
	"lungang/policy"
)

// says compares what a document says with what is so.
func says(rule, pointer string, said, is any) []Violation {
	if said == is {
		return nil
	}
	return []Violation{{
		Rule: rule, Subject: "plan", Pointer: pointer,
		Message: say("方案%[1]s写为“%[2]v”,应为“%[3]v”。", "%[1]s of the plan says \"%[2]v\", it is \"%[3]v\".", pointer, said, is),
		Facts:   []model.Fact{fact("stated", said), fact("is", is)},
	}}
}

// identity checks that the document is a plan for this problem, under this
// pack, with the options that the pack sets.
func identity(f *policy.Facts, p *model.Plan) []Violation {
	out := says("plan.format", "/format", p.Format, model.PlanFormat)
	out = append(out, says("plan.problem", "/problemHash", p.ProblemHash, f.ProblemHash())...)
	out = append(out, says("plan.district", "/district", p.District, f.Problem.District.Code)...)
	out = append(out, says("plan.district", "/planYear", p.PlanYear, f.Problem.District.PlanYear)...)
	out = append(out, says("plan.pack", "/pack/id", p.Pack.ID, f.Rules.Pack.ID)...)
	out = append(out, says("plan.pack", "/pack/version", p.Pack.Version, f.Rules.Pack.Version)...)
	out = append(out, says("plan.pack", "/pack/hash", p.Pack.Hash, f.Rules.Hash)...)
	out = append(out, says("plan.options", "/options/seed", p.Options.Seed, policy.LotterySeed.Of(f.Rules))...)
	order := policy.TierOrder.Of(f.Rules)
	out = append(out, says("plan.options", "/options/tiers", len(p.Options.Tiers), len(order))...)
	for i := range min(len(order), len(p.Options.Tiers)) {
		out = append(out, says("plan.options", "/options/tiers/"+strconv.Itoa(i), p.Options.Tiers[i], order[i])...)
	}
	return out
}

// seal checks the hash that the document carries of itself. It is reported in
// addition to whatever was changed.
func seal(p *model.Plan) []Violation {
	if p.Hash == "" || p.SealIntact() {
		return nil
	}
	return []Violation{{
		Rule: "plan.seal", Subject: "plan", Pointer: "/hash",
		Message: say("方案封印不符:文件在封存后被改动。", "The seal of the plan is broken: the document was changed after it was sealed."),
		Facts:   []model.Fact{fact("hash", p.Hash)},
	}}
}
