package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"lungang/api"
	"lungang/client"
	"lungang/model"
	"lungang/review"
)

// decision is what every step needs: why, and which version was looked at.
type decision struct {
	reason  string
	version int64
}

func (d *decision) add(c *cobra.Command) {
	c.Flags().StringVar(&d.reason, "reason", "", "理由,写入决策日志,不写个人信息 `TEXT`: why; no personal data")
	c.Flags().Int64Var(&d.version, "version", 0, "所看过的版本(review show 所示) `N`: the version that was looked at, as review show tells (If-Match)")
}

func (d *decision) check(versioned bool) error {
	if d.reason == "" {
		return usage("请用 --reason 写明理由", "say why with --reason")
	}
	if versioned && d.version < 1 {
		return usage("请用 --version 写明所看过的版本;先看 review show", "name the version that you looked at with --version; review show tells it")
	}
	return nil
}

func (m *Main) reviewCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "review",
		Short: "方案的审批、公示与异议 · from draft to effect, on a service",
		Long: `方案的送审、会签、批准、公示、异议、定稿、生效;须 --server。每一步带理由和所看过的版本。
Review takes a plan of a service from draft to effect. Every step has a reason and the version that was looked at.
谁能做什么见 docs/review.md。Who can do what: docs/review.md.`,
		Example: `  lungang review show pl_01jd3z7m4q8x1c5r9w2y6h3ftb
  lungang review submit pl_01jd3z7m4q8x1c5r9w2y6h3ftb --version 3 --reason 报局务会审议`,
		Args: noSuch,
		RunE: help,
	}
	c.AddCommand(m.reviewShowCommand(), m.reviewHistoryCommand())
	for _, a := range (api.TransitionAction("")).Values() {
		c.AddCommand(m.stepCommand(review.Action(a)))
	}
	c.AddCommand(m.signCommand(), m.findingsCommand(), m.acknowledgeCommand(), m.objectCommand(), m.objectionsCommand(), m.simulateCommand(), m.resolveCommand())
	return c
}

// reviewed is a command about one thing of the service, whose answer it shows.
func reviewed[T any](m *Main, use, short string, what model.Text, do func(context.Context, *client.Client, string) (T, error), text func(T) string) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: one(what.ZH, what.EN),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := m.onServer()
			if err != nil {
				return err
			}
			out, err := do(c.Context(), s, args[0])
			if err != nil {
				return err
			}
			return m.show(out, func() string { return text(out) })
		},
	}
}

// simulateWait is how many seconds simulate waits by default.
const simulateWait = 20

var (
	aPlan       = model.Text{ZH: "方案编号", EN: "the id of a plan"}
	anObjection = model.Text{ZH: "异议编号", EN: "the id of an objection"}
)

func (m *Main) reviewShowCommand() *cobra.Command {
	return reviewed(m, "show PLAN", "走到哪一步,能做什么,还缺什么 · where it stands, what can be done, what stands in the way", aPlan,
		func(ctx context.Context, s *client.Client, id string) (*api.ReviewView, error) {
			return s.Review(ctx, id)
		}, m.dossierText)
}

func (m *Main) reviewHistoryCommand() *cobra.Command {
	return reviewed(m, "history PLAN", "审批记录 · what was decided so far", aPlan,
		func(ctx context.Context, s *client.Client, id string) ([]api.TransitionView, error) {
			return s.Transitions(ctx, id)
		}, m.historyText)
}

// stepCommand is a step of the table that has no address of its own.
func (m *Main) stepCommand(a review.Action) *cobra.Command {
	var d decision
	var posted string
	c := reviewed(m, string(a)+" PLAN", a.Title().ZH+" · "+a.Title().EN, aPlan, func(ctx context.Context, s *client.Client, id string) (*api.ReviewView, error) {
		if err := d.check(true); err != nil {
			return nil, err
		}
		return s.Transition(ctx, id, d.version, api.TransitionBody{Action: api.TransitionAction(a), Reason: d.reason, PostedOn: posted})
	}, m.dossierText)
	d.add(c)
	if a == review.Publicise {
		c.Flags().StringVar(&posted, "posted-on", "", "张贴公示之日,默认今天 `YYYY-MM-DD`: the day on which the notice was put up; today when absent")
	}
	return c
}

func (m *Main) signCommand() *cobra.Command {
	var d decision
	var office string
	var refuses bool
	c := reviewed(m, "sign PLAN", "部门会签 · sign off for an office", aPlan, func(ctx context.Context, s *client.Client, id string) (*api.ReviewView, error) {
		if err := d.check(true); err != nil {
			return nil, err
		}
		return s.Sign(ctx, id, d.version, api.SignOffBody{Office: api.Role(office), Agrees: !refuses, Reason: d.reason})
	}, m.dossierText)
	d.add(c)
	c.Flags().StringVar(&office, "office", "", "部门:education|staffing|personnel|finance `OFFICE`")
	c.Flags().BoolVar(&refuses, "disagree", false, "不同意 the office does not agree")
	return c
}

