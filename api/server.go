package api

import (
	"encoding/json"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"lungang/model"
	"lungang/policy"
)

// Server answers HTTP. It is an http.Handler; ports, limits and login come from
// its Config.
type Server struct {
	Ports Ports

	config    Config
	echo      *echo.Echo
	api       huma.API
	registry  *registry
	described map[string]operation
	routes    map[string]string // paths of the document by those of Echo
	document  []byte            // openapi.json

	rates, public, refusals *limiters

	lookedAt lookedAt
	doubtful chan struct{} // holds who looks up a key from an address that sent bad ones
	streams  *places
	programs *places // of clients that download one
	problems *cache[*policy.Facts]
	plans    *cache[*planView]
	shown    *cache[*PlanView] // plans by state
	login    *login

	closeOnce sync.Once
	closing   chan struct{}
}

// New returns a server. Its operations are registered, its document is made.
func New(c Config) (*Server, error) {
	c = c.withDefaults()
	reg, err := newRegistry()
	if err != nil {
		return nil, err
	}
	l := c.Limits
	s := &Server{
		Ports: c.Ports, config: c, registry: reg, described: map[string]operation{}, routes: map[string]string{},
		rates: newLimiters(l.Rate, l.Burst, c.Now), public: newLimiters(l.Rate, l.Burst, c.Now),
		refusals: newLimiters(l.Refused, int(4*max(l.Refused, 1)), c.Now),
		doubtful: make(chan struct{}, 1),
		streams:  newPlaces(l.Streams), programs: newPlaces(programsSent),
		problems: newCache[*policy.Facts](l.Cache), plans: newCache[*planView](l.Cache), shown: newCache[*PlanView](plansShown),
		closing: make(chan struct{}),
	}
	if c.Login != nil {
		s.login = newLogin(*c.Login)
	}
	s.route()
	s.registerAll()
	s.finish()
	if s.document, err = json.MarshalIndent(s.api.OpenAPI(), "", "  "); err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	s.document = append(s.document, '\n')
	return s, nil
}

// route sets up Echo: middleware for every request, huma for the operations.
func (s *Server) route() {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.failed
	e.IPExtractor = s.extractor()
	e.Use(s.begin, compress(), inflate, newMeter(&s.config.Limits).count)
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Lungang 轮岗", Version: s.config.Version,
				Description: "教师交流轮岗方案的编制、核查与比较。\n\nPlans for the rotation of teachers: made, checked, compared.",
			},
			Components: &huma.Components{Schemas: s.registry},
		},
		Formats: map[string]huma.Format{
			applicationJSON: {Marshal: marshal, Unmarshal: json.Unmarshal},
			"json":          {Marshal: marshal, Unmarshal: json.Unmarshal},
		},
		DefaultFormat: applicationJSON,
	}
	s.echo = e
	s.api = huma.NewAPI(config, colons{humaecho.NewV4(e, huma.Config{}).Adapter(), s.routes})
	s.api.UseMiddleware(s.admit)
}

// colons lets paths have a colon that is no parameter, as in /v1/plans:evaluate.
type colons struct {
	huma.Adapter

	routes map[string]string
}

// Handle registers an operation; Echo wants such a colon escaped.
func (a colons) Handle(op *huma.Operation, handler func(huma.Context)) {
	escaped := *op
	escaped.Path = strings.ReplaceAll(op.Path, ":", `\:`)
	a.Adapter.Handle(&escaped, handler)
	a.routes[strings.NewReplacer("{", ":", "}", "").Replace(escaped.Path)] = op.Path
}

// extractor finds the address of the client: that of the connection, unless a
// proxy that is named in the configuration says whose request it passes on.
func (s *Server) extractor() echo.IPExtractor {
	if len(s.config.Proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range s.config.Proxies {
		options = append(options, echo.TrustIPRange(ipNet(p)))
	}
	extract := echo.ExtractIPFromXFFHeader(options...)
	return func(r *http.Request) string {
		given := r.Header.Values(echo.HeaderXForwardedFor)
		if strings.ContainsAny(strings.Join(given, ""), ":[") {
			r.Header[echo.HeaderXForwardedFor] = []string{withoutPorts(given)}
		}
		return extract(r)
	}
}

// withoutPorts are the addresses of X-Forwarded-For without the ports and brackets
// that some proxies write, which would count as no address.
func withoutPorts(given []string) string {
	list := strings.Split(strings.Join(given, ","), ",")
	for i, one := range list {
		one = strings.TrimSpace(one)
		if with, err := netip.ParseAddrPort(one); err == nil {
			one = with.Addr().String()
		}
		list[i] = strings.Trim(one, "[]")
	}
	return strings.Join(list, ", ")
}

func ipNet(p netip.Prefix) *net.IPNet {
	return &net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}
}

// ServeHTTP answers a request. HEAD is what GET would say, without the body, which
// net/http keeps back (RFC 9110, 9.3.2); a stream has no such answer.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodHead && hasHead(r) {
		r = r.WithContext(r.Context()) // a copy: net/http looks at its own
		r.Method = http.MethodGet
	}
	s.echo.ServeHTTP(w, r)
}

// hasHead reports whether a path that has GET has HEAD too.
func hasHead(r *http.Request) bool { return !strings.HasSuffix(r.URL.Path, streamSuffix) }

// OpenAPI returns the document of the contract, as it is committed.
func (s *Server) OpenAPI() []byte { return s.document }

// Close ends open streams, so that a graceful shutdown does not wait for them;
// clients come back with Last-Event-ID. Requests under way go on.
func (s *Server) Close() { s.closeOnce.Do(func() { close(s.closing) }) }

// programsSent is how many programs are downloaded at once: each is kept until its
// client has read it.
const programsSent = 32

// registerAll registers every operation, in the order of the document.
func (s *Server) registerAll() {
	s.registerDatasets()
	s.registerDatasetReports()
	s.registerWorkbooks()
	s.registerPersons()
	s.registerPrivacy()
	s.registerPins()
	s.registerPlans()
	s.registerConflicts()
	s.registerWhy()
	s.registerPrices()
	s.registerPlanDocuments()
	s.registerPapers()
	s.registerEvidence()
	s.registerReview()
	s.registerEvents()
	s.registerAssignments()
	s.registerAssignmentExport()
	s.registerAnalysis()
	s.registerBatches()
	s.registerComparisons()
	s.registerEvaluation()
	s.registerRules()
	s.registerPacks()
	s.registerAcceptance()
	s.registerOverrides()
	s.registerDemoData()
	s.registerAudit()
	s.registerAuditProofs()
	s.registerKeys()
	s.registerWebhooks()
	s.registerUsers()
	s.registerSessions()
	s.registerService()
}
