package model_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

// badProblem changes one thing of the sample; exactly the named fault must
// follow, unless more says that others follow from it.
type badProblem struct {
	name    string
	change  func(p *model.Problem)
	code    model.Code
	pointer string
	warning bool
	more    bool
}

func runBadProblems(t *testing.T, cases []badProblem) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := sampleProblem()
			c.change(p)
			fs := p.Validate()
			f := find(fs, c.code, c.pointer)
			require.NotNil(t, f, "%v", fs)
			if !c.more {
				require.Len(t, fs, 1, "%v", fs)
			}
			require.Equal(t, !c.warning, f.IsError())
			if !c.more {
				require.Equal(t, !c.warning, fs.HasErrors())
				require.Equal(t, c.warning, fs.Err() == nil)
			}
			for _, text := range []string{f.Message.ZH, f.Message.EN, f.Remedy.ZH, f.Remedy.EN} {
				require.NotEmpty(t, text)
				require.NotContains(t, text, "%!")
			}
		})
	}
}

func TestValidateHead(t *testing.T) {
	t.Parallel()
	runBadProblems(t, []badProblem{
		{name: "district code absent", change: func(p *model.Problem) { p.District.Code = "" }, code: "missing", pointer: "/district/code"},
		{name: "district code letters", change: func(p *model.Problem) { p.District.Code = "43062X" }, code: "bad_format", pointer: "/district/code"},
		{name: "district code of five digits", change: func(p *model.Problem) { p.District.Code = "43062" }, code: "bad_format", pointer: "/district/code"},
		{name: "district code with 0", change: func(p *model.Problem) { p.District.Code = "030626" }, code: "bad_format", pointer: "/district/code"},
		{name: "district name absent", change: func(p *model.Problem) { p.District.Name = " " }, code: "missing", pointer: "/district/name"},
		{name: "district name long", change: func(p *model.Problem) { p.District.Name = strings.Repeat("县", 101) }, code: "too_large", pointer: "/district/name"},
		{name: "format absent", change: func(p *model.Problem) { p.Format = "" }, code: "missing", pointer: "/format"},
		{name: "format other", change: func(p *model.Problem) { p.Format = model.PlanFormat }, code: "bad_format", pointer: "/format"},
		{name: "no schools", change: func(p *model.Problem) { p.Schools = nil }, code: "missing", pointer: "/schools", more: true},
		{name: "no teachers", change: func(p *model.Problem) { p.Teachers, p.Pins, p.Previous = nil, nil, nil }, code: "missing", pointer: "/teachers"},
		{name: "override author absent", change: func(p *model.Problem) { p.Pack.Overrides[0].Approver = "" }, code: "missing", pointer: "/pack/overrides/0/approver"},
		{name: "override parameter absent", change: func(p *model.Problem) { p.Pack.Overrides[0].Parameter = "" }, code: "missing", pointer: "/pack/overrides/0/parameter"},
		{name: "override reason absent", change: func(p *model.Problem) { p.Pack.Overrides[0].Reason = "" }, code: "missing", pointer: "/pack/overrides/0/reason"},
		{name: "override twice", change: func(p *model.Problem) { p.Pack.Overrides = append(p.Pack.Overrides, p.Pack.Overrides[0]) }, code: "duplicate_id", pointer: "/pack/overrides/1/parameter"},
		{name: "override value null", change: func(p *model.Problem) { p.Pack.Overrides[0].Value = json.RawMessage(" null ") }, code: "missing", pointer: "/pack/overrides/0/value"},
		{name: "override value no JSON", change: func(p *model.Problem) { p.Pack.Overrides[0].Value = json.RawMessage("{") }, code: "bad_json", pointer: "/pack/overrides/0/value"},
		{name: "pack absent", change: func(p *model.Problem) { p.Pack.ID = "" }, code: "missing", pointer: "/pack/id"},
		{name: "plan year early", change: func(p *model.Problem) { p.District.PlanYear = 1999 }, code: "out_of_range", pointer: "/district/planYear"},
		{name: "plan year late", change: func(p *model.Problem) { p.District.PlanYear = 2101 }, code: "out_of_range", pointer: "/district/planYear"},
		{name: "reference date impossible", change: func(p *model.Problem) { p.District.ReferenceDate = day(2026, 2, 30) }, code: "bad_date", pointer: "/district/referenceDate"},
		{name: "reference date too far", change: func(p *model.Problem) { p.District.ReferenceDate = day(2028, 1, 1) }, code: "inconsistent", pointer: "/district/referenceDate"},
	})
}

