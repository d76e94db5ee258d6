package policy

import (
	"bytes"
	"embed"
	"fmt"

	"go.yaml.in/yaml/v3"

	"lungang/model"
)

//go:embed curricula/*.yaml curricula/loads/*.yaml
var curriculumFiles embed.FS

// otherSubjects is the entry of a load table for subjects that it does not list.
const otherSubjects model.Subject = "other"

// Curriculum says how many periods a week a class has in a subject, and how
// many periods a week are one full post.
type Curriculum struct {
	Version string // of the periods
	Loads   string // of the loads
	periods map[int]map[model.Subject]int
	loads   map[model.Stage]map[model.Subject]int
}

type periodsFile struct {
	ID       string                  `yaml:"id"`
	Title    model.Text              `yaml:"title"`
	Evidence model.Evidence          `yaml:"evidence"`
	Note     model.Text              `yaml:"note"`
	Periods  map[model.Subject][]int `yaml:"periods"`

	// Totals, of a version that has them; see NationalPlan.
	Week   []int   `yaml:"week"`
	Weeks  []int   `yaml:"weeks"`
	Shares []Share `yaml:"shares"`
}

type loadsFile struct {
	ID       string                                `yaml:"id"`
	Title    model.Text                            `yaml:"title"`
	Evidence model.Evidence                        `yaml:"evidence"`
	Note     model.Text                            `yaml:"note"`
	Loads    map[model.Stage]map[model.Subject]int `yaml:"loads"`
}

// NewCurriculum returns the periods and loads in force: the versions that the
// rules name (demand.curriculum, demand.loads), or the version that the
// document names, with the periods and loads that the document gives put in
// their place. The error has code unknown_reference when the version is not
// known, out_of_range when a given load is not at least 1.
func NewCurriculum(r *Rules, given model.Curriculum) (*Curriculum, error) {
	c := &Curriculum{Version: DemandCurriculum.Of(r), Loads: DemandLoads.Of(r)}
	if given.Version != "" {
		c.Version = given.Version
	}
	if err := c.readPeriods(); err != nil {
		return nil, err
	}
	if err := c.readLoads(); err != nil {
		return nil, err
	}
	for _, p := range given.Periods {
		if c.periods[p.Grade] == nil {
			c.periods[p.Grade] = map[model.Subject]int{}
		}
		c.periods[p.Grade][p.Subject] = max(0, p.Periods)
	}
	for i, l := range given.Loads {
		if l.Periods < 1 {
			return nil, refuse(model.Faults{{
				Code: model.CodeOutOfRange, Pointer: fmt.Sprintf("/curriculum/loads/%d/periods", i),
				Value: decimal(l.Periods), Allowed: "1 …",
				Message: model.Text{ZH: "周课时标准至少为1", EN: "a load is at least 1"},
			}})
		}
		if c.loads[l.Stage] == nil {
			c.loads[l.Stage] = map[model.Subject]int{}
		}
		c.loads[l.Stage][l.Subject] = l.Periods
	}
	return c, nil
}

// Load returns the periods a week of one full post, at least 1.
func (c *Curriculum) Load(stage model.Stage, subject model.Subject) int {
	table := c.loads[stage]
	if n, ok := table[subject]; ok {
		return n
	}
	return max(1, table[otherSubjects])
}

func (c *Curriculum) readPeriods() error {
	var f periodsFile
	if err := readTable("curricula/"+c.Version+".yaml", &f); err != nil {
		return refuse(model.Faults{{
			Code: model.CodeUnknownReference, Pointer: "/curriculum/version", Value: shown(c.Version),
			Message: model.Text{ZH: "没有这个课程版本", EN: "there is no such curriculum version"},
		}})
	}
	c.periods = map[int]map[model.Subject]int{}
	for subject, byGrade := range f.Periods {
		for i, n := range byGrade {
			if c.periods[i+1] == nil {
				c.periods[i+1] = map[model.Subject]int{}
			}
			c.periods[i+1][subject] = n
		}
	}
	return nil
}

func (c *Curriculum) readLoads() error {
	var f loadsFile
	if err := readTable("curricula/loads/"+c.Loads+".yaml", &f); err != nil {
		return model.NewError(model.CodeBadPack, model.Text{ZH: "没有这个课时标准", EN: "there is no such table of loads"}, err)
	}
	c.loads = f.Loads
	return nil
}

func readTable(name string, into any) error {
	data, err := curriculumFiles.ReadFile(name)
	if err != nil {
		return err
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	return dec.Decode(into)
}
