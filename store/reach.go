package store

import (
	"context"
	"errors"
	"net"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"

	"lungang/model"
)

// whyNot says why a database could not be opened, to whoever starts a program or
// looks after it: with host, user and file, and never with the password. Clients of
// the service hear only that the database is away (unavailable).
func (s *Store) whyNot(c Config, err error) error {
	if e, ok := errors.AsType[sqlite3.Error](err); ok {
		if e.Code == sqlite3.ErrNotADB || e.Code == sqlite3.ErrCorrupt {
			return damagedFile(s.path, err)
		}
		return err
	}
	config, bad := pgx.ParseConfig(c.URL)
	if c.URL == "" || bad != nil {
		return err
	}
	place := net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port)))
	say := func(zh, en string) error {
		return model.NewError(model.CodeUnavailable, model.Text{ZH: zh, EN: en}, bare(err))
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code {
		case "28P01", "28000": // invalid_password, invalid_authorization_specification
			return say("PostgreSQL "+place+" 拒绝用户 "+config.User+":请检查密码(LUNGANG_DATABASE_URL 或 LUNGANG_DATABASE_PASSWORD)、TLS 要求和 pg_hba.conf",
				"PostgreSQL at "+place+" refuses the user "+config.User+": look at the password (LUNGANG_DATABASE_URL or LUNGANG_DATABASE_PASSWORD), at TLS and at pg_hba.conf")
		case "3D000": // invalid_catalog_name
			return say("PostgreSQL "+place+" 上没有名为 "+config.Database+" 的数据库;请先建立", "PostgreSQL at "+place+" has no database "+config.Database+"; make it first")
		}
		return say("PostgreSQL "+place+" 不能连接,错误码 "+e.Code, "PostgreSQL at "+place+" does not let us in, with the code "+e.Code)
	}
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return say("找不到数据库主机 "+config.Host+";请检查 LUNGANG_DATABASE_URL", "there is no host "+config.Host+"; look at LUNGANG_DATABASE_URL")
	}
	text := strings.ToLower(err.Error())
	if strings.Contains(text, "tls") || strings.Contains(text, "x509") {
		return say("与 PostgreSQL "+place+" 的 TLS 连接失败;请检查证书和地址中的 sslmode", "TLS to PostgreSQL at "+place+" failed; look at its certificate and at sslmode in the URL")
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok || errors.Is(err, context.DeadlineExceeded) {
		return say("PostgreSQL "+place+" 没有应答;请检查它是否在运行、地址和网络", "nobody answers as PostgreSQL at "+place+"; look whether it runs, at the address and at the network")
	}
	return unavailable(err)
}

func damagedFile(path string, cause error) error {
	return model.NewError(model.CodeBadFormat, model.Text{
		ZH: "数据库文件 " + path + " 已损坏,或不是数据库;请用 lungang restore 把备份恢复到新目录",
		EN: "the database file " + path + " is damaged, or is none; restore a backup into a new folder with lungang restore",
	}, cause)
}

// Sound looks through the file of a SQLite database for damage: bad_format when
// there is some. The server of a PostgreSQL looks after its own files.
func (s *Store) Sound(ctx context.Context) error {
	if s.dialect != SQLite {
		return nil
	}
	var word string
	err := s.reader.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&word)
	if e, ok := errors.AsType[sqlite3.Error](err); ok && (e.Code == sqlite3.ErrNotADB || e.Code == sqlite3.ErrCorrupt) || err == nil && word != "ok" {
		return damagedFile(s.path, err)
	}
	return dbError("look through the file", err)
}
