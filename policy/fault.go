package policy

import "lungang/model"

// refuse returns the faults as an error; nil when there are none. Every fault
// of this package rejects what was read.
func refuse(faults model.Faults) error { return severe(faults).Err() }

// severe marks the faults as such that reject the document.
func severe(faults model.Faults) model.Faults {
	for i := range faults {
		faults[i].Severity = model.SeverityError
	}
	return faults
}