func TestValidateIDs(t *testing.T) {
	t.Parallel()
	runBadProblems(t, []badProblem{
		{name: "group id absent", change: func(p *model.Problem) { p.Groups = append(p.Groups, model.Group{Kind: model.Alliance}) }, code: "missing", pointer: "/groups/1/id"},
		{name: "group twice", change: func(p *model.Problem) { p.Groups = append(p.Groups, p.Groups[0]) }, code: "duplicate_id", pointer: "/groups/1/id"},
		{name: "id with a control character", change: func(p *model.Problem) { p.Zones = append(p.Zones, model.Zone{ID: "Z\n3"}) }, code: "bad_format", pointer: "/zones/2/id"},
		{name: "id with a slash", change: func(p *model.Problem) { p.Zones = append(p.Zones, model.Zone{ID: "Z/3"}) }, code: "bad_format", pointer: "/zones/2/id"},
		{name: "id with a space", change: func(p *model.Problem) { p.Zones = append(p.Zones, model.Zone{ID: "Z 3"}) }, code: "bad_format", pointer: "/zones/2/id"},
		{name: "long id", change: func(p *model.Problem) {
			p.Zones = append(p.Zones, model.Zone{ID: model.ZoneID(strings.Repeat("Z", 65))})
		}, code: "bad_format", pointer: "/zones/2/id"},
		{name: "school id absent", change: func(p *model.Problem) { p.Schools[3].ID = "" }, code: "missing", pointer: "/schools/3/id", more: true},
		{name: "school twice", change: func(p *model.Problem) { p.Schools = append(p.Schools, p.Schools[3]) }, code: "duplicate_id", pointer: "/schools/4/id"},
		{name: "teacher id absent", change: func(p *model.Problem) { p.Previous = nil; p.Teachers[3].ID = "" }, code: "missing", pointer: "/teachers/3/id"},
		{name: "teacher id like an identity number", change: func(p *model.Problem) { p.Previous = nil; p.Teachers[3].ID = "11010519491231002X" }, code: "bad_format", pointer: "/teachers/3/id"},
		{name: "teacher twice", change: func(p *model.Problem) { p.Teachers = append(p.Teachers, p.Teachers[3]) }, code: "duplicate_id", pointer: "/teachers/4/id"},
		{name: "zone twice", change: func(p *model.Problem) { p.Zones = append(p.Zones, p.Zones[0]) }, code: "duplicate_id", pointer: "/zones/2/id"},
	})
}

