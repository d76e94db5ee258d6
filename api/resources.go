package api

import (
	"encoding/json"
	"time"

	"lungang/model"
)

// Dataset is an immutable snapshot of a district.
type Dataset struct {
	ID        string        `json:"id" doc:"id of the dataset" example:"ds_01jd3z5w8e3v0s2b6t9n4k7qxa"`
	Name      string        `json:"name,omitempty" doc:"name that people gave it" example:"利通区 2026 春"`
	Status    DatasetStatus `json:"status" doc:"a stored dataset was validated"`
	District  string        `json:"district" doc:"district code, GB/T 2260" example:"640302"`
	PlanYear  int           `json:"planYear" doc:"calendar year in which a plan takes effect" example:"2026"`
	Pack      string        `json:"pack" doc:"policy pack that the document names" example:"litong-2022-46"`
	Hash      string        `json:"hash" doc:"hash of the problem, the same for every order of its entries"`
	Bytes     int64         `json:"bytes" doc:"length of the document in bytes"`
	Schools   int           `json:"schools" doc:"number of schools"`
	Teachers  int           `json:"teachers" doc:"number of teachers"`
	Warnings  int           `json:"warnings" doc:"faults that do not refuse the document"`
	Persons   bool          `json:"persons" doc:"whether personal data are stored for it"`
	Parent    string        `json:"parentId,omitempty" doc:"dataset that it was forked from"`
	Origin    string        `json:"originId" doc:"first dataset of the lineage; its own id when it was not forked"`
	CreatedAt time.Time     `json:"createdAt" doc:"when it was stored, UTC"`
	CreatedBy string        `json:"createdBy" doc:"key or user that stored it, a pseudonym"`
}

// DatasetStatus is the technical status of a dataset.
type DatasetStatus string

// DatasetValidated is the status of every stored dataset; one that is invalid is refused.
const DatasetValidated DatasetStatus = "VALIDATED"

// Values lists the closed set of words.
func (DatasetStatus) Values() []string { return []string{string(DatasetValidated)} }

// Person is the personal data behind a teacher id. It never appears in a
// problem, a plan, a log or an error.
type Person struct {
	Teacher  model.TeacherID `json:"teacher" minLength:"1" maxLength:"64" doc:"pseudonymous id in the dataset" example:"T00042"`
	Name     string          `json:"name,omitempty" maxLength:"100" doc:"name; masked for some roles" example:"王**"`
	IDNumber string          `json:"idNumber,omitempty" maxLength:"32" doc:"身份证号; masked for most roles" example:"640302********1234"`
}

// TechnicalStatus says whether a solve ran and how it ended.
type TechnicalStatus string

// The technical statuses.
const (
	StatusCreated    TechnicalStatus = "CREATED"
	StatusQueued     TechnicalStatus = "QUEUED"
	StatusRunning    TechnicalStatus = "RUNNING"
	StatusSucceeded  TechnicalStatus = "SUCCEEDED"  // there is a checked plan, brought to its end
	StatusInfeasible TechnicalStatus = "INFEASIBLE" // no plan satisfies the rules that may not give way
	StatusIncomplete TechnicalStatus = "INCOMPLETE" // there is a checked plan; a limit ended the search
	StatusFailed     TechnicalStatus = "FAILED"     // no plan: a fault of the product or the machine, or a limit came before there was one
	StatusCanceled   TechnicalStatus = "CANCELED"   // somebody stopped it; the best plan is kept if there was one
)

// Values lists the closed set of words.
func (TechnicalStatus) Values() []string {
	return []string{"CREATED", "QUEUED", "RUNNING", "SUCCEEDED", "INFEASIBLE", "INCOMPLETE", "FAILED", "CANCELED"}
}

// Over reports whether the status will not change any more.
func (s TechnicalStatus) Over() bool {
	switch s {
	case StatusSucceeded, StatusInfeasible, StatusIncomplete, StatusFailed, StatusCanceled:
		return true
	default:
		return false
	}
}

// BusinessStatus says what people decided about a plan.
type BusinessStatus string

// The business statuses.
const (
	BusinessDraft      BusinessStatus = "DRAFT"
	BusinessInReview   BusinessStatus = "IN_REVIEW"
	BusinessApproved   BusinessStatus = "APPROVED"
	BusinessPublicised BusinessStatus = "PUBLICISED" // 公示
	BusinessObjection  BusinessStatus = "OBJECTION"
	BusinessFinal      BusinessStatus = "FINAL"
	BusinessEffective  BusinessStatus = "EFFECTIVE"
	BusinessWithdrawn  BusinessStatus = "WITHDRAWN"
	BusinessSuperseded BusinessStatus = "SUPERSEDED"
)

// Values lists the closed set of words.
func (BusinessStatus) Values() []string {
	return []string{"DRAFT", "IN_REVIEW", "APPROVED", "PUBLICISED", "OBJECTION", "FINAL", "EFFECTIVE", "WITHDRAWN", "SUPERSEDED"}
}

