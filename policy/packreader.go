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
	packFields      = []string{"id", "version", "title", "extends", "document", "abstract", "sources", "parameters"}
	parameterFields = []string{
		"value", "clauses", "quote", "source", "evidence", "binding", "relaxable", "adjustable",
		"valid_from", "valid_to", "note",
	}
)

// packReader walks the YAML tree of one pack and gathers faults.
type packReader struct {
	shelf    *shelf
	faults   model.Faults
	file     *File
	baseless bool // the chain is broken: what it would give is not known
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

// remedy says what to do about the last fault.
func (r *packReader) remedy(zh, en string) {
	r.faults[len(r.faults)-1].Remedy = model.Text{ZH: zh, EN: en}
}

func (r *packReader) missing(n *yaml.Node, pointer, key string) {
	f := model.Fault{
		Code: model.CodeMissing, Pointer: pointer + "/" + key, Line: n.Line, Column: n.Column,
		Message: model.Text{ZH: "缺少 " + key, EN: "missing " + key},
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

func (r *packReader) pack(n *yaml.Node) *File {
	f := &File{Parameters: map[string][]model.Parameter{}}
	r.file = f
	m := r.fields(n, "", packFields)
	if m == nil {
		return f
	}
	f.ID = r.text(n, m, "", "id")
	f.Version = r.text(n, m, "", "version")
	f.Title = r.bilingual(n, m, "", "title")
	f.Abstract = r.flag(m, "", "abstract")
	r.document(n, m)
	r.extends(n, m)
	r.sources(n, m)
	params, ok := m["parameters"]
	if !ok {
		r.missing(n, "", "parameters")
		return f
	}
	given := r.fields(params.value, "/parameters", nil)
	if given == nil {
		return f
	}
	for i := 0; i+1 < len(params.value.Content); i += 2 {
		key := params.value.Content[i]
		d, known := registry[key.Value]
		switch {
		case !known:
			r.add(key, model.CodeUnknownField, "/parameters/"+key.Value, "", "没有这个参数", "no such parameter")
		case given[key.Value].key == key: // a repeated one is reported already
			f.Parameters[d.Name] = r.entries(key, params.value.Content[i+1], d)
		}
	}
	if !f.Abstract && !r.baseless {
		r.complete(params.key)
	}
	return f
}

// complete asks that the pack and its chain give every parameter.
func (r *packReader) complete(key *yaml.Node) {
	for _, d := range Definitions() {
		given := slices.ContainsFunc(r.file.Chain(), func(f *File) bool {
			_, ok := f.Parameters[d.Name]
			return ok
		})
		if !given && !d.Optional {
			r.missing(key, "/parameters", d.Name)
		}
	}
}

// extends finds the base of the pack.
func (r *packReader) extends(n *yaml.Node, m map[string]entry) {
	e, ok := m["extends"]
	if !ok {
		return
	}
	r.baseless = true
	f := r.file
	if f.Extends = r.text(n, m, "", "extends"); f.Extends == "" {
		return
	}
	if ring := r.shelf.ring(f.ID, f.Extends); ring != nil {
		r.add(e.value, model.CodeCycle, "/extends", "", "政策包互相沿用,成了环:"+strings.Join(ring, " → "),
			"the packs extend each other in a ring: "+strings.Join(ring, " → "))
		return
	}
	load, known := r.shelf.files[f.Extends]
	if !known {
		r.add(e.value, model.CodeUnknownReference, "/extends", strings.Join(r.shelf.ids(func(head) bool { return true }), ", "),
			"没有这个政策包", "there is no such policy pack")
		return
	}
	base, err := load()
	if err != nil {
		r.add(e.value, model.CodeBadPack, "/extends", "", "所沿用的政策包无效", "the pack that it extends is not valid")
		return
	}
	f.base, r.baseless = base, false
}

// document finds the document that the pack carries out.
func (r *packReader) document(n *yaml.Node, m map[string]entry) {
	e, ok := m["document"]
	if !ok {
		return
	}
	id := r.text(n, m, "", "document")
	if _, known := clauses().bySource[id]; !known && id != "" {
		var ids []string
		for _, s := range ClauseSources() {
			ids = append(ids, s.ID)
		}
		r.add(e.value, model.CodeUnknownReference, "/document", strings.Join(ids, ", "), "条款库里没有这个文件", "the product knows no clauses of such a document")
		return
	}
	r.file.Document = id
}

// entries reads a parameter: one entry, or a list of entries for different days.
func (r *packReader) entries(key, n *yaml.Node, d Definition) []model.Parameter {
	at := "/parameters/" + d.Name
	if n.Kind != yaml.SequenceNode {
		p, _ := r.parameter(key, n, d, at)
		return []model.Parameter{p}
	}
	if len(n.Content) == 0 {
		r.missing(key, at, "value")
	}
	var out, dated []model.Parameter
	for i, item := range n.Content {
		at := at + "/" + decimal(i)
		p, ok := r.parameter(item, item, d, at)
		if ok {
			if other := slices.IndexFunc(dated, func(o model.Parameter) bool { return overlap(o, p) }); other >= 0 {
				r.faults = append(r.faults, model.Fault{
					Code: model.CodeInconsistent, Pointer: at, Line: item.Line, Column: item.Column, Value: period(p),
					Message: model.Text{
						ZH: "有效期与前面的一条重叠(" + period(dated[other]) + ")",
						EN: "shares days with an entry above (" + period(dated[other]) + ")",
					},
					Remedy: model.Text{ZH: "前一条的 valid_to 应在后一条的 valid_from 之前一天或更早", EN: "let the earlier one end (valid_to) before the later one begins (valid_from)"},
				})
			}
			dated = append(dated, p)
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b model.Parameter) int { return strings.Compare(a.ValidFrom, b.ValidFrom) })
	return out
}

// overlap reports whether the two are valid on a common day.
func overlap(a, b model.Parameter) bool {
	starts := func(x, y model.Parameter) bool {
		return x.ValidFrom == "" || y.ValidTo == "" || x.ValidFrom <= y.ValidTo
	}
	return starts(a, b) && starts(b, a)
}

// period writes the days of an entry, both included.
func period(p model.Parameter) string { return p.ValidFrom + "…" + p.ValidTo }

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

func (r *packReader) sources(n *yaml.Node, m map[string]entry) {
	e, ok := m["sources"]
	if !ok {
		if _, inherits := m["extends"]; !inherits {
			r.missing(n, "", "sources")
		}
		return
	}
	if e.value.Kind != yaml.SequenceNode {
		r.add(e.value, model.CodeWrongType, "/sources", "[ … ]", "应为列表", "must be a list")
		return
	}
	for i, item := range e.value.Content {
		at := "/sources/" + decimal(i)
		f := r.fields(item, at, []string{"id", "title"})
		if f == nil {
			continue
		}
		s := model.Source{ID: r.text(item, f, at, "id"), Title: r.text(item, f, at, "title")}
		if r.knowsSource(s.ID) {
			r.add(item, model.CodeDuplicate, at+"/id", "", "来源编号重复(沿用的政策包里的也算)", "the source id is given twice, those of the base included")
		}
		r.file.Sources = append(r.file.Sources, s)
	}
}

func (r *packReader) knowsSource(id string) bool {
	return slices.ContainsFunc(r.file.Chain(), func(f *File) bool {
		return slices.ContainsFunc(f.Sources, func(s model.Source) bool { return s.ID == id })
	})
}

// parameter reads one entry. It reports whether its days can be compared.
func (r *packReader) parameter(key, n *yaml.Node, d Definition, at string) (p model.Parameter, dated bool) {
	m := r.fields(n, at, parameterFields)
	if m == nil {
		return p, false
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
	if p.Source != "" && !r.baseless && !r.knowsSource(p.Source) {
		r.add(m["source"].value, model.CodeUnknownReference, at+"/source", "", "来源未在 sources 中列出", "the source is not listed under sources")
	}
	p.Evidence = model.Evidence(r.word(key, m, at, "evidence", evidenceWords))
	p.Binding = model.Binding(r.word(key, m, at, "binding", bindingWords))
	p.Relaxable = r.flag(m, at, "relaxable")
	p.Adjustable = r.flag(m, at, "adjustable")
	if _, ok := m["note"]; ok {
		t := r.bilingual(key, m, at, "note")
		p.Note = &t
	}
	r.words(key, m, at, &p)
	r.basis(key, at, p)
	return p, r.days(key, m, at, d, &p)
}

// words reads the clauses and what is quoted of them.
func (r *packReader) words(key *yaml.Node, m map[string]entry, at string, p *model.Parameter) {
	ids, known := r.clauses(m, at)
	p.Clauses = ids
	e, ok := m["quote"]
	if !ok {
		return
	}
	p.Quote = r.text(key, m, at, "quote")
	if p.Quote == "" || !known || quoted(p.Quote, p.Clauses) {
		return
	}
	r.add(e.value, model.CodeInconsistent, at+"/quote", "", "引文不在所引条款的原文里", "the clauses do not say what is quoted")
	r.remedy("照条款原文摘录;摘自几处的,用分号隔开", "copy the words of the clauses; join several places with a semicolon")
}

// basis asks for what a value rests on. The words of a document need clause and
// quote. General knowledge that nobody has checked needs a note that says so;
// anything else a quote, or a note that says why the value was taken.
func (r *packReader) basis(key *yaml.Node, at string, p model.Parameter) {
	switch p.Evidence {
	case model.EvidenceDocument:
		if len(p.Clauses) == 0 {
			r.missing(key, at, "clauses")
		}
		if p.Quote == "" {
			r.missing(key, at, "quote")
		}
	case model.EvidenceUnverified:
		if p.Note == nil {
			r.missing(key, at, "note")
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

// clauses reads the clause ids. It reports whether there are any, all known.
func (r *packReader) clauses(m map[string]entry, pointer string) (ids []string, known bool) {
	e, ok := m["clauses"]
	if !ok {
		return nil, false
	}
	if e.value.Kind != yaml.SequenceNode {
		r.add(e.value, model.CodeWrongType, pointer+"/clauses", "[ … ]", "应为列表", "must be a list")
		return nil, false
	}
	known = len(e.value.Content) > 0
	for i, item := range e.value.Content {
		at := pointer + "/clauses/" + decimal(i)
		id, ok := r.scalar(item, at)
		source, exists := clauses().sourceOf[id]
		switch {
		case !ok:
			known = false
			continue
		case !exists:
			known = false
			r.add(item, model.CodeUnknownReference, at, "", "没有这个条款", "there is no such clause")
		case r.file.Document != "" && source != r.file.Document:
			r.add(item, model.CodeUnknownReference, at, r.file.Document+"-…", "条款出自别的文件", "the clause is of another document")
		case slices.Contains(ids, id):
			r.add(item, model.CodeDuplicate, at, "", "条款重复", "the clause is given twice")
		}
		ids = append(ids, id)
	}
	return ids, known
}

// flag reads true or false; absent is false.
func (r *packReader) flag(m map[string]entry, pointer, key string) bool {
	e, ok := m[key]
	if !ok {
		return false
	}
	in := yamlInput(e.value)
	if in.form != formFlag {
		r.add(e.value, model.CodeWrongType, pointer+"/"+key, "true, false", "类型不对", "has a wrong type")
	}
	return in.text == "true"
}

// days reads when an entry is valid. It reports whether both days are fine.
func (r *packReader) days(n *yaml.Node, m map[string]entry, at string, d Definition, p *model.Parameter) bool {
	from, fromFine := r.day(m, at, "valid_from")
	to, toFine := r.day(m, at, "valid_to")
	p.ValidFrom, p.ValidTo = from, to
	switch {
	case !fromFine || !toFine:
	case from != "" && to != "" && to < from:
		r.add(m["valid_to"].value, model.CodeInconsistent, at+"/valid_to", from+"…", "有效期结束早于开始", "ends before it begins")
		r.remedy("改正两个日期", "correct the two days")
	case d.Name == ExchangeReferenceDay.Name && (from != "" || to != ""):
		r.add(n, model.CodeInconsistent, at, "", "计算日决定其他参数按哪一天取值,本身不能有有效期", "this day decides which entries of the others are valid; it can have no days itself")
		r.remedy("删去有效期", "take the days out")
	default:
		return true
	}
	return false
}

func (r *packReader) day(m map[string]entry, pointer, key string) (string, bool) {
	e, ok := m[key]
	if !ok {
		return "", true
	}
	// YAML reads an unquoted day as a time stamp; both spellings are fine.
	if e.value.Kind == yaml.ScalarNode {
		if _, err := model.ParseDate(e.value.Value); err == nil {
			return e.value.Value, true
		}
	}
	r.add(e.value, model.CodeBadDate, pointer+"/"+key, "YYYY-MM-DD", "日期无效", "is not a day")
	return "", false
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
	case n.Tag == "!!null":
		in.form = formNull
	}
	return in
}
