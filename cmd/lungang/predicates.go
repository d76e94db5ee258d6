package main

import (
	"lungang/model"
	"lungang/policy"
)

// predicates are the sentences of the predicates that a verdict looks at, those
// that tell more than their title. They say what was asked; whether it holds
// stands before them.
var predicates = map[string]model.Text{
	policy.PredicateOnQuota: {
		ZH: "占用编制({employment:employment}[,服务期至 {service_until}])",
		EN: "occupies a quota post ({employment:employment}[, to serve until {service_until}])",
	},
	policy.PredicateActive:    {ZH: "在岗({status:status})", EN: "works at the school ({status:status})"},
	policy.PredicateNotLeader: {ZH: "不是校级领导({role:role})", EN: "is no principal or vice principal ({role:role})"},
	policy.PredicatePublic:    {ZH: "公办学校({ownership:ownership})", EN: "at a public school ({ownership:ownership})"},
	policy.PredicateLeader:    {ZH: "是校长或副校长({role:role})", EN: "is principal or vice principal ({role:role})"},
	policy.PredicateClaim: {
		ZH: "{exemption:kind}[,有效期至 {until}];政策包认可:{bool:in_pack},在有效期内:{bool:valid}[,有证明材料:{bool:evidence}][,写明截止日:{bool:dated}]",
		EN: "{exemption:kind}[, until {until}]; the pack exempts it: {bool:in_pack}, still valid: {bool:valid}[, evidence on file: {bool:evidence}][, last day given: {bool:dated}]",
	},
	policy.PredicateAge: {ZH: "{age} 周岁,上限 {limit} 周岁(含)", EN: "aged {age}, limit {limit} (included)"},
	policy.PredicateYears: {
		ZH: "自 {continuous_from} 起在本校连续任教 {years} 年,要求 {least} 年以上(含)[;骨干教师:{bool:backbone}]",
		EN: "at this school without a break since {continuous_from}: {years} years, at least {least} asked for[; backbone teacher: {bool:backbone}]",
	},
	policy.PredicateRetirement: {
		ZH: "距退休[ {years_to_retirement} 年][({retires})],至少 {least} 年",
		EN: "[{years_to_retirement} years ]to retirement[ ({retires})], at least {least}",
	},
	policy.PredicateService: {
		ZH: "没有未满的服务期({employment:employment}[,服务至 {service_until}])",
		EN: "owes no service ({employment:employment}[, to serve until {service_until}])",
	},
	policy.PredicateLastTerm: {
		ZH: "处于捆绑聘用的最后一个聘期(现为第 {term} 个,共 {terms} 个)",
		EN: "is in the last bundled contract term (term {term} of {terms})",
	},
	policy.PredicateAwayRural:  {ZH: "所在学校不是乡村学校({locale:locale})", EN: "works at a school that is not rural ({locale:locale})"},
	policy.PredicateRuralYears: {ZH: "乡村服务 {rural_years} 年,不满 {needed} 年", EN: "{rural_years} rural years, less than {needed}"},
	policy.PredicatePrincipalTerms: {
		ZH: "在本校任满 {terms} 届,要求 {least} 届以上(含)[;现任第 {present} 届,至 {term_end}]",
		EN: "{terms} full terms at the school, at least {least} asked for[; now term {present}, until {term_end}]",
	},
}

// findingSentence writes a finding in both languages.
func findingSentence(f *model.Finding) model.Text {
	w, ok := predicates[f.Predicate]
	if !ok {
		if p, ok := policy.PredicateByID(f.Predicate); ok {
			return p.Title
		}
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
