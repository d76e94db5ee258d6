package model_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

func ptr[T any](v T) *T { return &v }

func day(y int, m time.Month, d int) model.Date { return model.NewDate(y, m, d) }

// sampleProblem is a small document that uses every kind of entry and has
// neither errors nor warnings: four schools, four teachers.
func sampleProblem() *model.Problem {
	return &model.Problem{
		Format: model.ProblemFormat,
		District: model.District{
			Code: "430626", Name: "示例县", PlanYear: 2026, ReferenceDate: day(2026, 8, 31),
		},
		Pack: model.PackRef{ID: "hunan-county-3y", Overrides: []model.Override{{
			Parameter: "tiers.order", Value: json.RawMessage(`["vacancy","coverage"]`), Reason: "试点", Approver: "role:director",
		}}},
		Zones:  []model.Zone{{ID: "Z1", Name: "城关学区"}, {ID: "Z2"}},
		Groups: []model.Group{{ID: "G1", Kind: model.Pairing, Lead: "S1", Since: day(2023, 9, 1)}},
		Schools: []model.School{
			{
				ID: "S1", Code: "4306260001", Name: "城关小学", Kind: model.UrbanPrimary, Ownership: model.Public,
				UrbanRural: "111", Zone: "Z1", Group: "G1", Strength: model.Strong,
				Location: &model.Location{Latitude: 28.7, Longitude: 113.6},
				Stages: []model.StageData{{
					Stage:  model.Primary,
					Grades: []model.GradeData{{Grade: 1, Pupils: 90, Classes: 2}, {Grade: 2, Pupils: 80, Classes: 2}},
					Demand: []model.LineDemand{{Subject: "music", Posts: ptr(1), HalfDays: ptr(2)}, {Subject: "art", Periods: ptr(30)}},
					Resources: &model.Resources{
						TeachingArea: ptr(765), SportsArea: ptr(1275), EquipmentValue: ptr(340_000), MultimediaRooms: ptr(4),
					},
				}},
				Quota: 20, HeadcountFloor: 1, PostCaps: &model.PostCaps{Senior: ptr(2)},
			},
			{
				ID: "S2", Name: "乡镇中心小学", Kind: model.TownshipCentrePrimary, UrbanRural: "121", Zone: "Z2", Pairing: "G1",
				Location: &model.Location{Latitude: 28.9, Longitude: 113.8},
				Stages:   []model.StageData{{Stage: model.Primary, Grades: []model.GradeData{{Grade: 1, Pupils: 40, Classes: 1}}}},
				Quota:    10, Boarding: true, Boarders: 12, DormBeds: 3,
			},
			{
				ID: "S3", Name: "教学点", Kind: model.TeachingPoint, UrbanRural: "220", Zone: "Z2", Centre: "S2",
				Stages: []model.StageData{{Stage: model.Primary, Grades: []model.GradeData{{Grade: 1, Pupils: 8, Classes: 1}}}},
				Quota:  2, ListeningRooms: 1, HardshipTier: 1,
			},
			{
				ID: "S4", Name: "初级中学", Kind: model.JuniorSchool, UrbanRural: "111", Zone: "Z1",
				Location: &model.Location{Latitude: 28.71, Longitude: 113.61},
				Stages:   []model.StageData{{Stage: model.Junior, Grades: []model.GradeData{{Grade: 7, Pupils: 200, Classes: 4}}}},
				Quota:    30, BroadcastRooms: 1,
			},
		},
		Teachers: []model.Teacher{
			{
				ID: "T1", Sex: model.Female, BirthDate: day(1985, 2, 28), School: "S1", Since: day(2015, 9, 1),
				History: []model.Service{
					{School: "S2", From: day(2008, 9, 1), To: day(2015, 8, 31), Kind: model.TeachingService},
					{School: "S1", From: day(2015, 9, 1), Kind: model.TeachingService},
					{School: "S1", From: day(2018, 3, 1), To: day(2018, 8, 31), Kind: model.LeaveService},
				},
				Qualifications: []model.Qualification{
					{Stage: model.Primary, Subject: "chinese", Primary: true}, {Stage: model.Primary, Subject: "morality"},
				},
				Licence: &model.Licence{Stage: model.Primary}, Title: model.Title{Level: model.FirstTitle},
				Backbone:  &model.Backbone{Level: model.CountyBackbone, ValidFrom: day(2024, 1, 1), ValidTo: day(2027, 12, 31)},
				Education: model.Bachelor, Putonghua: "2A", TrainingHours: ptr(372), Links: []model.SchoolID{"S3"}, Spouse: "T2", Kin: []model.TeacherID{"T3"},
				Preferences: []model.SchoolID{"S2", "S3"}, Volunteer: true, RuralYears: 7, MaxWeeklyPeriods: ptr(16),
				Home: &model.Location{Latitude: 28.75, Longitude: 113.65},
			},
			{
				ID: "T2", Sex: model.Male, BirthDate: day(1984, 2, 29), School: "S2", Since: day(2010, 9, 1),
				Qualifications: []model.Qualification{{Stage: model.Primary, Subject: "math", Primary: true}},
				Spouse:         "T1", Employment: model.Employment{Kind: model.InQuota, Term: 3, Start: day(2008, 9, 1)},
				Exemptions: []model.ExemptionClaim{{Kind: model.Illness, Until: day(2027, 6, 30)}},
			},
			{
				ID: "T3", Sex: model.Male, BirthDate: day(1970, 5, 1), School: "S2", Since: day(2000, 9, 1),
				Qualifications: []model.Qualification{{Stage: model.Primary, Subject: "math", Primary: true}},
				Role: model.Role{
					Kind: model.Principal, TermStart: day(2022, 9, 1), TermEnd: day(2027, 8, 31), Terms: 1, FullLoad: true,
				},
			},
			{
				ID: "T4", Sex: model.Female, BirthDate: day(1990, 1, 1), School: "S4", Since: day(2014, 9, 1),
				Qualifications: []model.Qualification{{Stage: model.Junior, Subject: "math", Primary: true}},
				Graduating:     true, Status: model.Active,
			},
		},
		Travel: model.Travel{
			Matrix: []model.TravelTime{
				{From: "S3", To: "S1", Minutes: 70}, {From: "S3", To: "S2", Minutes: 25}, {From: "S3", To: "S4", Minutes: 75},
			},
			Detour: 1.4, Speed: 30,
		},
		Curriculum: model.Curriculum{
			Version: "national-2022",
			Periods: []model.GradePeriod{{Grade: 1, Subject: "chinese", Periods: 8}, {Grade: 2, Subject: "chinese", Periods: 8}},
			Loads:   []model.Load{{Stage: model.Primary, Subject: "chinese", Periods: 14}},
		},
		Pins: []model.Pin{
			{Teacher: "T2", Kind: model.PinStay, Reason: "科研项目", Author: "role:bureau"},
			{Teacher: "T1", Kind: model.PinNotGo, School: "S4", Reason: "学段不同", Author: "role:bureau"},
		},
		Previous: &model.Previous{
			PlanHash: strings.Repeat("0a", 32), Moves: []model.PreviousMove{{Teacher: "T4", From: "S1", To: "S4"}},
		},
	}
}

