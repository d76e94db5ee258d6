package main

import (
	"strconv"

	"lungang/model"
)

// Exit codes. They are part of the interface: scripts depend on them.
const (
	exitDone     = 0 // done
	exitBroken   = 1 // check: rules are broken
	exitInput    = 2 // bad input: arguments, files, documents, packs
	exitNoPlan   = 3 // there is no plan, or none was found in time
	exitLimit    = 4 // a limit was reached, or somebody stopped it, and a checked plan was written
	exitInternal = 5 // a fault of the program
)

// exitCode ends a run with a code and without a message; what there is to say
// was said already.
type exitCode int

func (e exitCode) Error() string { return "exit code " + strconv.Itoa(int(e)) }

// exitOf is the exit code of an error code.
func exitOf(c model.Code) int {
	switch c {
	case model.CodeInternal:
		return exitInternal
	case model.CodeNoPlan, model.CodeCancelled, model.CodeTimeLimit:
		return exitNoPlan
	default:
		return exitInput
	}
}

// exitOfPlan is the exit code of a solve that has a plan.
func exitOfPlan(s model.PlanStatus) error {
	if s.Termination == model.StoppedComplete {
		return nil
	}
	return exitCode(exitLimit)
}
