package jobs

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

func newSecret() string {
	return store.WebhookSecretPrefix + base64.StdEncoding.EncodeToString([]byte(rand.Text()))
}

var noon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

// The example of the specification: the signature is what its libraries give.
func TestSignIsStandard(t *testing.T) {
	t.Parallel()
	got, err := Sign([]string{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}, "msg_p5jXN8AQM9LWM0D4loKWxJek",
		time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	require.NoError(t, err)
	require.Equal(t, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", got)
}

// A header has a signature for each secret, of this id, this time and this body.
func TestSignSaysWhatWasSent(t *testing.T) {
	t.Parallel()
	old, secret := newSecret(), newSecret()
	sign := func(id string, at time.Time, body string, secrets ...string) string {
		header, err := Sign(secrets, id, at, []byte(body))
		require.NoError(t, err)
		return header
	}
	one := sign("msg_1", noon, "{}", secret)
	require.Equal(t, sign("msg_1", noon, "{}", old)+" "+one, sign("msg_1", noon, "{}", old, secret))
	for name, other := range map[string]string{
		"another body":   sign("msg_1", noon, "[]", secret),
		"another id":     sign("msg_2", noon, "{}", secret),
		"another secret": sign("msg_1", noon, "{}", newSecret()),
		"another time":   sign("msg_1", noon.Add(time.Second), "{}", secret),
	} {
		require.NotEqual(t, one, other, name)
	}
	for _, bad := range []string{"secret", store.WebhookSecretPrefix + "short", store.WebhookSecretPrefix + "?"} {
		_, err := Sign([]string{bad}, "msg_1", noon, nil)
		require.Equal(t, model.CodeBadFormat, model.ErrorCode(err), bad)
	}
}

func TestDestinations(t *testing.T) {
	t.Parallel()
	own := Destinations{Private: []netip.Prefix{netip.MustParsePrefix("10.20.0.0/16")}}
	tests := map[string]struct {
		to   Destinations
		url  string
		want bool
	}{
		"address of a cloud's service":      {Destinations{}, "https://169.254.169.254/latest", false},
		"another private network":           {own, "https://10.21.0.1/", false},
		"carrier-grade NAT":                 {Destinations{}, "https://100.64.0.1/", false},
		"decimal loopback":                  {Destinations{}, "https://127.1.2.3/", false},
		"IPv4 inside IPv6":                  {Destinations{}, "https://[::ffff:127.0.0.1]/", false},
		"link-local IPv6":                   {Destinations{}, "https://[fe80::1]/", false},
		"loopback IPv6":                     {Destinations{}, "https://[::1]/", false},
		"NAT64 of a private address":        {Destinations{}, "https://[64:ff9b::a00:1]/", false},
		"localhost":                         {Destinations{}, "https://LocalHost./", false},
		"name below localhost":              {Destinations{}, "https://a.localhost/", false},
		"localhost that is allowed":         {Destinations{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}, "http://localhost:81/", true},
		"name with localhost in it":         {Destinations{}, "https://localhost.example.cn/", true},
		"loopback in full stops of Chinese": {Destinations{}, "https://127。0。0。1/", false},
		"a Chinese name":                    {Destinations{}, "https://教育局.中国/", true},
		"no name in any script":             {Destinations{}, "https://⩴/", false},
		"loopback in short":                 {Destinations{}, "https://127.1/", false},
		"loopback as one number":            {Destinations{}, "https://2130706433/", false},
		"loopback in hexadecimal":           {Destinations{}, "https://0x7f000001/", false},
		"octal":                             {Destinations{}, "https://0177.0.0.01/", false},
		"no such port":                      {Destinations{}, "https://hr.example.cn:65536/", false},
		"port 0":                            {Destinations{}, "https://hr.example.cn:0/", false},
		"no host":                           {Destinations{}, "https:///x", false},
		"no scheme":                         {Destinations{}, "hr.example.cn", false},
		"own network":                       {own, "https://10.20.3.4:8443/hook", true},
		"own network without TLS":           {own, "http://10.20.3.4/hook", true},
		"password in the URL":               {Destinations{}, "https://u:p@hr.example.cn/", false},
		"public":                            {Destinations{}, "https://hr.example.cn/lungang", true},
		"public without TLS":                {Destinations{}, "http://hr.example.cn/lungang", false},
		"public address without TLS":        {own, "http://8.8.8.8/", false},
		"scheme of files":                   {Destinations{}, "file:///etc/passwd", false},
		"unspecified":                       {Destinations{}, "https://0.0.0.0/", false},
		"unique local IPv6":                 {Destinations{}, "https://[fd00::1]/", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := test.to.CheckURL(test.url)
			if test.want {
				require.NoError(t, err)
			} else {
				require.Equal(t, model.CodeBadParameter, model.ErrorCode(err))
			}
		})
	}
}

func TestParseDestinations(t *testing.T) {
	t.Parallel()
	d, err := ParseDestinations("10.20.0.1/16, fd00::/8")
	require.NoError(t, err)
	require.Equal(t, []netip.Prefix{netip.MustParsePrefix("10.20.0.0/16"), netip.MustParsePrefix("fd00::/8")}, d.Private)
	_, err = ParseDestinations("10.20.0.0")
	require.Equal(t, model.CodeBadParameter, model.ErrorCode(err))
}

// A name that leads to a private address is refused when it is dialled, though
// its URL looks public. Nothing arrives.
func TestNameOfPrivateAddressIsRefused(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was called") }))
	defer server.Close()
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	require.NoError(t, err)
	a := newSender(Destinations{}, "test").send(t.Context(), message{id: "msg_1", url: "https://localhost:" + port, secrets: []string{newSecret()}}, noon)
	require.Equal(t, attempt{error: "address refused", refused: true}, a)
}

func TestSend(t *testing.T) {
	t.Parallel()
	secret := newSecret()
	body := []byte(`{"type":"plan.over"}`)
	tests := map[string]struct {
		answer func(w http.ResponseWriter, r *http.Request)
		want   attempt
	}{
		"accepted": {func(w http.ResponseWriter, r *http.Request) {
			got, _ := io.ReadAll(r.Body)
			if !Signed(secret, r.Header, got) {
				w.WriteHeader(http.StatusUnauthorized)
			}
		}, attempt{status: 200}},
		"gone": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) }, attempt{status: 410, gone: true, error: "status 410"}},
		"later": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusServiceUnavailable)
		}, attempt{status: 503, error: "status 503", after: 2 * time.Minute}},
		"at a time": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", noon.Add(time.Hour).UTC().Format(http.TimeFormat))
			w.WriteHeader(http.StatusTooManyRequests)
		}, attempt{status: 429, error: "status 429", after: time.Hour}},
		"at no time": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "-5")
			w.WriteHeader(http.StatusTooManyRequests)
		}, attempt{status: 429, error: "status 429"}},
		"redirected":     {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/elsewhere", http.StatusFound) }, attempt{status: 302, error: "status 302"}},
		"without a word": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, attempt{error: "no connection"}},
		"server's fault": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }, attempt{status: 502, error: "status 502"}},
		"very long answer": {func(w http.ResponseWriter, _ *http.Request) {
			for range 100 {
				_, _ = w.Write(make([]byte, 1<<16))
			}
		}, attempt{status: 200}},
	}
	to := Destinations{Private: prefixes("127.0.0.0/8")}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/elsewhere" {
					t.Error("a redirect was followed")
				}
				test.answer(w, r)
			}))
			server.Config.ErrorLog = nil
			server.Start()
			defer server.Close()
			got := newSender(to, "test").send(t.Context(), message{id: "msg_1", url: server.URL, secrets: []string{secret}, body: body}, noon)
			require.Equal(t, test.want, got)
		})
	}
}

func TestSendStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}))
	defer server.Close()
	a := newSender(Destinations{Private: prefixes("127.0.0.0/8")}, "test").send(ctx, message{id: "msg_1", url: server.URL, secrets: []string{newSecret()}}, noon)
	require.Equal(t, attempt{error: "stopped"}, a)
}

func TestBackoffGrows(t *testing.T) {
	t.Parallel()
	total := time.Duration(0)
	for n := 1; n < maxDeliveries; n++ {
		if n > 1 {
			require.Greater(t, backoff(n), backoff(n-1))
		}
		total += backoff(n)
	}
	require.Equal(t, 10*time.Second, backoff(1))
	require.InDelta(t, 23, total.Hours(), 2)
}