// Proof is what is known about a solution as a whole.
type Proof string

// The degrees of proof.
const (
	ProofOptimal    Proof = "OPTIMAL"              // every tier is certified or proved
	ProofGap        Proof = "FEASIBLE_WITH_GAP"    // a checked plan, and a bound that it does not reach
	ProofInfeasible Proof = "INFEASIBLE_CERTIFIED" // it is proved that there is no plan
	ProofUnknown    Proof = "UNKNOWN"              // no plan, or a tier without a bound comes before any gap
)

// Values lists the closed set of words.
func (Proof) Values() []string {
	return []string{"OPTIMAL", "FEASIBLE_WITH_GAP", "INFEASIBLE_CERTIFIED", "UNKNOWN"}
}

// ProofOf says what is known about a plan: the tiers are in order, so that the first
// one that is open decides. Without a plan nothing is.
func ProofOf(tiers []model.TierResult) Proof {
	if len(tiers) == 0 {
		return ProofUnknown
	}
	for i := range tiers {
		switch tiers[i].Proof {
		case model.Certified, model.Proved:
			continue
		case model.Gap:
			return ProofGap
		case model.ProofUnknown:
		}
		return ProofUnknown
	}
	return ProofOptimal
}

// Coverage says whether every post and half-day is served.
type Coverage string

// The kinds of coverage.
const (
	CoverageFull    Coverage = "FULL"
	CoveragePartial Coverage = "PARTIAL"
)

// Values lists the closed set of words.
func (Coverage) Values() []string { return []string{"FULL", "PARTIAL"} }

// Solution is what was found, apart from whether it ran and what people think of it.
type Solution struct {
	Proof       Proof             `json:"proof" doc:"what is known about the plan"`
	Coverage    Coverage          `json:"coverage,omitempty" doc:"whether every post and half-day is served; absent without a plan"`
	Termination model.Termination `json:"termination,omitempty" doc:"why the search stopped; absent without a plan"`
	Limit       string            `json:"limit,omitempty" doc:"the limit that stopped it, for example timeLimitSeconds"`
}

// Times are the five moments of a solve, UTC. Those that did not come are absent.
type Times struct {
	Submitted *time.Time `json:"submittedAt,omitempty" doc:"it was queued"`
	Started   *time.Time `json:"startedAt,omitempty" doc:"a worker took it"`
	Active    *time.Time `json:"activeAt,omitempty" doc:"the first checked plan was there"`
	Completed *time.Time `json:"completedAt,omitempty" doc:"the search ended"`
	Shutdown  *time.Time `json:"shutdownAt,omitempty" doc:"the result was stored and the worker let go"`
}

// Options are the options of a solve as they took effect.
type Options struct {
	TimeLimitSeconds float64 `json:"timeLimitSeconds" doc:"wall clock; the service has a greatest value" example:"60"`
	MemoryLimitMiB   int     `json:"memoryLimitMiB" doc:"memory of one solver child process" example:"2048"`
	Workers          int     `json:"workers" doc:"parts solved at once; 0 means one for each core" example:"0"`
}

// Plan is one solve and what came of it, without the plan document.
type Plan struct {
	ID           string             `json:"id" doc:"id of the plan" example:"pl_01jd3z7m4q8x1c5r9w2y6h3ftb"`
	Name         string             `json:"name,omitempty" doc:"name that people gave it" example:"方案甲"`
	Tags         []string           `json:"tags" doc:"words to find it by"`
	Dataset      string             `json:"dataset" doc:"dataset that it was made from" example:"ds_01jd3z5w8e3v0s2b6t9n4k7qxa"`
	Batch        string             `json:"batch,omitempty" doc:"batch that it belongs to"`
	Warm         string             `json:"warmFrom,omitempty" doc:"plan that this one goes on from; the search itself began anew"`
	ConflictsOf  string             `json:"conflictsOf,omitempty" doc:"only of a search for conflicts, which makes no plan: the plan whose conflicts it looks for"`
	WhyOf        string             `json:"whyOf,omitempty" doc:"only of the other case of a question why, which can never be submitted: the plan that was asked about"`
	Status       TechnicalStatus    `json:"status" doc:"did it run"`
	Business     BusinessStatus     `json:"businessStatus" doc:"what people decided"`
	Solution     Solution           `json:"solution" doc:"what was found"`
	Times        Times              `json:"times" doc:"when"`
	Options      Options            `json:"options" doc:"as they took effect"`
	Tiers        []model.TierResult `json:"tiers" doc:"objectives in order; empty without a plan"`
	PlanHash     string             `json:"planHash,omitempty" doc:"SHA-256 of the bytes of the plan document, as sha256sum says it; absent without one"`
	Certificates string             `json:"certificatesHash,omitempty" doc:"SHA-256 of the document of certificates; absent when nothing was certified"`
	Rules        bool               `json:"rules" doc:"whether the rules that it was solved under are kept: see rules of the plan"`
	Problem      string             `json:"problemHash" doc:"hash of the problem that is solved, pins included"`
	Pins         int                `json:"pins" doc:"pins that joined the dataset"`
	Failure      *Failure           `json:"failure,omitempty" doc:"why there is no plan"`
	Version      int64              `json:"version" doc:"grows with every change; also the ETag"`
	CreatedBy    string             `json:"createdBy" doc:"key or user that asked for it, a pseudonym"`
}

