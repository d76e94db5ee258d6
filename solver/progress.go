package solver

// Event is one thing that a watcher of a solve may want to see. Events come in
// order, from one goroutine at a time.
type Event struct {
	Kind   EventKind `json:"kind"`
	Part   int       `json:"part"`             // parts that are done
	Parts  int       `json:"parts"`            // parts in all
	Rows   int       `json:"rows,omitempty"`   // with formulated
	Cols   int       `json:"cols,omitempty"`   // with formulated
	Bounds []int64   `json:"bounds,omitempty"` // by tier, of the whole; 0 for what is not known yet
	Values []int64   `json:"values,omitempty"` // by tier, of the best checked plan
}

// EventKind is the kind of an event.
type EventKind string

// The kinds of events.
const (
	EventFormulated EventKind = "formulated" // rows and columns are known
	EventBound      EventKind = "bound"      // a tier's bound is known in one more part
	EventIncumbent  EventKind = "incumbent"  // a checked plan exists or became better
	EventPartDone   EventKind = "part_done"  // a part is brought to its end
	EventDone       EventKind = "done"
)
