package model

// SchoolID and its like are the only way that anything in a document refers to
// anything. They are pseudonymous: no ID numbers.
type SchoolID string

// TeacherID is the pseudonym of a teacher.
type TeacherID string

// ZoneID names a school zone.
type ZoneID string

// GroupID names a group of schools.
type GroupID string

// Stage is a stage of schooling (学段).
type Stage string

// The stages. Rotation concerns the two stages of compulsory education first,
// the others may be planned with explicit demand.
const (
	Primary      Stage = "primary"      // 小学
	Junior       Stage = "junior"       // 初中
	Senior       Stage = "senior"       // 高中
	Kindergarten Stage = "kindergarten" // 幼儿园
	Special      Stage = "special"      // 特殊教育
	Vocational   Stage = "vocational"   // 中职
)

// Values lists the closed set of words.
func (Stage) Values() []string {
	return []string{"primary", "junior", "senior", "kindergarten", "special", "vocational"}
}

// Subject is a subject code (学科), see SubjectName for the known ones.
// The list is open: a district may teach a subject that the product has no
// name for; then its code is shown.
type Subject string

// Sex as in GB/T 2261.1: male or female; the eligibility rule of a pack may
// depend on it.
type Sex string

// The two values that rules know.
const (
	Male   Sex = "male"
	Female Sex = "female"
)

// Values lists the closed set of words.
func (Sex) Values() []string { return []string{"male", "female"} }

// SchoolKind is the kind of a school (办学类型).
type SchoolKind string

// The kinds of schools.
const (
	TeachingPoint         SchoolKind = "teaching_point"   // 教学点
	VillagePrimary        SchoolKind = "village_primary"  // 村小
	TownshipCentrePrimary SchoolKind = "township_primary" // 乡镇中心小学
	UrbanPrimary          SchoolKind = "urban_primary"    // 城区小学
	JuniorSchool          SchoolKind = "junior"           // 初级中学
	NineYear              SchoolKind = "nine_year"        // 九年一贯制
	SeniorSchool          SchoolKind = "senior"           // 高级中学
	KindergartenSchool    SchoolKind = "kindergarten"     // 幼儿园
	SpecialSchool         SchoolKind = "special"          // 特殊教育学校
	VocationalSchool      SchoolKind = "vocational"       // 中等职业学校
)

// Values lists the closed set of words.
func (SchoolKind) Values() []string {
	return []string{
		"teaching_point", "village_primary", "township_primary", "urban_primary", "junior",
		"nine_year", "senior", "kindergarten", "special", "vocational",
	}
}

// Ownership of a school. Private schools stay out of quota and rotation.
type Ownership string

// The two kinds of ownership.
const (
	Public  Ownership = "public"  // 公办
	Private Ownership = "private" // 民办
)

// Values lists the closed set of words.
func (Ownership) Values() []string { return []string{"public", "private"} }

// Strength is the bureau's grouping of schools for strong-to-weak routes.
type Strength string

// The three strengths.
const (
	Strong   Strength = "strong"   // 优质学校
	Ordinary Strength = "ordinary" // 一般学校
	Weak     Strength = "weak"     // 薄弱学校
)

// Values lists the closed set of words.
func (Strength) Values() []string { return []string{"strong", "ordinary", "weak"} }

// Locale is the class of place that routes and weights speak of, derived from
// the urban-rural code (GB/T 33782, 国函〔2008〕60号).
type Locale string

// The three locales: 111 and 112 are urban, 121 to 123 town, 210 and 220 rural.
const (
	Urban Locale = "urban" // 城区
	Town  Locale = "town"  // 镇区
	Rural Locale = "rural" // 乡村
)

// Values lists the closed set of words.
func (Locale) Values() []string { return []string{"urban", "town", "rural"} }

// UrbanRuralCode is the three-digit code of a place (城乡分类代码).
type UrbanRuralCode string

// Values lists the closed set of codes.
func (UrbanRuralCode) Values() []string {
	return []string{"111", "112", "121", "122", "123", "210", "220"}
}

// Locale returns the class of place of the code.
func (c UrbanRuralCode) Locale() Locale {
	switch c {
	case "111", "112":
		return Urban
	case "121", "122", "123":
		return Town
	default:
		return Rural
	}
}

