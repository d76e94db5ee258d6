package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// load is what came of many reads.
type load struct {
	took   time.Duration
	delays []time.Duration // sorted
	busy   time.Duration   // processor time of the server
	stolen float64         // share of all processors that the host of this machine took for others
}

func (l *load) rate() float64 { return float64(len(l.delays)) / l.took.Seconds() }

// each is the processor time of the server for one read. Other work on the
// machine changes it little.
func (l *load) each() time.Duration { return l.busy / time.Duration(len(l.delays)) }

func (l *load) quantile(q float64) time.Duration {
	return l.delays[min(int(q*float64(len(l.delays))), len(l.delays)-1)]
}

// flood reads with every client as fast as it can.
func (s *server) flood(path, header string, length time.Duration) (*load, error) {
	return s.read(path, header, func(begin time.Time) (time.Time, bool) {
		now := time.Now()
		return now, now.Sub(begin) < length
	})
}

// pace begins so many reads a second. The delay of a read counts from the moment
// when it should have begun: a server that stands still is not spared the
// requests that come meanwhile.
func (s *server) pace(path, header string, perSecond int, length time.Duration) (*load, error) {
	var next atomic.Int64
	every := time.Second / time.Duration(perSecond)
	return s.read(path, header, func(begin time.Time) (time.Time, bool) {
		due := begin.Add(time.Duration(next.Add(1)-1) * every)
		if due.Sub(begin) >= length {
			return due, false
		}
		time.Sleep(time.Until(due))
		return due, true
	})
}

// read lets the clients read until turn says that it is enough; turn returns
// when the next read should begin, and waits until then.
func (s *server) read(path, header string, turn func(begin time.Time) (due time.Time, more bool)) (*load, error) {
	request := fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n", path, s.address, s.secret, header)
	var group sync.WaitGroup
	all, errs := make([][]time.Duration, clients), make([]error, clients)
	before, err := s.busy()
	if err != nil {
		return nil, err
	}
	others, err := stolen()
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	for i := range clients {
		group.Go(func() {
			all[i], errs[i] = s.client(request, func() (time.Time, bool) { return turn(begin) })
		})
	}
	group.Wait()
	l := &load{took: time.Since(begin), delays: slices.Concat(all...)}
	after, err := s.busy()
	if err := errors.Join(err, errors.Join(errs...)); err != nil {
		return nil, err
	}
	if len(l.delays) == 0 {
		return nil, errors.New("nothing was read")
	}
	l.busy = after - before
	now, err := stolen()
	if err != nil {
		return nil, err
	}
	l.stolen = (now - others).Seconds() / (l.took.Seconds() * float64(runtime.NumCPU()))
	slices.Sort(l.delays)
	return l, nil
}

// client is one connection that stays open. It writes the same bytes again and
// again, so that it takes little of the processor.
func (s *server) client(request []byte, turn func() (time.Time, bool)) ([]time.Duration, error) {
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		return nil, err
	}
	defer func() { _ = c.Close() }()
	in := bufio.NewReaderSize(c, 1<<15)
	var delays []time.Duration
	for {
		due, more := turn()
		if !more {
			return delays, nil
		}
		if _, err := c.Write(request); err != nil {
			return nil, err
		}
		a, err := http.ReadResponse(in, nil)
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(io.Discard, a.Body); err != nil {
			return nil, err
		}
		if err := a.Body.Close(); err != nil {
			return nil, err
		}
		if a.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("%s", a.Status)
		}
		delays = append(delays, time.Since(due))
	}
}

// profile lets the server write a processor profile while it is read. What it
// returns waits for it.
func (s *server) profile(name string, length time.Duration) func() error {
	if profiles == "" {
		return func() error { return nil }
	}
	done := make(chan error, 1)
	go func() {
		text, err := s.text("GET", fmt.Sprintf("/debug/pprof/profile?seconds=%d", int(length.Seconds())), nil)
		if err == nil {
			err = os.WriteFile(filepath.Join(profiles, filepath.Base(name)+".pprof"), text, 0o600)
		}
		done <- err
	}()
	return func() error { return <-done }
}
