package store

import (
	"crypto/rand"
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"lungang/model"
)

// Webhook is an address that wants to hear of events. The secret that signs is
// stored only encrypted.
type Webhook struct {
	TenantID   TenantID `gorm:"primaryKey"`
	ID         string   `gorm:"primaryKey"`
	URL        string
	Events     []string `gorm:"serializer:list"` // empty: all
	Filter     string   // canonical JSON: statuses, names, tags; {}: everything
	KeyID      string
	Sealed     []byte `json:"-"` // the secret
	Version    int64  // from 1
	CreatedBy  Actor
	CreatedAt  time.Time
	DisabledAt time.Time `gorm:"serializer:nullable"`
	DeletedAt  time.Time `gorm:"serializer:nullable"` // its delivery log stays
}

// TableName is the table's name.
func (*Webhook) TableName() string { return "webhooks" }

// WebhookChange is what a client says about a webhook.
type WebhookChange struct {
	URL      string
	Events   []string
	Filter   any // nil: {}
	Disabled bool
}

const purposeWebhooks = "webhooks"

var aWebhook = model.Text{ZH: "Webhook", EN: "webhook"}

// Webhooks is the repository of webhooks.
type Webhooks struct{ tx *Tx }

// Webhooks is the repository of webhooks.
func (tx *Tx) Webhooks() Webhooks { return Webhooks{tx} }

func (w *Webhook) place() []string { return []string{string(w.TenantID), w.ID} }

// WebhookSecretPrefix begins every secret of a webhook (Standard Webhooks 1.0).
const WebhookSecretPrefix = "whsec_"

// newSigningSecret is a secret in the form of Standard Webhooks.
func newSigningSecret() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	return WebhookSecretPrefix + base64.StdEncoding.EncodeToString(raw)
}

// Create stores a webhook and returns its secret, which is shown once:
// bad_parameter (ErrNoDataKey) when there is no key to encrypt it with.
func (r Webhooks) Create(tenant TenantID, actor Actor, c WebhookChange) (*Webhook, string, error) {
	filter, err := canonicalObject(c.Filter)
	if err != nil {
		return nil, "", err
	}
	w := &Webhook{
		TenantID: tenant, ID: NewID(PrefixWebhook, r.tx.now), URL: c.URL, Events: listed(c.Events), Filter: filter,
		Version: 1, CreatedBy: actor, CreatedAt: r.tx.now,
	}
	if c.Disabled {
		w.DisabledAt = r.tx.now
	}
	secret := newSigningSecret()
	if w.Sealed, w.KeyID, err = r.tx.store.keys.seal(purposeWebhooks, w.place(), []byte(secret)); err != nil {
		return nil, "", err
	}
	if err := insert(r.tx, aWebhook, *w); err != nil {
		return nil, "", err
	}
	return w, secret, r.log(tenant, actor, "webhook.created", w.ID, c, filter)
}

func (r Webhooks) log(tenant TenantID, actor Actor, action, id string, c WebhookChange, filter string) error {
	// The address may hold a token: only its hash is logged.
	return r.tx.Audit().Append(tenant, actor, action, id, map[string]any{
		"url": hashOf([]byte(c.URL)), "events": listed(c.Events), "filter": filter, "disabled": c.Disabled,
	})
}

// Get returns a webhook: not_found, also when it is deleted.
func (r Webhooks) Get(tenant TenantID, id string) (*Webhook, error) {
	return one[Webhook](r.tx.of(tenant).Where("id = ? AND deleted_at IS NULL", id), aWebhook)
}

// List returns a page of webhooks.
func (r Webhooks) List(tenant TenantID, p Page) (List[Webhook], error) {
	return pageOf[Webhook](r.tx.of(tenant).Where("deleted_at IS NULL"), p, "webhooks")
}

// Listening returns the webhooks that want an event; Filter is the caller's to see.
func (r Webhooks) Listening(tenant TenantID, event string) ([]Webhook, error) {
	var rows, out []Webhook
	err := r.tx.of(tenant).Where("deleted_at IS NULL AND disabled_at IS NULL").Order("id").Find(&rows).Error
	for _, w := range rows {
		if len(w.Events) == 0 || slices.Contains(w.Events, event) {
			out = append(out, w)
		}
	}
	return out, dbError("list webhooks", err)
}

