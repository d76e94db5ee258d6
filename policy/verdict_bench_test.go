package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// BenchmarkVerdicts30000 decides for the 30,000 teachers of a city with every
// predicate switched on: verdicts is what a plan needs (with all other facts,
// since verdicts rest on them), proofs writes out the proof of each, one by
// one. Run it with -cpu 1.
func BenchmarkVerdicts30000(b *testing.B) {
	p := county(b, 600, 30000)
	for i := range p.Teachers {
		if i%50 == 0 {
			p.Teachers[i].Role = model.Role{Kind: model.Principal, Terms: 2}
		}
	}
	p.Pack.Overrides = []model.Override{
		override("principals.terms", 2), override("exchange.retirement_guard_years", 3), override("exchange.backbone_min_years", 9),
		override("service.first_terms", 2), override("exchange.bundle_rural_years", 2), override("exchange.service_bound", []string{"funded_graduate"}),
	}
	b.Run("verdicts", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			derive(b, p)
		}
	})
	b.Run("proofs", func(b *testing.B) {
		f := derive(b, p)
		b.ReportAllocs()
		for b.Loop() {
			for i := range f.Teachers {
				proof := policy.Prove(f, &f.Teachers[i])
				require.True(b, proof.Holds)
			}
		}
	})
}
