package api

import "context"

// Users are the people of a bureau who log in, and what they may do.
type Users interface {
	// Create stores a user before the first login. CodeConflict when the
	// identity is known, and when there is a name and the service has no data key.
	Create(ctx context.Context, who Actor, once Once, u NewUser) (*User, error)
	Get(ctx context.Context, who Actor, id string) (*User, error) // CodeNotFound
	List(ctx context.Context, who Actor, page Page) (list []User, more bool, err error)
	// Update sets roles and whether the user is blocked; a blocked user's
	// sessions end at once. version is the one that was read; another one is
	// CodeStale. CodeNotFound.
	Update(ctx context.Context, who Actor, id string, version int64, roles []Role, blocked bool) (*User, error)
}

// NewUser is a person who may log in.
type NewUser struct {
	Issuer  string // of the identity provider
	Subject string // the person there
	Name    string // stored encrypted; may be empty
	Roles   []Role
}