// TitleLevel is the level of a professional title (职称).
type TitleLevel string

// The levels. Post caps speak of senior (高级 and 正高级 together) and
// intermediate (一级).
const (
	NoTitle         TitleLevel = "none"             // 未定级
	ThirdTitle      TitleLevel = "third"            // 三级
	SecondTitle     TitleLevel = "second"           // 二级
	FirstTitle      TitleLevel = "first"            // 一级 (中级)
	SeniorTitle     TitleLevel = "senior"           // 高级
	FullSeniorTitle TitleLevel = "principal_senior" // 正高级
)

// Values lists the closed set of words.
func (TitleLevel) Values() []string {
	return []string{"none", "third", "second", "first", "senior", "principal_senior"}
}

// IsSenior reports whether the title occupies a senior post (高级岗位).
func (l TitleLevel) IsSenior() bool { return l == SeniorTitle || l == FullSeniorTitle }

// IsIntermediate reports whether the title occupies an intermediate post (中级岗位).
func (l TitleLevel) IsIntermediate() bool { return l == FirstTitle }

// TitleScope tells where a title is valid.
type TitleScope string

// The scopes: a rural-only title (定向评价、定向使用) does not move to town.
const (
	GeneralTitle   TitleScope = "general"
	RuralOnlyTitle TitleScope = "rural_only"
)

// Values lists the closed set of words.
func (TitleScope) Values() []string { return []string{"general", "rural_only"} }

// BackboneLevel is the level of a backbone teacher's honour (骨干教师).
type BackboneLevel string

// The levels, ascending. Indicator I2 counts county level and above.
const (
	SchoolBackbone   BackboneLevel = "school"
	CountyBackbone   BackboneLevel = "county"
	CityBackbone     BackboneLevel = "city"
	ProvinceBackbone BackboneLevel = "province"
)

// Values lists the closed set of words.
func (BackboneLevel) Values() []string { return []string{"school", "county", "city", "province"} }

// Education is the highest level of education (学历).
type Education string

// The levels, ascending.
const (
	OtherEducation     Education = "other"
	SecondaryEducation Education = "secondary" // 中专、高中
	Associate          Education = "associate" // 专科
	Bachelor           Education = "bachelor"  // 本科
	Master             Education = "master"    // 硕士
	Doctor             Education = "doctor"    // 博士
)

// Values lists the closed set of words, ascending.
func (Education) Values() []string {
	return []string{"other", "secondary", "associate", "bachelor", "master", "doctor"}
}

// AtLeast reports whether e is least or higher.
func (e Education) AtLeast(least Education) bool {
	return rank(e.Values(), string(e)) >= rank(e.Values(), string(least))
}

// PutonghuaLevel is the level of the Putonghua certificate (普通话等级).
type PutonghuaLevel string

// Values lists the closed set of words, descending: 一级甲等 … 三级乙等.
func (PutonghuaLevel) Values() []string { return []string{"1A", "1B", "2A", "2B", "3A", "3B", "none"} }

// RoleKind is the post that a teacher holds in the school.
type RoleKind string

// The roles.
const (
	PlainTeacher  RoleKind = "teacher"
	HeadTeacher   RoleKind = "head_teacher"   // 班主任
	MiddleManager RoleKind = "middle_manager" // 中层干部
	VicePrincipal RoleKind = "vice_principal" // 副校长
	Principal     RoleKind = "principal"      // 校长
)

// Values lists the closed set of words.
func (RoleKind) Values() []string {
	return []string{"teacher", "head_teacher", "middle_manager", "vice_principal", "principal"}
}

// IsLeader reports whether the role leads a school (principal or vice
// principal). Leaders rotate by their own rule, not as teachers.
func (r RoleKind) IsLeader() bool { return r == Principal || r == VicePrincipal }

// Supervises reports whether the role supervises colleagues; kin may not sit
// below it in the same school.
func (r RoleKind) Supervises() bool { return r.IsLeader() || r == MiddleManager }

// EmploymentKind tells how a teacher is employed.
type EmploymentKind string

// The kinds. Only in-quota teachers and funded graduates count against the
// quota (编制).
const (
	InQuota        EmploymentKind = "in_quota"        // 在编
	SpecialPost    EmploymentKind = "special_post"    // 特岗教师
	FundedGraduate EmploymentKind = "funded_graduate" // 公费师范生 (在编)
	ContractStaff  EmploymentKind = "contract"        // 编外聘用
	SupportStudent EmploymentKind = "support_student" // 支教大学生
)

