// Package store keeps what the service knows: GORM rows, repositories,
// transactions, goose migrations for PostgreSQL and SQLite.
//
// A reader new to the room starts here:
//
//   - store.go      Config, Open, Store: one database, either of the two kinds
//   - sqlite.go, postgres.go   how each kind is opened, and why so
//   - tx.go         InTx and View: every read and write happens in one of them, or
//     in a Glance of one statement
//   - postgres_tx.go  one connection for pgx, GORM and River; why GORM never sees
//     the end of a context
//   - migrate.go    the schema, the same numbers in both dialects
//   - table.go      the row types of all tables, in order
//   - row.go        how repositories read and write rows; absent values, lists
//   - guard.go      texts that cannot be stored, the same in both dialects
//   - id.go         sortable ids with a prefix; times in UTC, microseconds
//   - crypt.go      personal data and secrets encrypted at rest
//   - reseal.go     rotation of the data key
//   - errors.go     what a database error means in codes of model
//   - reach.go      why a database cannot be opened, or its file is damaged
//   - page.go       pages of lists
//   - document.go   documents by their hash, compressed, each stored once
//   - tenant.go, user.go, key.go, session.go       who may do what
//   - dataset.go, people.go, pack.go, pin.go       what is planned
//   - plan.go, plan_state.go, progress.go, batch.go, comparison.go  plans
//   - plan_price.go  what edits by hand between two plans cost
//   - purpose.go    rows of plans that make no plan, and how the log says that a run ended
//   - conflicts.go  searches for rules that cannot all hold: such rows
//   - question.go   why a teacher is, or is not, at a school: such rows, too
//   - review.go, objection.go what people decide about plans, and what is said against them
//   - texts.go      what somebody wrote about a person: sealed, with a digest in the log
//   - webhook.go, delivery.go, idempotency.go      the wire
//   - audit.go      the append-only log of decisions, a Merkle tree
//   - audit_personal.go  what it says about personal data
//   - audit_proof.go  its root, proofs, verification, and how older logs got trees
//   - gate.go       the few look-ups before the tenant is known
//   - turns.go      whose plan is solved next, over all tenants
//   - retention.go  for how long personal data are kept, and what the log keeps of them
//   - house.go      what is done for all tenants at once
//   - backup.go     a copy of the database, and its rows as JSON lines
//   - backup_rows.go  these rows, put into a database in an order that its keys allow
//
// The room pgtest inside gives tests a PostgreSQL of their own.
//
// # One use case, one transaction
//
// Repositories hang on a Tx, and there is no other way to reach a row:
//
//	err := s.InTx(ctx, func(tx *store.Tx) error {
//		plan, err := tx.Plans().Create(tenant, actor, store.NewPlan{DatasetID: id})
//		if err != nil {
//			return err
//		}
//		_, err = client.InsertTx(ctx, tx.Pgx(), SolveArgs{plan.ID}, nil) // the job, too
//		return err
//	})
//
// A Tx knows its context and its one moment in time (Now). Code inside uses the
// Tx and nothing else: SQLite has one connection that writes, and a second
// transaction inside the first would wait for itself. InTx refuses that when it
// is given the context of the outer Tx.
//
// # Tenants
//
// Every row that belongs to a bureau carries tenant_id, its primary key begins
// with it, and foreign keys hold it too. Every method of a repository takes the
// tenant first. The exceptions are three repositories of their own: Gate (a
// secret says whose it is), Turns (fairness between tenants, for workers) and
// House (housekeeping and the tenants themselves).
//
// # Decisions
//
// A method that decides something takes the actor second, a pseudonym, and
// appends one row to the tenant's audit log in the same transaction. The room
// audit makes it a Merkle tree whose head is signed with every row.
//
// # Errors
//
// All errors are *model.Error: not_found (also for what belongs to another
// tenant), conflict (not in a state that allows this; given twice), stale (the
// version that was asked for is no longer the present one), unavailable (the
// database cannot be reached or is busy), bad_parameter, internal. The cause is
// for logs and holds no personal data: values are never part of it.
//
// How to change the schema: docs/checklists.md.
package store
