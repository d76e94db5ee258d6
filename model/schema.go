package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// SchemaJSON returns the published JSON Schema (draft 2020-12) of a document
// kind, "problem" or "plan", indented and with a newline at the end. It is made
// from the Go types and their doc tags, so it always says what the decoder
// accepts; the ranges are those that Validate checks. Relations between fields
// (references, order of dates) are Validate's alone. Another kind is an *Error
// with CodeNotFound.
func SchemaJSON(kind string) ([]byte, error) {
	var s *schema
	switch kind {
	case "problem":
		s = makeSchema[Problem](ProblemFormat, "Lungang problem document (问题文件)")
	case "plan":
		s = makeSchema[Plan](PlanFormat, "Lungang plan document (方案文件)")
	default:
		return nil, NewError(CodeNotFound, Text{
			fmt.Sprintf("没有名为 %q 的格式;可选 problem、plan", clip(kind)),
			fmt.Sprintf("there is no schema %q; there are problem and plan", clip(kind)),
		}, nil)
	}
	compact, err := encodeCompact(s.root)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, compact, "", "  "); err != nil {
		return nil, NewError(CodeInternal, Text{}, err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// members is a JSON object whose members keep their order.
type members []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (m members) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, x := range m {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(appendString(out, x.name), ':')
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(x.value); err != nil {
			return nil, err
		}
		out = append(out, bytes.TrimSpace(b.Bytes())...)
	}
	return append(out, '}'), nil
}

type schema struct {
	root members
	defs map[string]members
}

func makeSchema[T any](format, title string) *schema {
	s := &schema{defs: map[string]members{}}
	p := planOf(reflect.TypeFor[T]())
	s.root = members{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "urn:lungang:schema:" + strings.ToLower(p.typ.Name()) + ":v1"},
		{"title", title},
	}
	s.root = append(s.root, s.object(p, format)...)
	names := make([]string, 0, len(s.defs))
	for name := range s.defs {
		names = append(names, name)
	}
	slices.Sort(names)
	defs := members{}
	for _, name := range names {
		defs = append(defs, member{name, s.defs[name]})
	}
	s.root = append(s.root, member{"$defs", defs})
	return s
}

func (s *schema) object(p *typePlan, format string) members {
	required := []string{}
	properties := members{}
	for _, f := range p.fields {
		node := s.node(f.plan)
		if f.name == "format" && format != "" {
			node = members{{"const", format}}
		}
		node = append(node, limitsOf(p.typ, &f)...)
		if f.doc != "" {
			node = append(members{{"description", f.doc}}, node...)
		}
		properties = append(properties, member{f.name, node})
		if f.required {
			required = append(required, f.name)
		}
	}
	out := members{{"type", "object"}, {"properties", properties}}
	if len(required) > 0 {
		out = append(out, member{"required", required})
	}
	return append(out, member{"additionalProperties", false})
}

