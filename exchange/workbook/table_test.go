package workbook

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// Every field of a problem has a column: a new one in the model has no place in
// workbooks until the table says which.
func TestEveryFieldHasAColumn(t *testing.T) {
	t.Parallel()
	have := map[string]bool{
		"/format": true, "/schools/stages/stage": true, // written by themselves
		"/teachers/qualifications/stage": true, "/teachers/qualifications/subject": true, "/teachers/qualifications/primary": true,
	}
	for i := range settings {
		have[settings[i].pointer()] = true
	}
	for i := range sheets {
		s := &sheets[i]
		at := "/" + strings.ReplaceAll(s.list, ".", "/")
		switch s.under {
		case underDocument:
		case underStage:
			at = "/schools/stages" + at
		case underTeacher:
			at = "/teachers" + at
		}
		for k := range s.columns {
			if !s.columns[k].link {
				have[at+s.columns[k].pointer()] = true
			}
		}
	}
	var walk func(t reflect.Type, at string)
	walk = func(typ reflect.Type, at string) {
		switch {
		case typ.Kind() == reflect.Pointer:
			walk(typ.Elem(), at)
		case typ == dateType || typ == rawType || typ.Kind() != reflect.Struct && typ.Kind() != reflect.Slice:
			require.True(t, have[at], "%s has no column", at)
		case typ.Kind() == reflect.Slice:
			if !have[at] || at == "/schools/stages" { // a column, and sheets of its own
				walk(typ.Elem(), at)
			}
		default:
			for f := range typ.Fields() {
				name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
				walk(f.Type, at+"/"+name)
			}
		}
	}
	walk(reflect.TypeFor[model.Problem](), "")
}

// Words of a list are as many as its codes, none twice, and each leads back.
func TestWords(t *testing.T) {
	t.Parallel()
	for typ, l := range lists {
		require.Len(t, l.words, len(l.codes), typ)
		for i, w := range l.words {
			code, ok := l.code(w)
			require.True(t, ok)
			require.Equal(t, l.codes[i], code, "%s %s", typ, w)
			code, ok = l.code(l.codes[i])
			require.True(t, ok)
			require.Equal(t, l.codes[i], code)
		}
		for w, code := range l.other {
			require.Contains(t, l.codes, code, w)
		}
	}
	for _, s := range policy.Subjects() {
		require.Equal(t, string(s), subjectCode(subjectWord(string(s))))
	}
}

// Heads are unique, in both languages.
func TestHeads(t *testing.T) {
	t.Parallel()
	for i := range sheets {
		seen := map[string]bool{}
		for _, c := range sheets[i].columns {
			require.False(t, seen[c.head] || seen[c.path], "%s %s", sheets[i].name, c.head)
			seen[c.head], seen[c.path] = true, true
			require.False(t, unreadColumn(c.head))
			require.LessOrEqual(t, len([]rune(c.head)), 32, "a prompt has a title of 32 characters")
		}
		require.Equal(t, &sheets[i], sheetNamed(sheets[i].name))
	}
}

// FuzzCell reads any text in any column: a value that can be shown and read
// again, or a fault with a message in both languages.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"小学", "2026-08-31", "46265", "4.4E17", "S1;S2", "是", "1e999", "'=1", "小学/语文", "{\"a\":1}", "\u3000", "NaN", "0x1p3", "-1"} {
		f.Add(uint8(0), s)
		f.Add(uint8(5), s)
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		s := &sheets[int(which)%len(sheets)]
		for i := range s.columns {
			c := &s.columns[i]
			text := clean(text)
			if c.link || text == "" {
				continue
			}
			entry := reflect.New(s.entry).Elem()
			var bad *wrong
			if c.special != nil {
				bad = c.special.read(entry, text)
			} else {
				bad = set(c.field.room(entry), text, false)
			}
			if bad != nil {
				require.NotEmpty(t, bad.zh)
				require.NotEmpty(t, bad.en)
				continue
			}
			_ = c.show(entry)
		}
	})
}
