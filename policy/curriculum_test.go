package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

func curriculum(t *testing.T, given model.Curriculum) *policy.Curriculum {
	t.Helper()
	r, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	c, err := policy.NewCurriculum(r, given)
	require.NoError(t, err)
	return c
}

func TestColumnSumsOfTheTable(t *testing.T) {
	t.Parallel()
	c := curriculum(t, model.Curriculum{})
	total := 0
	for i, want := range []int{29, 29, 30, 30, 30, 30, 34, 34, 34} {
		sum := 0
		for _, s := range c.Subjects(i + 1) {
			sum += c.Periods(i+1, s)
		}
		require.Equal(t, want, sum, "grade %d", i+1)
		total += sum
	}
	require.Equal(t, 280, total)
	for s, want := range map[model.Subject]int{
		"morality": 22, "history": 6, "geography": 4, "science": 10, "chinese": 56, "math": 39,
		"foreign": 22, "pe": 29, "arts": 30, "practice": 21, "local": 27,
	} {
		sum := 0
		for g := 1; g <= 9; g++ {
			sum += c.Periods(g, s)
		}
		require.Equal(t, want, sum, s)
	}
	require.Empty(t, c.Subjects(10))
}

// demandOf returns periods and full posts by subject of one school.
func demandOf(t *testing.T, stage model.Stage, g []model.GradeData) (periods int, posts map[model.Subject]float64, all float64) {
	t.Helper()
	p := problem(t)
	p.Schools[0].Stages = []model.StageData{{Stage: stage, Grades: g}}
	p.Teachers = nil
	posts = map[model.Subject]float64{}
	for _, l := range derive(t, p).Lines {
		periods += l.Periods
		posts[l.Subject] = float64(l.Periods) / float64(l.Load)
		all += posts[l.Subject]
	}
	return periods, posts, all
}

func TestGoldenPrimaryOf36Classes(t *testing.T) {
	t.Parallel()
	periods, posts, all := demandOf(t, model.Primary, grades(1, 6, 6, 270))
	require.Equal(t, 1068, periods)
	require.InDelta(t, 65.8, all, 0.05)
	for s, want := range map[model.Subject]float64{
		"chinese": 18.0, "math": 11.1, "foreign": 3.3, "science": 3.3, "pe": 6.7,
		"arts": 8.0, "morality": 5.3, "practice": 4.0, "local": 6.0,
	} {
		require.InDelta(t, want, posts[s], 0.05, s)
	}
	require.Len(t, posts, 9)
}

func TestGoldenJuniorOf36Classes(t *testing.T) {
	t.Parallel()
	periods, _, all := demandOf(t, model.Junior, grades(7, 9, 12, 600))
	require.Equal(t, 1224, periods)
	require.InDelta(t, 90.4, all, 0.05)
}

func TestGoldenTeachingPoint(t *testing.T) {
	t.Parallel()
	periods, _, all := demandOf(t, model.Primary, grades(1, 3, 1, 3))
	require.Equal(t, 88, periods)
	require.InDelta(t, 5.5, all, 0.5)
}

func TestSeniorLoads(t *testing.T) {
	t.Parallel()
	c := curriculum(t, model.Curriculum{})
	require.Equal(t, 10, c.Load(model.Senior, "math"))
	require.Equal(t, 12, c.Load(model.Senior, "physics"))
	require.Equal(t, 14, c.Load(model.Senior, "pe"))
	require.Equal(t, 16, c.Load(model.Junior, "arts"))
	require.Equal(t, 14, c.Load(model.Junior, "pe"))
	require.Equal(t, 18, c.Load(model.Primary, "foreign"))
	require.Positive(t, c.Load(model.Special, "pe"))
}

func TestGivenPeriodsAndLoadsReplace(t *testing.T) {
	t.Parallel()
	c := curriculum(t, model.Curriculum{
		Periods: []model.GradePeriod{{Grade: 1, Subject: "local", Periods: 0}, {Grade: 10, Subject: "math", Periods: 5}},
		Loads:   []model.Load{{Stage: model.Primary, Subject: "pe", Periods: 20}},
	})
	require.NotContains(t, c.Subjects(1), model.Subject("local"))
	require.Equal(t, 5, c.Periods(10, "math"))
	require.Equal(t, 20, c.Load(model.Primary, "pe"))
	require.Equal(t, 18, c.Load(model.Primary, "arts"))
	require.Equal(t, 4, curriculum(t, model.Curriculum{}).Periods(1, "local"), "tables are not shared")
}

func TestCurriculumFaults(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Curriculum.Version = "../../packs/x"
	_, err := policy.Derive(p)
	require.Equal(t, "/curriculum/version", model.ErrorFaults(err)[0].Pointer)
	p.Curriculum = model.Curriculum{Loads: []model.Load{{Stage: model.Primary, Subject: "pe"}}}
	_, err = policy.Derive(p)
	require.Equal(t, "/curriculum/loads/0/periods", model.ErrorFaults(err)[0].Pointer)
}

func TestSubjectNames(t *testing.T) {
	t.Parallel()
	require.Equal(t, "道德与法治", policy.SubjectName("morality").ZH)
	require.Equal(t, "xyz", policy.SubjectName("xyz").EN)
	c := curriculum(t, model.Curriculum{})
	for g := 1; g <= 9; g++ {
		for _, s := range c.Subjects(g) {
			require.Contains(t, policy.Subjects(), s)
		}
	}
}
