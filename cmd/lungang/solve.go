package main

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lungang/model"
	"lungang/policy"
	"lungang/solver"
)

// solveFlags are the limits that solve and demo have in common.
type solveFlags struct {
	limit   time.Duration
	memory  int
	workers int
	quiet   bool
}

func (f *solveFlags) add(c *cobra.Command) {
	c.Flags().DurationVar(&f.limit, "time-limit", time.Minute, "时间上限,0 为不限 wall-clock limit, 0 means none")
	c.Flags().IntVar(&f.memory, "memory", 2048, "每个求解子进程的内存上限 memory of one solver child, `MiB`")
	c.Flags().IntVar(&f.workers, "workers", 0, "同时求解的部分数,0 为每核一个 parts solved at once, 0 means one per core")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "不显示进度、提醒和摘要 no progress, warnings or summary")
}

func (f *solveFlags) check() error {
	switch {
	case f.limit < 0:
		return usage("--time-limit 不能为负", "--time-limit may not be negative")
	case f.memory < 64 || f.memory > 1<<20:
		return usage("--memory 应为 64 到 1048576 (MiB)", "--memory is 64 to 1048576 (MiB)")
	case f.workers < 0 || f.workers > 1024:
		return usage("--workers 应为 0 到 1024", "--workers is 0 to 1024")
	}
	return nil
}

func (m *Main) solveCommand() *cobra.Command {
	var flags solveFlags
	var out string
	var mps mpsFlags
	c := &cobra.Command{
		Use:   "solve FILE|-|fixture:NAME",
		Short: "求解:由问题文件得到方案 · make a plan for a problem",
		Long: `求解:读入问题文件,校验,求解,独立检查,写出方案。
Solve reads a problem, validates it, solves it, checks the plan, and writes it.

Ctrl-C 保留当前最好的已检查方案(退出码 4)。 Ctrl-C keeps the best checked plan (exit code 4).
加 --server 则上传到服务求解,再取回方案。 With --server the service solves it, and the plan is fetched.`,
		Example: `  lungang solve fixture:litong -o plan.json
  LUNGANG_API_KEY=… lungang solve --server https://lungang.example.cn district.json
  lungang solve district.json -o - > plan.json`,
		Args: one("问题文件(FILE、- 或 fixture:NAME)", "a problem (FILE, - or fixture:NAME)"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			if mps.file == "" {
				if err := unused(c, "只与 --mps 一起使用", "goes with --mps only", "mps-tier"); err != nil {
					return err
				}
			}
			return m.solve(c.Context(), args[0], out, flags, mps)
		},
	}
	flags.add(c)
	c.Flags().StringVarP(&out, "output", "o", "plan.json", "方案写到 where the plan goes: `FILE|-`")
	c.Flags().StringVar(&mps.file, "mps", "", "另将一个目标的模型写成 MPS also write the program of one tier as free MPS: `FILE|-`")
	c.Flags().StringVar(&mps.tier, "mps-tier", "vacancy", "MPS 的目标,其上各级取方案的值 the `TIER` of the MPS; those above keep the plan's values")
	c.Flags().StringVar(&mps.certificates, "certificates", "", "另写最优性证书,供 bundle 使用 also write the proofs, for bundle: `FILE`")
	return c
}

// mpsFlags ask for the program of a tier, for other solvers, and for the proofs.
type mpsFlags struct{ file, tier, certificates string }

func (m *Main) solve(ctx context.Context, name, out string, flags solveFlags, mps mpsFlags) error {
	if mps.file == "-" && out == "-" {
		return usage("方案和 MPS 不能都写到标准输出", "plan and MPS cannot both go to standard output")
	}
	if _, ok := policy.TierByID(mps.tier); !ok {
		all := strings.Join(policy.Tiers, ", ")
		return usage("没有目标 "+mps.tier+";可用:"+all, "there is no tier "+mps.tier+"; there are "+all)
	}
	for _, file := range []string{out, mps.file, mps.certificates} {
		if err := writable(file); err != nil {
			return err
		}
	}
	if m.server != "" && mps.certificates != "" {
		return usage("--certificates 只用于本机求解", "--certificates is for solves on this machine")
	}
	if m.server != "" {
		return m.solveRemote(ctx, name, out, flags, mps)
	}
	p, src, err := m.problem(name, flags.quiet)
	if err != nil {
		return err
	}
	r, err := m.run(ctx, p, flags)
	if err != nil {
		return src.fail(err)
	}
	if err := m.write(out, func(w io.Writer) error { return model.EncodePlan(w, r.Plan) }); err != nil {
		return err
	}
	if mps.file != "" {
		if err := m.export(ctx, p, r.Plan, mps); err != nil {
			return err
		}
	}
	if mps.certificates != "" {
		if err := m.certificates(mps.certificates, r); err != nil {
			return err
		}
	}
	if out != "-" && mps.file != "-" && (m.json || !flags.quiet) {
		if err := m.summary(r, out); err != nil {
			return err
		}
	}
	return exitOfPlan(r.Plan.Status)
}

// export writes the program of a tier, with the tiers above held at the values
// of the plan. It is written also when the solve was stopped.
func (m *Main) export(ctx context.Context, p *model.Problem, plan *model.Plan, mps mpsFlags) error {
	var values []int64
	for _, t := range plan.Tiers {
		if t.ID == mps.tier {
			return m.write(mps.file, func(w io.Writer) error {
				_, _, err := solver.Export(context.WithoutCancel(ctx), p, values, w)
				return err
			})
		}
		values = append(values, t.Value)
	}
	return usage("政策包不用目标 "+mps.tier, "the pack has no tier "+mps.tier)
}

// run solves a problem and shows the progress.
func (m *Main) run(ctx context.Context, p *model.Problem, flags solveFlags) (*solver.Result, error) {
	news := m.progress(flags.quiet)
	defer news.stop()
	return solver.Solve(ctx, p, solver.Options{
		TimeLimit: flags.limit, MemoryLimitMiB: flags.memory, Workers: flags.workers,
		Runner: m.Runner, Progress: news.event, Version: Version,
	})
}

// none allows no argument.
func none(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("不需要参数:"+args[0], "no argument is needed: "+args[0])
	}
	return nil
}
