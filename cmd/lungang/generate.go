package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"lungang/fixtures"
	"lungang/model"
)

// shapes are the districts that can be generated, in the order of the help.
var shapes = []struct {
	name string
	make func(teachers int) fixtures.Shape
	// sample is the district that fixture:NAME means; it has a seed of its own
	sample func() *model.Problem
}{
	{"litong", func(int) fixtures.Shape { return fixtures.LitongShape() }, fixtures.Litong},
	{"pingxiang", func(int) fixtures.Shape { return fixtures.PingxiangShape() }, fixtures.Pingxiang},
	{"small", func(int) fixtures.Shape { return fixtures.Small() }, nil},
	{"county", func(int) fixtures.Shape { return fixtures.County() }, nil},
	{"city", func(int) fixtures.Shape { return fixtures.City() }, nil},
	{"tiny", fixtures.Tiny, nil},
}

func (m *Main) generateCommand() *cobra.Command {
	var shape, out string
	var seed uint64
	var teachers int
	names := make([]string, len(shapes))
	for i := range shapes {
		names[i] = shapes[i].name
	}
	c := &cobra.Command{
		Use:   "generate",
		Short: "生成样例区县(人物均为虚构) · make a sample district (all persons invented)",
		Long: `生成:按形状和种子生成一个问题文件;同样的形状和种子得到同样的字节。
Generate makes a problem from a shape and a seed; the same ones give the same bytes.`,
		Example: "  lungang generate --shape county --seed 7 -o county.json",
		Args:    none,
		RunE: func(c *cobra.Command, _ []string) error {
			if teachers < 1 || teachers > 8 {
				return usage("--teachers 应为 1 到 8", "--teachers is 1 to 8")
			}
			if shape != "tiny" {
				if err := unused(c, "只用于 --shape tiny", "is for --shape tiny only", "teachers"); err != nil {
					return err
				}
			}
			for _, s := range shapes {
				switch {
				case s.name != shape:
				case s.sample != nil && !c.Flags().Changed("seed"):
					return m.generate(s.sample, out)
				default:
					return m.generate(func() *model.Problem { return fixtures.Generate(s.make(teachers), seed) }, out)
				}
			}
			all := strings.Join(names, ", ")
			return usage(fmt.Sprintf("没有形状 %q;可用:%s", shape, all), fmt.Sprintf("there is no shape %q; there are %s", shape, all))
		},
	}
	c.Flags().StringVar(&shape, "shape", "county", "形状 shape: `"+strings.Join(names, "|")+"`")
	c.Flags().Uint64Var(&seed, "seed", 1, "随机种子;litong 和 pingxiang 不写种子时即样例 seed; litong and pingxiang without one are the samples")
	c.Flags().IntVar(&teachers, "teachers", 6, "tiny 的教师数 teachers of the shape tiny, `1-8`")
	c.Flags().StringVarP(&out, "output", "o", "-", "写到 where the problem goes: `FILE|-`")
	return c
}

func (m *Main) generate(build func() *model.Problem, out string) error {
	if err := writable(out); err != nil {
		return err
	}
	p := build()
	if err := m.write(out, func(w io.Writer) error { return model.EncodeProblem(w, p) }); err != nil {
		return err
	}
	return m.wrote(p, out)
}

// wrote says that a problem was written.
func (m *Main) wrote(p *model.Problem, out string) error {
	switch {
	case out == "-":
		return nil
	case m.json:
		return m.writeJSON(struct {
			Problem  string `json:"problem"`
			Hash     string `json:"hash"`
			Schools  int    `json:"schools"`
			Teachers int    `json:"teachers"`
		}{out, p.Hash(), len(p.Schools), len(p.Teachers)})
	}
	_, err := io.WriteString(m.Stdout, m.say(
		fmt.Sprintf("已写入 %s:学校 %d 所,教师 %d 人\n", out, len(p.Schools), len(p.Teachers)),
		fmt.Sprintf("%s: %d schools, %d teachers\n", out, len(p.Schools), len(p.Teachers))))
	return m.told(err)
}
