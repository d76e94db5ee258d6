package register

import (
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"lungang/model"
	"lungang/policy"
)

// reader reads the files of a register and gathers faults.
type reader struct {
	faults  model.Faults
	targets map[Kind]map[string]model.Text
	entries map[string]Entry // by clause id
}

// read reads reasons.yaml and clauses/*.yaml. It reports every fault at once, as
// model.Faults inside an error, with line and column: unknown clauses, kinds and
// targets, entries given twice or without a target, information beside
// something else, and clauses without an entry.
func read(files fs.FS) (map[string][]Entry, error) {
	r := &reader{targets: targets(), entries: map[string]Entry{}}
	if root := r.open(files, "reasons.yaml"); root != nil {
		r.reasons(root)
	}
	names, _ := fs.Glob(files, "clauses/*.yaml") // the pattern is a good one
	for _, name := range names {
		if root := r.open(files, name); root != nil {
			r.document(root)
		}
	}
	out := map[string][]Entry{}
	for _, source := range policy.ClauseSources() {
		for _, c := range policy.Clauses(source.ID) {
			e, ok := r.entries[c.ID]
			if !ok {
				r.faults = append(r.faults, model.Fault{
					Code: model.CodeMissing, Pointer: "/" + c.ID, Value: c.ID,
					Message: model.Text{ZH: "条款没有登记", EN: "the clause has no entry"},
					Remedy:  model.Text{ZH: "登记由什么体现;只供参考的写明原因", EN: "say what represents it, or why it is information only"},
				})
			}
			out[source.ID] = append(out[source.ID], e)
		}
	}
	for i := range r.faults {
		r.faults[i].Severity = model.SeverityError
	}
	if err := r.faults.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

func (r *reader) add(n *yaml.Node, code model.Code, pointer, zh, en string) {
	r.faults = append(r.faults, model.Fault{
		Code: code, Pointer: pointer, Line: n.Line, Column: n.Column, Value: n.Value,
		Message: model.Text{ZH: zh, EN: en},
		Remedy:  model.Text{ZH: "照 policy/register/doc.go 的说明改正", EN: "correct it as policy/register/doc.go says"},
	})
}

// open reads a file that is one mapping.
func (r *reader) open(files fs.FS, name string) *yaml.Node {
	data, err := fs.ReadFile(files, name)
	var doc yaml.Node
	if err == nil {
		err = yaml.Unmarshal(data, &doc)
	}
	if err != nil || len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		r.add(&yaml.Node{Line: 1, Column: 1, Value: name}, model.CodeBadFormat, "/"+name, "应为 YAML 键值表", "must be a mapping in YAML")
		return nil
	}
	return doc.Content[0]
}

// pairs calls f with every key and value of a mapping.
func (r *reader) pairs(n *yaml.Node, at string, f func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.add(n, model.CodeWrongType, at, "应为键值表", "must be a mapping")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if seen[key.Value] {
			r.add(key, model.CodeDuplicate, at+"/"+key.Value, "键重复", "the key is given twice")
			continue
		}
		seen[key.Value] = true
		f(key, n.Content[i+1])
	}
}

// text reads {zh: …, en: …}.
func (r *reader) text(n *yaml.Node, at string) model.Text {
	var t model.Text
	r.pairs(n, at, func(key, value *yaml.Node) {
		switch key.Value {
		case "zh":
			t.ZH = value.Value
		case "en":
			t.EN = value.Value
		default:
			r.add(key, model.CodeUnknownField, at+"/"+key.Value, "不认识的键", "unknown key")
		}
	})
	if strings.TrimSpace(t.ZH) == "" || strings.TrimSpace(t.EN) == "" {
		r.add(n, model.CodeMissing, at, "要有 zh 和 en", "zh and en are needed")
	}
	return t
}

func (r *reader) reasons(root *yaml.Node) {
	r.pairs(root, "", func(key, value *yaml.Node) {
		r.targets[Information][key.Value] = r.text(value, "/"+key.Value)
	})
}

func (r *reader) document(root *yaml.Node) {
	r.pairs(root, "", func(key, value *yaml.Node) {
		at := "/" + key.Value
		clause, known := policy.Clause(key.Value)
		_, twice := r.entries[key.Value]
		switch {
		case !known:
			r.add(key, model.CodeUnknownReference, at, "没有这个条款", "there is no such clause")
		case twice:
			r.add(key, model.CodeDuplicate, at, "条款登记了两次", "the clause has two entries")
		default:
			r.entries[clause.ID] = r.entry(key, value, at, clause)
		}
	})
}

func (r *reader) entry(key, n *yaml.Node, at string, clause model.Clause) Entry {
	e := Entry{Clause: clause}
	r.pairs(n, at, func(key, value *yaml.Node) {
		at := at + "/" + key.Value
		switch kind := Kind(key.Value); {
		case key.Value == "note":
			t := r.text(value, at)
			e.Note = &t
		case !slices.Contains(Kinds(), kind):
			r.add(key, model.CodeUnknownField, at, "没有这一类", "there is no such kind")
		default:
			e.Links = append(e.Links, r.links(value, at, kind)...)
		}
	})
	slices.SortStableFunc(e.Links, func(a, b Link) int {
		return slices.Index(Kinds(), a.Kind) - slices.Index(Kinds(), b.Kind)
	})
	switch n := len(e.Links); {
	case n == 0:
		r.add(key, model.CodeMissing, at, "没有写由什么体现", "says nothing that represents it")
	case e.Links[n-1].Kind == Information && n > 1:
		r.add(key, model.CodeInconsistent, at, "既有体现,又写仅供参考", "is represented, and information only")
	}
	return e
}

// links reads the targets of one kind: a list, or one alone.
func (r *reader) links(n *yaml.Node, at string, kind Kind) []Link {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	var out []Link
	for _, item := range items {
		title, ok := r.targets[kind][item.Value]
		switch {
		case !ok:
			r.add(item, model.CodeUnknownReference, at, "没有这个"+kind.Text().ZH, "there is no such "+kind.Text().EN)
		case slices.ContainsFunc(out, func(l Link) bool { return l.Target == item.Value }):
			r.add(item, model.CodeDuplicate, at, "重复", "is given twice")
		default:
			out = append(out, Link{Kind: kind, Target: item.Value, Title: title})
		}
	}
	return out
}
