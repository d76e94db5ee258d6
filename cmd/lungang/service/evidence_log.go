package service

import (
	"slices"

	"lungang/store"
)

// concerned lists what the log must be asked about for the evidence of a plan: the
// plan and those whose place it took, one after the other, their objections, and
// of each what it was made from: its dataset with those that was forked from, the
// pins that these had, withdrawn ones too, and the overrides in force when it was
// asked for. Nothing comes twice.
func concerned(tx *store.Tx, tenant store.TenantID, p *store.Plan) ([]string, error) {
	var about []string
	for {
		about = append(about, p.ID)
		for _, of := range []func(*store.Tx, store.TenantID, *store.Plan) ([]string, error){madeFrom, objectedTo} {
			ids, err := of(tx, tenant, p)
			if err != nil {
				return nil, err
			}
			about = append(about, ids...)
		}
		before, _, err := tx.Reviews().Links(tenant, p.ID)
		if err != nil {
			return nil, err
		}
		if before == "" {
			slices.Sort(about)
			return slices.Compact(about), nil
		}
		if p, err = tx.Plans().Get(tenant, before); err != nil {
			return nil, err
		}
	}
}

// madeFrom are datasets, pins and overrides behind a plan.
func madeFrom(tx *store.Tx, tenant store.TenantID, p *store.Plan) ([]string, error) {
	d, err := tx.Datasets().Get(tenant, p.DatasetID)
	if err != nil {
		return nil, err
	}
	out, err := tx.Packs().InForceAt(tenant, d.Pack, p.SubmittedAt)
	if err != nil {
		return nil, err
	}
	for {
		pins, err := tx.Pins().Ever(tenant, d.ID)
		if err != nil {
			return nil, err
		}
		out = append(append(out, d.ID), pins...)
		if d.ParentID == "" {
			return out, nil
		}
		if d, err = tx.Datasets().Get(tenant, d.ParentID); err != nil {
			return nil, err
		}
	}
}

// objectedTo are the objections that count for a plan, or were filed against it.
func objectedTo(tx *store.Tx, tenant store.TenantID, p *store.Plan) ([]string, error) {
	var out []string
	for next := (store.Page{Oldest: true, Limit: storePage}); ; {
		part, err := tx.Objections().List(tenant, p.ID, next)
		if err != nil {
			return nil, err
		}
		for i := range part.Rows {
			next.After = part.Rows[i].ID
			out = append(out, next.After)
		}
		if !part.More {
			return out, nil
		}
	}
}
