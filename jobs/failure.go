package jobs

import (
	"bytes"
	"context"
	"errors"

	"lungang/model"
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
		f.Message = e.Text()
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
			Code: model.CodeTimeLimit, Message: e.Text(),
			Remedy: model.Text{ZH: "请给更多时间(timeLimitSeconds)", EN: "allow more time (timeLimitSeconds)"},
		}
	}
	return &Failure{
		Code: model.CodeNoPlan, Infeasible: true, Message: e.Text(), Faults: e.Faults(),
		Remedy: model.Text{
			ZH: "POST /v1/plans/{id}/conflicts(命令 lungang conflicts)给出最小冲突和化解办法",
			EN: "POST /v1/plans/{id}/conflicts (the command lungang conflicts) names the minimal conflict and what would help",
		},
	}
}

func solverFailed(e *coin.Error) *Failure {
	f := &Failure{Code: model.CodeInternal, Log: e.Error(), Message: solver.FailedText(e)}
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

// worn is the failure of a plan with which one worker after the other was lost.
func worn() *Failure {
	return &Failure{
		Code:    model.CodeInternal,
		Message: model.Text{ZH: "求解此方案的工作进程一再中断", EN: "the workers that solved this plan were lost again and again"},
		Remedy:  model.Text{ZH: "请查看主机内存和日志,排除原因后重新求解", EN: "look at the memory and the log of the machine, and solve again when the reason is gone"},
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