func (m *Main) findingsCommand() *cobra.Command {
	return reviewed(m, "findings PLAN", "哨兵:公示前的异常提醒 · what looks odd before the publication", aPlan,
		func(ctx context.Context, s *client.Client, id string) (*api.SentinelView, error) {
			return s.Sentinel(ctx, id)
		}, m.findingsText)
}

func (m *Main) acknowledgeCommand() *cobra.Command {
	var d decision
	var finding string
	c := reviewed(m, "acknowledge PLAN", "确认一条提醒 · acknowledge a finding", aPlan, func(ctx context.Context, s *client.Client, id string) (*api.ReviewView, error) {
		if err := d.check(true); err != nil {
			return nil, err
		}
		return s.Acknowledge(ctx, id, d.version, api.AcknowledgeBody{Finding: finding, Reason: d.reason})
	}, m.dossierText)
	d.add(c)
	c.Flags().StringVar(&finding, "finding", "", "提醒的编号(review findings 所示) `KEY` of the finding, as review findings tells")
	return c
}

func (m *Main) objectCommand() *cobra.Command {
	var d decision
	var b api.ObjectionBody
	var party, teacher, kind, school string
	c := reviewed(m, "object PLAN", "公示期内提出异议 · object, while the plan is public", aPlan, func(ctx context.Context, s *client.Client, id string) (*api.ObjectionView, error) {
		if err := d.check(false); err != nil {
			return nil, err
		}
		if !slices.Contains(review.Party("").Values(), party) {
			return nil, usage("--party 只能是 person 或 office", "--party is person or office")
		}
		b.Party, b.Teacher, b.Kind, b.School, b.Reason = review.Party(party), model.TeacherID(teacher), model.PinKind(kind), model.SchoolID(school), d.reason
		return s.Object(ctx, id, b)
	}, m.objectionText)
	f := c.Flags()
	f.StringVar(&d.reason, "reason", "", "理由,加密保存,期满删除 `TEXT`: why; kept encrypted, and deleted when its time is over")
	f.StringVar(&party, "party", "person", "谁提出:person|office who objects")
	f.StringVar(&b.Office, "office", "", "单位名称 `NAME` of the school or department")
	f.StringVar(&teacher, "teacher", "", "涉及的教师编号 `ID` of the teacher whom it is about")
	f.StringVar(&kind, "kind", "", "请求:must_stay|must_move|must_go|must_not_go what is asked for: `KIND`")
	f.StringVar(&school, "school", "", "学校编号 `ID` of a school, with must_go and must_not_go")
	f.StringVar(&b.Dataset, "dataset", "", "更正后的数据集 `ID` of a fork with corrected data")
	return c
}

func (m *Main) objectionsCommand() *cobra.Command {
	var flags listFlags
	c := reviewed(m, "objections PLAN", "方案的异议 · objections against a plan", aPlan, func(ctx context.Context, s *client.Client, id string) ([]api.Objection, error) {
		if err := flags.check(); err != nil {
			return nil, err
		}
		return s.Objections(ctx, id, flags.limit)
	}, m.objectionsText)
	flags.add(c)
	return c
}

func (m *Main) simulateCommand() *cobra.Command {
	var wait int
	c := reviewed(m, "simulate OBJECTION", "测算异议的影响:谁的去向会变 · see what an objection would change, before anybody decides", anObjection,
		func(ctx context.Context, s *client.Client, id string) (*api.ObjectionView, error) {
			return s.Simulate(ctx, id, wait)
		}, m.objectionText)
	c.Flags().IntVar(&wait, "wait", simulateWait, "最多等待 `SECONDS` to wait at most")
	return c
}

func (m *Main) resolveCommand() *cobra.Command {
	var d decision
	var accept, reject bool
	c := reviewed(m, "resolve OBJECTION", "处理异议:采纳或不予采纳 · accept or reject an objection", anObjection, func(ctx context.Context, s *client.Client, id string) (*api.ObjectionView, error) {
		if accept == reject {
			return nil, usage("请写明 --accept 或 --reject", "say --accept or --reject")
		}
		if err := d.check(true); err != nil {
			return nil, err
		}
		return s.Resolve(ctx, id, d.version, api.ResolutionBody{Accept: accept, Reason: d.reason})
	}, m.objectionText)
	d.add(c)
	c.Flags().BoolVar(&accept, "accept", false, "采纳,以最小变动 grant it with the smallest change")
	c.Flags().BoolVar(&reject, "reject", false, "不予采纳 reject it")
	return c
}
