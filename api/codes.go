package api

import (
	"slices"

	"lungang/model"
)

// The codes that only a service needs; see model.Code for the others. Ports
// return them in a *model.Error as well.
const (
	// CodeUnauthenticated: no key or session, or one that is not valid (401).
	CodeUnauthenticated model.Code = "unauthenticated"
	// CodeForbidden: the role or the scope of the key does not allow it (403).
	CodeForbidden model.Code = "forbidden"
	// CodePreconditionRequired: the operation needs If-Match (428).
	CodePreconditionRequired model.Code = "precondition_required"
	// CodeGone: the stream is over (410).
	CodeGone model.Code = "gone"
	// CodeIdempotency: the Idempotency-Key was used for another request (422).
	CodeIdempotency model.Code = "idempotency_key_reused"
	// CodeUnsupportedMedia: the body has a type that is not understood (415).
	CodeUnsupportedMedia model.Code = "unsupported_media_type"
	// CodeMethod: the path exists, the method does not (405).
	CodeMethod model.Code = "method_not_allowed"
	// CodeRequestTimeout: the body did not arrive in time (408).
	CodeRequestTimeout model.Code = "request_timeout"
	// CodeRateLimited: too many requests of this key (429).
	CodeRateLimited model.Code = "rate_limited"
)

var codeTexts = map[model.Code]model.Text{
	CodeUnauthenticated:      {ZH: "需要有效的密钥或登录", EN: "a valid key or a login is needed"},
	CodeForbidden:            {ZH: "没有此操作的权限", EN: "this operation is not permitted"},
	CodePreconditionRequired: {ZH: "此操作需要 If-Match", EN: "this operation needs If-Match"},
	CodeGone:                 {ZH: "进度流已结束,请直接读取方案", EN: "the stream is over; read the plan"},
	CodeIdempotency:          {ZH: "此 Idempotency-Key 已用于另一请求", EN: "this Idempotency-Key was used for another request"},
	CodeUnsupportedMedia:     {ZH: "不支持此内容类型", EN: "the type of the body is not understood"},
	CodeMethod:               {ZH: "不支持此方法", EN: "the method is not allowed here"},
	CodeRequestTimeout:       {ZH: "请求正文未能及时到达", EN: "the body did not arrive in time"},
	CodeRateLimited:          {ZH: "请求过多,请稍后再试", EN: "too many requests; wait a little"},
}

// TextOf returns the general message of a code, of this room or of model; clients say
// it, too.
func TextOf(c model.Code) model.Text {
	if t, ok := codeTexts[c]; ok {
		return t
	}
	return c.Text()
}

// codes lists every code that an answer may have, those of model first.
func codes() []string {
	own := make([]string, 0, len(codeTexts))
	for c := range codeTexts {
		own = append(own, string(c))
	}
	slices.Sort(own)
	return append(model.CodeInternal.Values(), own...)
}