func TestValidateSchools(t *testing.T) {
	t.Parallel()
	first := func(change func(s *model.School)) func(*model.Problem) {
		return func(p *model.Problem) { change(&p.Schools[0]) }
	}
	grade := func(g model.GradeData) func(*model.Problem) {
		return func(p *model.Problem) { p.Schools[0].Stages[0].Grades[0] = g }
	}
	demand := func(d model.LineDemand) func(*model.Problem) {
		return func(p *model.Problem) { p.Schools[0].Stages[0].Demand[0] = d }
	}
	runBadProblems(t, []badProblem{
		{name: "boarders negative", change: func(p *model.Problem) { p.Schools[1].Boarders = -1 }, code: "out_of_range", pointer: "/schools/1/boarders"},
		{name: "boarders without boarding", change: func(p *model.Problem) { p.Schools[1].Boarding = false }, code: "inconsistent", pointer: "/schools/1/boarders", warning: true},
		{name: "broadcast rooms", change: func(p *model.Problem) { p.Schools[3].BroadcastRooms = -1 }, code: "out_of_range", pointer: "/schools/3/broadcastRooms"},
		{name: "centre of itself", change: first(func(s *model.School) { s.Centre = "S1" }), code: "cycle", pointer: "/schools/0/centre"},
		{name: "centre unknown", change: first(func(s *model.School) { s.Centre = "S9" }), code: "unknown_reference", pointer: "/schools/0/centre"},
		{name: "centres in a cycle", change: func(p *model.Problem) { p.Schools[0].Centre, p.Schools[1].Centre = "S3", "S1" }, code: "cycle", pointer: "/schools/0/centre"},
		{name: "classes absurd", change: grade(model.GradeData{Grade: 1, Pupils: 900, Classes: 501}), code: "out_of_range", pointer: "/schools/0/stages/0/grades/0/classes"},
		{name: "classes crowded", change: grade(model.GradeData{Grade: 1, Pupils: 202, Classes: 2}), code: "inconsistent", pointer: "/schools/0/stages/0/grades/0/classes", warning: true},
		{name: "classes without pupils", change: grade(model.GradeData{Grade: 1, Classes: 1}), code: "inconsistent", pointer: "/schools/0/stages/0/grades/0/classes"},
		{name: "demand half-days with periods", change: demand(model.LineDemand{Subject: "pe", Periods: ptr(3), HalfDays: ptr(1)}), code: "inconsistent", pointer: "/schools/0/stages/0/demand/0/halfDays"},
		{name: "demand of both kinds", change: demand(model.LineDemand{Subject: "pe", Periods: ptr(3), Posts: ptr(1)}), code: "inconsistent", pointer: "/schools/0/stages/0/demand/0"},
		{name: "demand of no kind", change: demand(model.LineDemand{Subject: "pe"}), code: "missing", pointer: "/schools/0/stages/0/demand/0/periods"},
		{name: "demand periods absurd", change: demand(model.LineDemand{Subject: "pe", Periods: ptr(20_001)}), code: "out_of_range", pointer: "/schools/0/stages/0/demand/0/periods"},
		{name: "demand periods negative", change: demand(model.LineDemand{Subject: "pe", Periods: ptr(-1)}), code: "out_of_range", pointer: "/schools/0/stages/0/demand/0/periods"},
		{name: "demand posts negative", change: demand(model.LineDemand{Subject: "pe", Posts: ptr(-1)}), code: "out_of_range", pointer: "/schools/0/stages/0/demand/0/posts"},
		{name: "demand half-days negative", change: demand(model.LineDemand{Subject: "pe", Posts: ptr(1), HalfDays: ptr(-1)}), code: "out_of_range", pointer: "/schools/0/stages/0/demand/0/halfDays"},
		{name: "demand subject absent", change: demand(model.LineDemand{Posts: ptr(1)}), code: "missing", pointer: "/schools/0/stages/0/demand/0/subject"},
		{name: "demand subject twice", change: demand(model.LineDemand{Subject: "art", Posts: ptr(1)}), code: "duplicate_id", pointer: "/schools/0/stages/0/demand/1/subject"},
		{name: "dorm beds", change: first(func(s *model.School) { s.DormBeds = -1 }), code: "out_of_range", pointer: "/schools/0/dormBeds"},
		{name: "floor above the quota", change: first(func(s *model.School) { s.HeadcountFloor = 21 }), code: "inconsistent", pointer: "/schools/0/headcountFloor", warning: true},
		{name: "floor negative", change: first(func(s *model.School) { s.HeadcountFloor = -1 }), code: "out_of_range", pointer: "/schools/0/headcountFloor"},
		{name: "grade 6 of a junior school", change: func(p *model.Problem) { p.Schools[3].Stages[0].Grades[0].Grade = 6 }, code: "out_of_range", pointer: "/schools/3/stages/0/grades/0/grade", warning: true},
		{name: "grade 7 of a primary school", change: grade(model.GradeData{Grade: 7, Pupils: 40, Classes: 1}), code: "out_of_range", pointer: "/schools/0/stages/0/grades/0/grade"},
		{name: "grade of a senior school", change: func(p *model.Problem) {
			p.Schools[3].Stages = append(p.Schools[3].Stages, model.StageData{Stage: model.Senior, Grades: []model.GradeData{{Grade: 9, Pupils: 1, Classes: 1}}})
		}, code: "out_of_range", pointer: "/schools/3/stages/1/grades/0/grade"},
		{name: "grade twice", change: grade(model.GradeData{Grade: 2, Pupils: 40, Classes: 1}), code: "duplicate_id", pointer: "/schools/0/stages/0/grades/1/grade"},
		{name: "group kind absent", change: func(p *model.Problem) { p.Groups[0].Kind = "" }, code: "missing", pointer: "/groups/0/kind"},
		{name: "group kind unknown", change: func(p *model.Problem) { p.Groups[0].Kind = "pair" }, code: "bad_word", pointer: "/groups/0/kind"},
		{name: "group lead elsewhere", change: func(p *model.Problem) { p.Groups[0].Lead = "S2" }, code: "inconsistent", pointer: "/groups/0/lead", warning: true},
		{name: "group lead unknown", change: func(p *model.Problem) { p.Groups[0].Lead = "S9" }, code: "unknown_reference", pointer: "/groups/0/lead"},
		{name: "group name long", change: func(p *model.Problem) { p.Groups[0].Name = strings.Repeat("x", 101) }, code: "too_large", pointer: "/groups/0/name"},
		{name: "group unknown", change: func(p *model.Problem) { p.Schools[1].Group = "G9" }, code: "unknown_reference", pointer: "/schools/1/group"},
		{name: "hardship tier", change: first(func(s *model.School) { s.HardshipTier = 11 }), code: "out_of_range", pointer: "/schools/0/hardshipTier"},
		{name: "kind absent", change: first(func(s *model.School) { s.Kind = "" }), code: "missing", pointer: "/schools/0/kind"},
		{name: "kind unknown", change: first(func(s *model.School) { s.Kind = "castle" }), code: "bad_word", pointer: "/schools/0/kind"},
		{name: "latitude", change: first(func(s *model.School) { s.Location.Latitude = 90.5 }), code: "out_of_range", pointer: "/schools/0/location/latitude"},
		{name: "legal form", change: first(func(s *model.School) { s.Legal = "a b" }), code: "bad_format", pointer: "/schools/0/legal"},
		{name: "listening rooms", change: first(func(s *model.School) { s.ListeningRooms = 1001 }), code: "out_of_range", pointer: "/schools/0/listeningRooms"},
		{name: "location 0 0", change: first(func(s *model.School) { *s.Location = model.Location{} }), code: "inconsistent", pointer: "/schools/0/location", warning: true},
		{name: "location absent", change: first(func(s *model.School) { s.Location = nil }), code: "missing", pointer: "/schools/0/location", warning: true},
		{name: "location absent and no matrix", change: func(p *model.Problem) { p.Travel.Matrix = nil }, code: "missing", pointer: "/schools/2/location"},
		{name: "longitude", change: first(func(s *model.School) { s.Location.Longitude = -181 }), code: "out_of_range", pointer: "/schools/0/location/longitude"},
		{name: "longitude infinite", change: first(func(s *model.School) { s.Location.Longitude = math.Inf(1) }), code: "not_finite", pointer: "/schools/0/location/longitude"},
		{name: "name absent", change: first(func(s *model.School) { s.Name = "" }), code: "missing", pointer: "/schools/0/name"},
		{name: "ownership unknown", change: first(func(s *model.School) { s.Ownership = "state" }), code: "bad_word", pointer: "/schools/0/ownership"},
		{name: "post cap negative", change: first(func(s *model.School) { s.PostCaps.Senior = ptr(-1) }), code: "out_of_range", pointer: "/schools/0/postCaps/senior"},
		{name: "post cap intermediate", change: first(func(s *model.School) { s.PostCaps.Intermediate = ptr(2001) }), code: "out_of_range", pointer: "/schools/0/postCaps/intermediate"},
		{name: "pupils absurd", change: grade(model.GradeData{Grade: 1, Pupils: 20_001, Classes: 500}), code: "out_of_range", pointer: "/schools/0/stages/0/grades/0/pupils"},
		{name: "pupils negative", change: grade(model.GradeData{Grade: 1, Pupils: -1, Classes: 1}), code: "out_of_range", pointer: "/schools/0/stages/0/grades/0/pupils"},
		{name: "pupils without classes", change: grade(model.GradeData{Grade: 1, Pupils: 40}), code: "inconsistent", pointer: "/schools/0/stages/0/grades/0/classes"},
		{name: "quota absurd", change: first(func(s *model.School) { s.Quota = 2001 }), code: "out_of_range", pointer: "/schools/0/quota"},
		{name: "quota negative", change: first(func(s *model.School) { s.Quota = -1 }), code: "out_of_range", pointer: "/schools/0/quota"},
		{name: "school code", change: first(func(s *model.School) { s.Code = "430626000" }), code: "bad_format", pointer: "/schools/0/code"},
		{name: "stage absent", change: func(p *model.Problem) { p.Schools[2].Stages[0].Stage = "" }, code: "missing", pointer: "/schools/2/stages/0/stage"},
		{name: "stage twice", change: func(p *model.Problem) { p.Schools[2].Stages = append(p.Schools[2].Stages, p.Schools[2].Stages[0]) }, code: "duplicate_id", pointer: "/schools/2/stages/1/stage"},
		{name: "stage unknown", change: func(p *model.Problem) { p.Schools[2].Stages[0].Stage = "middle" }, code: "bad_word", pointer: "/schools/2/stages/0/stage"},
		{name: "stages absent", change: func(p *model.Problem) { p.Schools[2].Stages = nil }, code: "missing", pointer: "/schools/2/stages", warning: true},
		{name: "strength unknown", change: first(func(s *model.School) { s.Strength = "middling" }), code: "bad_word", pointer: "/schools/0/strength"},
		{name: "urban-rural code absent", change: first(func(s *model.School) { s.UrbanRural = "" }), code: "missing", pointer: "/schools/0/urbanRural"},
		{name: "urban-rural code unknown", change: first(func(s *model.School) { s.UrbanRural = "113" }), code: "bad_word", pointer: "/schools/0/urbanRural"},
		{name: "zone name long", change: func(p *model.Problem) { p.Zones[0].Name = strings.Repeat("区", 101) }, code: "too_large", pointer: "/zones/0/name"},
		{name: "zone unknown", change: first(func(s *model.School) { s.Zone = "Z9" }), code: "unknown_reference", pointer: "/schools/0/zone"},
	})
}

