package main

import (
	"context"

	"lungang/api"
	"lungang/solver/explain"
)

// whyRemote lets the service answer a question about one of its plans. Ctrl-C
// stops the other case; what is known by then is the answer.
func (m *Main) whyRemote(ctx context.Context, plan string, q explain.WhyQuestion, flags solveFlags) (*whyStory, error) {
	c, err := m.remote()
	if err != nil {
		return nil, err
	}
	seconds := flags.limit.Seconds()
	v, err := c.AskWhy(ctx, plan, api.WhyBody{Teacher: q.Teacher, School: q.School, TimeLimitSeconds: &seconds, MemoryLimitMiB: &flags.memory})
	if err != nil {
		return nil, err
	}
	if v.Question != "" && !v.Status.Over() {
		if _, err := m.follow(ctx, c, v.Question, flags.quiet); err != nil {
			return nil, err
		}
		if v, err = c.Why(context.WithoutCancel(ctx), plan, v.Question); err != nil {
			return nil, err
		}
	}
	if v.Status == api.StatusFailed && v.Failure != nil {
		return nil, failed(plan, v.Failure)
	}
	return whyStoryOf(v.Why, v.Changes), nil
}
