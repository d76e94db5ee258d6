package verifier

import (
	"errors"
	"fmt"
	"slices"
	"sync"
)

// CheckParts checks the proofs of all parts, which together are the program. It
// returns what is proved of the objectives from the first on: the best values of
// the parts add up to the best of the whole, one objective after the other.
func CheckParts(program *Program, objectives [][]int64, parts []Part) ([]int64, error) {
	if err := Cover(program, parts); err != nil {
		return nil, err
	}
	values, errs := make([][]int64, len(parts)), make([]error, len(parts))
	var group sync.WaitGroup
	slots := make(chan struct{}, 4)
	for i := range parts {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			if values[i], errs[i] = parts[i].Check(program, objectives); errs[i] != nil {
				errs[i] = fmt.Errorf("part %d: %w", i+1, errs[i])
			}
		})
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	var out []int64
	for k := range objectives {
		var x exact
		total := int64(0)
		for _, v := range values {
			if k >= len(v) {
				return out, nil
			}
			total = x.add(total, v[k])
		}
		if x.bad {
			return out, nil
		}
		out = append(out, total)
	}
	return out, nil
}

// SameProgram checks that another program is the first one with another objective
// and one more row for each objective above: at most the value that it is held
// at.
func SameProgram(first, other *Program, above [][]int64, held []int64) error {
	n := len(first.Rows)
	if !slices.Equal(first.Columns, other.Columns) || len(other.Rows) != n+len(held) || len(above) != len(held) {
		return errors.New("it has other columns, or other rows than those that hold the tiers above")
	}
	for i, r := range first.Rows {
		if q := other.Rows[i]; r.Name != q.Name || r.Lower != q.Lower || r.Upper != q.Upper || !slices.Equal(r.Entries, q.Entries) {
			return fmt.Errorf("row %s is another one", r.Name)
		}
	}
	for k, v := range held {
		r := other.Rows[n+k]
		cost := make([]int64, len(first.Columns))
		for _, e := range r.Entries {
			cost[e.Column] = e.Value
		}
		if r.Lower.There || r.Upper != (Side{v, true}) || !slices.Equal(cost, above[k]) {
			return fmt.Errorf("row %s does not hold the tier above at %d", r.Name, v)
		}
	}
	return nil
}
