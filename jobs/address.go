package jobs

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"

	"golang.org/x/net/idna"

	"lungang/model"
)

// reserved are the networks that no webhook may reach unless the operator says
// so: own machines, link-local services of clouds, and what is not the public
// internet (IANA special-purpose registries of IPv4 and IPv6).
var reserved = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
	"192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
	"::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
	"3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, t := range texts {
		out[i] = netip.MustParsePrefix(t)
	}
	return out
}

// Destinations says where webhooks may go.
type Destinations struct {
	// Private are reserved networks that are allowed all the same, for
	// receivers inside the bureau's own network; nil means none. Only they may
	// be reached without TLS.
	Private []netip.Prefix
}

// ParseDestinations reads networks such as 10.20.0.0/16, separated by commas.
func ParseDestinations(text string) (Destinations, error) {
	var d Destinations
	for part := range fields(text) {
		p, err := netip.ParsePrefix(part)
		if err != nil {
			return d, model.NewError(model.CodeBadParameter, model.Text{
				ZH: "允许的 Webhook 网段写法有误:" + part + ";例如 10.20.0.0/16", EN: "not a network: " + part + "; for example 10.20.0.0/16",
			}, err)
		}
		d.Private = append(d.Private, p.Masked())
	}
	return d, nil
}

// CheckURL refuses what can never be delivered to: another scheme than https
// (http where a private network is allowed), a URL with a password in it or
// without a host, an address that is not allowed. A host name is looked at
// again at every delivery, when its address is known.
func (d Destinations) CheckURL(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Hostname() == "":
		return badURL("网址无效", "the URL is not valid")
	case u.User != nil:
		return badURL("网址中不能带用户名或密码", "the URL may not hold a user or a password")
	case u.Scheme != "https" && (u.Scheme != "http" || len(d.Private) == 0):
		return badURL("网址应以 https:// 开头", "the URL begins with https://")
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return badURL("端口无效", "there is no such port")
		}
	}
	host := strings.ToLower(u.Hostname())
	if strings.IndexFunc(host, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
		if host, err = idna.Lookup.ToASCII(host); err != nil { // as net/http calls it: 127。0。0。1 is an address
			return badURL("网址无效", "the URL is not valid")
		}
	}
	host = strings.TrimSuffix(host, ".")
	a, err := netip.ParseAddr(host)
	switch {
	case err != nil && endsInNumber(host):
		return badURL("IP 地址的写法有误", "the IP address is not written as one")
	case err != nil && host != "localhost" && !strings.HasSuffix(host, ".localhost"):
		return nil // a name
	case err != nil:
		a = netip.AddrFrom4([4]byte{127, 0, 0, 1}) // RFC 6761: localhost is this machine
	}
	if !d.allows(a, u.Scheme == "https") {
		return badURL("此地址属于内部或保留网段,未被允许", "the address is private or reserved, and not allowed")
	}
	return nil
}

// endsInNumber reports whether a host is one that programs take for an IPv4
// address, as 127.1 and 0x7f000001 (WHATWG URL, "ends in a number").
func endsInNumber(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	_, err := strconv.ParseUint(last, 0, 64)
	return err == nil || last != "" && strings.Trim(last, "0123456789") == ""
}

// badURL is a fault of the address of a webhook, at its place in one.
func badURL(zh, en string) error {
	e := model.NewError(model.CodeBadParameter, model.Text{ZH: zh, EN: en}, nil)
	e.Faults = model.Faults{{Code: e.Code, Severity: model.SeverityError, Pointer: "/url", Message: e.Message}}
	return e
}

func (d Destinations) allows(a netip.Addr, secure bool) bool {
	a = a.Unmap().WithZone("")
	for _, p := range d.Private {
		if p.Contains(a) {
			return true
		}
	}
	if !secure {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsGlobalUnicast()
}

// RefusedAddressError says that a host name led to an address that webhooks
// may not reach.
type RefusedAddressError struct{ Address string }

func (e *RefusedAddressError) Error() string {
	return fmt.Sprintf("webhooks may not reach %s", e.Address)
}

// transport connects to allowed addresses only. The address is looked at after
// the name was resolved and before the connection is made, so that a name
// cannot change its meaning in between.
func (d Destinations) transport(secure bool) *http.Transport {
	dialer := &net.Dialer{Timeout: connectTimeout, ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
		ap, err := netip.ParseAddrPort(address)
		if err != nil || !d.allows(ap.Addr(), secure) {
			return &RefusedAddressError{Address: address}
		}
		return nil
	}}
	return &http.Transport{
		Proxy: nil, DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
		TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout: connectTimeout, ResponseHeaderTimeout: answerTimeout,
		MaxResponseHeaderBytes: 64 << 10, DisableKeepAlives: true,
	}
}

const (
	connectTimeout = 5 * time.Second
	answerTimeout  = 10 * time.Second
)
