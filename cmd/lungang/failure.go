package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"lungang/model"
	"lungang/solver"
	"lungang/solver/coin"
)

// failure is an error as it is shown: what is wrong, where, and what to do.
type failure struct {
	exit    int
	code    model.Code
	file    string // the file that it speaks of, or ""
	message model.Text
	remedy  model.Text
	faults  model.Faults
}

func (f *failure) Error() string { return string(f.code) + ": " + f.message.EN }

var tellUs = model.Text{
	ZH: "请把所用命令和 lungang version 的输出告诉我们;设环境变量 LUNGANG_DEBUG=1 可看到出错位置",
	EN: "please report the command and the output of lungang version; LUNGANG_DEBUG=1 shows where it happened",
}

// usage is a fault of the arguments.
func usage(zh, en string) *failure {
	return &failure{
		exit: exitInput, code: model.CodeBadParameter, message: model.Text{ZH: zh, EN: en},
		remedy: model.Text{ZH: "加 --help 查看用法", EN: "--help shows the usage"},
	}
}

// inFile says which file a failure speaks of, and finds lines and columns of
// its faults in the text.
func inFile(err error, name string, text []byte) error {
	if err == nil {
		return nil
	}
	e, ok := errors.AsType[*model.Error](err)
	if !ok {
		if faults := model.ErrorFaults(err); len(faults) > 0 {
			e, ok = errors.AsType[*model.Error](faults.Err())
		}
	}
	if !ok {
		return err
	}
	f := &failure{exit: exitOf(e.Code), code: e.Code, file: name, message: e.Message, faults: e.Faults}
	if f.message == (model.Text{}) {
		f.message = e.Code.Text()
	}
	if text != nil {
		f.faults = model.LocateFaults(text, f.faults)
	}
	return f
}

// explainError finds the words for an error that ends a run.
func (m *Main) explainError(err error) *failure {
	if f, ok := errors.AsType[*failure](err); ok {
		return f
	}
	if !m.started { // cobra's own words about flags and commands
		first, _, _ := strings.Cut(err.Error(), "\n")
		return usage("命令行有误:"+first, first)
	}
	if f, ok := errors.AsType[*failure](inFile(err, "", nil)); ok {
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
	code := model.ErrorCode(err)
	f := &failure{exit: exitOf(code), code: code, message: code.Text()}
	if code == model.CodeInternal {
		f.remedy = tellUs
		if m.Env("LUNGANG_DEBUG") != "" {
			_, _ = fmt.Fprintln(m.Stderr, err)
		}
	}
	return f
}

func noPlan(e *solver.NoPlanError) *failure {
	f := &failure{exit: exitNoPlan, code: model.CodeNoPlan}
	if !e.Searched {
		f.message = model.Text{ZH: "时间用完或被中止时还没有任何方案", EN: "the time ended, or the work was stopped, before there was any plan"}
		f.remedy = model.Text{ZH: "请用 --time-limit 给更多时间", EN: "allow more time with --time-limit"}
		return f
	}
	f.message = model.Text{ZH: "不可放宽的规则互相矛盾,没有方案", EN: "the rules that may not give way contradict each other: there is no plan"}
	f.remedy = model.Text{
		ZH: "lungang conflicts 给出最小冲突和化解办法",
		EN: "lungang conflicts names the minimal conflict and what would help",
	}
	for _, b := range e.Blocked {
		message := model.Text{
			ZH: fmt.Sprintf("教师 %s 被指定交流,但没有一个去向符合规则", b.Teacher),
			EN: fmt.Sprintf("teacher %s is pinned to move, and no destination satisfies the rules", b.Teacher),
		}
		if b.Rule != "" {
			title := ruleTitle(b.Rule)
			message.ZH += fmt.Sprintf(";规则“%s”(%s)不允许", title.ZH, b.Rule)
			message.EN += fmt.Sprintf("; rule %q (%s) refuses", title.EN, b.Rule)
		}
		f.faults = append(f.faults, model.Fault{
			Code: model.CodeConflict, Severity: model.SeverityError, Value: string(b.Teacher), Message: message,
			Remedy: model.Text{ZH: "请撤销或改动这条人工指定", EN: "take this pin back or change it"},
		})
	}
	return f
}

func refused(e *solver.CheckError) *failure {
	f := &failure{
		exit: exitInternal, code: model.CodeInternal, remedy: tellUs,
		message: model.Text{ZH: "独立检查没有通过,方案不予给出", EN: "the independent check refused the plan; it is not given out"},
	}
	for _, v := range e.Report.Violations {
		f.faults = append(f.faults, model.Fault{
			Code: model.CodeInconsistent, Severity: model.SeverityError, Pointer: v.Pointer, Message: model.Text{
				ZH: v.Rule + ":" + v.Message.ZH, EN: v.Rule + ": " + v.Message.EN,
			},
		})
	}
	return f
}

func solverFailed(e *coin.Error) *failure {
	f := &failure{
		exit: exitInternal, code: model.CodeInternal, remedy: tellUs,
		message: model.Text{ZH: "求解器出错(" + string(e.Cause) + ")", EN: "the solver failed (" + string(e.Cause) + ")"},
	}
	if e.Cause == coin.CauseMemory {
		f.remedy = model.Text{ZH: "请用 --memory 给求解子进程更多内存", EN: "allow the solver children more memory with --memory"}
	}
	return f
}

// report writes a failure to standard error: for people in Chinese and then
// English, with --json as one JSON object on one line.
func (m *Main) report(f *failure) {
	if m.json {
		m.reportJSON(f)
		return
	}
	var b strings.Builder
	place := ""
	if f.file != "" {
		place = f.file + ": "
	}
	fmt.Fprintf(&b, "错误:%s%s%s\n", place, f.message.ZH, after("。", f.remedy.ZH))
	fmt.Fprintf(&b, "error: %s%s%s\n", place, f.message.EN, after(". ", f.remedy.EN))
	writeFaults(&b, f.file, f.faults)
	_, _ = io.WriteString(m.Stderr, b.String())
}

func after(mark, text string) string {
	if text == "" {
		return ""
	}
	return mark + text
}

// writeFaults writes each fault on two lines: place and Chinese, then English.
func writeFaults(b *strings.Builder, file string, faults model.Faults) {
	for _, f := range faults {
		b.WriteString("  ")
		if file != "" && (f.Line > 0 || f.Sheet != "") {
			b.WriteString(file + ":")
		}
		b.WriteString(f.Text("zh") + "\n")
		f.Line, f.Pointer, f.Sheet = 0, "", ""
		b.WriteString("    " + f.Text("en") + "\n")
	}
}

func (m *Main) reportJSON(f *failure) {
	out := struct {
		Kind    string       `json:"kind"`
		Code    model.Code   `json:"code"`
		Exit    int          `json:"exit"`
		File    string       `json:"file,omitempty"`
		Message model.Text   `json:"message"`
		Remedy  model.Text   `json:"remedy,omitzero"`
		Faults  model.Faults `json:"faults"`
	}{"error", f.code, f.exit, f.file, f.message, f.remedy, f.faults}
	if out.Faults == nil {
		out.Faults = model.Faults{}
	}
	e := json.NewEncoder(m.Stderr)
	e.SetEscapeHTML(false)
	_ = e.Encode(out) // nobody is left to tell
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
	writeFaults(&b, file, warnings[:min(most, len(warnings))])
	if n := len(warnings) - most; n > 0 {
		fmt.Fprintf(&b, "  ……另有 %d 条提醒 · and %d more warnings\n", n, n)
	}
	_, _ = io.WriteString(m.Stderr, b.String())
}
