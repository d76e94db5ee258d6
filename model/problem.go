package model

// ProblemFormat is the version of the problem document.
const ProblemFormat = "lungang/problem/v1"

// Problem is one district's snapshot for one plan year: everything that a plan
// depends on, and nothing else. Same problem, same versions, same plan.
type Problem struct {
	Format     string     `json:"format" doc:"always lungang/problem/v1"`
	District   District   `json:"district" doc:"the planning unit and the plan year"`
	Pack       PackRef    `json:"pack" doc:"the policy pack and the district's overrides"`
	Zones      []Zone     `json:"zones,omitempty" doc:"school zones (学区/片区)"`
	Groups     []Group    `json:"groups,omitempty" doc:"education groups, alliances, pairings"`
	Schools    []School   `json:"schools" doc:"every campus of the district"`
	Teachers   []Teacher  `json:"teachers" doc:"every teacher, pseudonymous"`
	Travel     Travel     `json:"travel,omitzero" doc:"minutes between places"`
	Curriculum Curriculum `json:"curriculum,omitzero" doc:"periods per grade and subject, loads"`
	Pins       []Pin      `json:"pins,omitempty" doc:"decisions that people took beforehand"`
	Previous   *Previous  `json:"previous,omitempty" doc:"last year's moves"`

	Enrolment []Enrolment `json:"enrolment,omitempty" doc:"published and forecast numbers of pupils of the district; for forecasts, no plan depends on them"`
}

// District is one planning unit (县/区/市).
type District struct {
	Code          string `json:"code" doc:"GB/T 2260, six digits"`
	Name          string `json:"name" doc:"display name"`
	PlanYear      int    `json:"planYear" doc:"the calendar year in which the plan takes effect"`
	ReferenceDate Date   `json:"referenceDate,omitzero" doc:"the day on which ages and tenure are counted; default 31 August of the plan year, or as the pack says"`
	Quota         int    `json:"quota,omitempty" doc:"核定编制总量, own quota of all public schools; absent when not known"`
	QuotaReviewed int    `json:"quotaReviewed,omitempty" doc:"year of the last quota review (编制核定); absent when not known"`
}

// Zone is a school zone (学区/片区).
type Zone struct {
	ID   ZoneID `json:"id" doc:"zone id"`
	Name string `json:"name,omitempty" doc:"display name"`
}

// Group is an education group, an alliance, or an urban-rural pairing.
type Group struct {
	ID   GroupID   `json:"id" doc:"group id"`
	Name string    `json:"name,omitempty" doc:"display name"`
	Kind GroupKind `json:"kind" doc:"group, alliance or pairing"`
	Lead SchoolID  `json:"lead,omitempty" doc:"the lead school"`

	// Since is when the cycle began that the group works in (B1-19: five years).
	Since Date `json:"since,omitzero" doc:"first day of the first cycle; absent when not known"`
}

// Location is a point on the earth, WGS 84 degrees.
type Location struct {
	Latitude  float64 `json:"latitude" doc:"degrees north, -90 to 90"`
	Longitude float64 `json:"longitude" doc:"degrees east, -180 to 180"`
}

// School is a campus (学校、校区、教学点). Several campuses may share one legal
// school; a move inside one legal school is no rotation.
type School struct {
	ID             SchoolID       `json:"id" doc:"school id used in this document"`
	Code           string         `json:"code,omitempty" doc:"学校标识码, ten digits"`
	Name           string         `json:"name" doc:"display name"`
	Kind           SchoolKind     `json:"kind" doc:"办学类型"`
	Ownership      Ownership      `json:"ownership,omitempty" doc:"public when absent"`
	UrbanRural     UrbanRuralCode `json:"urbanRural" doc:"城乡分类代码"`
	Legal          string         `json:"legal,omitempty" doc:"legal school; the school id when absent"`
	Zone           ZoneID         `json:"zone,omitempty" doc:"zone that the school belongs to"`
	Group          GroupID        `json:"group,omitempty" doc:"group that the school belongs to"`
	Pairing        GroupID        `json:"pairing,omitempty" doc:"urban-rural pairing (城乡结对) of the school, when group names another kind of group"`
	Centre         SchoolID       `json:"centre,omitempty" doc:"centre school of a teaching point or village school"`
	Strength       Strength       `json:"strength,omitempty" doc:"ordinary when absent"`
	Location       *Location      `json:"location,omitempty" doc:"needed when no travel matrix is given"`
	Stages         []StageData    `json:"stages" doc:"what the school teaches"`
	Quota          int            `json:"quota" doc:"编制, authorised headcount"`
	BorrowedQuota  int            `json:"borrowedQuota,omitempty" doc:"of the quota: posts borrowed from the institution pool (周转编制)"`
	CityPoolQuota  int            `json:"cityPoolQuota,omitempty" doc:"of the quota: posts provided by the city (市级统筹)"`
	OtherPosts     *int           `json:"otherPosts,omitempty" doc:"of the quota: posts that are not for teachers (管理、教辅、工勤岗位); absent when not known"`
	HeadcountFloor int            `json:"headcountFloor,omitempty" doc:"least headcount after the plan"`
	PostCaps       *PostCaps      `json:"postCaps,omitempty" doc:"岗位, absent when posts are not limited"`
	BorderZone     bool           `json:"borderZone,omitempty" doc:"inside the 0-3 km border strip"`
	Boarding       bool           `json:"boarding,omitempty" doc:"boarding school"`
	Boarders       int            `json:"boarders,omitempty" doc:"boarding pupils"`
	SpecialPupils  int            `json:"specialPupils,omitempty" doc:"pupils with special needs in ordinary classes (随班就读)"`
	DormBeds       int            `json:"dormBeds,omitempty" doc:"free beds for teachers from elsewhere"`
	BroadcastRooms int            `json:"broadcastRooms,omitempty" doc:"主播教室"`
	ListeningRooms int            `json:"listeningRooms,omitempty" doc:"听课教室"`
	HardshipTier   int            `json:"hardshipTier,omitempty" doc:"艰苦边远 tier, 0 none"`
}

