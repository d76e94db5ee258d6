package policy

import "lungang/model"

// WorkflowStep is a step that the documents ask of a plan before or after it
// takes effect.
type WorkflowStep struct {
	ID    string
	Title model.Text
}

// WorkflowSteps are the steps in their usual order. Which offices approve and
// where a plan is filed is B1-39, B2-37, B3-15 and A-58; that it is published
// and open to objections B3-58, B3-60, C-64 and E-39; the staff congress B1-60;
// training and return to a post B1-57.
var WorkflowSteps = []WorkflowStep{
	{"draft", model.Text{ZH: "编制方案", EN: "draft"}},
	{"review", model.Text{ZH: "学校意见(教职工代表大会)", EN: "review by the schools and their staff congress"}},
	{"approve_education", model.Text{ZH: "教育行政部门审核", EN: "approval by the education department"}},
	{"approve_quota", model.Text{ZH: "机构编制部门审核", EN: "approval by the quota office"}},
	{"approve_personnel", model.Text{ZH: "人社部门审核", EN: "approval by the personnel department"}},
	{"approve_finance", model.Text{ZH: "财政部门审核", EN: "approval by the finance department"}},
	{"publicity", model.Text{ZH: "公示", EN: "publicity"}},
	{"objection", model.Text{ZH: "异议受理", EN: "objections"}},
	{"decision", model.Text{ZH: "集体决定", EN: "decision"}},
	{"filing", model.Text{ZH: "备案", EN: "filing"}},
	{"appraisal", model.Text{ZH: "年度考核", EN: "annual appraisal"}},
	{"return", model.Text{ZH: "期满返回或返岗", EN: "return"}},
}
