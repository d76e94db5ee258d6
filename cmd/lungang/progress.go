package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"lungang/model"
	"lungang/solver"
)

// progress shows the news of a solve on standard error: one line that is drawn
// again and again on a terminal, or one JSON object per line with --json.
// Where neither is asked for it is silent.
type progress struct {
	out   io.Writer
	now   func() time.Time
	begin time.Time
	lang  string
	json  bool
	draws bool

	mu    sync.Mutex
	last  solver.Event // numbers of the line
	width int          // of the line on the screen
	end   func()
}

func (m *Main) progress(quiet bool) *progress {
	p := &progress{
		out: m.Stderr, now: m.Now, begin: m.Now(), lang: m.lang,
		json: m.json && !quiet, draws: m.Terminal && !m.json && !quiet, end: func() {},
	}
	if p.draws {
		p.tick()
	}
	return p
}

// tick draws the line again each half second, so that the clock is seen to run.
func (p *progress) tick() {
	ticker, done := time.NewTicker(500*time.Millisecond), make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		for {
			select {
			case <-ticker.C:
				p.mu.Lock()
				p.draw()
				p.mu.Unlock()
			case <-done:
				return
			}
		}
	})
	p.end = func() {
		ticker.Stop()
		close(done)
		group.Wait()
	}
}

// event takes one piece of news.
func (p *progress) event(e solver.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.json {
		enc := json.NewEncoder(p.out)
		_ = enc.Encode(struct { // news that nobody can read is no reason to stop
			solver.Event
			Seconds float64 `json:"seconds"`
		}{e, float64(p.now().Sub(p.begin).Milliseconds()) / 1000})
	}
	if e.Bounds == nil {
		e.Bounds = p.last.Bounds
	}
	if e.Values == nil {
		e.Values = p.last.Values
	}
	p.last = e
	p.draw()
}

// stop ends the line and clears it.
func (p *progress) stop() {
	p.end()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.draws && p.width > 0 {
		_, _ = fmt.Fprintf(p.out, "\r%s\r", strings.Repeat(" ", p.width))
		p.width = 0
	}
}

const lineWidth = 100

func (p *progress) draw() {
	if !p.draws {
		return
	}
	line := model.Text{
		ZH: fmt.Sprintf("求解中 %.0f 秒", p.now().Sub(p.begin).Seconds()),
		EN: fmt.Sprintf("solving %.0f s", p.now().Sub(p.begin).Seconds()),
	}.In(p.lang)
	if p.last.Parts > 0 {
		line += model.Text{ZH: "  部分 ", EN: "  part "}.In(p.lang) + fmt.Sprintf("%d/%d", p.last.Part, p.last.Parts)
	}
	if p.last.Values != nil {
		line += model.Text{ZH: "  方案 ", EN: "  plan "}.In(p.lang) + numbers(p.last.Values)
	}
	if p.last.Bounds != nil {
		line += model.Text{ZH: "  下界 ", EN: "  bound "}.In(p.lang) + numbers(p.last.Bounds)
	}
	line = wide.Truncate(line, lineWidth, "…")
	width := wide.StringWidth(line)
	_, _ = fmt.Fprintf(p.out, "\r%s%s", line, strings.Repeat(" ", max(0, p.width-width)))
	p.width = width
}

func numbers(values []int64) string { return strings.Trim(fmt.Sprint(values), "[]") }
