package service

import (
	"cmp"
	"fmt"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"lungang/api"
	"lungang/audit"
	"lungang/exchange"
	"lungang/jobs"
	"lungang/model"
	"lungang/policy"
	"lungang/store"
)

// Config is everything that the service is told. Every field has a variable of
// the environment; the zero value of most is a good default.
type Config struct {
	// Address is where the API (serve) or the health page (work) listens:
	// LUNGANG_ADDR. Default 127.0.0.1:8080; port 0 takes a free one.
	Address string
	// Directory holds lungang.db and what else the service writes:
	// LUNGANG_DATA_DIR. Default is the working directory.
	Directory string
	// FirstKeyFile is where the key of a new database goes, readable by the user of
	// the process; empty: it is told by Served. A flag of serve.
	FirstKeyFile string
	// DatabaseURL is postgres://…: LUNGANG_DATABASE_URL. Empty: SQLite.
	DatabaseURL string
	// DataKey encrypts personal data: LUNGANG_DATA_KEY. Empty: they are refused.
	DataKey string
	// AuditKey signs the log of decisions: LUNGANG_AUDIT_KEY, see docs/audit.md.
	// Empty: with SQLite a key of its own is kept as audit.key beside the
	// database; with PostgreSQL the log is not signed.
	AuditKey string
	// Font is a TrueType font that PDF and docx are set in before the fonts of the product:
	// LUNGANG_FONT, a path. Empty: none.
	Font []byte
	// Calendars are years of working days beside those of the product, or in the
	// place of them: LUNGANG_CALENDAR, paths with commas between. Empty: none.
	Calendars []policy.CalendarYear
	// Solves is how many plans this process solves at once: LUNGANG_SOLVES.
	// Default 1; 0 means none (an API beside workers).
	Solves int
	// Drain is how long running solves may go on after the service was told to
	// end: LUNGANG_DRAIN, for example 20s. What is not done then is queued again.
	Drain time.Duration
	// MaxTimeLimit is the longest time limit of a solve: LUNGANG_MAX_TIME_LIMIT. Default 6h.
	MaxTimeLimit time.Duration
	// QueueLimit is how many plans of one tenant may wait: LUNGANG_QUEUE_LIMIT. Default 2000.
	QueueLimit int
	// Rate is how many requests a second one key or person may send, and twice as
	// many at once: LUNGANG_RATE. Default 100.
	Rate int
	// KeepProgress is how long the progress events of a plan are kept after it
	// was over: LUNGANG_KEEP_PROGRESS. Default 2160h (90 days); 0 keeps them.
	KeepProgress time.Duration
	// WebhookNetworks are private networks that webhooks may reach, separated by
	// commas: LUNGANG_WEBHOOK_NETWORKS. Empty: none.
	WebhookNetworks string
	// LogLevel is debug, info, warn or error: LUNGANG_LOG_LEVEL. Default info.
	LogLevel string
	// PublicURL is the address under which clients reach the API, for links in
	// webhooks: LUNGANG_PUBLIC_URL. Empty: links are paths.
	PublicURL string
	// TrustedProxies are networks whose X-Forwarded-For is believed:
	// LUNGANG_TRUSTED_PROXIES. Empty: nobody's.
	TrustedProxies string
	// OIDC says how people log in: LUNGANG_OIDC_ISSUER, LUNGANG_OIDC_CLIENT_ID,
	// LUNGANG_OIDC_CLIENT_SECRET. No issuer: keys only.
	OIDC OIDCConfig

	// Lease is how long a worker may be silent before its plans are taken back.
	// Default 15 s. Tests shorten it.
	Lease time.Duration
}

// OIDCConfig says how people log in.
type OIDCConfig struct {
	Issuer, ClientID, ClientSecret string

	// Tenant is where everybody belongs (LUNGANG_OIDC_TENANT); empty: TenantClaim
	// says it (LUNGANG_OIDC_TENANT_CLAIM, see api.Login).
	Tenant, TenantClaim string
	// RolesClaim, Roles and Scopes are those of api.Login:
	// LUNGANG_OIDC_ROLES_CLAIM, LUNGANG_OIDC_ROLE_NAMES (word=role,…) and
	// LUNGANG_OIDC_SCOPES.
	RolesClaim string
	Roles      map[string]api.Role
	Scopes     []string

	// RolesHere: the bureau keeps the roles of people itself
	// (LUNGANG_OIDC_ROLES=here); otherwise the provider names them.
	RolesHere bool
}

