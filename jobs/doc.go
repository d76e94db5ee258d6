// Package jobs works off what takes long: it solves plans and delivers
// webhooks, with River on PostgreSQL or SQLite.
//
// # A plan and its job
//
// Enqueue writes the job in the transaction that stores the plan: either both
// exist or neither does.
//
// A job is a turn, not a plan: who works it takes the plan whose turn it is
// (store.Turns). So the tenants take turns, however many plans one of them has
// queued, and however many workers there are.
//
// # One plan, one run that counts
//
// A worker begins a run, and only the run whose id stands in the plan may
// write. A worker gives a sign of life (heartbeat.go); a run that gave none for
// Config.Lease, as seen by the clock of the one who looks, is taken back: its
// plan is queued again and the old run can change nothing any more (keeper.go).
// Clocks of different machines are never compared.
//
// What can go wrong, and what happens then:
//
//   - the solving process is killed, or a library aborts it: another run, at
//     most Config.MaxAttempts of them
//   - the worker is killed: its solving process ends with it, another worker
//     takes the plan back
//   - the database is away: the solve goes on, its result is stored when the
//     database is back
//   - the worker is told to end: it solves on for Config.Drain, then its plans
//     go back into the queue
//   - a job is lost between River and the plan: the keeper sees more plans that
//     wait than jobs and adds what is missing
//
// # Files
//
//   - config.go     Config of an Engine, and its defaults
//   - engine.go     Engine: open, start, stop, enqueue, cancel
//   - turn.go       a worker's turn: claim, solve, finish; aside.go plans that could not be begun
//   - heartbeat.go  signs of life; whether somebody wants the run to stop
//   - recorder.go   progress events into the store, some at a time
//   - keeper.go     takes back what dead workers left
//   - process.go    the process that solves, seen from the worker; child.go
//     from inside; failure.go why there is no plan; conflicts.go the search for
//     rules that cannot all hold, which is queued and run as a solve is
//   - try.go        one solve as a worker would do it, that stores nothing, for doctor
//   - webhook.go    what is told to whom, and the deliveries; signature.go,
//     sender.go, address.go how and where to
//   - river.go      River on either database, without its types
//
// May import: model, policy, solver, audit/certify, store, River.
package jobs
