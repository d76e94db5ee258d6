package review_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
	"lungang/review"
)

var today = model.NewDate(2026, 9, 30)

func date(t require.TestingT, s string) model.Date {
	d, err := model.ParseDate(s)
	require.NoError(t, err)
	return d
}

// ready is a case in which every condition holds for every action of the state.
func ready(s review.State, action review.Action) (*review.Case, *review.Request) {
	finding := review.Finding{Check: "x", Subjects: []string{"T1"}}
	c := &review.Case{State: s, Solved: true, Author: "maker", Submitter: "maker", Required: review.Offices()}
	for i, o := range review.Offices() {
		c.SignOffs = append(c.SignOffs, review.SignOff{Office: o, Agrees: true, Actor: string(rune('a' + i))})
	}
	r := &review.Request{Action: action, Actor: "decider", Reason: "理由", Today: today, Posted: today, Objection: &review.Filed{Open: true, Simulated: true, Filer: "maker"}}
	c.Period = &review.Period{On: model.NewDate(2026, 9, 1), Ends: model.NewDate(2026, 9, 8)}
	switch action {
	case review.Sign:
		c.SignOffs = nil
	case review.Acknowledge:
		c.Findings, r.Finding = []review.Finding{finding}, finding.Key()
	case review.Object:
		c.Period.Ends = model.NewDate(2026, 10, 9)
	default: // nothing more
	}
	return c, r
}

// everything is what docs/review.md promises: from, action, to, roles. It is
// written by hand, not read from the table.
const everything = `
DRAFT       submit      IN_REVIEW   planner
DRAFT       acknowledge DRAFT       approver
DRAFT       simulate    DRAFT       planner reviewer approver education staffing personnel finance
DRAFT       resolve     DRAFT       approver
DRAFT       supersede   SUPERSEDED  approver
DRAFT       withdraw    WITHDRAWN   planner approver
IN_REVIEW   return      DRAFT       reviewer approver education staffing personnel finance
IN_REVIEW   sign        IN_REVIEW   education staffing personnel finance
IN_REVIEW   acknowledge IN_REVIEW   approver
IN_REVIEW   approve     APPROVED    approver
IN_REVIEW   simulate    IN_REVIEW   planner reviewer approver education staffing personnel finance
IN_REVIEW   resolve     IN_REVIEW   approver
IN_REVIEW   supersede   SUPERSEDED  approver
IN_REVIEW   withdraw    WITHDRAWN   approver
APPROVED    return      DRAFT       approver
APPROVED    acknowledge APPROVED    approver
APPROVED    publicise   PUBLICISED  approver
APPROVED    simulate    APPROVED    planner reviewer approver education staffing personnel finance
APPROVED    resolve     APPROVED    approver
APPROVED    supersede   SUPERSEDED  approver
APPROVED    withdraw    WITHDRAWN   approver
PUBLICISED  object      OBJECTION   planner reviewer approver education staffing personnel finance
PUBLICISED  simulate    PUBLICISED  planner reviewer approver education staffing personnel finance
PUBLICISED  resolve     PUBLICISED  approver
PUBLICISED  supersede   SUPERSEDED  approver
PUBLICISED  close       FINAL       approver
PUBLICISED  withdraw    WITHDRAWN   approver
OBJECTION   object      OBJECTION   planner reviewer approver education staffing personnel finance
OBJECTION   simulate    OBJECTION   planner reviewer approver education staffing personnel finance
OBJECTION   resolve     OBJECTION   approver
OBJECTION   supersede   SUPERSEDED  approver
OBJECTION   close       FINAL       approver
OBJECTION   withdraw    WITHDRAWN   approver
FINAL       effect      EFFECTIVE   approver
FINAL       withdraw    WITHDRAWN   approver
EFFECTIVE   withdraw    WITHDRAWN   approver
`

type allowed struct {
	to    review.State
	roles []review.Role
}

func promised(t *testing.T) map[string]allowed {
	t.Helper()
	out := map[string]allowed{}
	for line := range strings.Lines(strings.TrimSpace(everything)) {
		f := strings.Fields(line)
		a := allowed{to: review.State(f[2])}
		for _, r := range f[3:] {
			a.roles = append(a.roles, review.Role(r))
		}
		out[f[0]+" "+f[1]] = a
	}
	return out
}

