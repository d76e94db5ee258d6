package coin

import "strings"

// Cause classifies an Error.
type Cause string

// Causes of errors.
const (
	// CauseInput: the program or an option is not acceptable.
	CauseInput Cause = "input"
	// CauseClosed: a method was called after Close.
	CauseClosed Cause = "closed"
	// CauseSolver: CLP or CBC threw an exception.
	CauseSolver Cause = "solver"
	// CauseStart: the child process could not be started.
	CauseStart Cause = "start"
	// CauseCrash: the child process was ended by a signal or a nonzero status.
	CauseCrash Cause = "crash"
	// CauseMemory: the child process ran out of its memory limit.
	CauseMemory Cause = "memory"
	// CauseProtocol: the child process wrote something that is not an answer.
	CauseProtocol Cause = "protocol"
	// CauseTimeout: the child process did not end when it was told to.
	CauseTimeout Cause = "timeout"
	// CauseVersion: the libraries are not a tested pair.
	CauseVersion Cause = "version"
)

// Error is every error of this package.
type Error struct {
	// Op is what was being done, in a word or two.
	Op string
	// Cause classifies the error.
	Cause Cause
	// Detail says what happened, with the values that matter.
	Detail string
	// Remedy says what to do about it; it may be empty.
	Remedy string
	// Err is the underlying error, or nil.
	Err error
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op + ": " + string(e.Cause) + ": " + e.Detail)
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return b.String()
}

// Unwrap gives the underlying error.
func (e *Error) Unwrap() error { return e.Err }
