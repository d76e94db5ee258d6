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
// sixteen random digits. Of ids of one millisecond, those that one process makes later
// sort later, also when transactions that began at other times make some between them.
func NewID(prefix string, at time.Time) string { return prefix + ids.next(at) }

var ids idSource

// idSource makes ULIDs. What is random in them begins anywhere and grows by a random
// step each time.
type idSource struct {
	mu    sync.Mutex
	begun bool
	high  uint16 // of 80 bits
	low   uint64
}

func (s *idSource) next(at time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var random [10]byte
	_, _ = rand.Read(random[:]) // never fails
	if !s.begun {
		s.begun = true
		s.high, s.low = binary.BigEndian.Uint16(random[:2])>>1, binary.BigEndian.Uint64(random[2:]) // half of the numbers are left to grow
	} else {
		step := uint64(binary.BigEndian.Uint32(random[:4])) + 1
		if s.low += step; s.low < step {
			s.high++
		}
	}
	binary.BigEndian.PutUint16(random[:2], s.high)
	binary.BigEndian.PutUint64(random[2:], s.low)
	// 26 digits of 5 bits: 2 zero bits, 48 of time, 80 random ones.
	var raw [17]byte
	binary.BigEndian.PutUint64(raw[:8], uint64(at.UnixMilli())&(1<<48-1)<<14)
	for i, b := range random {
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
