package model

import "strings"

// PlanFormat is the version of the plan document.
const PlanFormat = "lungang/plan/v1"

// Plan is what is proposed for a problem, with its proof. It holds no clock
// times and no durations: same problem, same versions, same bytes.
type Plan struct {
	Format         string          `json:"format" doc:"always lungang/plan/v1"`
	ProblemHash    string          `json:"problemHash" doc:"SHA-256 of the problem's canonical bytes"`
	District       string          `json:"district" doc:"district code"`
	PlanYear       int             `json:"planYear" doc:"plan year"`
	Pack           PlanPack        `json:"pack" doc:"the pack in force"`
	Versions       Versions        `json:"versions" doc:"what computed the plan"`
	Options        EffectiveOption `json:"options" doc:"options as they took effect"`
	Status         PlanStatus      `json:"status" doc:"why it stopped, what is known, how much is covered"`
	Moves          []Move          `json:"moves" doc:"交流轮岗"`
	Visits         []Visit         `json:"visits" doc:"走教"`
	PartTime       []PartTime      `json:"partTime" doc:"兼课 inside the own school"`
	Remote         []RemoteLesson  `json:"remote" doc:"专递课堂"`
	Vacancies      []Vacancy       `json:"vacancies" doc:"posts that stay short"`
	Uncovered      []Uncovered     `json:"uncovered" doc:"half-days that nobody teaches"`
	Relaxations    []Relaxation    `json:"relaxations" doc:"relaxable rules that could not all hold"`
	Verdicts       []Verdict       `json:"verdicts" doc:"one for every teacher"`
	Justifications []Justification `json:"justifications" doc:"why each move, visit and vacancy is as it is"`
	Tiers          []TierResult    `json:"tiers" doc:"objectives in order, each with value, bound and proof"`
	Indicators     Indicators      `json:"indicators" doc:"before and after"`
	Hash           string          `json:"hash,omitempty" doc:"SHA-256 of the plan's canonical bytes without this field"`
}

// PlanPack is the pack in force.
type PlanPack struct {
	ID      string `json:"id" doc:"pack id"`
	Version string `json:"version" doc:"pack version"`
	Hash    string `json:"hash" doc:"SHA-256 of the effective parameters"`
}

// Versions is what computed the plan.
type Versions struct {
	Lungang string `json:"lungang" doc:"product version"`
	CLP     string `json:"clp" doc:"COIN-OR CLP version"`
	CBC     string `json:"cbc" doc:"COIN-OR CBC version"`
}

// EffectiveOption holds the options as they took effect.
type EffectiveOption struct {
	TimeLimitSeconds float64  `json:"timeLimitSeconds" doc:"wall clock; 0 means no limit"`
	Tiers            []string `json:"tiers" doc:"tier ids in order"`
	Seed             string   `json:"seed" doc:"published lottery seed"`
	MemoryLimitMiB   int      `json:"memoryLimitMiB" doc:"limit of one solver child process"`
}

// Termination is why the computation stopped.
type Termination string

// The reasons to stop.
const (
	StoppedComplete  Termination = "complete"   // every tier was brought to its end
	StoppedTimeLimit Termination = "time_limit" // the time ran out; the best checked plan is kept
	StoppedCancelled Termination = "cancelled"  // somebody stopped it; the best checked plan is kept
	StoppedNodeLimit Termination = "node_limit" // the search effort was used up before the proof
)

// Values lists the closed set of words.
func (Termination) Values() []string {
	return []string{"complete", "time_limit", "cancelled", "node_limit"}
}

// Proof is what is known about a tier's value.
type Proof string

// The degrees of proof.
const (
	Certified    Proof = "certified" // an exact rational dual bound equals the value
	Proved       Proof = "proved"    // branch and bound closed the gap
	Gap          Proof = "gap"       // a bound is known, the gap is open
	ProofUnknown Proof = "unknown"   // no bound is known
)

// Values lists the closed set of words.
func (Proof) Values() []string { return []string{"certified", "proved", "gap", "unknown"} }

