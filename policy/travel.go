package policy

import (
	"math"

	"lungang/model"
)

// Unreachable is the number of minutes between places of which nothing is
// known: no pair in the matrix, and no location on one side. It is above every
// limit that a pack may set but equal to the greatest, and larger distances are
// cut to it.
const Unreachable = 1440

const (
	earthRadius   = 6371.0088 // km, mean
	defaultDetour = 1.4
	defaultSpeed  = 30.0 // km/h

	// Above this number of schools the minutes are computed when asked for,
	// because the full table would need too much memory.
	mostTabled = 3000
)

// point is a place as a unit vector; distances between unit vectors need one
// square root and one arc sine, and equal the haversine formula.
type point struct {
	x, y, z float64
	known   bool
}

// travelTimes answers minutes between schools, and from homes to schools.
type travelTimes struct {
	points []point
	given  map[[2]int]int // pairs of the matrix
	table  []int16        // minutes by from·n + to; nil when there are too many schools
	factor float64        // minutes for one km of straight distance
}

func pointOf(l *model.Location) point {
	if l == nil {
		return point{}
	}
	lat, lon := float64(l.Latitude*math.Pi)/180, float64(l.Longitude*math.Pi)/180
	c := math.Cos(lat)
	return point{x: c * math.Cos(lon), y: c * math.Sin(lon), z: math.Sin(lat), known: true}
}

// newTravelTimes prepares the minutes between schools. The faults name pairs of
// the matrix whose school does not exist.
func newTravelTimes(schools []SchoolFacts, at map[model.SchoolID]int, t model.Travel) (travelTimes, model.Faults) {
	detour, speed := t.Detour, t.Speed
	if detour <= 0 {
		detour = defaultDetour
	}
	if speed <= 0 {
		speed = defaultSpeed
	}
	out := travelTimes{
		points: make([]point, len(schools)),
		given:  make(map[[2]int]int, len(t.Matrix)),
		factor: detour / speed * 60,
	}
	for i := range schools {
		out.points[i] = pointOf(schools[i].Location)
	}
	var faults model.Faults
	for i, pair := range t.Matrix {
		from, ok1 := at[pair.From]
		to, ok2 := at[pair.To]
		if !ok1 {
			faults = append(faults, dangling("/travel/matrix/"+decimal(i)+"/from", string(pair.From)))
		}
		if !ok2 {
			faults = append(faults, dangling("/travel/matrix/"+decimal(i)+"/to", string(pair.To)))
		}
		if ok1 && ok2 {
			out.given[[2]int{from, to}] = min(max(pair.Minutes, 0), Unreachable)
		}
	}
	if n := len(schools); n <= mostTabled {
		table := make([]int16, n*n)
		for from := range n {
			for to := range n {
				table[from*n+to] = int16(out.compute(from, to))
			}
		}
		out.table = table
	}
	return out, faults
}

// between returns the minutes between two schools, one way.
func (t travelTimes) between(from, to int) int {
	if t.table != nil {
		return int(t.table[from*len(t.points)+to])
	}
	return t.compute(from, to)
}

func (t travelTimes) compute(from, to int) int {
	if from == to {
		return 0
	}
	if m, ok := t.given[[2]int{from, to}]; ok {
		return m
	}
	if m, ok := t.given[[2]int{to, from}]; ok {
		return m
	}
	return t.straight(t.points[from], t.points[to])
}

// kilometres returns the distance between two schools; false when one of them
// has no location.
func (t travelTimes) kilometres(from, to int) (float64, bool) {
	a, b := t.points[from], t.points[to]
	if !a.known || !b.known {
		return 0, false
	}
	return distance(a, b), true
}

// distance returns the great-circle distance in km. The conversions keep the
// compiler from fusing operations, so that every machine computes the same.
func distance(a, b point) float64 {
	dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
	half := math.Sqrt(float64(dx*dx)+float64(dy*dy)+float64(dz*dz)) / 2
	return float64(2 * earthRadius * math.Asin(math.Min(1, half)))
}

// straight returns great-circle distance × detour ÷ speed, rounded up to whole
// minutes.
func (t travelTimes) straight(a, b point) int {
	if !a.known || !b.known {
		return Unreachable
	}
	km := distance(a, b)
	// The tiny amount taken off keeps a distance that is whole but for
	// rounding from becoming one minute more.
	minutes := math.Ceil(float64(km*t.factor) - 1e-6)
	if math.IsNaN(minutes) {
		return Unreachable
	}
	return int(math.Min(math.Max(minutes, 0), Unreachable))
}

// commute returns the minutes from home, when home and school have a location;
// otherwise from the present school.
func (t travelTimes) commute(f *Facts, teacher, school int) int {
	home := f.homes[teacher]
	if home.known && t.points[school].known {
		return t.straight(home, t.points[school])
	}
	return t.between(f.Teachers[teacher].School, school)
}
