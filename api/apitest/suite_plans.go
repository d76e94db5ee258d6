package apitest

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/solver/explain"
)

func testPlans(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	d := c.upload(t, "tiny/due")
	a := c.send(t, http.MethodPost, "/v1/plans", api.NewPlanBody{Dataset: d.ID, Name: "甲", Tags: []string{"a", "b"}})
	p := into[api.PlanView](t, a, http.StatusAccepted)
	require.Equal(t, "/v1/plans/"+p.ID, a.header.Get("Location"))
	require.Equal(t, api.BusinessDraft, p.Business)
	require.Equal(t, []string{"a", "b"}, p.Tags)
	require.Positive(t, p.Options.TimeLimitSeconds, "options are echoed as they take effect")
	require.Positive(t, p.Options.MemoryLimitMiB)
	require.NotNil(t, p.Times.Submitted)

	p = c.solve(t, api.NewPlanBody{Dataset: d.ID, Options: &api.OptionsRequest{TimeLimitSeconds: new(float64(30)), Workers: new(1)}})
	require.Equal(t, api.StatusSucceeded, p.Status)
	require.Equal(t, api.Options{TimeLimitSeconds: 30, MemoryLimitMiB: p.Options.MemoryLimitMiB, Workers: 1}, p.Options)
	require.Equal(t, api.ProofOptimal, p.Solution.Proof)
	require.Equal(t, model.StoppedComplete, p.Solution.Termination)
	require.NotEmpty(t, p.Solution.Coverage)
	require.NotEmpty(t, p.Tiers)
	for _, at := range []any{p.Times.Submitted, p.Times.Started, p.Times.Active, p.Times.Completed, p.Times.Shutdown} {
		require.NotNil(t, at)
	}

	text := c.send(t, http.MethodGet, p.Links["document"], nil)
	require.Equal(t, p.PlanHash, hash(text.body), "sha256sum says the same; the seal inside is another hash")
	doc := into[model.Plan](t, text, http.StatusOK)
	require.True(t, doc.SealIntact())
	config := into[api.PlanConfig](t, c.send(t, http.MethodGet, p.Links["config"], nil), http.StatusOK)
	require.Equal(t, p.Options, config.Options)
	require.InDelta(t, 30, config.Solver.TimeLimitSeconds, 0)
	status := into[api.Statuses](t, c.send(t, http.MethodGet, p.Links["status"], nil), http.StatusOK)
	require.Equal(t, p.Solution, status.Solution)

	rows := into[api.AssignmentPage](t, c.send(t, http.MethodGet, p.Links["assignments"], nil), http.StatusOK)
	require.Equal(t, len(doc.Moves)+len(doc.Visits)+len(doc.PartTime)+len(doc.Remote), rows.Total, "every row of the plan, once")
	analysis := into[api.Analysis](t, c.send(t, http.MethodGet, p.Links["analysis"]+"?includeJustifications=true", nil), http.StatusOK)
	require.True(t, analysis.Check.OK)
	require.Equal(t, len(doc.Moves), analysis.Counts.Moves)
	require.Len(t, analysis.Justifications, len(doc.Justifications))
	require.Empty(t, into[api.Analysis](t, c.send(t, http.MethodGet, p.Links["analysis"], nil), http.StatusOK).Justifications)
	unfilled := into[api.Unfilled](t, c.send(t, http.MethodGet, p.Links["unfilled"], nil), http.StatusOK)
	require.Len(t, unfilled.Vacancies, len(doc.Vacancies))
	for _, v := range unfilled.Vacancies {
		require.NotEmpty(t, v.Reasons)
	}
	for _, part := range []string{"/unplaced", "/balance", "/cost", "/ledger", "/problem", "/logs"} {
		require.Equal(t, http.StatusOK, c.send(t, http.MethodGet, p.Links["self"]+part, nil).status, part)
	}
	mps := c.send(t, http.MethodGet, p.Links["self"]+"/model.mps", nil)
	require.Equal(t, http.StatusOK, mps.status)
	require.Contains(t, string(mps.body), "ROWS")
	problem(t, c.send(t, http.MethodGet, p.Links["self"]+"/model.mps?tier=none", nil), http.StatusUnprocessableEntity, model.CodeBadParameter)

	over := into[api.PlanView](t, c.send(t, http.MethodDelete, p.Links["self"], nil), http.StatusOK)
	require.Equal(t, p.Version, over.Version, "a plan that is over stays as it is")

	for body, pointer := range map[string]string{
		`{"dataset":"` + d.ID + `","options":{"timeLimit":5}}`:             "/options/timeLimit",
		`{"dataset":"` + d.ID + `","options":{"timeLimitSeconds":1e9}}`:    "/options/timeLimitSeconds",
		`{"dataset":"` + d.ID + `","options":{"timeLimitSeconds":0}}`:      "/options/timeLimitSeconds",
		`{"dataset":"` + d.ID + `","options":{"memoryLimitMiB":"plenty"}}`: "/options/memoryLimitMiB",
		`{"dataset":"` + d.ID + `","solver":"another"}`:                    "/solver",
		`{"name":"no dataset"}`: "/dataset",
		`{"dataset":"` + d.ID + `","options":{"workers":1},"tags":[1,"b"]}`: "/tags/0",
	} {
		got := c.send(t, http.MethodPost, "/v1/plans", body)
		require.Equal(t, http.StatusUnprocessableEntity, got.status, "%s", got.body)
		require.Equal(t, pointer, into[api.ProblemDetails](t, got, got.status).Errors[0].Pointer, "%s", got.body)
	}
	problem(t, c.send(t, http.MethodPost, "/v1/plans", api.NewPlanBody{Dataset: "ds_nothing"}), http.StatusNotFound, model.CodeNotFound)
	problem(t, c.send(t, http.MethodPost, "/v1/plans", api.NewPlanBody{Dataset: d.ID, WarmFrom: "pl_nothing"}), http.StatusNotFound, model.CodeNotFound)
	warm := c.solve(t, api.NewPlanBody{Dataset: d.ID, WarmFrom: p.ID})
	require.Equal(t, p.ID, warm.Warm)
	require.Equal(t, p.Tiers, warm.Tiers)
}