// Coverage says whether every post and half-day is served.
type Coverage string

// The two kinds of coverage. Partial and optimal are different things.
const (
	FullCoverage    Coverage = "full"
	PartialCoverage Coverage = "partial"
)

// Values lists the closed set of words.
func (Coverage) Values() []string { return []string{"full", "partial"} }

// PlanStatus keeps three answers apart: why it stopped, what is known, how
// much is covered.
type PlanStatus struct {
	Termination Termination `json:"termination" doc:"why it stopped"`
	Proof       Proof       `json:"proof" doc:"the weakest proof of all tiers"`
	Coverage    Coverage    `json:"coverage" doc:"full when no post and no half-day stays short"`
}

// Move is one teacher who changes school for the plan year (交流轮岗).
type Move struct {
	Teacher    TeacherID `json:"teacher" doc:"teacher id"`
	From       Line      `json:"from" doc:"line left"`
	To         Line      `json:"to" doc:"line entered"`
	Minutes    int       `json:"minutes" doc:"travel, one way: from home when known, else from the school left"`
	Rank       int       `json:"rank" doc:"rank of the destination in the teacher's list, from 1; 0 when not listed"`
	Voluntary  bool      `json:"voluntary" doc:"the teacher volunteered or listed the destination"`
	Due        bool      `json:"due" doc:"the verdict is must"`
	IsBackbone bool      `json:"backbone" doc:"counts as backbone for the ratio"`
	Dorm       SchoolID  `json:"dorm,omitempty" doc:"school whose dorm bed the teacher gets, because the way is beyond the limit; absent when the way needs none"`
}

// Visit is half-days a week that a teacher teaches at another school (走教).
type Visit struct {
	Teacher  TeacherID `json:"teacher" doc:"teacher id"`
	From     Line      `json:"from" doc:"base line"`
	To       Line      `json:"to" doc:"line visited"`
	HalfDays int       `json:"halfDays" doc:"half-days a week"`
	Minutes  int       `json:"minutes" doc:"one way between the two schools"`
}

// PartTime is half-days a week on a second line of the own school (兼课).
type PartTime struct {
	Teacher  TeacherID `json:"teacher" doc:"teacher id"`
	From     Line      `json:"from" doc:"base line"`
	To       Line      `json:"to" doc:"line served"`
	HalfDays int       `json:"halfDays" doc:"half-days a week"`
}

// RemoteLesson is half-days' worth of lessons sent to a listening room (专递课堂).
type RemoteLesson struct {
	From     SchoolID `json:"from" doc:"school with the broadcast room"`
	To       Line     `json:"to" doc:"line served"`
	HalfDays int      `json:"halfDays" doc:"half-days' worth a week"`
}

// Vacancy is posts of a line that stay short.
type Vacancy struct {
	Line   Line `json:"line" doc:"line"`
	Posts  int  `json:"posts" doc:"vacant posts"`
	Weight int  `json:"weight" doc:"weight of one post in the vacancy tier"`
}

// Uncovered is half-days of a line that nobody teaches.
type Uncovered struct {
	Line     Line    `json:"line" doc:"line"`
	HalfDays int     `json:"halfDays" doc:"half-days a week"`
	Periods  float64 `json:"periods" doc:"about how many periods that is: half-days × load ÷ half-days of a full post"`
	Weight   int     `json:"weight" doc:"weight of one half-day in the coverage tier"`
}

// Relaxation is by how much a relaxable rule gives way.
type Relaxation struct {
	Rule    string `json:"rule" doc:"rule id"`
	Subject string `json:"subject" doc:"what it is about: district, a school id, …"`
	Amount  int    `json:"amount" doc:"in the rule's unit"`
}

