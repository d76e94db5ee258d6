package policy

import (
	"encoding/json"
	"math/big"
	"strconv"
	"time"

	"lungang/model"
)

// FactKind is the kind of a value that a proof rests on.
type FactKind int

// The kinds. In JSON a whole or decimal number is a number, a flag is true or
// false, a spell is an object, everything else is a text.
const (
	FactWord    FactKind = iota // a word of a closed list, or a text
	FactWhole                   // a whole number
	FactDecimal                 // a decimal number, as it was written
	FactFlag                    // true or false
	FactDay                     // a calendar day; empty when it is not given
	FactSpell                   // one spell of the service history
)

// FactValue is a value that a proof rests on: a number, a day, a word, yes or
// no, or a spell of service. The zero value is the empty word.
type FactValue struct {
	Kind  FactKind
	word  string
	whole int // of a day: yyyymmdd
	spell *model.Service
}

func wholeFact(n int) FactValue { return FactValue{Kind: FactWhole, whole: n} }

func dayFact(d model.Date) FactValue {
	return FactValue{Kind: FactDay, whole: d.Year*1_00_00 + int(d.Month)*1_00 + d.Day}
}

func decimalFact(x float64) FactValue {
	return FactValue{Kind: FactDecimal, word: strconv.FormatFloat(x, 'f', -1, 64)}
}

func flagFact(b bool) FactValue { return FactValue{Kind: FactFlag, word: strconv.FormatBool(b)} }

func wordFact[T ~string](w T) FactValue {
	return FactValue{word: string(w)}
}

// String writes the value as findings of a plan do.
func (v FactValue) String() string {
	switch v.Kind {
	case FactWhole:
		return strconv.Itoa(v.whole)
	case FactDay:
		return model.NewDate(v.whole/1_00_00, time.Month(v.whole/1_00%100), v.whole%100).String()
	case FactSpell:
		s := v.spell
		return string(s.Kind) + " " + string(s.School) + " " + s.From.String() + "/" + s.To.String()
	case FactWord, FactDecimal, FactFlag:
	}
	return v.word
}

// Spell returns the spell of a value of kind FactSpell; false for other kinds.
func (v FactValue) Spell() (model.Service, bool) {
	if v.spell == nil {
		return model.Service{}, false
	}
	return *v.spell, true
}

// MarshalJSON writes the value in the form of its kind.
func (v FactValue) MarshalJSON() ([]byte, error) {
	switch v.Kind {
	case FactWhole, FactDecimal, FactFlag:
		return []byte(v.String()), nil
	case FactSpell:
		return json.Marshal(v.spell)
	case FactWord, FactDay:
	}
	return json.Marshal(v.String())
}

// compare orders two values of comparable kinds: days, or numbers. It returns
// a negative number, zero or a positive number.
func (v FactValue) compare(o FactValue) int {
	if v.Kind == FactDecimal || o.Kind == FactDecimal {
		return v.rat().Cmp(o.rat())
	}
	return v.whole - o.whole
}

// rat returns a number exactly, as it was written.
func (v FactValue) rat() *big.Rat {
	out, ok := new(big.Rat).SetString(v.String())
	if !ok {
		return new(big.Rat)
	}
	return out
}

// Relation is how a value is compared with a limit.
type Relation string

// The relations. Whether the limit itself is allowed is Comparison.Inclusive:
// 以上、以下、以内、届满 include the number, 不满、超过、以外 do not (民法典 art. 1259).
const (
	AtMost  Relation = "at_most"  // 以下、以内
	AtLeast Relation = "at_least" // 以上、届满
)

// Comparison is the one thing that a leaf of a proof compares.
type Comparison struct {
	Value     FactValue `json:"value"`
	Relation  Relation  `json:"relation"`
	Limit     FactValue `json:"limit"`
	Inclusive bool      `json:"inclusive"` // the limit itself is allowed
}

// Holds compares again.
func (c Comparison) Holds() bool {
	d := c.Value.compare(c.Limit)
	if c.Relation == AtLeast {
		d = -d
	}
	return d < 0 || d == 0 && c.Inclusive
}
