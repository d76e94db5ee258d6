package exchange_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"lungang/exchange"
	"lungang/model"
)

func TestReadPeople(t *testing.T) {
	t.Parallel()
	want := map[model.TeacherID]exchange.Person{"T1": {Name: "张伟芳", Staff: "G1"}, "T2": {Name: "赵喆"}}
	text := "教师编号,姓名,工号\nT1, 张伟芳 ,G1\r\nT2,赵喆,\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	require.NoError(t, err)
	for _, in := range []string{text, "\uFEFF" + text, gb, "staff,name,teacher\nG1,张伟芳,T1\n,赵喆,T2\n"} {
		got, err := exchange.ReadPeople(strings.NewReader(in))
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

// Faults are told all at once, with their place and without what is personal.
func TestReadPeopleFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text   string
		code   model.Code
		places []string
	}{
		{"", model.CodeMissing, []string{"0:0"}},
		{"teacher\nT1\n", model.CodeMissing, []string{"1:1"}},
		{"teacher,name,身份证号\n", model.CodeUnknownField, []string{"1:14"}},
		{"teacher,name,name\n", model.CodeDuplicate, []string{"1:14"}},
		{"teacher,name\nT1,甲\nT1,乙\n,丙\n", model.CodeInvalid, []string{"3:1", "4:1"}},
		{"teacher,name\nT1\n", model.CodeBadFormat, []string{"2:1"}},
		{"teacher,name\n\"T1,甲\n", model.CodeBadFormat, []string{"2:9"}},
		{"teacher,name\nT1," + strings.Repeat("甲", 101) + "\n", model.CodeTooLarge, []string{"2:4"}},
		{"\xff\xff\xff", model.CodeBadFormat, nil},
	} {
		_, err := exchange.ReadPeople(strings.NewReader(c.text))
		require.Equal(t, c.code, model.ErrorCode(err), "%q: %v", c.text, err)
		require.NotContains(t, model.ErrorText(err, "zh"), "甲")
		var places []string
		for _, f := range model.ErrorFaults(err) {
			places = append(places, fmt.Sprintf("%d:%d", f.Line, f.Column))
		}
		require.Equal(t, c.places, places, "%q: %v", c.text, err)
	}
}

func FuzzReadPeople(f *testing.F) {
	f.Add([]byte("teacher,name,staff\nT1,张伟芳,G1\n"))
	f.Add([]byte("教师编号,姓名\n\"a\"\"b\",c\n"))
	f.Add([]byte("\xef\xbb\xbfid,name\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		people, err := exchange.ReadPeople(bytes.NewReader(data))
		if err != nil {
			require.NotEqual(t, model.CodeInternal, model.ErrorCode(err))
			return
		}
		for id := range people {
			require.NotEmpty(t, id)
		}
	})
}
