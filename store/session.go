package store

import (
	"crypto/subtle"
	"time"

	"lungang/model"
)

// Session is a person who is logged in. Tokens are stored only as hashes.
type Session struct {
	TenantID  TenantID `gorm:"primaryKey"`
	ID        string   `gorm:"primaryKey"`
	UserID    string
	Hash      string `json:"-"` // of the token in the cookie
	CSRFHash  string `json:"-"` // of the token that changes must carry
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
}

// TableName is the table's name.
func (*Session) TableName() string { return "sessions" }

// CSRF reports whether token is the one that was given out with the session.
func (s *Session) CSRF(token string) bool {
	return subtle.ConstantTimeCompare([]byte(hashOf([]byte(token))), []byte(s.CSRFHash)) == 1
}

// SessionTokens are what a browser keeps; they are shown once.
type SessionTokens struct {
	Session string // for the cookie
	CSRF    string // for the header of every change
}

var aSession = model.Text{ZH: "登录会话", EN: "session"}

// Sessions is the repository of sessions. Gate finds a session by its token.
type Sessions struct{ tx *Tx }

// Sessions is the repository of sessions.
func (tx *Tx) Sessions() Sessions { return Sessions{tx} }

// Create begins a session of a user for that long: not_found, conflict when the
// user is disabled.
func (r Sessions) Create(tenant TenantID, user string, lasts time.Duration) (*Session, SessionTokens, error) {
	u, err := r.tx.Users().Get(tenant, user)
	if err != nil {
		return nil, SessionTokens{}, err
	}
	if !u.DisabledAt.IsZero() {
		return nil, SessionTokens{}, conflict("用户已停用", "the user is disabled")
	}
	token, hash := newSecret("lgs_")
	csrf, csrfHash := newSecret("lgc_")
	s := &Session{
		TenantID: tenant, ID: NewID(PrefixSession, r.tx.now), UserID: user, Hash: hash, CSRFHash: csrfHash,
		CreatedAt: r.tx.now, SeenAt: r.tx.now, ExpiresAt: moment(r.tx.now.Add(lasts)),
	}
	return s, SessionTokens{Session: token, CSRF: csrf}, insert(r.tx, aSession, *s)
}

// Seen notes that a session was used, and lets it last until then: not_found.
func (r Sessions) Seen(tenant TenantID, id string, until time.Time) error {
	n, err := changed(r.tx.of(tenant).Model(&Session{}).Where("id = ?", id).
		Updates(map[string]any{"seen_at": r.tx.now, "expires_at": moment(until)}), aSession)
	if err == nil && n == 0 {
		return notFound(aSession)
	}
	return err
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
