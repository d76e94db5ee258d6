package apitest

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
)

// spreadMoves is how many teachers move in the best plan of spread.
const spreadMoves = 6

// spread is a district whose only best plan has six moves of 10, 20, … 60
// minutes: one teacher of each town school goes to the village next to it. The
// name of the first village is one that a careless table would run.
func spread(t *testing.T) []byte {
	t.Helper()
	due, err := fixtures.Get("tiny/due")
	require.NoError(t, err)
	p := *due
	p.Schools, p.Teachers, p.Travel = nil, nil, model.Travel{}
	for i := range spreadMoves {
		town, village := due.Schools[0], due.Schools[1]
		town.ID, village.ID = model.SchoolID(fmt.Sprintf("U%d", i)), model.SchoolID(fmt.Sprintf("V%d", i))
		if i == 0 {
			village.Name = `=HYPERLINK("http://example.com","东溪")`
		}
		p.Schools = append(p.Schools, town, village)
		for k := range 3 {
			teacher := due.Teachers[2] // not due
			teacher.ID, teacher.School, teacher.Since = model.TeacherID(fmt.Sprintf("T%d%d", i, k)), town.ID, model.NewDate(2024, time.September, 1)
			if k == 0 {
				teacher.Since = model.NewDate(2012, time.September, 1)
			}
			p.Teachers = append(p.Teachers, teacher)
		}
		for k := range spreadMoves {
			minutes := 10 * (i + 1)
			if k != i {
				minutes += 15
			}
			p.Travel.Matrix = append(p.Travel.Matrix, model.TravelTime{From: town.ID, To: model.SchoolID(fmt.Sprintf("V%d", k)), Minutes: minutes})
		}
	}
	var b bytes.Buffer
	require.NoError(t, model.EncodeProblem(&b, &p))
	return b.Bytes()
}