// impossible makes a dataset without a plan: somebody who may not move must.
func (c *client) impossible(t *testing.T) (dataset string, teacher model.TeacherID) {
	t.Helper()
	d := c.upload(t, "tiny/due")
	base := into[api.Eligibility](t, c.send(t, http.MethodPost, "/v1/eligibility", api.EligibilityBody{Dataset: d.ID}), http.StatusOK)
	for _, e := range base.Teachers {
		if !e.Candidate {
			teacher = e.Verdict.Teacher
		}
	}
	require.NotEmpty(t, teacher, "the district has somebody who may not move")
	fork := into[api.DatasetView](t, c.send(t, http.MethodPost, d.Links["self"]+"/from-patch",
		`[{"op":"add","path":"/pins","value":[{"teacher":"`+string(teacher)+`","kind":"must_move","reason":"x","author":"y"}]}]`,
		header{"Content-Type", "application/json-patch+json"}), http.StatusCreated)
	return fork.ID, teacher
}

// A problem whose rules contradict each other has no plan: that is told as the
// solution, not as a failure of the machine.
func testNoPlan(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	dataset, exempt := c.impossible(t)
	p := c.solve(t, api.NewPlanBody{Dataset: dataset})
	require.Equal(t, api.StatusInfeasible, p.Status, "%v", exempt)
	require.Equal(t, api.ProofInfeasible, p.Solution.Proof)
	require.NotNil(t, p.Failure)
	require.Empty(t, p.PlanHash)
	require.NotContains(t, p.Links, "document")
	for _, part := range []string{"/document", "/assignments", "/analysis", "/unfilled", "/unplaced", "/prices", "/model.mps"} {
		problem(t, c.send(t, http.MethodGet, p.Links["self"]+part, nil), http.StatusConflict, model.CodeNoPlan)
	}
	r := c.conflicts(t, p.Links["conflicts"]).Report
	require.NotNil(t, r)
	require.False(t, r.HasPlan)
	require.NotEmpty(t, r.Conflicts)
	require.True(t, slices.ContainsFunc(r.Conflicts[0].Members, func(m explain.Member) bool { return m.Kind == explain.KindPin && m.Subject == string(exempt) }), "%v", r.Conflicts)
	require.NotEmpty(t, r.Repairs)
	require.Equal(t, explain.ChangePin, r.Repairs[0].Changes[0].Kind, "to take the pin back helps")
}

