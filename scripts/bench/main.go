// Command bench measures whole solves and compares them with CBC and GLPK on
// the same programs in the same run. It prints a Markdown table of ratios, which
// the README quotes. Times differ from machine to machine; ratios less so.
//
//	go run ./scripts/bench [-lungang bin/lungang] [-only litong]
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"lungang/fixtures"
	"lungang/model"
	"lungang/solver"
	"lungang/solver/coin"
)

// district is one benchmark: a fixture, our time limit, and the time that each
// peer gets for its one tier.
type district struct {
	name  string
	limit time.Duration
	peer  time.Duration
}

var districts = []district{
	{"litong", 60 * time.Second, 60 * time.Second},
	{"county", 240 * time.Second, 240 * time.Second},
	{"city", 300 * time.Second, 0},
}

// peerTier is the tier that peers solve, with the tiers above held at our
// values: the first one that is hard for a general solver.
const peerTier = "coverage"

func main() {
	binary := flag.String("lungang", "bin/lungang", "the program to measure")
	only := flag.String("only", "", "one district only")
	flag.Parse()
	if err := run(*binary, *only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(binary, only string) error {
	folder, err := os.MkdirTemp("", "lungang-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	fmt.Println("| district | first plan s | end s | ended as | memory MiB | tiers certified | proved by CBC | largest gap of a bounded tier |")
	fmt.Println("|---|---|---|---|---|---|---|---|")
	plans := map[string]*measured{}
	for _, d := range districts {
		if only != "" && d.name != only {
			continue
		}
		m, err := measure(binary, folder, d)
		if err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
		plans[d.name] = m
		fmt.Println(m.row(d.name))
	}
	fmt.Printf("\nTier %q to its proved optimum, tiers above held:\n\n", peerTier)
	fmt.Println("| district | solver | time s | ratio to Lungang | value | what it proved |")
	fmt.Println("|---|---|---|---|---|---|")
	for _, d := range districts {
		if m := plans[d.name]; m != nil && d.peer > 0 {
			if err := peers(folder, d, m); err != nil {
				return fmt.Errorf("%s: %w", d.name, err)
			}
		}
	}
	if only == "" || only == "litong" {
		return again(binary)
	}
	return nil
}

// measured is what one run of the program showed.
type measured struct {
	plan       *model.Plan
	first, end time.Duration
	peerAt     time.Duration // when the peers' tier had its last value and its last bound
	memory     int64         // KiB, the larger of the program and its children
}

// measure runs the program as a user would, and watches its events.
func measure(binary, folder string, d district) (*measured, error) {
	out := filepath.Join(folder, d.name+".json")
	cmd := exec.Command(binary, "solve", "fixture:"+d.name, "--json", "--time-limit", d.limit.String(), "-o", out)
	pipe, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	m := &measured{}
	type news struct {
		at time.Duration
		e  solver.Event
	}
	var all []news
	lines := bufio.NewScanner(pipe)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var e solver.Event
		if json.Unmarshal(lines.Bytes(), &e) == nil && e.Kind != "" {
			all = append(all, news{time.Since(begin), e})
			if e.Kind == solver.EventIncumbent && m.first == 0 {
				m.first = time.Since(begin)
			}
		}
	}
	err = cmd.Wait()
	m.end = time.Since(begin)
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.memory = usage.Maxrss
	}
	var kids syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_CHILDREN, &kids) == nil {
		m.memory = max(m.memory, kids.Maxrss)
	}
	if code := cmd.ProcessState.ExitCode(); code != 0 && code != 4 {
		return nil, fmt.Errorf("exit code %d: %w", code, err)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	if m.plan, err = model.DecodePlan(bytes.NewReader(text)); err != nil {
		return nil, err
	}
	k := slices.IndexFunc(m.plan.Tiers, func(t model.TierResult) bool { return t.ID == peerTier })
	t := m.plan.Tiers[k]
	bound, value := time.Duration(0), time.Duration(0)
	for _, n := range all {
		if bound == 0 && k < len(n.e.Bounds) && n.e.Bounds[k] >= t.Bound {
			bound = n.at
		}
		if value == 0 && k < len(n.e.Values) && n.e.Values[k] <= t.Value && above(n.e.Values, m.plan.Tiers, k) {
			value = n.at
		}
	}
	m.peerAt = max(bound, value)
	return m, nil
}

func above(values []int64, tiers []model.TierResult, k int) bool {
	for i := range k {
		if values[i] != tiers[i].Value {
			return false
		}
	}
	return true
}

func (m *measured) row(name string) string {
	certified, proved, worst := 0, 0, 0.0
	for _, t := range m.plan.Tiers {
		switch t.Proof {
		case model.Certified:
			certified++
		case model.Proved:
			proved++
		case model.Gap:
			worst = max(worst, float64(t.Value-t.Bound)/float64(max(1, t.Value)))
		case model.ProofUnknown:
		}
	}
	return fmt.Sprintf("| %s | %.1f | %.1f | %s | %d | %d of %d | %d | %.2f %% |", name, m.first.Seconds(), m.end.Seconds(),
		m.plan.Status.Termination, m.memory/1024, certified, len(m.plan.Tiers), proved, 100*worst)
}

// peers solves the program of one tier with cbc and glpsol.
func peers(folder string, d district, m *measured) error {
	problem, err := fixtures.Get(d.name)
	if err != nil {
		return err
	}
	var values []int64
	for _, t := range m.plan.Tiers {
		if t.ID == peerTier {
			break
		}
		values = append(values, t.Value)
	}
	file := filepath.Join(folder, d.name+".mps")
	w, err := os.Create(file)
	if err != nil {
		return err
	}
	_, offset, err := solver.Export(context.Background(), problem, values, w)
	if err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	t := m.plan.Tiers[len(values)]
	fmt.Printf("| %s | Lungang | %.1f | 1 | %d | %s, bound %d |\n", d.name, m.peerAt.Seconds(), t.Value, t.Proof, t.Bound)
	seconds := strconv.Itoa(int(d.peer.Seconds()))
	for _, p := range []struct {
		name string
		args []string
	}{
		{"CBC", []string{"cbc", file, "-sec", seconds, "-timeMode", "elapsed", "-ratio", "0", "-allow", "0", "-solve", "-quit"}},
		{"GLPK", []string{"glpsol", "--freemps", file, "--tmlim", seconds}},
	} {
		begin := time.Now()
		text, err := exec.Command(p.args[0], p.args[1:]...).CombinedOutput()
		took := time.Since(begin)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		value, proof := judge(string(text), offset)
		fmt.Printf("| %s | %s | %.1f | %.1f | %s | %s |\n", d.name, p.name, took.Seconds(), took.Seconds()/m.peerAt.Seconds(), value, proof)
	}
	return nil
}

var (
	cbcValue  = regexp.MustCompile(`Objective value:\s+([-0-9.e+]+)`)
	cbcBound  = regexp.MustCompile(`Lower bound:\s+([-0-9.e+]+)`)
	glpkValue = regexp.MustCompile(`(?m)^\+\s*\d+: mip =\s+([-0-9.e+]+)`)
)

// judge reads what a peer printed.
func judge(text string, offset int64) (value, proof string) {
	shift := func(found []string) string {
		v, err := strconv.ParseFloat(found[len(found)-1], 64)
		if err != nil {
			return "?"
		}
		return strconv.FormatFloat(v+float64(offset), 'f', 1, 64)
	}
	value, proof = "none", "nothing"
	if v := cbcValue.FindStringSubmatch(text); v != nil && !strings.Contains(text, "No feasible solution found") {
		value = shift(v)
	}
	if v := glpkValue.FindAllStringSubmatch(text, -1); v != nil {
		value = shift(v[len(v)-1])
	}
	if b := cbcBound.FindStringSubmatch(text); b != nil {
		proof = "bound " + shift(b)
	}
	if strings.Contains(text, "Optimal solution found") || strings.Contains(text, "INTEGER OPTIMAL SOLUTION FOUND") {
		proof = "optimal"
	}
	return value, proof
}

// again solves the sample district once more after one changed quota.
func again(binary string) error {
	path, err := filepath.Abs(binary)
	if err != nil {
		return err
	}
	options := solver.Options{Runner: &coin.Runner{Command: []string{path, "solve-child"}}}
	problem := fixtures.Litong()
	begin := time.Now()
	first, err := solver.Solve(context.Background(), problem, options)
	if err != nil {
		return err
	}
	cold := time.Since(begin)
	fmt.Printf("\nlitong again after one changed quota (first solve %.1f s):\n\n", cold.Seconds())
	fmt.Println("| change | first plan s | ratio | all tiers settled s | ratio |")
	fmt.Println("|---|---|---|---|---|")
	for _, change := range []struct {
		name string
		by   int
	}{{"one post less", -1}, {"one post more", 1}} {
		next := fixtures.Litong()
		next.Schools[0].Quota += change.by
		options.Warm = first.Warm
		began, plan := time.Now(), time.Duration(0)
		options.Progress = func(e solver.Event) {
			if e.Kind == solver.EventIncumbent && plan == 0 {
				plan = time.Since(began)
			}
		}
		if _, err := solver.Solve(context.Background(), next, options); err != nil {
			return err
		}
		end := time.Since(began)
		fmt.Printf("| %s | %.2f | %.3f | %.2f | %.3f |\n", change.name, plan.Seconds(), plan.Seconds()/cold.Seconds(), end.Seconds(), end.Seconds()/cold.Seconds())
	}
	return nil
}
