package api

import (
	"reflect"
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// KPI is one number of several plans.
type KPI struct {
	ID     string     `json:"id" doc:"what it is: tier:ID, count:NAME, ratio:ID, indicator:ID:STAGE:WHAT"`
	Title  model.Text `json:"title" doc:"what it is called"`
	Unit   string     `json:"unit,omitempty" doc:"unit of the values"`
	Better Better     `json:"better" doc:"which direction is better"`
	Values []KPIValue `json:"values" doc:"one for each plan, in the order of plans"`
}

// KPIValue is a number of one plan, and how it differs from the baseline.
type KPIValue struct {
	Value   float64  `json:"value" doc:"number"`
	Delta   float64  `json:"delta" doc:"number less that of the baseline"`
	Percent *float64 `json:"percent" doc:"delta in percent of the baseline; null when that is 0"`
}

// Better says which direction of a number is better.
type Better string

// The directions.
const (
	BetterLower  Better = "lower"
	BetterHigher Better = "higher"
	BetterNone   Better = "none"
)

// Values lists the closed set of words.
func (Better) Values() []string { return []string{"lower", "higher", "none"} }

// Change is how a row differs from the baseline.
type Change string

// The changes.
const (
	ChangeAdded    Change = "added"
	ChangeRemoved  Change = "removed"
	ChangeModified Change = "modified"
)

// Values lists the closed set of words.
func (Change) Values() []string { return []string{"added", "removed", "modified"} }

// RowDifference is a row that differs from the baseline.
type RowDifference struct {
	Key    string         `json:"key" doc:"key of the row"`
	Kind   AssignmentKind `json:"kind" doc:"what the row is"`
	Change Change         `json:"change" doc:"how it differs"`
	Before *Assignment    `json:"before,omitempty" doc:"in the baseline; absent when added"`
	After  *Assignment    `json:"after,omitempty" doc:"in the other plan; absent when removed"`
	Fields []string       `json:"fields,omitempty" doc:"what changed of a modified row"`
}

// ChangeSummary counts the rows of a plan that differ from the baseline.
type ChangeSummary struct {
	Plan     string `json:"plan" doc:"plan that is held against the baseline"`
	Added    int    `json:"added" doc:"rows that the baseline has not"`
	Removed  int    `json:"removed" doc:"rows that only the baseline has"`
	Modified int    `json:"modified" doc:"rows of both that differ"`
}

func (c *ChangeSummary) count(change Change) {
	switch change {
	case ChangeAdded:
		c.Added++
	case ChangeRemoved:
		c.Removed++
	case ChangeModified:
		c.Modified++
	}
}

// differences lists the rows that differ, sorted by key; equal ones are left out.
func differences(before, after []Assignment) []RowDifference {
	old := map[string]*Assignment{}
	for i := range before {
		old[before[i].Key] = &before[i]
	}
	var out []RowDifference
	for i := range after {
		a := &after[i]
		b := old[a.Key]
		delete(old, a.Key)
		if b == nil {
			out = append(out, RowDifference{Key: a.Key, Kind: a.Kind, Change: ChangeAdded, After: a})
		} else if f := fieldsThatDiffer(b, a); len(f) > 0 {
			out = append(out, RowDifference{Key: a.Key, Kind: a.Kind, Change: ChangeModified, Before: b, After: a, Fields: f})
		}
	}
	for _, b := range old {
		out = append(out, RowDifference{Key: b.Key, Kind: b.Kind, Change: ChangeRemoved, Before: b})
	}
	slices.SortFunc(out, func(a, b RowDifference) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// fieldsThatDiffer names the fields of two rows that are not equal, as JSON does.
func fieldsThatDiffer(a, b *Assignment) []string {
	var out []string
	x, y := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	for i := range x.NumField() {
		if !reflect.DeepEqual(x.Field(i).Interface(), y.Field(i).Interface()) {
			name, _, _ := strings.Cut(x.Type().Field(i).Tag.Get("json"), ",")
			out = append(out, name)
		}
	}
	return out
}

// kpisOf lists the numbers of plans: what is absent in a plan counts as 0.
func kpisOf(views []*planView, base int) []KPI {
	t := &kpiTable{at: map[string]int{}, plans: len(views)}
	for i, v := range views {
		t.plan(i, v)
	}
	for k := range t.list {
		values := t.list[k].Values
		for i := range values {
			values[i].Delta = values[i].Value - values[base].Value
			if b := values[base].Value; b != 0 {
				percent := values[i].Delta / b * 100
				values[i].Percent = &percent
			}
		}
	}
	return t.list
}

type kpiTable struct {
	list  []KPI
	at    map[string]int
	plans int
}

func (t *kpiTable) set(plan int, id string, title model.Text, unit string, better Better, value float64) {
	k, ok := t.at[id]
	if !ok {
		k = len(t.list)
		t.at[id] = k
		t.list = append(t.list, KPI{ID: id, Title: title, Unit: unit, Better: better, Values: make([]KPIValue, t.plans)})
	}
	t.list[k].Values[plan].Value = value
}

func (t *kpiTable) plan(i int, v *planView) {
	for _, tier := range v.Plan.Tiers {
		title := model.Text{ZH: tier.ID, EN: tier.ID}
		if info, ok := policy.TierByID(tier.ID); ok {
			title = info.Title
		}
		t.set(i, "tier:"+tier.ID, title, tier.Unit, BetterLower, float64(tier.Value))
	}
	c := v.Facts.Counts(v.Plan)
	for _, x := range []struct {
		id, zh, en string
		better     Better
		n          int
	}{
		{"moves", "交流人数", "moves", BetterNone, c.Moves},
		{"voluntary", "自愿交流人数", "voluntary moves", BetterHigher, c.Voluntary},
		{"backbone", "骨干交流人数", "moves of backbone teachers", BetterHigher, c.Backbone},
		{"visits", "走教人次", "visits", BetterNone, c.Visits},
		{"partTime", "兼课人次", "part-time lines", BetterNone, c.PartTime},
		{"remote", "专递课堂", "remote lessons", BetterNone, c.Remote},
		{"vacantPosts", "空缺岗位", "posts that stay short", BetterLower, c.Vacancies},
		{"uncoveredHalfDays", "未覆盖半天数", "half-days that nobody teaches", BetterLower, c.Uncovered},
	} {
		t.set(i, "count:"+x.id, model.Text{ZH: x.zh, EN: x.en}, "", x.better, float64(x.n))
	}
	for _, r := range v.Plan.Indicators.Ratios {
		t.set(i, "ratio:"+r.ID, model.Text{ZH: "比例 " + r.ID, EN: "ratio " + r.ID}, "%", BetterHigher, r.Percent)
	}
	for _, s := range v.Plan.Indicators.After {
		id, name := "indicator:"+s.ID+":"+string(s.Stage), s.ID+" "+string(s.Stage)
		t.set(i, id+":cv", model.Text{ZH: name + " 差异系数", EN: name + " coefficient of variation"}, "", BetterLower, s.CV)
		t.set(i, id+":passed", model.Text{ZH: name + " 达标学校数", EN: name + " schools that pass"}, "", BetterHigher, float64(s.Passed))
		t.set(i, id+":shortfall", model.Text{ZH: name + " 缺口", EN: name + " shortfall"}, "", BetterLower, float64(s.Shortfall))
	}
}
