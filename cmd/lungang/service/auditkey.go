package service

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"lungang/audit"
	"lungang/model"
)

// auditKeyFile is the key of a SQLite database whose operator gave none.
const auditKeyFile = "audit.key"

// auditKey is the key that signs the log. A service on SQLite that was given
// none makes one for itself, once: it keeps out whoever can write the database
// file but not read the folder. A key from elsewhere keeps out more.
func (a *App) auditKey() (string, error) {
	if a.Config.AuditKey != "" || a.Config.DatabaseURL != "" {
		return a.Config.AuditKey, nil
	}
	path := filepath.Join(a.Config.Directory, auditKeyFile)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if a.looking || a.auditKeyAway() {
			return "", nil
		}
		if text, err = makeAuditKey(path); errors.Is(err, fs.ErrExist) { // another process was faster
			text, err = os.ReadFile(path)
		}
	}
	if err != nil {
		return "", model.NewError(model.CodeIO, model.Text{
			ZH: "无法读写审计密钥文件 " + path + ";请检查权限", EN: "the audit key " + path + " cannot be read or written; check permissions",
		}, err)
	}
	return strings.TrimSpace(string(text)), nil
}

// auditKeyAway reports whether there is a SQLite database and no key that signs its
// log.
func (a *App) auditKeyAway() bool {
	if a.Config.AuditKey != "" || a.Config.DatabaseURL != "" {
		return false
	}
	_, err := os.Stat(filepath.Join(a.Config.Directory, auditKeyFile))
	info, there := os.Stat(a.file())
	return errors.Is(err, fs.ErrNotExist) && there == nil && info.Size() > 0
}

// errAuditKeyAway keeps a service from signing with a new key what another one
// signed so far: no decision could be stored any more.
var errAuditKeyAway = failure(model.CodeConflict,
	"数据目录中有数据库而没有 audit.key:请放回原来的文件,或设置 LUNGANG_AUDIT_KEY;确已丢失的,用 lungang audit key 另建一个存为 audit.key,原有日志从此不能续写",
	"the data folder has a database and no audit.key: bring that file back, or set LUNGANG_AUDIT_KEY; if it is lost, let lungang audit key make another audit.key, and the present logs take no more entries")

// errNoAuditKey keeps a process without the key from a log that others sign.
var errNoAuditKey = failure(model.CodeConflict,
	"决策日志是签名的,而本进程没有审计密钥:请设置与其他进程相同的 LUNGANG_AUDIT_KEY",
	"the logs of decisions are signed, and this process has no audit key: set LUNGANG_AUDIT_KEY as the other processes have it")

// makeAuditKey writes a new key. It is whole or not there: a hard link fails
// when somebody else was faster.
func makeAuditKey(path string) ([]byte, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".audit-key-*") // readable by its owner only
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	text := []byte(audit.NewKey() + "\n")
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, err
	}
	return text, os.Link(f.Name(), path)
}

// signs says whether the log is signed.
func (a *App) signs() Finding {
	const name = "auditKey"
	keys, err := audit.ParseKeys(a.Config.AuditKey)
	switch {
	case a.auditKeyAway():
		return bad(name, model.Text{ZH: model.ErrorText(errAuditKeyAway, "zh"), EN: model.ErrorText(errAuditKeyAway, "en")})
	case err != nil:
		return bad(name, model.Text{ZH: model.ErrorText(err, "zh"), EN: model.ErrorText(err, "en")})
	case keys != nil:
		return fine(name, "使用密钥 "+keys.Public()[0], "the key "+keys.Public()[0]+" signs")
	case a.Config.DatabaseURL != "":
		return warn(name, "没有设置 LUNGANG_AUDIT_KEY:审计日志没有签名;可用 lungang audit key 生成",
			"LUNGANG_AUDIT_KEY is not set: the log of decisions is not signed; lungang audit key makes one")
	}
	return fine(name, "使用数据目录中的 audit.key;另处保管的 LUNGANG_AUDIT_KEY 更可靠", "audit.key in the data folder signs; a LUNGANG_AUDIT_KEY that is kept elsewhere is better")
}
