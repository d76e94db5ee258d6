// Command benchapi measures the service as its clients see it: the real program
// in a process of its own, a real database, a real solve beside the requests. It
// prints Markdown tables, which the README quotes. A row that misses what is aimed
// at ends with ✗, and the exit code is 1 then. Times differ from machine to
// machine; ratios less so.
//
//	go run ./scripts/benchapi [-lungang bin/lungang] [-seconds 4] [-postgres]
//
// A SQLite file is made and removed; with -postgres a cluster of its own on this
// machine, which writes to the disk as the defaults of PostgreSQL say. What
// LUNGANG_DATABASE_URL names, an empty database, goes before both.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"runtime"
	"time"

	"lungang/fixtures"
	"lungang/model"
	"lungang/store/pgtest"
)

// What is aimed at, on two cores.
const (
	aimRate    = 2000                  // reads a second beside a solve
	aimDelay   = 50 * time.Millisecond // 99 of 100 reads
	aimUpload  = 10 * time.Second      // 30,000 teachers: read, validated, stored
	aimMiB     = 1024                  // memory of the server at most
	aimStreams = 200                   // listeners of one solve
)

const (
	clients    = 32              // connections that read at once
	pageRows   = 50              // rows of a page of assignments
	solveFirst = 8 * time.Second // for the plan that is read
)

// profiles is the folder that profiles of the server go to; empty: none.
var profiles string

func main() {
	binary := flag.String("lungang", "bin/lungang", "the program to measure")
	seconds := flag.Int("seconds", 4, "length of each measurement of reads")
	flag.StringVar(&profiles, "profiles", "", "folder for processor profiles of the server, one for each kind of read")
	own := flag.Bool("postgres", false, "measure on PostgreSQL, with a cluster that is made for it")
	flag.Parse()
	if err := run(*binary, *own, time.Duration(*seconds)*time.Second); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(binary string, postgres bool, length time.Duration) error {
	folder, err := os.MkdirTemp("", "lungang-bench-api")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	url := os.Getenv("LUNGANG_DATABASE_URL")
	if postgres && url == "" {
		db, err := pgtest.Start("fsync=on", "full_page_writes=on", "shared_buffers=128MB") // as the defaults have it
		if err != nil {
			return err
		}
		defer db.Stop()
		url = db.URL("postgres")
	}
	s, err := start(binary, folder, url)
	if err != nil {
		return err
	}
	defer s.stop()
	fmt.Printf("%d cores, %s, beside whatever else ran on them.\n\n", runtime.NumCPU(), s.database)
	if err := s.measureUpload(); err != nil {
		return fmt.Errorf("upload: %w", err)
	}
	if err := s.measureReads(length); err != nil {
		return fmt.Errorf("reads: %w", err)
	}
	if err := s.measureStreams(); err != nil {
		return fmt.Errorf("streams: %w", err)
	}
	mib, err := s.peakMiB()
	if err != nil {
		return err
	}
	fmt.Printf("\nMemory of the server at the end of all this, at most: %d MiB%s.\n", mib, s.aims.mark("memory at the end", mib <= aimMiB))
	return s.aims.err()
}

func encoded(p *model.Problem) ([]byte, error) {
	var b bytes.Buffer
	err := model.EncodeProblem(&b, p)
	return b.Bytes(), err
}

// measureUpload brings a city of 30,000 teachers to a server that has done
// nothing else yet.
func (s *server) measureUpload() error {
	city := fixtures.Generate(fixtures.City(), 1)
	text, err := encoded(city)
	if err != nil {
		return err
	}
	begin := time.Now()
	var d resource
	if err := s.call("POST", "/v1/datasets?name=city", text, &d); err != nil {
		return err
	}
	took := time.Since(begin)
	mib, err := s.peakMiB()
	if err != nil {
		return err
	}
	fmt.Println("| upload | measured | aim |")
	fmt.Println("|---|---|---|")
	fmt.Printf("| %d teachers, %.1f MiB: sent, validated, stored | %.1f s | %.0f s%s |\n",
		len(city.Teachers), float64(len(text))/(1<<20), took.Seconds(), aimUpload.Seconds(), s.aims.mark("upload", took <= aimUpload))
	fmt.Printf("| memory of the server, at most | %d MiB | %d MiB%s |\n\n", mib, aimMiB, s.aims.mark("memory", mib <= aimMiB))
	return nil
}

// measureReads reads one plan while another one is solved on all cores. How
// much can be read is measured with every client as fast as it can; how long it
// takes, with requests that begin when their time has come, whether the ones
// before were answered or not.
func (s *server) measureReads(length time.Duration) error {
	litong, err := encoded(fixtures.Litong())
	if err != nil {
		return err
	}
	var d, done resource
	if err := s.call("POST", "/v1/datasets?name=litong", litong, &d); err != nil {
		return err
	}
	if err := s.call("POST", "/v1/plans", solveOf(d.ID, solveFirst), &done); err != nil {
		return err
	}
	if err := s.await(done.ID); err != nil {
		return err
	}
	plan := "/v1/plans/" + done.ID
	page := fmt.Sprintf("%s/assignments?limit=%d", plan, pageRows)
	if err := s.call("GET", page, nil, nil); err != nil { // the document is decoded once
		return err
	}
	idle, err := s.flood("/health", "", length/2)
	if err != nil {
		return err
	}
	fmt.Printf("| read, beside a solve of litong on all cores | reads/s | to /health idle | processor of the server, each | p50, p99 at %d reads/s | taken by the host | aim |\n|---|---|---|---|---|---|---|\n", aimRate)
	for _, r := range []struct{ name, path, header string }{
		{"plan", plan, ""},
		{fmt.Sprintf("page of %d assignments", pageRows), page, ""},
		{"the same, compressed", page, "Accept-Encoding: gzip\r\n"},
		{"/health", "/health", ""},
	} {
		var most, paced *load
		err := s.besideSolve(d.ID, func() (err error) {
			profiled := s.profile(r.name, length)
			if most, err = s.flood(r.path, r.header, length); err != nil {
				return err
			}
			if err := profiled(); err != nil {
				return err
			}
			paced, err = s.pace(r.path, r.header, aimRate, length)
			return err
		})
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %.0f | %.2f | %d µs | %s, %s | %.0f %% | %d, %d ms%s |\n", r.name, most.rate(), most.rate()/idle.rate(), paced.each().Microseconds(),
			ms(paced.quantile(0.5)), ms(paced.quantile(0.99)), 100*paced.stolen, aimRate, aimDelay.Milliseconds(),
			s.aims.mark(r.name, most.rate() >= aimRate, paced.quantile(0.99) <= aimDelay))
	}
	fmt.Printf("\n/health idle, before the solve: %.0f reads/s.\n\n", idle.rate())
	return nil
}

// besideSolve measures while a solve of its own runs on all cores, and fails when
// that was over first.
func (s *server) besideSolve(dataset string, measure func() error) error {
	var running resource
	if err := s.call("POST", "/v1/plans", solveOf(dataset, time.Hour), &running); err != nil {
		return err
	}
	if err := s.searching(running.ID); err != nil {
		return err
	}
	if err := measure(); err != nil {
		return err
	}
	var now resource
	if err := s.call("GET", "/v1/plans/"+running.ID, nil, &now); err != nil {
		return err
	}
	if now.Status != "RUNNING" {
		return fmt.Errorf("the solve beside the reads was over (%s): use -seconds with less", now.Status)
	}
	if err := s.call("DELETE", "/v1/plans/"+running.ID, nil, nil); err != nil {
		return err
	}
	return s.await(running.ID)
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
