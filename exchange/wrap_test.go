package exchange

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func two(r rune) float64 {
	if wide(r) {
		return 2
	}
	return 1
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text   string
		width  float64
		indent float64
		lines  []string
	}{
		{"教师交流轮岗", 6, 0, []string{"教师交", "流轮岗"}},
		{"教师交流轮岗", 6, 4, []string{"教", "师交流", "轮岗"}},
		{"教师交\uFF0C流轮岗", 6, 0, []string{"教师", "交\uFF0C流", "轮岗"}},         // no line begins with a comma
		{"教师\uFF08交流\uFF09", 6, 0, []string{"教师", "\uFF08交", "流\uFF09"}}, // none ends with an opening bracket
		{"the teacher moves", 9, 0, []string{"the", "teacher", "moves"}},
		{"sha256:abcdef", 5, 0, []string{"sha25", "6:abc", "def"}},
		{"一\n二", 10, 0, []string{"一", "二"}},
		{"", 10, 0, []string{""}},
		{"甲", 1, 0, []string{"甲"}}, // wider than the line: it goes nowhere else
	} {
		require.Equal(t, c.lines, wrap(c.text, c.width, c.indent, two), c.text)
	}
}

// Nothing is lost but spaces, and no line is wider than it may be, save one
// character alone.
func TestWrapKeepsEverything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("甲乙\uFF0C\u3002\uFF08\u201C\u201D\uFF09ab c1.\n")), 0, 80, -1).Draw(t, "text")
		width := rapid.Float64Range(1, 30).Draw(t, "width")
		lines := wrap(text, width, 0, two)
		plain := strings.NewReplacer(" ", "", "\n", "")
		require.Equal(t, plain.Replace(text), plain.Replace(strings.Join(lines, "")))
		for _, line := range lines {
			sum := 0.0
			for _, r := range line {
				sum += two(r)
			}
			if len([]rune(line)) > 1 {
				require.LessOrEqual(t, sum, width+1e-6, "%q", line)
			}
		}
	})
}

func TestSheetNames(t *testing.T) {
	t.Parallel()
	taken := map[string]bool{}
	require.Equal(t, "a b", sheetName("a/b", taken))
	require.Equal(t, "A b 2", sheetName("A:b", taken))
	require.Equal(t, "Sheet", sheetName("''", taken))
	long := strings.Repeat("校", 40)
	require.Equal(t, strings.Repeat("校", 31), sheetName(long, taken))
	require.Equal(t, strings.Repeat("校", 29)+" 2", sheetName(long, taken))
}