// node describes a type, named types by reference.
func (s *schema) node(p *typePlan) members {
	switch p.shape {
	case shapePointer:
		return s.node(p.elem)
	case shapeObject:
		return s.reference(p, func() members { return s.object(p, "") })
	case shapeWord:
		return s.reference(p, func() members { return members{{"type", "string"}, {"enum", p.words}} })
	case shapeDate:
		return s.reference(p, func() members {
			return members{
				{"type", "string"},
				{"format", "date"},
				{"pattern", "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
			}
		})
	case shapeString:
		if p.typ.Name() != "string" { // ids and codes
			return s.reference(p, func() members {
				return members{{"type", "string"}, {"minLength", 1}, {"maxLength", maxID}, {"pattern", `^[^\s/:]+$`}}
			})
		}
		return members{{"type", "string"}}
	case shapeList:
		return members{{"type", "array"}, {"items", s.node(p.elem)}}
	case shapeMap:
		return members{{"type", "object"}, {"additionalProperties", s.node(p.elem)}}
	case shapeInt:
		return members{{"type", "integer"}}
	case shapeFloat:
		return members{{"type", "number"}}
	case shapeBool:
		return members{{"type", "boolean"}}
	case shapeRaw:
		return members{{"type", []string{"array", "boolean", "number", "object", "string"}}}
	default:
		return members{}
	}
}

func (s *schema) reference(p *typePlan, describe func() members) members {
	name := p.typ.Name()
	if _, ok := s.defs[name]; !ok {
		s.defs[name] = nil // recursive types refer to what is being made
		s.defs[name] = describe()
	}
	return members{{"$ref", "#/$defs/" + name}}
}

// limitsOf returns the range of a field. Counts are never negative; what has a
// narrower range is listed.
func limitsOf(owner reflect.Type, f *fieldPlan) members {
	p := f.plan
	if p.shape == shapePointer {
		p = p.elem
	}
	if l, ok := schemaLimits[owner.Name()+"."+f.name]; ok {
		return l
	}
	if p.shape == shapeInt || p.shape == shapeFloat {
		return members{{"minimum", 0}}
	}
	return nil
}

func numbers(low, high any) members { return members{{"minimum", low}, {"maximum", high}} }

// schemaLimits are the ranges that Validate checks, by type and field.
var schemaLimits = map[string]members{
	"District.code":             {{"pattern", "^[1-9][0-9]{5}$"}},
	"District.planYear":         numbers(firstPlanYear, lastPlanYear),
	"District.quota":            numbers(0, maxDistrictQuota),
	"District.quotaReviewed":    {{"anyOf", []members{{{"const", 0}}, numbers(firstPlanYear, lastPlanYear)}}},
	"Enrolment.grade":           numbers(0, highGrade),
	"Enrolment.year":            numbers(firstPlanYear, lastPlanYear),
	"Enrolment.pupils":          numbers(0, maxEnrolment),
	"Location.latitude":         numbers(-90, 90),
	"Location.longitude":        numbers(-180, 180),
	"Problem.schools":           {{"minItems", 1}, {"maxItems", MaxSchools}},
	"Problem.teachers":          {{"minItems", 1}, {"maxItems", MaxTeachers}},
	"School.code":               {{"pattern", "^([0-9]{10})?$"}},
	"School.quota":              numbers(0, maxQuota),
	"School.borrowedQuota":      numbers(0, maxQuota),
	"School.cityPoolQuota":      numbers(0, maxQuota),
	"School.specialPupils":      numbers(0, maxGradePupils),
	"School.otherPosts":         numbers(0, maxQuota),
	"School.headcountFloor":     numbers(0, maxQuota),
	"School.boarders":           numbers(0, maxBoarders),
	"School.dormBeds":           numbers(0, maxQuota),
	"School.broadcastRooms":     numbers(0, maxRooms),
	"School.listeningRooms":     numbers(0, maxRooms),
	"School.hardshipTier":       numbers(0, maxHardship),
	"PostCaps.senior":           numbers(0, maxQuota),
	"PostCaps.intermediate":     numbers(0, maxQuota),
	"Resources.teachingArea":    numbers(0, maxArea),
	"Resources.sportsArea":      numbers(0, maxArea),
	"Resources.equipmentValue":  numbers(0, maxEquipment),
	"Resources.multimediaRooms": numbers(0, maxRooms),
	"GradeData.grade":           numbers(lowGrade, highGrade),
	"GradeData.pupils":          numbers(0, maxGradePupils),
	"GradeData.classes":         numbers(0, maxClasses),
	"LineDemand.periods":        numbers(0, maxLinePeriods),
	"LineDemand.posts":          numbers(0, maxQuota),
	"LineDemand.halfDays":       numbers(0, maxHalfDays),
	"Teacher.qualifications":    {{"minItems", 1}, {"maxItems", maxEntries}},
	"Teacher.maxWeeklyPeriods":  numbers(0, maxOwnPeriods),
	"Teacher.trainingHours":     numbers(0, maxTrainingHours),
	"Teacher.links":             {{"maxItems", maxEntries}},
	"Teacher.ruralYears":        numbers(0, maxYears),
	"Teacher.itinerantYears":    numbers(0, maxYears),
	"Role.terms":                numbers(0, maxTerms),
	"Employment.term":           numbers(0, maxTerms),
	"Travel.detour":             {{"anyOf", []members{{{"const", 0}}, numbers(minDetour, maxDetour)}}},
	"Travel.speed":              {{"anyOf", []members{{{"const", 0}}, numbers(minSpeed, maxSpeed)}}},
	"TravelTime.minutes":        numbers(0, maxMinutes),
	"GradePeriod.grade":         numbers(lowGrade, highGrade),
	"GradePeriod.periods":       numbers(0, maxGradePeriods),
	"Load.periods":              numbers(1, maxLoad),
	"Plan.planYear":             numbers(firstPlanYear, lastPlanYear),
	"Plan.district":             {{"pattern", "^[1-9][0-9]{5}$"}},
	"Visit.halfDays":            {{"minimum", 1}},
	"PartTime.halfDays":         {{"minimum", 1}},
	"RemoteLesson.halfDays":     {{"minimum", 1}},
	"Vacancy.posts":             {{"minimum", 1}},
	"Uncovered.halfDays":        {{"minimum", 1}},
	"Relaxation.amount":         {{"minimum", 1}},
	"TierResult.value":          {}, // tiers may be dropped, merged and weighted: any whole number
	"TierResult.bound":          {},
}
