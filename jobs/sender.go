package jobs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// sender posts signed messages to addresses that are allowed.
type sender struct {
	to        Destinations
	secure    http.Client // https
	plain     http.Client // http, to private networks that were allowed
	userAgent string
}

func newSender(to Destinations, version string) *sender {
	client := func(secure bool) http.Client {
		return http.Client{
			Transport: to.transport(secure), Timeout: connectTimeout + answerTimeout,
			// an answer that leads elsewhere is no acceptance
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
	}
	return &sender{to: to, secure: client(true), plain: client(false), userAgent: "lungang/" + version}
}

// message is one thing to be sent.
type message struct {
	id      string // the same at every attempt
	url     string
	secrets []string
	body    []byte
}

// attempt is how one try ended. Error is for the delivery log: it names the
// kind of fault and nothing that the other side said, so that a webhook cannot
// be used to read what stands behind a firewall.
type attempt struct {
	status  int // HTTP status; 0 when there was no answer
	error   string
	refused bool // the address may not be reached: trying again is no use before it changes
	gone    bool // 410: the receiver wants no more

	after time.Duration // how long the receiver asks to be left alone (Retry-After)
}

func (a attempt) ok() bool { return a.status >= 200 && a.status < 300 }

// send posts one message and waits for the status of the answer.
func (s *sender) send(ctx context.Context, m message, now time.Time) attempt {
	if err := s.to.CheckURL(m.url); err != nil {
		return attempt{error: "address refused", refused: true}
	}
	signature, err := Sign(m.secrets, m.id, now, m.body)
	if err != nil {
		return attempt{error: "bad secret", refused: true}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, m.url, bytes.NewReader(m.body))
	if err != nil {
		return attempt{error: "bad address", refused: true}
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", s.userAgent)
	request.Header.Set("Webhook-Id", m.id)
	request.Header.Set("Webhook-Timestamp", strconv.FormatInt(now.Unix(), 10))
	request.Header.Set("Webhook-Signature", signature)
	client := &s.secure
	if request.URL.Scheme == "http" {
		client = &s.plain
	}
	response, err := client.Do(request) // the dialer looks at the address, see transport
	if err != nil {
		return failed(err)
	}
	_, _ = io.CopyN(io.Discard, response.Body, 64<<10) // polite, and not more
	_ = response.Body.Close()
	a := attempt{status: response.StatusCode, gone: response.StatusCode == http.StatusGone}
	if !a.ok() {
		a.error, a.after = fmt.Sprintf("status %d", response.StatusCode), askedFor(response.Header.Get("Retry-After"), now)
	}
	return a
}

// askedFor reads Retry-After: seconds, or a date (RFC 9110, 10.2.3). What cannot be
// read asks for nothing.
func askedFor(text string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(text); err == nil && seconds >= 0 && seconds < math.MaxInt32 {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(text); err == nil {
		return max(date.Sub(now), 0)
	}
	return 0
}

// failed says in a few fixed words why there was no answer.
func failed(err error) attempt {
	if _, ok := errors.AsType[*RefusedAddressError](err); ok {
		return attempt{error: "address refused", refused: true}
	}
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return attempt{error: "host name not found"}
	}
	var network *url.Error
	switch {
	case errors.As(err, &network) && network.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return attempt{error: "no answer in time"}
	case errors.Is(err, context.Canceled):
		return attempt{error: "stopped"}
	case strings.Contains(err.Error(), "tls:"), strings.Contains(err.Error(), "x509:"):
		return attempt{error: "TLS failed"}
	}
	return attempt{error: "no connection"}
}

// backoff is how long to wait after the nth failed attempt, from 1: 10 s at
// first as receivers expect, then longer, ten attempts over about a day.
func backoff(n int) time.Duration {
	steps := []time.Duration{
		10 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute,
		time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour,
	}
	return steps[min(max(n, 1), len(steps))-1]
}

// maxDeliveries is how often a message is sent at most.
const maxDeliveries = 10

// fields walks the parts of a list that is separated by commas or blanks.
func fields(text string) func(func(string) bool) {
	return strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' })
}