func TestValidateTooManyPeriods(t *testing.T) {
	t.Parallel()
	p := sampleProblem()
	list := &p.Schools[0].Stages[0].Demand
	for i := range 501 {
		*list = append(*list, model.LineDemand{Subject: model.Subject(fmt.Sprint("x", i)), Periods: ptr(20_000)})
	}
	fs := p.Validate()
	require.Len(t, fs, 1)
	require.Equal(t, model.CodeTooLarge, fs[0].Code)
	require.Equal(t, "/schools/0/stages", fs[0].Pointer)
	require.Contains(t, fs[0].Message.EN, "ten million periods")
}

func TestValidateTooManyEntries(t *testing.T) {
	t.Parallel()
	p := sampleProblem()
	school := p.Schools[3]
	for i := range model.MaxSchools {
		school.ID = model.SchoolID(fmt.Sprint("X", i))
		p.Schools = append(p.Schools, school)
	}
	f := find(p.Validate(), model.CodeTooLarge, "/schools")
	require.NotNil(t, f)
	require.Equal(t, "5004", f.Value)

	p = sampleProblem()
	for range 201 {
		p.Teachers[1].History = append(p.Teachers[1].History, model.Service{From: day(2010, 1, 1), Kind: model.TeachingService})
	}
	require.NotNil(t, find(p.Validate(), model.CodeTooLarge, "/teachers/1/history"))
}

