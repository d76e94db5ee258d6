package model_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

func TestValidateTeachers(t *testing.T) {
	t.Parallel()
	on := func(i int, change func(t *model.Teacher)) func(*model.Problem) {
		return func(p *model.Problem) { change(&p.Teachers[i]) }
	}
	runBadProblems(t, []badProblem{
		{name: "adult only by a day", change: on(3, func(t *model.Teacher) { t.BirthDate = day(2010, 9, 1); t.Since = day(2026, 8, 31) }), code: "out_of_range", pointer: "/teachers/3/birthDate", more: true},
		{name: "backbone level absent", change: on(0, func(t *model.Teacher) { t.Backbone.Level = "" }), code: "missing", pointer: "/teachers/0/backbone/level"},
		{name: "backbone order", change: on(0, func(t *model.Teacher) { t.Backbone.ValidTo = day(2023, 1, 1) }), code: "inconsistent", pointer: "/teachers/0/backbone/validTo"},
		{name: "birth absent", change: on(3, func(t *model.Teacher) { t.BirthDate = model.Date{} }), code: "missing", pointer: "/teachers/3/birthDate"},
		{name: "birth impossible", change: on(3, func(t *model.Teacher) { t.BirthDate = day(1990, 13, 1) }), code: "bad_date", pointer: "/teachers/3/birthDate", more: true},
		{name: "birth in the future", change: on(3, func(t *model.Teacher) { t.BirthDate = day(2030, 1, 1) }), code: "out_of_range", pointer: "/teachers/3/birthDate", more: true},
		{name: "birth long ago", change: on(3, func(t *model.Teacher) { t.BirthDate = day(1945, 8, 31) }), code: "out_of_range", pointer: "/teachers/3/birthDate"},
		{name: "birth too early to write", change: on(3, func(t *model.Teacher) { t.BirthDate = day(1800, 1, 1) }), code: "out_of_range", pointer: "/teachers/3/birthDate"},
		{name: "education unknown", change: on(3, func(t *model.Teacher) { t.Education = "phd" }), code: "bad_word", pointer: "/teachers/3/education"},
		{name: "employment kind", change: on(3, func(t *model.Teacher) { t.Employment.Kind = "x" }), code: "bad_word", pointer: "/teachers/3/employment/kind"},
		{name: "employment obligation order", change: on(1, func(t *model.Teacher) { t.Employment.ServiceUntil = day(2007, 1, 1) }), code: "inconsistent", pointer: "/teachers/1/employment/serviceUntil"},
		{name: "employment start in the future", change: on(1, func(t *model.Teacher) { t.Employment.Start = day(2026, 9, 1) }), code: "out_of_range", pointer: "/teachers/1/employment/start"},
		{name: "employment term", change: on(1, func(t *model.Teacher) { t.Employment.Term = -1 }), code: "out_of_range", pointer: "/teachers/1/employment/term"},
		{name: "exemption kind absent", change: on(1, func(t *model.Teacher) { t.Exemptions[0].Kind = "" }), code: "missing", pointer: "/teachers/1/exemptions/0/kind"},
		{name: "exemption kind unknown", change: on(1, func(t *model.Teacher) { t.Exemptions[0].Kind = "ill" }), code: "bad_word", pointer: "/teachers/1/exemptions/0/kind"},
		{name: "evidence is the number of a person", change: on(1, func(t *model.Teacher) { t.Exemptions[0].Evidence = "53010219200508011X" }), code: "bad_format", pointer: "/teachers/1/exemptions/0/evidence"},
		{name: "evidence with a space", change: on(1, func(t *model.Teacher) { t.Exemptions[0].Evidence = "file 17" }), code: "bad_format", pointer: "/teachers/1/exemptions/0/evidence"},
		{name: "exemption lapsed", change: on(1, func(t *model.Teacher) { t.Exemptions[0].Until = day(2026, 8, 30) }), code: "out_of_range", pointer: "/teachers/1/exemptions/0/until", warning: true},
		{name: "full load of a teacher", change: on(3, func(t *model.Teacher) { t.Role.FullLoad = true }), code: "inconsistent", pointer: "/teachers/3/role/fullLoad", warning: true},
		{name: "history before adult", change: on(0, func(t *model.Teacher) { t.History[0].From = day(2000, 9, 1) }), code: "inconsistent", pointer: "/teachers/0/history/0/from"},
		{name: "history end in the future", change: on(0, func(t *model.Teacher) { t.History[1].To = day(2026, 9, 1) }), code: "out_of_range", pointer: "/teachers/0/history/1/to", warning: true},
		{name: "history from absent", change: on(0, func(t *model.Teacher) { t.History[0].From = model.Date{} }), code: "missing", pointer: "/teachers/0/history/0/from"},
		{name: "history in the future", change: on(0, func(t *model.Teacher) { t.History[1].From = day(2026, 9, 1) }), code: "out_of_range", pointer: "/teachers/0/history/1/from"},
		{name: "history kind absent", change: on(0, func(t *model.Teacher) { t.History[0].Kind = "" }), code: "missing", pointer: "/teachers/0/history/0/kind"},
		{name: "history locale", change: on(0, func(t *model.Teacher) { t.History[0].Locale = "city" }), code: "bad_word", pointer: "/teachers/0/history/0/locale"},
		{name: "history order", change: on(0, func(t *model.Teacher) { t.History[0].To = day(2008, 8, 31) }), code: "inconsistent", pointer: "/teachers/0/history/0/to"},
		{name: "history overlap", change: on(0, func(t *model.Teacher) { t.History[0].To = day(2015, 9, 2) }), code: "inconsistent", pointer: "/teachers/0/history/1"},
		{name: "history overlap of open spells", change: on(0, func(t *model.Teacher) { t.History[0].To = model.Date{} }), code: "inconsistent", pointer: "/teachers/0/history/1"},
		{name: "history overlap of one day", change: on(0, func(t *model.Teacher) { t.History[0].To = day(2015, 9, 1) }), code: "inconsistent", pointer: "/teachers/0/history/1", warning: true},
		{name: "history school unknown", change: on(0, func(t *model.Teacher) { t.History[0].School = "S9" }), code: "unknown_reference", pointer: "/teachers/0/history/0/school"},
		{name: "home latitude", change: on(0, func(t *model.Teacher) { t.Home.Latitude = 91 }), code: "out_of_range", pointer: "/teachers/0/home/latitude"},
		{name: "home not a number", change: on(0, func(t *model.Teacher) { t.Home.Longitude = math.NaN() }), code: "not_finite", pointer: "/teachers/0/home/longitude"},
		{name: "itinerant years negative", change: on(0, func(t *model.Teacher) { t.ItinerantYears = -0.5 }), code: "out_of_range", pointer: "/teachers/0/itinerantYears"},
		{name: "kin empty", change: on(0, func(t *model.Teacher) { t.Kin[0] = "" }), code: "missing", pointer: "/teachers/0/kin/0"},
		{name: "kin of oneself", change: on(0, func(t *model.Teacher) { t.Kin[0] = "T1" }), code: "inconsistent", pointer: "/teachers/0/kin/0"},
		{name: "kin twice", change: on(0, func(t *model.Teacher) { t.Kin = append(t.Kin, "T3") }), code: "duplicate_id", pointer: "/teachers/0/kin/1"},
		{name: "kin unknown", change: on(0, func(t *model.Teacher) { t.Kin[0] = "T9" }), code: "unknown_reference", pointer: "/teachers/0/kin/0"},
		{name: "licence lapsed", change: on(0, func(t *model.Teacher) { t.Licence.ValidTo = day(2026, 8, 30) }), code: "out_of_range", pointer: "/teachers/0/licence/validTo", warning: true},
		{name: "licence stage absent", change: on(0, func(t *model.Teacher) { t.Licence.Stage = "" }), code: "missing", pointer: "/teachers/0/licence/stage"},
		{name: "licence too low", change: on(0, func(t *model.Teacher) { t.Licence.Stage = model.Kindergarten }), code: "inconsistent", pointer: "/teachers/0/licence/stage", warning: true},
		{name: "preference empty", change: on(0, func(t *model.Teacher) { t.Preferences[1] = "" }), code: "missing", pointer: "/teachers/0/preferences/1"},
		{name: "preference in the same legal school", change: func(p *model.Problem) { p.Schools[1].Legal = "S1" }, code: "inconsistent", pointer: "/teachers/0/preferences/0", warning: true},
		{name: "preference of the own school", change: on(0, func(t *model.Teacher) { t.Preferences[1] = "S1" }), code: "inconsistent", pointer: "/teachers/0/preferences/1"},
		{name: "preference private", change: func(p *model.Problem) { p.Schools[2].Ownership = model.Private }, code: "inconsistent", pointer: "/teachers/0/preferences/1", warning: true},
		{name: "preference twice", change: on(0, func(t *model.Teacher) { t.Preferences[1] = "S2" }), code: "duplicate_id", pointer: "/teachers/0/preferences/1"},
		{name: "preference unknown", change: on(0, func(t *model.Teacher) { t.Preferences[1] = "S9" }), code: "unknown_reference", pointer: "/teachers/0/preferences/1"},
		{name: "putonghua", change: on(0, func(t *model.Teacher) { t.Putonghua = "2C" }), code: "bad_word", pointer: "/teachers/0/putonghua"},
		{name: "qualification stage absent", change: on(0, func(t *model.Teacher) { t.Qualifications[1].Stage = "" }), code: "missing", pointer: "/teachers/0/qualifications/1/stage"},
		{name: "qualification stage elsewhere", change: on(3, func(t *model.Teacher) { t.Qualifications[0].Stage = model.Primary }), code: "inconsistent", pointer: "/teachers/3/qualifications/0/stage"},
		{name: "qualification subject absent", change: on(0, func(t *model.Teacher) { t.Qualifications[1].Subject = "" }), code: "missing", pointer: "/teachers/0/qualifications/1/subject"},
		{name: "qualification twice", change: on(0, func(t *model.Teacher) { t.Qualifications[1].Subject = "chinese" }), code: "duplicate_id", pointer: "/teachers/0/qualifications/1"},
		{name: "qualifications absent", change: on(3, func(t *model.Teacher) { t.Qualifications = nil }), code: "missing", pointer: "/teachers/3/qualifications"},
		{name: "qualifications without primary", change: on(3, func(t *model.Teacher) { t.Qualifications[0].Primary = false }), code: "missing", pointer: "/teachers/3/qualifications"},
		{name: "qualifications with two primary", change: on(0, func(t *model.Teacher) { t.Qualifications[1].Primary = true }), code: "inconsistent", pointer: "/teachers/0/qualifications/1/primary"},
		{name: "role kind", change: on(3, func(t *model.Teacher) { t.Role.Kind = "dean" }), code: "bad_word", pointer: "/teachers/3/role/kind"},
		{name: "role term order", change: on(2, func(t *model.Teacher) { t.Role.TermEnd = day(2022, 8, 31) }), code: "inconsistent", pointer: "/teachers/2/role/termEnd"},
		{name: "role term start in the future", change: on(2, func(t *model.Teacher) { t.Role.TermStart = day(2026, 9, 1) }), code: "out_of_range", pointer: "/teachers/2/role/termStart"},
		{name: "role terms", change: on(2, func(t *model.Teacher) { t.Role.Terms = 31 }), code: "out_of_range", pointer: "/teachers/2/role/terms"},
		{name: "rural years infinite", change: on(0, func(t *model.Teacher) { t.RuralYears = math.Inf(1) }), code: "not_finite", pointer: "/teachers/0/ruralYears"},
		{name: "rural years negative", change: on(0, func(t *model.Teacher) { t.RuralYears = -1 }), code: "out_of_range", pointer: "/teachers/0/ruralYears"},
		{name: "school absent", change: on(3, func(t *model.Teacher) { t.School = "" }), code: "missing", pointer: "/teachers/3/school"},
		{name: "school unknown", change: on(3, func(t *model.Teacher) { t.School = "S9" }), code: "unknown_reference", pointer: "/teachers/3/school"},
		{name: "sex absent", change: on(3, func(t *model.Teacher) { t.Sex = "" }), code: "missing", pointer: "/teachers/3/sex"},
		{name: "sex unknown", change: on(3, func(t *model.Teacher) { t.Sex = "1" }), code: "bad_word", pointer: "/teachers/3/sex"},
		{name: "since absent", change: on(3, func(t *model.Teacher) { t.Since = model.Date{} }), code: "missing", pointer: "/teachers/3/since"},
		{name: "since after the reference date", change: on(3, func(t *model.Teacher) { t.Since = day(2026, 9, 1) }), code: "out_of_range", pointer: "/teachers/3/since"},
		{name: "since before adult", change: on(3, func(t *model.Teacher) { t.Since = day(2005, 12, 31) }), code: "inconsistent", pointer: "/teachers/3/since"},
		{name: "spouse not mutual", change: on(1, func(t *model.Teacher) { t.Spouse = "" }), code: "inconsistent", pointer: "/teachers/0/spouse"},
		{name: "spouse of oneself", change: on(3, func(t *model.Teacher) { t.Spouse = "T4" }), code: "inconsistent", pointer: "/teachers/3/spouse"},
		{name: "spouse unknown", change: on(3, func(t *model.Teacher) { t.Spouse = "T9" }), code: "unknown_reference", pointer: "/teachers/3/spouse"},
		{name: "status", change: on(3, func(t *model.Teacher) { t.Status = "gone" }), code: "bad_word", pointer: "/teachers/3/status"},
		{name: "title level", change: on(0, func(t *model.Teacher) { t.Title.Level = "high" }), code: "bad_word", pointer: "/teachers/0/title/level"},
		{name: "title scope", change: on(0, func(t *model.Teacher) { t.Title.Scope = "rural" }), code: "bad_word", pointer: "/teachers/0/title/scope"},
		{name: "title scope without level", change: on(1, func(t *model.Teacher) { t.Title.Scope = model.RuralOnlyTitle }), code: "inconsistent", pointer: "/teachers/1/title/scope", warning: true},
		{name: "weekly periods", change: on(0, func(t *model.Teacher) { t.MaxWeeklyPeriods = ptr(61) }), code: "out_of_range", pointer: "/teachers/0/maxWeeklyPeriods"},
	})
}

