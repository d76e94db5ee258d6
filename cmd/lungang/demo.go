package main

import (
	"context"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"lungang/model"
	"lungang/solver"
)

func (m *Main) demoCommand() *cobra.Command {
	var flags solveFlags
	var name, dir string
	c := &cobra.Command{
		Use:   "demo",
		Short: "演示:求解样例区县,写出问题与方案 · solve a sample district",
		Long: `演示:求解一个样例区县,写出问题文件和 plan.json,并给出下一步命令。
Demo solves a sample district, writes its problem and plan.json, and names the next commands.
到限停止时也算完成(退出码 0)。 A plan that a limit cut short is fine here (exit code 0).`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			return m.demo(c.Context(), name, dir, flags)
		},
	}
	flags.add(c)
	c.Flags().StringVar(&name, "fixture", "litong", "样例 `NAME` of the sample: litong, pingxiang, tiny/due, …")
	c.Flags().StringVar(&dir, "dir", ".", "文件写到此文件夹 folder for the files")
	return c
}

func (m *Main) demo(ctx context.Context, name, dir string, flags solveFlags) error {
	problemFile := filepath.Join(dir, path.Base(name)+".json")
	planFile := filepath.Join(dir, "plan.json")
	p, err := fixture(name)
	if err != nil {
		return err
	}
	if err := writable(planFile); err != nil {
		return err
	}
	if err := m.write(problemFile, func(w io.Writer) error { return model.EncodeProblem(w, p) }); err != nil {
		return err
	}
	begin := m.Now()
	r, err := m.run(ctx, p, flags)
	if err != nil {
		return err
	}
	if err := m.write(planFile, func(w io.Writer) error { return model.EncodePlan(w, r.Plan) }); err != nil {
		return err
	}
	if flags.quiet && !m.json {
		return nil
	}
	if err := m.summary(r, planFile); err != nil || m.json {
		return err
	}
	_, err = io.WriteString(m.Stdout, m.nextCommands(r, problemFile, planFile, m.Now().Sub(begin)))
	return m.told(err)
}

// nextCommands names what to try next, with ids that are in the plan.
func (m *Main) nextCommands(r *solver.Result, problem, plan string, took time.Duration) string {
	out := "\n" + m.say(fmt.Sprintf("用时 %.1f 秒。下一步可试:", took.Seconds()), fmt.Sprintf("It took %.1f s. Try next:", took.Seconds())) + "\n"
	out += fmt.Sprintf("  %s check %s %s\n", m.Name, problem, plan)
	explain := func(id string) {
		out += fmt.Sprintf("  %s explain %s --problem %s --plan %s\n", m.Name, id, problem, plan)
	}
	if len(r.Plan.Moves) > 0 {
		move := r.Plan.Moves[0]
		explain(string(move.Teacher))
		explain(string(move.To.School))
	} else if len(r.Plan.Verdicts) > 0 {
		explain(string(r.Plan.Verdicts[0].Teacher))
	}
	return out + fmt.Sprintf("  %s solve %s -o plan2.json --time-limit 2m\n", m.Name, problem)
}