// Defaults of Config.
const (
	DefaultAddress    = "127.0.0.1:8080"
	defaultSolves     = 1
	defaultDrain      = 20 * time.Second
	defaultMaxTime    = 6 * time.Hour
	defaultQueueLimit = 2000
	defaultRate       = 100
	defaultProgress   = 90 * 24 * time.Hour
)

// FromEnvironment reads the configuration. A secret may also come from a file:
// LUNGANG_DATA_KEY_FILE, LUNGANG_AUDIT_KEY_FILE, LUNGANG_OIDC_CLIENT_SECRET_FILE, and
// LUNGANG_DATABASE_PASSWORD_FILE, which fills in the password of the database
// URL. All that is wrong is told at once (bad_parameter), and nothing is opened for it.
func FromEnvironment(env func(string) string) (Config, error) {
	r := reader{env: env}
	c := Config{
		Address:         r.address("LUNGANG_ADDR"),
		Directory:       env("LUNGANG_DATA_DIR"),
		DatabaseURL:     r.databaseURL(),
		DataKey:         r.secret("LUNGANG_DATA_KEY"),
		AuditKey:        r.secret("LUNGANG_AUDIT_KEY"),
		Font:            r.font("LUNGANG_FONT"),
		Solves:          r.number("LUNGANG_SOLVES", defaultSolves, 0, 64),
		Drain:           r.duration("LUNGANG_DRAIN", defaultDrain, 0, time.Hour),
		MaxTimeLimit:    r.duration("LUNGANG_MAX_TIME_LIMIT", defaultMaxTime, time.Second, 24*time.Hour),
		QueueLimit:      r.number("LUNGANG_QUEUE_LIMIT", defaultQueueLimit, 1, 1_000_000),
		Rate:            r.number("LUNGANG_RATE", defaultRate, 1, 1_000_000),
		KeepProgress:    r.duration("LUNGANG_KEEP_PROGRESS", defaultProgress, 0, 10*365*24*time.Hour),
		WebhookNetworks: env("LUNGANG_WEBHOOK_NETWORKS"),
		LogLevel:        cmp.Or(env("LUNGANG_LOG_LEVEL"), "info"),
		PublicURL:       strings.TrimRight(env("LUNGANG_PUBLIC_URL"), "/"),
		TrustedProxies:  env("LUNGANG_TRUSTED_PROXIES"),
		OIDC: OIDCConfig{
			Issuer: env("LUNGANG_OIDC_ISSUER"), ClientID: env("LUNGANG_OIDC_CLIENT_ID"),
			ClientSecret: r.secret("LUNGANG_OIDC_CLIENT_SECRET"), Tenant: env("LUNGANG_OIDC_TENANT"),
			TenantClaim: env("LUNGANG_OIDC_TENANT_CLAIM"), RolesClaim: env("LUNGANG_OIDC_ROLES_CLAIM"),
			Roles: r.roles("LUNGANG_OIDC_ROLE_NAMES"), Scopes: strings.Fields(env("LUNGANG_OIDC_SCOPES")),
		},
		Lease: r.duration("LUNGANG_LEASE", jobs.DefaultLease, 500*time.Millisecond, time.Hour),
	}
	r.refused("LUNGANG_DATABASE_URL", store.CheckURL(c.DatabaseURL))
	_, err := store.ParseKeyring(c.DataKey)
	r.refused("LUNGANG_DATA_KEY", err)
	_, err = audit.ParseKeys(c.AuditKey)
	r.refused("LUNGANG_AUDIT_KEY", err)
	r.networks("LUNGANG_WEBHOOK_NETWORKS")
	r.networks("LUNGANG_TRUSTED_PROXIES")
	r.public(c.PublicURL)
	r.login(c)
	switch roles := env("LUNGANG_OIDC_ROLES"); roles {
	case "", "provider":
	case "here":
		c.OIDC.RolesHere = true
	default:
		r.fault("LUNGANG_OIDC_ROLES", roles, "provider, here")
	}
	if _, err := level(c.LogLevel); err != nil {
		r.fault("LUNGANG_LOG_LEVEL", c.LogLevel, "debug, info, warn, error")
	}
	return c, r.faults.Err()
}

// reader collects what is wrong.
type reader struct {
	env    func(string) string
	faults model.Faults
}

func (r *reader) fault(name, value, allowed string) {
	r.faults = append(r.faults, model.Fault{
		Code: model.CodeBadParameter, Severity: model.SeverityError, Value: value, Allowed: allowed,
		Message: model.Text{ZH: "环境变量 " + name + " 的值无效", EN: "the variable " + name + " has a bad value"},
	})
}

