package service

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"lungang/api"
	"lungang/jobs"
	"lungang/model"
	"lungang/policy"
	"lungang/store"
)

// App is one process of the service.
type App struct {
	Config  Config
	Version string
	Log     *slog.Logger
	// Command is the command line of the solving process; nil means this
	// executable.
	Command []string

	looking bool // doctor: nothing may be changed
	days    *policy.Calendar
	store   *store.Store
	jobs    *jobs.Engine
	hub     *hub
	lock    *lock
	metrics *Metrics
	wiring  *wiring
}

// Open opens the database and makes the engine. Nothing is changed and nothing
// is started. Errors: bad_parameter, unavailable, io.
func (a *App) Open(ctx context.Context) (err error) {
	if a.Log == nil {
		a.Log = slog.New(slog.DiscardHandler)
	}
	hooks, err := jobs.ParseDestinations(a.Config.WebhookNetworks)
	if err != nil {
		return err
	}
	if a.days, err = policy.WorkCalendar().With(a.Config.Calendars...); err != nil {
		return err
	}
	key, err := a.auditKey()
	if err != nil {
		return err
	}
	if a.store, err = store.Open(ctx, store.Config{
		URL: a.Config.DatabaseURL, Directory: a.Config.Directory, DataKey: a.Config.DataKey, AuditKey: key,
	}); err != nil {
		return err
	}
	a.metrics = NewMetrics(a.Version, func(ctx context.Context) (jobs.Queue, error) { return a.jobs.Waiting(ctx) })
	a.jobs, err = jobs.Open(a.store, jobs.Config{
		Solves: a.Config.Solves, Lease: a.Config.Lease, Drain: a.Config.Drain, MaxTimeLimit: a.Config.MaxTimeLimit,
		QueueLimit: a.Config.QueueLimit, Version: a.Version, Destinations: hooks, Log: a.Log, Observer: a.metrics, Command: a.Command,
		Links: func(plan string) string { return a.Config.PublicURL + "/v1/plans/" + plan },
	})
	if err != nil {
		return errors.Join(err, a.store.Close())
	}
	a.hub = newHub(a.store)
	a.wiring = &wiring{store: a.store, jobs: a.jobs, hub: a.hub, hooks: hooks, heavy: api.NewHeavy(api.DefaultHeavy), version: a.Version}
	return nil
}

// Close closes what Open opened.
func (a *App) Close() error {
	if a.store == nil {
		return nil
	}
	a.hub.close()
	if a.lock != nil {
		a.lock.release()
	}
	return a.store.Close()
}

// Migrated says what Migrate did.
type Migrated struct {
	Steps []string `json:"steps"` // of the schema, those that were taken
	Queue int      `json:"queue"` // version of the tables of the queue

	Resealed int `json:"resealed,omitempty"` // rows that Reseal encrypted again
}

// Migrate brings schema and queue up to date. Processes that do it at the same
// time wait for each other.
func (a *App) Migrate(ctx context.Context) (Migrated, error) {
	steps, err := a.store.Migrate(ctx)
	if err != nil {
		return Migrated{}, err
	}
	out := Migrated{Steps: []string{}}
	for _, s := range steps {
		out.Steps = append(out.Steps, s.Name)
	}
	out.Queue, err = a.jobs.Migrate(ctx)
	return out, err
}

// Exists is asked before Open by what works on a database and makes none:
// not_found when the data folder has none. A database server says so itself.
func (a *App) Exists() error {
	if a.Config.DatabaseURL != "" {
		return nil
	}
	if _, err := os.Stat(a.file()); errors.Is(err, fs.ErrNotExist) {
		return failure(model.CodeNotFound, "数据目录中还没有数据库;lungang serve 或 migrate 会建立", "there is no database in the data folder yet; lungang serve or migrate makes it")
	}
	return nil // what else is wrong, Open says
}

// file is where a SQLite database is.
func (a *App) file() string { return filepath.Join(a.Config.Directory, "lungang.db") }

// Ready looks whether the database has the schema that this program works with:
// conflict, and what to do, when it does not.
func (a *App) Ready(ctx context.Context) error { return a.wiring.schema(ctx) }

// Reseal encrypts with the first data key what is encrypted with another, some
// rows at a time, while others work. It returns how many there were; afterwards
// the other keys are needed no more.
func (a *App) Reseal(ctx context.Context) (rows int, err error) {
	const some = 500
	for {
		n, err := store.Write(ctx, a.store, func(tx *store.Tx) (int, error) { return tx.House().Reseal(some) })
		rows += n
		if err != nil || n < some {
			return rows, err
		}
	}
}

// Served says where a process can be reached, once it works.
type Served struct {
	Address string // host and port
	First   *First // of a new database; nil otherwise
}

// Serve is `lungang serve`: it brings a SQLite file up to date, makes the first
// tenant of a new database, answers requests, and solves when Config.Solves
// says so. ready is called once it answers. It returns when ctx has ended and
// everything came to an end in good order, or when it could not.
func (a *App) Serve(ctx context.Context, ready func(Served)) error {
	if err := a.prepare(ctx); err != nil {
		return err
	}
	config, err := a.apiConfig()
	if err != nil {
		return err
	}
	server, err := api.New(config)
	if err != nil {
		return err
	}
	defer server.Close()
	defer holdReserve()()
	return a.run(ctx, server, server.Close, func(address string) error {
		first, err := begin(ctx, a.store, a.Config.FirstKeyFile)
		if err == nil {
			ready(Served{address, first})
		}
		return err
	})
}

