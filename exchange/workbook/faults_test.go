package workbook_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"lungang/exchange/workbook"
	"lungang/model"
)

// small is a district with a row on most sheets.
func small(t testing.TB) *model.Problem {
	t.Helper()
	p, err := model.DecodeProblem(strings.NewReader(smallText))
	require.NoError(t, err)
	require.Empty(t, p.Validate().Errors())
	return p
}

const smallText = `{
  "format": "lungang/problem/v1",
  "district": {"code": "990001", "name": "示例区", "planYear": 2026},
  "pack": {"id": "hunan-county-3y", "overrides": [
    {"parameter": "exchange.ratio", "value": 0, "reason": "=示例", "approver": "示例"},
    {"parameter": "lottery.seed", "value": "2026-06-01", "reason": "示例", "approver": "示例"},
    {"parameter": "part_time.enabled", "value": false, "reason": "示例", "approver": "示例"}]},
  "zones": [{"id": "Z1", "name": "东片"}],
  "schools": [
    {"id": "S1", "name": "第一小学", "kind": "urban_primary", "urbanRural": "111", "zone": "Z1", "location": {"latitude": 37.5, "longitude": 106.25},
     "stages": [{"stage": "primary", "grades": [{"grade": 1, "pupils": 0, "classes": 0}], "demand": [{"subject": "chinese", "posts": 0}], "resources": {"teachingArea": 0}}], "quota": 2, "otherPosts": 0},
    {"id": "007", "name": "第二小学", "kind": "nine_year", "urbanRural": "220", "stages": [{"stage": "junior"}, {"stage": "primary", "demand": [{"subject": "chinese", "posts": 1}]}], "quota": 2},
    {"id": "S3", "name": "第三小学", "kind": "urban_primary", "urbanRural": "112", "location": {"latitude": 37.25, "longitude": 106.125}, "stages": [{"stage": "primary"}], "quota": 0}
  ],
  "teachers": [
    {"id": "T1", "sex": "female", "birthDate": "1985-03-01", "school": "S1", "since": "2012-09-01", "preferences": ["007", "S3"],
     "qualifications": [{"stage": "junior", "subject": "dance"}, {"stage": "primary", "subject": "chinese", "primary": true}, {"stage": "primary", "subject": "math"}], "licence": {"stage": "junior"},
     "history": [{"from": "2008-09-01", "to": "2012-08-31", "kind": "teaching", "locale": "rural"}]},
    {"id": "T2", "sex": "male", "birthDate": "1990-05-20", "school": "S1", "since": "2018-09-01", "qualifications": [{"stage": "primary", "subject": "chinese", "primary": true}, {"stage": "primary", "subject": "pe"}],
     "exemptions": [{"kind": "illness", "until": "2027-01-31", "evidence": "E-1"}], "home": {"latitude": 0, "longitude": 0}}
  ],
  "travel": {"matrix": [{"from": "S1", "to": "007", "minutes": 25}]},
  "pins": [{"teacher": "T2", "kind": "must_stay", "reason": "示例", "author": "示例"}],
  "previous": {"moves": [{"teacher": "T1", "from": "007", "to": "S1"}]},
  "enrolment": [{"stage": "primary", "year": 2027, "pupils": 10}]
}`

// edited writes the small district, changes the workbook, and returns it.
func edited(t testing.TB, change func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(written(t, small(t))))
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	change(f)
	out, err := f.WriteToBuffer()
	require.NoError(t, err)
	return out.Bytes()
}

func put(t testing.TB, cells ...any) func(*excelize.File) {
	return func(f *excelize.File) {
		for i := 0; i < len(cells); i += 3 {
			sheet, _ := cells[i].(string)
			cell, _ := cells[i+1].(string)
			require.NoError(t, f.SetCellValue(sheet, cell, cells[i+2]))
		}
	}
}

