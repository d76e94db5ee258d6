package policy

import (
	"maps"
	"regexp"
	"slices"

	"lungang/model"
)

// Kind is the shape of a parameter's value.
type Kind int

// The shapes. In a pack, pairs are written as a list of "from>to".
const (
	KindWhole   Kind = iota // a whole number
	KindNumber              // a decimal number
	KindFlag                // true or false
	KindText                // a text that is not empty
	KindChoice              // one word of a closed list
	KindWords               // a list of words, none twice
	KindPairs               // a list of "from>to", none twice
	KindAmounts             // a list of whole numbers by tier, from tier 0; the last is for all higher tiers
)

// Definition describes a registered parameter: what a pack may write there.
type Definition struct {
	Name    string
	Meaning string
	Kind    Kind
	Min     float64
	Max     float64
	Words   []string // allowed words of choice, words and pairs; empty: any
	Pattern *regexp.Regexp

	// Optional: a pack may leave it out, or say null. For numbers of which no
	// document speaks and that nobody should make up. See Key.Maybe.
	Optional bool
}

// registry is filled while the package is initialised and only read afterwards.
var registry = map[string]Definition{}

var monthDay = regexp.MustCompile(`^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$`)

// Definitions returns every registered parameter, sorted by name.
func Definitions() []Definition {
	out := make([]Definition, 0, len(registry))
	for _, name := range slices.Sorted(maps.Keys(registry)) {
		out = append(out, registry[name])
	}
	return out
}

// Parameter returns the effective parameter of that name; false when no
// parameter has the name, or an optional one is in no pack.
func (r *Rules) Parameter(name string) (model.Parameter, bool) {
	p, ok := r.Pack.Parameters[name]
	return p, ok
}

func register[T any](d Definition) Key[T] {
	if _, ok := registry[d.Name]; ok {
		panic("parameter registered twice: " + d.Name)
	}
	registry[d.Name] = d
	return Key[T]{Name: d.Name}
}

// optional lets packs leave the parameter out; rules ask for it with Maybe.
func optional[T any](k Key[T]) Key[T] {
	d := registry[k.Name]
	d.Optional = true
	registry[k.Name] = d
	return k
}

// Pair is "from>to".
type Pair struct{ From, To string }

// String returns "from>to", as packs write it.
func (p Pair) String() string { return p.From + ">" + p.To }

func whole(name, meaning string, lo, hi int) Key[int] {
	return register[int](Definition{Name: name, Meaning: meaning, Kind: KindWhole, Min: float64(lo), Max: float64(hi)})
}

func number(name, meaning string, lo, hi float64) Key[float64] {
	return register[float64](Definition{Name: name, Meaning: meaning, Kind: KindNumber, Min: lo, Max: hi})
}

func flag(name, meaning string) Key[bool] {
	return register[bool](Definition{Name: name, Meaning: meaning, Kind: KindFlag})
}

func text(name, meaning string, pattern *regexp.Regexp) Key[string] {
	return register[string](Definition{Name: name, Meaning: meaning, Kind: KindText, Pattern: pattern})
}

func choice(name, meaning string, allowed ...string) Key[string] {
	return register[string](Definition{Name: name, Meaning: meaning, Kind: KindChoice, Words: allowed})
}

func words(name, meaning string, allowed ...string) Key[[]string] {
	return register[[]string](Definition{Name: name, Meaning: meaning, Kind: KindWords, Words: allowed})
}

func amounts(name, meaning string, lo, hi int) Key[[]int] {
	return register[[]int](Definition{Name: name, Meaning: meaning, Kind: KindAmounts, Min: float64(lo), Max: float64(hi)})
}

func pairs(name, meaning string, allowed ...string) Key[[]Pair] {
	return register[[]Pair](Definition{Name: name, Meaning: meaning, Kind: KindPairs, Words: allowed})
}