// StageData is what a school teaches at one stage.
type StageData struct {
	Stage  Stage        `json:"stage" doc:"stage of schooling"`
	Grades []GradeData  `json:"grades,omitempty" doc:"pupils and classes by grade"`
	Demand []LineDemand `json:"demand,omitempty" doc:"explicit demand; replaces the derived demand of its line"`

	Resources *Resources `json:"resources,omitempty" doc:"buildings and equipment of the stage; absent when not known"`
}

// Resources are what four of the seven indicators of balance count at a stage
// of a school (教督〔2017〕6号). The parts of a nine-year school are told apart.
type Resources struct {
	TeachingArea    *int `json:"teachingArea,omitempty" doc:"教学及辅助用房, square metres, indoor sports halls left out"`
	SportsArea      *int `json:"sportsArea,omitempty" doc:"体育运动场馆, square metres"`
	EquipmentValue  *int `json:"equipmentValue,omitempty" doc:"教学仪器设备值, yuan"`
	MultimediaRooms *int `json:"multimediaRooms,omitempty" doc:"网络多媒体教室"`
}

// GradeData is one grade of a school.
type GradeData struct {
	Grade   int `json:"grade" doc:"1 to 12"`
	Pupils  int `json:"pupils" doc:"number of pupils"`
	Classes int `json:"classes" doc:"number of classes"`
}

// LineDemand is explicit demand of one line: periods, or heads.
type LineDemand struct {
	Subject  Subject `json:"subject" doc:"subject code"`
	Periods  *int    `json:"periods,omitempty" doc:"periods a week; replaces classes times curriculum"`
	Posts    *int    `json:"posts,omitempty" doc:"needed posts in heads; overrides the derived number"`
	HalfDays *int    `json:"halfDays,omitempty" doc:"needed half-days beyond the posts; 0 when posts are given and this is absent"`
}

// Enrolment is a number of pupils of the whole district in the autumn of a year,
// published or forecast, with where it comes from.
type Enrolment struct {
	Stage  Stage  `json:"stage" doc:"stage of schooling"`
	Grade  int    `json:"grade,omitempty" doc:"one grade of the stage, for example the children who enter grade 1; the whole stage when absent"`
	Year   int    `json:"year" doc:"calendar year of the autumn term"`
	Pupils int    `json:"pupils" doc:"number of pupils"`
	Source string `json:"source,omitempty" doc:"who published or forecast it, for example the police (household data)"`
	AsOf   Date   `json:"asOf,omitzero" doc:"day of the data behind it"`
}

// PostCaps is the authorised number of titles at a school.
type PostCaps struct {
	Senior       *int `json:"senior,omitempty" doc:"高级, absent when not limited"`
	Intermediate *int `json:"intermediate,omitempty" doc:"中级, absent when not limited"`
}

