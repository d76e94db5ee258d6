// Package ledger keeps the books that clauses ask for: rural years and what a
// promotion needs of them, service that is owed, terms of principals, cycles of
// pairings, and the money that a plan costs. Every line names the parameters
// that it rests on.
//
//   - ledger.go       the books of a district, or of one teacher
//   - spells.go       days of service: merged, taken away, counted in months
//   - rural_years.go  rural years, with the credit for itinerant years
//   - promotion.go    whether the rural years are enough for a promotion
//   - service.go      service that is owed, and its rural part
//   - terms.go        terms of principals and vice principals
//   - pairing.go      cycles of urban-rural pairings
//   - cost.go         the yearly cost of allowances, before and after a plan
//
// May import: model, policy.
package ledger
