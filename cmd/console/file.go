package console

import (
	"errors"
	"io/fs"
	"path/filepath"
	"syscall"

	"lungang/model"
)

// ErrIsFolder says that a folder stands where a file should.
var ErrIsFolder = errors.New("is a folder")

// Unreadable is the failure of a file that cannot be read.
func Unreadable(name string, err error) *Failure {
	f := &Failure{Exit: ExitInput, Code: model.CodeIO, File: name}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.Code = model.CodeNotFound
		f.Message = model.Text{ZH: "文件不存在", EN: "there is no such file"}
		f.Remedy = model.Text{
			ZH: "请检查路径;想先试用,可写 fixture:litong,或用 lungang generate -o FILE 生成一份",
			EN: "check the path; to try things out, write fixture:litong, or make a file with lungang generate -o FILE",
		}
	case errors.Is(err, ErrIsFolder), errors.Is(err, syscall.EISDIR):
		f.Message = model.Text{ZH: "这是文件夹,不是文件", EN: "this is a folder, not a file"}
		f.Remedy = model.Text{ZH: "请写出文件夹中的文件名", EN: "name a file in it"}
	case errors.Is(err, fs.ErrPermission):
		f.Message = model.Text{ZH: "没有读取此文件的权限", EN: "this file may not be read"}
		f.Remedy = model.Text{ZH: "请给予读取权限", EN: "give read permission"}
	default:
		f.Message = model.Text{ZH: "文件无法读取", EN: "the file cannot be read"}
		f.Remedy = model.Text{ZH: "请检查路径", EN: "check the path"}
	}
	return f
}

// Unwritable is the failure of a file that cannot be written.
func Unwritable(name string, err error) *Failure {
	f := &Failure{
		Exit: ExitInput, Code: model.CodeIO, File: name,
		Message: model.Text{ZH: "文件无法写入", EN: "the file cannot be written"},
		Remedy:  model.Text{ZH: "请检查路径和磁盘空间", EN: "check the path and the room on the disk"},
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.Message = model.Text{ZH: "要写入的文件夹不存在", EN: "the folder to write into does not exist"}
		f.Remedy = model.Text{ZH: "请先建立文件夹 " + filepath.Dir(name), EN: "make the folder " + filepath.Dir(name) + " first"}
	case errors.Is(err, fs.ErrPermission):
		f.Message = model.Text{ZH: "没有写入权限", EN: "no permission to write here"}
		f.Remedy = model.Text{ZH: "请换一个文件夹,或给予写入权限", EN: "choose another folder, or give write permission"}
	case errors.Is(err, ErrIsFolder):
		f.Message = model.Text{ZH: "这是文件夹,不是文件", EN: "this is a folder, not a file"}
		f.Remedy = model.Text{ZH: "请写出文件名", EN: "name a file"}
	}
	return f
}
