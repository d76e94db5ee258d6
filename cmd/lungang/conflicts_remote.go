package main

import (
	"context"

	"lungang/api"
	"lungang/model"
	"lungang/solver/explain"
)

// conflictsRemote lets the service look for the conflicts of one of its plans,
// and returns what it found. Ctrl-C stops the search; what is verified until then
// is kept.
func (m *Main) conflictsRemote(ctx context.Context, plan string, flags conflictFlags) (*explain.Report, error) {
	if flags.limit == 0 {
		return nil, usage("服务上的查找须有时间上限", "a search of the service has a time limit")
	}
	c, err := m.remote()
	if err != nil {
		return nil, err
	}
	seconds := flags.limit.Seconds()
	v, err := c.FindConflicts(ctx, plan, api.ConflictsBody{TimeLimitSeconds: &seconds, MemoryLimitMiB: &flags.memory})
	if err != nil {
		return nil, err
	}
	if !v.Status.Over() {
		if _, err := m.follow(ctx, c, v.Search, true); err != nil {
			return nil, err
		}
		if v, err = c.Conflicts(context.WithoutCancel(ctx), plan); err != nil {
			return nil, err
		}
	}
	if v.Report != nil {
		return v.Report, nil
	}
	if v.Failure != nil {
		return nil, failed(plan, v.Failure)
	}
	return nil, &failure{Exit: exitLimit, Code: model.CodeCancelled, File: plan, Message: model.Text{
		ZH: "查找中止时还没有任何结果", EN: "the search was stopped before anything was found",
	}}
}
