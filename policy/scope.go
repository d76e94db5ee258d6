package policy

import (
	"maps"
	"slices"

	"lungang/model"
)

// DistrictScope is the id of the scope that is the whole district.
const DistrictScope = "district"

// Scope is what the rotation and backbone floors are counted over: the
// district, or a zone (exchange.floor_scope). Teachers belong to the scope of
// the school that they would leave; schools without a zone form a scope of
// their own, "zone:".
type Scope struct {
	ID      string // "district" or "zone:ID"
	Due     []int  // E: teachers with verdict must (indices, ascending); pins do not take them out
	Members []int  // candidates (indices, ascending): all who may move, due or not
	Floor   int    // F = ⌈ratio/100 · |E|⌉ (B1-23)
	Ceiling int    // most of E that may move; -1 when there is no limit
}

// Scopes returns the scopes, sorted by id. The district is always there; a zone
// is there when a teacher of it is due or a candidate.
func (f *Facts) Scopes() []Scope {
	scopes := map[string]*Scope{}
	at := func(teacher int) *Scope {
		id := f.ScopeOf(teacher)
		if scopes[id] == nil {
			scopes[id] = &Scope{ID: id}
		}
		return scopes[id]
	}
	if ExchangeFloorScope.Of(f.Rules) == "district" {
		scopes[DistrictScope] = &Scope{ID: DistrictScope}
	}
	for i := range f.Teachers {
		t := &f.Teachers[i]
		if t.Verdict.Kind == model.Must {
			s := at(i)
			s.Due = append(s.Due, i)
		}
		if t.Candidate {
			s := at(i)
			s.Members = append(s.Members, i)
		}
	}
	out := make([]Scope, 0, len(scopes))
	for _, id := range slices.Sorted(maps.Keys(scopes)) {
		s := scopes[id]
		s.Floor = CeilPercent(ExchangeRatio.Of(f.Rules), len(s.Due))
		s.Ceiling = f.ceiling(len(s.Due), s.Floor)
		out = append(out, *s)
	}
	return out
}

// ScopeOf returns the id of the scope that a teacher (index) belongs to.
func (f *Facts) ScopeOf(teacher int) string {
	if ExchangeFloorScope.Of(f.Rules) == "district" {
		return DistrictScope
	}
	return "zone:" + string(f.Schools[f.Teachers[teacher].School].Zone)
}

// ceiling returns the tighter of the target's upper end and the explicit
// ceiling; the latter never lies below the floor.
func (f *Facts) ceiling(due, floor int) int {
	limit := -1
	if ExchangeRatioMode.Of(f.Rules) == "target" {
		upper := share(ExchangeRatio.Of(f.Rules), due)
		limit = ceilRat(upper.Add(upper, share(ExchangeRatioTolerance.Of(f.Rules), due)))
	}
	if c := ExchangeRatioCeiling.Of(f.Rules); c > 0 {
		explicit := max(floor, FloorPercent(c, due))
		if limit < 0 || explicit < limit {
			limit = explicit
		}
	}
	return limit
}
