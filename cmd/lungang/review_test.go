package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/review"
	"lungang/store"
	"lungang/store/pgtest"
)

// people makes accounts that have logged in: the token of a session for each role.
func (s *server) people(t *testing.T, dir, dataKey string, roles ...api.Role) map[api.Role]string {
	t.Helper()
	key, err := os.ReadFile(filepath.Join(dir, "audit.key"))
	require.NoError(t, err)
	db, err := store.Open(t.Context(), store.Config{Directory: dir, DataKey: dataKey, AuditKey: strings.TrimSpace(string(key))})
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	out := map[api.Role]string{}
	require.NoError(t, db.InTx(t.Context(), func(tx *store.Tx) error {
		tenants, err := tx.House().Tenants()
		if err != nil {
			return err
		}
		for _, role := range roles {
			u, err := tx.Users().Create(tenants[0].ID, store.System, store.NewUser{Issuer: "https://login", Subject: string(role), Roles: []string{string(role)}})
			if err != nil {
				return err
			}
			_, token, err := tx.Sessions().Create(tenants[0].ID, u.ID, time.Hour)
			if err != nil {
				return err
			}
			out[role] = token
		}
		return nil
	}))
	return out
}

// asPerson runs a command in the session of a person.
func (s *server) asPerson(ctx context.Context, session string, args ...string) run {
	var out, errs bytes.Buffer
	env := map[string]string{"LUNGANG_SESSION": session, "LUNGANG_SERVER": s.url}
	m := &Main{
		Name: "lungang", Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
		Env: func(name string) string { return env[name] }, Now: time.Now,
	}
	code := m.Run(ctx)
	return run{code, out.String(), errs.String()}
}

// plainYears writes calendars without holidays, so that the test does not end
// with the product's.
func plainYears(t *testing.T, dir string) string {
	t.Helper()
	var files []string
	for year := time.Now().Year(); year <= time.Now().Year()+1; year++ {
		name := filepath.Join(dir, strconv.Itoa(year)+".yaml")
		text := fmt.Sprintf("{year: %d, title: {zh: 试, en: test}, document: 试%d, published: %d-11-01, evidence: design, source: test, holidays: [], worked: []}", year, year, year-1)
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		files = append(files, name)
	}
	return strings.Join(files, ",")
}

