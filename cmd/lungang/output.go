package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"lungang/cmd/console"
	"lungang/model"
)

// writable says early, before a long solve, whether the file can be written.
func writable(name string) error {
	if name == "-" || name == "" {
		return nil
	}
	info, err := os.Stat(name)
	if err == nil && info.IsDir() {
		return unwritable(name, console.ErrIsFolder)
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(name), temporaryName(name))
	if err != nil {
		return unwritable(name, err)
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		return unwritable(name, err)
	}
	return nil
}

func temporaryName(name string) string { return "." + filepath.Base(name) + ".*.tmp" }

// write writes a file, or standard output for "-". A file is whole or not
// there: the text goes to a temporary file in the same folder, which takes the
// name only when everything is on the disk. A new file is readable by its owner
// only, since documents speak of persons; an old one keeps its permissions.
func (m *Main) write(name string, content func(io.Writer) error) error {
	if name == "-" {
		return inFile(content(m.Stdout), "<stdout>", nil)
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return unwritable(name, console.ErrIsFolder)
	case err == nil && !info.Mode().IsRegular():
		return writeDevice(name, content)
	}
	f, err := os.CreateTemp(filepath.Dir(name), temporaryName(name))
	if err != nil {
		return unwritable(name, err)
	}
	if info != nil {
		err = f.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = content(f)
	}
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error is the one to tell
		return unwritten(name, err)
	}
	syncFolder(filepath.Dir(name))
	return nil
}

// writeAndTell writes, and says to which file when that is not standard output.
func (m *Main) writeAndTell(name string, content func(io.Writer) error) error {
	if err := m.write(name, content); err != nil || name == "-" {
		return err
	}
	return m.show(struct {
		File string `json:"file"`
	}{name}, func() string { return m.say("已写入 ", "written: ") + name + "\n" })
}

// writeDevice writes to what is no regular file, such as a pipe: there is
// nothing to rename.
func writeDevice(name string, content func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return unwritable(name, err)
	}
	if err := errors.Join(content(f), f.Close()); err != nil {
		return unwritten(name, err)
	}
	return nil
}

// unwritten is why a file was not written: its content, when that has words of its
// own, such as a service that cannot be reached; otherwise the disk.
func unwritten(name string, err error) error {
	if e, ok := errors.AsType[*model.Error](err); ok && e.Code != model.CodeIO || errors.Is(err, context.Canceled) {
		return err
	}
	return unwritable(name, err)
}

// syncFolder makes a rename last. Not every file system can; the file itself is
// safe either way.
func syncFolder(name string) {
	if d, err := os.Open(name); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// writeJSON writes data as indented JSON to standard output.
func (m *Main) writeJSON(v any) error { return m.console().WriteJSON(v) }

// told turns a failing standard output into a failure.
func (m *Main) told(err error) error { return console.Told(err) }
