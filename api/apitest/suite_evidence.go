package apitest

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/audit"
	"lungang/audit/evidence"
	"lungang/model"
)

// Whoever has the bundle of a plan verifies it alone, and sees what was changed.
func testEvidence(t *testing.T, w *world) {
	planner, auditor, hr := w.as(t, api.RolePlanner), w.as(t, api.RoleAuditor), w.as(t, api.RoleHRSystem)
	d := planner.upload(t, "tiny/due")
	require.Equal(t, http.StatusCreated, planner.send(t, http.MethodPost, "/v1/datasets/"+d.ID+"/pins", api.NewPin{
		Teacher: firstTeacher(t, planner, d.ID), Kind: model.PinStay, Reason: "毕业班",
	}).status)
	taken := into[api.Pin](t, planner.send(t, http.MethodPost, "/v1/datasets/"+d.ID+"/pins", api.NewPin{
		Teacher: firstTeacher(t, planner, d.ID), Kind: model.PinNotGo, School: firstSchool(t, planner, d.ID), Reason: "再议",
	}), http.StatusCreated)
	require.Equal(t, http.StatusNoContent, planner.send(t, http.MethodDelete, "/v1/datasets/"+d.ID+"/pins/"+taken.ID, nil).status)
	plan := planner.solve(t, api.NewPlanBody{Dataset: d.ID})
	require.Equal(t, http.StatusOK, hr.send(t, http.MethodGet, "/v1/datasets/"+d.ID+"/persons", nil).status)
	at := "/v1/plans/" + plan.ID

	a := planner.send(t, http.MethodGet, at+"/certificate", nil)
	require.Equal(t, http.StatusOK, a.status, "%s", a.body)
	require.Equal(t, plan.Certificates, hash(a.body))
	_, err := evidence.Read(a.body)
	require.NoError(t, err)
	require.Equal(t, http.StatusNotModified, planner.send(t, http.MethodGet, at+"/certificate", nil, header{"If-None-Match", a.header.Get("ETag")}).status)

	a = planner.send(t, http.MethodGet, at+"/rules", nil)
	require.Equal(t, http.StatusOK, a.status, "%s", a.body)
	require.True(t, plan.Rules)
	document := into[model.Plan](t, planner.send(t, http.MethodGet, at+"/document", nil), http.StatusOK)
	require.Equal(t, "sha256:"+document.Pack.Hash, hash(a.body), "what the plan says it was solved under")
	require.Contains(t, string(a.body), `"exchange.ratio"`)
	require.Equal(t, http.StatusNotModified, planner.send(t, http.MethodGet, at+"/rules", nil, header{"If-None-Match", a.header.Get("ETag")}).status)

	b := auditor.send(t, http.MethodGet, at+"/bundle", nil)
	require.Equal(t, http.StatusOK, b.status, "%s", b.body)
	require.Equal(t, "application/zip", b.header.Get("Content-Type"))
	require.Contains(t, b.header.Get("Content-Disposition"), "bundle-"+plan.ID+".zip")
	report, err := audit.VerifyBundle(t.Context(), b.body, evidence.Programs)
	require.NoError(t, err)
	require.True(t, report.OK, "%v", report.Lines)
	certified, logged := 0, ""
	for _, l := range report.Lines {
		if l.State == audit.Verified && strings.HasPrefix(l.Message.EN, "proved in exact arithmetic") {
			certified++
		}
		logged += l.Message.EN + "\n"
	}
	require.Equal(t, len(plan.Tiers), certified, "every objective is proved")
	for _, action := range []string{"dataset.created", "pin.created", "pin.withdrawn", "plan.created", "plan.finished"} {
		require.Contains(t, logged, " "+action+"\n")
	}
	require.NotContains(t, logged, "people.read", "who looked at names is nobody else's business")

	row := into[api.PageOf[api.AuditEntry]](t, auditor.send(t, http.MethodGet, "/v1/audit?action=bundle.exported&subject="+plan.ID, nil), http.StatusOK).Items
	require.Len(t, row, 1)
	require.Contains(t, string(row[0].Data), hash(b.body))

	for _, member := range []string{"plan.json", "certificates.json", "log/entries.json"} {
		report, err = audit.VerifyBundle(t.Context(), tampered(t, b.body, member), evidence.Programs)
		require.NoError(t, err)
		require.False(t, report.OK)
		require.True(t, slices.ContainsFunc(report.Lines, func(l audit.Line) bool { return l.State == audit.Failed && l.What == member }), "%s: %v", member, report.Lines)
	}

	for _, role := range []api.Role{api.RolePlanner, api.RoleReviewer, api.RoleOperator, api.RoleHRSystem} {
		problem(t, w.as(t, role).send(t, http.MethodGet, at+"/bundle", nil), http.StatusForbidden, api.CodeForbidden)
	}
	for _, path := range []string{"/v1/plans/pl_none/bundle", "/v1/plans/pl_none/certificate"} {
		problem(t, w.as(t, api.RoleApprover).send(t, http.MethodGet, path, nil), http.StatusNotFound, model.CodeNotFound)
	}
}

func firstTeacher(t *testing.T, c *client, dataset string) model.TeacherID {
	t.Helper()
	return into[model.Problem](t, c.send(t, http.MethodGet, "/v1/datasets/"+dataset+"/document", nil), http.StatusOK).Teachers[0].ID
}

func firstSchool(t *testing.T, c *client, dataset string) model.SchoolID {
	t.Helper()
	return into[model.Problem](t, c.send(t, http.MethodGet, "/v1/datasets/"+dataset+"/document", nil), http.StatusOK).Schools[0].ID
}

// logInBundle is what the log in the bundle of a plan says: action and subject,
// once everything in it is verified.
func (w *world) logInBundle(t *testing.T, plan string) string {
	t.Helper()
	b := w.as(t, api.RoleAuditor).send(t, http.MethodGet, "/v1/plans/"+plan+"/bundle", nil)
	require.Equal(t, http.StatusOK, b.status, "%s", b.body)
	report, err := audit.VerifyBundle(t.Context(), b.body, evidence.Programs)
	require.NoError(t, err)
	require.True(t, report.OK, "%v", report.Lines)
	in, err := zip.NewReader(bytes.NewReader(b.body), int64(len(b.body)))
	require.NoError(t, err)
	r, err := in.Open("log/entries.json")
	require.NoError(t, err)
	text, err := io.ReadAll(r)
	require.NoError(t, err)
	require.NoError(t, r.Close())
	var list []struct{ Record string }
	require.NoError(t, json.Unmarshal(text, &list))
	var said strings.Builder
	for _, x := range list {
		e, err := audit.ParseRecord([]byte(x.Record))
		require.NoError(t, err)
		said.WriteString(e.Action + " " + e.Subject + "\n")
	}
	return said.String()
}

// tampered changes the last byte of one member of a bundle.
func tampered(t *testing.T, bundle []byte, member string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(bundle), int64(len(bundle)))
	require.NoError(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		require.NoError(t, r.Close())
		if f.Name == member {
			content[len(content)-1] ^= 1
		}
		o, err := out.Create(f.Name)
		require.NoError(t, err)
		_, err = o.Write(content)
		require.NoError(t, err)
	}
	require.NoError(t, out.Close())
	return b.Bytes()
}
