package store

import (
	"encoding/json"

	"lungang/model"
)

// edits is what people changed by hand between two plans of a dataset, and what
// it cost. It goes into the log with the end of the solve; the reason of each pin
// is in the entry of the pin.
type edits struct {
	Since     string           `json:"since"`     // plan that was solved before them
	Pins      []string         `json:"pins"`      // added since
	Withdrawn []string         `json:"withdrawn"` // taken back since
	Price     map[string]int64 `json:"price"`     // by objective: value now less value before; equal ones are left out
}

// edited compares a plan that is over with the one before it on the same dataset
// that solved another problem; nil when no pin came or went between them.
func (r Plans) edited(tenant TenantID, p *Plan, summary json.RawMessage) (*edits, error) {
	simulations := r.tx.of(tenant).Model(&ObjectionRung{}).Select("plan_id").Where("taken_at IS NULL")
	var before []Plan
	err := r.tx.of(tenant).Where("dataset_id = ? AND id < ? AND problem_hash <> ? AND document IS NOT NULL AND purpose IS NULL AND id NOT IN (?)", p.DatasetID, p.ID, p.ProblemHash, simulations).
		Order("id DESC").Limit(1).Find(&before).Error
	if err != nil || len(before) == 0 {
		return nil, dbError("find the plan before", err)
	}
	out := &edits{Since: before[0].ID}
	from, to := before[0].SubmittedAt, p.SubmittedAt
	pins := func(when string, into *[]string) error {
		*into = []string{}
		q := r.tx.of(tenant).Model(&Pin{}).Where("dataset_id = ?", p.DatasetID).Where(when+" > ? AND "+when+" <= ?", from, to)
		return dbError("list pins", q.Order("id").Pluck("id", into).Error)
	}
	if err := pins("created_at", &out.Pins); err != nil {
		return nil, err
	}
	if err := pins("withdrawn_at", &out.Withdrawn); err != nil {
		return nil, err
	}
	if len(out.Pins)+len(out.Withdrawn) == 0 {
		return nil, nil //nolint:nilnil // nothing was edited
	}
	out.Price, err = priceOf([]byte(before[0].Summary), summary)
	return out, err
}

// priceOf subtracts the values of the objectives.
func priceOf(before, after []byte) (map[string]int64, error) {
	var a, b struct {
		Tiers []struct {
			ID    string `json:"id"`
			Value int64  `json:"value"`
		} `json:"tiers"`
	}
	for _, x := range []struct {
		text []byte
		into any
	}{{before, &a}, {after, &b}} {
		if len(x.text) == 0 {
			continue
		}
		if err := json.Unmarshal(x.text, x.into); err != nil {
			return nil, model.NewError(model.CodeInternal, model.Text{}, err)
		}
	}
	was := map[string]int64{}
	for _, t := range a.Tiers {
		was[t.ID] = t.Value
	}
	out := map[string]int64{}
	for _, t := range b.Tiers {
		if old, ok := was[t.ID]; ok && old != t.Value {
			out[t.ID] = t.Value - old
		}
	}
	return out, nil
}
