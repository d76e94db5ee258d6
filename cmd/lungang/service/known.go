package service

import (
	"crypto/sha256"
	"sync"
	"time"

	"lungang/store"
)

// known remembers for a moment which keys are good, so that a client that reads
// a lot is not looked up for every request. A key that is revoked by this
// process is refused at once; by another process, after knownFor. Secrets are
// not kept, only their hashes.
type known struct {
	mu    sync.Mutex
	round int // grows when everything is forgotten
	keys  map[[sha256.Size]byte]knownKey
}

type knownKey struct {
	key   *store.APIKey
	until time.Time
}

const (
	knownFor  = time.Second
	knownMost = 10_000
)

// key returns the key of a secret, which find looks up in the database when it
// is not known. What is not good is never remembered.
func (k *known) key(now time.Time, secret string, find func() (*store.APIKey, error)) (*store.APIKey, error) {
	hash := hashOfSecret(secret)
	k.mu.Lock()
	found, ok := k.keys[hash]
	round := k.round
	k.mu.Unlock()
	if ok && now.Before(found.until) && found.key.Good(now) {
		return found.key, nil
	}
	key, err := find()
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.round != round { // it may have been revoked after it was read
		return key, nil
	}
	if k.keys == nil || len(k.keys) >= knownMost {
		k.keys = map[[sha256.Size]byte]knownKey{}
	}
	k.keys[hash] = knownKey{key, now.Add(knownFor)}
	return key, nil
}

func hashOfSecret(secret string) [sha256.Size]byte { return sha256.Sum256([]byte(secret)) }

// forget makes every key be looked up again.
func (k *known) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.round++
	k.keys = nil
}
