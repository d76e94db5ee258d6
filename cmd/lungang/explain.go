package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/explain"
)

func (m *Main) explainCommand() *cobra.Command {
	var problem, plan, whyNot string
	var flags solveFlags
	c := &cobra.Command{
		Use:   "explain TEACHER|SCHOOL --problem FILE --plan FILE [--why-not SCHOOL]",
		Short: "说明:某位教师或某所学校为什么这样安排 · why a teacher or a school",
		Long: `说明:教师的结论(逐层证明)、去向与理由,或学校前后变化,逐条附条款。
Explain gives a teacher's verdict with its proof, move and reasons, or what changes at a school, each with its clauses.

加 --why-not 学校:为什么不去那所学校(已经安排去的,为什么去),换一种安排代价是什么。规则不允许的,立即逐条说明;
规则允许的,求解相反的情形(多一条人工指定),给出第一个变差的目标。时间用完而不知道时退出码 4。
With --why-not SCHOOL: why the teacher does not go there (or, when the plan says so, why), and what the other case
would cost. When rules forbid it they are named at once; otherwise the other case (one decision more taken beforehand)
is solved, and the first objective that gets worse is named. Exit code 4: the time ended and nobody knows.
带 --server 时,--plan pl_… 由服务回答。 With --server, the service answers about --plan pl_….`,
		Example: "  lungang explain T00042 --problem litong.json --plan plan.json\n  lungang explain T00042 --why-not S07 --problem litong.json --plan plan.json",
		Args:    one("教师或学校的编号", "the id of a teacher or a school"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			if err := m.askable(c, plan, whyNot, flags); err != nil {
				return err
			}
			if problem == "" && m.server == "" && serverIDs.MatchString(plan) {
				return noService()
			}
			if problem == "" && m.isRemote(plan) {
				problem = plan // which knows what it solved
			}
			if problem == "" || plan == "" {
				return usage("请用 --problem 和 --plan 给出问题文件和方案文件", "give problem and plan with --problem and --plan")
			}
			f, p, err := m.problemAndPlan(problem, plan)
			if err != nil {
				return err
			}
			if err := belongs(f, p, plan); err != nil {
				return err
			}
			if whyNot != "" {
				return m.whyNot(c.Context(), f, p, plan, explain.WhyQuestion{Teacher: model.TeacherID(args[0]), School: model.SchoolID(whyNot)}, flags)
			}
			return m.explain(f, p, args[0])
		},
	}
	c.Flags().StringVar(&problem, "problem", "", "问题文件 the problem: `FILE|-|fixture:NAME`")
	c.Flags().StringVar(&plan, "plan", "plan.json", "方案文件 the plan: `FILE|-`")
	c.Flags().StringVar(&whyNot, "why-not", "", "为什么不去(或去)这所学校 why not (or why) at this `SCHOOL`")
	flags.add(c)
	return c
}

// askable refuses flags that the question has no use for.
func (m *Main) askable(c *cobra.Command, plan, whyNot string, flags solveFlags) error {
	switch {
	case whyNot == "" && c.Flags().Changed("why-not"):
		return usage("--why-not 应为学校编号", "--why-not is the id of a school")
	case whyNot == "":
		return unused(c, "只与 --why-not 一起使用", "goes with --why-not only", "time-limit", "memory", "workers")
	case !m.isPlanThere(plan):
		return nil
	case flags.limit == 0:
		return usage("服务上的求解须有时间上限", "a solve of the service has a time limit")
	}
	return unused(c, "不用于服务上的方案", "is not for plans of a service", "workers")
}

// belongs refuses a plan that was made for another problem: its reasons would
// speak of other facts.
func belongs(f *policy.Facts, p *model.Plan, file string) error {
	is := f.Problem.Hash()
	if p.ProblemHash == is {
		return nil
	}
	return &failure{
		Exit: exitInput, Code: model.CodeConflict, File: file,
		Message: model.Text{ZH: "这份方案不是为这个问题文件做的", EN: "this plan was not made for this problem"},
		Remedy:  model.Text{ZH: "请配对使用,或重新求解", EN: "use the two that belong together, or solve again"},
		Faults: model.Faults{{
			Code: model.CodeConflict, Severity: model.SeverityError, Pointer: "/problemHash", Value: p.ProblemHash, Allowed: is,
			Message: model.Text{ZH: "问题文件的指纹不符", EN: "the hash of the problem differs"},
		}},
	}
}

