package api

import (
	"context"
	"net/http"
	"reflect"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
)

// EvaluateBody is a plan that somebody made by hand.
type EvaluateBody struct {
	Dataset   string           `json:"dataset" minLength:"1" maxLength:"100" doc:"dataset that the plan is for"`
	Decisions *check.Decisions `json:"decisions,omitempty" doc:"bare decisions: who goes where; give these or plan"`
	Plan      *model.Plan      `json:"plan,omitempty" doc:"a whole plan document: what it says of itself is checked, too"`
}

type evaluateOut struct{ Body *check.Report }

// EligibilityBody asks where teachers stand.
type EligibilityBody struct {
	Dataset  string            `json:"dataset" minLength:"1" maxLength:"100" doc:"dataset"`
	Teachers []model.TeacherID `json:"teachers,omitempty" maxItems:"1000" doc:"only these; all when absent"`
	Pack     string            `json:"pack,omitempty" maxLength:"100" doc:"another policy pack than the dataset's"`
	Proof    bool              `json:"proof,omitempty" doc:"with the whole proof of each verdict; only for at most 1000 teachers"`
}

// Eligibility is where teachers stand this year, and why.
type Eligibility struct {
	Dataset  string             `json:"dataset" doc:"dataset"`
	Pack     string             `json:"pack" doc:"pack in force"`
	Counts   map[string]int     `json:"counts" doc:"teachers by verdict"`
	Teachers []EligibilityOfOne `json:"teachers" doc:"sorted by id"`
	Day      model.Date         `json:"day" doc:"day on which ages and tenure are counted"`

	Overrides []model.Override `json:"overrides" doc:"parameters whose value is not the pack's own: value, why, and who approved it (a pseudonym)"`
}

// EligibilityOfOne is where one teacher stands.
type EligibilityOfOne struct {
	Verdict   model.Verdict `json:"verdict" doc:"verdict with its findings: the reason codes"`
	Candidate bool          `json:"candidate" doc:"may be moved this year"`
	Proof     *policy.Proof `json:"proof,omitempty" doc:"the whole proof, when it was asked for"`
}

type eligibilityOut struct{ Body Eligibility }

func (s *Server) registerEvaluation() {
	register(s, operation{
		id: "evaluate-plan", method: http.MethodPost, path: "/v1/plans:evaluate", tag: tagPlans,
		summary: model.Text{ZH: "核查人工方案:评分并列出全部违规", EN: "score a manual plan and list every violation"},
		notes: model.Text{
			ZH: "不求解、不保存。按此刻求解会用的问题核查:含人工指定与本单位的参数调整。给出 decisions 只核查决定;给出 plan 还核查文件所说是否属实。",
			EN: "Solves and stores nothing. The plan is held against what would be solved now: pins and the overrides of the bureau included. With decisions only these are checked; with plan also whether the document tells the truth.",
		},
		body: reflect.TypeFor[EvaluateBody](), large: true, example: exampleEvaluate, errors: []int{http.StatusNotFound, http.StatusConflict},
	}, s.evaluate)
	register(s, operation{
		id: "check-eligibility", method: http.MethodPost, path: "/v1/eligibility", tag: "eligibility",
		summary: model.Text{ZH: "逐人认定:应交流、可交流、免于交流及理由", EN: "verdicts of teachers, with their reasons"},
		body:    reflect.TypeFor[EligibilityBody](),
		example: EligibilityBody{Dataset: "ds_01jd3z5w8e3v0s2b6t9n4k7qxa", Teachers: []model.TeacherID{"T1"}, Proof: true},
		errors:  []int{http.StatusNotFound, http.StatusConflict},
	}, s.eligibility)
}

type evaluateIn struct{ Payload[EvaluateBody] }

func (s *Server) evaluate(ctx context.Context, in *evaluateIn) (*evaluateOut, error) {
	b := in.Value
	if (b.Decisions == nil) == (b.Plan == nil) {
		return nil, oops(model.CodeInconsistent, "decisions 与 plan 须给出其一,且只给其一", "give either decisions or plan")
	}
	f, err := s.inForce(ctx, b.Dataset, "")
	if err != nil {
		return nil, err
	}
	if b.Plan != nil {
		if err := under(b.Plan.Validate(), "/plan").Err(); err != nil {
			return nil, err
		}
	}
	report, err := weigh(ctx, s, func() (*check.Report, error) {
		if b.Plan != nil {
			return check.Plan(f, b.Plan), nil
		}
		return check.Evaluate(f, *b.Decisions), nil
	})
	return &evaluateOut{report}, err
}

// under moves faults to the place where their document lies.
func under(faults model.Faults, place string) model.Faults {
	for i := range faults {
		faults[i].Pointer = place + faults[i].Pointer
	}
	return faults
}

type eligibilityIn struct{ Payload[EligibilityBody] }

func (s *Server) eligibility(ctx context.Context, in *eligibilityIn) (*eligibilityOut, error) {
	b := in.Value
	f, err := s.inForce(ctx, b.Dataset, b.Pack)
	if err != nil {
		return nil, err
	}
	const most = 1000
	if b.Proof && len(b.Teachers) == 0 && len(f.Teachers) > most {
		return nil, bodyFault("/teachers", model.CodeTooLarge, "要 proof 时请列出 teachers,最多 1000 名", "name the teachers, at most 1000, to get proofs")
	}
	chosen, err := choose(f, b.Teachers)
	if err != nil {
		return nil, err
	}
	out := Eligibility{
		Dataset: b.Dataset, Pack: f.Problem.Pack.ID, Day: f.Reference, Counts: countVerdicts(f),
		Overrides: append([]model.Override{}, f.Problem.Pack.Overrides...),
	}
	for _, t := range chosen {
		one := EligibilityOfOne{Verdict: t.Verdict, Candidate: t.Candidate}
		if b.Proof {
			proof := policy.Prove(f, t)
			one.Proof = &proof
		}
		out.Teachers = append(out.Teachers, one)
	}
	return &eligibilityOut{out}, nil
}

// choose returns the teachers named, or all.
func choose(f *policy.Facts, ids []model.TeacherID) ([]*policy.TeacherFacts, error) {
	var out []*policy.TeacherFacts
	if len(ids) == 0 {
		for i := range f.Teachers {
			out = append(out, &f.Teachers[i])
		}
		return out, nil
	}
	var faults model.Faults
	for i, id := range ids {
		t := f.Teacher(id)
		if t == nil {
			faults = append(faults, model.Fault{
				Code: model.CodeUnknownReference, Severity: model.SeverityError, Pointer: "/teachers/" + itoa(i),
				Message: model.Text{ZH: "数据集中没有这名教师", EN: "the dataset has no such teacher"},
			})
			continue
		}
		out = append(out, t)
	}
	return out, faults.Err()
}

func countVerdicts(f *policy.Facts) map[string]int {
	out := map[string]int{}
	for _, kind := range model.VerdictKind("").Values() {
		out[kind] = 0
	}
	for i := range f.Teachers {
		out[string(f.Teachers[i].Verdict.Kind)]++
	}
	return out
}
