package api

import (
	"context"
	"net/http"
	"reflect"
	"strconv"

	"lungang/model"
)

func itoa(n int) string { return strconv.Itoa(n) }

// PinList is the pins of a dataset.
type PinList struct {
	Document []model.Pin `json:"document" doc:"pins that the problem document holds"`
	Items    []Pin       `json:"items" doc:"pins that were added; they join the document when a plan is made"`
}

// NewPin is a pin to be added. Its author is who adds it.
type NewPin struct {
	Teacher model.TeacherID `json:"teacher" doc:"teacher id"`
	Kind    model.PinKind   `json:"kind" doc:"what is demanded"`
	School  model.SchoolID  `json:"school,omitempty" doc:"needed by must_go and must_not_go"`
	Reason  string          `json:"reason" minLength:"1" maxLength:"500" doc:"why; no personal data"`
}

type pinListOut struct{ Body PinList }

type pinOut struct {
	Location string `header:"Location" doc:"where the pin is"`
	Body     *Pin
}

func (s *Server) registerPins() {
	const tag = "pins"
	missing := []int{http.StatusNotFound}
	register(s, operation{
		id: "list-pins", method: http.MethodGet, path: "/v1/datasets/{id}/pins", tag: tag,
		summary: model.Text{ZH: "人工指定", EN: "decisions taken beforehand"}, errors: missing,
	}, s.listPins)
	register(s, operation{
		id: "add-pin", method: http.MethodPost, path: "/v1/datasets/{id}/pins", tag: tag, status: http.StatusCreated,
		summary: model.Text{ZH: "增加一条人工指定", EN: "add a decision"},
		body:    reflect.TypeFor[NewPin](), example: NewPin{Teacher: "T1", Kind: model.PinStay, Reason: "毕业班教学需要"},
		errors: []int{http.StatusNotFound, http.StatusConflict},
	}, s.addPin)
	register(s, operation{
		id: "remove-pin", method: http.MethodDelete, path: "/v1/datasets/{id}/pins/{pin}", tag: tag, status: http.StatusNoContent,
		summary: model.Text{ZH: "撤销一条人工指定", EN: "take a decision back"}, errors: missing,
	}, func(ctx context.Context, in *pinID) (*nothingOut, error) {
		return nil, s.Ports.Pins.Remove(ctx, actorOf(ctx), in.ID, in.Pin)
	})
}

type pinID struct {
	DatasetID

	Pin string `path:"pin" maxLength:"100" doc:"pin id" example:"pin_01jd3ze7b2f6h0j4m8n1q5t9vy"`
}

func (s *Server) listPins(ctx context.Context, in *DatasetID) (*pinListOut, error) {
	f, err := s.facts(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := s.Ports.Pins.List(ctx, actorOf(ctx), in.ID)
	return &pinListOut{PinList{Document: f.Problem.Pins, Items: list}}, err
}

type addPinIn struct {
	OnceHeader
	DatasetID
	Payload[NewPin]
}

func (s *Server) addPin(ctx context.Context, in *addPinIn) (*pinOut, error) {
	who := actorOf(ctx)
	pin := model.Pin{Teacher: in.Value.Teacher, Kind: in.Value.Kind, School: in.Value.School, Reason: in.Value.Reason, Author: who.ID}
	once := in.once("add-pin", []byte(in.ID), in.RawBody)
	p, err := onlyOnce(ctx, s, once, s.Ports.Pins.Get, func() (*Pin, error) {
		f, err := s.facts(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		if err := s.nameless(ctx, in.ID, "/reason", pin.Reason); err != nil {
			return nil, err
		}
		return s.Ports.Pins.Add(ctx, who, once, in.ID, pin, func(there []Pin) error { return fits(f.Problem, there, pin) })
	})
	if err != nil {
		return nil, err
	}
	return &pinOut{Location: "/v1/datasets/" + in.ID + "/pins/" + p.ID, Body: p}, nil
}

// fits reports whether the document with the pins that were added, and this
// one, is still valid. The faults point into the pin.
func fits(p *model.Problem, added []Pin, pin model.Pin) error {
	with := *p
	with.Pins = append([]model.Pin{}, p.Pins...)
	for _, a := range added {
		with.Pins = append(with.Pins, model.Pin{Teacher: a.Teacher, Kind: a.Kind, School: a.School, Reason: a.Reason, Author: a.CreatedBy})
	}
	at := "/pins/" + itoa(len(with.Pins))
	with.Pins = append(with.Pins, pin)
	var faults model.Faults
	for _, f := range with.Validate() {
		if rest, ok := cutPlace(f.Pointer, at); ok && f.IsError() {
			f.Pointer = rest
			faults = append(faults, f)
		}
	}
	return faults.Err()
}

// cutPlace takes a place off the front of a pointer.
func cutPlace(pointer, place string) (string, bool) {
	if pointer == place {
		return "", true
	}
	if len(pointer) > len(place) && pointer[:len(place)] == place && pointer[len(place)] == '/' {
		return pointer[len(place):], true
	}
	return "", false
}
