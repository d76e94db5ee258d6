package api

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"lungang/model"
	"lungang/policy"
)

// Config is what a server is made of. Only Ports is required.
type Config struct {
	Ports Ports

	// Version of the product; it stands in the OpenAPI document and in health.
	Version string

	// Logger gets one record for each request, without query strings, bodies and
	// personal data; nil means that nothing is logged.
	Logger *slog.Logger

	// Metrics answers GET /metrics; nil means that there is nothing to tell.
	Metrics http.Handler

	// Observe is called after every request with the route (never the path), for
	// metrics; nil means that nobody counts.
	Observe func(route, method string, status int, took time.Duration)

	// Login lets people in through an identity provider; nil means keys only.
	Login *Login

	Limits Limits

	// Heavy are the turns of heavy computations (evaluation, eligibility, reports),
	// which the ports share; nil means DefaultHeavy of the server's own.
	Heavy *Heavy

	// Proxies are the reverse proxies whose X-Forwarded-For is believed; empty
	// means that nobody is believed, and the address of the connection counts.
	Proxies []netip.Prefix

	// Plain allows session cookies without TLS, for a machine of one's own. The
	// default sends cookies over TLS only, and Strict-Transport-Security.
	Plain bool

	// Heartbeat is the time between signs of life in a progress stream, at which
	// it is also seen whether who listens still may; 0 means 5 s.
	Heartbeat time.Duration

	// Now is the clock; nil means time.Now.
	Now func() time.Time

	// Today is the day that periods of publication are counted by; nil means that
	// of Now in Beijing.
	Today func() model.Date

	// Font is a TrueType font that PDF and docx are set in before the fonts of the product;
	// nil means none.
	Font []byte

	// Calendar counts working days; nil means that of the product.
	Calendar *policy.Calendar
}

// Limits keep one client from taking all. Zero values mean the defaults.
type Limits struct {
	// BodyBytes is the greatest body of ordinary requests; 0 means 1 MiB.
	BodyBytes int64
	// DocumentBytes is the greatest body that holds a problem or a plan, after
	// decompression; 0 means 128 MiB, five times a district of 30,000 teachers.
	DocumentBytes int64
	// HeldBytes is how much of long bodies is held at once, over all requests, beyond
	// BodyBytes of each; more is 503. 0 means twice DocumentBytes.
	HeldBytes int64
	// Teachers and Schools are the greatest numbers of rows of a dataset; 0 means
	// those of model (200,000 and 5,000).
	Teachers, Schools int
	// Rate is requests a second of one key or person, Burst how many may come at
	// once. 0 means 100 and 200; a negative Rate means no limit.
	Rate  float64
	Burst int
	// Refused is how many requests with a bad key one address may send a second;
	// 0 means 5, a negative number means no limit.
	Refused float64
	// Streams is how many progress streams are open at once; 0 means 1000. One
	// bureau has a quarter of them, at least one.
	Streams int
	// Options are the defaults of a solve; 0 means 60 s, 2048 MiB, 0 workers. They
	// keep to the greatest ones below.
	Options Options
	// MostSeconds, MostMiB, MostWorkers are the greatest options of a solve; 0
	// means 3600 s, 8192 MiB, 64 workers.
	MostSeconds float64
	MostMiB     int
	MostWorkers int
	// Wait is the longest ?wait=; 0 means 30 s.
	Wait time.Duration
	// Taking is how long a client may take for an answer, from its first byte to
	// its last; a stream may take writeTime for each write. 0 means 5 minutes.
	Taking time.Duration
	// Cache is how many problems and plans are kept decoded; 0 means 16.
	Cache int
}

func (l *Limits) setDefaults() {
	l.BodyBytes = cmp.Or(l.BodyBytes, 1<<20)
	l.DocumentBytes = cmp.Or(l.DocumentBytes, 128<<20)
	l.HeldBytes = cmp.Or(l.HeldBytes, 2*l.DocumentBytes)
	l.Taking = cmp.Or(l.Taking, 5*time.Minute)
	l.Teachers = cmp.Or(l.Teachers, model.MaxTeachers)
	l.Schools = cmp.Or(l.Schools, model.MaxSchools)
	l.Rate = cmp.Or(l.Rate, 100)
	l.Burst = cmp.Or(l.Burst, 200)
	l.Refused = cmp.Or(l.Refused, 5)
	l.Streams = cmp.Or(l.Streams, 1000)
	l.MostSeconds = cmp.Or(l.MostSeconds, 3600)
	l.MostMiB = cmp.Or(l.MostMiB, 8192)
	l.MostWorkers = cmp.Or(l.MostWorkers, 64)
	l.Options.TimeLimitSeconds = min(cmp.Or(l.Options.TimeLimitSeconds, 60), l.MostSeconds)
	l.Options.MemoryLimitMiB = min(cmp.Or(l.Options.MemoryLimitMiB, 2048), l.MostMiB)
	l.Options.Workers = min(l.Options.Workers, l.MostWorkers)
	l.Wait = cmp.Or(l.Wait, 30*time.Second)
	l.Cache = cmp.Or(l.Cache, 16)
}

func (c Config) withDefaults() Config {
	c.Version = cmp.Or(c.Version, "dev")
	c.Heartbeat = cmp.Or(c.Heartbeat, 5*time.Second)
	c.Limits.setDefaults()
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Observe == nil {
		c.Observe = func(string, string, int, time.Duration) {}
	}
	if c.Heavy == nil {
		c.Heavy = NewHeavy(DefaultHeavy)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c
}
