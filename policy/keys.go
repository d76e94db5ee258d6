package policy

import "regexp"

// kind is the shape of a parameter's value.
type kind int

const (
	kindWhole kind = iota
	kindNumber
	kindFlag
	kindText
	kindChoice
	kindWords
	kindPairs
)

// Definition describes a registered parameter.
type Definition struct {
	Name    string
	Meaning string
	Kind    kind
	Min     float64
	Max     float64
	Words   []string // allowed words of choice, words and pairs; empty: any
	Pattern *regexp.Regexp
}

var registry = map[string]Definition{}

var monthDay = regexp.MustCompile(`^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)

func register[T any](d Definition) Key[T] {
	if _, ok := registry[d.Name]; ok {
		panic("parameter registered twice: " + d.Name)
	}
	registry[d.Name] = d
	return Key[T]{Name: d.Name}
}

// Pair is "from>to".
type Pair struct{ From, To string }

func whole(name, meaning string, lo, hi int) Key[int] {
	return register[int](Definition{Name: name, Meaning: meaning, Kind: kindWhole, Min: float64(lo), Max: float64(hi)})
}

func number(name, meaning string, lo, hi float64) Key[float64] {
	return register[float64](Definition{Name: name, Meaning: meaning, Kind: kindNumber, Min: lo, Max: hi})
}

func flag(name, meaning string) Key[bool] {
	return register[bool](Definition{Name: name, Meaning: meaning, Kind: kindFlag})
}

func text(name, meaning string, pattern *regexp.Regexp) Key[string] {
	return register[string](Definition{Name: name, Meaning: meaning, Kind: kindText, Pattern: pattern})
}

func choice(name, meaning string, allowed ...string) Key[string] {
	return register[string](Definition{Name: name, Meaning: meaning, Kind: kindChoice, Words: allowed})
}

func words(name, meaning string, allowed ...string) Key[[]string] {
	return register[[]string](Definition{Name: name, Meaning: meaning, Kind: kindWords, Words: allowed})
}

func pairs(name, meaning string, allowed ...string) Key[[]Pair] {
	return register[[]Pair](Definition{Name: name, Meaning: meaning, Kind: kindPairs, Words: allowed})
}
