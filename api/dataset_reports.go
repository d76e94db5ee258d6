package api

import (
	"context"
	"net/http"

	"lungang/model"
	"lungang/policy"
	"lungang/policy/balance"
	"lungang/policy/ledger"
	"lungang/policy/staffing"
)

// Validation is what validation says of a dataset.
type Validation struct {
	Status DatasetStatus `json:"status" doc:"a stored dataset is valid"`
	Issues []ProblemItem `json:"issues" doc:"faults that do not refuse the document"`
}

type validationOut struct{ Body Validation }

type balanceOut struct{ Body *balance.Report }

type staffingOut struct{ Body *staffing.Report }

type forecastOut struct{ Body *staffing.Forecast }

type ledgerOut struct{ Body *ledger.Ledger }

type costOut struct{ Body *ledger.Cost }

func (s *Server) registerDatasetReports() {
	missing := []int{http.StatusNotFound}
	changed := []int{http.StatusNotFound, http.StatusConflict} // an override of the bureau may not fit
	register(s, operation{
		id: "get-dataset-validation", method: http.MethodGet, path: "/v1/datasets/{id}/validation", tag: tagDatasets,
		summary: model.Text{ZH: "校验提醒", EN: "warnings of validation"}, errors: missing,
	}, func(ctx context.Context, in *DatasetID) (*validationOut, error) {
		f, err := s.facts(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		out := &validationOut{Validation{Status: DatasetValidated, Issues: []ProblemItem{}}}
		for _, fault := range f.Problem.Validate() {
			out.Body.Issues = append(out.Body.Issues, itemOf(fault))
		}
		return out, nil
	})
	register(s, operation{
		id: "get-dataset-staffing", method: http.MethodGet, path: "/v1/datasets/{id}/staffing", tag: tagDatasets,
		summary: model.Text{ZH: "编制:核定、超编缺编、报送", EN: "quota: standard, over and under, the yearly report"}, errors: changed,
	}, func(ctx context.Context, in *DatasetID) (*staffingOut, error) {
		body, err := report(ctx, s, in.ID, staffing.Calculate)
		return &staffingOut{body}, err
	})
	register(s, operation{
		id: "get-dataset-forecast", method: http.MethodGet, path: "/v1/datasets/{id}/forecast", tag: tagDatasets,
		summary: model.Text{ZH: "预测:学生、退休、补充", EN: "forecast: pupils, retirement, hiring"}, errors: changed,
	}, func(ctx context.Context, in *forecastIn) (*forecastOut, error) {
		body, err := report(ctx, s, in.ID, func(f *policy.Facts) *staffing.Forecast { return staffing.Predict(f, in.Years) })
		return &forecastOut{body}, err
	})
	register(s, operation{
		id: "get-dataset-balance", method: http.MethodGet, path: "/v1/datasets/{id}/balance", tag: tagDatasets,
		summary: model.Text{ZH: "均衡指标现状", EN: "indicators of balance as the district stands"}, errors: changed,
	}, func(ctx context.Context, in *DatasetID) (*balanceOut, error) {
		body, err := report(ctx, s, in.ID, func(f *policy.Facts) *balance.Report { return balance.Of(f, nil) })
		return &balanceOut{body}, err
	})
	register(s, operation{
		id: "get-dataset-ledger", method: http.MethodGet, path: "/v1/datasets/{id}/ledger", tag: tagDatasets,
		summary: model.Text{ZH: "台账:农村年限、晋升、服务期、任期", EN: "ledger: rural years, promotion, service, terms"}, errors: changed,
	}, func(ctx context.Context, in *ledgerIn) (*ledgerOut, error) {
		f, err := s.inForce(ctx, in.ID, "")
		if err != nil {
			return nil, err
		}
		l, err := ledgerOf(ctx, s, f, nil, in.Teacher)
		return &ledgerOut{l}, err
	})
}

type forecastIn struct {
	DatasetID

	Years int `query:"years" minimum:"0" maximum:"10" doc:"years beyond the plan year; 0 means as the pack says"`
}

type ledgerIn struct {
	DatasetID

	Teacher model.TeacherID `query:"teacher" maxLength:"64" doc:"only this teacher"`
}

// report computes a report of a dataset.
func report[T any](ctx context.Context, s *Server, id string, compute func(*policy.Facts) *T) (*T, error) {
	f, err := s.inForce(ctx, id, "")
	if err != nil {
		return nil, err
	}
	return weigh(ctx, s, func() (*T, error) { return compute(f), nil })
}

// ledgerOf keeps the books of everybody, or of one teacher.
func ledgerOf(ctx context.Context, s *Server, f *policy.Facts, plan *model.Plan, teacher model.TeacherID) (*ledger.Ledger, error) {
	if teacher == "" {
		return weigh(ctx, s, func() (*ledger.Ledger, error) { return ledger.Of(f, plan), nil })
	}
	t := f.Teacher(teacher)
	if t == nil {
		return nil, noTeacher()
	}
	return ledger.OfTeacher(f, plan, t), nil
}

func noTeacher() error {
	return oops(model.CodeNotFound, "数据集中没有这名教师", "the dataset has no such teacher")
}
