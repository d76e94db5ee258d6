package service

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"lungang/jobs"
)

// Metrics are the numbers that the service shows on /metrics. Every process
// has its own registry; nothing is global.
type Metrics struct {
	registry   *prometheus.Registry
	solve      *prometheus.HistogramVec
	gap        *prometheus.HistogramVec
	running    prometheus.Gauge
	takenBack  prometheus.Counter
	requests   *prometheus.HistogramVec
	deliveries *prometheus.CounterVec
}

// NewMetrics returns metrics with a registry of their own. Queue answers how
// many plans wait and since when the oldest does; it is asked at every scrape,
// nil means that nobody knows.
func NewMetrics(version string, queue func(context.Context) (jobs.Queue, error)) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		solve: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "lungang_solve_seconds", Help: "Wall-clock seconds of a solve, by the status that the plan got.",
			Buckets: []float64{0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600},
		}, []string{"status"}),
		gap: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "lungang_solve_gap_ratio", Help: "Distance between value and bound of a tier, divided by the value; 0 when proved.",
			Buckets: []float64{0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1},
		}, []string{"tier"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "lungang_solves_running", Help: "Solves under way in this process.",
		}),
		takenBack: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "lungang_runs_taken_back_total", Help: "Runs whose worker was gone and whose plan this process put back into the queue.",
		}),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "lungang_http_request_seconds", Help: "Seconds of HTTP requests by route, method and status.",
			Buckets: []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10},
		}, []string{"route", "method", "status"}),
		deliveries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "lungang_webhook_attempts_total", Help: "Attempts to deliver a webhook, by outcome.",
		}, []string{"outcome"}),
	}
	info := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "lungang_build_info", Help: "Always 1; the version is a label."}, []string{"version"})
	info.WithLabelValues(version).Set(1)
	m.registry.MustRegister(m.solve, m.gap, m.running, m.takenBack, m.requests, m.deliveries, info,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if queue != nil {
		m.registry.MustRegister(&queueCollector{queue: queue})
	}
	return m
}

// Handler answers scrapes. What cannot be measured, such as a queue while the
// database is away, is missing; the rest is there.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Timeout: 5 * time.Second, MaxRequestsInFlight: 4, ErrorHandling: promhttp.ContinueOnError})
}

// ObserveHTTP counts one answered request. Route is the pattern (/v1/plans/{id}),
// never the path, so that ids do not become labels. Clients choose the method, too:
// one that no operation has is "other".
func (m *Metrics) ObserveHTTP(route, method string, status int, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Observe(took.Seconds())
}

// SolveStarted is called by jobs when a solve begins.
func (m *Metrics) SolveStarted() { m.running.Inc() }

// SolveEnded is called by jobs when a solve is over. Gaps are by tier id.
func (m *Metrics) SolveEnded(status string, took time.Duration, gaps map[string]float64) {
	m.running.Dec()
	m.solve.WithLabelValues(status).Observe(took.Seconds())
	for tier, gap := range gaps {
		m.gap.WithLabelValues(tier).Observe(gap)
	}
}

// RunTakenBack is called by jobs when a plan of a dead worker is queued again.
func (m *Metrics) RunTakenBack() { m.takenBack.Inc() }

// Delivered is called by jobs after every attempt of a webhook: "delivered",
// "failed", "refused".
func (m *Metrics) Delivered(outcome string) { m.deliveries.WithLabelValues(outcome).Inc() }

// queueCollector asks the queue at every scrape: a gauge that is set now and
// then would stand still when its setter does.
type queueCollector struct {
	queue func(context.Context) (jobs.Queue, error)
}

var (
	queuedDesc = prometheus.NewDesc("lungang_plans_queued", "Plans that wait for a worker.", nil, nil)
	ageDesc    = prometheus.NewDesc("lungang_queue_age_seconds", "How long the oldest queued plan has waited; 0 when none waits.", nil, nil)
)

func (c *queueCollector) Describe(out chan<- *prometheus.Desc) {
	out <- queuedDesc
	out <- ageDesc
}

func (c *queueCollector) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	q, err := c.queue(ctx)
	if err != nil {
		out <- prometheus.NewInvalidMetric(ageDesc, err)
		return
	}
	out <- prometheus.MustNewConstMetric(queuedDesc, prometheus.GaugeValue, float64(q.Waiting))
	out <- prometheus.MustNewConstMetric(ageDesc, prometheus.GaugeValue, q.Oldest.Seconds())
}
