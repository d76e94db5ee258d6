package explain

import (
	"context"
	"slices"

	"lungang/solver/formulate"
)

// filter returns a smallest part of the keys, in the sense that it fails and
// that it does not fail without any one of them. fails tells whether a set of
// keys cannot hold, and may name the keys that are enough for that. Whole
// stretches are taken away first, single keys last.
func filter(keys []Key, fails func([]Key) (bool, []Key, error)) ([]Key, error) {
	for size := max(1, len(keys)/2); ; size /= 2 {
		for at := 0; at < len(keys); {
			without := slices.Concat(keys[:at], keys[min(at+size, len(keys)):])
			failing, enough, err := fails(without)
			switch {
			case err != nil:
				return nil, err
			case !failing:
				at += size
			case enough == nil:
				keys = without
			default:
				// Those before at were needed by a larger set; they are among enough.
				keys = enough
				at = min(at, len(keys))
			}
		}
		if size <= 1 {
			return keys, nil
		}
	}
}

// rigid asks whether the demands among members have a plan, no rule giving
// way. Without one it names the members in the proof, when there is a proof.
func (a *asker) rigid(ctx context.Context, m *formulate.Model, members map[Key]bool) (answer, error) {
	return a.ask(ctx, question{m: m, rigid: true, keep: func(o formulate.Origin) bool { return definition(o) || members[demand(o)] }})
}

func set(keys []Key) map[Key]bool {
	out := make(map[Key]bool, len(keys))
	for _, k := range keys {
		out[k] = true
	}
	return out
}

// demandsOf names the demands that rows belong to, in the order of keys.
func demandsOf(m *formulate.Model, rows []int, keys []Key) []Key {
	of := map[Key]bool{}
	for _, i := range rows {
		of[demand(m.Origin(i))] = true
	}
	return slices.DeleteFunc(slices.Clone(keys), func(k Key) bool { return !of[k] })
}

// mostConflicts is how many conflicts are looked for that share one demand.
const mostConflicts = 8

// cores finds minimal sets among the demands, the pins and the refused
// destinations that cannot hold; none when all the demands can. All sets have
// the demand shared in common, when it is not nil, and nothing else: each looks
// at what is left when the members of those before are taken away.
//
// First only demands are taken away. What is left decides which teachers
// matter; their pins and the rules that refuse them destinations are members
// from then on.
func (a *asker) cores(ctx context.Context, base *formulate.Model, all []Key, shared *Key) ([]found, error) {
	keys, proof, err := a.least(ctx, base, all)
	if err != nil || keys == nil {
		return nil, err
	}
	fam := newFamily(base.Facts, concerned(base, keys, proof))
	optional := fam.optional
	var out []found
	for {
		core, err := a.refine(ctx, fam, slices.Concat(optional, keys))
		if err != nil {
			return out, err
		}
		out = append(out, found{family: fam, keys: core})
		if shared == nil || len(out) == mostConflicts {
			return out, nil
		}
		done := func(k Key) bool { return k != *shared && slices.Contains(core, k) }
		optional, all = slices.DeleteFunc(slices.Clone(optional), done), slices.DeleteFunc(slices.Clone(all), done)
		m, err := fam.model(ctx, set(optional))
		if err != nil {
			return out, err
		}
		if keys, _, err = a.least(ctx, m, all); err != nil || !slices.Contains(keys, *shared) {
			return out, err
		}
	}
}

// least finds a minimal set of demands that cannot hold in a formulation, and
// the rows of a proof, if there is one; nil when all of them can.
func (a *asker) least(ctx context.Context, m *formulate.Model, all []Key) (keys []Key, proof []int, err error) {
	fails := func(keys []Key) (bool, []Key, error) {
		r, err := a.rigid(ctx, m, set(keys))
		if err != nil || r.feasible {
			return false, nil, err
		}
		proof = r.rows
		if r.rows == nil {
			return true, nil, nil
		}
		return true, demandsOf(m, r.rows, keys), nil
	}
	failing, enough, err := fails(all)
	if err != nil || !failing {
		return nil, nil, err
	}
	if enough != nil {
		all = enough
	}
	keys, err = filter(all, fails)
	if keys == nil {
		keys = []Key{} // without any demand: pins alone
	}
	return keys, proof, err
}

// found is a verified conflict.
type found struct {
	family *family
	keys   []Key
}

// refine finds out which pins and refusals belong to the conflict, and looks at
// every member once more with the set as it is in the end.
func (a *asker) refine(ctx context.Context, fam *family, keys []Key) ([]Key, error) {
	fails := func(keys []Key) (bool, []Key, error) {
		members := set(keys)
		m, err := fam.model(ctx, members)
		if err != nil {
			return false, nil, err
		}
		r, err := a.rigid(ctx, m, members)
		if err != nil || r.feasible {
			return false, nil, err
		}
		if r.rows == nil {
			return true, nil, nil
		}
		proof := set(demandsOf(m, r.rows, keys))
		return true, slices.DeleteFunc(slices.Clone(keys), func(k Key) bool { return k.Kind == KindDemand && !proof[k] }), nil
	}
	for {
		least, err := filter(keys, fails)
		if err != nil {
			return nil, err
		}
		if failing, _, err := fails(least); err != nil || !failing {
			return nil, errOf(err)
		}
		again, err := filter(least, fails)
		if err != nil {
			return nil, err
		}
		if len(again) == len(least) {
			return least, nil
		}
		keys = again
	}
}

func errOf(err error) error {
	if err == nil {
		return errStopped
	}
	return err
}

// concerned returns the teachers (indices) that the rows of a conflict speak of,
// and those for whom a person decided something: one who is pinned to stay is in
// no row.
func concerned(m *formulate.Model, keys []Key, proof []int) map[int]bool {
	in := make([]bool, len(m.Program.Rows))
	members := set(keys)
	for i := range in {
		in[i] = members[demand(m.Origin(i))]
	}
	for _, i := range proof {
		in[i] = true
	}
	out := map[int]bool{}
	for i := range m.Facts.Teachers {
		if len(m.Facts.Teachers[i].Pins) > 0 {
			out[i] = true
		}
	}
	for j := range m.Program.Cols {
		t := m.Tag(j).Teacher
		for k := m.Program.Start[j]; t >= 0 && k < m.Program.Start[j+1]; k++ {
			if in[m.Program.Index[k]] {
				out[t] = true
				break
			}
		}
	}
	return out
}
