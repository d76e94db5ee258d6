package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"

	"lungang/model"
)

// Keyring seals what must not be read by whoever has the database: personal
// data, secrets of webhooks, names of users. AES-256-GCM, a random nonce for
// each value; each purpose has a key of its own, derived from the data key.
// What is sealed for one row cannot be opened in the place of another.
type Keyring struct {
	keys map[string][]byte // by key id
	main string            // id of the key that seals; "" when there is none
}

// ParseKeyring reads what LUNGANG_DATA_KEY says: one or more keys with commas
// between, the first one seals, all of them open. A key is 32 bytes in base64,
// with "name:" before it or without; then its id is made from it. An empty text
// gives a keyring that refuses. The error is bad_parameter and never says what
// was found.
func ParseKeyring(text string) (*Keyring, error) {
	k := &Keyring{keys: map[string][]byte{}}
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		id, encoded, named := strings.Cut(part, ":")
		if !named {
			encoded = part
		}
		key, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil || len(key) != 32 || named && id == "" {
			return nil, badParameter(
				"LUNGANG_DATA_KEY 无法识别;应为 32 字节的 base64(可用 openssl rand -base64 32 生成),多个用逗号分隔,第一个用于加密",
				"LUNGANG_DATA_KEY cannot be read; it is 32 bytes in base64 (openssl rand -base64 32), several with commas between, the first one encrypts",
			)
		}
		if !named {
			sum := sha256.Sum256(append([]byte("lungang data key id"), key...))
			id = hex.EncodeToString(sum[:4])
		}
		if k.keys[id] != nil {
			return nil, badParameter("LUNGANG_DATA_KEY 中有重复的密钥编号", "LUNGANG_DATA_KEY names a key twice")
		}
		k.keys[id] = key
		if k.main == "" {
			k.main = id
		}
	}
	return k, nil
}

// Ready reports whether there is a key that seals.
func (k *Keyring) Ready() bool { return k.main != "" }

// KeyID is the id of the key that seals, "" when there is none.
func (k *Keyring) KeyID() string { return k.main }

// Has reports whether there is a key of that id.
func (k *Keyring) Has(id string) bool { return k.keys[id] != nil }

// ErrNoDataKey says that personal data or a secret was refused because there is
// no key to seal it with.
var ErrNoDataKey error = model.NewError(model.CodeBadParameter, model.Text{
	ZH: "没有设置 LUNGANG_DATA_KEY,不保存姓名、证件号和密钥;请设置后重启(可用 openssl rand -base64 32 生成)",
	EN: "LUNGANG_DATA_KEY is not set, so names, ID numbers and secrets are not stored; set it and start again (openssl rand -base64 32 makes one)",
}, nil)

const sealedVersion = 1

// seal encrypts text for a purpose and a place (tenant, row). It returns the
// sealed bytes and the id of the key.
func (k *Keyring) seal(purpose string, place []string, text []byte) (sealed []byte, keyID string, err error) {
	if !k.Ready() {
		return nil, "", ErrNoDataKey
	}
	gcm, err := k.cipher(k.main, purpose)
	if err != nil {
		return nil, "", err
	}
	return sealWith(gcm, place, text), k.main, nil
}

func sealWith(gcm cipher.AEAD, place []string, text []byte) []byte {
	out := make([]byte, 1, 1+len(text)+gcm.Overhead())
	out[0] = sealedVersion
	return gcm.Seal(out, nil, text, placeBytes(place)) //nolint:gosec // the cipher draws a random nonce itself, and puts it first
}

// open decrypts what seal made. Errors: bad_parameter when the key is not
// there, internal when the bytes were changed or belong to another place.
func (k *Keyring) open(keyID, purpose string, place []string, sealed []byte) ([]byte, error) {
	gcm, err := k.cipher(keyID, purpose)
	if err != nil {
		return nil, err
	}
	return openWith(gcm, place, sealed)
}

func openWith(gcm cipher.AEAD, place []string, sealed []byte) ([]byte, error) {
	if len(sealed) == 0 || sealed[0] != sealedVersion {
		return nil, model.NewError(model.CodeInternal, model.Text{}, errors.New("sealed bytes have an unknown form"))
	}
	text, err := gcm.Open(nil, nil, sealed[1:], placeBytes(place))
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, errors.New("sealed bytes were changed, or moved to another row"))
	}
	return text, nil
}

// SigningKey is a key of 32 bytes for signatures of one purpose, derived from
// the key that seals: processes with the same data key have the same one. It is
// nil when there is no data key.
func (k *Keyring) SigningKey(purpose string) ([]byte, error) {
	if !k.Ready() {
		return nil, nil
	}
	derived, err := hkdf.Key(sha256.New, k.keys[k.main], nil, "lungang/sign/"+purpose, 32)
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	return derived, nil
}

func (k *Keyring) cipher(keyID, purpose string) (cipher.AEAD, error) {
	key := k.keys[keyID]
	if key == nil {
		if !k.Ready() {
			return nil, ErrNoDataKey
		}
		return nil, badParameter(
			"数据用密钥 "+keyID+" 加密,而 LUNGANG_DATA_KEY 中没有它;请把它加在逗号之后",
			"the data is encrypted with the key "+keyID+", which LUNGANG_DATA_KEY does not have; add it after a comma",
		)
	}
	derived, err := hkdf.Key(sha256.New, key, nil, "lungang/"+purpose, 32)
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	block, err := aes.NewCipher(derived)
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	return gcm, nil
}

func placeBytes(place []string) []byte { return []byte(strings.Join(place, "\x00")) }

// newSecret returns a random secret of 256 bits with a prefix that says what it
// is, and the hash under which it is found again.
func newSecret(prefix string) (secret, hash string) {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	secret = prefix + base64.RawURLEncoding.EncodeToString(raw)
	return secret, hashOf([]byte(secret))
}

// hashOf returns the SHA-256 of bytes in the form of all stored hashes. Secrets
// are random and long, so that a plain hash hides them.
func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return HashPrefix + hex.EncodeToString(sum[:])
}

// HashPrefix begins every stored hash.
const HashPrefix = "sha256:"

// cipherCache keeps the ciphers of one purpose for the rows of one call.
type cipherCache struct {
	keys    *Keyring
	purpose string
	made    map[string]cipher.AEAD
}

func (c *cipherCache) get(keyID string) (cipher.AEAD, error) {
	if gcm := c.made[keyID]; gcm != nil {
		return gcm, nil
	}
	gcm, err := c.keys.cipher(keyID, c.purpose)
	if err != nil {
		return nil, err
	}
	if c.made == nil {
		c.made = map[string]cipher.AEAD{}
	}
	c.made[keyID] = gcm
	return gcm, nil
}
