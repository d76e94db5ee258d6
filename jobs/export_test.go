package jobs

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Signed reports whether a delivery has the signature of the secret, of what came.
func Signed(secret string, h http.Header, body []byte) bool {
	seconds, err := strconv.ParseInt(h.Get("webhook-timestamp"), 10, 64)
	if err != nil {
		return false
	}
	want, err := Sign([]string{secret}, h.Get("webhook-id"), time.Unix(seconds, 0), body)
	return err == nil && slices.Contains(strings.Fields(h.Get("webhook-signature")), want)
}
