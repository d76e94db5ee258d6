package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"reflect"

	"lungang/exchange/workbook"
	"lungang/model"
	"lungang/policy"
)

// DatasetView is a dataset with links to what there is of it.
type DatasetView struct {
	Dataset

	Links Links `json:"links" doc:"where to go from here"`
}

// Links are addresses by what they lead to.
type Links map[string]string

func viewDataset(d *Dataset) DatasetView {
	at := "/v1/datasets/" + d.ID
	v := DatasetView{Dataset: *d, Links: Links{
		"self": at, "document": at + "/document", "workbook": at + "/document.xlsx", "validation": at + "/validation", "pins": at + "/pins", "plans": "/v1/plans?dataset=" + d.ID,
	}}
	if d.Parent != "" {
		v.Links["parent"] = "/v1/datasets/" + d.Parent
	}
	return v
}

// DatasetID names a dataset in the path.
type DatasetID struct {
	ID string `path:"id" maxLength:"100" doc:"dataset id" example:"ds_01jd3z5w8e3v0s2b6t9n4k7qxa"`
}

type datasetOut struct {
	Status   int
	Location string `header:"Location" doc:"where the dataset is"`
	Body     DatasetView
}

const tagDatasets = "datasets"

func (s *Server) registerDatasets() {
	register(s, operation{
		id: "create-dataset", method: http.MethodPost, path: "/v1/datasets", tag: tagDatasets, status: http.StatusCreated,
		summary: model.Text{ZH: "上传问题文件或工作簿", EN: "bring a problem document or a workbook"},
		notes: model.Text{
			ZH: "正文是问题文件(lungang/problem/v1),或 Excel 工作簿(GET /v1/datasets/template.xlsx),其问题带有工作表和单元格。有误时一次列出全部问题;通过则原样保存,此后不再改变。operation=SOLVE 时同时开始求解,返回 202,links.plan 指向方案;不能开始求解时(如队列已满)不保存任何内容。",
			EN: "The body is a problem document (lungang/problem/v1), or a workbook (GET /v1/datasets/template.xlsx), whose faults have sheet and cell. All faults are listed at once; a document without faults is kept and never changes. With operation=SOLVE a solve begins as well: 202, and links.plan leads to it; when none can begin, as with a full queue, nothing is kept.",
		},
		document: "ProblemDocument", workbook: true, example: exampleProblem, errors: []int{http.StatusConflict},
		answers: map[int]answer{http.StatusAccepted: {text: "kept, and a solve has begun", media: applicationJSON, schema: "DatasetView"}},
	}, s.createDataset)
	register(s, operation{
		id: "list-datasets", method: http.MethodGet, path: "/v1/datasets", tag: tagDatasets,
		summary: model.Text{ZH: "数据集列表", EN: "list datasets"},
	}, s.listDatasets)
	register(s, operation{
		id: "get-dataset", method: http.MethodGet, path: "/v1/datasets/{id}", tag: tagDatasets,
		summary: model.Text{ZH: "一个数据集:来源、哈希、规模", EN: "one dataset: where it is from, hash, size"}, errors: []int{http.StatusNotFound},
	}, s.getDataset)
	register(s, operation{
		id: "get-dataset-document", method: http.MethodGet, path: "/v1/datasets/{id}/document", tag: tagDatasets,
		summary: model.Text{ZH: "问题文件原文", EN: "the problem document"}, errors: []int{http.StatusNotFound},
		answers: documentAnswers("ProblemDocument"),
	}, s.getDatasetDocument)
	register(s, operation{
		id: "fork-dataset", method: http.MethodPost, path: "/v1/datasets/{id}/from-patch", tag: tagDatasets, status: http.StatusCreated,
		summary: model.Text{ZH: "以 JSON Patch 派生新数据集", EN: "fork a dataset with a JSON Patch"},
		notes: model.Text{
			ZH: "RFC 6902。原数据集不变;新数据集记有 parentId 与 originId。",
			EN: "RFC 6902. The dataset stays as it is; the new one has parentId and originId.",
		},
		body: reflect.TypeFor[[]PatchOp](), media: "application/json-patch+json", example: examplePatch, errors: []int{http.StatusNotFound, http.StatusConflict},
	}, s.forkDataset)
}

// notModified describes the answer to a client that has it already.
var notModified = map[int]answer{http.StatusNotModified: {text: "the client's copy is still right"}}

