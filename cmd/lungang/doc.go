// Command lungang plans teacher rotation (教师交流轮岗) for a district.
//
//   - main.go      signals and the exit code; nothing else
//   - run.go       Main: what a run of the program is given, the root command
//   - exit.go      exit codes, which cmd/console has
//   - failure.go   words for errors of the solver; all others are in cmd/console
//   - input.go     problems (JSON, workbooks) and plans from files, "-" and fixtures
//   - convert.go   between problem documents and workbooks; template.go the empty workbook
//   - output.go    files that are whole or not there
//   - solve.go, demo.go, check.go, explain.go, schema.go, generate.go,
//     version.go, child.go   one file per command
//   - summary.go   what a plan amounts to, as data; summary_text.go as tables
//   - teacher.go, school.go  what explain says, as data; *_text.go as sentences
//   - reasons.go, predicates.go  sentences of reason codes and predicates; sentence.go
//     puts facts into a sentence; doubt.go what nobody has verified behind one
//   - staffing.go, balance.go, ledger.go, cost.go  reports of a problem, and with a plan;
//     staffing_text.go, forecast_text.go and so on as tables
//   - documents.go documents of a plan for people, and calendar.go the working days that
//     they and the service count with
//   - pack.go      the commands on packs; pack_data.go what they say, as data;
//     pack_text.go as tables; pack_coverage.go clauses and what represents them;
//     pack_accept.go acceptance tests
//   - bundle.go    the evidence for a plan; verifying it is in cmd/verify
//   - why.go       why a teacher is not, or is, at a school; why_remote.go on a
//     service; why_text.go as sentences
//   - conflicts.go rules that cannot all hold; conflicts_remote.go on a service
//   - review.go    the steps of a plan on a service; review_text.go as sentences
//   - remote.go    what changes with --server; served.go what has a use for it; plans.go the commands on what a
//     service has
//   - serve.go     serve, work and migrate; tenant.go, retention.go, audit.go, backup.go and
//     doctor.go what the operator of a service does on its database
//   - words.go     words of the closed lists in Chinese and English
//   - progress.go  news while a solve runs
//   - table.go     columns that align, also with Chinese characters
//
// Chinese comes first, English second. Errors are always given in both.
//
// May import: every room.
package main
