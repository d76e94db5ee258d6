package api

import (
	"context"
	"slices"
	"time"

	"lungang/audit"
)

// Role is what somebody does in a bureau.
type Role string

// The roles.
const (
	RolePlanner  Role = "planner"   // prepares data, makes and compares plans
	RoleReviewer Role = "reviewer"  // reads plans and says what is wrong with them
	RoleApprover Role = "approver"  // decides: approves, publishes
	RoleAuditor  Role = "auditor"   // reads the log and everything that it speaks of
	RoleOperator Role = "operator"  // runs the machine: keys, metrics; never decides
	RoleHRSystem Role = "hr-system" // a personnel system: brings data, fetches plans

	RoleEducation Role = "education" // signs for the education department
	RoleStaffing  Role = "staffing"  // signs for the office of staffing quotas (编办)
	RolePersonnel Role = "personnel" // signs for human resources (人社)
	RoleFinance   Role = "finance"   // signs for the finance department
)

// Roles lists the roles.
func Roles() []Role {
	return []Role{
		RolePlanner, RoleReviewer, RoleApprover, RoleAuditor, RoleOperator, RoleHRSystem, RoleEducation, RoleStaffing, RolePersonnel, RoleFinance,
	}
}

// Decides reports whether the role decides about plans or signs for an office.
// The technical operator cannot give such a role.
func (r Role) Decides() bool {
	return slices.Contains([]Role{RoleApprover, RoleEducation, RoleStaffing, RolePersonnel, RoleFinance}, r)
}

// Values lists the closed set of words.
func (Role) Values() []string {
	var out []string
	for _, r := range Roles() {
		out = append(out, string(r))
	}
	return out
}

// ActorKind says by what means somebody came in.
type ActorKind string

// The means.
const (
	ActorKey  ActorKind = "key"  // an API key
	ActorUser ActorKind = "user" // a person with a session
)

// Actor is who asks. It holds no personal data: the id of a key or of a user
// is a pseudonym.
type Actor struct {
	Tenant string
	ID     string
	Kind   ActorKind
	Roles  []Role
	// Scopes narrow a key to some permissions; empty: all that its roles have.
	Scopes []Permission
}

// Has reports whether the actor has the role.
func (a Actor) Has(r Role) bool { return slices.Contains(a.Roles, r) }

// Keys are the API keys of a tenant.
type Keys interface {
	// Authenticate returns who the secret belongs to. CodeUnauthenticated when
	// it is unknown, revoked or expired. It compares hashes, never secrets.
	Authenticate(ctx context.Context, secret string) (Actor, error)
	// Create makes a key. The secret is in the answer of the call that creates
	// it, and never again: a repeated call (Once) answers without it.
	Create(ctx context.Context, who Actor, once Once, k NewKey) (*Key, error)
	Get(ctx context.Context, who Actor, id string) (*Key, error) // CodeNotFound
	List(ctx context.Context, who Actor, page Page) (list []Key, more bool, err error)
	// Revoke ends a key at once and keeps its row. A revoked key is returned as
	// it is. CodeNotFound.
	Revoke(ctx context.Context, who Actor, id string) (*Key, error)
}

// NewKey is a key to be made.
type NewKey struct {
	Name    string
	Roles   []Role
	Scopes  []Permission
	Expires time.Time // never zero
}

// Sessions are the logins of people who come through the identity provider of
// the bureau.
type Sessions interface {
	// Open finds the user of an identity, or makes one, sets its roles to those
	// that the identity provider says, and opens a session until expires.
	// CodeForbidden when the tenant is unknown or the user is blocked.
	Open(ctx context.Context, id Identity, expires time.Time) (*Session, error)
	// Find returns the session of a token, without the token. CodeUnauthenticated
	// when it is unknown, closed or expired, or the user is blocked. It compares
	// hashes, never tokens.
	Find(ctx context.Context, token string) (*Session, error)
	// Close ends a session. Closing an unknown one is no error.
	Close(ctx context.Context, token string) error
}

// Identity is what an identity provider says of a person.
type Identity struct {
	Tenant  string
	Issuer  string
	Subject string
	Roles   []Role
	// Keep says that the bureau keeps the roles itself: those of the user stay,
	// and Roles holds only the deciding ones, which the provider alone gives. Who
	// is not a user yet is refused.
	Keep bool
}

// Session is an open login.
type Session struct {
	Actor   Actor  // of kind user
	Token   string // at least 32 random bytes as text; only in the answer of Open
	Expires time.Time
}

// Webhooks are the addresses that want to hear of plans.
type Webhooks interface {
	// Create stores a webhook. The secret is in the answer of the call that
	// creates it, and never again. CodeBadParameter, with a fault at /url, for an
	// address that may not be called.
	Create(ctx context.Context, who Actor, once Once, w NewWebhook) (*Webhook, error)
	Get(ctx context.Context, who Actor, id string) (*Webhook, error) // CodeNotFound
	List(ctx context.Context, who Actor, page Page) (list []Webhook, more bool, err error)
	// Update replaces what may change. version is the one that was read; another
	// one is CodeStale. CodeNotFound, CodeBadParameter.
	Update(ctx context.Context, who Actor, id string, version int64, w NewWebhook) (*Webhook, error)
	Remove(ctx context.Context, who Actor, id string) error // CodeNotFound
	// Renew makes another secret, which is in the answer and never again; the old
	// one signs beside it for a day. version is the one that was read; another
	// one is CodeStale. CodeNotFound.
	Renew(ctx context.Context, who Actor, id string, version int64) (*Webhook, error)
	// Deliveries lists what was sent, newest first.
	Deliveries(ctx context.Context, who Actor, id string, page Page) (list []Delivery, more bool, err error)
	// Replay sends a delivery again, as a new one. CodeNotFound.
	Replay(ctx context.Context, who Actor, once Once, id, delivery string) (*Delivery, error)
}

// NewWebhook is what a client says of a webhook.
type NewWebhook struct {
	URL      string
	Events   []WebhookEvent // 1 or more
	PlanName string         // only plans of this name; empty: all
	Tag      string         // only plans with this tag; empty: all
	Active   bool

	Statuses []TechnicalStatus // only plans that have one of these by then; empty: all
}

// Audit is the read-out of the decision log.
type Audit interface {
	// List returns entries by sequence number.
	List(ctx context.Context, who Actor, q AuditQuery) (list []AuditEntry, more bool, err error)
	// Get returns one entry. CodeNotFound.
	Get(ctx context.Context, who Actor, seq int64) (*AuditEntry, error)
	// Root says what the log is now.
	Root(ctx context.Context, who Actor) (*audit.Root, error)
	// Include proves that an entry is in the log as it is now. CodeNotFound.
	Include(ctx context.Context, who Actor, seq int64) (*audit.Inclusion, error)
	// Extend proves that the log of the first from entries is the beginning of
	// the present one. CodeNotFound.
	Extend(ctx context.Context, who Actor, from int64) (*audit.Consistency, error)
}

// AuditQuery filters the log; empty fields do not filter.
type AuditQuery struct {
	After      int64 // sequence number of the last entry seen; 0: from the beginning (or the end)
	Limit      int
	Descending bool
	Subject    string // id of what it is about
	Actor      string // id of who did it
	Action     string
	From, To   time.Time // From included, To not
}