// Values lists the closed set of words.
func (EmploymentKind) Values() []string {
	return []string{"in_quota", "special_post", "funded_graduate", "contract", "support_student"}
}

// CountsAgainstQuota reports whether such a teacher occupies a quota post.
func (k EmploymentKind) CountsAgainstQuota() bool { return k == InQuota || k == FundedGraduate }

// Status tells whether a teacher works at the school now.
type Status string

// The statuses.
const (
	Active   Status = "active"
	OnLeave  Status = "leave"
	Seconded Status = "seconded" // 借调
	Training Status = "training" // 脱产进修
)

// Values lists the closed set of words.
func (Status) Values() []string { return []string{"active", "leave", "seconded", "training"} }

// ServiceKind is the kind of one entry of the service history.
type ServiceKind string

// The kinds of service. Leave and training of a kind that the pack names do
// not break continuous service; a spell elsewhere does.
const (
	TeachingService  ServiceKind = "teaching"
	LeaveService     ServiceKind = "leave"
	SecondedService  ServiceKind = "seconded"
	TrainingService  ServiceKind = "training"
	ExchangeService  ServiceKind = "exchange"  // 交流
	ItinerantService ServiceKind = "itinerant" // 走教
	SupportService   ServiceKind = "support"   // 支教
)

// Values lists the closed set of words.
func (ServiceKind) Values() []string {
	return []string{"teaching", "leave", "seconded", "training", "exchange", "itinerant", "support"}
}

// ExemptionKind is the ground of an exemption claim.
type ExemptionKind string

// The grounds. Which of them exempt is the pack's choice.
const (
	Pregnant         ExemptionKind = "pregnant"
	Nursing          ExemptionKind = "nursing"
	Illness          ExemptionKind = "illness"
	Disability       ExemptionKind = "disability"
	FamilyCare       ExemptionKind = "family_care"
	SpecialProgramme ExemptionKind = "special_programme" // 学校特色项目负责人
	NearRetirement   ExemptionKind = "near_retirement"
	OtherExemption   ExemptionKind = "other"
)

// Values lists the closed set of words.
func (ExemptionKind) Values() []string {
	return []string{
		"pregnant", "nursing", "illness", "disability", "family_care",
		"special_programme", "near_retirement", "other",
	}
}

// PinKind is what a pin demands.
type PinKind string

// The pins.
const (
	PinStay  PinKind = "must_stay"
	PinMove  PinKind = "must_move"
	PinGo    PinKind = "must_go"     // to the school named
	PinNotGo PinKind = "must_not_go" // to the school named
)

// Values lists the closed set of words.
func (PinKind) Values() []string { return []string{"must_stay", "must_move", "must_go", "must_not_go"} }

// GroupKind is the kind of a school group.
type GroupKind string

// The kinds.
const (
	EducationGroup GroupKind = "group"    // 教育集团
	Alliance       GroupKind = "alliance" // 学校联盟
	Pairing        GroupKind = "pairing"  // 城乡结对
)

// Values lists the closed set of words.
func (GroupKind) Values() []string { return []string{"group", "alliance", "pairing"} }

// LicenceKind is not a level but the stage that a teaching licence
// (教师资格证) allows; a licence for a higher stage allows the lower ones
// (教师资格条例 art. 5).
func (s Stage) licenceRank() int {
	switch s {
	case Kindergarten:
		return 0
	case Primary:
		return 1
	case Junior:
		return 2
	case Senior:
		return 3
	default:
		return -1
	}
}

// LicenceAllows reports whether a licence for stage s allows teaching at stage
// k: its own stage and, within general education, every lower one
// (教师资格条例 art. 5: 取得教师资格的公民,可以在本级及其以下等级的各类学校任教).
func (s Stage) LicenceAllows(k Stage) bool {
	if s == k {
		return true
	}
	have, want := s.licenceRank(), k.licenceRank()
	return have >= 0 && want >= 0 && have >= want
}

func rank(values []string, v string) int {
	for i, x := range values {
		if x == v {
			return i
		}
	}
	return -1
}
