package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver"
	"lungang/solver/check"
	"lungang/solver/coin"
)

type panicking struct{}

func (panicking) Write([]byte) (int, error) { panic("secret") }

// A fault of the program is exit code 5 and no stack, and tells nothing of
// what it was working on.
func TestPanicIsAnInternalError(t *testing.T) {
	t.Parallel()
	var news bytes.Buffer
	m := &Main{
		Name: "lungang", Args: []string{"version"}, Stdin: strings.NewReader(""), Stdout: panicking{}, Stderr: &news,
		Env: func(string) string { return "" }, Now: time.Now,
	}
	require.Equal(t, exitInternal, m.Run(t.Context()))
	require.Contains(t, news.String(), "系统内部错误")
	require.Contains(t, news.String(), "internal error")
	require.NotContains(t, news.String(), "secret")
	require.NotContains(t, news.String(), "goroutine")
}

// A write that fails half way leaves the old file, and nothing beside it.
func TestFailingWriteKeepsTheOldFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "plan.json")
	require.NoError(t, os.WriteFile(name, []byte("old"), 0o640))
	m := &Main{}
	err := m.write(name, func(w io.Writer) error {
		_, err := io.WriteString(w, "half")
		return errors.Join(err, errors.New("no room"))
	})
	f, ok := errors.AsType[*failure](err)
	require.True(t, ok)
	require.Equal(t, exitInput, f.Exit)
	require.Equal(t, "old", string(fileText(t, name)))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1)
	err = m.write(name, func(io.Writer) error { return model.NewError(model.CodeUnavailable, model.Text{}, nil) })
	require.Equal(t, model.CodeUnavailable, model.ErrorCode(err), "the content failed, not the disk")
	require.Equal(t, "old", string(fileText(t, name)))

	require.NoError(t, m.write(name, func(w io.Writer) error {
		_, err := io.WriteString(w, "new")
		return err
	}))
	require.Equal(t, "new", string(fileText(t, name)))
	info, err := os.Stat(name)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o640), info.Mode().Perm(), "a file keeps its permissions")
}

// A link is written through, not replaced.
func TestWriteFollowsLinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	require.NoError(t, os.WriteFile(target, nil, 0o600))
	require.NoError(t, os.Symlink(target, link))
	m := &Main{}
	require.NoError(t, m.write(link, func(w io.Writer) error {
		_, err := io.WriteString(w, "new")
		return err
	}))
	require.Equal(t, "new", string(fileText(t, target)))
	info, err := os.Lstat(link)
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&os.ModeSymlink)
}

// Each kind of error has its exit code, a text in both languages, a remedy.
func TestErrorsHaveExitCodes(t *testing.T) {
	t.Parallel()
	refused := &check.Report{Violations: []check.Violation{{Rule: "route", Pointer: "/moves/0", Message: model.Text{ZH: "不", EN: "no"}}}}
	cases := []struct {
		err  error
		exit int
		has  string
	}{
		{&solver.NoPlanError{}, exitNoPlan, "--time-limit"},
		{&solver.NoPlanError{Searched: true}, exitNoPlan, "lungang conflicts"},
		{&solver.NoPlanError{Searched: true, Blocked: []solver.Blocked{{Teacher: "T1", Rule: "travel"}}}, exitNoPlan, "T1"},
		{&solver.CheckError{Report: refused}, exitInternal, "/moves/0"},
		{&coin.Error{Cause: coin.CauseMemory}, exitInternal, "--memory"},
		{&coin.Error{Cause: coin.CauseCrash}, exitInternal, "crash"},
		{errors.New("what nobody thought of"), exitInternal, "lungang version"},
		{model.NewError(model.CodeTooLarge, model.Text{}, nil), exitInput, "too large"},
	}
	for _, c := range cases {
		for _, json := range []bool{false, true} {
			var news bytes.Buffer
			m := &Main{Stderr: &news, Env: func(string) string { return "" }, started: true, json: json}
			f := m.explainError(c.err)
			m.console().Report(f)
			require.Equal(t, c.exit, f.Exit, "%v", c.err)
			require.NotEmpty(t, f.Message.ZH)
			require.NotEmpty(t, f.Message.EN)
			require.Contains(t, news.String(), c.has)
			require.NotContains(t, news.String(), "nobody thought")
		}
	}
}

// The progress line is drawn over itself and cleared at the end.
func TestProgressLine(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	at := time.Unix(0, 0)
	p := &progress{out: &out, now: func() time.Time { return at }, begin: at, lang: "en", draws: true, end: func() {}}
	at = at.Add(3 * time.Second)
	p.event(solver.Event{Kind: solver.EventBound, Parts: 2, Bounds: []int64{0, 7}})
	require.Equal(t, "\rsolving 3 s  part 0/2  bound 0 7", out.String())
	out.Reset()
	p.event(solver.Event{Kind: solver.EventIncumbent, Part: 1, Parts: 2, Values: []int64{0, 9}})
	require.Equal(t, "\rsolving 3 s  part 1/2  plan 0 9  bound 0 7", out.String())
	out.Reset()
	p.stop()
	require.Equal(t, "\r"+strings.Repeat(" ", len("solving 3 s  part 1/2  plan 0 9  bound 0 7"))+"\r", out.String())
}

// All that is wrong with the settings is told at once, and nothing was opened for it.
func TestWrongSettingsAreToldAtOnce(t *testing.T) {
	t.Parallel()
	dir, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	calendar := filepath.Join(dir, "2099.yaml")
	require.NoError(t, os.WriteFile(calendar, []byte("year: 2099\n"), 0o600))
	env := map[string]string{
		"LUNGANG_ADDR": "nonsense", "LUNGANG_DATABASE_URL": "mysql://u:hidden@h/d", "LUNGANG_DATA_KEY": "hidden", "LUNGANG_AUDIT_KEY": "hidden",
		"LUNGANG_CALENDAR": calendar + "," + filepath.Join(dir, "nowhere.yaml"), "LUNGANG_DATA_DIR": data,
	}
	for _, command := range []string{"serve", "work", "migrate", "doctor"} {
		var errs bytes.Buffer
		m := &Main{
			Name: "lungang", Args: []string{command}, Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: &errs,
			Env: func(name string) string { return env[name] }, Now: time.Now,
		}
		require.Equal(t, exitInput, m.Run(t.Context()), command)
		for _, word := range []string{"LUNGANG_ADDR", "nonsense", "LUNGANG_DATABASE_URL", "LUNGANG_DATA_KEY", "LUNGANG_AUDIT_KEY", "2099.yaml:", "nowhere.yaml"} {
			require.Contains(t, errs.String(), word, command)
		}
		require.NotContains(t, errs.String(), "hidden", command)
		require.NoDirExists(t, data, command)
	}
	r := lungang(t, "", "serve", "--addr", "nonsense", "--data", data)
	require.Equal(t, exitInput, r.code)
	require.Contains(t, r.stderr, "--addr")
	require.NoDirExists(t, data)
}