// Justification says why a thing is in the plan, as data; sentences are made
// at the edge.
type Justification struct {
	Subject string   `json:"subject" doc:"move:ID, visit:ID:SCHOOL, remote:SCHOOL:LINE, stay:ID, vacancy:LINE, uncovered:LINE"`
	Reason  string   `json:"reason" doc:"reason code"`
	Rule    string   `json:"rule,omitempty" doc:"rule or tier id"`
	Facts   []Fact   `json:"facts,omitempty" doc:"numbers that the reason rests on"`
	Clauses []string `json:"clauses,omitempty" doc:"clause ids"`

	Unverified []string `json:"unverified,omitempty" doc:"parameters behind the reason that nobody has held against an official text"`
}

// About reports whether the justification is about a teacher: a move, a visit, or that
// the teacher stays. The other subjects are lines and schools; part-time has none.
func (j *Justification) About(teacher TeacherID) bool {
	kind, who, _ := strings.Cut(j.Subject, ":")
	switch kind {
	case "move", "stay":
		return who == string(teacher)
	case "visit":
		return strings.HasPrefix(who, string(teacher)+":")
	}
	return false
}

// TierResult is one objective: what was reached and what is proved.
type TierResult struct {
	ID    string `json:"id" doc:"tier id"`
	Unit  string `json:"unit" doc:"unit of the value"`
	Value int64  `json:"value" doc:"value of the plan"`
	Bound int64  `json:"bound" doc:"proved lower bound, given the values of the tiers above"`
	Proof Proof  `json:"proof" doc:"what is known"`
	// Price is absent when it was not worked out, as in a solve that was stopped.
	Price *TierPrice `json:"price,omitempty" doc:"what one unit more of this tier would buy"`
}

// TierPrice is what one unit more of a tier could save in the tiers below: at most
// AtMost units of Tier, the first one that could gain. Without a tier none could.
// It is a proved limit of the saving, not a promise of it.
type TierPrice struct {
	Tier   string `json:"tier,omitempty" doc:"first tier below that could gain"`
	AtMost int64  `json:"atMost" doc:"limit of what it could gain"`
}

// Indicators are the balance indicators before and after the plan.
type Indicators struct {
	Before []IndicatorSet `json:"before" doc:"as the district stands"`
	After  []IndicatorSet `json:"after" doc:"with the plan"`
	Ratios []Ratio        `json:"ratios" doc:"rotation ratios of the plan"`
}

// IndicatorSet is one indicator at one stage over all schools
// (教督〔2017〕6号: I1 degree, I2 backbone, I3 PE and arts, per 100 pupils).
type IndicatorSet struct {
	ID        string           `json:"id" doc:"I1, I2 or I3"`
	Stage     Stage            `json:"stage" doc:"primary or junior"`
	Threshold float64          `json:"threshold" doc:"least value per 100 pupils"`
	CV        float64          `json:"cv" doc:"pupil-weighted coefficient of variation between schools"`
	CVLimit   float64          `json:"cvLimit" doc:"greatest coefficient allowed"`
	Passed    int              `json:"passed" doc:"schools at or above the threshold"`
	Counted   int              `json:"counted" doc:"schools that are judged"`
	Shortfall int              `json:"shortfall" doc:"teachers missing to the threshold, summed over judged schools"`
	Schools   []IndicatorValue `json:"schools" doc:"one for every judged school"`
}

// IndicatorValue is one school's value of an indicator.
type IndicatorValue struct {
	School    SchoolID `json:"school" doc:"school id"`
	Pupils    int      `json:"pupils" doc:"pupils of the stage"`
	Teachers  int      `json:"teachers" doc:"teachers counted"`
	Per100    float64  `json:"per100" doc:"teachers per 100 pupils"`
	Shortfall int      `json:"shortfall" doc:"teachers missing to the threshold"`
}

// Ratio is a share that a clause asks for, with numerator and denominator.
type Ratio struct {
	ID          string  `json:"id" doc:"exchanged, backbone"`
	Numerator   int     `json:"numerator" doc:"teachers"`
	Denominator int     `json:"denominator" doc:"teachers"`
	Percent     float64 `json:"percent" doc:"numerator / denominator × 100; 0 when the denominator is 0"`
	Required    float64 `json:"required" doc:"percent asked for"`
}
