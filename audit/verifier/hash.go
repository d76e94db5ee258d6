package verifier

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Prefix begins every hash that is written down: it names the algorithm.
const Prefix = "sha256:"

// Text writes a hash as "sha256:" and 64 hexadecimal digits.
func Text(h tlog.Hash) string { return Prefix + hex.EncodeToString(h[:]) }

// Sum is the SHA-256 of bytes, as Text writes it.
func Sum(content []byte) string { return Text(sha256.Sum256(content)) }

// ParseHash reads what Text writes, and nothing else.
func ParseHash(text string) (h tlog.Hash, err error) {
	digits, named := strings.CutPrefix(text, Prefix)
	raw, err := hex.DecodeString(digits)
	if !named || err != nil || len(raw) != len(h) || digits != strings.ToLower(digits) {
		return h, fmt.Errorf("%.80q is not sha256: and 64 hexadecimal digits", text)
	}
	copy(h[:], raw)
	return h, nil
}

// ParseHashes reads a list of hashes.
func ParseHashes(texts []string) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(texts))
	var err error
	for i, text := range texts {
		if out[i], err = ParseHash(text); err != nil {
			return nil, err
		}
	}
	return out, nil
}
