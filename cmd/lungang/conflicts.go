package main

import (
	"context"
	"io"
	"time"

	"github.com/spf13/cobra"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/explain"
)

// conflictFlags steer the search for conflicts.
type conflictFlags struct {
	limit     time.Duration
	planTime  time.Duration
	memory    int
	plans     int
	noRepairs bool
}

func (f *conflictFlags) check() error {
	switch {
	case f.limit < 0 || f.planTime < 0:
		return usage("时间上限不能为负", "a time limit may not be negative")
	case f.memory < 64 || f.memory > 1<<20:
		return usage("--memory 应为 64 到 1048576 (MiB)", "--memory is 64 to 1048576 (MiB)")
	case f.plans < 0:
		return usage("--plans 不能为负", "--plans may not be negative")
	}
	return nil
}

func (m *Main) conflictsCommand() *cobra.Command {
	var flags conflictFlags
	c := &cobra.Command{
		Use:   "conflicts FILE|-|fixture:NAME",
		Short: "规则冲突:哪些规则不能同时成立,怎样化解 · rules that cannot all hold, and what would help",
		Long: `冲突:规则不能都成立时,给出最小冲突(逐条去掉并重新求解核实)、最省的合法化解办法(逐项重新求解核实),
以及每种办法下的最优方案。规则都能成立时没有冲突,退出码 0;靠规则让步才有方案,退出码 1;没有方案,退出码 3;
时间或搜索量用完、没有查完,退出码 4。带 --server 时,pl_… 由服务查找并保存(只能用 --time-limit 和 --memory)。
When not all rules can hold: minimal conflicts (every member verified by taking it away and solving again), the
smallest lawful repairs (each verified by solving again), and the best plan under each of them. Exit code 0: the
rules agree; 1: there is a plan only where rules give way; 3: there is no plan; 4: not all was looked at in time. With --server, the service looks for those of pl_… and keeps
what it finds (with --time-limit and --memory, and no other limits).`,
		Example: "  lungang conflicts fixture:tiny/conflict_quota\n  lungang conflicts district.json --plans 0 --json",
		Args:    one("问题文件(FILE、- 或 fixture:NAME)", "a problem (FILE, - or fixture:NAME)"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			if m.isPlanThere(args[0]) {
				if err := unused(c, "不用于服务上的方案", "is not for plans of a service", "plans", "plan-time", "no-repairs"); err != nil {
					return err
				}
			}
			return m.conflicts(c.Context(), args[0], flags)
		},
	}
	c.Flags().DurationVar(&flags.limit, "time-limit", 15*time.Minute, "时间上限,0 为不限 wall-clock limit, 0 means none")
	c.Flags().DurationVar(&flags.planTime, "plan-time", time.Minute, "每个方案的时间上限,0 为不限 limit of each plan, 0 means none")
	c.Flags().IntVar(&flags.memory, "memory", 2048, "每个求解子进程的内存上限 memory of one solver child, `MiB`")
	c.Flags().IntVar(&flags.plans, "plans", 3, "为前几种办法求最优方案 how many repairs, the best first, get a plan")
	c.Flags().BoolVar(&flags.noRepairs, "no-repairs", false, "只要冲突,不试化解办法 only conflicts, no repairs")
	return c
}

func (m *Main) conflicts(ctx context.Context, name string, flags conflictFlags) error {
	p, src, err := m.problem(name, true)
	if err != nil {
		return err
	}
	f, err := policy.Derive(p)
	if err != nil {
		return src.fail(err)
	}
	r, err := m.searchConflicts(ctx, name, p, flags)
	if err != nil {
		return src.fail(err)
	}
	if m.json {
		err = m.writeJSON(r)
	} else {
		_, err = io.WriteString(m.Stdout, m.conflictsText(f, r))
		err = m.told(err)
	}
	if err != nil {
		return err
	}
	return exitOfConflicts(r)
}

// searchConflicts looks for conflicts here, or lets the service do it for one of
// its plans.
func (m *Main) searchConflicts(ctx context.Context, name string, p *model.Problem, flags conflictFlags) (*explain.Report, error) {
	if m.isPlanThere(name) {
		return m.conflictsRemote(ctx, name, flags)
	}
	if flags.limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, flags.limit)
		defer cancel()
	}
	return explain.Conflicts(ctx, p, explain.Options{
		MemoryLimitMiB: flags.memory, Runner: m.Runner,
		NoRepairs: flags.noRepairs, Plans: flags.plans, PlanTime: flags.planTime,
	})
}

// exitOfConflicts is the exit code of a report.
func exitOfConflicts(r *explain.Report) error {
	switch {
	case !r.Complete:
		return exitCode(exitLimit)
	case !r.HasPlan:
		return exitCode(exitNoPlan)
	case r.Relax > 0:
		return exitCode(exitBroken)
	}
	return nil
}
