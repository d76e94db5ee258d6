package policy

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"lungang/model"
)

// The closed lists of a pack file.
var (
	evidenceWords = []string{
		string(model.EvidenceDocument), string(model.EvidenceOfficial), string(model.EvidenceWeb),
		string(model.EvidenceData), string(model.EvidenceUnverified), string(model.EvidenceDesign),
	}
	bindingWords = []string{
		string(model.BindingStrict), string(model.BindingPrinciple),
		string(model.BindingExpected), string(model.BindingEncourage),
	}
	packFields      = []string{"id", "version", "title", "sources", "parameters"}
	parameterFields = []string{
		"value", "clauses", "quote", "source", "evidence", "binding", "relaxable",
		"valid_from", "valid_to", "note",
	}
)

// Parse reads a policy pack in YAML. It reports every fault at once, as
// model.Faults inside an error with code bad_pack, each with line and column:
// unknown, missing and repeated keys, wrong types, values out of range, missing
// quotes, clauses and sources, unknown marks. Every registered parameter must
// be there. It does not know which clause ids exist.
func Parse(data []byte) (*model.Pack, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, badPack("", model.Faults{{
			Code: model.CodeBadFormat, Value: shown(err.Error()),
			Message: model.Text{ZH: "不是有效的 YAML", EN: "is not valid YAML"},
		}})
	}
	r := &packReader{}
	if len(doc.Content) != 1 {
		r.missing(&doc, "", "parameters")
		return nil, badPack("", r.faults)
	}
	pack := r.pack(doc.Content[0])
	if len(r.faults) > 0 {
		return nil, badPack(pack.ID, r.faults)
	}
	return pack, nil
}

func badPack(id string, faults model.Faults) error {
	return &model.Error{
		Code: model.CodeBadPack, Faults: severe(faults),
		Message: model.Text{ZH: strings.TrimSpace("政策包无效 " + id), EN: strings.TrimSpace("the policy pack is not valid " + id)},
	}
}

// packReader walks a YAML tree and gathers faults.
type packReader struct {
	faults model.Faults
}

func (r *packReader) add(n *yaml.Node, code model.Code, pointer, allowed, zh, en string) {
	f := model.Fault{
		Code: code, Pointer: pointer, Line: n.Line, Column: n.Column,
		Allowed: allowed, Message: model.Text{ZH: zh, EN: en},
	}
	if n.Kind == yaml.ScalarNode {
		f.Value = shown(n.Value)
	}
	r.faults = append(r.faults, f)
}

func (r *packReader) missing(n *yaml.Node, pointer, key string) {
	f := model.Fault{
		Code: model.CodeMissing, Pointer: pointer + "/" + key, Line: n.Line, Column: n.Column,
		Message: model.Text{ZH: "缺少 " + key, EN: "missing " + key},
		Remedy:  model.Text{ZH: "补上这一项", EN: "add it"},
	}
	r.faults = append(r.faults, f)
}

// entry is one key of a mapping with its value.
type entry struct{ key, value *yaml.Node }

// fields reads a mapping with known keys; nil allowed means any key.
func (r *packReader) fields(n *yaml.Node, pointer string, allowed []string) map[string]entry {
	out := map[string]entry{}
	if n.Kind != yaml.MappingNode {
		r.add(n, model.CodeWrongType, pointer, "key: value", "应为键值表", "must be a mapping")
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		at := pointer + "/" + key.Value
		switch _, twice := out[key.Value]; {
		case allowed != nil && !slices.Contains(allowed, key.Value):
			r.add(key, model.CodeUnknownField, at, strings.Join(allowed, ", "), "不认识的键", "unknown key")
		case twice:
			r.add(key, model.CodeDuplicate, at, "", "键重复", "the key is given twice")
		default:
			out[key.Value] = entry{key: key, value: n.Content[i+1]}
		}
	}
	return out
}

