package api

import "slices"

// Permission is one thing that roles may do. Keys may be narrowed to some.
type Permission string

// The permissions.
const (
	PermRulesRead     Permission = "rules:read"        // packs, clauses, schemas, demo data
	PermDatasetsRead  Permission = "datasets:read"     // datasets and what follows from them
	PermDatasetsWrite Permission = "datasets:write"    // bring and fork datasets
	PermPersonsRead   Permission = "persons:read"      // names and ID numbers; masked as the table in persons.go says
	PermPersonsWrite  Permission = "persons:write"     // bring and erase personal data
	PermPersonsExport Permission = "persons:export"    // all that is kept about one person, unmasked, for that person
	PermRetention     Permission = "retention:manage"  // decides: for how long personal data are kept
	PermPlansRead     Permission = "plans:read"        // plans, progress, analyses
	PermPlansWrite    Permission = "plans:write"       // solve, rename, stop
	PermPinsWrite     Permission = "pins:write"        // decide beforehand
	PermComparisons   Permission = "comparisons:write" // keep comparisons
	PermAuditRead     Permission = "audit:read"        // the log of decisions
	PermWebhooks      Permission = "webhooks:manage"   // who hears of plans
	PermKeys          Permission = "keys:manage"       // who gets in
	PermUsers         Permission = "users:manage"      // people, their roles, blocking
	PermPacksOverride Permission = "packs:override"    // decides: parameters of packs
	PermOperate       Permission = "service:operate"   // metrics, profiles
	PermPlansReview   Permission = "plans:review"      // takes part in the review of plans, each role as docs/review.md says
	PermPlansApprove  Permission = "plans:approve"     // decides
	PermPlansPublish  Permission = "plans:publish"     // decides
)

// granted is the table of roles: what each may do.
var granted = map[Role][]Permission{
	RolePlanner: {
		PermRulesRead, PermDatasetsRead, PermDatasetsWrite, PermPersonsRead, PermPlansRead, PermPlansWrite, PermPinsWrite, PermComparisons,
		PermPlansReview,
	},
	RoleReviewer: {PermRulesRead, PermDatasetsRead, PermPersonsRead, PermPlansRead, PermComparisons, PermPlansReview},
	RoleApprover: {
		PermRulesRead, PermDatasetsRead, PermPersonsRead, PermPlansRead, PermComparisons, PermAuditRead, PermPlansApprove, PermPlansPublish, PermPacksOverride,
		PermPlansReview, PermPersonsExport, PermRetention,
	},
	RoleAuditor:  {PermRulesRead, PermDatasetsRead, PermPlansRead, PermAuditRead},
	RoleOperator: {PermRulesRead, PermKeys, PermUsers, PermWebhooks, PermOperate},
	RoleHRSystem: {
		PermRulesRead, PermDatasetsRead, PermDatasetsWrite, PermPersonsRead, PermPersonsWrite, PermPersonsExport, PermPlansRead, PermWebhooks,
	},
	RoleEducation: {PermRulesRead, PermDatasetsRead, PermPlansRead, PermPlansReview},
	RoleStaffing:  {PermRulesRead, PermDatasetsRead, PermPlansRead, PermPlansReview},
	RolePersonnel: {PermRulesRead, PermDatasetsRead, PermPlansRead, PermPlansReview},
	RoleFinance:   {PermRulesRead, PermDatasetsRead, PermPlansRead, PermPlansReview},
}

// decisive are the permissions that an operator never has, whatever other role
// the account holds: who runs the machine does not decide.
var decisive = []Permission{PermRetention, PermPlansReview, PermPlansApprove, PermPlansPublish, PermPacksOverride}

// rule says who may call an operation: everybody (public), everybody who came
// in (no permission), or who has the permission. What is watched is asked by those
// who start the service again when it does not answer: however many ask from the
// same address, none is told to wait.
type rule struct {
	public     bool
	watched    bool
	permission Permission
}

func needs(p Permission) rule { return rule{permission: p} }

