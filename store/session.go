package store

import (
	"time"

	"lungang/model"
)

// Session is a person who is logged in. Tokens are stored only as hashes.
type Session struct {
	TenantID  TenantID `gorm:"primaryKey"`
	ID        string   `gorm:"primaryKey"`
	UserID    string
	Hash      string `json:"-"` // of the token in the cookie
	CreatedAt time.Time
	ExpiresAt time.Time
}

// TableName is the table's name.
func (*Session) TableName() string { return "sessions" }

var aSession = model.Text{ZH: "登录会话", EN: "session"}

// Sessions is the repository of sessions. Gate finds a session by its token.
type Sessions struct{ tx *Tx }

// Sessions is the repository of sessions.
func (tx *Tx) Sessions() Sessions { return Sessions{tx} }

// Create begins a session of a user for that long. It returns the token for the
// cookie, which is shown once. Errors: not_found, conflict when the user is disabled.
func (r Sessions) Create(tenant TenantID, user string, lasts time.Duration) (s *Session, token string, err error) {
	u, err := r.tx.Users().Get(tenant, user)
	if err != nil {
		return nil, "", err
	}
	if !u.DisabledAt.IsZero() {
		return nil, "", conflict("用户已停用", "the user is disabled")
	}
	token, hash := newSecret("lgs_")
	s = &Session{
		TenantID: tenant, ID: NewID(PrefixSession, r.tx.now), UserID: user, Hash: hash,
		CreatedAt: r.tx.now, ExpiresAt: moment(r.tx.now.Add(lasts)),
	}
	return s, token, insert(r.tx, aSession, *s)
}

// End ends a session; nothing happens when there is none.
func (r Sessions) End(tenant TenantID, id string) error {
	_, err := changed(r.tx.of(tenant).Where("id = ?", id).Delete(&Session{}), aSession)
	return err
}

// EndAll ends every session of a user.
func (r Sessions) EndAll(tenant TenantID, user string) error {
	_, err := changed(r.tx.of(tenant).Where("user_id = ?", user).Delete(&Session{}), aSession)
	return err
}
