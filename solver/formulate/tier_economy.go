package formulate

import "lungang/policy"

// tierEconomy: half-days in secondary subjects and of remote lessons, and moves
// above the floor.
//
//	excess ≥ moved − floor   for each scope
var tierEconomy = Objective{
	ID: "economy",
	Rows: func(b *Build) {
		if policy.EconomyMove.Of(b.r) == 0 {
			return
		}
		for _, scope := range b.f.Scopes() {
			stays := b.staysOf(scope.Members)
			if len(stays) == 0 {
				continue
			}
			row := b.lp.Row("excess["+scope.ID+"]", float64(len(stays)-scope.Floor), inf)
			b.addAll(row, stays, 1)
			c := b.column("excess["+scope.ID+"]", float64(len(stays)), districtTag)
			b.lp.Add(row, c, 1)
			b.m.implied = append(b.m.implied, impliedColumn{c, row})
			b.m.excess = append(b.m.excess, c)
		}
	},
	Cost: func(b *Build, cost []float64) int64 {
		second := float64(policy.EconomySecondary.Of(b.r))
		for _, p := range b.m.parts {
			cost[p.col] = second
		}
		for _, c := range b.m.remotes {
			cost[c.col] = float64(policy.EconomyRemote.Of(b.r))
		}
		for _, m := range b.m.moves {
			if m.secondary {
				cost[m.col] = second * float64(b.f.HalfDays)
			}
		}
		for _, c := range b.m.excess {
			cost[c] = float64(policy.EconomyMove.Of(b.r))
		}
		return 0
	},
}