// testPrices reads what one unit more of an objective could save.
func testPrices(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	p := c.solve(t, api.NewPlanBody{Dataset: c.upload(t, "tiny/compulsion").ID})
	prices := into[api.Prices](t, w.as(t, api.RoleReviewer).send(t, http.MethodGet, p.Links["prices"], nil), http.StatusOK)
	require.Len(t, prices.Tiers, len(p.Tiers))
	for i, x := range prices.Tiers {
		require.Equal(t, p.Tiers[i].ID, x.Tier)
		require.Equal(t, p.Tiers[i].Price, x.Price)
		require.NotEmpty(t, x.Sentence.ZH)
		require.NotEmpty(t, x.Sentence.EN)
	}
	one := prices.Tiers[slices.IndexFunc(prices.Tiers, func(x api.PriceOfOne) bool { return x.Tier == "compulsion" })]
	require.Equal(t, &model.TierPrice{Tier: "travel", AtMost: 30}, one.Price)
	require.Equal(t, "“非自愿交流”多 1 个单位(人),“路程”至多省 30(分钟)", one.Sentence.ZH)
}

func testEvents(t *testing.T, w *world) {
	c := w.as(t, api.RoleReviewer)
	p := w.as(t, api.RolePlanner).solved(t)
	all, status := c.stream(t, p.ID, "0")
	require.Equal(t, http.StatusOK, status)
	require.Greater(t, len(all), 2)
	for i, e := range all {
		require.Equal(t, int64(i+1), e.Seq, "numbers without gaps")
	}
	last := all[len(all)-1]
	require.Equal(t, "done", last.Kind)

	middle := all[len(all)/2].Seq
	rest, status := c.stream(t, p.ID, strconv.FormatInt(middle, 10))
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, all[middle:], rest, "a stream goes on after the event that was seen")

	for _, seen := range []string{strconv.FormatInt(last.Seq, 10), ""} {
		_, status = c.stream(t, p.ID, seen)
		require.Equal(t, http.StatusGone, status, "the stream is over")
	}
	problem(t, c.send(t, http.MethodGet, p.Links["events"], nil), http.StatusGone, api.CodeGone)
	problem(t, c.send(t, http.MethodGet, p.Links["events"], nil, header{"Last-Event-ID", "x"}), http.StatusUnprocessableEntity, model.CodeBadParameter)
	problem(t, c.send(t, http.MethodGet, "/v1/plans/pl_nothing/events", nil), http.StatusNotFound, model.CodeNotFound)

	// a browser comes back with its address as it was, and the header beside it
	both := c.send(t, http.MethodGet, p.Links["events"]+"?after=0", nil, header{"Last-Event-ID", strconv.FormatInt(middle, 10)})
	list, err := ReadEvents(bytes.NewReader(both.body), 0)
	require.NoError(t, err)
	require.Equal(t, all[middle:], list)
	against := problem(t, c.send(t, http.MethodGet, p.Links["events"]+"?after=2", nil, header{"Last-Event-ID", "1"}), http.StatusUnprocessableEntity, model.CodeBadParameter)
	require.Equal(t, "query.after", against.Errors[0].Parameter, "they contradict each other: neither is ignored")
	require.Equal(t, "≤ 1", against.Errors[0].Allowed)
	bad := problem(t, c.send(t, http.MethodGet, p.Links["events"]+"?after=x", nil), http.StatusUnprocessableEntity, model.CodeBadParameter)
	require.Equal(t, "query.after", bad.Errors[0].Parameter)

	page := into[api.EventPage](t, c.send(t, http.MethodGet, p.Links["logs"]+"?limit=2", nil), http.StatusOK)
	require.Equal(t, all[:2], page.Items)
	require.False(t, page.Over)
	page = into[api.EventPage](t, c.send(t, http.MethodGet, p.Links["logs"]+"?after="+strconv.FormatInt(last.Seq-1, 10), nil), http.StatusOK)
	require.Equal(t, all[len(all)-1:], page.Items)
	require.True(t, page.Over)
}

