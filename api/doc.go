// Package api is the HTTP face of the product: Echo carries it, huma describes
// it. The contract is openapi.json, which is made from the Go types and
// committed; a test says when the two part.
//
// How it hangs together:
//
//   - ports.go        what the room needs from others, as small interfaces:
//     cmd/lungang/service fills them in over store, jobs and solver
//   - ports_access.go the same for keys, people, webhooks, audit
//   - ports_overrides.go, ports_users.go, ports_evidence.go  the same for overrides, people, evidence
//   - resources.go    datasets, plans, pins, comparisons as clients see them
//   - resources_access.go keys, users, webhooks, audit entries
//   - codes.go        error codes that only HTTP needs
//   - server.go       Server: ports and limits in, http.Handler out
//   - once.go         Idempotency-Key: the same request again finds what the first made
//   - effective.go    what is in force: documents, pins and overrides of the bureau put together
//   - acceptance.go   acceptance tests of a pack; evaluation.go verdicts and plans made by hand
//   - meter.go        how much of long bodies is held at once
//   - heavy.go        turns of heavy computations; places.go what no bureau may take all of;
//     spool.go what waits for a slow reader
//   - problem.go      every error as problem+json, without personal data
//   - assignments.go  rows of plans as pages; assignment_export.go as tables
//   - conflicts.go    rules of a plan that cannot all hold; prices.go what one unit of an objective saves below
//   - why.go          why a teacher is not, or is, at a school; ports_why.go where questions are kept
//   - papers.go       documents of plans; evidence.go certificates and bundles; privacy.go retention, access log, subject access
//   - permissions.go  the one table of who may do what
//   - ports_review.go, review.go, review_view.go, sentinel.go, objections.go, objections_impact.go  from
//     draft to effect: the room review decides, here it is asked and shown
//
// Three things are kept apart in every plan (docs/api.md): the technical status
// (did it run), the business status (what people decided), and the solution
// (proof and coverage).
//
// May import: model, policy, exchange, review, solver/check, solver/explain, fixtures, audit, Echo, huma.
package api