// documentAnswers describes a document of that schema.
func documentAnswers(schema string) map[int]answer {
	return map[int]answer{
		http.StatusOK:          {text: "the document", media: applicationJSON, schema: schema},
		http.StatusNotModified: notModified[http.StatusNotModified],
	}
}

type createDatasetIn struct {
	OnceHeader

	Name      string `query:"name" maxLength:"200" doc:"name to find it by" example:"利通区2026春"`
	Operation string `query:"operation" enum:"NONE,SOLVE" default:"NONE" doc:"SOLVE begins a solve with default options"`
	RawBody   []byte
}

func (s *Server) createDataset(ctx context.Context, in *createDatasetIn) (*datasetOut, error) {
	once := in.once("create-dataset", []byte(in.Name), []byte(in.Operation), in.RawBody)
	if in.Operation == "SOLVE" {
		return s.createAndSolve(ctx, in, once)
	}
	made, err := onlyOnce(ctx, s, once, s.Ports.Datasets.Get, func() (*Dataset, error) {
		d, err := s.brought(ctx, in)
		if err != nil {
			return nil, err
		}
		return s.Ports.Datasets.Create(ctx, actorOf(ctx), once, *d)
	})
	if err != nil {
		return nil, err
	}
	return datasetCreated(made), nil
}

// createAndSolve stores a dataset with a plan of it, or nothing. A key remembers
// the plan, which knows its dataset.
func (s *Server) createAndSolve(ctx context.Context, in *createDatasetIn, once Once) (*datasetOut, error) {
	who := actorOf(ctx)
	if !who.May(PermPlansWrite) {
		return nil, oops(CodeForbidden, "operation=SOLVE 需要权限 "+string(PermPlansWrite), "operation=SOLVE needs the permission "+string(PermPlansWrite))
	}
	plan, err := onlyOnce(ctx, s, once, s.Ports.Plans.Get, func() (*Plan, error) {
		d, err := s.brought(ctx, in)
		if err != nil {
			return nil, err
		}
		return s.Ports.Plans.CreateWithDataset(ctx, who, once, *d, NewPlan{Name: d.Name, Tags: []string{}, Options: s.config.Limits.Options})
	})
	if err != nil {
		return nil, err
	}
	d, err := s.Ports.Datasets.Get(ctx, who, plan.Dataset)
	if err != nil {
		return nil, err
	}
	out := datasetCreated(d)
	out.Status, out.Body.Links["plan"] = http.StatusAccepted, "/v1/plans/"+plan.ID
	return out, nil
}