// What people write in other ways means the same.
func TestReadsWhatPeopleWrite(t *testing.T) {
	t.Parallel()
	same := encoded(t, small(t))
	require.Equal(t, same, encoded(t, back(t, written(t, small(t)))))
	for name, change := range map[string]func(*excelize.File){
		"dates as texts":        put(t, "教师", "C3", "1985/3/1", "教师", "E3", "2012年9月1日", "教师", "C4", "19900520", "教师", "E4", " 2018.9.1 "),
		"full width":            put(t, "学校", "F3", "2", "班级", "C3", "1", "教师", "A3", "T1", "区县", "B4", "2026"),
		"spaces":                put(t, "教师", "A3", "  T1\u3000", "学校", "B3", " 第一小学\u00a0", "教师", "D3", "S1 "),
		"codes and other words": put(t, "教师", "B3", "female", "学校", "E3", "主城区", "教师", "F4", "小学", "教师", "G4", "语文", "人工指定", "B3", "must_stay"),
		"number for a code":     put(t, "学校", "E3", 111, "教师", "B3", 2),
		"separators":            put(t, "教师", "AM3", "007、 S3"),
		"heads in English":      put(t, "学校", "A1", "id", "教师", "B1", "SEX", "区县", "A2", "district.code"),
		"no second row":         func(f *excelize.File) { require.NoError(t, f.RemoveRow("教师", 2)) },
		"a title above": func(f *excelize.File) {
			require.NoError(t, f.InsertRows("学校", 1, 1))
			put(t, "学校", "A1", "示例区学校")(f)
		},
		"columns moved": func(f *excelize.File) {
			require.NoError(t, f.InsertCols("路程", "A", 1))
			put(t, "路程", "A1", "备注", "路程", "A3", "随便写")(f)
		},
		"blank rows": func(f *excelize.File) { require.NoError(t, f.InsertRows("教师", 4, 3)) },
		"a sheet apart": func(f *excelize.File) {
			_, err := f.NewSheet("#草稿")
			require.NoError(t, err)
			put(t, "#草稿", "B2", "x")(f)
		},
		"an empty sheet": func(f *excelize.File) { _, err := f.NewSheet("Sheet9"); require.NoError(t, err) },
		"days from 1904": func(f *excelize.File) {
			yes := true
			require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
			put(t, "教师", "C3", 31107-1462, "教师", "E3", 41153-1462, "教师", "C4", 33013-1462, "教师", "E4", 43344-1462,
				"任职经历", "C3", 39692-1462, "任职经历", "D3", 41152-1462, "免交流", "C3", 46418-1462)(f)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, same, encoded(t, back(t, edited(t, change))))
		})
	}
}

