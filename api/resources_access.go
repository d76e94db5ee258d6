package api

import (
	"encoding/json"
	"time"
)

// Key is an API key, without its secret except in the answer that creates it.
type Key struct {
	ID        string       `json:"id" doc:"id of the key" example:"key_01jd3zj9r3s7v1w5y9b3d7f1hk"`
	Name      string       `json:"name" doc:"what it is for" example:"人事系统"`
	Prefix    string       `json:"prefix" doc:"first characters of the secret, to tell keys apart" example:"lgk_7Hq2"`
	Roles     []Role       `json:"roles" doc:"what it may do"`
	Scopes    []Permission `json:"scopes" doc:"narrows it to these permissions; empty: all of its roles"`
	Expires   time.Time    `json:"expiresAt" doc:"first moment at which it is not valid, UTC"`
	Revoked   *time.Time   `json:"revokedAt,omitempty" doc:"when it was ended, UTC"`
	LastUsed  *time.Time   `json:"lastUsedAt,omitempty" doc:"about when it was last used, UTC"`
	CreatedAt time.Time    `json:"createdAt" doc:"UTC"`
	CreatedBy string       `json:"createdBy" doc:"key or user, a pseudonym"`
	Secret    string       `json:"secret,omitempty" doc:"only in the answer that creates the key: it cannot be read again"`
}

// WebhookEvent is what a webhook may hear of.
type WebhookEvent string

// The events.
const (
	EventPlanQueued  WebhookEvent = "plan.queued"
	EventPlanStarted WebhookEvent = "plan.started"
	EventPlanOver    WebhookEvent = "plan.over" // whatever the status is
)

// Values lists the closed set of words.
func (WebhookEvent) Values() []string { return []string{"plan.queued", "plan.started", "plan.over"} }

// Webhook is an address that wants to hear of plans (Standard Webhooks).
type Webhook struct {
	ID       string         `json:"id" doc:"id of the webhook" example:"wh_01jd3zm6t0v4x8z2b6d0f4h8kn"`
	URL      string         `json:"url" doc:"address that is called" example:"https://hr.example.cn/lungang"`
	Events   []WebhookEvent `json:"events" doc:"what it wants to hear of"`
	PlanName string         `json:"planName,omitempty" doc:"only plans of exactly this name"`
	Tag      string         `json:"tag,omitempty" doc:"only plans with this tag"`
	Active   bool           `json:"active" doc:"false: nothing is sent; also after the receiver answered 410"`

	Statuses []TechnicalStatus `json:"statuses,omitempty" doc:"only plans that have one of these technical statuses by then"`

	Version   int64     `json:"version" doc:"grows with every change; also the ETag"`
	CreatedAt time.Time `json:"createdAt" doc:"UTC"`
	CreatedBy string    `json:"createdBy" doc:"key or user, a pseudonym"`
	Secret    string    `json:"secret,omitempty" doc:"only in the answer that creates the webhook: signs every delivery"`
}

// Delivery is one thing that was sent, or is being sent, to a webhook.
type Delivery struct {
	ID       string          `json:"id" doc:"id of the delivery; also the webhook-id header, unless it repeats another: then that is replayOf" example:"msg_01jd3zp3v7x1z5b9d3f7h1k5mq"`
	Webhook  string          `json:"webhook" doc:"webhook"`
	Event    WebhookEvent    `json:"event" doc:"what it is about"`
	Status   DeliveryStatus  `json:"status" doc:"where it stands"`
	Attempts int             `json:"attempts" doc:"how often it was sent"`
	Code     int             `json:"responseStatus,omitempty" doc:"HTTP status of the last answer; absent when there was none"`
	Error    string          `json:"error,omitempty" doc:"what went wrong last"`
	Next     *time.Time      `json:"nextAttemptAt,omitempty" doc:"when it is sent again, UTC"`
	Payload  json.RawMessage `json:"payload" doc:"what was sent: ids and links only; an object"`
	Replays  string          `json:"replayOf,omitempty" doc:"the first delivery that this one repeats; its id is the webhook-id header"`
	Created  time.Time       `json:"createdAt" doc:"UTC"`
}

// DeliveryStatus is where a delivery stands.
type DeliveryStatus string

// The statuses of deliveries.
const (
	DeliveryPending   DeliveryStatus = "pending"
	DeliverySucceeded DeliveryStatus = "succeeded"
	DeliveryFailed    DeliveryStatus = "failed" // every retry was used up
)

// Values lists the closed set of words.
func (DeliveryStatus) Values() []string { return []string{"pending", "succeeded", "failed"} }

// AuditEntry is one row of the decision log.
type AuditEntry struct {
	Seq     int64           `json:"seq" doc:"from 1 upwards in every bureau, without gaps"`
	Time    time.Time       `json:"time" doc:"UTC"`
	Actor   string          `json:"actor" doc:"key or user, a pseudonym"`
	Action  string          `json:"action" doc:"what was done" example:"plan.created"`
	Subject string          `json:"subject" doc:"id of what it was done to"`
	Data    json.RawMessage `json:"data" doc:"canonical JSON of what was decided; an object"`
	Hash    string          `json:"hash" doc:"leaf of the row in the log's Merkle tree"`
}
