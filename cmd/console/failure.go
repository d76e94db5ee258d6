package console

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"lungang/model"
)

// Failure is an error as it is shown: what is wrong, where, and what to do.
type Failure struct {
	Exit    int
	Code    model.Code
	File    string // the file that it speaks of, or ""
	Message model.Text
	Remedy  model.Text
	Faults  model.Faults
}

// Error is code and English message, for logs.
func (f *Failure) Error() string { return string(f.Code) + ": " + f.Message.EN }

// TellUs is the remedy of a fault of the program.
var TellUs = model.Text{
	ZH: "请把所用命令和 lungang version 的输出告诉我们;设环境变量 LUNGANG_DEBUG=1 可看到出错位置",
	EN: "please report the command and the output of lungang version; LUNGANG_DEBUG=1 shows where it happened",
}

// Usage is a fault of the arguments.
func Usage(zh, en string) *Failure {
	return &Failure{
		Exit: ExitInput, Code: model.CodeBadParameter, Message: model.Text{ZH: zh, EN: en},
		Remedy: model.Text{ZH: "加 --help 查看用法", EN: "--help shows the usage"},
	}
}

// InFile says which file a failure speaks of, and finds lines and columns of
// its faults in the text.
func InFile(err error, name string, text []byte) error {
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
	f := &Failure{Exit: ExitOf(e.Code), Code: e.Code, File: name, Message: e.Message, Faults: e.Faults}
	if f.Message == (model.Text{}) {
		f.Message = e.Code.Text()
	}
	if text != nil {
		f.Faults = model.LocateFaults(text, f.Faults)
	}
	return f
}

// Known is the failure that an error is or has the words for. started says that
// the arguments were accepted: before, an error has cobra's own words.
func Known(err error, started bool) (*Failure, bool) {
	if f, ok := errors.AsType[*Failure](err); ok {
		return f, true
	}
	if !started {
		first, _, _ := strings.Cut(err.Error(), "\n")
		first, _, _ = strings.Cut(first, ": strconv.") // how Go says that it is no number
		return Usage("命令行有误:"+first, first), true
	}
	return errors.AsType[*Failure](InFile(err, "", nil))
}

// Other is the failure of an error that nothing more is known of. A fault of the
// program itself goes to Stderr only where LUNGANG_DEBUG asks for it.
func (c *Console) Other(err error) *Failure {
	code := model.ErrorCode(err)
	f := &Failure{Exit: ExitOf(code), Code: code, Message: code.Text()}
	if code == model.CodeInternal {
		f.Remedy = TellUs
		if c.Env("LUNGANG_DEBUG") != "" {
			_, _ = fmt.Fprintln(c.Stderr, err)
		}
	}
	return f
}

// Report writes a failure to standard error: for people in Chinese and then
// English, with --json as one JSON object on one line.
func (c *Console) Report(f *Failure) {
	if c.JSON {
		c.reportJSON(f)
		return
	}
	var b strings.Builder
	place := ""
	if f.File != "" {
		place = f.File + ": "
	}
	fmt.Fprintf(&b, "错误:%s%s%s\n", place, f.Message.ZH, after("。", f.Remedy.ZH))
	fmt.Fprintf(&b, "error: %s%s%s\n", place, f.Message.EN, after(". ", f.Remedy.EN))
	WriteFaults(&b, f.File, f.Faults)
	_, _ = io.WriteString(c.Stderr, b.String())
}

func after(mark, text string) string {
	if text == "" {
		return ""
	}
	return mark + text
}

// WriteFaults writes each fault on two lines: place and Chinese, then English.
func WriteFaults(b *strings.Builder, file string, faults model.Faults) {
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

func (c *Console) reportJSON(f *Failure) {
	out := struct {
		Kind    string       `json:"kind"`
		Code    model.Code   `json:"code"`
		Exit    int          `json:"exit"`
		File    string       `json:"file,omitempty"`
		Message model.Text   `json:"message"`
		Remedy  model.Text   `json:"remedy,omitzero"`
		Faults  model.Faults `json:"faults"`
	}{"error", f.Code, f.Exit, f.File, f.Message, f.Remedy, f.Faults}
	if out.Faults == nil {
		out.Faults = model.Faults{}
	}
	e := json.NewEncoder(c.Stderr)
	e.SetEscapeHTML(false)
	_ = e.Encode(out) // nobody is left to tell
}
