package api

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"slices"

	"lungang/model"
)

// WebhookBody is what a client says of a webhook.
type WebhookBody struct {
	URL      string         `json:"url" minLength:"1" maxLength:"2000" doc:"address that is called: https, without user and password; private addresses are not called"`
	Events   []WebhookEvent `json:"events" minItems:"1" maxItems:"10" doc:"what it wants to hear of"`
	PlanName string         `json:"planName,omitempty" maxLength:"200" doc:"only plans of exactly this name"`
	Tag      string         `json:"tag,omitempty" maxLength:"100" doc:"only plans with this tag"`
	Paused   bool           `json:"paused,omitempty" doc:"true: nothing is sent; what was on its way waits for the end of the pause, what happens meanwhile is not told"`

	Statuses []TechnicalStatus `json:"statuses,omitempty" maxItems:"8" doc:"only plans that have one of these technical statuses by then"`
}

type webhookOut struct {
	Location string `header:"Location" doc:"where the webhook is"`
	ETag     string `header:"ETag"`
	Body     *Webhook
}

// WebhookID names a webhook in the path.
type WebhookID struct {
	ID string `path:"id" maxLength:"100" doc:"webhook id" example:"wh_01jd3zm6t0v4x8z2b6d0f4h8kn"`
}

func webhookAnswer(w *Webhook, err error) (*webhookOut, error) {
	if err != nil {
		return nil, err
	}
	return &webhookOut{Location: "/v1/webhooks/" + w.ID, ETag: versionTag(w.Version), Body: w}, nil
}