// Failure says why a solve has no plan, without personal data.
type Failure struct {
	Code    model.Code   `json:"code" doc:"stable code"`
	Message model.Text   `json:"message" doc:"what is wrong"`
	Remedy  model.Text   `json:"remedy,omitzero" doc:"what to do"`
	Faults  model.Faults `json:"faults,omitempty" doc:"what it is about, one by one"`
}

// ProgressEvent is one piece of news of a solve.
type ProgressEvent struct {
	Seq  int64           `json:"seq" doc:"from 1 upwards in every plan; also the id of the event in the stream"`
	Time time.Time       `json:"time" doc:"UTC"`
	Kind string          `json:"kind" doc:"queued, started, formulated, bound, incumbent, part_done, searched, done, log" example:"incumbent"`
	Data json.RawMessage `json:"data" doc:"what the kind says; an object"`
}

// Batch is many solves, one for each dataset.
type Batch struct {
	ID        string          `json:"id" doc:"id of the batch" example:"bt_01jd3zc2n6v4d8k1p5s9x3m7qw"`
	Name      string          `json:"name,omitempty" doc:"name that people gave it"`
	Status    TechnicalStatus `json:"status" doc:"RUNNING until every plan is over; then SUCCEEDED when every dataset has its plan, INCOMPLETE when some have none, CANCELED when it was stopped"`
	Total     int             `json:"total" doc:"plans: the sum of the others"`
	Queued    int             `json:"queued" doc:"plans that wait"`
	Running   int             `json:"running" doc:"plans at work"`
	Succeeded int             `json:"succeeded" doc:"plans with status SUCCEEDED or INCOMPLETE"`
	// Infeasible districts are no fault: their rules contradict each other.
	Infeasible int       `json:"infeasible" doc:"plans with status INFEASIBLE: see conflicts of the plan"`
	Failed     int       `json:"failed" doc:"plans with status FAILED"`
	Canceled   int       `json:"canceled" doc:"plans with status CANCELED"`
	CreatedAt  time.Time `json:"createdAt" doc:"UTC"`
	CreatedBy  string    `json:"createdBy" doc:"key or user, a pseudonym"`
}

// Count adds n plans of a status, and says what the batch is with them.
func (b *Batch) Count(status TechnicalStatus, n int) {
	b.Total += n
	switch status {
	case StatusCreated, StatusQueued:
		b.Queued += n
	case StatusRunning:
		b.Running += n
	case StatusSucceeded, StatusIncomplete:
		b.Succeeded += n
	case StatusInfeasible:
		b.Infeasible += n
	case StatusFailed:
		b.Failed += n
	case StatusCanceled:
		b.Canceled += n
	}
	switch {
	case b.Queued+b.Running > 0:
		b.Status = StatusRunning
	case b.Canceled > 0:
		b.Status = StatusCanceled
	case b.Succeeded < b.Total:
		b.Status = StatusIncomplete
	default:
		b.Status = StatusSucceeded
	}
}

// Pin is a decision that somebody took for a dataset.
type Pin struct {
	ID        string          `json:"id" doc:"id of the pin" example:"pin_01jd3ze7b2f6h0j4m8n1q5t9vy"`
	Dataset   string          `json:"dataset" doc:"dataset that it belongs to"`
	Teacher   model.TeacherID `json:"teacher" doc:"teacher id"`
	Kind      model.PinKind   `json:"kind" doc:"what is demanded"`
	School    model.SchoolID  `json:"school,omitempty" doc:"needed by must_go and must_not_go"`
	Reason    string          `json:"reason" doc:"why"`
	CreatedAt time.Time       `json:"createdAt" doc:"UTC"`
	CreatedBy string          `json:"createdBy" doc:"key or user, a pseudonym; the author of the pin"`
}

// Comparison is a named set of plans.
type Comparison struct {
	ID        string    `json:"id" doc:"id of the comparison" example:"cmp_01jd3zg4x8z2a6c0e4g8j2m6pr"`
	Name      string    `json:"name,omitempty" doc:"name that people gave it"`
	Plans     []string  `json:"plans" doc:"ids of the plans, in the order of columns"`
	Baseline  string    `json:"baseline" doc:"the plan that the others are held against"`
	CreatedAt time.Time `json:"createdAt" doc:"UTC"`
	CreatedBy string    `json:"createdBy" doc:"key or user, a pseudonym"`
}
