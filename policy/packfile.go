package policy

import (
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"lungang/model"
)

// File is a pack as it is written: what it sets itself, for which days, and the
// pack that it inherits the rest from.
type File struct {
	ID       string
	Version  string
	Title    model.Text
	Extends  string // id of the pack that it inherits from; empty: of none
	Document string // id of the model.ClauseSource that it carries out; empty: of none
	Abstract bool   // a base for others, which no problem may name
	Sources  []model.Source

	// Parameters are the pack's own. The entries of one parameter follow each
	// other in time and share no day; there may be days between them.
	Parameters map[string][]model.Parameter

	base *File
}

// Chain returns the pack and what it inherits from, nearest first.
func (f *File) Chain() []*File {
	var out []*File
	for ; f != nil; f = f.base {
		out = append(out, f)
	}
	return out
}

// Lineage names the packs of the chain, the base first.
func (f *File) Lineage() []string {
	var out []string
	for _, layer := range f.Chain() {
		out = append(out, layer.ID)
	}
	slices.Reverse(out)
	return out
}

// On returns the entry of that day, of this pack alone; false when it has none.
// The zero day asks for the latest entry.
func (f *File) On(name string, day model.Date) (model.Parameter, bool) {
	entries := f.Parameters[name]
	if day.IsZero() && len(entries) > 0 {
		return entries[len(entries)-1], true
	}
	for _, p := range entries {
		if p.On(day) {
			return p, true
		}
	}
	return model.Parameter{}, false
}

// Pack returns the pack as it stands on that day, with all that it inherits:
// each parameter as the nearest pack of the chain has it that has a value on
// that day, and the sources of all of them. So a local value that has run out
// gives way to the base. The zero day takes the latest entry of each parameter.
// A parameter for which nobody has a value on that day is left out; Effective
// refuses such a pack. The caller may change the result.
func (f *File) Pack(day model.Date) *model.Pack {
	out := &model.Pack{
		ID: f.ID, Version: f.Version, Title: f.Title, Extends: f.Extends, Document: f.Document, Abstract: f.Abstract,
		Parameters: map[string]model.Parameter{},
	}
	for _, pack := range f.Chain() {
		out.Sources = append(out.Sources, pack.Sources...)
		for name := range pack.Parameters {
			if _, nearer := out.Parameters[name]; nearer {
				continue
			}
			if p, ok := pack.On(name, day); ok {
				out.Parameters[name] = copyParameter(p)
			}
		}
	}
	return out
}

func copyParameter(p model.Parameter) model.Parameter {
	if list, ok := p.Value.([]string); ok {
		p.Value = slices.Clone(list)
	}
	if list, ok := p.Value.([]int); ok {
		p.Value = slices.Clone(list)
	}
	p.Clauses = slices.Clone(p.Clauses)
	p.Note = copyText(p.Note)
	return p
}

func copyText(t *model.Text) *model.Text {
	if t == nil {
		return nil
	}
	out := *t
	return &out
}

// Parse reads a policy pack in YAML; it may extend a pack that comes with the
// product. It reports every fault at once, as model.Faults inside an error with
// code bad_pack, each with line, column and remedy: unknown, missing and
// repeated keys, wrong types, values out of range, words that are not in the
// closed lists, days that overlap, missing quotes, clauses that do not exist or
// do not say what is quoted, sources and packs that nobody knows, packs that
// extend each other in a ring, and parameters that neither the pack nor its
// chain gives.
func Parse(data []byte) (*File, error) { return shipped().parse(data) }

// shelf is a set of pack files that may extend each other.
type shelf struct {
	heads map[string]head
	files map[string]func() (*File, error) // each is read once and never changed afterwards
}

// head is what must be known of a pack before it can be read.
type head struct {
	Extends  string `yaml:"extends"`
	Abstract bool   `yaml:"abstract"`
}

// shipped are the packs that come with the product.
var shipped = sync.OnceValue(func() *shelf { return newShelf(packFiles) })

