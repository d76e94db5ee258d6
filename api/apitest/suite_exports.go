package apitest

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

// testExports expects the rows of a plan as tables: the same rows, filters and
// order as page by page, and no cell that a program would run.
func testExports(t *testing.T, w *world, p api.PlanView) {
	c := w.as(t, api.RoleReviewer)
	table := func(query string) [][]string {
		a := c.send(t, http.MethodGet, p.Links["assignments"]+".csv"+query, nil)
		require.Equal(t, http.StatusOK, a.status, "%s", a.body)
		require.Equal(t, "text/csv; charset=utf-8; header=present", a.header.Get("Content-Type"))
		require.Equal(t, `attachment; filename="assignments-`+p.ID+`.csv"`, a.header.Get("Content-Disposition"))
		text, marked := strings.CutPrefix(string(a.body), "\uFEFF")
		require.True(t, marked, "office programs need the mark")
		records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		require.NoError(t, err)
		return records
	}
	all := table("?sort=-minutes&lang=en")
	require.Len(t, all, 1+spreadMoves)
	require.Equal(t, "kind", all[0][0])
	var teachers []string
	for _, r := range all[1:] {
		teachers = append(teachers, r[1])
		require.Equal(t, "rotation", r[0])
	}
	page := into[api.AssignmentPage](t, c.send(t, http.MethodGet, p.Links["assignments"]+"?sort=-minutes&limit=1000", nil), http.StatusOK)
	for i, row := range page.Items {
		require.Equal(t, string(row.Teacher), teachers[i])
	}
	one := table("?school=V0")
	require.Len(t, one, 2)
	require.Equal(t, "类别", one[0][0])
	require.Contains(t, one[1], `'=HYPERLINK("http://example.com","东溪")`, "a name never runs")
	require.Len(t, table("?kind=remote"), 1, "the head alone")

	a := c.send(t, http.MethodGet, p.Links["assignments"]+".xlsx?lang=en", nil)
	require.Equal(t, http.StatusOK, a.status)
	book, err := zip.NewReader(bytes.NewReader(a.body), int64(len(a.body)))
	require.NoError(t, err)
	sheet, err := book.Open("xl/worksheets/sheet1.xml")
	require.NoError(t, err)
	cells, err := io.ReadAll(sheet)
	require.NoError(t, err)
	require.Equal(t, 1+spreadMoves, strings.Count(string(cells), "<row "))
	require.NotContains(t, string(cells), "<f>", "no formula")
	etag := a.header.Get("ETag")
	require.NotEmpty(t, etag)
	require.Equal(t, http.StatusNotModified, c.send(t, http.MethodGet, p.Links["assignments"]+".xlsx?lang=en", nil, header{"If-None-Match", etag}).status)
	require.Equal(t, http.StatusOK, c.send(t, http.MethodGet, p.Links["assignments"]+".xlsx", nil, header{"If-None-Match", etag}).status, "another language")

	// names are for those who may see them, masked
	hr := w.as(t, api.RoleHRSystem)
	people := `{"persons":[{"teacher":"` + teachers[0] + `","name":"王小芳"}]}`
	require.Equal(t, http.StatusNoContent, hr.send(t, http.MethodPut, "/v1/datasets/"+p.Dataset+"/persons", people).status)
	require.NotContains(t, table("")[0], "姓名")
	named := table("?names=true&teacher=" + teachers[0])
	require.Equal(t, "姓名", named[0][2])
	require.Equal(t, "王**", named[1][2])
	auditor := w.as(t, api.RoleAuditor)
	problem(t, auditor.send(t, http.MethodGet, p.Links["assignments"]+".csv?names=true", nil), http.StatusForbidden, api.CodeForbidden)
	problem(t, c.send(t, http.MethodGet, p.Links["assignments"]+".pdf", nil), http.StatusUnprocessableEntity, model.CodeBadParameter)
	problem(t, c.send(t, http.MethodGet, "/v1/plans/pl_none/assignments.csv", nil), http.StatusNotFound, model.CodeNotFound)
}
