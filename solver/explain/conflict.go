package explain

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/solver/coin"
	"lungang/solver/formulate"
)

// Options steer one explanation. The zero value is a good default.
type Options struct {
	// MemoryLimitMiB limits each solver child process; 0 means 2048.
	MemoryLimitMiB int
	// Runner starts the solver child processes; nil means this program's own executable.
	Runner *coin.Runner
	// NoRepairs leaves the menu of repairs out.
	NoRepairs bool
	// Plans is under how many repairs, the best first, a plan is made; 0: none.
	Plans int
	// PlanTime limits each of these plans; 0 means no limit of its own.
	PlanTime time.Duration
	// Progress is called with the number of programs that were solved so far,
	// from one goroutine; nil means nobody looks.
	Progress func(solved int)
}

// Report says which rules cannot hold together, and what would help.
type Report struct {
	District string `json:"district"`
	PlanYear int    `json:"planYear"`
	Pack     string `json:"pack"`
	// HasPlan: there is a plan when the rules that may give way do so. False
	// while Complete is false means that nobody knows.
	HasPlan bool `json:"hasPlan"`
	// Relax is the least relaxation, in rule units; 0 when all rules hold.
	Relax int64 `json:"relax"`
	// Relaxations is where rules give way in one plan with the least relaxation.
	Relaxations []model.Relaxation `json:"relaxations"`
	// Conflicts are minimal and verified.
	Conflicts []Conflict `json:"conflicts"`
	// Repairs are lawful and verified, the most helpful first.
	Repairs []Repair `json:"repairs"`
	// Complete is false when time or nodes ended before all was found. What is
	// here holds anyhow.
	Complete bool `json:"complete"`
	// Solved counts the programs that were solved for the report.
	Solved int `json:"solved"`
}

// Conflict is a set of demands that cannot hold together, while any of its
// members can be taken away and the others hold.
type Conflict struct {
	Members []Member `json:"members"`
	// Teachers are those whose pins and refused destinations were looked at.
	Teachers []string `json:"teachers"`
}

// Member is one member of a conflict with what it rests on.
type Member struct {
	Key
	Title     model.Text     `json:"title"`
	Clauses   []string       `json:"clauses"`
	Basis     []policy.Basis `json:"basis"`
	Relaxable bool           `json:"relaxable"`
	// Short is the least amount by which the member would have to give way, in
	// the rule's unit; 0: it is taken away as a whole.
	Short int64 `json:"short,omitempty"`
}