// Teacher is one teacher under a pseudonymous id.
type Teacher struct {
	ID               TeacherID        `json:"id" doc:"pseudonymous id"`
	Sex              Sex              `json:"sex" doc:"male or female"`
	BirthDate        Date             `json:"birthDate" doc:"date of birth"`
	School           SchoolID         `json:"school" doc:"the one school where the teacher belongs"`
	Since            Date             `json:"since" doc:"first day of continuous service at the school"`
	History          []Service        `json:"history,omitempty" doc:"service before and during the present post"`
	Qualifications   []Qualification  `json:"qualifications" doc:"exactly one primary, the others secondary"`
	Licence          *Licence         `json:"licence,omitempty" doc:"教师资格证; absent when none"`
	Title            Title            `json:"title,omitzero" doc:"职称"`
	Backbone         *Backbone        `json:"backbone,omitempty" doc:"骨干教师 honour"`
	Education        Education        `json:"education,omitempty" doc:"highest education; other when absent"`
	Putonghua        PutonghuaLevel   `json:"putonghua,omitempty" doc:"普通话等级"`
	TrainingHours    *int             `json:"trainingHours,omitempty" doc:"hours of training (学时) in the last five years; absent when not known"`
	Links            []SchoolID       `json:"links,omitempty" doc:"schools that a backbone teacher is linked to (联系学校)"`
	Role             Role             `json:"role,omitzero" doc:"post held; teacher when absent"`
	Graduating       bool             `json:"graduating,omitempty" doc:"teaches a graduating class (毕业班)"`
	Employment       Employment       `json:"employment,omitzero" doc:"in quota when absent"`
	Status           Status           `json:"status,omitempty" doc:"active when absent"`
	MaxWeeklyPeriods *int             `json:"maxWeeklyPeriods,omitempty" doc:"own weekly-period limit"`
	RuralYears       float64          `json:"ruralYears,omitempty" doc:"years of rural service"`
	ItinerantYears   float64          `json:"itinerantYears,omitempty" doc:"years of itinerant teaching"`
	Home             *Location        `json:"home,omitempty" doc:"home, when commuting is counted from it"`
	Spouse           TeacherID        `json:"spouse,omitempty" doc:"spouse, when a teacher of the district"`
	Kin              []TeacherID      `json:"kin,omitempty" doc:"near relatives (回避) among the teachers"`
	Exemptions       []ExemptionClaim `json:"exemptions,omitempty" doc:"claims; the pack decides which exempt"`
	Volunteer        bool             `json:"volunteer,omitempty" doc:"volunteers to move this year"`
	Preferences      []SchoolID       `json:"preferences,omitempty" doc:"ranked destinations, best first"`
}

// Service is one spell of the service history, both days included.
type Service struct {
	School SchoolID    `json:"school,omitempty" doc:"absent when outside the district"`
	From   Date        `json:"from" doc:"first day"`
	To     Date        `json:"to,omitzero" doc:"last day; absent when it lasts"`
	Kind   ServiceKind `json:"kind" doc:"kind of service"`
	Locale Locale      `json:"locale,omitempty" doc:"class of place, when outside the district"`
}

// Qualification is a subject that the teacher may teach at a stage.
type Qualification struct {
	Stage   Stage   `json:"stage" doc:"stage of schooling"`
	Subject Subject `json:"subject" doc:"subject code"`
	Primary bool    `json:"primary,omitempty" doc:"the subject that the teacher teaches"`
}

// Licence is the teaching licence (教师资格).
type Licence struct {
	Stage   Stage `json:"stage" doc:"highest stage that it allows"`
	ValidTo Date  `json:"validTo,omitzero" doc:"last valid day; absent when unlimited"`
}

// Title is the professional title and where it is valid.
type Title struct {
	Level TitleLevel `json:"level,omitempty" doc:"none when absent"`
	Scope TitleScope `json:"scope,omitempty" doc:"general when absent"`
}

// Backbone is a backbone teacher's honour; it may lapse (B1-51).
type Backbone struct {
	Level     BackboneLevel `json:"level" doc:"level of the honour"`
	ValidFrom Date          `json:"validFrom,omitzero" doc:"first valid day"`
	ValidTo   Date          `json:"validTo,omitzero" doc:"last valid day"`
}

// Role is the post held in the school.
type Role struct {
	Kind      RoleKind `json:"kind,omitempty" doc:"teacher when absent"`
	TermStart Date     `json:"termStart,omitzero" doc:"first day of the present term"`
	TermEnd   Date     `json:"termEnd,omitzero" doc:"last day of the present term"`
	Terms     int      `json:"terms,omitempty" doc:"terms served at this school, the present one included"`
	FullLoad  bool     `json:"fullLoad,omitempty" doc:"a principal or vice principal who carries a full teaching load"`
}

