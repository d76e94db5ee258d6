package store

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"sync"
	"time"
)

// Prefixes of ids. An id says what it names; the rest sorts by time.
const (
	PrefixTenant     = "tn_"
	PrefixUser       = "usr_"
	PrefixKey        = "key_"
	PrefixSession    = "ses_"
	PrefixDataset    = "ds_"
	PrefixPack       = "pk_"
	PrefixOverride   = "ov_"
	PrefixPin        = "pin_"
	PrefixPlan       = "pl_"
	PrefixRun        = "run_"
	PrefixBatch      = "bt_"
	PrefixComparison = "cmp_"
	PrefixWebhook    = "wh_"
	PrefixDelivery   = "msg_"
)

// crockford is the alphabet of ULIDs, in small letters.
var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID returns a new id: the prefix, ten digits of the time in milliseconds,
// sixteen random digits. Ids made later by one process sort later.
func NewID(prefix string, at time.Time) string { return prefix + ids.next(at) }

var ids idSource

// idSource makes ULIDs. Within one millisecond it counts up, so that the order
// of making is the order of ids.
type idSource struct {
	mu     sync.Mutex
	ms     uint64
	random [10]byte
}

func (s *idSource) next(at time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ms := uint64(at.UnixMilli()) & (1<<48 - 1); ms == s.ms {
		for i := len(s.random) - 1; i >= 0; i-- {
			if s.random[i]++; s.random[i] != 0 {
				break
			}
		}
	} else {
		s.ms = ms
		_, _ = rand.Read(s.random[:]) // never fails
	}
	// 26 digits of 5 bits: 2 zero bits, 48 of time, 80 random ones.
	var raw [17]byte
	binary.BigEndian.PutUint64(raw[:8], s.ms<<14)
	for i, b := range s.random {
		raw[6+i] |= b >> 2
		raw[7+i] |= b << 6
	}
	return crockford.EncodeToString(raw[:])[:26]
}

// moment is a time as it is stored: UTC, microseconds.
func moment(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// stored is a time as it is read back; a time that is absent stays absent.
func stored(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return moment(t)
}