// Every fault is told with its sheet and cell, all at once.
func TestFaults(t *testing.T) {
	t.Parallel()
	type fault struct {
		place string
		code  model.Code
	}
	_, always, err := workbook.Decode(written(t, small(t)))
	require.NoError(t, err)
	for name, c := range map[string]struct {
		change func(*excelize.File)
		want   []fault
	}{
		"many at once": {
			put(t, "区县", "B4", "明年", "学校", "C3", "大学", "学校", "F4", "2.5", "学校", "A4", "S1", "教师", "C3", "1985-02-30", "教师", "D4", "S9", "教师", "AF3", "也许"),
			[]fault{
				{"区县!B4", model.CodeWrongType}, {"学校!C3", model.CodeBadWord}, {"学校!A4", model.CodeDuplicate}, {"学校!F4", model.CodeWrongType},
				{"需求!A4", model.CodeUnknownReference}, {"教师!C3", model.CodeBadDate}, {"教师!AF3", model.CodeWrongType}, {"教师!AM3", model.CodeUnknownReference},
				{"教师!D4", model.CodeUnknownReference}, {"学校!O4", model.CodeMissing}, {"路程!B3", model.CodeUnknownReference}, {"上年交流!B3", model.CodeUnknownReference},
			},
		},
		"a formula":       {func(f *excelize.File) { require.NoError(t, f.SetCellFormula("学校", "F3", "1+1")) }, []fault{{"学校!F3", model.CodeBadFormat}}},
		"merged":          {func(f *excelize.File) { require.NoError(t, f.MergeCell("学校", "V3", "V4")) }, []fault{{"学校!V3", model.CodeBadFormat}}},
		"a mangled code":  {put(t, "学校", "H3", 440101199001011200.0), []fault{{"学校!H3", model.CodeBadFormat}}},
		"lost digits":     {put(t, "学校", "H3", 4401011990010112), []fault{{"学校!H3", model.CodeBadFormat}}},
		"a code as text":  {put(t, "教师", "A4", "4.4E17"), []fault{{"教师!A4", model.CodeBadFormat}, {"免交流!A3", model.CodeUnknownReference}, {"人工指定!A3", model.CodeUnknownReference}}},
		"only a year":     {put(t, "教师", "C3", 1985), []fault{{"教师!C3", model.CodeBadDate}}},
		"a time":          {put(t, "教师", "C3", 31106.5), []fault{{"教师!C3", model.CodeBadDate}}},
		"an error value":  {put(t, "学校", "B3", "#REF!"), []fault{{"学校!B3", model.CodeBadFormat}}},
		"a head twice":    {put(t, "学校", "AE1", "编制数"), []fault{{"学校!AE1", model.CodeDuplicate}}},
		"an unknown head": {put(t, "学校", "AE1", "校长姓甚"), []fault{{"学校!AE1", model.CodeUnknownField}}},
		"personal":        {put(t, "教师", "AN1", "身份证号码"), []fault{{"教师!AN1", model.CodeUnknownField}}},
		"an unknown item": {put(t, "区县", "A20", "县长", "区县", "B20", "x"), []fault{{"区县!A20", model.CodeUnknownField}}},
		"an unknown sheet": {func(f *excelize.File) {
			require.NoError(t, f.SetSheetName("路程", "路程2026"))
		}, []fault{{"路程2026!A1", model.CodeUnknownField}, {"学校!O4", model.CodeMissing}}},
		"no column": {put(t, "教师", "C1", "", "教师", "C2", ""), []fault{{"教师!A1", model.CodeMissing}}},
		"no sheet":  {func(f *excelize.File) { require.NoError(t, f.DeleteSheet("教师")) }, []fault{{"任职经历!A3", model.CodeUnknownReference}, {"免交流!A3", model.CodeUnknownReference}, {"教师!", model.CodeMissing}}},
		"no heads": {func(f *excelize.File) {
			require.NoError(t, f.RemoveRow("路程", 1))
			require.NoError(t, f.RemoveRow("路程", 1))
		}, []fault{{"学校!O4", model.CodeMissing}, {"路程!A1", model.CodeMissing}}},
		"half a place": {put(t, "学校", "O3", ""), []fault{{"学校!O3", model.CodeMissing}}},
		"empty cells":  {put(t, "学校", "F3", "", "教师", "C3", nil, "班级", "D3", ""), []fault{{"学校!F3", model.CodeMissing}, {"班级!D3", model.CodeMissing}, {"教师!C3", model.CodeMissing}}},
		"hidden": {func(f *excelize.File) {
			require.NoError(t, f.SetSheetVisible("路程", false))
			require.NoError(t, f.SetRowVisible("教师", 3, false))
		}, []fault{{"教师!A1", model.CodeInconsistent}, {"路程!A1", model.CodeInconsistent}}},
		"not in the school": {put(t, "班级", "B3", "高中"), []fault{{"班级!B3", model.CodeInconsistent}}},
		"stage twice": {func(f *excelize.File) {
			put(t, "办学条件", "A4", "S1", "办学条件", "B4", "小学", "办学条件", "C4", 5)(f)
		}, []fault{{"办学条件!A4", model.CodeDuplicate}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, faults, _ := workbook.Decode(edited(t, c.change)) // the error is made of the faults
			var got []fault
			for _, f := range faults {
				require.NotEmpty(t, f.Message.ZH)
				require.NotEmpty(t, f.Message.EN)
				if !slices.Contains(always, f) {
					got = append(got, fault{f.Sheet + "!" + f.Cell, f.Code})
				}
			}
			require.ElementsMatch(t, c.want, got, faults.Text("zh"))
		})
	}
}
