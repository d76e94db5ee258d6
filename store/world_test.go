package store_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/store"
)

const clerk store.Actor = "usr_clerk"

// world is a tenant with something of everything.
type world struct {
	tenant store.TenantID

	problem                        *model.Problem
	document                       store.Document
	dataset, fork                  *store.Dataset
	teacher                        model.TeacherID
	created, queued, running, done *store.Plan
	run                            *store.Run
	batch                          *store.Batch
	comparison                     *store.Comparison
	pin                            *store.Pin
	override                       *store.Override
	user                           *store.User
	session                        *store.Session
	token                          string
	key                            *store.APIKey
	secret                         string
	webhook                        *store.Webhook
	signing                        string
	pending, delivered             *store.Delivery
	public, rung                   *store.Plan // public and objected to; what the objection would change
	objection                      *store.Objection
	question                       *store.Question // about teacher, of done
}

func tiny(t testing.TB) *model.Problem {
	t.Helper()
	p, err := fixtures.Get("tiny/" + tinyName(t))
	require.NoError(t, err)
	return p
}

func tinyName(t testing.TB) string {
	t.Helper()
	for _, name := range fixtures.Names() {
		if len(name) > 5 && name[:5] == "tiny/" {
			return name[5:]
		}
	}
	t.Fatal("no tiny fixture")
	return ""
}

func documentOf(t testing.TB, p *model.Problem) store.Document {
	t.Helper()
	text, err := model.Canonical(p)
	require.NoError(t, err)
	return store.NewDocument(text)
}

// newWorld makes a tenant with something of everything. Whatever is secret or
// personal in it contains mark.
func newWorld(t testing.TB, b *bench, mark string) *world {
	t.Helper()
	w := &world{tenant: b.tenant(t), problem: tiny(t)}
	w.problem.District.Name = mark + " 县"
	w.document = documentOf(t, w.problem)
	w.teacher = w.problem.Teachers[0].ID
	b.do(t, func(tx *store.Tx) error { w.fillData(t, tx, mark); return nil })
	b.do(t, func(tx *store.Tx) error { w.fillPlans(t, tx, mark); return nil })
	b.do(t, func(tx *store.Tx) error { w.fillPeople(t, tx, mark); return nil })
	b.do(t, func(tx *store.Tx) error { w.fillReview(t, tx, mark); return nil })
	return w
}

func (w *world) fillData(t testing.TB, tx *store.Tx, mark string) {
	t.Helper()
	var err error
	ok := func() { t.Helper(); require.NoError(t, err) }
	w.dataset, err = tx.Datasets().Create(w.tenant, clerk, store.NewDataset{
		Name: mark, Document: w.document, Problem: w.problem, Source: "json",
		Faults: store.NewDocument([]byte(`["` + mark + `"]`)),
	})
	ok()
	err = tx.People().Replace(w.tenant, clerk, w.dataset.ID, map[model.TeacherID]store.Personal{
		w.teacher: {Name: mark + "老师", IDNumber: "110101199003070000" + mark},
	})
	ok()
	w.fork, err = tx.Datasets().Create(w.tenant, clerk, store.NewDataset{
		Document: w.document, Problem: w.problem, ParentID: w.dataset.ID, Source: "patch",
	})
	ok()
	w.pin, err = tx.Pins().Create(w.tenant, clerk, store.NewPin{DatasetID: w.dataset.ID, TeacherID: w.teacher, Kind: model.PinStay, Reason: mark})
	ok()
	w.override, err = tx.Packs().Override(w.tenant, clerk, "hunan-county-3y", model.Override{
		Parameter: "exchange.ratio", Value: json.RawMessage(` {"b": 1.0, "a": "` + mark + `"}`), Reason: mark, Approver: "局长",
	})
	ok()
	w.batch, err = tx.Batches().Create(w.tenant, clerk, mark)
	ok()
}

func (w *world) fillPlans(t testing.TB, tx *store.Tx, mark string) {
	t.Helper()
	plan := func(queue, start bool) (*store.Plan, *store.Run) {
		p, err := tx.Plans().Create(w.tenant, clerk, store.NewPlan{
			Name: mark, Tags: []string{mark, "b"}, DatasetID: w.dataset.ID, BatchID: w.batch.ID, Options: map[string]any{"seed": mark},
		})
		require.NoError(t, err)
		if !queue {
			return p, nil
		}
		require.NoError(t, tx.Plans().Queue(w.tenant, p.ID, 7))
		if !start {
			return p, nil
		}
		run, err := tx.Plans().Start(w.tenant, p.ID, mark)
		require.NoError(t, err)
		return p, run
	}
	w.created, _ = plan(false, false)
	w.queued, _ = plan(true, false)
	w.running, w.run = plan(true, true)
	_, err := tx.Events().Append(w.tenant, w.running.ID, w.run.ID, json.RawMessage(`{"kind":"`+mark+`"}`))
	require.NoError(t, err)
	var run *store.Run
	w.done, run = plan(true, true)
	require.NoError(t, tx.Plans().Finish(w.tenant, w.done.ID, run.ID, store.Outcome{
		Status: store.PlanSucceeded, Document: store.NewDocument([]byte("plan " + mark)), Report: store.NewDocument([]byte("report " + mark)),
		Certificates: store.NewDocument([]byte("certificates " + mark)), Versions: model.Versions{Lungang: "1", CLP: "2", CBC: "3"},
		Pack:    model.PlanPack{ID: "hunan-county-3y", Version: "1.0.0", Hash: "abc"},
		Rules:   store.NewDocument([]byte("rules " + mark)),
		Summary: json.RawMessage(`{"tiers":[{"id":"vacancy","value":3}]}`),
		Plan:    model.PlanStatus{Termination: model.StoppedComplete, Proof: model.Proved, Coverage: model.PartialCoverage},
	}))
	w.done, err = tx.Plans().Get(w.tenant, w.done.ID)
	require.NoError(t, err)
	w.question, _, err = tx.Questions().Ask(w.tenant, clerk, w.done.ID, w.asked("S1"))
	require.NoError(t, err)
	w.comparison, err = tx.Comparisons().Create(w.tenant, clerk, mark, []string{w.done.ID, w.running.ID}, store.NewDocument([]byte("comparison "+mark)))
	require.NoError(t, err)
}

