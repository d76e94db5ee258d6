package policy

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"lungang/model"
)

//go:embed packs/*.yaml
var packFiles embed.FS

// IDs returns the ids of the packs that come with the product, sorted.
func IDs() []string {
	entries, err := packFiles.ReadDir("packs")
	if err != nil {
		return nil
	}
	var ids []string
	for _, e := range entries {
		ids = append(ids, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	slices.Sort(ids)
	return ids
}

// parsed holds the embedded packs, each read once and never changed afterwards.
var parsed = func() map[string]func() (*model.Pack, error) {
	out := map[string]func() (*model.Pack, error){}
	for _, id := range IDs() {
		out[id] = sync.OnceValues(func() (*model.Pack, error) {
			data, err := packFiles.ReadFile("packs/" + id + ".yaml")
			if err != nil {
				return nil, model.NewError(model.CodeBadPack, model.Text{}, err)
			}
			return Parse(data)
		})
	}
	return out
}()

// Load returns a pack that comes with the product. The error has code bad_pack
// when there is no such pack. The caller may change the result.
func Load(id string) (*model.Pack, error) {
	read, ok := parsed[id]
	if !ok {
		return nil, model.NewError(model.CodeBadPack, model.Text{
			ZH: fmt.Sprintf("没有政策包 %q,可用的有:%s", shown(id), strings.Join(IDs(), "、")),
			EN: fmt.Sprintf("there is no policy pack %q; known are %s", shown(id), strings.Join(IDs(), ", ")),
		}, nil)
	}
	pack, err := read()
	if err != nil {
		return nil, err
	}
	return copyPack(pack), nil
}

// copyPack copies everything that a caller could change.
func copyPack(p *model.Pack) *model.Pack {
	out := *p
	out.Sources = slices.Clone(p.Sources)
	out.Parameters = make(map[string]model.Parameter, len(p.Parameters))
	for name, x := range p.Parameters {
		if list, ok := x.Value.([]string); ok {
			x.Value = slices.Clone(list)
		}
		x.Clauses = slices.Clone(x.Clauses)
		if x.Note != nil {
			note := *x.Note
			x.Note = &note
		}
		out.Parameters[name] = x
	}
	return &out
}

// Effective returns what is in force: the pack that ref names, after its
// overrides. Faults carry JSON pointers into the problem document (/pack/id,
// /pack/overrides/0/value, …); all are reported at once. A parameter may be
// overridden once, with a value that a pack could have, a reason and an approver.
func Effective(ref model.PackRef) (*Rules, error) {
	if !slices.Contains(IDs(), ref.ID) {
		return nil, refuse(model.Faults{{
			Code: model.CodeBadPack, Pointer: "/pack/id", Value: shown(ref.ID), Allowed: strings.Join(IDs(), ", "),
			Message: model.Text{ZH: "没有这个政策包", EN: "there is no such policy pack"},
			Remedy:  model.Text{ZH: "选用列出的政策包", EN: "use one of the packs listed"},
		}})
	}
	pack, err := Load(ref.ID)
	if err != nil {
		return nil, err
	}
	return Apply(pack, ref.Overrides)
}

// Apply returns the rules of a pack under overrides; see Effective. The pack is
// not changed.
func Apply(pack *model.Pack, overrides []model.Override) (*Rules, error) {
	effective := *pack
	effective.Parameters = make(map[string]model.Parameter, len(pack.Parameters))
	r := &Rules{Pack: &effective, Overrides: overrides, values: make(map[string]any, len(registry))}
	for _, d := range Definitions() {
		name := d.Name
		p, ok := pack.Parameters[name]
		if !ok {
			return nil, badPack(pack.ID, model.Faults{{
				Code: model.CodeMissing, Pointer: "/parameters/" + name,
				Message: model.Text{ZH: "缺少 " + name, EN: "missing " + name},
			}})
		}
		typed, plain, faults := d.read(anyInput(p.Value))
		if len(faults) > 0 {
			return nil, badPack(pack.ID, faults)
		}
		p.Value = plain
		effective.Parameters[name] = p
		r.values[name] = typed
	}
	if err := r.override(overrides); err != nil {
		return nil, err
	}
	hash, err := hashParameters(effective.Parameters)
	if err != nil {
		return nil, err
	}
	r.Hash = hash
	return r, nil
}

func (r *Rules) override(overrides []model.Override) error {
	var faults model.Faults
	seen := map[string]bool{}
	for i, o := range overrides {
		at := "/pack/overrides/" + strconv.Itoa(i)
		for _, f := range []struct{ name, text string }{{"reason", o.Reason}, {"approver", o.Approver}} {
			if strings.TrimSpace(f.text) == "" {
				faults = append(faults, model.Fault{
					Code: model.CodeMissing, Pointer: at + "/" + f.name,
					Message: model.Text{ZH: "调整参数须写明理由和批准人", EN: "an override needs a reason and an approver"},
				})
			}
		}
		d, ok := registry[o.Parameter]
		switch {
		case !ok:
			faults = append(faults, model.Fault{
				Code: model.CodeBadParameter, Pointer: at + "/parameter", Value: shown(o.Parameter),
				Message: model.Text{ZH: "没有这个参数", EN: "there is no such parameter"},
			})
			continue
		case seen[o.Parameter]:
			faults = append(faults, model.Fault{
				Code: model.CodeDuplicate, Pointer: at + "/parameter", Value: o.Parameter,
				Message: model.Text{ZH: "同一参数调整了两次", EN: "the parameter is overridden twice"},
			})
			continue
		}
		seen[o.Parameter] = true
		typed, plain, wrong := d.read(jsonInput(o.Value))
		for _, f := range wrong {
			f.Pointer = at + "/value" + f.Pointer
			faults = append(faults, f)
		}
		if len(wrong) > 0 {
			continue
		}
		p := r.Pack.Parameters[o.Parameter]
		p.Value = plain
		r.Pack.Parameters[o.Parameter] = p
		r.values[o.Parameter] = typed
	}
	return refuse(faults)
}

// hashParameters hashes the canonical JSON of the parameters: keys sorted,
// values as read.
func hashParameters(p map[string]model.Parameter) (string, error) {
	b, err := json.Marshal(p)
	if err != nil {
		return "", model.NewError(model.CodeInternal, model.Text{}, err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// anyInput turns a plain value of a pack into an input.
func anyInput(v any) input {
	b, err := json.Marshal(v)
	if err != nil {
		return input{form: formOther}
	}
	return jsonInput(b)
}

func decimal(i int) string { return strconv.Itoa(i) }