// brought is the dataset that a request brings, when it may be kept.
func (s *Server) brought(ctx context.Context, in *createDatasetIn) (*NewDataset, error) {
	d, err := s.take(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	d.Name = in.Name
	return d, s.screen(ctx, "", in.Name, d.Problem)
}

func datasetCreated(d *Dataset) *datasetOut {
	v := viewDataset(d)
	return &datasetOut{Status: http.StatusCreated, Location: v.Links["self"], Body: v}
}

// take reads, validates and measures a problem document or a workbook.
func (s *Server) take(ctx context.Context, text []byte) (*NewDataset, error) {
	return weigh(ctx, s, func() (*NewDataset, error) {
		if workbook.Is(text) {
			return s.takeWorkbook(text)
		}
		return s.takeDocument(text)
	})
}

func (s *Server) takeDocument(text []byte) (*NewDataset, error) {
	p, err := model.DecodeProblem(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	if err := s.rows(p); err != nil {
		return nil, err
	}
	faults := p.Validate()
	if faults.HasErrors() {
		return nil, model.LocateFaults(text, faults).Err()
	}
	return newDataset(p, len(faults))
}

// newDataset makes a dataset of a problem without errors.
func newDataset(p *model.Problem, warnings int) (*NewDataset, error) {
	if err := pseudonyms(p); err != nil {
		return nil, err
	}
	if _, err := policy.Derive(p); err != nil {
		return nil, err
	}
	document, err := model.Canonical(p)
	if err != nil {
		return nil, err
	}
	return &NewDataset{Problem: p, Document: document, Hash: problemHash(p), Warnings: warnings}, nil
}

// rows refuses a district that is larger than this service takes.
func (s *Server) rows(p *model.Problem) error {
	l := s.config.Limits
	if len(p.Teachers) <= l.Teachers && len(p.Schools) <= l.Schools {
		return nil
	}
	return oops(model.CodeTooLarge, fmt.Sprintf("最多 %d 名教师、%d 所学校", l.Teachers, l.Schools),
		fmt.Sprintf("at most %d teachers and %d schools", l.Teachers, l.Schools))
}

type listDatasetsIn struct {
	PageParams
	SortByTime

	District string `query:"district" maxLength:"6" doc:"only this district code" example:"640302"`
	PlanYear int    `query:"planYear" minimum:"1" maximum:"2200" doc:"only this plan year"`
	Name     string `query:"name" maxLength:"200" doc:"only this name"`
	Origin   string `query:"origin" maxLength:"100" doc:"only datasets of this lineage"`
}

func (s *Server) listDatasets(ctx context.Context, in *listDatasetsIn) (*pageOut[DatasetView], error) {
	scope := scopeOf("datasets", in.Sort, in.District, in.PlanYear, in.Name, in.Origin)
	page, err := in.page(ctx, scope, sortDescending(in.Sort))
	if err != nil {
		return nil, err
	}
	list, more, err := s.Ports.Datasets.List(ctx, actorOf(ctx), DatasetQuery{
		Page: page, District: in.District, PlanYear: in.PlanYear, Name: in.Name, Origin: in.Origin,
	})
	if err != nil {
		return nil, err
	}
	views := make([]DatasetView, 0, len(list))
	for i := range list {
		views = append(views, viewDataset(&list[i]))
	}
	return answerPage(ctx, scope, views, more, func(d *DatasetView) string { return d.ID }), nil
}

type getDatasetIn struct {
	DatasetID
	Conditional
}

func (s *Server) getDataset(ctx context.Context, in *DatasetID) (*datasetOut, error) {
	d, err := s.Ports.Datasets.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &datasetOut{Status: http.StatusOK, Body: viewDataset(d)}, nil
}

func (s *Server) getDatasetDocument(ctx context.Context, in *getDatasetIn) (*rawOut, error) {
	d, err := s.Ports.Datasets.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return document(&in.Conditional, hashTag(d.Hash), func() ([]byte, error) {
		return s.Ports.Datasets.Document(ctx, actorOf(ctx), in.ID)
	})
}

type forkDatasetIn struct {
	OnceHeader
	DatasetID

	Name    string `query:"name" maxLength:"200" doc:"name to find it by"`
	RawBody []byte
}

func (s *Server) forkDataset(ctx context.Context, in *forkDatasetIn) (*datasetOut, error) {
	once := in.once("fork-dataset", []byte(in.ID), []byte(in.Name), in.RawBody)
	made, err := onlyOnce(ctx, s, once, s.Ports.Datasets.Get, func() (*Dataset, error) { return s.fork(ctx, once, in) })
	if err != nil {
		return nil, err
	}
	return datasetCreated(made), nil
}

func (s *Server) fork(ctx context.Context, once Once, in *forkDatasetIn) (*Dataset, error) {
	who := actorOf(ctx)
	parent, err := s.Ports.Datasets.Get(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	d, err := weigh(ctx, s, func() (*NewDataset, error) { return s.patched(ctx, in) })
	if err != nil {
		return nil, err
	}
	if err := s.screen(ctx, parent.ID, in.Name, d.Problem); err != nil {
		return nil, err
	}
	d.Name, d.Parent = in.Name, parent.ID
	return s.Ports.Datasets.Create(ctx, who, once, *d)
}

// patched is what a patch makes of a dataset. However short the patch is, the whole
// district is held.
func (s *Server) patched(ctx context.Context, in *forkDatasetIn) (*NewDataset, error) {
	text, err := s.Ports.Datasets.Document(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	if text, err = patch(text, in.RawBody); err != nil {
		return nil, err
	}
	d, err := s.takeDocument(text)
	if err != nil {
		return nil, unlocated(err)
	}
	return d, nil
}

// unlocated takes lines and columns out of faults: they speak of a text that
// the client has not seen.
func unlocated(err error) error {
	faults := model.ErrorFaults(err)
	if len(faults) == 0 {
		return err
	}
	out := make(model.Faults, len(faults))
	for i, f := range faults {
		f.Line, f.Column = 0, 0
		out[i] = f
	}
	return out.Err()
}
