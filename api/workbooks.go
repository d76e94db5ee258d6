package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"lungang/exchange"
	"lungang/exchange/workbook"
	"lungang/model"
)

// workbookTemplate is where the empty workbook is.
const workbookTemplate = "/v1/datasets/template.xlsx"

func (s *Server) registerWorkbooks() {
	book := map[int]answer{http.StatusOK: {text: "the workbook", media: exchange.XLSX.ContentType()}}
	register(s, operation{
		id: "get-dataset-template", method: http.MethodGet, path: workbookTemplate, tag: tagDatasets,
		summary: model.Text{ZH: "空白的工作簿模板", EN: "an empty workbook to fill in"}, answers: book,
	}, func(context.Context, *struct{}) (*rawOut, error) { return asWorkbook("template", workbook.Template) })
	register(s, operation{
		id: "get-dataset-workbook", method: http.MethodGet, path: "/v1/datasets/{id}/document.xlsx", tag: tagDatasets,
		summary: model.Text{ZH: "问题文件,写成工作簿", EN: "the problem document as a workbook"},
		notes: model.Text{
			ZH: "内容不变:上传后得到同样的哈希。工作簿不能保存的内容会拒绝(422),不会悄悄丢掉。",
			EN: "Nothing is lost: uploaded again it has the same hash. What a workbook cannot keep is refused (422).",
		},
		errors: []int{http.StatusNotFound}, answers: book,
	}, func(ctx context.Context, in *DatasetID) (*rawOut, error) { return s.datasetWorkbook(ctx, in.ID, false) })
	register(s, operation{
		id: "get-dataset-validation-workbook", method: http.MethodGet, path: "/v1/datasets/{id}/validation.xlsx", tag: tagDatasets,
		summary: model.Text{ZH: "校验提醒,标在工作簿里", EN: "warnings of validation, marked in a workbook"},
		notes: model.Text{
			ZH: "有提醒的单元格着色并加批注,工作表“问题”列出全部提醒。",
			EN: "Cells are coloured and commented; the sheet 问题 lists everything.",
		},
		errors: []int{http.StatusNotFound}, answers: book,
	}, func(ctx context.Context, in *DatasetID) (*rawOut, error) { return s.datasetWorkbook(ctx, in.ID, true) })
	register(s, operation{
		id: "mark-dataset", method: http.MethodPost, path: "/v1/datasets/validation.xlsx", tag: tagDatasets,
		summary: model.Text{ZH: "校验工作簿,退回标出问题的工作簿", EN: "check a workbook and get it back with its faults marked"},
		notes: model.Text{
			ZH: "正文与上传相同;什么也不保存。单元格有误时也是 200:问题在退回的工作簿里。正文是 JSON 且能读出时,先写成工作簿。",
			EN: "The body is that of an upload; nothing is kept. Faulty cells are no error here: they are marked in the answer. A JSON document that can be read becomes a workbook first.",
		},
		document: "ProblemDocument", workbook: true, example: exampleProblem, answers: book,
	}, s.markDataset)
}

// takeWorkbook reads, validates and measures a workbook.
func (s *Server) takeWorkbook(text []byte) (*NewDataset, error) {
	b, err := workbook.Read(text)
	if err != nil {
		return nil, err
	}
	if err := s.rows(b.Problem); err != nil {
		return nil, err
	}
	faults := b.Validate()
	if err := faults.Err(); err != nil {
		return nil, err
	}
	d, err := newDataset(b.Problem, len(faults))
	if e, ok := errors.AsType[*model.Error](err); ok {
		e.Faults = b.Locate(e.Faults)
	}
	return d, err
}

// datasetWorkbook writes a dataset as a workbook.
func (s *Server) datasetWorkbook(ctx context.Context, id string, marked bool) (*rawOut, error) {
	f, err := s.facts(ctx, id)
	if err != nil {
		return nil, err
	}
	return weigh(ctx, s, func() (*rawOut, error) {
		return asWorkbook(id, func(w io.Writer) error {
			if marked {
				return workbook.Marked(w, f.Problem, f.Problem.Validate())
			}
			return workbook.Write(w, f.Problem)
		})
	})
}

type markDatasetIn struct{ RawBody []byte }

func (s *Server) markDataset(ctx context.Context, in *markDatasetIn) (*rawOut, error) {
	return weigh(ctx, s, func() (*rawOut, error) {
		if !workbook.Is(in.RawBody) {
			p, err := model.DecodeProblem(bytes.NewReader(in.RawBody))
			if err != nil {
				return nil, err
			}
			if err := s.rows(p); err != nil {
				return nil, err
			}
			return asWorkbook("validation", func(w io.Writer) error { return workbook.Marked(w, p, p.Validate()) })
		}
		b, err := workbook.Read(in.RawBody)
		if err != nil {
			return nil, err
		}
		if err := s.rows(b.Problem); err != nil {
			return nil, err
		}
		return asWorkbook("validation", func(w io.Writer) error { return workbook.Mark(w, in.RawBody, b.Validate()) })
	})
}

// asWorkbook answers with a workbook.
func asWorkbook(name string, write func(io.Writer) error) (*rawOut, error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return nil, err
	}
	return &rawOut{
		Status: http.StatusOK, Cache: "no-store", ContentType: exchange.XLSX.ContentType(), Body: b.Bytes(),
		Disposition: `attachment; filename="` + name + `.xlsx"`,
	}, nil
}