// Every state with every action and every role: what is promised is done, with
// everything in order; everything else is refused, and the plan stays where it is.
func TestEveryStateActionRole(t *testing.T) {
	want := promised(t)
	require.Len(t, review.Steps(), len(want))
	n := 0
	for _, s := range review.States() {
		for _, a := range review.Actions() {
			for _, role := range append(review.Roles(), "auditor", "hr-system", "") {
				n++
				c, r := ready(s, a)
				r.Roles, r.Office = []review.Role{role}, role
				to, err := review.Decide(c, r)
				w, listed := want[string(s)+" "+string(a)]
				if listed && slices.Contains(w.roles, role) {
					require.NoError(t, err, "%s %s %s", s, a, role)
					require.Equal(t, w.to, to, "%s %s %s", s, a, role)
					continue
				}
				var refusal *review.Refusal
				require.ErrorAs(t, err, &refusal, "%s %s %s", s, a, role)
				require.Equal(t, s, to)
				require.NotEmpty(t, refusal.Reasons)
				require.NotEmpty(t, refusal.Message.ZH)
				code := model.CodeConflict
				if role == review.Operator || listed {
					code = review.CodeForbidden
				}
				require.Equal(t, code, model.ErrorCode(err), "%s %s %s", s, a, role)
				// an operator stays an operator, whatever other role it has
				if listed {
					r.Roles = append(slices.Clone(w.roles), review.Operator)
					_, err = review.Decide(c, r)
					require.Equal(t, review.CodeForbidden, model.ErrorCode(err))
				}
			}
		}
	}
	require.Equal(t, 9*13*11, n)
}

// What the law or the documents forbid is refused with the clause.
func TestRefusalsNameTheClause(t *testing.T) {
	for _, x := range []struct {
		why    string
		state  review.State
		action review.Action
		clause string
		says   string
		change func(*review.Case, *review.Request)
	}{
		{"in effect before it was public", review.Approved, review.Effect, "B3-58", "不能生效", nil},
		{"in effect while it is public", review.Publicised, review.Effect, "B3-58", "不能生效", nil},
		{"in effect under objection", review.Objection, review.Effect, "B3-60", "不能生效", nil},
		{"public before it was approved", review.InReview, review.Publicise, "C-64", "不能公示", nil},
		{"closed before the days are over", review.Publicised, review.Close, "E-39", "2026-09-30", func(c *review.Case, _ *review.Request) {
			c.Period.Ends = model.NewDate(2026, 9, 30)
		}},
		{"closed while an objection is open", review.Objection, review.Close, "B3-60", "还有 2 项异议", func(c *review.Case, _ *review.Request) { c.Open = 2 }},
		{"approved without the staffing office", review.InReview, review.Approve, "A-58", "机构编制部门", func(c *review.Case, _ *review.Request) {
			c.SignOffs = slices.DeleteFunc(c.SignOffs, func(s review.SignOff) bool { return s.Office == review.Staffing })
		}},
		{"approved though finance disagrees", review.InReview, review.Approve, "B1-39", "财政部门", func(c *review.Case, _ *review.Request) { c.SignOffs[3].Agrees = false }},
		{"an objection after the last day", review.Publicised, review.Object, "B3-60", "截止", func(c *review.Case, _ *review.Request) {
			c.Period.Ends = model.NewDate(2026, 9, 29)
		}},
		{"an objection decided before its effect is known", review.Objection, review.Resolve, "B3-60", "测算", func(_ *review.Case, r *review.Request) { r.Objection.Simulated = false }},
	} {
		c, r := ready(x.state, x.action)
		r.Roles = []review.Role{review.Approver}
		if x.change != nil {
			x.change(c, r)
		}
		_, err := review.Decide(c, r)
		var refusal *review.Refusal
		require.ErrorAs(t, err, &refusal, x.why)
		require.Equal(t, model.CodeConflict, refusal.Code, x.why)
		require.Contains(t, refusal.Message.ZH, x.says, x.why)
		require.Contains(t, refusal.Reasons[0].Clauses, x.clause, x.why)
		for _, id := range refusal.Reasons[0].Clauses {
			_, ok := policy.Clause(id)
			require.True(t, ok, "%s is a clause of a document", id)
		}
	}
}

