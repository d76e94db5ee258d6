package policy

// Housing of those who move far (周转宿舍).
var (
	HousingBeds  = flag("housing.dorm_beds", "a move beyond the travel limit is allowed with a dorm bed")
	HousingReach = whole("housing.reach_minutes", "greatest one-way travel between a dorm and a school that it serves", 0, 1440)
	HousingKm    = optional(number("housing.reach_km", "greatest straight distance in km between a dorm and a school that it serves; where a location is missing the minutes decide alone", 0, 500))
)
