package model_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
)

// problems draws documents that are well formed, mostly without meaning.
func problems() *rapid.Generator[*model.Problem] {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("aZ09 县<&\"\\\n\u2028😀")), 0, 6, -1)
	number := rapid.IntRange(-3, 1_000_000)
	float := rapid.OneOf(rapid.Float64Range(-200, 200), rapid.SampledFrom([]float64{0, 1e-9, 1e22, 28.7}))
	return rapid.Custom(func(t *rapid.T) *model.Problem {
		p := sampleProblem()
		p.District.Name = text.Draw(t, "name")
		p.Travel.Speed, p.Travel.Detour = float.Draw(t, "speed"), float.Draw(t, "detour")
		for i := range rapid.IntRange(0, 4).Draw(t, "schools") {
			s := p.Schools[i%4]
			s.ID = model.SchoolID(fmt.Sprint("X", i))
			s.Name, s.Legal = text.Draw(t, "school"), text.Draw(t, "legal")
			s.Quota, s.Boarders = number.Draw(t, "quota"), number.Draw(t, "boarders")
			if rapid.Bool().Draw(t, "place") {
				s.Location = &model.Location{Latitude: float.Draw(t, "north"), Longitude: float.Draw(t, "east")}
			}
			s.Stages = []model.StageData{{
				Stage:  rapid.SampledFrom([]model.Stage{model.Primary, model.Junior, model.Special}).Draw(t, "stage"),
				Grades: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) model.GradeData { return model.GradeData{Grade: number.Draw(t, "grade")} }), 1, 3).Draw(t, "grades"),
			}}
			p.Schools = append(p.Schools, s)
		}
		for i := range rapid.IntRange(0, 4).Draw(t, "teachers") {
			x := p.Teachers[i%4]
			x.ID = model.TeacherID(fmt.Sprint("Y", i))
			x.RuralYears = float.Draw(t, "rural")
			x.Volunteer = rapid.Bool().Draw(t, "volunteer")
			x.Since = day(1990+rapid.IntRange(0, 30).Draw(t, "year"), 2, 28)
			if rapid.Bool().Draw(t, "limit") {
				x.MaxWeeklyPeriods = ptr(number.Draw(t, "periods"))
			}
			p.Teachers = append(p.Teachers, x)
		}
		return p
	})
}

func TestProblemRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := problems().Draw(t, "problem")
		first := problemText(t, p)
		q := decodeProblem(t, first)
		require.Equal(t, p, q)
		require.Equal(t, first, problemText(t, q))
		require.Equal(t, p.Hash(), q.Hash())
		require.Equal(t, p.Validate(), q.Validate())
	})
}

func TestProblemHashOfPermutations(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := problems().Draw(t, "problem")
		q := decodeProblem(t, problemText(t, p))
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		r.Shuffle(len(q.Schools), func(i, j int) { q.Schools[i], q.Schools[j] = q.Schools[j], q.Schools[i] })
		r.Shuffle(len(q.Teachers), func(i, j int) { q.Teachers[i], q.Teachers[j] = q.Teachers[j], q.Teachers[i] })
		r.Shuffle(len(q.Pins), func(i, j int) { q.Pins[i], q.Pins[j] = q.Pins[j], q.Pins[i] })
		require.Equal(t, p.Hash(), q.Hash())
		require.Len(t, q.Validate(), len(p.Validate()), "faults do not depend on the order")
	})
}

// Whatever one changes in the text, the answer is a document or a list of
// faults with places inside of the text.
func TestDecodeMutations(t *testing.T) {
	t.Parallel()
	base := problemText(t, sampleProblem())
	lines := strings.Count(base, "\n") + 1
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(base)-1).Draw(t, "at")
		size := rapid.IntRange(0, 8).Draw(t, "size")
		insert := rapid.SampledFrom([]string{"", "\"", "}", "]", ",", "null", "-1", "NaN", "1e999", "{", "\xff", "\\u12"}).Draw(t, "insert")
		text := base[:at] + insert + base[min(at+size, len(base)):]
		p, err := model.DecodeProblem(strings.NewReader(text))
		if err == nil {
			require.NotNil(t, p)
			return
		}
		require.Nil(t, p)
		fs := model.ErrorFaults(err)
		require.NotEmpty(t, fs)
		for _, f := range fs {
			require.Positive(t, f.Line)
			require.LessOrEqual(t, f.Line, lines)
			require.Positive(t, f.Column)
		}
	})
}

// The three ways to write a document agree: canonical bytes are what rewriting
// the JSON text gives, and the indented form is the compact one with spaces.
func TestWaysOfWritingAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := problems().Draw(t, "problem")
		p.Pack.Overrides = []model.Override{{Value: json.RawMessage(` {"z": [1.0, {}, []], "é": 1e3, "a": null} `)}}
		var compact, indented bytes.Buffer
		require.NoError(t, model.Encode(&compact, p))
		require.NoError(t, json.Indent(&indented, compact.Bytes(), "", "  "))
		require.Equal(t, indented.String()+"\n", problemText(t, p))

		direct, err := model.Canonical(p)
		require.NoError(t, err)
		rewritten, err := model.Canonical(json.RawMessage(compact.Bytes()))
		require.NoError(t, err)
		require.Equal(t, string(rewritten), string(direct))

		pack, err := model.Canonical(map[string]any{"\ue000": p.Pack, "😀": p.Pack.Overrides[0].Value, "a": []any{}})
		require.NoError(t, err)
		require.Less(t, bytes.Index(pack, []byte("😀")), bytes.Index(pack, []byte("\ue000")), "by UTF-16 units")
	})
}
