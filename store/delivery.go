package store

import (
	"cmp"
	"time"

	"lungang/model"
)

// DeliveryStatus is how far a delivery is.
type DeliveryStatus string

// The statuses of deliveries.
const (
	DeliveryPending   DeliveryStatus = "PENDING"
	DeliveryDelivered DeliveryStatus = "DELIVERED"
	DeliveryFailed    DeliveryStatus = "FAILED" // given up
)

// Delivery is one event on its way to one webhook. Its id is the webhook-id of
// Standard Webhooks, the same for every attempt; one that repeats another carries the
// id of that, ReplayOf: it is the same message.
type Delivery struct {
	TenantID  TenantID `gorm:"primaryKey"`
	ID        string   `gorm:"primaryKey"`
	WebhookID string
	Event     string
	Payload   string // JSON; ids and links only
	Status    DeliveryStatus
	Attempts  int
	CreatedAt time.Time
	NextAt    time.Time `gorm:"serializer:nullable"` // when to try; zero when it is over
	DoneAt    time.Time `gorm:"serializer:nullable"`
	ReplayOf  string    `gorm:"serializer:nullable"` // delivery that this one repeats
}

// TableName is the table's name.
func (Delivery) TableName() string { return "deliveries" }

// DeliveryAttempt is one line of the delivery log.
type DeliveryAttempt struct {
	TenantID     TenantID `gorm:"primaryKey"`
	DeliveryID   string   `gorm:"primaryKey"`
	N            int      `gorm:"primaryKey;autoIncrement:false"` // from 1
	At           time.Time
	Milliseconds int64
	HTTPStatus   int    `gorm:"column:http_status;serializer:nullable"` // 0: no answer
	Error        string // why there was no good answer; "" otherwise
}

// TableName is the table's name.
func (DeliveryAttempt) TableName() string { return "delivery_attempts" }

var aDelivery = model.Text{ZH: "投递", EN: "delivery"}

// Deliveries is the repository of webhook deliveries.
type Deliveries struct{ tx *Tx }

// Deliveries is the repository of webhook deliveries.
func (tx *Tx) Deliveries() Deliveries { return Deliveries{tx} }

// Create stores a delivery that is due at once: not_found when the webhook is
// not the tenant's.
func (r Deliveries) Create(tenant TenantID, webhook, event, payload string) (*Delivery, error) {
	if _, err := r.tx.Webhooks().Get(tenant, webhook); err != nil {
		return nil, err
	}
	d := &Delivery{
		TenantID: tenant, ID: NewID(PrefixDelivery, r.tx.now), WebhookID: webhook, Event: event, Payload: payload,
		Status: DeliveryPending, CreatedAt: r.tx.now, NextAt: r.tx.now,
	}
	return d, insert(r.tx, aDelivery, *d)
}

// Get returns a delivery: not_found.
func (r Deliveries) Get(tenant TenantID, id string) (*Delivery, error) {
	return byID[Delivery](r.tx, tenant, id, aDelivery)
}

// List returns a page of the deliveries of a webhook, a deleted one's too.
func (r Deliveries) List(tenant TenantID, webhook string, p Page) (List[Delivery], error) {
	return pageOf[Delivery](r.tx.of(tenant).Where("webhook_id = ?", webhook), p, "deliveries")
}

// Due lists the deliveries of a webhook that are due, the longest due first.
func (r Deliveries) Due(tenant TenantID, webhook string) ([]string, error) {
	var ids []string
	err := r.tx.of(tenant).Model(&Delivery{}).Where("webhook_id = ? AND status = ? AND next_at <= ?", webhook, DeliveryPending, r.tx.now).
		Order("next_at, id").Pluck("id", &ids).Error
	return ids, dbError("list deliveries", err)
}

// Log lists the attempts of a delivery, first one first.
func (r Deliveries) Log(tenant TenantID, id string) ([]DeliveryAttempt, error) {
	var rows []DeliveryAttempt
	err := r.tx.of(tenant).Where("delivery_id = ?", id).Order("n").Find(&rows).Error
	return rows, dbError("list attempts", err)
}

// Tried writes one attempt into the log. next is when to try again: zero when
// it was delivered (ok) or is given up. Errors: not_found, conflict when the
// delivery is over.
func (r Deliveries) Tried(tenant TenantID, id string, a DeliveryAttempt, ok bool, next time.Time) error {
	d, err := one[Delivery](r.tx.locked(tenant).Where("id = ?", id), aDelivery)
	if err != nil {
		return err
	}
	if d.Status != DeliveryPending {
		return conflict("投递已经结束", "the delivery is over")
	}
	a.TenantID, a.DeliveryID, a.N, a.At = tenant, id, d.Attempts+1, r.tx.now
	if err := insert(r.tx, aDelivery, a); err != nil {
		return err
	}
	set := map[string]any{"attempts": a.N, "next_at": nil, "done_at": r.tx.now}
	switch {
	case ok:
		set["status"] = DeliveryDelivered
	case next.IsZero():
		set["status"] = DeliveryFailed
	default:
		set["next_at"], set["done_at"] = moment(next), nil
	}
	_, err = changed(r.tx.of(tenant).Model(&Delivery{}).Where("id = ?", id).Updates(set), aDelivery)
	return err
}

// Repeat sends what a delivery of a webhook sent once more, as a new delivery of the
// same message that is due at once: not_found, also when the webhook is deleted.
func (r Deliveries) Repeat(tenant TenantID, actor Actor, webhook, id string) (*Delivery, error) {
	old, err := one[Delivery](r.tx.of(tenant).Where("id = ? AND webhook_id = ?", id, webhook), aDelivery)
	if err != nil {
		return nil, err
	}
	if _, err := r.tx.Webhooks().Get(tenant, webhook); err != nil {
		return nil, err
	}
	d := &Delivery{
		TenantID: tenant, ID: NewID(PrefixDelivery, r.tx.now), WebhookID: webhook, Event: old.Event, Payload: old.Payload,
		Status: DeliveryPending, CreatedAt: r.tx.now, NextAt: r.tx.now, ReplayOf: cmp.Or(old.ReplayOf, old.ID),
	}
	if err := insert(r.tx, aDelivery, *d); err != nil {
		return nil, err
	}
	return d, r.tx.Audit().Append(tenant, actor, "delivery.repeated", d.ID, map[string]any{"webhook": webhook, "of": old.ID})
}
