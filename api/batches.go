package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"

	"lungang/model"
)

// NewBatchBody asks for one solve of each dataset.
type NewBatchBody struct {
	Name     string          `json:"name,omitempty" maxLength:"200" doc:"name to find it by"`
	Datasets []string        `json:"datasets" minItems:"1" maxItems:"1000" doc:"datasets, none twice"`
	Tags     []string        `json:"tags,omitempty" maxItems:"20" doc:"tags of every plan"`
	Options  *OptionsRequest `json:"options,omitempty" doc:"of every plan"`
}

// BatchView is a batch with links.
type BatchView struct {
	Batch

	Links Links `json:"links" doc:"where to go from here"`
}

type batchOut struct {
	Location string `header:"Location" doc:"where the batch is"`
	Body     BatchView
}

// BatchID names a batch in the path.
type BatchID struct {
	ID string `path:"id" maxLength:"100" doc:"batch id" example:"bt_01jd3zc2n6v4d8k1p5s9x3m7qw"`
}

func batchAnswer(b *Batch) *batchOut {
	at := "/v1/batches/" + b.ID
	return &batchOut{Location: at, Body: BatchView{*b, Links{"self": at, "plans": "/v1/plans?batch=" + b.ID}}}
}

func (s *Server) registerBatches() {
	const tag = "batches"
	register(s, operation{
		id: "create-batch", method: http.MethodPost, path: "/v1/batches", tag: tag, status: http.StatusAccepted,
		summary: model.Text{ZH: "成批求解(全省逐县)", EN: "solve many datasets (a province, district by district)"},
		body:    reflect.TypeFor[NewBatchBody](),
		example: NewBatchBody{Name: "全省2026", Datasets: []string{"ds_01jd3z5w8e3v0s2b6t9n4k7qxa"}},
		errors:  []int{http.StatusNotFound, http.StatusConflict},
	}, s.createBatch)
	register(s, operation{
		id: "get-batch", method: http.MethodGet, path: "/v1/batches/{id}", tag: tag,
		summary: model.Text{ZH: "批次进度", EN: "how far a batch is"}, errors: []int{http.StatusNotFound},
	}, func(ctx context.Context, in *BatchID) (*batchOut, error) {
		b, err := s.Ports.Batches.Get(ctx, actorOf(ctx), in.ID)
		if err != nil {
			return nil, err
		}
		return batchAnswer(b), nil
	})
	register(s, operation{
		id: "stop-batch", method: http.MethodDelete, path: "/v1/batches/{id}", tag: tag, status: http.StatusAccepted,
		summary: model.Text{ZH: "停止批次,保留已有方案", EN: "stop a batch, keep what there is"}, errors: []int{http.StatusNotFound},
	}, func(ctx context.Context, in *BatchID) (*batchOut, error) {
		b, err := s.Ports.Batches.Cancel(ctx, actorOf(ctx), in.ID)
		if err != nil {
			return nil, err
		}
		return batchAnswer(b), nil
	})
}

type createBatchIn struct {
	OnceHeader
	Payload[NewBatchBody]
}

func (s *Server) createBatch(ctx context.Context, in *createBatchIn) (*batchOut, error) {
	once := in.once("create-batch", in.RawBody)
	b, err := onlyOnce(ctx, s, once, s.Ports.Batches.Get, func() (*Batch, error) {
		options, err := s.config.Limits.effective(in.Value.Options)
		if err != nil {
			return nil, err
		}
		if err := distinct(in.Value.Datasets, "/datasets"); err != nil {
			return nil, err
		}
		if err := s.labels(ctx, "", in.Value.Name, in.Value.Tags); err != nil {
			return nil, err
		}
		return s.Ports.Batches.Create(ctx, actorOf(ctx), once, NewBatch{
			Name: in.Value.Name, Datasets: in.Value.Datasets, Options: options, Tags: append([]string{}, in.Value.Tags...),
		})
	})
	if err != nil {
		return nil, err
	}
	return batchAnswer(b), nil
}

// distinct refuses a list that names something twice.
func distinct(list []string, at string) error {
	var faults model.Faults
	for i, v := range list {
		if slices.Contains(list[:i], v) {
			faults = append(faults, model.Fault{
				Code: model.CodeDuplicate, Severity: model.SeverityError, Pointer: at + "/" + itoa(i),
				Message: model.Text{ZH: "不能重复", EN: "it is given twice"},
			})
		}
	}
	return faults.Err()
}
