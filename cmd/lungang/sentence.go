package main

import (
	"regexp"
	"strings"

	"lungang/model"
)

// A template is a sentence with facts in it: {name} stands for the value of a
// fact, {list:name} for its text in a list of words, and what is between [ and
// ] is left out when a fact in it is absent.
var (
	optionalPart = regexp.MustCompile(`\[([^\[\]]*)\]`)
	holePattern  = regexp.MustCompile(`\{(?:([a-z]+):)?([a-z_0-9]+)\}`)
)

// fill puts facts into a template.
func fill(template, lang string, facts []model.Fact) string {
	template = optionalPart.ReplaceAllStringFunc(template, func(part string) string {
		part = part[1 : len(part)-1]
		for _, hole := range holePattern.FindAllStringSubmatch(part, -1) {
			if _, ok := factOf(facts, hole[2]); !ok {
				return ""
			}
		}
		return part
	})
	return holePattern.ReplaceAllStringFunc(template, func(hole string) string {
		name := holePattern.FindStringSubmatch(hole)
		value, ok := factOf(facts, name[2])
		switch {
		case !ok:
			return "?"
		case name[1] == "":
			return value
		case name[1] == "subject":
			return lineSubject(value).In(lang)
		case strings.Contains(value, ">"):
			return pair(name[1], value).In(lang)
		default:
			return word(name[1], value).In(lang)
		}
	})
}

func factOf(facts []model.Fact, name string) (string, bool) {
	for _, f := range facts {
		if f.Name == name {
			return f.Value, true
		}
	}
	return "", false
}

// listed writes facts as they are, for reasons that have no sentence yet.
func listed(facts []model.Fact) string {
	parts := make([]string, len(facts))
	for i, f := range facts {
		parts[i] = f.Name + " = " + f.Value
	}
	return strings.Join(parts, ", ")
}
