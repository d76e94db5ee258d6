package console

import (
	"strconv"

	"lungang/model"
)

// Exit codes. They are part of the interface: scripts depend on them.
const (
	ExitDone     = 0 // done
	ExitBroken   = 1 // check: rules are broken; verify: something does not hold
	ExitInput    = 2 // bad input: arguments, files, documents, packs
	ExitNoPlan   = 3 // there is no plan, or none was found in time
	ExitLimit    = 4 // a limit was reached, or somebody stopped it, and a checked plan was written
	ExitInternal = 5 // a fault of the program
)

// ExitCode ends a run with a code and without a message; what there is to say
// was said already.
type ExitCode int

// Error is the code, for logs: it is never shown.
func (e ExitCode) Error() string { return "exit code " + strconv.Itoa(int(e)) }

// ExitOf is the exit code of an error code.
func ExitOf(c model.Code) int {
	switch c {
	case model.CodeInternal:
		return ExitInternal
	case model.CodeNoPlan, model.CodeCancelled, model.CodeTimeLimit:
		return ExitNoPlan
	default:
		return ExitInput
	}
}
