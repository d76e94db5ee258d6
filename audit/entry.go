package audit

import (
	"encoding/json"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"lungang/audit/verifier"
	"lungang/model"
)

// Entry is one decision: who did what to which thing, and when. It holds
// pseudonymous ids only.
type Entry struct {
	Tenant  string
	Seq     int64     // from 1, without gaps
	At      time.Time // UTC, microseconds
	Actor   string    // pseudonym of a user or key
	Action  string    // for example plan.created
	Subject string    // id of what it is about
	Data    string    // canonical JSON of what was decided
}

// Actions that a log takes by itself: it gets its first signature, or its first
// tree. Who changes rows by hand can bring them about, so that they have to be
// explained; checkpoints from elsewhere tell what was there before.
const (
	ActionSigned  = "audit.signed"
	ActionRebuilt = "audit.rebuilt"
)

// recordVersion is the version of the form of records.
const recordVersion = 1

// Record is the entry as the tree has it: canonical JSON of all fields, see
// docs/audit.md. The error is that of model.Canonical.
func (e *Entry) Record() ([]byte, error) {
	return model.Canonical(record{
		Action: e.Action, Actor: e.Actor, At: e.At.UTC().Format(time.RFC3339Nano), Data: json.RawMessage(e.Data), Seq: e.Seq,
		Subject: e.Subject, Tenant: e.Tenant, V: recordVersion,
	})
}

type record struct {
	Action  string          `json:"action"`
	Actor   string          `json:"actor"`
	At      string          `json:"at"`
	Data    json.RawMessage `json:"data"`
	Seq     int64           `json:"seq"`
	Subject string          `json:"subject"`
	Tenant  string          `json:"tenant"`
	V       int             `json:"v"`
}

// ParseRecord reads a record. It does not say whether the text is canonical: a
// proof of inclusion does, since any other text has another hash.
func ParseRecord(text []byte) (*Entry, error) {
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, model.NewError(model.CodeBadFormat, model.Text{ZH: "不是审计记录", EN: "not a record of the log"}, err)
	}
	at, err := time.Parse(time.RFC3339Nano, r.At)
	if err != nil || r.V != recordVersion {
		return nil, model.NewError(model.CodeBadFormat, model.Text{ZH: "不是本版本的审计记录", EN: "not a record of this version"}, err)
	}
	return &Entry{Tenant: r.Tenant, Seq: r.Seq, At: at, Actor: r.Actor, Action: r.Action, Subject: r.Subject, Data: string(r.Data)}, nil
}

// Hash is the leaf of the entry in the tree, "sha256:…": SHA-256 of a zero byte
// and the record (RFC 6962).
func (e *Entry) Hash() (string, error) {
	text, err := e.Record()
	if err != nil {
		return "", err
	}
	return verifier.Text(tlog.RecordHash(text)), nil
}

// intact reports whether the data are the canonical text that was written. A
// text that only means the same would have the same record.
func (e *Entry) intact() bool {
	text, err := model.Canonical(json.RawMessage(e.Data))
	return err == nil && string(text) == e.Data
}
