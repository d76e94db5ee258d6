package api

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"time"

	"lungang/model"
)

// Override is a parameter of a pack that the bureau changed for itself.
type Override struct {
	ID        string          `json:"id" doc:"id of the override" example:"ov_01jd3zq9n2s6w0z4c8g2k6p0rt"`
	Pack      string          `json:"pack" doc:"pack id" example:"litong-2022-46"`
	Parameter string          `json:"parameter" doc:"name of the parameter" example:"exchange.ratio"`
	Value     json.RawMessage `json:"value" doc:"value in force for this bureau"`
	Reason    string          `json:"reason" doc:"why"`
	Approver  string          `json:"approver" doc:"who approved it, a pseudonym"`
	CreatedAt time.Time       `json:"createdAt" doc:"UTC"`
}

// OverrideList is the overrides of a pack.
type OverrideList struct {
	Items []Override `json:"items" doc:"those in force, sorted by parameter"`
}

// NewOverride asks for an override. Who asks approves it.
type NewOverride struct {
	Parameter string          `json:"parameter" minLength:"1" maxLength:"100" doc:"name of the parameter"`
	Value     json.RawMessage `json:"value" doc:"a value that a pack could have"`
	Reason    string          `json:"reason" minLength:"1" maxLength:"500" doc:"why; no personal data"`
}

type overrideListOut struct{ Body OverrideList }

type overrideOut struct {
	Location string `header:"Location" doc:"where the override is"`
	Body     *Override
}

// OverrideID names an override in the path.
type OverrideID struct {
	Pack string `path:"pack" maxLength:"100" doc:"pack id" example:"litong-2022-46"`
	ID   string `path:"override" maxLength:"100" doc:"override id" example:"ov_01jd3zq9n2s6w0z4c8g2k6p0rt"`
}

// OverridesOf names a pack in the path.
type OverridesOf struct {
	Pack string `path:"pack" maxLength:"100" doc:"pack id" example:"litong-2022-46"`
}

type addOverrideIn struct {
	OnceHeader
	OverridesOf
	Payload[NewOverride]
}

func (s *Server) registerOverrides() {
	missing := []int{http.StatusNotFound}
	register(s, operation{
		id: "list-overrides", method: http.MethodGet, path: "/v1/packs/{pack}/overrides", tag: tagRules,
		summary: model.Text{ZH: "本单位对政策包参数的调整", EN: "parameters that the bureau changed for itself"}, errors: missing,
	}, s.listOverrides)
	register(s, operation{
		id: "add-override", method: http.MethodPost, path: "/v1/packs/{pack}/overrides", tag: tagRules, status: http.StatusCreated,
		summary: model.Text{ZH: "调整一个参数", EN: "change a parameter for the bureau"},
		notes: model.Text{
			ZH: "条款写明“原则上”“一般”等的参数可由本单位调整,写明理由,由审批人登录后作出;约束性条款不能调整,回答会引用原文。此后新建的方案都按调整后的值求解,数据集自带同一参数的调整时以数据集为准。",
			EN: "What a clause says in principle may be changed with a reason, by an approver who is logged in; what it says strictly may not, and the answer quotes it. Plans made from then on use the value, unless their dataset overrides the parameter itself.",
		},
		body: reflect.TypeFor[NewOverride](), errors: []int{http.StatusNotFound, http.StatusConflict},
		example: NewOverride{Parameter: "lottery.seed", Value: json.RawMessage(`"2026-06-01"`), Reason: "局长办公会 2026 年第 7 次会议纪要"},
	}, s.addOverride)
	register(s, operation{
		id: "withdraw-override", method: http.MethodDelete, path: "/v1/packs/{pack}/overrides/{override}", tag: tagRules, status: http.StatusNoContent,
		summary: model.Text{ZH: "撤销一项调整", EN: "take a change of a parameter back"}, errors: missing,
	}, func(ctx context.Context, in *OverrideID) (*nothingOut, error) {
		return nil, s.Ports.Overrides.Withdraw(ctx, actorOf(ctx), in.Pack, in.ID)
	})
}

func (s *Server) listOverrides(ctx context.Context, in *OverridesOf) (*overrideListOut, error) {
	if _, err := openPack(in.Pack); err != nil {
		return nil, err
	}
	list, err := s.Ports.Overrides.List(ctx, actorOf(ctx), in.Pack)
	return &overrideListOut{OverrideList{list}}, err
}

func (s *Server) addOverride(ctx context.Context, in *addOverrideIn) (*overrideOut, error) {
	who := actorOf(ctx)
	o := model.Override{Parameter: in.Value.Parameter, Value: in.Value.Value, Reason: in.Value.Reason, Approver: who.ID}
	once := in.once("add-override", []byte(in.Pack), in.RawBody)
	row, err := onlyOnce(ctx, s, once, s.Ports.Overrides.Get, func() (*Override, error) {
		if err := lawful(in.Pack, o); err != nil {
			return nil, err
		}
		// An override holds for every dataset, so nobody who is known behind any may be named.
		if err := s.nameless(ctx, "", "/reason", o.Reason); err != nil {
			return nil, err
		}
		return s.Ports.Overrides.Add(ctx, who, once, in.Pack, o)
	})
	if err != nil {
		return nil, err
	}
	return &overrideOut{Location: "/v1/packs/" + in.Pack + "/overrides/" + row.ID, Body: row}, nil
}

// lawful reports whether the pack allows the override; faults point into the body.
func lawful(pack string, o model.Override) error {
	f, err := openPack(pack)
	if err != nil {
		return err
	}
	if strings.TrimSpace(o.Reason) == "" {
		return model.Faults{{
			Code: model.CodeMissing, Severity: model.SeverityError, Pointer: "/reason",
			Message: model.Text{ZH: "须写明理由", EN: "a reason is needed"},
		}}.Err()
	}
	_, err = f.Effective([]model.Override{o}, model.Date{})
	faults := model.ErrorFaults(err)
	for i := range faults {
		if rest, ok := cutPlace(faults[i].Pointer, "/pack/overrides/0"); ok {
			faults[i].Pointer = rest
		}
	}
	if len(faults) > 0 {
		return faults.Err()
	}
	return err
}
