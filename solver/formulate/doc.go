// Package formulate writes the plan problem of docs/model.md as a linear
// program, and reads a solution of that program back as decisions.
//
// One rule is one file (rule_*.go) and one entry of Rules (rule.go); one tier is one
// entry of the objectives (tier.go) in tier_*.go. build.go is what they write into,
// model.go what comes out; decisions.go goes from points to decisions and back, beds.go
// completes a point, origin.go says where a row comes from. A rule takes part in three ways, each optional:
//
//   - it refuses destinations (Admit…): then no column is made;
//   - it limits single columns (Bound);
//   - it adds rows, with an elastic slack when the pack lets it give way (Rows).
//
// The columns:
//
//	stay[t]     1 when candidate t stays
//	move[t,ℓ]   1 when candidate t moves to line ℓ
//	visit[t,ℓ]  half-days a week that t visits line ℓ
//	goes[t,ℓ]   1 when t visits ℓ at all (only where the number of schools can bind)
//	part[t,ℓ]   half-days a week on a second line of the own school
//	remote[s,ℓ] half-days a week of remote lessons from school s to line ℓ
//	bed[d,s]    dorm beds of school d for those who move far to school s
//	spare[t]    half-days out that the own spare load carries
//	vacant[ℓ]   vacant posts, open[ℓ] uncovered half-days
//	slack[…]    relaxation of a rule
//	excess[…]   moves above the floor
//
// Staying is a column of its own, so that rows about leaving touch one column
// per teacher: about half the entries of the plain form.
//
// May import: model, policy, solver/lp.
package formulate
