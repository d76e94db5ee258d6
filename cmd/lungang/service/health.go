package service

import (
	"context"
	"fmt"

	"lungang/api"
	"lungang/model"
	"lungang/solver/coin"
)

type health struct{ *wiring }

// Checks looks at what every request or job needs.
func (w health) Checks(ctx context.Context) []api.Check {
	return []api.Check{
		look("database", func() error { return w.store.Ping(ctx) }),
		look("schema", func() error { return w.schema(ctx) }),
		look("queue", func() error { return w.queue(ctx) }),
		look("solver", coin.CheckVersions),
	}
}

func look(name string, f func() error) api.Check {
	err := f()
	c := api.Check{Name: name, OK: err == nil}
	if err != nil {
		c.Detail = Redact(model.ErrorText(err, "en"))
	}
	return c
}

func (w *wiring) schema(ctx context.Context) error {
	steps, err := w.store.Migrations(ctx)
	if err != nil {
		return err
	}
	for _, s := range steps {
		if !s.Applied {
			return failure(model.CodeConflict, "数据库结构不是最新;请运行 lungang migrate", "the schema is not up to date; run lungang migrate")
		}
	}
	return nil
}

func (w *wiring) queue(ctx context.Context) error {
	present, wanted, err := w.jobs.Versions(ctx)
	if err != nil {
		return failure(model.CodeUnavailable, "任务队列不可用", "the queue is not available")
	}
	if present != wanted {
		return failure(model.CodeConflict,
			fmt.Sprintf("任务队列的表是第 %d 版,需要第 %d 版;请运行 lungang migrate", present, wanted),
			fmt.Sprintf("the tables of the queue have version %d, wanted is %d; run lungang migrate", present, wanted))
	}
	return nil
}
