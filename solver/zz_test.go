package solver_test

import ("testing";"time";"fmt";"context";"lungang/fixtures";"lungang/solver")

func TestZZ(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Second)
	defer cancel()
	o := options(t)
	t0 := time.Now()
	n := 0
	o.Progress = func(e solver.Event) {
		if n++; n < 30 { fmt.Println(time.Since(t0), e.Kind, e.Values) }
		if e.Kind == solver.EventIncumbent { cancel() }
	}
	_, err := solver.Solve(ctx, fixtures.Pingxiang(), o)
	fmt.Println("cancel", time.Since(t0), err)
}