// From a draft to an objection that is resolved, on the command line, each step
// by who may take it.
func TestReviewOnTheCommandLine(t *testing.T) {
	t.Parallel()
	dir, key := t.TempDir(), pgtest.DataKey()
	s := launch(t, []string{"LUNGANG_DRAIN=0s", "LUNGANG_DATA_KEY=" + key}, "serve", "--json", "--addr", "127.0.0.1:0", "--data", dir, "--calendar", plainYears(t, dir))
	who := s.people(t, dir, key, api.RolePlanner, api.RoleReviewer, api.RoleEducation, api.RoleStaffing, api.RolePersonnel, api.RoleApprover)
	file := filepath.Join(t.TempDir(), "plan.json")
	require.Equal(t, exitDone, s.lungang(t.Context(), "", "solve", "fixture:tiny/preference", "-o", file, "--quiet").code)
	var plans []api.PlanView
	s.json(t, &plans, "plans", "list")
	id := plans[0].ID

	at := func() string {
		var v api.ReviewView
		s.json(t, &v, "review", "show", id)
		return strconv.FormatInt(v.Version, 10)
	}
	step := func(role api.Role, args ...string) run {
		return s.asPerson(t.Context(), who[role], append([]string{"review"}, append(args, "--version", at(), "--reason", "按程序办理")...)...)
	}
	ok := func(r run) string {
		t.Helper()
		require.Equal(t, exitDone, r.code, r.stderr)
		return r.stdout
	}
	// what is missing is told before anything is asked
	r := s.asPerson(t.Context(), who[api.RolePlanner], "review", "submit", id, "--reason", "x")
	require.Equal(t, exitInput, r.code)
	require.Contains(t, r.stderr, "--version")
	r = s.asPerson(t.Context(), who[api.RolePlanner], "review", "submit", id, "--version", "1")
	require.Contains(t, r.stderr, "--reason")
	// a key of the technical operator decides nothing; a stale version neither
	r = s.lungang(t.Context(), "", "review", "submit", id, "--version", at(), "--reason", "x")
	require.Equal(t, exitInput, r.code)
	require.Contains(t, r.stderr, "not permitted")
	r = s.asPerson(t.Context(), who[api.RolePlanner], "review", "submit", id, "--version", "999", "--reason", "x")
	require.Equal(t, exitInput, r.code)
	require.Contains(t, ok(step(api.RolePlanner, "submit", id)), "IN_REVIEW 审核中")

	r = step(api.RoleApprover, "approve", id)
	require.Equal(t, exitInput, r.code, "nobody has signed")
	require.Contains(t, r.stderr, "A-58", "the clause is named")
	for _, office := range []api.Role{api.RoleEducation, api.RoleStaffing, api.RolePersonnel} {
		ok(step(office, "sign", id, "--office", string(office)))
	}
	require.Contains(t, ok(step(api.RoleApprover, "approve", id)), "APPROVED")
	var found api.SentinelView
	s.json(t, &found, "review", "findings", id)
	for _, f := range found.Findings {
		ok(step(api.RoleApprover, "acknowledge", id, "--finding", f.Key))
	}
	require.Contains(t, ok(step(api.RoleApprover, "publicise", id, "--lang", "en")), "5 working days")
	r = step(api.RoleApprover, "close", id)
	require.Equal(t, exitInput, r.code, "the period is not over")
	require.Contains(t, r.stderr, "B3-58")

	text, err := os.ReadFile(file)
	require.NoError(t, err)
	plan, err := decodePlan(source{name: file, text: text})
	require.NoError(t, err)
	out := ok(s.asPerson(t.Context(), who[api.RoleReviewer], "review", "object", id, "--teacher", string(plan.Moves[0].Teacher), "--kind", string(model.PinStay), "--reason", "家有病人", "--json"))
	var o api.Objection
	require.NoError(t, json.Unmarshal([]byte(out), &o))
	objection := o.ID
	require.Contains(t, ok(s.asPerson(t.Context(), who[api.RoleReviewer], "review", "simulate", objection, "--wait", "180")), "采纳则")
	require.Contains(t, ok(s.asPerson(t.Context(), who[api.RoleReviewer], "review", "objections", id)), string(review.ObjectionOpen))
	var list []api.Objection
	s.json(t, &list, "review", "objections", id)
	o = list[0]
	r = s.asPerson(t.Context(), who[api.RoleApprover], "review", "resolve", objection, "--reason", "x", "--version", "1")
	require.Contains(t, r.stderr, "--accept")
	require.Contains(t, ok(s.asPerson(t.Context(), who[api.RoleApprover], "review", "resolve", objection, "--accept", "--reason", "情况属实", "--version", strconv.FormatInt(o.Version, 10))), "ACCEPTED")
	require.Contains(t, ok(s.lungang(t.Context(), "", "review", "history", id)), "情况属实")
	var v api.ReviewView
	s.json(t, &v, "review", "show", id)
	require.Equal(t, api.BusinessSuperseded, v.State)
	require.NotEmpty(t, v.SupersededBy)
	require.Len(t, v.Publication.Supplied, len(v.Publication.Calendars), "whose calendar it was is told")

	bundle := filepath.Join(t.TempDir(), "bundle.zip")
	require.Equal(t, exitDone, s.lungang(t.Context(), "", "bundle", id, "-o", bundle).code)
	verified := lungang(t, "", "verify", bundle, "--lang", "en")
	require.Equal(t, exitDone, verified.code, verified.stdout)
	require.Contains(t, verified.stdout, "checkpoint")
	s.kill()
	byHand(t, dir, "PRAGMA wal_checkpoint(TRUNCATE)")
	require.Equal(t, exitDone, lungang(t, "", "audit", "verify", "--data", dir).code)
}
