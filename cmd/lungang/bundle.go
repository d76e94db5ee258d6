package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"lungang/audit"
	"lungang/audit/certify"
	"lungang/audit/evidence"
	"lungang/model"
	"lungang/solver"
)

func (m *Main) bundleCommand() *cobra.Command {
	var out, certificates string
	c := &cobra.Command{
		Use:   "bundle PROBLEM PLAN | PLAN-ID",
		Short: "证据包:任何人都能离线核对的方案证据 · the evidence for a plan",
		Long: `证据包:问题、方案、政策包及条款、每个目标的数学模型、最优性证书,写成一个 zip。
Bundle writes problem, plan, pack with clauses, the program of every tier, and certificates into one zip
that anybody can verify offline. With --server, the id of a plan fetches its bundle, with its log entries and their proofs.`,
		Example: `  lungang solve fixture:litong -o plan.json --certificates certificates.json
  lungang bundle fixture:litong plan.json --certificates certificates.json -o bundle.zip
  lungang verify bundle.zip
  lungang bundle pl_01jd3z7m4q8x1c5r9w2y6h3ftb --server https://lungang.example.cn`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 1 && m.isRemote(args[0]):
				return nil
			case len(args) == 1 && serverIDs.MatchString(args[0]):
				return noService()
			case len(args) != 2:
				return usage("需要两个参数:问题文件和方案文件", "two arguments are needed: the problem and the plan")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				if err := unused(c, "不用于服务上的方案:服务有自己的证书", "is not for plans of a service, which has its own", "certificates"); err != nil {
					return err
				}
				return m.remoteBundle(c.Context(), args[0], out)
			}
			f, plan, err := m.problemAndPlan(args[0], args[1])
			if err != nil {
				return err
			}
			if err := belongs(f, plan, args[1]); err != nil {
				return err
			}
			d, err := documentsOf(f.Problem, plan, certificates)
			if err != nil {
				return err
			}
			e, err := evidence.Bundle(c.Context(), d, nil, Version)
			if err != nil {
				return err
			}
			if err := m.writeAndTell(out, func(w io.Writer) error { return audit.WriteBundle(w, e) }); err != nil {
				return err
			}
			if certificates == "" {
				return m.warnUnproved(plan)
			}
			return nil
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "bundle.zip", "证据包写到 where the bundle goes: `FILE|-`")
	c.Flags().StringVar(&certificates, "certificates", "", "solve --certificates 写出的证书 `FILE` that solve --certificates wrote")
	return c
}

// warnUnproved says that a bundle lacks the proofs that its plan speaks of: whoever
// verifies it would think that somebody took them out.
func (m *Main) warnUnproved(plan *model.Plan) error {
	if !slices.ContainsFunc(plan.Tiers, func(t model.TierResult) bool { return t.Proof == model.Certified }) {
		return nil
	}
	_, err := fmt.Fprintln(m.Stderr, m.say(
		"提醒:方案称目标已证明,而证据包中没有证书,verify 会判为不成立。请用 solve --certificates FILE 求解,再用 bundle --certificates FILE 打包",
		"warning: the plan says that its objectives are proved, and the bundle has no certificates: verify will refuse it. Solve with solve --certificates FILE, then bundle --certificates FILE"))
	return m.told(err)
}

// remoteBundle fetches the bundle of a plan of the service.
func (m *Main) remoteBundle(ctx context.Context, id, out string) error {
	c, err := m.remote()
	if err != nil {
		return err
	}
	text, err := c.Bundle(ctx, id)
	if err != nil {
		return err
	}
	return m.writeAndTell(out, func(w io.Writer) error { _, err := w.Write(text); return err })
}

// documentsOf writes problem and plan, and reads the proofs when there is a file.
func documentsOf(problem *model.Problem, plan *model.Plan, certificates string) (evidence.Documents, error) {
	var d evidence.Documents
	var p, q bytes.Buffer
	if err := errors.Join(model.EncodeProblem(&p, problem), model.EncodePlan(&q, plan)); err != nil {
		return d, err
	}
	d.Problem, d.Plan = p.Bytes(), q.Bytes()
	if certificates == "" {
		return d, nil
	}
	text, err := os.ReadFile(certificates)
	if err != nil {
		return d, unreadable(certificates, err)
	}
	if _, err := evidence.Read(text); err != nil {
		return d, usage(certificates+" 不是证书文件", certificates+" is not a file of certificates")
	}
	d.Certificates = text
	return d, nil
}

// certificates writes the proofs of a solve for the command bundle.
func (m *Main) certificates(name string, r *solver.Result) error {
	c, err := certify.Certify(r)
	if err != nil {
		return err
	}
	text, err := c.Text()
	if err != nil {
		return err
	}
	return m.write(name, func(w io.Writer) error { _, err := w.Write(text); return err })
}
