package store

import (
	"encoding/json"
	"time"

	"gorm.io/gorm"

	"lungang/model"
)

// User is a person who logs in. The name is stored only encrypted, and
// the identity at the login service only as a hash.
type User struct {
	TenantID    TenantID `gorm:"primaryKey"`
	ID          string   `gorm:"primaryKey"`
	LoginHash   string   // of issuer and subject
	Roles       []string `gorm:"serializer:list"`
	KeyID       string   `gorm:"serializer:nullable"`
	Sealed      []byte   `gorm:"serializer:nullable" json:"-"` // UserPersonal
	Version     int64    // from 1; counts changes of roles and state
	CreatedAt   time.Time
	LastLoginAt time.Time `gorm:"serializer:nullable"`
	DisabledAt  time.Time `gorm:"serializer:nullable"`
}

// TableName is the table's name.
func (*User) TableName() string { return "users" }

// UserPersonal is who a user is.
type UserPersonal struct {
	Name string `json:"name,omitempty"`
}

// NewUser is what a user is made of. Personal may be empty, and must be when
// there is no data key.
type NewUser struct {
	Issuer   string // of the login service
	Subject  string // the person there
	Roles    []string
	Personal UserPersonal
}

const purposeUsers = "users"

var aUser = model.Text{ZH: "用户", EN: "user"}

// loginHash finds a person again without storing who it is.
func loginHash(issuer, subject string) string {
	return hashOf([]byte(issuer + "\x00" + subject))
}

// Users is the repository of users.
type Users struct{ tx *Tx }

// Users is the repository of users.
func (tx *Tx) Users() Users { return Users{tx} }

// Create stores a user. Errors: conflict when the login is known in the tenant,
// bad_parameter (ErrNoDataKey) when there is a name and no key.
func (r Users) Create(tenant TenantID, actor Actor, n NewUser) (*User, error) {
	u := &User{
		TenantID: tenant, ID: NewID(PrefixUser, r.tx.now), LoginHash: loginHash(n.Issuer, n.Subject), Roles: listed(n.Roles),
		Version: 1, CreatedAt: r.tx.now,
	}
	if n.Personal != (UserPersonal{}) {
		text, err := json.Marshal(n.Personal)
		if err != nil {
			return nil, model.NewError(model.CodeInternal, model.Text{}, err)
		}
		if u.Sealed, u.KeyID, err = r.tx.store.keys.seal(purposeUsers, u.place(), text); err != nil {
			return nil, err
		}
	}
	if err := insert(r.tx, aUser, *u); err != nil {
		return nil, err
	}
	return u, r.tx.Audit().Append(tenant, actor, "user.created", u.ID, map[string]any{"roles": listed(u.Roles)})
}

func (u *User) place() []string { return []string{string(u.TenantID), u.ID} }

// Get returns a user, a disabled one too: not_found.
func (r Users) Get(tenant TenantID, id string) (*User, error) {
	return byID[User](r.tx, tenant, id, aUser)
}

// ByLogin returns the user of a login, a disabled one too: not_found.
func (r Users) ByLogin(tenant TenantID, issuer, subject string) (*User, error) {
	return one[User](r.tx.of(tenant).Where("login_hash = ?", loginHash(issuer, subject)), aUser)
}

// Personal returns the name: not_found, bad_parameter when the key is
// not there.
func (r Users) Personal(tenant TenantID, id string) (UserPersonal, error) {
	var out UserPersonal
	u, err := r.Get(tenant, id)
	if err != nil || len(u.Sealed) == 0 {
		return out, err
	}
	text, err := r.tx.store.keys.open(u.KeyID, purposeUsers, u.place(), u.Sealed)
	if err != nil {
		return out, err
	}
	if json.Unmarshal(text, &out) != nil {
		return out, model.NewError(model.CodeInternal, model.Text{}, nil) // the cause may quote
	}
	return out, nil
}

// List returns a page of users.
func (r Users) List(tenant TenantID, p Page) (List[User], error) {
	return pageOf[User](r.tx.of(tenant), p, "users")
}

// Change sets roles and whether the user is disabled, of the version that was
// read; version 0 means any. A disabled user's sessions end. Errors: not_found,
// stale.
func (r Users) Change(tenant TenantID, actor Actor, id string, version int64, roles []string, disabled bool) (*User, error) {
	q := r.tx.of(tenant).Model(&User{}).Where("id = ?", id)
	if version != 0 {
		q = q.Where("version = ?", version)
	}
	set := map[string]any{"roles": jsonText(roles), "disabled_at": nil, "version": next}
	if disabled { // since when stays: the name is kept so long after it
		set["disabled_at"] = gorm.Expr("COALESCE(disabled_at, ?)", moment(r.tx.now))
	}
	n, err := changed(q.Updates(set), aUser)
	if err != nil {
		return nil, err
	}
	u, err := r.Get(tenant, id)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, stale()
	}
	if disabled {
		if err := r.tx.Sessions().EndAll(tenant, id); err != nil {
			return nil, err
		}
	}
	return u, r.tx.Audit().Append(tenant, actor, "user.changed", id, map[string]any{"roles": listed(roles), "disabled": disabled})
}

// LoggedIn notes the time of a login: not_found.
func (r Users) LoggedIn(tenant TenantID, id string) error {
	n, err := changed(r.tx.of(tenant).Model(&User{}).Where("id = ?", id).Updates(map[string]any{"last_login_at": r.tx.now}), aUser)
	if err == nil && n == 0 {
		return notFound(aUser)
	}
	return err
}

// expire deletes name and e-mail of the users who were disabled before a moment;
// the account itself stays, since the log names it, and so that it stays disabled.
func (r Users) expire(tenant TenantID, before time.Time, months int) (int64, error) {
	n, err := changed(r.tx.of(tenant).Model(&User{}).Where("disabled_at <= ? AND sealed IS NOT NULL", moment(before)).
		Updates(map[string]any{"key_id": nil, "sealed": nil}), aUser)
	if err != nil || n == 0 {
		return n, err
	}
	return n, r.tx.Audit().Append(tenant, System, "personal_data.erased", string(tenant), map[string]any{"accounts": n, "months": months})
}