// Conditions that no clause asks for, one by one.
func TestConditions(t *testing.T) {
	for _, x := range []struct {
		condition review.Condition
		state     review.State
		action    review.Action
		role      review.Role
		code      model.Code
		change    func(*review.Case, *review.Request)
	}{
		{review.Solved, review.Draft, review.Submit, review.Planner, model.CodeConflict, func(c *review.Case, _ *review.Request) { c.Solved = false }},
		{review.NoSimulation, review.Draft, review.Submit, review.Planner, model.CodeConflict, func(c *review.Case, _ *review.Request) { c.Simulation = true }},
		{review.FourEyes, review.InReview, review.Approve, review.Approver, review.CodeForbidden, func(c *review.Case, _ *review.Request) { c.Author = "decider" }},
		{review.FourEyes, review.Approved, review.Publicise, review.Approver, review.CodeForbidden, func(c *review.Case, _ *review.Request) { c.Submitter = "decider" }},
		{review.FourEyes, review.Final, review.Effect, review.Approver, review.CodeForbidden, func(_ *review.Case, r *review.Request) { r.Actor = "" }},
		{review.FourEyes, review.InReview, review.Sign, review.Staffing, review.CodeForbidden, func(c *review.Case, _ *review.Request) { c.Author = "decider" }},
		{review.OwnOffice, review.InReview, review.Sign, review.Staffing, model.CodeConflict, func(_ *review.Case, r *review.Request) { r.Office = review.Finance }},
		{review.OwnOffice, review.InReview, review.Sign, review.Staffing, model.CodeConflict, func(c *review.Case, _ *review.Request) { c.Required = []review.Role{review.Education} }},
		{review.OneSignatureEach, review.InReview, review.Sign, review.Staffing, model.CodeConflict, func(c *review.Case, _ *review.Request) {
			c.SignOffs = []review.SignOff{{Office: review.Staffing, Actor: "x"}}
		}},
		{review.OneSignatureEach, review.InReview, review.Sign, review.Staffing, model.CodeConflict, func(c *review.Case, _ *review.Request) {
			c.SignOffs = []review.SignOff{{Office: review.Finance, Actor: "decider"}}
		}},
		{review.KnownFinding, review.Approved, review.Acknowledge, review.Approver, model.CodeConflict, func(_ *review.Case, r *review.Request) { r.Finding = "y" }},
		{review.KnownFinding, review.Approved, review.Acknowledge, review.Approver, model.CodeConflict, func(c *review.Case, r *review.Request) { c.Known = []string{r.Finding} }},
		{review.Watched, review.Approved, review.Publicise, review.Approver, model.CodeConflict, func(c *review.Case, _ *review.Request) {
			c.Findings = []review.Finding{{Check: "x"}}
		}},
		{review.PostedAfterApproval, review.Approved, review.Publicise, review.Approver, model.CodeConflict, func(_ *review.Case, r *review.Request) {
			r.Posted = model.NewDate(2026, 10, 1)
		}},
		{review.PostedAfterApproval, review.Approved, review.Publicise, review.Approver, model.CodeConflict, func(c *review.Case, r *review.Request) {
			c.ApprovedOn, r.Posted = model.NewDate(2026, 9, 29), model.NewDate(2026, 9, 28)
		}},
		{review.WithinPeriod, review.Publicised, review.Object, review.Planner, model.CodeConflict, func(c *review.Case, _ *review.Request) { c.Period = nil }},
		{review.PeriodOver, review.Publicised, review.Close, review.Approver, model.CodeConflict, func(c *review.Case, _ *review.Request) { c.Period = nil }},
		{review.OpenObjection, review.Objection, review.Resolve, review.Approver, model.CodeConflict, func(_ *review.Case, r *review.Request) { r.Objection.Open = false }},
		{review.OpenObjection, review.Objection, review.Simulate, review.Planner, model.CodeConflict, func(_ *review.Case, r *review.Request) { r.Objection.Open = false }},
		{review.NotTheFiler, review.Objection, review.Supersede, review.Approver, review.CodeForbidden, func(_ *review.Case, r *review.Request) { r.Objection.Filer = "decider" }},
	} {
		c, r := ready(x.state, x.action)
		r.Roles, r.Office = []review.Role{x.role}, x.role
		_, err := review.Decide(c, r)
		require.NoError(t, err, "%s %s", x.condition, x.action)
		x.change(c, r)
		_, err = review.Decide(c, r)
		var refusal *review.Refusal
		require.ErrorAs(t, err, &refusal, "%s %s", x.condition, x.action)
		require.Equal(t, x.code, refusal.Code, "%s %s", x.condition, x.action)
		require.True(t, slices.ContainsFunc(refusal.Reasons, func(y review.Reason) bool { return y.Condition == x.condition }), "%s %s: %v", x.condition, x.action, err)
	}
	used := map[review.Condition]bool{}
	for _, s := range review.Steps() {
		for _, c := range s.Conditions {
			used[c] = true
		}
	}
	require.Len(t, used, len(review.Conditions()), "a condition that no step asks for")
}

func TestReasons(t *testing.T) {
	c, r := ready(review.Draft, review.Submit)
	r.Roles = []review.Role{review.Planner}
	for reason, code := range map[string]model.Code{"": model.CodeMissing, "\n": model.CodeMissing, strings.Repeat("理", 1001): model.CodeTooLarge} {
		r.Reason = reason
		_, err := review.Decide(c, r)
		require.Equal(t, code, model.ErrorCode(err))
	}
	r.Reason = strings.Repeat("理", 1000)
	_, err := review.Decide(c, r)
	require.NoError(t, err)
}

