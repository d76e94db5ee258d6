// Package solver walks from a problem to a checked plan: derive facts,
// formulate, solve tier by tier, check, explain.
//
//   - solver.go     Options, Result, Solve: the walk
//   - part.go       the program in parts that share nothing
//   - chain.go      the tiers' linear programs, each on the optimal face of the
//     tiers above: values, exact bounds, often the plan itself
//   - search.go     where the chain's last vertex is not whole: find the lowest
//     tier that needs integers, bring it to its end, go on from there
//   - reduce.go     a program without its fixed columns
//   - dive.go       a first plan by fixing fractions, a few at a time
//   - neighbour.go  a better plan by freeing a few schools or one subject
//   - plan.go       decisions to a plan document
//   - reasons.go    why each thing is in the plan, as data
//   - warm.go       what one solve leaves for the next
//   - progress.go   what a watcher sees
//
// How the tiers are reached. The tiers are strict. For linear programs that is
// exact without any weights: after a tier, columns with a reduced cost and rows
// with a dual are fixed at the side where they are (complementary slackness),
// so that the next tier sees just the optimal points of the one before. When
// the last vertex is whole, it is optimal for every tier, and the duals prove
// it. Otherwise CBC takes over at the first tier where whole numbers cost more
// than fractions.
//
// May import: model, policy, and its own rooms.
package solver