// Employment is how the teacher is employed.
type Employment struct {
	Kind         EmploymentKind `json:"kind,omitempty" doc:"in_quota when absent"`
	Term         int            `json:"term,omitempty" doc:"number of the present contract term, from 1; 0 unknown"`
	Start        Date           `json:"start,omitzero" doc:"first day of employment"`
	ServiceUntil Date           `json:"serviceUntil,omitzero" doc:"last day of a service obligation"`
}

// ExemptionClaim is a ground for exemption. Evidence is kept elsewhere; here is
// only the number under which it is filed.
type ExemptionClaim struct {
	Kind     ExemptionKind `json:"kind" doc:"ground"`
	Until    Date          `json:"until,omitzero" doc:"last day; absent when it lasts"`
	Evidence string        `json:"evidence,omitempty" doc:"number of the file that holds the evidence; says nothing about the person"`
}

// Travel says how minutes between places are found: from the matrix where it
// has the pair, otherwise great-circle distance × detour ÷ speed.
type Travel struct {
	Matrix []TravelTime `json:"matrix,omitempty" doc:"given minutes; a pair counts both ways unless both are given"`
	Detour float64      `json:"detour,omitempty" doc:"road distance / straight distance, 1 to 5; 1.4 when absent"`
	Speed  float64      `json:"speed,omitempty" doc:"km/h, 1 to 200; 30 when absent"`
}

// TravelTime is one pair of the matrix.
type TravelTime struct {
	From    SchoolID `json:"from" doc:"school id"`
	To      SchoolID `json:"to" doc:"school id"`
	Minutes int      `json:"minutes" doc:"one way, 0 to 1440"`
}

// Curriculum names the periods and loads, or gives them.
type Curriculum struct {
	Version string        `json:"version,omitempty" doc:"a known version; the pack's when absent"`
	Periods []GradePeriod `json:"periods,omitempty" doc:"given periods; they replace the version's for their grade and subject"`
	Loads   []Load        `json:"loads,omitempty" doc:"given loads; they replace the pack's"`
}

// GradePeriod is the number of weekly periods of a subject in a grade.
type GradePeriod struct {
	Grade   int     `json:"grade" doc:"1 to 12"`
	Subject Subject `json:"subject" doc:"subject code"`
	Periods int     `json:"periods" doc:"periods a week"`
}

// Load is a standard full weekly load.
type Load struct {
	Stage   Stage   `json:"stage" doc:"stage of schooling"`
	Subject Subject `json:"subject" doc:"subject code"`
	Periods int     `json:"periods" doc:"periods a week of one full post"`
}

// Pin is a decision that a person took beforehand, with reason and author.
type Pin struct {
	Teacher TeacherID `json:"teacher" doc:"teacher id"`
	Kind    PinKind   `json:"kind" doc:"what is demanded"`
	School  SchoolID  `json:"school,omitempty" doc:"needed by must_go and must_not_go"`
	Reason  string    `json:"reason" doc:"why"`
	Author  string    `json:"author" doc:"role or pseudonymous id of who decided"`
}

// Previous is what is kept of last year's plan.
type Previous struct {
	PlanHash string         `json:"planHash,omitempty" doc:"hash of last year's plan"`
	Moves    []PreviousMove `json:"moves,omitempty" doc:"who moved"`
}

// PreviousMove is one move of last year.
type PreviousMove struct {
	Teacher TeacherID `json:"teacher" doc:"teacher id"`
	From    SchoolID  `json:"from" doc:"school left"`
	To      SchoolID  `json:"to" doc:"school entered"`
}

// Line is where lessons are taught (学段学科): school, stage, subject.
type Line struct {
	School  SchoolID `json:"school" doc:"school id"`
	Stage   Stage    `json:"stage" doc:"stage of schooling"`
	Subject Subject  `json:"subject" doc:"subject code"`
}

// String returns "school/stage/subject", the line's name everywhere.
func (l Line) String() string {
	return string(l.School) + "/" + string(l.Stage) + "/" + string(l.Subject)
}

// Compare orders lines by school, stage, subject.
func (l Line) Compare(o Line) int {
	switch {
	case l.School != o.School:
		return compare(l.School, o.School)
	case l.Stage != o.Stage:
		return compare(l.Stage, o.Stage)
	default:
		return compare(l.Subject, o.Subject)
	}
}

func compare[T ~string](a, b T) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// PrimaryQualification returns the qualification that the teacher teaches;
// false when the document marks none.
func (t *Teacher) PrimaryQualification() (Qualification, bool) {
	for _, q := range t.Qualifications {
		if q.Primary {
			return q, true
		}
	}
	return Qualification{}, false
}

// LegalSchool returns the legal school of a campus: its own id when none is named.
func (s *School) LegalSchool() string {
	if s.Legal == "" {
		return string(s.ID)
	}
	return s.Legal
}