func (s *Server) registerWebhooks() {
	const tag = "webhooks"
	missing := []int{http.StatusNotFound}
	body := reflect.TypeFor[WebhookBody]()
	example := WebhookBody{URL: "https://hr.example.cn/lungang", Events: []WebhookEvent{EventPlanOver}}
	register(s, operation{
		id: "create-webhook", method: http.MethodPost, path: "/v1/webhooks", tag: tag, status: http.StatusCreated,
		summary: model.Text{ZH: "登记回调地址", EN: "register an address that hears of plans"},
		notes: model.Text{
			ZH: "按 Standard Webhooks 签名;内容只有编号和链接,没有个人信息。签名密钥只在此次回答中给出。",
			EN: "Signed by Standard Webhooks; payloads hold ids and links only. The secret is in this answer and never again.",
		},
		body: body, example: example, errors: []int{http.StatusConflict},
	}, s.createWebhook)
	register(s, operation{
		id: "list-webhooks", method: http.MethodGet, path: "/v1/webhooks", tag: tag, summary: model.Text{ZH: "回调列表", EN: "list webhooks"},
	}, func(ctx context.Context, in *listWebhooksIn) (*pageOut[Webhook], error) {
		scope := scopeOf("webhooks", in.Sort)
		page, err := in.page(ctx, scope, sortDescending(in.Sort))
		if err != nil {
			return nil, err
		}
		list, more, err := s.Ports.Webhooks.List(ctx, actorOf(ctx), page)
		if err != nil {
			return nil, err
		}
		return answerPage(ctx, scope, list, more, func(w *Webhook) string { return w.ID }), nil
	})
	register(s, operation{
		id: "get-webhook", method: http.MethodGet, path: "/v1/webhooks/{id}", tag: tag, summary: model.Text{ZH: "一个回调", EN: "one webhook"}, errors: missing,
	}, func(ctx context.Context, in *WebhookID) (*webhookOut, error) {
		return webhookAnswer(s.Ports.Webhooks.Get(ctx, actorOf(ctx), in.ID))
	})
	register(s, operation{
		id: "update-webhook", method: http.MethodPut, path: "/v1/webhooks/{id}", tag: tag,
		summary: model.Text{ZH: "修改回调", EN: "change a webhook"}, body: body, example: example,
		errors: []int{http.StatusNotFound, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, s.updateWebhook)
	register(s, operation{
		id: "remove-webhook", method: http.MethodDelete, path: "/v1/webhooks/{id}", tag: tag, status: http.StatusNoContent,
		summary: model.Text{ZH: "删除回调", EN: "remove a webhook"}, errors: missing,
	}, func(ctx context.Context, in *WebhookID) (*nothingOut, error) {
		return nil, s.Ports.Webhooks.Remove(ctx, actorOf(ctx), in.ID)
	})
	register(s, operation{
		id: "renew-webhook-secret", method: http.MethodPost, path: "/v1/webhooks/{id}/secret", tag: tag,
		summary: model.Text{ZH: "更换签名密钥(只显示一次)", EN: "make another secret (shown once)"},
		notes: model.Text{
			ZH: "此后一天内每次投递带两个签名,新旧密钥各一个;接收方在此期间更换即可。需要 If-Match。",
			EN: "For a day every delivery carries two signatures, by the new secret and by the old one, so that the receiver can change over. Needs If-Match.",
		},
		errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, s.renewWebhook)
	register(s, operation{
		id: "list-deliveries", method: http.MethodGet, path: "/v1/webhooks/{id}/deliveries", tag: tag,
		summary: model.Text{ZH: "投递记录", EN: "what was sent"}, errors: missing,
	}, s.listDeliveries)
	register(s, operation{
		id: "replay-delivery", method: http.MethodPost, path: "/v1/webhooks/{id}/deliveries/{delivery}/replay", tag: tag, status: http.StatusAccepted,
		summary: model.Text{ZH: "重新投递", EN: "send a delivery again"}, errors: []int{http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, in *replayIn) (*deliveryOut, error) {
		d, err := s.Ports.Webhooks.Replay(ctx, actorOf(ctx), in.once("replay-delivery", []byte(in.ID), []byte(in.Delivery)), in.ID, in.Delivery)
		return &deliveryOut{d}, err
	})
}

type renewIn struct {
	WebhookID
	IfMatch
}

func (s *Server) renewWebhook(ctx context.Context, in *renewIn) (*webhookOut, error) {
	now, err := s.Ports.Webhooks.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.match(ctx, now.Version); err != nil {
		return nil, err
	}
	return webhookAnswer(s.Ports.Webhooks.Renew(ctx, actorOf(ctx), in.ID, now.Version))
}

type listWebhooksIn struct {
	PageParams
	SortByTime
}

type createWebhookIn struct {
	OnceHeader
	Payload[WebhookBody]
}

type updateWebhookIn struct {
	WebhookID
	IfMatch
	Payload[WebhookBody]
}

type deliveriesIn struct {
	WebhookID
	PageParams
}

type replayIn struct {
	OnceHeader
	WebhookID

	Delivery string `path:"delivery" maxLength:"100" doc:"delivery id" example:"msg_01jd3zp3v7x1z5b9d3f7h1k5mq"`
}

type deliveryOut struct{ Body *Delivery }

func (s *Server) createWebhook(ctx context.Context, in *createWebhookIn) (*webhookOut, error) {
	once := in.once("create-webhook", in.RawBody)
	return webhookAnswer(onlyOnce(ctx, s, once, s.Ports.Webhooks.Get, func() (*Webhook, error) {
		w, err := s.webhook(ctx, in.Value)
		if err != nil {
			return nil, err
		}
		return s.Ports.Webhooks.Create(ctx, actorOf(ctx), once, w)
	}))
}

// webhook checks what a client says of a webhook, which all of the bureau read.
func (s *Server) webhook(ctx context.Context, b *WebhookBody) (NewWebhook, error) {
	if err := s.nameless(ctx, "", "/planName", b.PlanName); err != nil {
		return NewWebhook{}, err
	}
	if err := s.nameless(ctx, "", "/tag", b.Tag); err != nil {
		return NewWebhook{}, err
	}
	return b.port()
}

func (s *Server) updateWebhook(ctx context.Context, in *updateWebhookIn) (*webhookOut, error) {
	w, err := s.webhook(ctx, in.Value)
	if err != nil {
		return nil, err
	}
	now, err := s.Ports.Webhooks.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.match(ctx, now.Version); err != nil {
		return nil, err
	}
	return webhookAnswer(s.Ports.Webhooks.Update(ctx, actorOf(ctx), in.ID, now.Version, w))
}

func (s *Server) listDeliveries(ctx context.Context, in *deliveriesIn) (*pageOut[Delivery], error) {
	scope := scopeOf("deliveries", in.ID)
	page, err := in.page(ctx, scope, true)
	if err != nil {
		return nil, err
	}
	list, more, err := s.Ports.Webhooks.Deliveries(ctx, actorOf(ctx), in.ID, page)
	if err != nil {
		return nil, err
	}
	return answerPage(ctx, scope, list, more, func(d *Delivery) string { return d.ID }), nil
}

// port checks the form of what a client says: the address is a whole one. Where it
// may lead to, and to which networks without TLS, the port knows.
func (b *WebhookBody) port() (NewWebhook, error) {
	var faults model.Faults
	fault := func(code model.Code, at, zh, en string) {
		faults = append(faults, model.Fault{
			Code: code, Severity: model.SeverityError, Pointer: at, Message: model.Text{ZH: zh, EN: en},
		})
	}
	u, err := url.Parse(b.URL)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.Fragment != "":
		fault(model.CodeBadFormat, "/url", "应为完整网址,不含用户名、密码和 #", "a whole address, without user, password and #")
	case u.Scheme != "https" && u.Scheme != "http":
		fault(model.CodeBadFormat, "/url", "应为 https 网址", "an https address")
	}
	for i, e := range b.Events {
		if slices.Contains(b.Events[:i], e) {
			fault(model.CodeDuplicate, "/events/"+itoa(i), "不能重复", "it is given twice")
		}
	}
	for i, x := range b.Statuses {
		if slices.Contains(b.Statuses[:i], x) {
			fault(model.CodeDuplicate, "/statuses/"+itoa(i), "不能重复", "it is given twice")
		}
	}
	return NewWebhook{URL: b.URL, Events: b.Events, PlanName: b.PlanName, Tag: b.Tag, Statuses: b.Statuses, Active: !b.Paused}, faults.Err()
}
