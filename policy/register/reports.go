package register

import (
	"lungang/model"
	"lungang/policy/balance"
	"lungang/policy/ledger"
	"lungang/policy/staffing"
)

// reports are what the product counts and lists beside a plan. Each names what
// makes it, so that a report that goes away takes its line along.
var reports = []struct {
	id    string
	title model.Text
	made  any
}{
	{"balance", model.Text{ZH: "优质均衡指标报表", EN: "indicators of balance"}, balance.Of},
	{"quota", model.Text{ZH: "编制核定与使用报表", EN: "quota of every school"}, staffing.Calculate},
	{"quota_findings", model.Text{ZH: "编制使用问题清单", EN: "findings on the use of the quota"}, staffing.Finding{}},
	{"quota_submission", model.Text{ZH: "年度编制使用情况与调整计划", EN: "yearly report on the quota with the adjustment plan"}, staffing.Submission{}},
	{"forecast", model.Text{ZH: "学生数与减员预测", EN: "forecast of pupils and attrition"}, staffing.Predict},
	{"hiring", model.Text{ZH: "补充计划(学科、渠道)", EN: "hiring plan by subject and channel"}, staffing.Predict},
}

// ledgers are the books of room ledger, each with what it consists of.
var ledgers = []struct {
	id    string
	title model.Text
	made  any
}{
	{"rural_years", model.Text{ZH: "乡村任教年数", EN: "rural years"}, ledger.RuralYears{}},
	{"promotion", model.Text{ZH: "晋升所需乡村任教", EN: "rural years for a promotion"}, ledger.Promotion{}},
	{"service", model.Text{ZH: "服务期", EN: "service that is owed"}, ledger.Service{}},
	{"terms", model.Text{ZH: "校长任期", EN: "terms of principals"}, ledger.Term{}},
	{"pairing", model.Text{ZH: "结对周期", EN: "cycles of pairings"}, ledger.Pairing{}},
	{"cost", model.Text{ZH: "补助经费", EN: "cost of allowances"}, ledger.Cost{}},
}
