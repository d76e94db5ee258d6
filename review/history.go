package review

import (
	"time"

	"lungang/model"
)

// Event is one thing that was done to a plan, as it is kept.
type Event struct {
	Seq    int64
	Action Action
	From   State
	To     State
	Actor  string
	Roles  []Role
	Reason string
	Detail Detail
	At     time.Time
}

// Detail is what an action says beside its reason. What does not belong to the
// action is empty.
type Detail struct {
	Day       model.Date `json:"day,omitzero"`       // the day in Beijing
	Office    Role       `json:"office,omitempty"`   // sign
	Agrees    *bool      `json:"agrees,omitempty"`   // sign
	Document  string     `json:"document,omitempty"` // sign, approve, publicise: hash of the plan document
	Finding   string     `json:"finding,omitempty"`  // acknowledge: its key
	Period    *Period    `json:"period,omitempty"`   // publicise
	Objection string     `json:"objection,omitempty"`
	Accepted  *bool      `json:"accepted,omitempty"`  // resolve, supersede
	Successor string     `json:"successor,omitempty"` // supersede
}

// Read takes from the events of a plan what the table asks for: who submitted
// it, when it was approved, the sign-offs of the present round, what was
// acknowledged, the period of publication.
func (c *Case) Read(events []Event) {
	for _, e := range events {
		switch e.Action {
		case Submit:
			c.Submitter, c.SignOffs = e.Actor, nil
		case Return:
			c.SignOffs = nil
		case Approve:
			c.ApprovedOn = e.Detail.Day
		case Sign:
			c.SignOffs = append(c.SignOffs, SignOff{Office: e.Detail.Office, Agrees: e.Detail.Agrees != nil && *e.Detail.Agrees, Actor: e.Actor})
		case Acknowledge:
			c.Known = append(c.Known, e.Detail.Finding)
		case Publicise:
			c.Period = e.Detail.Period
		default: // what it did stands in the state
		}
	}
}
