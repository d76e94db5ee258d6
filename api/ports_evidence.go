package api

import "context"

// Evidence is what proves a plan to somebody who trusts nobody.
type Evidence interface {
	// Certificates returns the bytes of the document of the proofs. CodeNotFound,
	// also when nothing was certified.
	Certificates(ctx context.Context, who Actor, plan string) ([]byte, error)
	// Rules returns the bytes of the rules that the plan was solved under. CodeNotFound,
	// also when they were not kept.
	Rules(ctx context.Context, who Actor, plan string) ([]byte, error)
	// Bundle makes the evidence for a plan as one zip, with what the log says of
	// the plan, its dataset, pins and objections, and writes into the log that it
	// was exported. CodeNotFound; CodeConflict when the plan has no document.
	Bundle(ctx context.Context, who Actor, plan string) ([]byte, error)
}

// NotInBundles are actions whose entries stay out of bundles: they say who looked
// at data, not what was decided, and bundles go to strangers.
var NotInBundles = []string{"people.read", "person.exported", "bundle.exported"}
