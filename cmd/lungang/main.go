package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"lungang/fixtures"
	"lungang/model"
	"lungang/solver"
	"lungang/solver/coin"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "solve-child" {
		os.Exit(coin.ServeChild(os.Stdin, os.Stdout, os.Stderr))
	}
	name := os.Args[1]
	begin := time.Now()
	p, err := fixtures.Get(name)
	if err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
	fmt.Println("generated", time.Since(begin))
	for _, a := range os.Args[2:] {
		kv := strings.SplitN(a, "=", 2)
		p.Pack.Overrides = append(p.Pack.Overrides, model.Override{Parameter: kv[0], Value: json.RawMessage(kv[1]), Reason: "x", Approver: "y"})
	}
	begin = time.Now()
	r, err := solver.Solve(context.Background(), p, solver.Options{TimeLimit: 120 * time.Second, Progress: func(e solver.Event) {
		b, _ := json.Marshal(e)
		fmt.Printf("%7.2fs %s\n", time.Since(begin).Seconds(), b)
	}})
	if err != nil {
		fmt.Println("ERR", err)
		if c, ok := err.(*solver.CheckError); ok {
			for i, v := range c.Report.Violations {
				if i < 15 {
					fmt.Println(v.Rule, v.Subject, v.Pointer, v.Message.EN)
				}
			}
		}
		os.Exit(3)
	}
	for _, t := range r.Plan.Tiers {
		fmt.Printf("%-11s %8d %8d %s\n", t.ID, t.Value, t.Bound, t.Proof)
	}
	fmt.Println(len(r.Plan.Moves), len(r.Plan.Visits), len(r.Plan.PartTime), len(r.Plan.Vacancies), r.Plan.Status)
}
