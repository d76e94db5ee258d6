package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"lungang/api"
	"lungang/model"
	"lungang/policy"
)

func (m *Main) packTestCommand() *cobra.Command {
	var problem string
	c := &cobra.Command{
		Use:   "test NAME FILE",
		Short: "以预期结果检验政策包:谁应交流、谁免于交流、为什么 · acceptance tests of a pack",
		Long: `检验:FILE 写明样例区县中哪些教师应为什么结论(verdict)、依据哪项认定条件(predicate)和条款(clause);
逐条报出是否如此,不符的列出实际结论和依据。FILE 就是 POST /v1/packs/{pack}/tests 的正文。
带 --server 时由服务认定,含本单位的参数调整。
Test holds what an office expects against the verdicts of the pack: which teacher of a sample district stands
where (verdict), on which predicate that rests, and which clause stands behind it. FILE is the body of
POST /v1/packs/{pack}/tests. With --server the service decides, with what the bureau changed for itself.
退出码 exit codes: 0 全部相符 all are so, 1 有不符 some are not, 2 有误 faults.`,
		Example: "  lungang pack test hunan-county-3y tests.json --problem fixture:tiny/due",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("需要政策包的编号和检验文件", "the id of a pack and a file of tests are needed")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if problem == "-" && args[1] == "-" {
				return usage("问题和检验文件不能都来自标准输入", "problem and tests cannot both come from standard input")
			}
			return m.packTest(c.Context(), args[0], args[1], problem)
		},
	}
	c.Flags().StringVar(&problem, "problem", "", "问题文件,代替检验文件所指的 the problem, instead of that of the tests: `FILE|-|fixture:NAME`")
	return c
}

func (m *Main) packTest(ctx context.Context, pack, file, problem string) error {
	body, src, err := m.expectations(file)
	if err != nil {
		return err
	}
	sample := sampleDistrict{src, "/problem"}
	if problem != "" {
		if sample, err = m.instead(body, problem); err != nil {
			return err
		}
	}
	var a *policy.Acceptance
	if m.server != "" {
		c, err := m.remote()
		if err != nil {
			return err
		}
		a, err = c.TestPack(ctx, pack, *body)
		if err != nil {
			return src.fail(err)
		}
	} else {
		f, err := sample.facts(pack, body)
		if err != nil {
			return err
		}
		if a, err = policy.Accept(f, body.Expected); err != nil {
			return src.fail(err)
		}
	}
	if m.json {
		err = m.writeJSON(a)
	} else {
		_, err = io.WriteString(m.Stdout, m.acceptanceText(a))
		err = m.told(err)
	}
	if err == nil && a.Failed > 0 {
		err = exitCode(exitBroken)
	}
	return err
}

// expectations reads a file of tests.
func (m *Main) expectations(file string) (*api.AcceptanceBody, source, error) {
	src, err := m.read(file)
	if err != nil {
		return nil, src, err
	}
	body, err := model.Decode[api.AcceptanceBody](bytes.NewReader(src.text), 0)
	if err == nil && len(body.Expected) == 0 {
		err = model.Faults{{
			Code: model.CodeMissing, Severity: model.SeverityError, Pointer: "/expected",
			Message: model.Text{ZH: "没有任何预期", EN: "nothing is expected"},
		}}.Err()
	}
	return body, src, src.fail(err)
}

// sampleDistrict is where the problem of the tests comes from: a source, and the place in it.
type sampleDistrict struct {
	source source
	place  string
}

// instead puts another problem in the place of that which the tests name.
func (m *Main) instead(body *api.AcceptanceBody, problem string) (sampleDistrict, error) {
	body.Dataset, body.Problem = "", nil
	if m.isRemote(problem) && strings.HasPrefix(problem, "ds_") {
		body.Dataset = problem
		return sampleDistrict{}, nil
	}
	p, src, err := m.problem(problem, true)
	body.Problem = p
	return sampleDistrict{source: src}, err
}

// facts derives what follows from the problem under the pack, on this machine.
func (d sampleDistrict) facts(pack string, body *api.AcceptanceBody) (*policy.Facts, error) {
	if _, err := policy.Open(pack); err != nil {
		return nil, err
	}
	p := body.Problem
	if p == nil || body.Dataset != "" {
		return nil, usage("请用 --problem 写明问题文件,或在检验文件中写 problem;数据集须带 --server",
			"name a problem with --problem, or put it into the tests as problem; datasets need --server")
	}
	err := p.Validate().Err()
	var f *policy.Facts
	if err == nil {
		p.Pack.ID = pack
		f, err = policy.Derive(p)
	}
	if e, ok := errors.AsType[*model.Error](err); ok {
		for i := range e.Faults {
			e.Faults[i].Pointer = d.place + e.Faults[i].Pointer
		}
	}
	return f, d.source.fail(err)
}

// partWords are what an expectation names.
var partWords = map[policy.Part]model.Text{
	policy.PartVerdict:   {ZH: "结论", EN: "verdict"},
	policy.PartPredicate: {ZH: "认定条件", EN: "predicate"},
	policy.PartClause:    {ZH: "条款", EN: "clause"},
}

func (m *Main) acceptanceText(a *policy.Acceptance) string {
	t := table{head: []string{
		m.say("教师", "teacher"), m.say("预期", "expected"), m.say("依据", "because of"), m.say("条款", "clause"), m.say("结果", "result"),
	}, left: 5}
	var b strings.Builder
	for i := range a.Trials {
		x := &a.Trials[i]
		result := m.say("相符", "so")
		if !x.Passed {
			missed := make([]string, len(x.Missed))
			for i, p := range x.Missed {
				missed[i] = partWords[p].In(m.lang)
			}
			result = m.say("不符:", "not so: ") + strings.Join(missed, m.say("、", ", "))
			b.WriteString("\n" + m.groundsText(x))
		}
		who := string(x.Teacher)
		if x.Leader {
			who += m.say("(校级领导)", " (as a leader)")
		}
		t.add(who, word("verdict", x.Verdict).In(m.lang), dash(x.Predicate), dash(x.Clause), result)
	}
	return m.say(
		fmt.Sprintf("政策包 %s,%s:相符 %d 项,不符 %d 项\n", a.Pack, a.Day, a.Passed, a.Failed),
		fmt.Sprintf("Pack %s, %s: %d so, %d not so\n", a.Pack, a.Day, a.Passed, a.Failed)) + t.String() + b.String()
}

// groundsText says where a teacher stands instead, and on what that rests.
func (m *Main) groundsText(x *policy.Trial) string {
	if x.Got == "" {
		return string(x.Teacher) + m.say(":没有对其适用的校级领导交流规则\n", ": no rule for leaders applies\n")
	}
	var b strings.Builder
	b.WriteString(string(x.Teacher) + m.say(":", ": ") + word("verdict", x.Got).In(m.lang) + m.say(",依据", ", because") + m.doubted(x.Unverified) + "\n")
	for i := range x.Grounds {
		g := &x.Grounds[i]
		holds := m.say("否 ", "no  ")
		if g.Holds {
			holds = m.say("是 ", "yes ")
		}
		b.WriteString("  " + holds + findingSentence(g).In(m.lang) + under(g.Clauses) + "\n")
	}
	return b.String()
}
