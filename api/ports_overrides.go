package api

import (
	"context"

	"lungang/model"
)

// Overrides are parameters of policy packs that a bureau changes for itself,
// with reason and approver. One that is in force joins the problem of every plan
// that is made from then on, unless the dataset itself overrides the parameter:
// what a snapshot says stands.
type Overrides interface {
	// List returns those of a pack that are in force, by parameter.
	List(ctx context.Context, who Actor, pack string) ([]Override, error)
	// Add puts one in force. CodeConflict when the parameter has one already.
	Add(ctx context.Context, who Actor, once Once, pack string, o model.Override) (*Override, error)
	// Get returns one, for repeated requests. CodeNotFound; a port may still know one
	// that was withdrawn.
	Get(ctx context.Context, who Actor, id string) (*Override, error)
	// Withdraw ends one. CodeNotFound, also when it is withdrawn already or
	// belongs to another pack.
	Withdraw(ctx context.Context, who Actor, pack, id string) error
}
