package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lungang/cmd/console"
	"lungang/model"
	"lungang/solver"
	"lungang/solver/coin"
)

// What goes wrong is told as in every program of ours.
type failure = console.Failure

var (
	usage      = console.Usage
	inFile     = console.InFile
	unreadable = console.Unreadable
	unwritable = console.Unwritable
	one        = console.One
)

// unused refuses flags that were given, and that this run would not look at.
func unused(c *cobra.Command, zh, en string, names ...string) error {
	for _, name := range names {
		if c.Flags().Changed(name) {
			return usage("--"+name+" "+zh, "--"+name+" "+en)
		}
	}
	return nil
}

// together makes one error of all that there are, so that everything is told at once.
// One alone stays as it is; of several, each fault tells its file and place itself.
func together(errs ...error) error {
	errs = slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	if len(errs) < 2 {
		return errors.Join(errs...)
	}
	var all model.Faults
	for _, err := range errs {
		f, ok := console.Known(err, true)
		if !ok {
			return err
		}
		faults := f.Faults
		if len(faults) == 0 {
			faults = model.Faults{{Code: f.Code, Severity: model.SeverityError, Message: f.Message, Remedy: f.Remedy}}
		}
		for _, x := range faults {
			if f.File != "" {
				x = model.Fault{Code: x.Code, Severity: x.Severity, Message: model.Text{ZH: f.File + ":" + x.Text("zh"), EN: f.File + ":" + x.Text("en")}}
			}
			all = append(all, x)
		}
	}
	return all.Err()
}

// explainError finds the words for an error that ends a run.
func (m *Main) explainError(err error) *failure {
	if f, ok := console.Known(err, m.started); ok {
		return f
	}
	if e, ok := errors.AsType[*solver.NoPlanError](err); ok {
		return noPlan(e)
	}
	if e, ok := errors.AsType[*solver.CheckError](err); ok {
		return refused(e)
	}
	if e, ok := errors.AsType[*coin.Error](err); ok {
		return solverFailed(e)
	}
	return m.console().Other(err)
}

func noPlan(e *solver.NoPlanError) *failure {
	f := &failure{Exit: exitNoPlan, Code: model.CodeNoPlan, Message: e.Text(), Faults: e.Faults()}
	if !e.Searched {
		f.Remedy = model.Text{ZH: "请用 --time-limit 给更多时间", EN: "allow more time with --time-limit"}
		return f
	}
	f.Remedy = model.Text{
		ZH: "lungang conflicts 给出最小冲突和化解办法",
		EN: "lungang conflicts names the minimal conflict and what would help",
	}
	return f
}

func refused(e *solver.CheckError) *failure {
	f := &failure{Exit: exitInternal, Code: model.CodeInternal, Remedy: console.TellUs, Message: e.Text()}
	for _, v := range e.Report.Violations {
		f.Faults = append(f.Faults, model.Fault{
			Code: model.CodeInconsistent, Severity: model.SeverityError, Pointer: v.Pointer, Message: model.Text{
				ZH: v.Rule + ":" + v.Message.ZH, EN: v.Rule + ": " + v.Message.EN,
			},
		})
	}
	return f
}

func solverFailed(e *coin.Error) *failure {
	f := &failure{Exit: exitInternal, Code: model.CodeInternal, Remedy: console.TellUs, Message: solver.FailedText(e)}
	if e.Cause == coin.CauseMemory {
		f.Remedy = model.Text{ZH: "请用 --memory 给求解子进程更多内存", EN: "allow the solver children more memory with --memory"}
	}
	return f
}

// warn shows faults that do not reject a document.
func (m *Main) warn(file string, faults model.Faults) {
	const most = 20
	warnings := faults.Warnings()
	if len(warnings) == 0 {
		return
	}
	if m.json {
		e := json.NewEncoder(m.Stderr)
		e.SetEscapeHTML(false)
		_ = e.Encode(struct {
			Kind   string       `json:"kind"`
			File   string       `json:"file,omitempty"`
			Faults model.Faults `json:"faults"`
		}{"warning", file, warnings})
		return
	}
	var b strings.Builder
	console.WriteFaults(&b, file, warnings[:min(most, len(warnings))])
	if n := len(warnings) - most; n > 0 {
		fmt.Fprintf(&b, "  ……另有 %d 条提醒 · and %d more warnings\n", n, n)
	}
	_, _ = io.WriteString(m.Stderr, b.String())
}
