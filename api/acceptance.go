package api

import (
	"context"
	"errors"
	"net/http"
	"reflect"

	"lungang/model"
	"lungang/policy"
)

type (
	// Expectation is an acceptance test.
	Expectation = policy.Expectation
	// Acceptance is what came of acceptance tests.
	Acceptance = policy.Acceptance
	// Trial is what came of one of them.
	Trial = policy.Trial
	// Part is what a Trial missed.
	Part = policy.Part
)

// AcceptanceBody is acceptance tests of a pack: a sample district, and where its
// teachers must stand.
type AcceptanceBody struct {
	Dataset  string         `json:"dataset,omitempty" maxLength:"100" doc:"dataset whose teachers are meant; give this or problem"`
	Problem  *model.Problem `json:"problem,omitempty" doc:"a problem document of its own; nothing of it is kept"`
	Expected []Expectation  `json:"expected" minItems:"1" maxItems:"1000" doc:"where teachers must stand, and why"`
}

type testPackIn struct {
	OverridesOf
	Payload[AcceptanceBody]
}

type acceptanceOut struct{ Body *Acceptance }

func (s *Server) registerAcceptance() {
	register(s, operation{
		id: "test-pack", method: http.MethodPost, path: "/v1/packs/{pack}/tests", tag: tagRules,
		summary: model.Text{ZH: "以预期结果检验政策包:某教师应为应交流、免于交流等,及其理由", EN: "acceptance tests of a pack: where teachers must stand, and why"},
		notes: model.Text{
			ZH: "同 eligibility 一样按本单位的参数调整认定,不保存。predicate 须是结论所依据的认定条件,clause 须是其条款;未通过的列出实际结论与依据。编号不存在的一次全部报出,422。",
			EN: "Verdicts are those of eligibility, with the overrides of the bureau; nothing is kept. The verdict must rest on predicate, and clause must stand behind it; what is not so comes with what is, and its grounds. Ids that do not exist are all told at once: 422.",
		},
		body: reflect.TypeFor[AcceptanceBody](), large: true, errors: []int{http.StatusNotFound, http.StatusConflict},
		example: AcceptanceBody{Dataset: "ds_01jd3z5w8e3v0s2b6t9n4k7qxa", Expected: []Expectation{
			{Teacher: "T1", Verdict: model.Must, Predicate: policy.PredicateYears, Clause: "B1-22"},
			{Teacher: "T2", Verdict: model.NotDue, Predicate: policy.PredicateAge},
		}},
	}, s.testPack)
}

func (s *Server) testPack(ctx context.Context, in *testPackIn) (*acceptanceOut, error) {
	if _, err := openPack(in.Pack); err != nil {
		return nil, err
	}
	b := in.Value
	if (b.Dataset == "") == (b.Problem == nil) {
		return nil, oops(model.CodeInconsistent, "dataset 与 problem 须给出其一,且只给其一", "give either dataset or problem")
	}
	f, err := s.sample(ctx, in.Pack, b)
	if err != nil {
		return nil, err
	}
	a, err := weigh(ctx, s, func() (*Acceptance, error) { return policy.Accept(f, b.Expected) })
	return &acceptanceOut{a}, err
}

// sample returns what follows from the district of the tests under the pack.
func (s *Server) sample(ctx context.Context, pack string, b *AcceptanceBody) (*policy.Facts, error) {
	if b.Dataset != "" {
		return s.inForce(ctx, b.Dataset, pack)
	}
	if err := s.rows(b.Problem); err != nil {
		return nil, err
	}
	bureau, err := s.Ports.Overrides.List(ctx, actorOf(ctx), pack)
	if err != nil {
		return nil, err
	}
	b.Problem.Pack.ID = pack
	return weigh(ctx, s, func() (*policy.Facts, error) {
		if err := under(b.Problem.Validate(), "/problem").Err(); err != nil {
			return nil, err
		}
		f, err := Effective(b.Problem, nil, bureau)
		if e, ok := errors.AsType[*model.Error](err); ok {
			e.Faults = under(e.Faults, "/problem")
		}
		return f, err
	})
}
