package apitest

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/exchange"
	"lungang/exchange/workbook"
	"lungang/model"
)

// testWorkbooks brings a district in and out as a workbook, and gets a faulty one
// back with its faults marked.
func testWorkbooks(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	xlsx := header{"Content-Type", exchange.XLSX.ContentType()}
	p, err := model.DecodeProblem(bytes.NewReader(district(t, "tiny/due")))
	require.NoError(t, err)
	bookOf := func(p *model.Problem) []byte {
		var b bytes.Buffer
		require.NoError(t, workbook.Write(&b, p))
		return b.Bytes()
	}
	// the same district, whichever way it comes
	d := into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets", bookOf(p), xlsx), http.StatusCreated)
	require.Equal(t, "sha256:"+p.Hash(), d.Hash)
	got := c.send(t, http.MethodGet, d.Links["workbook"], nil)
	require.Equal(t, http.StatusOK, got.status)
	require.Equal(t, exchange.XLSX.ContentType(), got.header.Get("Content-Type"))
	again := into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets", got.body, xlsx), http.StatusCreated)
	require.Equal(t, d.Hash, again.Hash)

	marked := c.send(t, http.MethodGet, d.Links["validation"]+".xlsx", nil)
	require.Equal(t, http.StatusOK, marked.status)
	_, faults, err := workbook.Decode(marked.body)
	require.NoError(t, err)
	require.Len(t, faults, d.Warnings)

	// all faults at once, with sheet and cell, and nothing of the client's words
	bad := *p
	bad.Teachers = append([]model.Teacher{}, p.Teachers...)
	bad.Teachers[0].School, bad.Teachers[0].Preferences = "X9", []model.SchoolID{"王芳"}
	bad.Teachers[1].BirthDate.Year = 2020
	body := bookOf(&bad)
	e := problem(t, c.send(t, http.MethodPost, "/v1/datasets", body, xlsx), http.StatusUnprocessableEntity, model.CodeInvalid)
	places := map[string]bool{}
	for _, item := range e.Errors {
		places[item.Sheet+"!"+item.Cell] = true
		require.NotContains(t, item.MessageZH, "王芳")
	}
	require.True(t, places["教师!D3"] && places["教师!C4"] && places["教师!AM3"], "%v", places)
	back := c.send(t, http.MethodPost, "/v1/datasets/validation.xlsx", body, xlsx)
	require.Equal(t, http.StatusOK, back.status)
	b, err := workbook.Read(back.body)
	require.NoError(t, err)
	require.True(t, b.Validate().HasErrors())

	for name, body := range map[string][]byte{"old": []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 x"), "torn": bookOf(p)[:2000]} {
		for _, path := range []string{"/v1/datasets", "/v1/datasets/validation.xlsx"} {
			e := problem(t, c.send(t, http.MethodPost, path, body, xlsx), http.StatusUnprocessableEntity, model.CodeBadFormat)
			require.NotEmpty(t, e.Detail, name)
		}
	}
	template := c.send(t, http.MethodGet, "/v1/datasets/template.xlsx", nil)
	require.Equal(t, http.StatusOK, template.status)
	require.True(t, workbook.Is(template.body))
	require.True(t, strings.HasPrefix(template.header.Get("Content-Disposition"), "attachment"))
}