// refused is fault with the words of who reads the value; what it says never appears.
func (r *reader) refused(name string, err error) {
	if err == nil {
		return
	}
	r.fault(name, "", "")
	r.faults[len(r.faults)-1].Remedy = model.Text{ZH: model.ErrorText(err, "zh"), EN: model.ErrorText(err, "en")}
}

func (r *reader) address(name string) string {
	text := cmp.Or(r.env(name), DefaultAddress)
	if !IsAddress(text) {
		r.fault(name, text, "host:port")
	}
	return text
}

// IsAddress reports whether a text has the form of a place to listen on: host, or
// nothing, and a port. Whether that host is this machine, and the port is free, shows
// who listens.
func IsAddress(text string) bool {
	_, port, err := net.SplitHostPort(text)
	if err != nil {
		return false
	}
	_, err = net.LookupPort("tcp", port)
	return err == nil
}

func (r *reader) number(name string, standard, least, most int) int {
	text := r.env(name)
	if text == "" {
		return standard
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		r.fault(name, text, fmt.Sprintf("%d…%d", least, most))
		return standard
	}
	return n
}

func (r *reader) duration(name string, standard, least, most time.Duration) time.Duration {
	text := r.env(name)
	if text == "" {
		return standard
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < least || d > most {
		r.fault(name, text, fmt.Sprintf("%s…%s", least, most))
		return standard
	}
	return d
}

func (r *reader) networks(name string) {
	if _, err := jobs.ParseDestinations(r.env(name)); err != nil {
		r.fault(name, r.env(name), "10.0.0.0/8,…")
	}
}

// public looks at the address that clients know: links begin with it.
func (r *reader) public(address string) {
	u, err := url.Parse(address)
	if address != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "") {
		r.fault("LUNGANG_PUBLIC_URL", "", "https://host[:port][/path]")
	}
}

// login looks at what a login needs beside the provider: who asks there, and
// where people come back to.
func (r *reader) login(c Config) {
	issuer, err := url.Parse(c.OIDC.Issuer)
	if c.OIDC.Issuer == "" {
		return
	}
	if err != nil || issuer.Host == "" || issuer.Scheme != "https" && (issuer.Scheme != "http" || !loopback(issuer.Hostname())) {
		r.fault("LUNGANG_OIDC_ISSUER", c.OIDC.Issuer, "https://…")
	}
	if c.OIDC.ClientID == "" {
		r.fault("LUNGANG_OIDC_CLIENT_ID", "", "…")
	}
	if c.PublicURL == "" {
		r.fault("LUNGANG_PUBLIC_URL", "", "https://…")
	}
}

// roles reads word=role,… : what a provider calls a role of ours.
func (r *reader) roles(name string) map[string]api.Role {
	var out map[string]api.Role
	for pair := range strings.SplitSeq(r.env(name), ",") {
		word, role, _ := strings.Cut(strings.TrimSpace(pair), "=")
		_, twice := out[word]
		switch {
		case word == "" && role == "":
		case word == "" || twice || !slices.Contains(api.Roles(), api.Role(role)):
			r.fault(name, pair, "word=role,…; "+fmt.Sprint(api.Roles()))
		default:
			if out == nil {
				out = map[string]api.Role{}
			}
			out[word] = api.Role(role)
		}
	}
	return out
}

// secret reads a variable, or the file that NAME_FILE names. What it says never
// appears in a fault.
func (r *reader) secret(name string) string {
	v, file := r.env(name), r.env(name+"_FILE")
	if file == "" {
		return v
	}
	if v != "" {
		r.fault(name+"_FILE", file, name+" 或/or "+name+"_FILE")
		return v
	}
	text, err := os.ReadFile(file)
	if err != nil {
		r.fault(name+"_FILE", file, "a file that can be read")
		return ""
	}
	if v = strings.TrimSpace(string(text)); v == "" { // no secret is no secret forgotten
		r.fault(name+"_FILE", file, "a file that is not empty")
	}
	return v
}

// font reads the font that a variable names.
func (r *reader) font(name string) []byte {
	file := r.env(name)
	if file == "" {
		return nil
	}
	data, err := os.ReadFile(file)
	if err == nil {
		err = exchange.CheckFont(data)
	}
	if err != nil {
		r.fault(name, file, "*.ttf (TrueType)")
	}
	return data
}

func (r *reader) databaseURL() string {
	text := r.env("LUNGANG_DATABASE_URL")
	password := r.secret("LUNGANG_DATABASE_PASSWORD")
	if text == "" || password == "" {
		return text
	}
	u, err := url.Parse(text)
	if err != nil {
		return text // store.CheckURL says what is wrong
	}
	u.User = url.UserPassword(u.User.Username(), password)
	return u.String()
}