// access is the table of operations. A test holds it against the document: an
// operation without a row does not exist, and a row without an operation neither.
var access = map[string]rule{
	"get-health": {public: true, watched: true}, "get-readiness": {public: true, watched: true}, "get-openapi": {public: true},
	"begin-login": {public: true}, "finish-login": {public: true},

	"get-me": {}, "log-out": {},

	"get-metrics": needs(PermOperate), "get-profile": needs(PermOperate),

	"create-dataset": needs(PermDatasetsWrite), "fork-dataset": needs(PermDatasetsWrite),
	"list-datasets": needs(PermDatasetsRead), "get-dataset": needs(PermDatasetsRead), "get-dataset-document": needs(PermDatasetsRead),
	"get-dataset-validation": needs(PermDatasetsRead), "get-dataset-staffing": needs(PermDatasetsRead),
	"get-dataset-forecast": needs(PermDatasetsRead), "get-dataset-balance": needs(PermDatasetsRead), "get-dataset-ledger": needs(PermDatasetsRead),
	"get-dataset-template": needs(PermDatasetsRead), "get-dataset-workbook": needs(PermDatasetsRead),
	"get-dataset-validation-workbook": needs(PermDatasetsRead), "mark-dataset": needs(PermDatasetsWrite),
	"check-eligibility": needs(PermDatasetsRead), "test-pack": needs(PermDatasetsRead),

	"put-persons": needs(PermPersonsWrite), "erase-persons": needs(PermPersonsWrite), "list-persons": needs(PermPersonsRead),
	"export-person": needs(PermPersonsExport), "list-person-accesses": needs(PermAuditRead),
	"get-retention": needs(PermRulesRead), "set-retention": needs(PermRetention),

	"list-pins": needs(PermDatasetsRead), "add-pin": needs(PermPinsWrite), "remove-pin": needs(PermPinsWrite),

	"create-plan": needs(PermPlansWrite), "update-plan-metadata": needs(PermPlansWrite), "stop-plan": needs(PermPlansWrite),
	"list-plans": needs(PermPlansRead), "get-plan": needs(PermPlansRead), "get-plan-metadata": needs(PermPlansRead),
	"get-plan-status": needs(PermPlansRead), "get-plan-config": needs(PermPlansRead), "get-plan-document": needs(PermPlansRead),
	"get-plan-problem": needs(PermPlansRead), "get-plan-model": needs(PermPlansRead), "get-plan-balance": needs(PermPlansRead),
	"get-plan-cost": needs(PermPlansRead), "get-plan-ledger": needs(PermPlansRead), "list-plan-events": needs(PermPlansRead),
	"stream-plan-events": needs(PermPlansRead), "list-assignments": needs(PermPlansRead), "export-assignments": needs(PermPlansRead), "get-plan-analysis": needs(PermPlansRead),
	"get-plan-unfilled": needs(PermPlansRead), "list-plan-unplaced": needs(PermPlansRead), "evaluate-plan": needs(PermPlansRead),

	"find-conflicts": needs(PermPlansWrite), "get-conflicts": needs(PermPlansRead),
	"ask-why": needs(PermPlansWrite), "get-why": needs(PermPlansRead), "get-plan-prices": needs(PermPlansRead),

	"get-plan-paper": needs(PermPlansRead), "get-plan-certificate": needs(PermPlansRead), "get-plan-rules": needs(PermPlansRead), "get-plan-bundle": needs(PermAuditRead),

	"get-plan-review": needs(PermPlansRead), "list-plan-transitions": needs(PermPlansRead), "get-plan-sentinel": needs(PermPlansRead),
	"list-objections": needs(PermPlansRead), "get-objection": needs(PermPlansRead), "transition-plan": needs(PermPlansReview),
	"sign-plan": needs(PermPlansReview), "acknowledge-finding": needs(PermPlansReview), "file-objection": needs(PermPlansReview),
	"simulate-objection": needs(PermPlansReview), "resolve-objection": needs(PermPlansReview),

	"create-batch": needs(PermPlansWrite), "stop-batch": needs(PermPlansWrite), "get-batch": needs(PermPlansRead),

	"create-comparison": needs(PermComparisons), "remove-comparison": needs(PermComparisons),
	"list-comparisons": needs(PermPlansRead), "get-comparison": needs(PermPlansRead), "list-comparison-rows": needs(PermPlansRead),

	"list-rules": needs(PermRulesRead), "get-rule": needs(PermRulesRead), "list-packs": needs(PermRulesRead), "get-pack": needs(PermRulesRead),
	"get-pack-parameter": needs(PermRulesRead), "compare-packs": needs(PermRulesRead), "validate-pack": needs(PermRulesRead),
	"list-clauses": needs(PermRulesRead), "get-clause": needs(PermRulesRead), "get-schema": needs(PermRulesRead),
	"list-demo-data": needs(PermRulesRead), "get-demo-data": needs(PermRulesRead),

	"list-audit": needs(PermAuditRead), "get-audit-entry": needs(PermAuditRead), "get-audit-root": needs(PermAuditRead),
	"prove-audit-entry": needs(PermAuditRead), "prove-audit-consistency": needs(PermAuditRead),

	"create-key": needs(PermKeys), "list-keys": needs(PermKeys), "get-key": needs(PermKeys), "revoke-key": needs(PermKeys),

	"list-overrides": needs(PermRulesRead), "add-override": needs(PermPacksOverride), "withdraw-override": needs(PermPacksOverride),

	"create-user": needs(PermUsers), "list-users": needs(PermUsers), "get-user": needs(PermUsers), "update-user": needs(PermUsers),

	"create-webhook": needs(PermWebhooks), "list-webhooks": needs(PermWebhooks), "get-webhook": needs(PermWebhooks),
	"update-webhook": needs(PermWebhooks), "remove-webhook": needs(PermWebhooks), "list-deliveries": needs(PermWebhooks),
	"replay-delivery": needs(PermWebhooks), "renew-webhook-secret": needs(PermWebhooks),
}

// permissions lists all permissions in the order of the documentation.
func permissions() []Permission {
	return []Permission{
		PermRulesRead, PermDatasetsRead, PermDatasetsWrite, PermPersonsRead, PermPersonsWrite, PermPersonsExport, PermRetention, PermPlansRead, PermPlansWrite, PermPinsWrite,
		PermComparisons, PermAuditRead, PermWebhooks, PermKeys, PermUsers, PermOperate, PermPacksOverride, PermPlansReview, PermPlansApprove, PermPlansPublish,
	}
}

// Values lists the closed set of words.
func (Permission) Values() []string {
	var out []string
	for _, p := range permissions() {
		out = append(out, string(p))
	}
	return out
}

// RolesWith lists the roles that have a permission.
func RolesWith(p Permission) []Role {
	var out []Role
	for _, r := range Roles() {
		if slices.Contains(granted[r], p) {
			out = append(out, r)
		}
	}
	return out
}

// May reports whether the actor has the permission: one of the roles has it,
// the scopes of a key do not leave it out, and it is none that an operator
// never has.
func (a Actor) May(p Permission) bool {
	if a.Has(RoleOperator) && slices.Contains(decisive, p) {
		return false
	}
	if len(a.Scopes) > 0 && !slices.Contains(a.Scopes, p) {
		return false
	}
	return slices.ContainsFunc(a.Roles, func(r Role) bool { return slices.Contains(granted[r], p) })
}
