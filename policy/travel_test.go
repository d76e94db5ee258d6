package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

func TestMinutes(t *testing.T) {
	t.Parallel()
	p := problem(t)
	for _, id := range []model.SchoolID{"C", "D", "E"} {
		p.Schools = append(p.Schools, model.School{ID: id, UrbanRural: "121"})
	}
	p.Schools[2].Location = &model.Location{Latitude: 26, Longitude: 113}
	// A tenth of a degree north: 11.1195 km, × 1.4 ÷ 30 km/h = 31.13 minutes.
	p.Schools[3].Location = &model.Location{Latitude: 26.1, Longitude: 113}
	p.Travel.Matrix = []model.TravelTime{
		{From: "A", To: "B", Minutes: 10},
		{From: "A", To: "C", Minutes: 20}, {From: "C", To: "A", Minutes: 25},
	}
	p.Teachers[0].Home = &model.Location{Latitude: 26.1, Longitude: 113}
	p.Teachers = append(p.Teachers, teacher(t, "t2", "A"))
	f := derive(t, p)
	at := func(id model.SchoolID) int { return f.School(id).Index }
	require.Equal(t, 10, f.Minutes(at("A"), at("B")))
	require.Equal(t, 10, f.Minutes(at("B"), at("A")), "a pair counts both ways")
	require.Equal(t, 20, f.Minutes(at("A"), at("C")))
	require.Equal(t, 25, f.Minutes(at("C"), at("A")), "unless both are given")
	require.Zero(t, f.Minutes(at("A"), at("A")))
	require.Equal(t, 32, f.Minutes(at("C"), at("D")))
	require.Equal(t, 32, f.Minutes(at("D"), at("C")))
	require.Equal(t, policy.Unreachable, f.Minutes(at("A"), at("E")))
	require.Equal(t, 32, f.Commute(0, at("C")), "from home")
	require.Equal(t, 0, f.Commute(0, at("D")))
	require.Equal(t, 10, f.Commute(0, at("B")), "a school without location: from the present school")
	require.Equal(t, 20, f.Commute(1, at("C")), "no home: from the present school")
	p.Travel.Speed, p.Travel.Detour = 60, 1
	f = derive(t, p)
	require.Equal(t, 12, f.Minutes(at("C"), at("D")))
}

func TestDistantPlacesAreCut(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Schools[0].Location = &model.Location{Latitude: 90}
	p.Schools[1].Location = &model.Location{Latitude: -90}
	require.Equal(t, policy.Unreachable, derive(t, p).Minutes(0, 1))
}
