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

	"lungang/model"
)

//go:embed packs/*.yaml
var packFiles embed.FS

// IDs returns the ids of the packs that a problem may name, sorted. Bases, on
// which only other packs are built, are not among them.
func IDs() []string { return shipped().ids(func(h head) bool { return !h.Abstract }) }

// Open returns a pack that comes with the product as it is written, a base too.
// The error has code bad_pack when there is no such pack. The file is shared and
// must not be changed.
func Open(id string) (*File, error) {
	read, ok := shipped().files[id]
	if !ok {
		return nil, model.NewError(model.CodeBadPack, model.Text{
			ZH: fmt.Sprintf("没有政策包 %q,可用的有:%s", shown(id), strings.Join(IDs(), "、")),
			EN: fmt.Sprintf("there is no policy pack %q; known are %s", shown(id), strings.Join(IDs(), ", ")),
		}, nil)
	}
	return read()
}

// Effective is EffectiveOn no particular day: of every parameter the latest entry.
func Effective(ref model.PackRef) (*Rules, error) { return EffectiveOn(ref, model.Date{}) }

// EffectiveOn returns what is in force on that day: the pack that ref names,
// after its overrides; see File.Effective. Faults carry JSON pointers into the
// problem document (/pack/id, /pack/overrides/0/value, …).
func EffectiveOn(ref model.PackRef, day model.Date) (*Rules, error) {
	if !slices.Contains(IDs(), ref.ID) {
		return nil, refuse(model.Faults{{
			Code: model.CodeBadPack, Pointer: "/pack/id", Value: shown(ref.ID), Allowed: strings.Join(IDs(), ", "),
			Message: model.Text{ZH: "没有这个政策包", EN: "there is no such policy pack"},
			Remedy:  model.Text{ZH: "选用列出的政策包", EN: "use one of the packs listed"},
		}})
	}
	f, err := Open(ref.ID)
	if err != nil {
		return nil, err
	}
	return f.Effective(ref.Overrides, day)
}

// Effective returns what is in force on that day: the pack as File.Pack says,
// after the overrides of a district. All faults are reported at once, with
// pointers as in a problem document.
//
// A parameter may be overridden once, with a value that a pack could have, a
// reason and an approver. That is enough for what is done in principle (原则上),
// expected or encouraged. A strict clause (约束性) is refused an override, and
// the fault quotes it, unless the parameter is relaxable (the rule may give way
// anyhow) or adjustable (the clause leaves the value to the district). A strict
// parameter without a clause, such as a national number that is known from the
// web only, can be overridden: there are no words to hold against it.
//
// A parameter that has no value on that day is a fault, unless it is optional
// or overridden.
func (f *File) Effective(overrides []model.Override, day model.Date) (*Rules, error) {
	if f.Abstract {
		return nil, model.NewError(model.CodeBadPack, model.Text{
			ZH: "政策包 " + f.ID + " 只供其他政策包沿用", EN: "the policy pack " + f.ID + " is only a base for others",
		}, nil)
	}
	pack := f.Pack(day)
	steps := map[string][]Step{}
	var faults model.Faults
	for _, d := range Definitions() {
		s := f.steps(d.Name, day)
		overridden := slices.ContainsFunc(overrides, func(o model.Override) bool { return o.Parameter == d.Name })
		switch {
		case len(s) > 0:
		case overridden:
			// What it rests on is the entry that has run out, or is still to come.
			if s = f.steps(d.Name, model.Date{}); len(s) > 0 {
				pack.Parameters[d.Name] = copyParameter(s[len(s)-1].Parameter)
			}
		case !d.Optional:
			faults = append(faults, f.unset(d.Name, day))
		}
		steps[d.Name] = s
	}
	if err := refuse(faults); err != nil {
		return nil, err
	}
	r, err := apply(pack, steps, overrides, true)
	if err != nil {
		return nil, err
	}
	r.Day = day
	return r, nil
}

// unset says that a parameter has no value on that day.
func (f *File) unset(name string, day model.Date) model.Fault {
	var periods []string
	for _, pack := range f.Chain() {
		for _, p := range pack.Parameters[name] {
			periods = append(periods, period(p))
		}
	}
	return model.Fault{
		Code: model.CodeMissing, Pointer: "/pack/id", Value: shown(f.ID), Allowed: strings.Join(periods, ", "),
		Message: model.Text{
			ZH: fmt.Sprintf("参数 %s 在 %s 没有取值", name, day), EN: fmt.Sprintf("the parameter %s has no value on %s", name, day),
		},
		Remedy: model.Text{
			ZH: "调整这个参数(写明理由和批准人),或选用当日有效的政策包", EN: "override it, with reason and approver, or use a pack that is valid on that day",
		},
	}
}

// Apply returns the rules of a pack that the caller has made or changed, under
// overrides. It does not ask whether strict clauses allow them; File.Effective
// does. The pack is not changed. Commands and service have no use for it: it lets the
// tests of the rules try what no clause of a shipped pack leaves open.
func Apply(pack *model.Pack, overrides []model.Override) (*Rules, error) {
	steps := make(map[string][]Step, len(pack.Parameters))
	for name, p := range pack.Parameters {
		steps[name] = []Step{{Pack: pack.ID, Parameter: p}}
	}
	return apply(pack, steps, overrides, false)
}

func apply(pack *model.Pack, steps map[string][]Step, overrides []model.Override, lawful bool) (*Rules, error) {
	effective := *pack
	effective.Parameters = make(map[string]model.Parameter, len(pack.Parameters))
	r := &Rules{Pack: &effective, Overrides: overrides, values: make(map[string]any, len(registry)), steps: steps}
	for _, d := range Definitions() {
		name := d.Name
		p, ok := pack.Parameters[name]
		switch {
		case !ok && d.Optional:
			continue
		case !ok:
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
	if err := r.override(overrides, lawful); err != nil {
		return nil, err
	}
	text, err := parametersText(effective.Parameters)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	r.Text, r.Hash = text, hex.EncodeToString(sum[:])
	return r, nil
}

// parametersText is the canonical JSON of the parameters: keys sorted, values as
// read. Whether a district may change a value is not part of what is in force.
func parametersText(parameters map[string]model.Parameter) ([]byte, error) {
	in := make(map[string]model.Parameter, len(parameters))
	for name, p := range parameters {
		p.Adjustable = false
		in[name] = p
	}
	b, err := json.Marshal(in)
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	return b, nil
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
