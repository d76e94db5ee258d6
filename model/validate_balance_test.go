package model_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

func TestFieldsOfTheBalanceReport(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change   func(*model.Problem)
		code     model.Code
		severity model.Severity
		pointer  string
	}{
		"area below 0": {
			func(p *model.Problem) { p.Schools[0].Stages[0].Resources.TeachingArea = ptr(-1) },
			model.CodeOutOfRange, model.SeverityError, "/schools/0/stages/0/resources/teachingArea",
		},
		"equipment above every school": {
			func(p *model.Problem) { p.Schools[0].Stages[0].Resources.EquipmentValue = ptr(1_000_000_001) },
			model.CodeOutOfRange, model.SeverityError, "/schools/0/stages/0/resources/equipmentValue",
		},
		"rooms above every school": {
			func(p *model.Problem) { p.Schools[0].Stages[0].Resources.MultimediaRooms = ptr(1_001) },
			model.CodeOutOfRange, model.SeverityError, "/schools/0/stages/0/resources/multimediaRooms",
		},
		"sports below 0": {
			func(p *model.Problem) { p.Schools[0].Stages[0].Resources.SportsArea = ptr(-5) },
			model.CodeOutOfRange, model.SeverityError, "/schools/0/stages/0/resources/sportsArea",
		},
		"hours below 0": {
			func(p *model.Problem) { p.Teachers[0].TrainingHours = ptr(-1) },
			model.CodeOutOfRange, model.SeverityError, "/teachers/0/trainingHours",
		},
		"unknown link": {
			func(p *model.Problem) { p.Teachers[0].Links = []model.SchoolID{"S9"} },
			model.CodeUnknownReference, model.SeverityError, "/teachers/0/links/0",
		},
		"link twice": {
			func(p *model.Problem) { p.Teachers[0].Links = []model.SchoolID{"S3", "S3"} },
			model.CodeDuplicate, model.SeverityError, "/teachers/0/links/1",
		},
		"link of no backbone teacher": {
			func(p *model.Problem) { p.Teachers[1].Links = []model.SchoolID{"S3"} },
			model.CodeInconsistent, model.SeverityWarning, "/teachers/1/links",
		},
		"unknown pairing": {
			func(p *model.Problem) { p.Schools[1].Pairing = "G9" },
			model.CodeUnknownReference, model.SeverityError, "/schools/1/pairing",
		},
		"pairing of another kind": {
			func(p *model.Problem) {
				p.Groups = append(p.Groups, model.Group{ID: "G2", Kind: model.Alliance})
				p.Schools[1].Pairing = "G2"
			},
			model.CodeInconsistent, model.SeverityError, "/schools/1/pairing",
		},
		"two pairings": {
			func(p *model.Problem) {
				p.Groups = append(p.Groups, model.Group{ID: "G2", Kind: model.Pairing})
				p.Schools[0].Pairing = "G2"
			},
			model.CodeInconsistent, model.SeverityError, "/schools/0/pairing",
		},
		"no such day": {
			func(p *model.Problem) { p.Groups[0].Since = day(2023, 2, 30) },
			model.CodeBadDate, model.SeverityError, "/groups/0/since",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := sampleProblem()
			c.change(p)
			faults := p.Validate()
			require.Len(t, faults, 1, "%v", faults)
			require.Equal(t, c.code, faults[0].Code)
			require.Equal(t, c.severity, faults[0].Severity)
			require.Equal(t, c.pointer, faults[0].Pointer)
			require.NotEmpty(t, faults[0].Remedy.ZH)
		})
	}
}
