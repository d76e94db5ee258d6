// Package service joins the rooms into a service: store, jobs, solver and API.
//
//   - config.go     what the service is told, from the environment
//   - app.go        App: open everything, start, end in good order
//   - start.go      what is made sure of before work begins: schema, data key, clock
//   - auditkey.go   the key that signs the log; auditlogs.go verifies the logs of all tenants
//   - first.go      the first tenant and the first key of a new database
//   - ports.go      the API's ports over store and jobs: what they share;
//     datasets.go, persons.go, plans.go, conflicts.go, questions.go, batches.go, progress.go, pins.go,
//     comparisons.go, access.go, overrides.go, users.go, webhooks.go, audit.go, review.go,
//     privacy.go, evidence.go  one or two ports each
//   - evidence_log.go what the log must be asked about for the evidence of a plan
//   - known.go      keys that were good a moment ago
//   - health.go     what readiness and doctor look at; doctor.go what only
//     doctor does, doctor_login.go whether people can log in
//   - answer.go     JSON answers of pages that are not the API's
//   - heap.go       what keeps the garbage collector from coming too often
//   - logger.go     JSON lines without secrets and personal data
//   - metrics.go    numbers for Prometheus
//   - lock.go       one process works on a SQLite file
//   - tidy.go      clears away what has expired
//   - archive.go    backup and restore
//
// May import: every room.
package service
