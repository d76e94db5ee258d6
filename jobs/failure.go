package jobs

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/solver/coin"
)

// Failure says why a solve has no plan, as it may be shown: it holds no
// personal data.
type Failure struct {
	Code    model.Code   `json:"code"`
	Message model.Text   `json:"message"`
	Remedy  model.Text   `json:"remedy,omitzero"`
	Faults  model.Faults `json:"faults,omitempty"`

	// Infeasible: it was searched and shown that no plan satisfies the rules
	// that may not give way.
	Infeasible bool `json:"infeasible,omitempty"`
	// Again: the process broke, not the problem; another try may succeed.
	Again bool `json:"again,omitempty"`
	// Log is for the log of the worker only, never stored.
	Log string `json:"log,omitempty"`
}

// failureOf finds the words for an error of a solve.
func failureOf(err error) *Failure {
	f := &Failure{Code: model.ErrorCode(err), Faults: model.ErrorFaults(err)}
	f.Message = f.Code.Text()
	if e, ok := errors.AsType[*model.Error](err); ok && e.Message != (model.Text{}) {
		f.Message = e.Message
	}
	if e, ok := errors.AsType[*solver.NoPlanError](err); ok {
		return noPlan(e)
	}
	if e, ok := errors.AsType[*solver.CheckError](err); ok {
		f.Message = model.Text{ZH: "独立检查没有通过,方案不予给出", EN: "the independent check refused the plan; it is not given out"}
		f.Log = e.Error()
		return f
	}
	if e, ok := errors.AsType[*coin.Error](err); ok {
		return solverFailed(e)
	}
	if errors.Is(err, context.Canceled) {
		return &Failure{Code: model.CodeCancelled, Message: model.CodeCancelled.Text()}
	}
	if f.Code == model.CodeInternal {
		f.Log = err.Error()
	}
	return f
}

func noPlan(e *solver.NoPlanError) *Failure {
	if !e.Searched {
		return &Failure{
			Code: model.CodeTimeLimit, Message: model.CodeTimeLimit.Text(),
			Remedy: model.Text{ZH: "请给更多时间(timeLimitSeconds)", EN: "allow more time (timeLimitSeconds)"},
		}
	}
	f := &Failure{
		Code: model.CodeNoPlan, Infeasible: true,
		Message: model.Text{ZH: "不可放宽的规则互相矛盾,没有方案", EN: "the rules that may not give way contradict each other: there is no plan"},
		Remedy: model.Text{
			ZH: "请检查人工指定(pins)、编制和路程上限;先撤销一项再求解,可看出是哪一项造成的",
			EN: "look at pins, quotas and the travel limit; take one back and solve again to see which one it is",
		},
	}
	for _, b := range e.Blocked {
		message := model.Text{
			ZH: fmt.Sprintf("教师 %s 被指定交流,但没有一个去向符合规则", b.Teacher),
			EN: fmt.Sprintf("teacher %s is pinned to move, and no destination satisfies the rules", b.Teacher),
		}
		if rule, ok := policy.RuleByID(b.Rule); ok {
			message.ZH += ";规则“" + rule.Title.ZH + "”不允许"
			message.EN += fmt.Sprintf("; rule %q refuses", rule.Title.EN)
		}
		f.Faults = append(f.Faults, model.Fault{
			Code: model.CodeConflict, Severity: model.SeverityError, Value: string(b.Teacher), Message: message,
			Remedy: model.Text{ZH: "请撤销或改动这条人工指定", EN: "take this pin back or change it"},
		})
	}
	return f
}

func solverFailed(e *coin.Error) *Failure {
	f := &Failure{
		Code: model.CodeInternal, Log: e.Error(),
		Message: model.Text{ZH: "求解器出错(" + string(e.Cause) + ")", EN: "the solver failed (" + string(e.Cause) + ")"},
	}
	switch e.Cause {
	case coin.CauseMemory:
		f.Remedy = model.Text{ZH: "请给求解子进程更多内存(memoryLimitMiB)", EN: "allow the solver children more memory (memoryLimitMiB)"}
	case coin.CauseCrash, coin.CauseStart, coin.CauseProtocol:
		f.Again = true
	default: // the same program would do the same again
	}
	return f
}

// broken is the failure of a solving process that ended without an answer.
func broken(log string) *Failure {
	return &Failure{
		Code: model.CodeInternal, Again: true, Log: log,
		Message: model.Text{ZH: "求解进程意外结束", EN: "the solving process ended unexpectedly"},
		Remedy:  model.Text{ZH: "请再试一次;仍然如此时请运行 lungang doctor 并查看日志", EN: "try again; if it stays so, run lungang doctor and look at the log"},
	}
}

func encodePlan(p *model.Plan) ([]byte, error) {
	var b bytes.Buffer
	err := model.EncodePlan(&b, p)
	return b.Bytes(), err
}

func decodeProblem(text []byte) (*model.Problem, error) {
	p, err := model.DecodeProblem(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	return p, p.Validate().Err()
}
