// Package staffing answers what a bureau asks before and after the plan: how
// many quota posts (编制) each school should have and has, who leaves in the next
// years, how many pupils come, and how many teachers to hire in which subject
// and by which channel. Nothing here is a decision of the plan, and no plan
// depends on it.
//
//   - basis.go      what a number rests on: parameter, clauses, source
//   - standard.go   the standard quota of a school, component by component
//   - report.go     Calculate: every school and the district, over, under, borrowed
//   - findings.go   what the quota rules complain about, with clauses
//   - review.go     the years of the quota review
//   - submission.go the yearly report of 30 November with the adjustment plan
//   - enrolment.go  pupils of the years to come
//   - cohort.go     ageing the grades
//   - attrition.go  who retires or leaves when, and special posts that end
//   - hiring.go     hires of a year by subject
//   - channels.go   special posts, funded graduates, open recruitment, student-teachers
//   - forecast.go   Predict: year after year
//
// May import: model, policy.
package staffing
