package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"lungang/cmd/console"
	"lungang/exchange/workbook"
	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
)

const fixturePrefix = "fixture:"

// source is a document that was read: its text, for lines and columns, and the
// name that messages give it.
type source struct {
	name string
	text []byte         // nil for fixtures
	book *workbook.Book // nil for what is no workbook
}

// fail says where in the source an error is: line and column, or sheet and cell.
func (s source) fail(err error) error {
	if s.text == nil || !workbook.Is(s.text) {
		return inFile(err, s.name, s.text)
	}
	if f, ok := errors.AsType[*failure](inFile(err, s.name, nil)); ok {
		if s.book != nil {
			f.Faults = s.book.Locate(f.Faults)
		}
		return f
	}
	return err
}

// read reads a file, or standard input for "-".
func (m *Main) read(name string) (source, error) {
	if name == "-" {
		text, err := readLimited(m.Stdin)
		return source{name: "<stdin>", text: text}, inFile(err, "<stdin>", nil)
	}
	f, err := os.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && serverIDs.MatchString(name):
		return source{}, noService() // with one it would not be looked for here
	case err != nil:
		return source{}, unreadable(name, err)
	}
	defer func() { _ = f.Close() }() // nothing was written
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return source{}, unreadable(name, console.ErrIsFolder)
	}
	text, err := readLimited(f)
	return source{name: name, text: text}, inFile(err, name, nil)
}

// readLimited reads one byte more than a document may have, so that the
// decoder can say that it is too long.
func readLimited(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, model.DefaultMaxBytes+1))
	if err != nil {
		return nil, model.NewError(model.CodeIO, model.Text{ZH: "读取失败", EN: "reading failed"}, err)
	}
	return text, nil
}

// problem reads and validates a problem: a file (JSON or, by what it has in it, a
// workbook), "-", "fixture:NAME", or the id of a dataset or a plan of the server.
// Its warnings are shown unless quiet.
func (m *Main) problem(name string, quiet bool) (*model.Problem, source, error) {
	if short, ok := strings.CutPrefix(name, fixturePrefix); ok {
		p, err := fixture(short)
		return p, source{name: name}, err
	}
	read := m.read
	if m.isRemote(name) {
		read = func(id string) (source, error) { return m.fetch(id, true) }
	}
	src, err := read(name)
	if err != nil {
		return nil, src, err
	}
	p, faults, err := decodeProblem(&src)
	if err == nil && !quiet {
		m.warn(src.name, faults)
	}
	return p, src, err
}

// decodeProblem reads and validates a problem; the faults are warnings, with
// their places.
func decodeProblem(src *source) (*model.Problem, model.Faults, error) {
	if workbook.Is(src.text) {
		book, faults, err := workbook.Decode(src.text)
		src.book = book
		if err != nil {
			return nil, nil, src.fail(err)
		}
		return book.Problem, faults, nil
	}
	p, err := model.DecodeProblem(bytes.NewReader(src.text))
	if err != nil {
		return nil, nil, src.fail(err)
	}
	faults := p.Validate()
	if err := faults.Err(); err != nil {
		return nil, nil, src.fail(err)
	}
	return p, model.LocateFaults(src.text, faults), nil
}

func fixture(name string) (*model.Problem, error) {
	p, err := fixtures.Get(name)
	if err != nil {
		names := strings.Join(fixtures.Names(), ", ")
		return nil, &failure{
			Exit: exitInput, Code: model.CodeNotFound, File: fixturePrefix + name,
			Message: model.Text{ZH: fmt.Sprintf("没有名为 %q 的样例", name), EN: fmt.Sprintf("there is no fixture %q", name)},
			Remedy:  model.Text{ZH: "可用的有:" + names, EN: "there are: " + names},
		}
	}
	return p, nil
}

// facts reads a problem and derives what follows from it.
func (m *Main) facts(name string) (*policy.Facts, error) {
	p, src, err := m.problem(name, true)
	if err != nil {
		return nil, err
	}
	f, err := policy.Derive(p)
	return f, src.fail(err)
}

// plan reads a plan, a file or one of the server, and looks at its structure.
func (m *Main) plan(name string) (*model.Plan, error) {
	read := m.read
	if m.isRemote(name) {
		read = func(id string) (source, error) { return m.fetch(id, false) }
	}
	src, err := read(name)
	if err != nil {
		return nil, err
	}
	return decodePlan(src)
}

func decodePlan(src source) (*model.Plan, error) {
	p, err := model.DecodePlan(bytes.NewReader(src.text))
	if err != nil {
		return nil, src.fail(err)
	}
	return p, src.fail(p.Validate().Err())
}

// problemAndPlan reads both; only one of them may be standard input.
func (m *Main) problemAndPlan(problem, plan string) (*policy.Facts, *model.Plan, error) {
	if problem == "-" && plan == "-" {
		return nil, nil, usage("问题和方案不能都来自标准输入", "problem and plan cannot both come from standard input")
	}
	f, err := m.facts(problem)
	if err != nil {
		return nil, nil, err
	}
	p, err := m.plan(plan)
	return f, p, err
}