// Conflicts explains why not every rule of a problem can hold. A problem whose
// rules agree has an empty report. Errors: faults of the document (from
// policy), *coin.Error. When ctx ends, what is verified until then is returned.
func Conflicts(ctx context.Context, problem *model.Problem, o Options) (*Report, error) {
	if o.Runner == nil {
		o.Runner = &coin.Runner{}
	}
	f, err := policy.Derive(problem)
	if err != nil {
		return nil, err
	}
	a := &asker{runner: o.Runner, memory: uint64(max(o.MemoryLimitMiB, 0)) << 20, progress: o.Progress}
	r := &Report{
		District: f.Problem.District.Name, PlanYear: f.Problem.District.PlanYear, Pack: f.Problem.Pack.ID,
		Relaxations: []model.Relaxation{}, Conflicts: []Conflict{}, Repairs: []Repair{},
	}
	err = a.report(ctx, f, o, r)
	r.Solved = a.asked
	if errors.Is(err, errStopped) || ctx.Err() != nil {
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (a *asker) report(ctx context.Context, f *policy.Facts, o Options, r *Report) error {
	m, err := formulate.Formulate(ctx, f)
	if err != nil {
		return err
	}
	least, given, err := a.relax(ctx, m)
	if err != nil {
		return err
	}
	if r.HasPlan = least < hopeless; r.HasPlan {
		r.Relax = least
	}
	if r.Relax > 0 {
		r.Relaxations = append(r.Relaxations, given...)
	} else if r.HasPlan {
		r.Complete = true
		return nil
	}
	if r.Complete, err = a.conflicts(ctx, m, given, r); err != nil || o.NoRepairs || len(r.Conflicts) == 0 {
		return err
	}
	list, complete, err := a.repairs(ctx, f, r.Conflicts, least)
	if err != nil {
		return err
	}
	r.Repairs, r.Complete = append(r.Repairs, list...), r.Complete && complete
	return a.plans(ctx, f.Problem, o, r)
}

// conflicts finds minimal conflicts for each demand that gives way, and one
// among the rules that may not when there is no plan. It reports whether all of
// them were found.
func (a *asker) conflicts(ctx context.Context, m *formulate.Model, given []model.Relaxation, r *Report) (bool, error) {
	all := demands(m)
	elastic := soft(m)
	gives := map[Key]bool{}
	for k, slack := range elastic {
		gives[k] = slices.ContainsFunc(given, func(x model.Relaxation) bool { return x.Rule == slack.Rule && x.Subject == slack.Subject })
	}
	if !r.HasPlan {
		rigid := slices.DeleteFunc(slices.Clone(all), func(k Key) bool { _, ok := elastic[k]; return ok })
		list, err := a.cores(ctx, m, rigid, nil)
		if err != nil || list == nil {
			return false, err
		}
		return true, a.add(ctx, r, list)
	}
	complete := true
	for _, k := range all {
		if !gives[k] {
			continue
		}
		// The demands that do not give way, and this one: that fails unless
		// those that give way do so for each other's sake.
		some := slices.DeleteFunc(slices.Clone(all), func(x Key) bool { return gives[x] && x != k })
		list, err := a.cores(ctx, m, some, &k)
		if err == nil && list == nil {
			list, err = a.cores(ctx, m, all, nil)
		}
		if err == nil || errors.Is(err, errStopped) {
			complete = complete && err == nil
			err = a.add(ctx, r, list)
		}
		if err != nil {
			return false, err
		}
	}
	return complete, nil
}

// soft returns the demands that may give way, with the rule and subject that
// plans name their relaxation by.
func soft(m *formulate.Model) map[Key]model.Relaxation {
	out := map[Key]model.Relaxation{}
	for _, s := range m.Elastic() {
		out[demand(m.Origin(s.Row))] = model.Relaxation{Rule: s.Rule, Subject: s.Subject}
	}
	return out
}

// add puts conflicts into the report, those that are not there yet.
func (a *asker) add(ctx context.Context, r *Report, list []found) error {
	for _, c := range list {
		same := func(other Conflict) bool {
			return len(other.Members) == len(c.keys) && !slices.ContainsFunc(other.Members, func(x Member) bool { return !slices.Contains(c.keys, x.Key) })
		}
		if slices.ContainsFunc(r.Conflicts, same) {
			continue
		}
		out := Conflict{Members: []Member{}, Teachers: c.family.teacherIDs()}
		m, err := c.family.model(ctx, set(c.keys))
		if err != nil {
			return err
		}
		for _, k := range c.keys {
			_, elastic := soft(m)[k]
			member := describe(c.family.facts, k, elastic)
			if k.Kind == KindDemand {
				if member.Short, err = a.short(ctx, m, c.keys, k); err != nil {
					return err
				}
			}
			out.Members = append(out.Members, member)
		}
		r.Conflicts = append(r.Conflicts, out)
	}
	return nil
}

// describe says what a member rests on.
func describe(f *policy.Facts, k Key, elastic bool) Member {
	rule, _ := policy.RuleByID(k.Rule)
	m := Member{Key: k, Title: rule.Title, Clauses: rule.Clauses(f.Rules), Basis: f.Rules.Basis(rule.Parameters...)}
	if m.Clauses == nil {
		m.Clauses = []string{}
	}
	m.Relaxable = elastic
	return m
}

// plans makes the best plan under the first repairs.
func (a *asker) plans(ctx context.Context, p *model.Problem, o Options, r *Report) error {
	for i := range r.Repairs[:min(o.Plans, len(r.Repairs))] {
		if ctx.Err() != nil { // the repairs are verified, but nobody knows their plans
			r.Complete = false
			return nil
		}
		q, err := apply(p, r.Repairs[i].Changes)
		if err != nil {
			return err
		}
		got, err := solver.Solve(ctx, q, solver.Options{
			TimeLimit: o.PlanTime, MemoryLimitMiB: o.MemoryLimitMiB, Runner: o.Runner,
		})
		if _, none := errors.AsType[*solver.NoPlanError](err); none {
			r.Complete = false
			continue
		}
		if err != nil {
			r.Complete = false
			return err
		}
		r.Repairs[i].Plan = &PlanUnder{
			Termination: got.Plan.Status.Termination, Tiers: got.Plan.Tiers, Moves: len(got.Plan.Moves),
		}
	}
	return nil
}

// String writes a key as one line, for tests and logs.
func (k Key) String() string {
	return strings.Join([]string{string(k.Kind), k.Rule, k.Part, strconv.Quote(k.Subject)}, " ")
}
