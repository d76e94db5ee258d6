package api

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"lungang/exchange"
	"lungang/model"
)

// finish completes the document: who may call what, how to come in, and one
// request of every operation as it is typed.
func (s *Server) finish() {
	o := s.api.OpenAPI()
	o.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"key": {Type: "http", Scheme: "bearer", Description: "API 密钥 · an API key"},
		"session": {
			Type: "apiKey", In: "cookie", Name: sessionCookie,
			Description: "登录会话;修改时另加 " + CSRFHeader + "(见 /v1/me)· the session of a login; changes also carry " + CSRFHeader + " (see /v1/me)",
		},
	}
	o.Tags = tags
	for path, item := range o.Paths {
		for method, op := range operationsOf(item) {
			s.finishOperation(path, method, op)
		}
	}
}

var tags = []*huma.Tag{
	{Name: tagDatasets, Description: "问题数据:不可变的快照 · immutable snapshots of districts"},
	{Name: "persons", Description: "个人信息:加密保存,按角色遮蔽 · personal data, encrypted, masked by role"},
	{Name: "pins", Description: "人工指定 · decisions taken beforehand"},
	{Name: tagPlans, Description: "方案:求解、进度、结果 · plans: solve, progress, results"},
	{Name: tagReview, Description: "审批、公示、异议、哨兵 · review, publication, objections, sentinel"},
	{Name: "batches", Description: "成批求解 · many solves at once"},
	{Name: "comparisons", Description: "方案比较 · plans side by side"},
	{Name: "eligibility", Description: "交流资格认定 · verdicts of teachers"},
	{Name: tagRules, Description: "规则、政策包、条款 · rules, policy packs, clauses"},
	{Name: "demo-data", Description: "样例 · invented districts"},
	{Name: "audit", Description: "决策日志 · the log of decisions"},
	{Name: "keys", Description: "API 密钥 · API keys"},
	{Name: "users", Description: "人员与角色 · people and their roles"},
	{Name: "webhooks", Description: "回调 · webhooks"},
	{Name: "sessions", Description: "登录 · login"},
	{Name: tagService, Description: "运行 · the service itself"},
}

// operationsOf lists the operations of a path by method.
func operationsOf(p *huma.PathItem) map[string]*huma.Operation {
	all := map[string]*huma.Operation{
		http.MethodGet: p.Get, http.MethodPut: p.Put, http.MethodPost: p.Post, http.MethodDelete: p.Delete, http.MethodPatch: p.Patch,
	}
	maps.DeleteFunc(all, func(_ string, op *huma.Operation) bool { return op == nil })
	return all
}

func (s *Server) finishOperation(path, method string, op *huma.Operation) {
	r := access[op.OperationID]
	op.Extensions = map[string]any{}
	if r.public {
		op.Security = []map[string][]string{}
		op.Extensions["x-public"] = true
	} else {
		op.Security = []map[string][]string{{"key": {}}, {"session": {}}}
		if r.permission != "" {
			op.Extensions["x-permission"] = r.permission
			op.Extensions["x-roles"] = RolesWith(r.permission)
		}
	}
	if actions := decisions[op.OperationID].actions; len(actions) > 0 {
		op.Extensions["x-audit"] = actions
	}
	for _, p := range op.Parameters {
		switch {
		case p.Example != nil || p.Schema == nil:
		case len(p.Schema.Examples) > 0:
			p.Example = p.Schema.Examples[0]
		case p.Schema.Default != nil:
			p.Example = p.Schema.Default
		}
	}
	// a slice of its own: requests still go by the one with the cookie
	op.Parameters = slices.DeleteFunc(slices.Clone(op.Parameters), func(p *huma.Param) bool { return p.In == "cookie" })
	for status, answer := range op.Responses {
		if answer.Description == "" {
			answer.Description = status
		}
	}
	samples := []map[string]string{}
	for _, media := range mediaOf(op) {
		label := "curl"
		if media == exchange.XLSX.ContentType() {
			label = "curl, workbook"
		}
		samples = append(samples, map[string]string{"lang": "Shell", "label": label, "source": s.curl(path, method, op, media)})
	}
	op.Extensions["x-codeSamples"] = samples
}

// mediaOf lists the types that the body may have; one empty one without a body.
func mediaOf(op *huma.Operation) []string {
	if op.RequestBody == nil {
		return []string{""}
	}
	return slices.Sorted(maps.Keys(op.RequestBody.Content))
}

// curl writes one request as it is typed, with a body of that type.
func (s *Server) curl(path, method string, op *huma.Operation, media string) string {
	var b strings.Builder
	b.WriteString("curl")
	if method != http.MethodGet {
		b.WriteString(" -X " + method)
	}
	var query []string
	for _, p := range op.Parameters {
		example := fmt.Sprint(p.Example)
		if p.Example == nil {
			continue
		}
		switch {
		case p.In == "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(example))
		case p.In == "query" && (p.Required || p.Schema.Default == nil) && p.Name != "wait":
			query = append(query, p.Name+"="+url.QueryEscape(strings.Trim(example, "[]")))
		case p.In == "header" && (p.Name == "If-Match" || p.Name == "Idempotency-Key"):
			b.WriteString(" -H '" + p.Name + ": " + example + "'")
		}
	}
	if len(op.Security) > 0 {
		b.WriteString(` -H "Authorization: Bearer $LUNGANG_API_KEY"`)
	}
	if media != "" {
		b.WriteString(" -H 'Content-Type: " + media + "' --data-binary " + s.sampleBody(op.OperationID, media))
	}
	if len(query) > 0 {
		sort.Strings(query)
		path += "?" + strings.Join(query, "&")
	}
	return b.String() + ` "$LUNGANG_SERVER` + path + `"`
}

// sampleBody is the body of a sample: the example, or a file when it is long.
func (s *Server) sampleBody(id, media string) string {
	o := s.described[id]
	if media == exchange.XLSX.ContentType() {
		return "@district.xlsx"
	}
	if o.document != "" {
		return "@district.json"
	}
	if _, ok := o.example.(string); ok {
		return "@pack.yaml"
	}
	var b bytes.Buffer
	if err := model.Encode(&b, o.example); err != nil {
		return "@body.json"
	}
	return "'" + strings.ReplaceAll(b.String(), "'", `'\''`) + "'"
}
