package check

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// scope is a part of the district over which the floors are counted: the
// district, or the teachers of one zone (zone of the school left).
type scope struct {
	id       string // district, zone:ID
	member   []bool // by teacher
	due      int    // |E|
	backbone int    // backbone teachers in E
	floor    int    // F
}

// scopesOf forms the scopes from the documents and not from the facts' own
// scopes, so that the floors rest on a second count.
func scopesOf(f *policy.Facts) []scope {
	byID := map[string]*scope{}
	var ids []string
	for i := range f.Teachers {
		t := &f.Teachers[i]
		id := "district"
		if policy.ExchangeFloorScope.Of(f.Rules) == "zone" {
			id = "zone:" + string(f.Schools[t.School].Zone)
		}
		sc := byID[id]
		if sc == nil {
			sc = &scope{id: id, member: make([]bool, len(f.Teachers))}
			byID[id] = sc
			ids = append(ids, id)
		}
		sc.member[i] = true
		if t.Verdict.Kind == model.Must {
			sc.due++
			if t.Backbone {
				sc.backbone++
			}
		}
	}
	slices.Sort(ids)
	var all []scope
	for _, id := range ids {
		sc := byID[id]
		sc.floor = policy.CeilPercent(policy.ExchangeRatio.Of(f.Rules), sc.due)
		all = append(all, *sc)
	}
	return all
}

// name of a scope in sentences.
func (sc *scope) name() model.Text {
	if zone, ok := strings.CutPrefix(sc.id, "zone:"); ok {
		return say("片区“%[1]s”", "Zone %[1]q", zone)
	}
	return model.Text{ZH: "全县(区)", EN: "The district"}
}

// movedIn counts the moved teachers of a scope for whom keep holds. Leaders move
// by a rule of their own and are not counted.
func (s *situation) movedIn(sc *scope, keep func(*policy.TeacherFacts) bool) int {
	n := 0
	for m := range s.movers() {
		if sc.member[m.teacher.Index] && !isLeader(m.teacher) && keep(m.teacher) {
			n++
		}
	}
	return n
}

func anyone(*policy.TeacherFacts) bool { return true }

func isDue(t *policy.TeacherFacts) bool { return t.Verdict.Kind == model.Must }

func isBackbone(t *policy.TeacherFacts) bool { return t.Backbone }

// ceilSum returns ⌈(a + b)/100 · n⌉, the sum taken of the decimals as written:
// adding the binary numbers first could tip the last digit.
func ceilSum(a, b float64, n int) int {
	sum := new(big.Rat)
	for _, x := range []float64{a, b} {
		if r, ok := new(big.Rat).SetString(strconv.FormatFloat(x, 'f', -1, 64)); ok {
			sum.Add(sum, r)
		}
	}
	sum.Mul(sum, big.NewRat(int64(n), 100))
	quo, rem := new(big.Int).QuoRem(sum.Num(), sum.Denom(), new(big.Int))
	if rem.Sign() > 0 {
		quo.Add(quo, big.NewInt(1))
	}
	return int(quo.Int64())
}