// Work is `lungang work`: it solves plans and delivers webhooks, and answers
// /health, /ready and /metrics.
func (a *App) Work(ctx context.Context, ready func(Served)) error {
	if err := a.prepare(ctx); err != nil {
		return err
	}
	return a.run(ctx, a.opsPages(), func() {}, func(address string) error {
		ready(Served{Address: address})
		return nil
	})
}

func (a *App) apiConfig() (api.Config, error) {
	c := api.Config{
		Calendar: a.days, Heavy: a.wiring.heavy,
		Ports: a.wiring.ports(), Version: a.Version, Font: a.Config.Font, Logger: a.Log, Metrics: a.metrics.Handler(), Observe: a.metrics.ObserveHTTP,
		Proxies: a.proxies(), Limits: api.Limits{MostSeconds: a.Config.MaxTimeLimit.Seconds(), Rate: float64(a.Config.Rate), Burst: 2 * a.Config.Rate},
		Plain: strings.HasPrefix(a.Config.PublicURL, "http://") || a.Config.PublicURL == "" && local(a.Config.Address),
	}
	if o := a.Config.OIDC; o.Issuer != "" {
		// A login may end at another process than it began at.
		secret, err := a.store.Keyring().SigningKey("login")
		if err != nil {
			return c, err
		}
		c.Login = &api.Login{
			Issuer: o.Issuer, ClientID: o.ClientID, ClientSecret: o.ClientSecret, RedirectURL: a.Config.PublicURL + "/auth/callback",
			Tenant: o.Tenant, TenantClaim: o.TenantClaim, RolesClaim: o.RolesClaim, Roles: o.Roles, RolesHere: o.RolesHere, Scopes: o.Scopes,
			Secret: secret,
		}
	}
	return c, nil
}

// local reports whether an address is reached from this machine only.
func local(address string) bool {
	host, _, err := net.SplitHostPort(address)
	return err == nil && loopback(host)
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

func (a *App) proxies() []netip.Prefix {
	d, err := jobs.ParseDestinations(a.Config.TrustedProxies)
	if err != nil {
		return nil // FromEnvironment has looked
	}
	return d.Private
}

// opsPages are the pages of a worker: nothing of a tenant is there.
func (a *App) opsPages() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]string{"status": "ok"})
	})
	mux.HandleFunc("GET /ready", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
		defer cancel()
		checks, code := (health{a.wiring}).Checks(ctx), http.StatusOK
		for _, c := range checks {
			if !c.OK {
				code = http.StatusServiceUnavailable
			}
		}
		answer(w, code, checks)
	})
	mux.Handle("GET /metrics", a.metrics.Handler())
	return mux
}

// ending is how long the end of the process may take beyond Config.Drain:
// docs/operations.md tells it to whoever sets a time for it.
const ending = 10 * time.Second

// run listens, works, and ends in good order: no request begins any more, those
// under way are answered, solves may go on for Config.Drain, and what is not
// done then is queued again. ready is called when all that may fail at the start
// has not: a first key that was made would be told to nobody otherwise.
func (a *App) run(ctx context.Context, handler http.Handler, hangUp func(), ready func(address string) error) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.Config.Address)
	if err != nil {
		return model.NewError(model.CodeIO, model.Text{
			ZH: "无法监听 " + a.Config.Address + ";须为 主机:端口,且未被占用", EN: "cannot listen on " + a.Config.Address + ": it must be host:port of this machine, and nobody else may listen there",
		}, err)
	}
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(a.Log.Handler(), slog.LevelWarn), BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	if err := a.jobs.Start(ctx); err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := ready(listener.Addr().String()); err != nil {
		return errors.Join(err, listener.Close(), a.jobs.Stop(context.WithoutCancel(ctx)))
	}
	failed := make(chan error, 1)
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			failed <- err
		}
	}()
	tidying := sync.WaitGroup{}
	tidyCtx, endTidy := context.WithCancel(context.WithoutCancel(ctx))
	defer tidying.Wait()
	defer endTidy()
	tidying.Go(func() { a.tidy(tidyCtx) })
	a.Log.Info("started", "address", listener.Addr().String(), "version", a.Version, "database", string(a.store.Dialect()), "solves", a.Config.Solves)
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	a.Log.Info("ending")
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.Config.Drain+ending)
	defer cancel()
	hangUp() // streams have no end of their own
	stopped := make(chan error, 1)
	go func() { stopped <- a.jobs.Stop(within) }()
	shut := server.Shutdown(within)
	if errors.Is(shut, context.DeadlineExceeded) {
		a.Log.Warn("answers that nobody took, or requests that never came whole, were cut off")
		shut = server.Close()
	}
	err = errors.Join(err, shut, <-stopped)
	a.Log.Info("ended", "clean", err == nil)
	return err
}