func TestValidateBirthdayBoundaries(t *testing.T) {
	t.Parallel()
	for birth, ok := range map[model.Date]bool{
		day(2010, 8, 31): true, day(2010, 9, 1): false, day(1945, 9, 1): true, day(1945, 8, 31): false,
	} {
		p := sampleProblem()
		p.Teachers[3].BirthDate = birth
		p.Teachers[3].Since = day(2026, 8, 31)
		require.Equal(t, ok, find(p.Validate(), model.CodeOutOfRange, "/teachers/3/birthDate") == nil, "%s", birth)
	}
}

func TestValidateWithoutReferenceDate(t *testing.T) {
	t.Parallel()
	p := sampleProblem()
	p.District.ReferenceDate = model.Date{}
	p.Teachers[3].Since = day(2026, 12, 31)
	require.Empty(t, p.Validate(), "the pack may name a later day of the plan year")
	p.Teachers[3].Since = day(2027, 1, 1)
	require.NotNil(t, find(p.Validate(), model.CodeOutOfRange, "/teachers/3/since"))
}

func TestValidateSaysNothingPersonal(t *testing.T) {
	t.Parallel()
	p := sampleProblem()
	p.Teachers[0].BirthDate = day(2031, 7, 17)
	p.Teachers[1].Exemptions[0].Kind = "psychosis"
	p.Teachers[0].Home.Latitude = 91.2345
	p.Teachers[3].ID = "11010519491231002X"
	p.Schools[0].Name = ""
	fs := p.Validate()
	text := fs.Text("zh") + fs.Text("en")
	for _, secret := range []string{"2031", "07-17", "psychosis", "91.2345", "11010519491231002X"} {
		require.NotContains(t, text, secret)
	}
}