func testConditional(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	p := c.solved(t)
	for _, path := range []string{p.Links["self"], p.Links["document"], p.Links["problem"], p.Links["assignments"], "/v1/datasets/" + p.Dataset + "/document"} {
		first := c.send(t, http.MethodGet, path, nil)
		tag := first.header.Get("ETag")
		require.NotEmpty(t, tag, path)
		again := c.send(t, http.MethodGet, path, nil, header{"If-None-Match", `"other", W/` + tag})
		require.Equal(t, http.StatusNotModified, again.status, path)
		require.Empty(t, again.body)
		require.Equal(t, http.StatusOK, c.send(t, http.MethodGet, path, nil, header{"If-None-Match", `"other"`}).status, path)
	}
	at := p.Links["self"] + "/metadata"
	tag := c.send(t, http.MethodGet, at, nil).header.Get("ETag")
	change := api.Metadata{Name: "乙", Tags: []string{"new"}}
	problem(t, c.send(t, http.MethodPut, at, change), http.StatusPreconditionRequired, api.CodePreconditionRequired)
	problem(t, c.send(t, http.MethodPut, at, change, header{"If-Match", `"v999999"`}), http.StatusPreconditionFailed, model.CodeStale)
	problem(t, c.send(t, http.MethodPut, at, change, header{"If-Match", "*"}), http.StatusPreconditionFailed, model.CodeStale)
	for _, other := range []string{"W/" + tag, strings.Trim(tag, `"`), `"x", W/` + tag} {
		problem(t, c.send(t, http.MethodPut, at, change, header{"If-Match", other}), http.StatusPreconditionFailed, model.CodeStale)
	}
	empty := problem(t, c.send(t, http.MethodPut, at, change, header{"If-Match", ""}), http.StatusUnprocessableEntity, model.CodeBadParameter)
	require.Equal(t, "header.If-Match", empty.Errors[0].Parameter)

	// any version of a list will do, also of one on several lines
	request, _ := c.request(t, http.MethodPut, at, change, header{"If-Match", `"v999999"`})
	request.Header.Add("If-Match", tag)
	lines, err := w.http.Client().Do(request)
	require.NoError(t, err)
	require.NoError(t, lines.Body.Close())
	require.Equal(t, http.StatusOK, lines.StatusCode)
	request, _ = c.request(t, http.MethodGet, p.Links["document"], nil, header{"If-None-Match", `"x"`})
	request.Header.Add("If-None-Match", c.send(t, http.MethodGet, p.Links["document"], nil).header.Get("ETag"))
	lines, err = w.http.Client().Do(request)
	require.NoError(t, err)
	require.NoError(t, lines.Body.Close())
	require.Equal(t, http.StatusNotModified, lines.StatusCode)
	tag = c.send(t, http.MethodGet, at, nil).header.Get("ETag")
	done := c.send(t, http.MethodPut, at, change, header{"If-Match", tag + `, "x"`})
	require.Equal(t, change, into[api.Metadata](t, done, http.StatusOK))
	require.NotEqual(t, tag, done.header.Get("ETag"))
	problem(t, c.send(t, http.MethodPut, at, change, header{"If-Match", tag}), http.StatusPreconditionFailed, model.CodeStale)
	found := into[api.PageOf[api.PlanView]](t, c.send(t, http.MethodGet, "/v1/plans?tag=new&name=%E4%B9%99", nil), http.StatusOK)
	require.Len(t, found.Items, 1)
}

