package service

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"lungang/model"
	"lungang/store"
)

// lock is held while a process works on a SQLite file. The kernel gives it back
// when the process ends, however it ends.
type lock struct{ file *os.File }

const lockFile = "lungang.lock"

// takeLock makes this process the only one that works on the store. PostgreSQL
// is for many, and needs none.
func takeLock(s *store.Store) (*lock, error) {
	if s.Dialect() != store.SQLite {
		return &lock{}, nil
	}
	f, err := os.OpenFile(filepath.Join(filepath.Dir(s.Path()), lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, model.NewError(model.CodeIO, model.Text{ZH: "数据目录不可写", EN: "the data directory cannot be written"}, err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		_ = f.Close()
		return nil, failure(model.CodeConflict,
			"另一个 lungang 正在使用此数据目录;SQLite 只供一个进程使用,多个进程请用 PostgreSQL(LUNGANG_DATABASE_URL)",
			"another lungang works in this data directory; SQLite is for one process, for several use PostgreSQL (LUNGANG_DATABASE_URL)")
	case err != nil:
		_ = f.Close()
		return nil, model.NewError(model.CodeIO, model.Text{ZH: "数据目录不能加锁", EN: "the data directory cannot be locked"}, err)
	}
	return &lock{f}, nil
}

func (l *lock) release() {
	if l.file != nil {
		_ = l.file.Close()
	}
}
