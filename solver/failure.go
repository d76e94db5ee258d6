package solver

import (
	"fmt"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/coin"
)

// What a solve without a plan is called, at the command line and in the service alike.
// What to do about it differs there: a flag or a field of a request.

// Text says that there is no plan, and why.
func (e *NoPlanError) Text() model.Text {
	if !e.Searched {
		return model.Text{ZH: "时间用完或被中止时还没有任何方案", EN: "the time ended, or the work was stopped, before there was any plan"}
	}
	return model.Text{ZH: "不可放宽的规则互相矛盾,没有方案", EN: "the rules that may not give way contradict each other: there is no plan"}
}

// Faults names the pins that no destination satisfies, one by one.
func (e *NoPlanError) Faults() model.Faults {
	var out model.Faults
	for _, b := range e.Blocked {
		message := model.Text{
			ZH: fmt.Sprintf("教师 %s 被指定交流,但没有一个去向符合规则", b.Teacher),
			EN: fmt.Sprintf("teacher %s is pinned to move, and no destination satisfies the rules", b.Teacher),
		}
		if rule, ok := policy.RuleByID(b.Rule); ok {
			message.ZH += fmt.Sprintf(";规则“%s”(%s)不允许", rule.Title.ZH, b.Rule)
			message.EN += fmt.Sprintf("; rule %q (%s) refuses", rule.Title.EN, b.Rule)
		}
		out = append(out, model.Fault{
			Code: model.CodeConflict, Severity: model.SeverityError, Value: string(b.Teacher), Message: message,
			Remedy: model.Text{ZH: "请撤销或改动这条人工指定", EN: "take this pin back or change it"},
		})
	}
	return out
}

// Text says that the checker refused a plan.
func (e *CheckError) Text() model.Text {
	return model.Text{ZH: "独立检查没有通过,方案不予给出", EN: "the independent check refused the plan; it is not given out"}
}

// FailedText says that the solver failed, and how.
func FailedText(e *coin.Error) model.Text {
	return model.Text{ZH: "求解器出错(" + string(e.Cause) + ")", EN: "the solver failed (" + string(e.Cause) + ")"}
}
