package main

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"lungang/fixtures"
)

// solveHeard is how long the solve may take that everybody listens to.
const solveHeard = 15 * time.Second

// measureStreams lets many clients follow one solve to its end.
func (s *server) measureStreams() error {
	text, err := encoded(fixtures.Litong())
	if err != nil {
		return err
	}
	var d, p resource
	if err := s.call("POST", "/v1/datasets?name=heard", text, &d); err != nil {
		return err
	}
	if err := s.call("POST", "/v1/plans", solveOf(d.ID, solveHeard), &p); err != nil {
		return err
	}
	var group sync.WaitGroup
	heard, errs := make([][]event, aimStreams), make([]error, aimStreams)
	for i := range aimStreams {
		group.Go(func() {
			errs[i] = s.follow(p.ID, func(e event) bool { heard[i] = append(heard[i], e); return true })
		})
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	var all struct {
		Items []event
		Over  bool
	}
	if err := s.call("GET", "/v1/plans/"+p.ID+"/logs?limit=1000", nil, &all); err != nil {
		return err
	}
	if !all.Over {
		return errors.New("the streams ended before the plan did")
	}
	whole := 0
	var delays []time.Duration
	for _, h := range heard {
		if slices.EqualFunc(h, all.Items, func(a, b event) bool { return a.Seq == b.Seq }) {
			whole++
		}
		for _, e := range h {
			if e.Seq > all.Items[0].Seq+1 { // what was there before they came has no delay
				delays = append(delays, e.came.Sub(e.Time))
			}
		}
	}
	slices.Sort(delays)
	l := load{delays: delays}
	fmt.Println("| listeners of one solve | heard everything, to the end | events each | stored to heard, p50 | p99 |")
	fmt.Println("|---|---|---|---|---|")
	fmt.Printf("| %d | %d%s | %d | %s | %s |\n", aimStreams, whole, s.aims.mark("listeners", whole == aimStreams), len(all.Items), ms(l.quantile(0.5)), ms(l.quantile(0.99)))
	return nil
}