func testIdempotency(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	text := district(t, "tiny/kin")
	key := header{"Idempotency-Key", "suite-1"}
	first := into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets?operation=SOLVE", text, key), http.StatusAccepted)
	again := into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets?operation=SOLVE", text, key), http.StatusAccepted)
	require.Equal(t, first, again, "the same request twice makes one dataset and one plan")
	problem(t, c.send(t, http.MethodPost, "/v1/datasets?operation=SOLVE&name=other", text, key), http.StatusUnprocessableEntity, api.CodeIdempotency)
	other := into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets?operation=SOLVE", text, header{"Idempotency-Key", "suite-2"}), http.StatusAccepted)
	require.NotEqual(t, first.ID, other.ID)
	empty := problem(t, c.send(t, http.MethodPost, "/v1/datasets", text, header{"Idempotency-Key", ""}), http.StatusUnprocessableEntity, model.CodeBadParameter)
	require.Equal(t, "header.Idempotency-Key", empty.Errors[0].Parameter, "it would count as none, and the request be made twice")

	body := api.NewPlanBody{Dataset: first.ID}
	one := into[api.PlanView](t, c.send(t, http.MethodPost, "/v1/plans", body, key), http.StatusAccepted)
	two := c.send(t, http.MethodPost, "/v1/plans", body, key)
	require.Contains(t, []int{http.StatusAccepted, http.StatusOK}, two.status)
	require.Equal(t, one.ID, into[api.PlanView](t, two, two.status).ID)
	problem(t, c.send(t, http.MethodPost, "/v1/plans", api.NewPlanBody{Dataset: first.ID, Name: "other"}, key), http.StatusUnprocessableEntity, api.CodeIdempotency)

	fork := header{"Content-Type", "application/json-patch+json"}
	a := into[api.DatasetView](t, c.send(t, http.MethodPost, first.Links["self"]+"/from-patch", `[]`, fork, key), http.StatusCreated)
	b := into[api.DatasetView](t, c.send(t, http.MethodPost, first.Links["self"]+"/from-patch", `[]`, fork, key), http.StatusCreated)
	require.Equal(t, a.ID, b.ID)

	o := w.as(t, api.RoleOperator)
	request := api.NewKeyBody{Name: "once", Roles: []api.Role{api.RoleAuditor}}
	made := into[api.Key](t, o.send(t, http.MethodPost, "/v1/keys", request, key), http.StatusCreated)
	shown := into[api.Key](t, o.send(t, http.MethodPost, "/v1/keys", request, key), http.StatusCreated)
	require.NotEmpty(t, made.Secret)
	require.Equal(t, made.ID, shown.ID)
	require.Empty(t, shown.Secret, "a secret is shown once")

	elsewhere := into[api.DatasetView](t, w.in(t, 1, api.RolePlanner).send(t, http.MethodPost, "/v1/datasets", text, key), http.StatusCreated)
	require.NotEqual(t, first.ID, elsewhere.ID, "keys of another bureau are another matter")
}

// linkOf is where the next page is, as the header says it.
func linkOf(t *testing.T, a *answer) string {
	t.Helper()
	link := a.header.Get("Link")
	require.True(t, strings.HasPrefix(link, "</v1/") && strings.HasSuffix(link, `>; rel="next"`), link)
	return strings.TrimSuffix(link[1:], `>; rel="next"`)
}