// newShelf reads the heads of packs/ID.yaml, and the rest when it is needed.
func newShelf(files fs.FS) *shelf {
	s := &shelf{heads: map[string]head{}, files: map[string]func() (*File, error){}}
	names, _ := fs.Glob(files, "packs/*.yaml") // the pattern is a good one
	for _, name := range names {
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		data, err := fs.ReadFile(files, name)
		var h head
		if err == nil {
			// A head that cannot be read is reported when the pack is.
			_ = yaml.Unmarshal(data, &h)
		}
		s.heads[id] = h
		s.files[id] = sync.OnceValues(func() (*File, error) {
			if err != nil {
				return nil, model.NewError(model.CodeBadPack, model.Text{}, err)
			}
			return s.parse(data)
		})
	}
	return s
}

// ids returns the ids of the packs that keep accepts, sorted.
func (s *shelf) ids(keep func(head) bool) []string {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(s.heads)) {
		if keep(s.heads[id]) {
			out = append(out, id)
		}
	}
	return out
}

// ring returns the way from a pack that extends base back to a pack that was on
// the way before; nil when there is none.
func (s *shelf) ring(id, base string) []string {
	way := []string{id}
	for base != "" {
		again := slices.Contains(way, base)
		way = append(way, base)
		if again {
			return way
		}
		base = s.heads[base].Extends
	}
	return nil
}

func (s *shelf) parse(data []byte) (*File, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, badPack("", model.Faults{notYAML(err)})
	}
	r := &packReader{shelf: s}
	if len(doc.Content) != 1 {
		doc.Line, doc.Column = 1, 1
		r.missing(&doc, "", "parameters")
		return nil, badPack("", r.faults)
	}
	pack := r.pack(doc.Content[0])
	if len(r.faults) > 0 {
		return nil, badPack(pack.ID, r.faults)
	}
	return pack, nil
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

// notYAML says where the text stops being YAML. The library tells no more than
// the line, in words, and sometimes not even that.
func notYAML(err error) model.Fault {
	f := model.Fault{
		Code: model.CodeBadFormat, Line: 1, Column: 1, Value: shown(err.Error()),
		Message: model.Text{ZH: "不是有效的 YAML", EN: "is not valid YAML"},
	}
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		if line, err := strconv.Atoi(m[1]); err == nil {
			f.Line = line
		}
	}
	return f
}

func badPack(id string, faults model.Faults) error {
	return &model.Error{
		Code: model.CodeBadPack, Faults: severe(remedied(faults)),
		Message: model.Text{ZH: strings.TrimSpace("政策包无效 " + id), EN: strings.TrimSpace("the policy pack is not valid " + id)},
	}
}

// remedies say what to do about a fault that has no remedy of its own.
var remedies = map[model.Code]model.Text{
	model.CodeBadFormat:        {ZH: "按要求的形式书写", EN: "write it in the form that is asked for"},
	model.CodeWrongType:        {ZH: "按允许的类型书写", EN: "write a value of the type that is allowed"},
	model.CodeNotFinite:        {ZH: "写一个普通的数", EN: "write a plain number"},
	model.CodeOutOfRange:       {ZH: "改为允许范围内的值", EN: "write a value within the range"},
	model.CodeBadWord:          {ZH: "选用列出的词", EN: "use one of the words listed"},
	model.CodeBadDate:          {ZH: "写成 2026-08-31 的形式", EN: "write a day such as 2026-08-31"},
	model.CodeDuplicate:        {ZH: "只保留一处", EN: "keep one of them"},
	model.CodeUnknownField:     {ZH: "核对拼写,或删去这一项", EN: "check the spelling, or take it out"},
	model.CodeUnknownReference: {ZH: "核对编号", EN: "check the id"},
	model.CodeCycle:            {ZH: "改掉其中一个 extends", EN: "let one of them extend another pack, or none"},
	model.CodeBadPack:          {ZH: "先改正那个政策包", EN: "correct that pack first"},
	model.CodeBadParameter:     {ZH: "核对参数名", EN: "check the name of the parameter"},
	model.CodeMissing:          {ZH: "补上这一项", EN: "add it"},
}

func remedied(faults model.Faults) model.Faults {
	for i := range faults {
		if faults[i].Remedy == (model.Text{}) {
			faults[i].Remedy = remedies[faults[i].Code]
		}
	}
	return faults
}
