// Package client speaks to a Lungang service as its API describes it. Requests
// and answers have the types of package api: nothing is described twice.
//
//   - client.go    Client: address, key, one request and its answer
//   - datasets.go  bring datasets, list and read them
//   - plans.go     ask for solves, list, stop and read plans
//   - conflicts.go ask for searches for conflicts, and read what they found
//   - why.go       ask why a teacher is not, or is, at a school
//   - review.go    read and take the steps of a plan between draft and effect
//   - session.go   act for a person who has logged in
//   - packs.go     acceptance tests of packs
//   - follow.go    the news of a solve, through lost connections
//   - errors.go    problem+json as *model.Error, with the faults that it lists
//
// May import: model, api.
package client
