package main

import (
	"lungang/cmd/console"
	"lungang/model"
)

// Exit codes, as cmd/console gives them to every program.
const (
	exitDone     = console.ExitDone
	exitBroken   = console.ExitBroken
	exitInput    = console.ExitInput
	exitNoPlan   = console.ExitNoPlan
	exitLimit    = console.ExitLimit
	exitInternal = console.ExitInternal
)

type exitCode = console.ExitCode

// exitOfPlan is the exit code of a solve that has a plan.
func exitOfPlan(s model.PlanStatus) error {
	if s.Termination == model.StoppedComplete {
		return nil
	}
	return exitCode(exitLimit)
}
