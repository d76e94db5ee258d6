package api

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"lungang/fixtures"
	"lungang/model"
)

// DemoData lists the invented districts to try things out on.
type DemoData struct {
	Items []DemoItem `json:"items" doc:"sorted by id"`
}

// DemoItem is one invented district.
type DemoItem struct {
	ID    string `json:"id" doc:"id" example:"litong"`
	Links Links  `json:"links" doc:"where its document is"`
}

type demoListOut struct{ Body DemoData }

// DemoID names an invented district in the path.
type DemoID struct {
	ID string `path:"id" maxLength:"60" doc:"id from the list" example:"tiny.due"`
}

func (s *Server) registerDemoData() {
	const tag = "demo-data"
	register(s, operation{
		id: "list-demo-data", method: http.MethodGet, path: "/v1/demo-data", tag: tag,
		summary: model.Text{ZH: "样例数据", EN: "invented districts"},
	}, func(context.Context, *struct{}) (*demoListOut, error) {
		var out DemoData
		for _, name := range fixtures.Names() {
			id := strings.ReplaceAll(name, "/", ".")
			out.Items = append(out.Items, DemoItem{id, Links{"document": "/v1/demo-data/" + id}})
		}
		return &demoListOut{out}, nil
	})
	register(s, operation{
		id: "get-demo-data", method: http.MethodGet, path: "/v1/demo-data/{id}", tag: tag,
		summary: model.Text{ZH: "一个样例的问题文件", EN: "the problem document of an invented district"}, errors: []int{http.StatusNotFound},
		answers: map[int]answer{http.StatusOK: documentAnswers("ProblemDocument")[http.StatusOK]},
	}, func(ctx context.Context, in *DemoID) (*rawOut, error) {
		text, err := weigh(ctx, s, func() ([]byte, error) { return demo(in.ID) })
		return &rawOut{Status: http.StatusOK, ContentType: applicationJSON, Cache: private, Body: text}, err
	})
}

func demo(id string) ([]byte, error) {
	p, err := fixtures.Get(strings.Replace(id, ".", "/", 1))
	if err != nil {
		return nil, oops(model.CodeNotFound, "没有这个样例", "there is no such district")
	}
	var b bytes.Buffer
	err = model.Encode(&b, p)
	return b.Bytes(), err
}
