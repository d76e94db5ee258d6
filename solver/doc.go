// Package solver walks from a problem to a checked plan: derive facts,
// formulate, solve tier by tier, check, explain.
//
//   - solver.go     Options, Result, Solve: the walk, and who gets how much time
//   - part.go       the program in parts that share nothing
//   - chain.go      the tiers' linear programs, each on the optimal face of the
//     tiers above: values, exact bounds, cuts, the face below
//   - vertex.go     one linear program on a face, without what is fixed there
//   - search.go     brings one tier after the other to its end
//   - face.go       the points that are optimal for the tiers above
//   - reduce.go     a program without its fixed columns
//   - dive.go       a first plan by fixing fractions, a few at a time
//   - neighbour.go  a better plan near the best one: where it differs from the
//     linear program, a few schools, one subject
//   - trail.go      why a face is smaller than its program, written down as facts
//   - prove.go      the facts as a proof in exact steps; tree.go by branching,
//     certificate.go what others get
//   - price.go      what one unit of a tier would save below
//   - plan.go       decisions to a plan document
//   - reasons.go    why each thing is in the plan, as data
//   - warm.go       what one solve leaves for the next
//   - export.go     the program of one tier as MPS, for other solvers
//   - progress.go   what a watcher sees
//   - failure.go    what a solve without a plan is called
//
// How the tiers are reached. The tiers are strict. For linear programs that is
// exact without any weights: after a tier, columns with a reduced cost and rows
// with a dual are fixed at the side where they are (complementary slackness),
// so that the next tier sees just the optimal points of the one before. One tier
// is brought to its end before the next begins: the linear program gives the
// bound, a small search where the best plan and the vertex differ gives the
// plan, cuts lift the bound where they do not meet, and CBC closes what is left.
//
// May import: model, policy, and its own rooms.
package solver