func testPages(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	text := district(t, "tiny/couples")
	want := map[string]bool{}
	for range 5 {
		want[into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets?name=paged", text), http.StatusCreated).ID] = true
	}
	for _, sort := range []string{"createdAt", "-createdAt"} {
		var got []string
		path := "/v1/datasets?limit=2&name=paged&sort=" + sort
		for next := ""; ; {
			a := c.send(t, http.MethodGet, path+next, nil)
			page := into[api.PageOf[api.DatasetView]](t, a, http.StatusOK)
			for _, d := range page.Items {
				got = append(got, d.ID)
			}
			if page.Next == "" {
				require.Empty(t, a.header.Get("Link"))
				break
			}
			require.Len(t, page.Items, 2)
			next = "&cursor=" + page.Next
			linked := c.send(t, http.MethodGet, linkOf(t, a), nil)
			require.JSONEq(t, string(c.send(t, http.MethodGet, path+next, nil).body), string(linked.body), "filters and order go along")
		}
		require.Len(t, got, len(want), "every entry once")
		for i := 1; i < len(got); i++ {
			require.Equal(t, sort == "createdAt", got[i-1] < got[i])
		}
	}
	page := into[api.PageOf[api.DatasetView]](t, c.send(t, http.MethodGet, "/v1/datasets?limit=1&name=paged", nil), http.StatusOK)
	for _, bad := range []string{"limit=0", "limit=1001", "cursor=%2B", "cursor=abc", "sort=name", "cursor=" + page.Next, "nonsense=1", "planYear=next", "planYear=0", "name=", "district="} {
		a := c.send(t, http.MethodGet, "/v1/datasets?"+bad, nil)
		require.Equal(t, http.StatusUnprocessableEntity, a.status, "%s: %s", bad, a.body)
		require.NotEmpty(t, into[api.ProblemDetails](t, a, a.status).Errors[0].Parameter, bad)
	}

	p := c.solve(t, api.NewPlanBody{Dataset: into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets", spread(t)), http.StatusCreated).ID})
	require.Equal(t, api.StatusSucceeded, p.Status, "every objective is proved")
	require.Equal(t, api.ProofOptimal, p.Solution.Proof)
	var keys []string
	for next := ""; ; {
		answered := c.send(t, http.MethodGet, p.Links["assignments"]+"?limit=4&sort=-minutes&kind=move"+next, nil)
		a := into[api.AssignmentPage](t, answered, http.StatusOK)
		for i, row := range a.Items {
			require.Equal(t, api.KindMove, row.Kind)
			if i > 0 {
				require.Less(t, row.Minutes, a.Items[i-1].Minutes)
			}
			keys = append(keys, row.Key)
		}
		if a.Next == "" {
			require.Len(t, keys, a.Total)
			break
		}
		next = "&cursor=" + a.Next
		require.Contains(t, linkOf(t, answered), "kind=move")
	}
	require.Len(t, keys, spreadMoves)
	seen := map[string]bool{}
	for _, k := range keys {
		require.False(t, seen[k], "%s comes twice", k)
		seen[k] = true
	}
	testExports(t, w, p)
}

func testComparisons(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	one := c.solved(t)
	rows := into[api.AssignmentPage](t, c.send(t, http.MethodGet, one.Links["assignments"]+"?kind=move", nil), http.StatusOK)
	fork := into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets/"+one.Dataset+"/from-patch",
		`[{"op":"add","path":"/pins","value":[{"teacher":"`+string(rows.Items[0].Teacher)+`","kind":"must_stay","reason":"x","author":"y"}]}]`,
		header{"Content-Type", "application/json-patch+json"}), http.StatusCreated)
	two := c.solve(t, api.NewPlanBody{Dataset: fork.ID})
	a := c.send(t, http.MethodPost, "/v1/comparisons", api.NewComparisonBody{Name: "甲乙", Plans: []string{one.ID, two.ID}})
	v := into[api.ComparisonView](t, a, http.StatusCreated)
	require.Equal(t, one.ID, v.Baseline)
	require.Len(t, v.Changes, 1)
	for _, k := range v.KPIs {
		require.Len(t, k.Values, 2)
		require.Zero(t, k.Values[0].Delta)
		require.InDelta(t, k.Values[1].Value-k.Values[0].Value, k.Values[1].Delta, 1e-9)
	}
	list := into[api.PageOf[api.RowDifference]](t, c.send(t, http.MethodGet, v.Links["rows"], nil), http.StatusOK)
	require.Len(t, list.Items, v.Changes[0].Added+v.Changes[0].Removed+v.Changes[0].Modified)
	removed := into[api.PageOf[api.RowDifference]](t, c.send(t, http.MethodGet, v.Links["rows"]+"?change=removed", nil), http.StatusOK)
	require.Equal(t, rows.Items[0].Key, removed.Items[0].Key, "who stays now is a row less")

	same := into[api.ComparisonView](t, c.send(t, http.MethodPost, "/v1/comparisons", api.NewComparisonBody{Plans: []string{one.ID, c.solve(t, api.NewPlanBody{Dataset: one.Dataset}).ID}}), http.StatusCreated)
	require.Empty(t, into[api.PageOf[api.RowDifference]](t, c.send(t, http.MethodGet, same.Links["rows"], nil), http.StatusOK).Items, "a difference lists only what differs")

	problem(t, c.send(t, http.MethodPost, "/v1/comparisons", api.NewComparisonBody{Plans: []string{one.ID, one.ID}}), http.StatusUnprocessableEntity, model.CodeDuplicate)
	problem(t, c.send(t, http.MethodPost, "/v1/comparisons", api.NewComparisonBody{Plans: []string{one.ID, "pl_nothing"}}), http.StatusNotFound, model.CodeNotFound)
	problem(t, c.send(t, http.MethodGet, v.Links["rows"]+"?plan=pl_nothing", nil), http.StatusUnprocessableEntity, model.CodeBadParameter)
	require.NotEmpty(t, into[api.PageOf[api.Comparison]](t, c.send(t, http.MethodGet, "/v1/comparisons", nil), http.StatusOK).Items)
	require.Equal(t, http.StatusNoContent, c.send(t, http.MethodDelete, v.Links["self"], nil).status)
	problem(t, c.send(t, http.MethodGet, v.Links["self"], nil), http.StatusNotFound, model.CodeNotFound)
}

func testEvaluation(t *testing.T, w *world) {
	c := w.as(t, api.RoleReviewer)
	var p api.PlanView
	var doc *answer
	var report map[string]any
	for range 5 { // other topics change the lottery of the pack, perhaps between a solve and its check
		p = w.as(t, api.RolePlanner).solved(t)
		doc = c.send(t, http.MethodGet, p.Links["document"], nil)
		report = into[map[string]any](t, c.send(t, http.MethodPost, "/v1/plans:evaluate", `{"dataset":"`+p.Dataset+`","plan":`+string(doc.body)+`}`), http.StatusOK)
		if report["ok"] == true {
			break
		}
	}
	require.Equal(t, true, report["ok"], "the check takes what the solver makes")

	moved := into[model.Plan](t, doc, http.StatusOK).Moves[0]
	wrong := `{"dataset":"` + p.Dataset + `","decisions":{"moves":[{"teacher":"` + string(moved.Teacher) + `","to":{"school":"` + string(moved.From.School) +
		`","stage":"` + string(moved.From.Stage) + `","subject":"` + string(moved.From.Subject) + `"}}],"visits":[],"partTime":[],"remote":[]}}`
	report = into[map[string]any](t, c.send(t, http.MethodPost, "/v1/plans:evaluate", wrong), http.StatusOK)
	require.Equal(t, false, report["ok"], "a move to the own school is none")
	require.NotEmpty(t, report["violations"])
	problem(t, c.send(t, http.MethodPost, "/v1/plans:evaluate", `{"dataset":"`+p.Dataset+`"}`), http.StatusUnprocessableEntity, model.CodeInconsistent)

	proved := into[struct {
		Teachers []struct{ Proof struct{ Holds bool } }
	}](t, c.send(t, http.MethodPost, "/v1/eligibility", api.EligibilityBody{Dataset: p.Dataset, Proof: true}), http.StatusOK)
	for _, one := range proved.Teachers {
		require.True(t, one.Proof.Holds)
	}
	e := into[api.Eligibility](t, c.send(t, http.MethodPost, "/v1/eligibility", api.EligibilityBody{Dataset: p.Dataset}), http.StatusOK)
	sum := 0
	for _, n := range e.Counts {
		sum += n
	}
	require.Len(t, e.Teachers, sum)
	require.Len(t, proved.Teachers, sum)
	for _, one := range e.Teachers {
		require.NotEmpty(t, one.Verdict.Findings)
	}
	one := api.EligibilityBody{Dataset: p.Dataset, Teachers: []model.TeacherID{moved.Teacher}, Pack: "litong-2022-46"}
	e = into[api.Eligibility](t, c.send(t, http.MethodPost, "/v1/eligibility", one), http.StatusOK)
	require.Len(t, e.Teachers, 1)
	require.Equal(t, "litong-2022-46", e.Pack)
	one.Teachers = append(one.Teachers, "NOBODY")
	got := problem(t, c.send(t, http.MethodPost, "/v1/eligibility", one), http.StatusUnprocessableEntity, model.CodeUnknownReference)
	require.Equal(t, "/teachers/1", got.Errors[0].Pointer)
	many := api.EligibilityBody{Dataset: w.as(t, api.RolePlanner).upload(t, "litong").ID, Proof: true}
	got = problem(t, c.send(t, http.MethodPost, "/v1/eligibility", many), http.StatusRequestEntityTooLarge, model.CodeTooLarge)
	require.Equal(t, "/teachers", got.Errors[0].Pointer)
}

func testBatches(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	datasets := []string{c.upload(t, "tiny/due").ID, c.upload(t, "tiny/kin").ID, c.upload(t, "tiny/couples").ID}
	a := c.send(t, http.MethodPost, "/v1/batches", api.NewBatchBody{Name: "省", Datasets: datasets})
	b := into[api.BatchView](t, a, http.StatusAccepted)
	require.Equal(t, 3, b.Total)
	plans := into[api.PageOf[api.PlanView]](t, c.send(t, http.MethodGet, b.Links["plans"], nil), http.StatusOK).Items
	require.Len(t, plans, 3, "one plan for each district")
	for _, p := range plans {
		require.Equal(t, b.ID, p.Batch)
		_, _ = c.stream(t, p.ID, "0")
	}
	b = into[api.BatchView](t, c.send(t, http.MethodGet, b.Links["self"], nil), http.StatusOK)
	require.Equal(t, []int{3, 3}, []int{b.Total, b.Succeeded})
	require.Equal(t, api.StatusSucceeded, b.Status)
	require.Equal(t, http.StatusAccepted, c.send(t, http.MethodDelete, b.Links["self"], nil).status)

	// a district whose rules contradict each other has no plan, and hides nothing
	impossible, _ := c.impossible(t)
	a = c.send(t, http.MethodPost, "/v1/batches", api.NewBatchBody{Datasets: []string{datasets[0], impossible}})
	b = into[api.BatchView](t, a, http.StatusAccepted)
	for _, p := range into[api.PageOf[api.PlanView]](t, c.send(t, http.MethodGet, b.Links["plans"], nil), http.StatusOK).Items {
		_, _ = c.stream(t, p.ID, "0")
	}
	b = into[api.BatchView](t, c.send(t, http.MethodGet, b.Links["self"], nil), http.StatusOK)
	require.Equal(t, []int{2, 1, 1, 0}, []int{b.Total, b.Succeeded, b.Infeasible, b.Failed})
	require.Equal(t, api.StatusIncomplete, b.Status)
	problem(t, c.send(t, http.MethodPost, "/v1/batches", api.NewBatchBody{Datasets: []string{"ds_nothing"}}), http.StatusNotFound, model.CodeNotFound)
	problem(t, c.send(t, http.MethodPost, "/v1/batches", `{"datasets":[]}`), http.StatusUnprocessableEntity, model.CodeOutOfRange)
}
