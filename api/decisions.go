package api

// decision is what an operation writes into the log of decisions, or why it
// writes nothing although it is no mere reading.
type decision struct {
	actions []string // the first in any case that changes something, the others as the case may be
	none    string   // in simple words; "" when there are actions
}

func writes(actions ...string) decision { return decision{actions: actions} }
func decidesNothing(why string) decision {
	return decision{none: why}
}

// decisions is the table of the operations that write into the log, and of those
// that could be thought to. A test holds it against the document: every
// operation that is no GET is in it. docs/audit.md shows it; the suite of apitest
// looks for the actions in the log.
var decisions = map[string]decision{
	"create-dataset": writes("dataset.created"), "fork-dataset": writes("dataset.created"),

	"put-persons": writes("people.stored"), "erase-persons": writes("people.erased"), "list-persons": writes("people.read"),
	"list-assignments": writes("people.read"), "export-assignments": writes("people.read"), "export-person": writes("person.exported"), "set-retention": writes("retention.set"),

	"add-pin": writes("pin.created"), "remove-pin": writes("pin.withdrawn"),
	"add-override": writes("override.created"), "withdraw-override": writes("override.withdrawn"),

	"create-plan": writes("plan.created"), "update-plan-metadata": writes("plan.described"), "stop-plan": writes("plan.cancel"),
	"find-conflicts": writes("conflicts.asked"), "ask-why": writes("why.asked"),
	"create-batch": writes("batch.created", "plan.created"), "stop-batch": writes("plan.cancel"),
	"create-comparison": writes("comparison.created"), "remove-comparison": writes("comparison.deleted"),

	"transition-plan": writes("plan.submitted", "plan.returned", "plan.approved", "plan.publicised", "plan.closed", "plan.effective", "plan.withdrawn"),
	"sign-plan":       writes("plan.signed"), "acknowledge-finding": writes("plan.finding_acknowledged"),
	"file-objection": writes("objection.filed", "plan.objected"), "simulate-objection": writes("objection.simulated", "plan.created", "people.read"),
	"resolve-objection": writes("objection.resolved", "plan.objection_resolved", "plan.superseded", "pin.created", "people.read"),
	"get-objection":     writes("people.read"), "list-objections": writes("people.read"), "list-plan-transitions": writes("people.read"),

	"get-plan-paper": writes("document.exported", "people.read"), "get-plan-bundle": writes("bundle.exported"),

	"create-key": writes("key.created"), "revoke-key": writes("key.revoked"),
	"create-user": writes("user.created"), "update-user": writes("user.changed"), "finish-login": writes("user.created", "user.changed"),
	"create-webhook": writes("webhook.created"), "update-webhook": writes("webhook.changed"), "remove-webhook": writes("webhook.deleted"),
	"renew-webhook-secret": writes("webhook.renewed"), "replay-delivery": writes("delivery.repeated"),

	"evaluate-plan":     decidesNothing("it scores decisions that somebody tries; nothing of them is kept"),
	"mark-dataset":      decidesNothing("it marks a workbook and gives it back; nothing is kept"),
	"check-eligibility": decidesNothing("it counts; nothing is kept"),
	"test-pack":         decidesNothing("it holds expectations against verdicts; nothing is kept"),
	"validate-pack":     decidesNothing("it checks a text; nothing is kept"),
	"log-out":           decidesNothing("it ends a session; rights stay as they are"),
}

// ownActions are those that the service writes by itself, with why.
var ownActions = map[string]string{
	"plan.finished":        "a solve is over: status, problem, pack with version and hash, options, versions, values and proofs of all tiers, hashes of plan, report and certificates, pins that came and went since the plan before and what they cost",
	"conflicts.found":      "a search for conflicts is over: status, problem, options, hash of the report; the subject is the plan",
	"why.answered":         "the other case of a question why is over: as plan.finished, with the question; the subject is the plan",
	"personal_data.erased": "their time is over",
	"tenant.created":       "the operator made the bureau on the command line, or the service at its first start",
	"webhook.paused":       "the receiver answered 410: it wants no more",
	"audit.rebuilt":        "a log without a tree, of an older version, got one",
	"audit.signed":         "the first signature of a log of which nothing was signed, with the number of entries before",
}
