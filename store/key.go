package store

import (
	"time"

	"lungang/model"
)

// APIKey lets a program in. The secret itself is not stored: it is shown once.
type APIKey struct {
	TenantID   TenantID `gorm:"primaryKey"`
	ID         string   `gorm:"primaryKey"`
	Name       string
	Prefix     string   // the first characters of the secret, to tell keys apart
	Hash       string   // of the secret
	Roles      []string `gorm:"serializer:list"`
	Scopes     []string `gorm:"serializer:list"` // narrows the roles; empty: everything they may
	CreatedBy  Actor
	CreatedAt  time.Time
	ExpiresAt  time.Time `gorm:"serializer:nullable"` // zero: never
	LastUsedAt time.Time `gorm:"serializer:nullable"`
	RevokedAt  time.Time `gorm:"serializer:nullable"`
}

// TableName is the table's name.
func (*APIKey) TableName() string { return "api_keys" }

// Good reports whether the key lets anybody in at that time.
func (k *APIKey) Good(at time.Time) bool {
	return k.RevokedAt.IsZero() && (k.ExpiresAt.IsZero() || at.Before(k.ExpiresAt))
}

// NewKey is what a key is made of.
type NewKey struct {
	Name      string
	Roles     []string
	Scopes    []string
	ExpiresAt time.Time // zero: never
}

// KeySecretPrefix begins every secret of an API key.
const KeySecretPrefix = "lgk_"

const shownOfSecret = 10 // characters, the prefix included

var aKey = model.Text{ZH: "API 密钥", EN: "API key"}

// Keys is the repository of API keys. Gate finds a key by its secret.
type Keys struct{ tx *Tx }

// Keys is the repository of API keys.
func (tx *Tx) Keys() Keys { return Keys{tx} }

// Create stores a key and returns its secret, which nobody can ask for again.
func (r Keys) Create(tenant TenantID, actor Actor, n NewKey) (key *APIKey, secret string, err error) {
	secret, hash := newSecret(KeySecretPrefix)
	k := &APIKey{
		TenantID: tenant, ID: NewID(PrefixKey, r.tx.now), Name: n.Name, Prefix: secret[:shownOfSecret], Hash: hash,
		Roles: listed(n.Roles), Scopes: listed(n.Scopes), CreatedBy: actor, CreatedAt: r.tx.now, ExpiresAt: n.ExpiresAt,
	}
	if err := insert(r.tx, aKey, *k); err != nil {
		return nil, "", err
	}
	k.ExpiresAt = stored(k.ExpiresAt)
	err = r.tx.Audit().Append(tenant, actor, "key.created", k.ID, map[string]any{
		"roles": listed(k.Roles), "scopes": listed(k.Scopes), "prefix": k.Prefix,
	})
	if err != nil {
		return nil, "", err
	}
	return k, secret, nil
}

// Get returns a key, a revoked one too: not_found.
func (r Keys) Get(tenant TenantID, id string) (*APIKey, error) {
	return byID[APIKey](r.tx, tenant, id, aKey)
}

// List returns a page of keys, revoked ones too.
func (r Keys) List(tenant TenantID, p Page) (List[APIKey], error) {
	return pageOf[APIKey](r.tx.of(tenant), p, "keys")
}

// Revoke ends a key. Errors: not_found, conflict when it is revoked already.
func (r Keys) Revoke(tenant TenantID, actor Actor, id string) error {
	n, err := changed(r.tx.of(tenant).Model(&APIKey{}).Where("id = ? AND revoked_at IS NULL", id).
		Updates(map[string]any{"revoked_at": r.tx.now}), aKey)
	if err != nil {
		return err
	}
	if n == 0 {
		if _, err := r.Get(tenant, id); err != nil {
			return err
		}
		return conflict("密钥已经作废", "the key is revoked already")
	}
	return r.tx.Audit().Append(tenant, actor, "key.revoked", id, nil)
}

// Used notes that a key was used; call it about once a minute, not each time.
func (r Keys) Used(tenant TenantID, id string) error {
	n, err := changed(r.tx.of(tenant).Model(&APIKey{}).Where("id = ?", id).Updates(map[string]any{"last_used_at": r.tx.now}), aKey)
	if err == nil && n == 0 {
		return notFound(aKey)
	}
	return err
}