// text reads a text that must be there and must not be empty.
func (r *packReader) text(n *yaml.Node, m map[string]entry, pointer, key string) string {
	e, ok := m[key]
	if !ok {
		r.missing(n, pointer, key)
		return ""
	}
	s, ok := r.scalar(e.value, pointer+"/"+key)
	if ok && strings.TrimSpace(s) == "" {
		r.add(e.value, model.CodeMissing, pointer+"/"+key, "", "不能为空", "is empty")
	}
	return s
}

func (r *packReader) scalar(n *yaml.Node, pointer string) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" {
		r.add(n, model.CodeWrongType, pointer, "text", "应为文字", "must be a text")
		return "", false
	}
	return n.Value, true
}

func (r *packReader) pack(n *yaml.Node) *model.Pack {
	p := &model.Pack{Parameters: map[string]model.Parameter{}}
	m := r.fields(n, "", packFields)
	if m == nil {
		return p
	}
	p.ID = r.text(n, m, "", "id")
	p.Version = r.text(n, m, "", "version")
	p.Title = r.bilingual(n, m, "", "title")
	p.Sources = r.sources(n, m)
	params, ok := m["parameters"]
	if !ok {
		r.missing(n, "", "parameters")
		return p
	}
	given := r.fields(params.value, "/parameters", nil)
	if given == nil {
		return p
	}
	for i := 0; i+1 < len(params.value.Content); i += 2 {
		key := params.value.Content[i]
		d, known := registry[key.Value]
		if !known {
			r.add(key, model.CodeUnknownField, "/parameters/"+key.Value, "", "没有这个参数", "no such parameter")
			continue
		}
		if given[key.Value].key != key {
			continue // repeated; already reported
		}
		p.Parameters[key.Value] = r.parameter(key, params.value.Content[i+1], d, p.Sources)
	}
	for _, d := range Definitions() {
		if _, ok := given[d.Name]; !ok {
			r.missing(params.key, "/parameters", d.Name)
		}
	}
	return p
}

func (r *packReader) bilingual(n *yaml.Node, m map[string]entry, pointer, key string) model.Text {
	e, ok := m[key]
	if !ok {
		r.missing(n, pointer, key)
		return model.Text{}
	}
	at := pointer + "/" + key
	t := r.fields(e.value, at, []string{"zh", "en"})
	if t == nil {
		return model.Text{}
	}
	return model.Text{ZH: r.text(e.key, t, at, "zh"), EN: r.text(e.key, t, at, "en")}
}

func (r *packReader) sources(n *yaml.Node, m map[string]entry) []model.Source {
	e, ok := m["sources"]
	if !ok {
		r.missing(n, "", "sources")
		return nil
	}
	if e.value.Kind != yaml.SequenceNode {
		r.add(e.value, model.CodeWrongType, "/sources", "[ … ]", "应为列表", "must be a list")
		return nil
	}
	var out []model.Source
	for i, item := range e.value.Content {
		at := "/sources/" + decimal(i)
		f := r.fields(item, at, []string{"id", "title"})
		if f == nil {
			continue
		}
		s := model.Source{ID: r.text(item, f, at, "id"), Title: r.text(item, f, at, "title")}
		if slices.ContainsFunc(out, func(o model.Source) bool { return o.ID == s.ID }) {
			r.add(item, model.CodeDuplicate, at+"/id", "", "来源编号重复", "the source id is given twice")
		}
		out = append(out, s)
	}
	return out
}

