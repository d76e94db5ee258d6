package main

import (
	"lungang/model"
	"lungang/policy"
)

// predicates are the sentences of the predicates that a verdict looks at. They
// say what was asked; whether it holds stands before them.
var predicates = map[string]model.Text{
	policy.PredicateOnQuota:   {ZH: "占用编制({employment:employment})", EN: "occupies a quota post ({employment:employment})"},
	policy.PredicateActive:    {ZH: "在岗({status:status})", EN: "works at the school ({status:status})"},
	policy.PredicateNotLeader: {ZH: "不是校级领导({role:role})", EN: "is no principal or vice principal ({role:role})"},
	policy.PredicatePublic:    {ZH: "公办学校({ownership:ownership})", EN: "at a public school ({ownership:ownership})"},
	policy.PredicateExempt:    {ZH: "有免于交流的情形", EN: "has a ground for exemption"},
	policy.PredicateClaim: {
		ZH: "{exemption:kind}[,有效期至 {until}];政策包认可:{bool:in_pack},在有效期内:{bool:valid}",
		EN: "{exemption:kind}[, until {until}]; the pack exempts it: {bool:in_pack}, still valid: {bool:valid}",
	},
	policy.PredicateAge: {ZH: "{age} 岁,上限 {limit} 岁", EN: "aged {age}, limit {limit}"},
	policy.PredicateYears: {
		ZH: "自 {continuous_from} 起在本校连续任教 {years} 年,要求 {least} 年",
		EN: "at this school without a break since {continuous_from}: {years} years, {least} asked for",
	},
	policy.PredicateRetirement: {ZH: "距退休[ {years_to_retirement} 年],至少 {least} 年", EN: "[{years_to_retirement} years ]to retirement, at least {least}"},
	policy.PredicateVolunteer:  {ZH: "自愿交流", EN: "volunteers"},
}

// findingSentence writes a finding in both languages.
func findingSentence(f *model.Finding) model.Text {
	w, ok := predicates[f.Predicate]
	if !ok {
		return model.Text{ZH: f.Predicate + ":" + listed(f.Facts), EN: f.Predicate + ": " + listed(f.Facts)}
	}
	facts := make([]model.Fact, 0, len(f.Facts))
	for _, fact := range f.Facts {
		if fact.Value != "" { // such as a claim without a last day
			facts = append(facts, fact)
		}
	}
	if least, ok := factOf(facts, "least"); ok && least == "off" {
		return model.Text{ZH: "距退休年限不作要求", EN: "years to retirement: not asked for"}
	}
	return model.Text{ZH: fill(w.ZH, "zh", facts), EN: fill(w.EN, "en", facts)}
}
