package policy

// BudgetYuan limits what a plan may cost; the amounts are in params_allowance.go.
var BudgetYuan = optional(whole("budget.yuan", "greatest sum that the moves and visits of a plan may add to the yearly cost of allowances, yuan; none: no limit", 0, 999_999_999))
