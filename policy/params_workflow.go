package policy

import "slices"

// What a plan goes through after it is solved. These parameters are optional and
// stay out of the packs that do not set them: they decide nothing about who
// moves, so they must not change the hash of the effective parameters.
var (
	WorkflowPublicityDays = optional(whole("workflow.publicity_days", "working days that a plan is open to objections (公示), counted from the day after publication; none: 5", 1, 60))
	WorkflowSignOffs      = optional(words("workflow.sign_offs", "offices that sign before a plan is approved; none: education, staffing, personnel", WorkflowOffices()...))
)

// WorkflowOffices are the offices that may have to sign: education (教育), the
// office of staffing quotas (编办), human resources (人社), finance (财政).
func WorkflowOffices() []string { return []string{"education", "staffing", "personnel", "finance"} }

// publicityDays is used where no pack says otherwise. The documents ask that
// plans are published and name no number; five working days is what the civil
// service law asks of its own notices (公务员法 第三十二条) and what most bureaus do.
const publicityDays = 5

// PublicityDays is the number of working days that a plan is public under the
// rules: workflow.publicity_days, else 5.
func PublicityDays(r *Rules) int {
	if n, ok := WorkflowPublicityDays.Maybe(r); ok {
		return n
	}
	return publicityDays
}

// SignOffs lists the offices that must sign under the rules, in the order of
// WorkflowOffices: workflow.sign_offs, else education, staffing and personnel
// (A-58 names these three; B1-39 and B2-37 add finance where money is asked for).
func SignOffs(r *Rules) []string {
	set := []string{"education", "staffing", "personnel"}
	if list, ok := WorkflowSignOffs.Maybe(r); ok {
		set = list
	}
	var out []string
	for _, o := range WorkflowOffices() {
		if slices.Contains(set, o) {
			out = append(out, o)
		}
	}
	return out
}