// Change replaces what a client says, of the version that was read; version 0
// means any. Errors: not_found, stale.
func (r Webhooks) Change(tenant TenantID, actor Actor, id string, version int64, c WebhookChange) (*Webhook, error) {
	filter, err := canonicalObject(c.Filter)
	if err != nil {
		return nil, err
	}
	set := map[string]any{"url": c.URL, "events": jsonText(c.Events), "filter": filter, "disabled_at": nil, "version": next}
	if c.Disabled {
		set["disabled_at"] = r.tx.now
	}
	if err := r.update(tenant, id, version, set); err != nil {
		return nil, err
	}
	w, err := r.Get(tenant, id)
	if err != nil {
		return nil, err
	}
	return w, r.log(tenant, actor, "webhook.changed", id, c, filter)
}

// Pause stops a webhook whose receiver said that it wants no more, of the version that
// was called; the log says why. Errors: not_found, stale.
func (r Webhooks) Pause(tenant TenantID, id string, version int64, why map[string]any) error {
	if err := r.update(tenant, id, version, map[string]any{"disabled_at": r.tx.now, "version": next}); err != nil {
		return err
	}
	return r.tx.Audit().Append(tenant, System, "webhook.paused", id, why)
}

// Delete ends a webhook; its delivery log stays. Errors: not_found, stale.
func (r Webhooks) Delete(tenant TenantID, actor Actor, id string, version int64) error {
	if err := r.update(tenant, id, version, map[string]any{"deleted_at": r.tx.now, "version": next}); err != nil {
		return err
	}
	return r.tx.Audit().Append(tenant, actor, "webhook.deleted", id, nil)
}

// OldSecretLasts is how long a secret still signs beside the one that followed
// it, so that receivers can change over (Standard Webhooks, "Signature scheme").
const OldSecretLasts = 24 * time.Hour

// signing is what is sealed of a webhook: the secret, and the one before it with
// the moment at which it ends, as words.
type signing struct {
	secret, old string
	until       time.Time
}

func readSigning(text string) signing {
	words := strings.Fields(text)
	if len(words) != 3 {
		return signing{secret: text}
	}
	until, err := time.Parse(time.RFC3339Nano, words[2])
	if err != nil {
		return signing{secret: words[0]}
	}
	return signing{words[0], words[1], until}
}

// at lists the secrets that sign at that time, the present one first.
func (s signing) at(now time.Time) []string {
	if s.old == "" || !now.Before(s.until) {
		return []string{s.secret}
	}
	return []string{s.secret, s.old}
}

// Renew gives the webhook of the version that was read another secret, which is
// shown once; version 0 means any. The old one signs beside it for
// OldSecretLasts. Errors: not_found, stale, bad_parameter (ErrNoDataKey).
func (r Webhooks) Renew(tenant TenantID, actor Actor, id string, version int64) (w *Webhook, secret string, err error) {
	old, err := r.Secrets(tenant, id)
	if err != nil {
		return nil, "", err
	}
	if w, err = r.Get(tenant, id); err != nil {
		return nil, "", err
	}
	secret = newSigningSecret()
	text := strings.Join([]string{secret, old[0], moment(r.tx.now.Add(OldSecretLasts)).Format(time.RFC3339Nano)}, " ")
	sealed, keyID, err := r.tx.store.keys.seal(purposeWebhooks, w.place(), []byte(text))
	if err != nil {
		return nil, "", err
	}
	if err := r.update(tenant, id, version, map[string]any{"sealed": sealed, "key_id": keyID, "version": next}); err != nil {
		return nil, "", err
	}
	if w, err = r.Get(tenant, id); err != nil {
		return nil, "", err
	}
	return w, secret, r.tx.Audit().Append(tenant, actor, "webhook.renewed", id, nil)
}

// Secrets returns the secrets that sign now, the present one first, for the
// worker that delivers: not_found, bad_parameter when the key is not there.
func (r Webhooks) Secrets(tenant TenantID, id string) ([]string, error) {
	w, err := r.Get(tenant, id)
	if err != nil {
		return nil, err
	}
	text, err := r.tx.store.keys.open(w.KeyID, purposeWebhooks, w.place(), w.Sealed)
	if err != nil {
		return nil, err
	}
	return readSigning(string(text)).at(r.tx.now), nil
}

func (r Webhooks) update(tenant TenantID, id string, version int64, set map[string]any) error {
	q := r.tx.of(tenant).Model(&Webhook{}).Where("id = ? AND deleted_at IS NULL", id)
	if version != 0 {
		q = q.Where("version = ?", version)
	}
	n, err := changed(q.Updates(set), aWebhook)
	if err != nil || n > 0 {
		return err
	}
	if _, err := r.Get(tenant, id); err != nil {
		return err
	}
	return stale()
}
