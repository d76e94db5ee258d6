// Package api is the HTTP face of the product: Echo carries it, huma describes
// it. The contract is openapi.json, which is made from the Go types and
// committed; a test says when the two part.
//
// How it hangs together:
//
//   - ports.go        what the room needs from others, as small interfaces:
//     cmd/lungang/service fills them in over store, jobs and solver.
//     ports_access.go, ports_users.go  keys, people, webhooks, audit;
//     ports_overrides.go, ports_review.go, ports_evidence.go, ports_why.go, ports_privacy.go
//     what their names say
//   - config.go       what a Server is made of; server.go Server: ports and limits in,
//     http.Handler out
//   - middleware.go   what every request goes through; context.go what it carries
//
// Who may:
//
//   - auth.go         keys and sessions; oidc.go login of people, sessions.go who asks
//   - permissions.go  the one table of who may do what; decisions.go what each operation
//     writes into the log
//   - limiter.go      how often one may ask; meter.go how much of long bodies is held at once
//   - heavy.go        turns of heavy computations; places.go what no bureau may take all of;
//     spool.go what waits for a slow reader
//   - keys.go, users.go  the operations on keys and people
//
// What all operations share:
//
//   - operation.go    how one is described; openapi.go, registry.go, published.go, examples.go
//     the document that comes of it
//   - problem.go      every error as problem+json, without personal data; codes.go error
//     codes that only HTTP needs
//   - scrub.go        blanks numbers and keys in what clients and logs read; nameless.go
//     refuses names in texts that stay
//   - page.go         pages of lists; etag.go versions and conditional requests; encode.go
//     answers that are written bit by bit
//   - once.go         Idempotency-Key: the same request again finds what the first made
//   - cache.go        what is dear to compute and never changes
//   - service.go      health, readiness, the contract itself
//
// Data and rules:
//
//   - resources.go    datasets, plans, pins, comparisons as clients see them;
//     resources_access.go keys, users, webhooks, audit entries
//   - datasets.go     datasets; patch.go changes of them, dataset_reports.go what is computed
//     of one, workbooks.go as workbooks, demodata.go invented ones
//   - persons.go, pins.go, packs.go, overrides.go, rules.go  who teachers are, decisions
//     taken beforehand, packs and what a bureau changed, rules and objectives
//   - effective.go    what is in force: documents, pins and overrides of the bureau put together
//   - acceptance.go   acceptance tests of a pack; evaluation.go verdicts and plans made by hand
//
// Plans:
//
//   - plans.go, batches.go  solves, one or many; events.go the news of a solve
//   - plan_documents.go what a plan consists of as documents; views.go a plan as it is
//     shown, kept ready
//   - assignments.go  rows of plans as pages; assignment_export.go as tables
//   - analysis.go     what a plan is worth, counted again
//   - comparisons.go  plans side by side; compare.go the numbers
//   - conflicts.go    rules of a plan that cannot all hold; prices.go what one unit of an objective saves below
//   - why.go          why a teacher is not, or is, at a school
//   - papers.go       documents of plans
//   - review.go, review_view.go, sentinel.go, objections.go, objections_impact.go  from
//     draft to effect: the room review decides, here it is asked and shown
//
// What is told to others:
//
//   - webhooks.go     webhooks and their deliveries
//   - auditlog.go     the log of decisions; auditproof.go proofs of it; evidence.go
//     certificates and bundles
//   - privacy.go      retention, access log, subject access
//
// Three things are kept apart in every plan (docs/api.md): the technical status
// (did it run), the business status (what people decided), and the solution
// (proof and coverage).
//
// May import: model, policy, exchange, review, solver/check, solver/explain, fixtures, audit, Echo, huma.
package api
