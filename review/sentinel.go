package review

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// Watch is what the sentinel looks at.
type Watch struct {
	Run     Run           // the plan that is to be published
	Facts   *policy.Facts // of the problem that it solves
	Earlier []Run         // earlier plans of the same lineage of datasets, first one first
	Newer   []string      // datasets of the lineage that are newer than that of the plan

	// Effects returns what NoEffect says of Facts and the plan of Run, for callers
	// that keep it; the slices are the caller's to change. nil: it is worked out.
	Effects func() []Finding
}

// Run is a plan with the problem that it solves.
type Run struct {
	ID      string
	Problem *model.Problem
	Plan    *model.Plan
}

// Finding is something odd. It forbids nothing, but somebody who decides must
// say that it was seen, and why it is all right, before the plan is published.
type Finding struct {
	Check    string       // id of the check
	Subjects []string     // teachers, schools, parameters, datasets; sorted
	Facts    []model.Fact // what was compared
	Message  model.Text
}

// Key names the finding: the same as long as it says the same. What was
// acknowledged is not acknowledged any more when somebody joins the list.
func (f Finding) Key() string {
	sum := sha256.New()
	for _, s := range f.Subjects {
		_, _ = sum.Write([]byte(s + "\n")) // never fails
	}
	for _, x := range f.Facts {
		_, _ = sum.Write([]byte(x.Name + "=" + x.Value + "\n"))
	}
	return f.Check + "-" + hex.EncodeToString(sum.Sum(nil))[:16]
}

// Check is one thing that the sentinel looks for.
type Check struct {
	ID    string
	Title model.Text
	look  func(*Watch) []Finding
}

// checks in the order of the documentation.
var checks = []Check{
	{"rule_edited", model.Text{ZH: "首次求解后修改了规则", EN: "a rule was edited after the first run"}, ruleEdited},
	{"school_drained", model.Text{ZH: "某校连年流失骨干教师", EN: "a school that loses backbone teachers year after year"}, schoolDrained},
	{"forced_from_one_school", model.Text{ZH: "非自愿交流的教师都来自同一学校", EN: "those who move against their will are all from one school"}, forcedFromOneSchool},
	{"no_effect", model.Text{ZH: "交流没有实际作用", EN: "moves with no effect"}, noEffect},
	{"consent_missing", model.Text{ZH: "缺少本人意愿", EN: "consent is missing"}, consentMissing},
	{"older_than_data", model.Text{ZH: "方案早于现有数据", EN: "the plan is older than its data"}, olderThanData},
	{"favour", model.Text{ZH: "求解后的人工指定有利于一人而方案变差", EN: "a manual edit that helps one person at a price"}, favour},
}

// Checks lists what the sentinel looks for.
func Checks() []Check { return slices.Clone(checks) }

// Look runs every check, in order.
func Look(w *Watch) []Finding {
	out := []Finding{}
	for _, c := range checks {
		for _, f := range c.look(w) {
			f.Check = c.ID
			slices.Sort(f.Subjects)
			f.Subjects = slices.Compact(f.Subjects)
			out = append(out, f)
		}
	}
	return out
}

// Unacknowledged lists the findings whose key is not among those known.
func Unacknowledged(list []Finding, known []string) []Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f Finding) bool { return slices.Contains(known, f.Key()) })
}

// some joins a few names for a sentence and counts the others.
func some(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + " …"
}
