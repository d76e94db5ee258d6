package policy

// Housing of those who move far (周转宿舍).
var (
	HousingBeds  = flag("housing.dorm_beds", "a move beyond the travel limit is allowed with a dorm bed")
	HousingReach = whole("housing.reach_minutes", "greatest one-way travel between a dorm and a school that it serves", 0, 1440)
)