func TestValidateTravelCurriculumPins(t *testing.T) {
	t.Parallel()
	pin := func(pins ...model.Pin) func(*model.Problem) {
		return func(p *model.Problem) {
			for _, x := range pins {
				x.Reason, x.Author = "r", "a"
				p.Pins = append(p.Pins, x)
			}
		}
	}
	travel := func(e model.TravelTime) func(*model.Problem) {
		return func(p *model.Problem) { p.Travel.Matrix = append(p.Travel.Matrix, e) }
	}
	previous := func(change func(*model.Previous)) func(*model.Problem) {
		return func(p *model.Problem) { change(p.Previous) }
	}
	runBadProblems(t, []badProblem{
		{name: "curriculum grade", change: func(p *model.Problem) { p.Curriculum.Periods[0].Grade = 13 }, code: "out_of_range", pointer: "/curriculum/periods/0/grade"},
		{name: "curriculum periods negative", change: func(p *model.Problem) { p.Curriculum.Periods[0].Periods = -1 }, code: "out_of_range", pointer: "/curriculum/periods/0/periods"},
		{name: "curriculum subject absent", change: func(p *model.Problem) { p.Curriculum.Periods[0].Subject = "" }, code: "missing", pointer: "/curriculum/periods/0/subject"},
		{name: "curriculum twice", change: func(p *model.Problem) { p.Curriculum.Periods[1].Grade = 1 }, code: "duplicate_id", pointer: "/curriculum/periods/1"},
		{name: "curriculum version long", change: func(p *model.Problem) { p.Curriculum.Version = string(make([]byte, 101)) + "x" }, code: "too_large", pointer: "/curriculum/version"},
		{name: "detour", change: func(p *model.Problem) { p.Travel.Detour = 0.9 }, code: "out_of_range", pointer: "/travel/detour"},
		{name: "detour not a number", change: func(p *model.Problem) { p.Travel.Detour = math.NaN() }, code: "not_finite", pointer: "/travel/detour"},
		{name: "load twice", change: func(p *model.Problem) { p.Curriculum.Loads = append(p.Curriculum.Loads, p.Curriculum.Loads[0]) }, code: "duplicate_id", pointer: "/curriculum/loads/1"},
		{name: "load stage absent", change: func(p *model.Problem) { p.Curriculum.Loads[0].Stage = "" }, code: "missing", pointer: "/curriculum/loads/0/stage"},
		{name: "load zero", change: func(p *model.Problem) { p.Curriculum.Loads[0].Periods = 0 }, code: "out_of_range", pointer: "/curriculum/loads/0/periods"},
		{name: "minutes", change: func(p *model.Problem) { p.Travel.Matrix[0].Minutes = 1441 }, code: "out_of_range", pointer: "/travel/matrix/0/minutes"},
		{name: "minutes negative", change: func(p *model.Problem) { p.Travel.Matrix[0].Minutes = -1 }, code: "out_of_range", pointer: "/travel/matrix/0/minutes"},
		{name: "pin author absent", change: func(p *model.Problem) { p.Pins[0].Author = "" }, code: "missing", pointer: "/pins/0/author"},
		{name: "pin go and not go", change: pin(model.Pin{Teacher: "T4", Kind: model.PinGo, School: "S1"}, model.Pin{Teacher: "T4", Kind: model.PinNotGo, School: "S1"}), code: "inconsistent", pointer: "/pins/3"},
		{name: "pin go to the own school", change: pin(model.Pin{Teacher: "T4", Kind: model.PinGo, School: "S4"}), code: "inconsistent", pointer: "/pins/2/school"},
		{name: "pin go to two schools", change: pin(model.Pin{Teacher: "T4", Kind: model.PinGo, School: "S1"}, model.Pin{Teacher: "T4", Kind: model.PinGo, School: "S2"}), code: "inconsistent", pointer: "/pins/3"},
		{name: "pin go without school", change: pin(model.Pin{Teacher: "T4", Kind: model.PinGo}), code: "missing", pointer: "/pins/2/school"},
		{name: "pin kind absent", change: pin(model.Pin{Teacher: "T4"}), code: "missing", pointer: "/pins/2/kind"},
		{name: "pin kind unknown", change: pin(model.Pin{Teacher: "T4", Kind: "stay"}), code: "bad_word", pointer: "/pins/2/kind"},
		{name: "pin move then stay", change: pin(model.Pin{Teacher: "T4", Kind: model.PinMove}, model.Pin{Teacher: "T4", Kind: model.PinStay}), code: "inconsistent", pointer: "/pins/3"},
		{name: "pin reason absent", change: func(p *model.Problem) { p.Pins[0].Reason = "" }, code: "missing", pointer: "/pins/0/reason"},
		{name: "pin school unknown", change: pin(model.Pin{Teacher: "T4", Kind: model.PinNotGo, School: "S9"}), code: "unknown_reference", pointer: "/pins/2/school"},
		{name: "pin stay and go", change: pin(model.Pin{Teacher: "T2", Kind: model.PinGo, School: "S1"}), code: "inconsistent", pointer: "/pins/2"},
		{name: "pin stay with a school", change: func(p *model.Problem) { p.Pins[0].School = "S1" }, code: "inconsistent", pointer: "/pins/0/school"},
		{name: "pin teacher absent", change: pin(model.Pin{Kind: model.PinStay}), code: "missing", pointer: "/pins/2/teacher"},
		{name: "pin teacher unknown", change: pin(model.Pin{Teacher: "T9", Kind: model.PinStay}), code: "unknown_reference", pointer: "/pins/2/teacher"},
		{name: "pin twice", change: func(p *model.Problem) { p.Pins = append(p.Pins, p.Pins[0]) }, code: "duplicate_id", pointer: "/pins/2"},
		{name: "previous from and to", change: previous(func(p *model.Previous) { p.Moves[0].To = "S1" }), code: "inconsistent", pointer: "/previous/moves/0/to"},
		{name: "previous hash", change: previous(func(p *model.Previous) { p.PlanHash = "ABC" }), code: "bad_format", pointer: "/previous/planHash"},
		{name: "previous school unknown", change: previous(func(p *model.Previous) { p.Moves[0].From = "S9" }), code: "unknown_reference", pointer: "/previous/moves/0/from"},
		{name: "previous teacher gone", change: previous(func(p *model.Previous) { p.Moves[0].Teacher = "T9" }), code: "unknown_reference", pointer: "/previous/moves/0/teacher", warning: true},
		{name: "previous twice", change: previous(func(p *model.Previous) { p.Moves = append(p.Moves, p.Moves[0]) }), code: "duplicate_id", pointer: "/previous/moves/1/teacher"},
		{name: "speed", change: func(p *model.Problem) { p.Travel.Speed = 201 }, code: "out_of_range", pointer: "/travel/speed"},
		{name: "travel from absent", change: travel(model.TravelTime{To: "S1"}), code: "missing", pointer: "/travel/matrix/3/from"},
		{name: "travel to itself", change: travel(model.TravelTime{From: "S1", To: "S1"}), code: "inconsistent", pointer: "/travel/matrix/3/to"},
		{name: "travel twice", change: travel(model.TravelTime{From: "S3", To: "S1", Minutes: 2}), code: "duplicate_id", pointer: "/travel/matrix/3"},
		{name: "travel unknown", change: travel(model.TravelTime{From: "S9", To: "S1"}), code: "unknown_reference", pointer: "/travel/matrix/3/from"},
	})
}