// samplePlan is a small plan without faults.
func samplePlan() *model.Plan {
	from := model.Line{School: "S1", Stage: model.Primary, Subject: "chinese"}
	to := model.Line{School: "S2", Stage: model.Primary, Subject: "chinese"}
	return &model.Plan{
		Format: model.PlanFormat, ProblemHash: strings.Repeat("ab", 32), District: "430626", PlanYear: 2026,
		Pack:     model.PlanPack{ID: "hunan-county-3y", Version: "1", Hash: strings.Repeat("cd", 32)},
		Versions: model.Versions{Lungang: "0.1.0", CLP: "1.17.6", CBC: "2.10.8"},
		Options:  model.EffectiveOption{TimeLimitSeconds: 60, Tiers: []string{"relax", "vacancy"}, Seed: "2026", MemoryLimitMiB: 2048},
		Status:   model.PlanStatus{Termination: model.StoppedComplete, Proof: model.Certified, Coverage: model.PartialCoverage},
		Moves:    []model.Move{{Teacher: "T1", From: from, To: to, Minutes: 41, Rank: 1, Voluntary: true, Due: true}},
		Visits:   []model.Visit{{Teacher: "T2", From: from, To: to, HalfDays: 2, Minutes: 30}},
		PartTime: []model.PartTime{{Teacher: "T2", From: from, To: to, HalfDays: 1}},
		Remote:   []model.RemoteLesson{{From: "S4", To: to, HalfDays: 1}},
		Vacancies: []model.Vacancy{
			{Line: to, Posts: 1, Weight: 3},
		},
		Uncovered:   []model.Uncovered{{Line: to, HalfDays: 1, Periods: 2.8, Weight: 2}},
		Relaxations: []model.Relaxation{{Rule: "outflow", Subject: "S1", Amount: 1}},
		Verdicts: []model.Verdict{{Teacher: "T1", Kind: model.Must, Findings: []model.Finding{{
			Predicate: "all", Holds: true, Of: []model.Finding{{Predicate: "tenure", Holds: true, Facts: []model.Fact{{Name: "years", Value: "10"}}}},
		}}}},
		Justifications: []model.Justification{{Subject: "move:T1", Reason: "preferred", Rule: "preference"}},
		Tiers:          []model.TierResult{{ID: "vacancy", Unit: "weighted posts", Value: 3, Bound: 3, Proof: model.Certified}},
		Indicators: model.Indicators{
			Before: []model.IndicatorSet{{
				ID: "I1", Stage: model.Primary, Threshold: 4.2, CV: 0.4, CVLimit: 0.5, Passed: 1, Counted: 2,
				Schools: []model.IndicatorValue{{School: "S1", Pupils: 170, Teachers: 10, Per100: 5.88}},
			}},
			Ratios: []model.Ratio{{ID: "exchanged", Numerator: 1, Denominator: 10, Percent: 10, Required: 10}},
		},
	}
}

func problemText(t require.TestingT, p *model.Problem) string {
	if h, ok := t.(interface{ Helper() }); ok {
		h.Helper()
	}
	var b bytes.Buffer
	require.NoError(t, model.EncodeProblem(&b, p))
	return b.String()
}

func planText(t require.TestingT, p *model.Plan) string {
	if h, ok := t.(interface{ Helper() }); ok {
		h.Helper()
	}
	var b bytes.Buffer
	require.NoError(t, model.EncodePlan(&b, p))
	return b.String()
}

func decodeProblem(t require.TestingT, text string) *model.Problem {
	if h, ok := t.(interface{ Helper() }); ok {
		h.Helper()
	}
	p, err := model.DecodeProblem(strings.NewReader(text))
	require.NoError(t, err)
	return p
}

func TestSamples(t *testing.T) {
	t.Parallel()
	require.Empty(t, sampleProblem().Validate(), "the sample problem has neither errors nor warnings")
	require.Empty(t, samplePlan().Validate(), "the sample plan has neither errors nor warnings")
	require.Equal(t, sampleProblem(), decodeProblem(t, problemText(t, sampleProblem())))
	plan, err := model.DecodePlan(strings.NewReader(planText(t, samplePlan())))
	require.NoError(t, err)
	require.Equal(t, planText(t, samplePlan()), planText(t, plan))
}
