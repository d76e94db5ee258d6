package policy

import "lungang/model"

// Remote lessons (专递课堂): from a broadcast room to a listening room.
var (
	RemoteSubjects     = words("remote.subjects", "subjects that remote lessons may cover; none switches them off")
	RemoteRoutes       = pairs("remote.routes", "pairs of locales, and centre>point, that remote lessons may follow", append(model.Locale("").Values(), "centre", "point")...)
	RemoteWithin       = choice("remote.within", "limit of remote lessons", "none", "zone", "group")
	RemoteRoomHalfDays = whole("remote.room_half_days", "half-days a week for which one broadcast or listening room can be used", 0, 10)
	EconomyRemote      = whole("economy.remote", "points of one half-day of remote lessons", 0, 1000)
)
