package policy

import (
	"strings"

	"lungang/model"
)

// override lays the overrides of a district over the pack. Lawful asks strict
// clauses whether they allow it; see File.Effective.
func (r *Rules) override(overrides []model.Override, lawful bool) error {
	var faults model.Faults
	seen := map[string]bool{}
	for i, o := range overrides {
		at := "/pack/overrides/" + decimal(i)
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
		if p := r.Pack.Parameters[o.Parameter]; lawful && bound(p) {
			faults = append(faults, held(o.Parameter, at, p))
			continue
		}
		faults = append(faults, r.set(d, o, at)...)
	}
	return refuse(remedied(faults))
}

// bound reports whether strict words of a document stand against an override.
func bound(p model.Parameter) bool {
	return p.Binding == model.BindingStrict && len(p.Clauses) > 0 && !p.Relaxable && !p.Adjustable
}

// held says which clause an override would break.
func held(name, at string, p model.Parameter) model.Fault {
	ids := strings.Join(p.Clauses, ", ")
	return model.Fault{
		Code: model.CodeConflict, Pointer: at + "/parameter", Value: name,
		Message: model.Text{
			ZH: "该参数是约束性规定,不能调整:" + ids + "“" + p.Quote + "”",
			EN: "the parameter is set by a strict clause and cannot be overridden: " + ids + " “" + p.Quote + "”",
		},
		Remedy: model.Text{ZH: "撤销这项调整;文件已修订的,更新政策包", EN: "take the override out; when the document was amended, amend the pack"},
	}
}

// set puts the value of an override in force.
func (r *Rules) set(d Definition, o model.Override, at string) model.Faults {
	typed, plain, faults := d.read(jsonInput(o.Value))
	for i := range faults {
		faults[i].Pointer = at + "/value" + faults[i].Pointer
	}
	if len(faults) > 0 {
		return faults
	}
	p := r.Pack.Parameters[d.Name]
	p.Value = plain
	r.Pack.Parameters[d.Name] = p
	r.values[d.Name] = typed
	r.steps[d.Name] = append(r.steps[d.Name], Step{Parameter: p, Override: &o})
	return nil
}
