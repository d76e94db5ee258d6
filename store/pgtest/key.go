package pgtest

import (
	"crypto/rand"
	"encoding/base64"
)

// DataKey is a new data key as LUNGANG_DATA_KEY takes it: operators make theirs
// with openssl, so that only tests need this.
func DataKey() string {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	return base64.StdEncoding.EncodeToString(key)
}
