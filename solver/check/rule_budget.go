package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleBudget: what moves and visits add to the yearly cost of allowances is no
// more than the money set aside. The sums are counted here a second time
// (money.go).
var ruleBudget = Rule{
	ID:    "budget",
	check: checkBudget,
}

func checkBudget(s *situation) []finding {
	limit, ok := policy.BudgetYuan.Maybe(s.r)
	if !ok {
		return nil
	}
	var moves int64
	for m := range s.movers() {
		moves += s.moveYuan(m)
	}
	visits := s.visitYuan()
	if moves+visits <= int64(limit) {
		return nil
	}
	return []finding{{
		subject: "district", pointer: "/moves",
		message: say("方案每年增加津贴补助%[1]d元(交流%[2]d元,走教%[3]d元),超过经费%[4]d元。",
			"The plan adds %[1]d yuan of allowances a year (moves %[2]d, visits %[3]d), more than the %[4]d of the budget.",
			moves+visits, moves, visits, limit),
		facts: []model.Fact{fact("yuan", moves+visits), fact("moves", moves), fact("visits", visits), fact("limit", limit)},
	}}
}