// asked is a question about the teacher of the world.
func (w *world) asked(school model.SchoolID) store.NewQuestion {
	return store.NewQuestion{
		TeacherID: w.teacher, SchoolID: school, Pin: model.PinGo, Options: map[string]any{"timeLimitSeconds": 9},
		Problem: store.NewDocument([]byte(`{"other":"` + string(school) + string(w.tenant) + `"}`)), ProblemHash: store.HashPrefix + string(school), Pins: 1,
	}
}

func (w *world) fillPeople(t testing.TB, tx *store.Tx, mark string) {
	t.Helper()
	var err error
	ok := func() { t.Helper(); require.NoError(t, err) }
	w.user, err = tx.Users().Create(w.tenant, clerk, store.NewUser{
		Issuer: "https://login", Subject: mark, Roles: []string{"planner"}, Personal: store.UserPersonal{Name: mark + "科员"},
	})
	ok()
	w.session, w.token, err = tx.Sessions().Create(w.tenant, w.user.ID, time.Hour)
	ok()
	w.key, w.secret, err = tx.Keys().Create(w.tenant, clerk, store.NewKey{Name: mark, Roles: []string{"hr-system"}, ExpiresAt: tx.Now().Add(24 * time.Hour)})
	ok()
	w.webhook, w.signing, err = tx.Webhooks().Create(w.tenant, clerk, store.WebhookChange{URL: "https://" + mark + ".example.org/", Events: []string{"plan.finished"}})
	ok()
	w.pending, err = tx.Deliveries().Create(w.tenant, w.webhook.ID, "plan.finished", `{"id":"`+mark+`"}`)
	ok()
	w.delivered, err = tx.Deliveries().Create(w.tenant, w.webhook.ID, "plan.finished", `{}`)
	ok()
	err = tx.Deliveries().Tried(w.tenant, w.delivered.ID, store.DeliveryAttempt{HTTPStatus: 204, Milliseconds: 12}, true, time.Time{})
	ok()
	_, err = tx.Idempotencies().Claim(w.tenant, clerk, "k", "sha256:request", time.Hour)
	ok()
	err = tx.Idempotencies().Complete(w.tenant, clerk, "k", store.Answer{Status: 201, Location: "/" + mark})
	ok()
	_, err = tx.Idempotencies().Claim(w.tenant, clerk, "open", "sha256:request", time.Hour)
	ok()
}

func (w *world) fillReview(t testing.TB, tx *store.Tx, mark string) {
	t.Helper()
	var err error
	ok := func() { t.Helper(); require.NoError(t, err) }
	w.public, err = tx.Plans().Create(w.tenant, clerk, store.NewPlan{Name: mark, DatasetID: w.fork.ID})
	ok()
	w.rung, err = tx.Plans().Create(w.tenant, clerk, store.NewPlan{Name: mark, DatasetID: w.fork.ID})
	ok()
	_, err = tx.Reviews().Record(w.tenant, clerk, w.public.ID, 1, store.NewReviewEvent{
		Action: "publicise", From: store.Draft, To: "PUBLICISED", Roles: []string{"approver"}, Reason: mark, Detail: map[string]any{"on": "2026-09-01"},
	})
	ok()
	w.objection, err = tx.Objections().Create(w.tenant, clerk, w.public.ID, 2, objected(mark), store.NewObjection{
		Party: "person", TeacherID: w.teacher, Kind: model.PinStay, DatasetID: w.fork.ID, Reason: mark,
	})
	ok()
	w.objection, err = tx.Objections().Simulate(w.tenant, clerk, w.objection.ID, 1, []store.NewRung{{Rung: "hold_all", PlanID: w.rung.ID}})
	ok()
	w.public, err = tx.Plans().Get(w.tenant, w.public.ID)
	ok()
}

func objected(mark string) store.NewReviewEvent {
	return store.NewReviewEvent{Action: "object", From: "PUBLICISED", To: "OBJECTION", Roles: []string{"planner"}, Reason: mark}
}