func TestValidateLegalCombinations(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(p *model.Problem){
		"both ways in the matrix": func(p *model.Problem) {
			p.Travel.Matrix = append(p.Travel.Matrix, model.TravelTime{From: "S1", To: "S3", Minutes: 65})
		},
		"move and go": func(p *model.Problem) {
			p.Pins = append(p.Pins, model.Pin{Teacher: "T4", Kind: model.PinMove, Reason: "r", Author: "a"},
				model.Pin{Teacher: "T4", Kind: model.PinGo, School: "S1", Reason: "r", Author: "a"},
				model.Pin{Teacher: "T4", Kind: model.PinNotGo, School: "S2", Reason: "r", Author: "a"})
		},
		"no travel speeds":     func(p *model.Problem) { p.Travel.Detour, p.Travel.Speed = 0, 0 },
		"pupils and classes 0": func(p *model.Problem) { p.Schools[0].Stages[0].Grades[0] = model.GradeData{Grade: 1} },
		"quota 0":              func(p *model.Problem) { p.Schools[1].Quota = 0 },
		"service in another county": func(p *model.Problem) {
			p.Teachers[0].History[0].School, p.Teachers[0].History[0].Locale = "", model.Rural
		},
	} {
		p := sampleProblem()
		change(p)
		require.Empty(t, p.Validate(), name)
	}
}
