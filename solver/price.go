package solver

import (
	"context"
	"math"

	"lungang/model"
	"lungang/solver/coin"
	"lungang/solver/cuts"
)

// priceRounds limits the rounds of cuts for one price.
const priceRounds = 8

// price is what one more unit of a tier could at most save in the first tier
// below that it could help; tier is −1 when it could help none.
type price struct {
	tier int
	most int64
}

// sell works out the prices of the settled tiers, while ctx lasts: on the face of
// the tiers above, with one unit more allowed to the tier, the bound of each tier
// below, until one lies below the plan's value.
func (s *search) sell(ctx context.Context) error {
	for k := range s.p.tiers {
		settled := s.proofs[k] == model.Certified || s.proofs[k] == model.Proved
		if !settled || s.base[k] == nil || ctx.Err() != nil {
			return nil
		}
		p, err := s.price(ctx, k)
		if err != nil || p == nil {
			return err
		}
		s.prices = append(s.prices, *p)
	}
	return nil
}

func (s *search) price(ctx context.Context, k int) (*price, error) {
	l := s.base[k]
	f, basis := s.below(l, k, s.p.value(k, s.best)+1)
	for j := k + 1; j < len(s.p.tiers); j++ {
		v, err := f.solve(ctx, s.p.tiers[j], basis, coin.LPOptions{Method: coin.Primal})
		if err != nil || v.Termination != coin.Optimal {
			return nil, s.gaveUp(&v.LPResult, err)
		}
		value := s.p.value(j, s.best)
		if s.exact(f, s.p.tiers[j], &v.LPResult) < value {
			o := cuts.Options{Rounds: priceRounds, Stale: 2, Enough: float64(value), Name: s.name}
			g, start, err := s.cutLoop(ctx, f, s.p.tiers[j], v.basis, o)
			if err != nil {
				return nil, err
			}
			if g != nil {
				w, err := g.solve(ctx, s.p.tiers[j], start, coin.LPOptions{Method: coin.Dual})
				if err != nil || w.Termination != coin.Optimal {
					return nil, s.gaveUp(&w.LPResult, err)
				}
				f, v = g, w
			}
		}
		if bound := s.exact(f, s.p.tiers[j], &v.LPResult); bound < value {
			return &price{tier: j, most: value - bound}, nil
		}
		f, basis = s.below(&link{face: f, v: v}, j, value)
	}
	return &price{tier: -1}, nil
}

// price returns the price of a tier over all parts: one unit can be spent in one
// part only. It is nil while a part has none.
func (w *walk) price(k int) *model.TierPrice {
	best := price{tier: math.MaxInt}
	for _, s := range w.searches {
		if k >= len(s.prices) {
			return nil
		}
		switch p := s.prices[k]; {
		case p.tier < 0:
		case p.tier < best.tier:
			best = p
		case p.tier == best.tier:
			best.most = max(best.most, p.most)
		}
	}
	if best.tier == math.MaxInt {
		return &model.TierPrice{}
	}
	return &model.TierPrice{Tier: w.m.Tiers[best.tier].ID, AtMost: best.most}
}