func (m *Main) explain(f *policy.Facts, p *model.Plan, id string) error {
	var data any
	var text string
	switch {
	case f.Teacher(model.TeacherID(id)) != nil:
		s := teacherStoryOf(f, p, f.Teacher(model.TeacherID(id)))
		data, text = s, m.teacherText(f, s)
	case f.School(model.SchoolID(id)) != nil:
		s := schoolStoryOf(f, p, f.School(model.SchoolID(id)))
		data, text = s, m.schoolText(f, s)
	default:
		return unknownID(f, id)
	}
	if m.json {
		return m.writeJSON(data)
	}
	_, err := io.WriteString(m.Stdout, text)
	return m.told(err)
}

// unknownID names ids that begin or end like the one that was asked for.
func unknownID(f *policy.Facts, id string) error {
	const most = 5
	var like []string
	for i := range f.Teachers {
		like = append(like, string(f.Teachers[i].ID))
	}
	for i := range f.Schools {
		like = append(like, string(f.Schools[i].ID))
	}
	lower := strings.ToLower(id)
	like = slices.DeleteFunc(like, func(s string) bool {
		l := strings.ToLower(s)
		return lower == "" || !strings.Contains(l, lower) && !strings.Contains(lower, l)
	})
	e := &failure{
		Exit: exitInput, Code: model.CodeNotFound,
		Message: model.Text{ZH: fmt.Sprintf("没有编号为 %q 的教师或学校", id), EN: fmt.Sprintf("there is no teacher or school %q", id)},
		Remedy:  model.Text{ZH: "编号见问题文件的 schools 和 teachers", EN: "ids are in schools and teachers of the problem"},
	}
	if len(like) > 0 {
		names := strings.Join(like[:min(most, len(like))], ", ")
		e.Remedy = model.Text{ZH: "相近的编号:" + names, EN: "similar ids: " + names}
	}
	return e
}

// clause is a clause as the pack or a statute words it.
type clause struct {
	ID     string `json:"id"`
	Quote  string `json:"quote,omitempty"`
	Source string `json:"source,omitempty"`
}

// clausesOf finds the wording of clauses, in the order of ids, none twice.
func clausesOf(r *policy.Rules, ids []string) []clause {
	out := []clause{}
	for _, id := range ids {
		if !slices.ContainsFunc(out, func(c clause) bool { return c.ID == id }) {
			out = append(out, clauseOf(r, id))
		}
	}
	return out
}

func clauseOf(r *policy.Rules, id string) clause {
	var keys []string
	for key := range r.Pack.Parameters {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		p := r.Pack.Parameters[key]
		if p.Quote == "" || !slices.Contains(p.Clauses, id) {
			continue
		}
		c := clause{ID: id, Quote: p.Quote, Source: p.Source}
		for _, s := range r.Pack.Sources {
			if s.ID == p.Source {
				c.Source = s.Title
			}
		}
		return c
	}
	for _, rule := range policy.HardRules {
		if c, ok := statute(rule.Statutes, id); ok {
			return c
		}
	}
	for _, p := range policy.Predicates() {
		if c, ok := statute(p.Statutes, id); ok {
			return c
		}
	}
	return clause{ID: id}
}

func statute(list []policy.Statute, id string) (clause, bool) {
	for _, s := range list {
		if s.ID == id {
			return clause{ID: id, Quote: s.Title.ZH}, true
		}
	}
	return clause{}, false
}

func (m *Main) clauseText(list []clause) string {
	if len(list) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(m.say("条款原文:\n", "Clauses (in the original wording):\n"))
	for _, c := range list {
		b.WriteString("  " + c.ID)
		if c.Quote != "" {
			b.WriteString(" “" + c.Quote + "”")
		}
		if c.Source != "" {
			b.WriteString(" —— " + c.Source)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// under writes clause ids behind a sentence.
func under(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return " 〔" + strings.Join(ids, ", ") + "〕"
}

// schoolName names a school; its id when the problem has none of that id.
func schoolName(f *policy.Facts, id model.SchoolID) string {
	if s := f.School(id); s != nil && s.Name != "" {
		return s.Name + "(" + string(id) + ")"
	}
	return string(id)
}

func (m *Main) lineName(f *policy.Facts, l model.Line) string {
	return schoolName(f, l.School) + " " + lineText(l).In(m.lang)
}
