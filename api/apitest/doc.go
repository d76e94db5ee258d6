// Package apitest holds what the tests of the HTTP interface share: one suite
// that every server must pass, whatever stands behind its ports, and ports in
// memory for the tests that need to hold a solve in their hands.
//
//   - run.go        Run: the suite; a server, two tenants, and nothing else is needed
//   - client.go     a client that holds every answer against openapi.json
//   - suite_*.go    what every server must do, by topic
//   - fuzz.go       valid and nearly valid requests of every operation, by every role
//   - memory*.go    Memory: all ports in memory
//
// The suite runs against Memory in package api, and against store, jobs and
// solver in cmd/lungang/service. A port that is in doubt is settled here.
//
// May import: testing, model, fixtures, solver, api.
package apitest
