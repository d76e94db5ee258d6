package client

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"lungang/api"
	"lungang/model"
)

// longestProblem is how much of an answer that is no success is read.
const longestProblem = 4 << 20

// refused turns an answer that is no success into a *model.Error with the code
// of the service and all that it lists. What is no problem+json comes from
// somebody else: a proxy, another server.
func (c *Client) refused(a *http.Response) error {
	text, err := io.ReadAll(io.LimitReader(a.Body, longestProblem))
	var p api.ProblemDetails
	if err != nil || json.Unmarshal(text, &p) != nil || p.Code == "" {
		status := strconv.Itoa(a.StatusCode)
		return model.NewError(model.CodeUnavailable, model.Text{
			ZH: c.base.String() + " 返回 HTTP " + status + ",不是本服务的回答;请核对地址", EN: c.base.String() + " answers HTTP " + status + ", not as this service does; check the address",
		}, nil)
	}
	e := model.NewError(p.Code, c.words(&p), nil)
	for i := range p.Errors {
		e.Faults = append(e.Faults, faultOf(&p.Errors[i]))
	}
	return e
}

// words are what a problem says: in the language that was asked for as the
// service says it, in the other one as the code does, with the reason behind it.
func (c *Client) words(p *api.ProblemDetails) model.Text {
	said, reason := p.Title, ""
	if p.Detail != "" && p.Detail != p.Title {
		said, reason = p.Detail, p.Detail
	}
	out := api.TextOf(p.Code)
	if out == (model.Text{}) || out == model.CodeInternal.Text() && p.Code != model.CodeInternal { // a code of a newer service
		return model.Text{ZH: said, EN: said}
	}
	if c.language == "en" {
		return model.Text{ZH: inBrackets(out.ZH, "(", reason, ")"), EN: said}
	}
	return model.Text{ZH: said, EN: inBrackets(out.EN, " (", reason, ")")}
}

func inBrackets(text, open, more, end string) string {
	if more == "" {
		return text
	}
	return text + open + more + end
}

func faultOf(i *api.ProblemItem) model.Fault {
	f := model.Fault{
		Code: i.Code, Severity: i.Severity, Pointer: i.Pointer, Line: i.Line, Column: i.Column, Allowed: i.Allowed,
		Message: model.Text{ZH: i.MessageZH, EN: i.MessageEN}, Remedy: model.Text{ZH: i.RemedyZH, EN: i.RemedyEN},
	}
	if f.Pointer == "" {
		f.Pointer = i.Parameter
	}
	if i.Clause != "" {
		f.Message.ZH += "(条款 " + i.Clause + ")"
		f.Message.EN += " (" + i.Clause + ")"
	}
	return f
}
