package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"lungang/model"
)

// writable says early, before a long solve, whether the file can be written.
func writable(name string) error {
	if name == "-" || name == "" {
		return nil
	}
	info, err := os.Stat(name)
	if err == nil && info.IsDir() {
		return unwritable(name, errIsFolder)
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
		return unwritable(name, errIsFolder)
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
		return unwritable(name, err)
	}
	syncFolder(filepath.Dir(name))
	return nil
}

// writeDevice writes to what is no regular file, such as a pipe: there is
// nothing to rename.
func writeDevice(name string, content func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return unwritable(name, err)
	}
	if err := errors.Join(content(f), f.Close()); err != nil {
		return unwritable(name, err)
	}
	return nil
}

// syncFolder makes a rename last. Not every file system can; the file itself is
// safe either way.
func syncFolder(name string) {
	if d, err := os.Open(name); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

func unwritable(name string, err error) *failure {
	f := &failure{
		exit: exitInput, code: model.CodeIO, file: name,
		message: model.Text{ZH: "文件无法写入", EN: "the file cannot be written"},
		remedy:  model.Text{ZH: "请检查路径和磁盘空间", EN: "check the path and the room on the disk"},
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.message = model.Text{ZH: "要写入的文件夹不存在", EN: "the folder to write into does not exist"}
		f.remedy = model.Text{ZH: "请先建立文件夹 " + filepath.Dir(name), EN: "make the folder " + filepath.Dir(name) + " first"}
	case errors.Is(err, fs.ErrPermission):
		f.message = model.Text{ZH: "没有写入权限", EN: "no permission to write here"}
		f.remedy = model.Text{ZH: "请换一个文件夹,或给予写入权限", EN: "choose another folder, or give write permission"}
	case errors.Is(err, errIsFolder):
		f.message = model.Text{ZH: "这是文件夹,不是文件", EN: "this is a folder, not a file"}
		f.remedy = model.Text{ZH: "请写出文件名", EN: "name a file"}
	}
	return f
}

// writeJSON writes data as indented JSON to standard output.
func (m *Main) writeJSON(v any) error {
	e := json.NewEncoder(m.Stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return m.told(e.Encode(v))
}

// told turns a failing standard output into a failure.
func (m *Main) told(err error) error {
	if err != nil {
		return unwritable("<stdout>", err)
	}
	return nil
}