func TestValidateOneSchoolWithoutLocation(t *testing.T) {
	t.Parallel()
	p := sampleProblem()
	p.Schools = p.Schools[3:]
	p.Schools[0].Location = nil
	p.Teachers = p.Teachers[3:]
	p.Groups, p.Pins, p.Previous, p.Travel = nil, nil, nil, model.Travel{}
	require.Empty(t, p.Validate(), "one school is a legal district; no way leads anywhere")
}

func TestValidateTwoSchools(t *testing.T) {
	t.Parallel()
	p := sampleProblem()
	twin := p.Teachers[3]
	twin.School = "S1"
	twin.Qualifications = p.Teachers[1].Qualifications
	p.Teachers = append(p.Teachers, twin)
	fs := p.Validate()
	require.Len(t, fs, 1, "%v", fs)
	require.Equal(t, model.CodeDuplicate, fs[0].Code)
	require.Equal(t, "/teachers/4/id", fs[0].Pointer)
	require.Contains(t, fs[0].Message.EN, "a teacher at two schools")
	require.Contains(t, fs[0].Message.ZH, "两所学校")
}

func TestValidateOrderAndCut(t *testing.T) {
	t.Parallel()
	p := sampleProblem()
	p.Format = ""
	p.Schools[1].Quota = -1
	p.Schools[0].Name = ""
	p.Schools[0].ID = "S 1"
	p.Pins[1].Reason = ""
	fs := p.Validate()
	var at []string
	for _, f := range fs {
		at = append(at, f.Pointer)
	}
	require.Equal(t, "/format", at[0])
	require.Equal(t, "/pins/1/reason", at[len(at)-2])
	require.Equal(t, "/previous/moves/0/from", at[len(at)-1])
	require.Less(t, index(at, "/schools/0/id"), index(at, "/schools/0/name"))
	require.Less(t, index(at, "/schools/0/name"), index(at, "/schools/1/quota"))

	p = largeProblem(3000)
	for i := range p.Teachers {
		p.Teachers[i].Sex = "x"
		p.Teachers[i].Role.FullLoad = true // a warning, for all but the principal
	}
	p.Pins[0].Teacher = "nobody"
	fs = p.Validate()
	require.Len(t, fs, 2*model.MaxFaults+2)
	require.Equal(t, model.CodeMoreFaults, fs[len(fs)-1].Code)
	require.False(t, fs[len(fs)-1].IsError())
	require.Equal(t, "1999", fs[len(fs)-1].Value)
	require.Equal(t, "2001", fs[len(fs)-2].Value)
	require.Equal(t, model.CodeBadWord, model.ErrorCode(fs.Err()), "the closing fault does not count")
}

func index(list []string, s string) int {
	for i, x := range list {
		if x == s {
			return i
		}
	}
	return -1
}
