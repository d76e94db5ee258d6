package jobs

import (
	"context"
	"time"

	"lungang/model"
	"lungang/solver"
)

// Try solves a problem document in a process as a worker would, and stores
// nothing: for doctor. The error says why there is no plan.
func Try(ctx context.Context, command []string, problem []byte, limit time.Duration) error {
	p := process{command: command}
	out := p.run(ctx, order{TimeLimitSeconds: limit.Seconds(), MemoryLimitMiB: 512, Workers: 1}, problem, func(solver.Event) {})
	if f := out.failure; f != nil {
		return model.NewError(f.Code, f.Message, nil)
	}
	return nil
}