func (r *packReader) parameter(key, n *yaml.Node, d Definition, sources []model.Source) model.Parameter {
	at := "/parameters/" + d.Name
	var p model.Parameter
	m := r.fields(n, at, parameterFields)
	if m == nil {
		return p
	}
	if v, ok := m["value"]; ok {
		_, plain, faults := d.read(yamlInput(v.value))
		for _, f := range faults {
			f.Pointer = at + "/value" + f.Pointer
			r.faults = append(r.faults, f)
		}
		p.Value = plain
	} else {
		r.missing(key, at, "value")
	}
	p.Source = r.text(key, m, at, "source")
	if p.Source != "" && !slices.ContainsFunc(sources, func(s model.Source) bool { return s.ID == p.Source }) {
		r.add(m["source"].value, model.CodeUnknownReference, at+"/source", "", "来源未在 sources 中列出", "the source is not listed under sources")
	}
	p.Evidence = model.Evidence(r.word(key, m, at, "evidence", evidenceWords))
	p.Binding = model.Binding(r.word(key, m, at, "binding", bindingWords))
	p.Clauses = r.clauses(m, at)
	if _, ok := m["quote"]; ok {
		p.Quote = r.text(key, m, at, "quote")
	}
	p.ValidFrom = r.day(m, at, "valid_from")
	p.ValidTo = r.day(m, at, "valid_to")
	if e, ok := m["relaxable"]; ok {
		if e.value.Kind != yaml.ScalarNode || e.value.Tag != "!!bool" {
			r.add(e.value, model.CodeWrongType, at+"/relaxable", "true, false", "类型不对", "has a wrong type")
		}
		p.Relaxable = yamlInput(e.value).text == "true"
	}
	if _, ok := m["note"]; ok {
		t := r.bilingual(key, m, at, "note")
		p.Note = &t
	}
	r.basis(key, at, p)
	return p
}

// basis asks for what a value rests on: words of a document or an official page
// need a quote, the former a clause too; anything weaker says in a note why the
// value was taken.
func (r *packReader) basis(key *yaml.Node, at string, p model.Parameter) {
	switch p.Evidence {
	case model.EvidenceDocument:
		if len(p.Clauses) == 0 {
			r.missing(key, at, "clauses")
		}
		if p.Quote == "" {
			r.missing(key, at, "quote")
		}
	case "":
	default:
		if p.Quote == "" && p.Note == nil {
			r.missing(key, at, "note")
		}
	}
}

func (r *packReader) word(n *yaml.Node, m map[string]entry, pointer, key string, allowed []string) string {
	s := r.text(n, m, pointer, key)
	if s != "" && !slices.Contains(allowed, s) {
		r.add(m[key].value, model.CodeBadWord, pointer+"/"+key, strings.Join(allowed, ", "), "用词不在允许范围内", "is not in the closed list")
		return ""
	}
	return s
}

func (r *packReader) clauses(m map[string]entry, pointer string) []string {
	e, ok := m["clauses"]
	if !ok {
		return nil
	}
	if e.value.Kind != yaml.SequenceNode {
		r.add(e.value, model.CodeWrongType, pointer+"/clauses", "[ … ]", "应为列表", "must be a list")
		return nil
	}
	var out []string
	for i, item := range e.value.Content {
		if s, ok := r.scalar(item, pointer+"/clauses/"+decimal(i)); ok {
			out = append(out, s)
		}
	}
	return out
}

func (r *packReader) day(m map[string]entry, pointer, key string) string {
	e, ok := m[key]
	if !ok {
		return ""
	}
	// YAML reads an unquoted day as a time stamp; both spellings are fine.
	if e.value.Kind == yaml.ScalarNode {
		if _, err := model.ParseDate(e.value.Value); err == nil {
			return e.value.Value
		}
	}
	r.add(e.value, model.CodeBadDate, pointer+"/"+key, "YYYY-MM-DD", "日期无效", "is not a day")
	return ""
}

// yamlInput turns a YAML value into an input. Aliases are refused: a pack
// should say everything in its place.
func yamlInput(n *yaml.Node) input {
	in := input{line: n.Line, column: n.Column, text: n.Value}
	switch {
	case n.Kind == yaml.SequenceNode:
		in.form = formList
		for _, item := range n.Content {
			in.items = append(in.items, yamlInput(item))
		}
	case n.Kind != yaml.ScalarNode:
	case n.Tag == "!!int" || n.Tag == "!!float":
		in.form = formNumber
	case n.Tag == "!!bool":
		in.form = formFlag
		in.text = strings.ToLower(n.Value)
	case n.Tag == "!!str":
		in.form = formText
	}
	return in
}