// Everything that stands in the way is told at once.
func TestAllReasonsAtOnce(t *testing.T) {
	c, r := ready(review.Objection, review.Close)
	r.Roles, c.Open, c.Author = []review.Role{review.Approver}, 1, r.Actor
	c.Period.Ends = model.NewDate(2026, 10, 9)
	_, err := review.Decide(c, r)
	var refusal *review.Refusal
	require.ErrorAs(t, err, &refusal)
	require.Len(t, refusal.Reasons, 3)
	require.Equal(t, model.CodeConflict, refusal.Code)
}

func TestOptions(t *testing.T) {
	c, _ := ready(review.Publicised, review.Close)
	c.Period.Ends = model.NewDate(2026, 10, 9)
	list := review.Options(c, "decider", []review.Role{review.Approver}, today)
	got := map[review.Action]int{}
	for _, o := range list {
		got[o.Action] = len(o.Reasons)
	}
	require.Equal(t, map[review.Action]int{
		review.Object: 0, review.Simulate: 0, review.Resolve: 0, review.Supersede: 0, review.Close: 1, review.Withdraw: 0,
	}, got)
	for _, o := range review.Options(c, "x", []review.Role{review.Approver, review.Operator}, today) {
		require.NotEmpty(t, o.Reasons, "an operator has no options")
	}
	c.State = review.Withdrawn
	require.Empty(t, review.Options(c, "decider", []review.Role{review.Approver}, today))
}

func TestPeriod(t *testing.T) {
	calendar := policy.WorkCalendar()
	p, err := review.NewPeriod(calendar, date(t, "2026-09-29"), 5)
	require.NoError(t, err)
	require.Equal(t, "2026-10-12", p.Ends.String(), "30 September, then 8, 9, Saturday 10 and 12 October")
	require.Equal(t, []string{"国办发明电〔2025〕7号"}, p.Calendars)
	_, err = review.NewPeriod(calendar, date(t, "2026-12-29"), 5)
	require.Equal(t, model.CodeUnavailable, model.ErrorCode(err), "the calendar of 2027 is not there")
	require.Contains(t, model.ErrorText(err, "en"), "LUNGANG_CALENDAR", "and it says what to do")
	year, err := policy.ReadCalendarYear([]byte(`{year: 2027, title: {zh: 试, en: test}, document: 试验用, published: 2026-11-01, evidence: design, source: test,
holidays: [{zh: 元旦, en: New Year, from: 2027-01-01, to: 2027-01-03}], worked: []}`))
	require.NoError(t, err)
	more, err := calendar.With(year)
	require.NoError(t, err)
	p2027, err := review.NewPeriod(more, date(t, "2026-12-29"), 5)
	require.NoError(t, err)
	require.Equal(t, "2027-01-06", p2027.Ends.String(), "30, 31 December, then Monday 4, 5, 6 January")
	require.Equal(t, []string{"国办发明电〔2025〕7号", "试验用"}, p2027.Calendars)
	require.Equal(t, []string{year.Supplied}, p2027.Supplied, "whose calendar it was stays on record")

	// the period ends with the day in Beijing, wherever the server is
	c, r := ready(review.Publicised, review.Close)
	c.Period, r.Roles = p, []review.Role{review.Approver}
	last := time.Date(2026, 10, 12, 15, 59, 59, 0, time.UTC)
	r.Today = review.DayOf(last)
	_, err = review.Decide(c, r)
	require.Error(t, err)
	r.Today = review.DayOf(last.Add(time.Second))
	_, err = review.Decide(c, r)
	require.NoError(t, err)
}

// What was done so far is read from the history: a plan that comes back loses
// its sign-offs.
func TestHistory(t *testing.T) {
	yes := true
	period := &review.Period{Days: 5}
	events := []review.Event{
		{Action: review.Submit, Actor: "a"},
		{Action: review.Sign, Actor: "b", Detail: review.Detail{Office: review.Staffing, Agrees: &yes}},
		{Action: review.Return, Actor: "c"},
		{Action: review.Submit, Actor: "d"},
		{Action: review.Sign, Actor: "e", Detail: review.Detail{Office: review.Education}},
		{Action: review.Approve, Actor: "f", Detail: review.Detail{Day: today}},
		{Action: review.Acknowledge, Actor: "f", Detail: review.Detail{Finding: "x-1"}},
		{Action: review.Publicise, Actor: "f", Detail: review.Detail{Period: period}},
	}
	c := &review.Case{}
	c.Read(events)
	require.Equal(t, &review.Case{
		Submitter: "d", ApprovedOn: today, Known: []string{"x-1"}, Period: period,
		SignOffs: []review.SignOff{{Office: review.Education, Actor: "e"}},
	}, c)
}
