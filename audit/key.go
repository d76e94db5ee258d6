package audit

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"lungang/audit/verifier"
	"lungang/model"
)

// keyName stands in keys and under signatures.
const keyName = "lungang-audit"

// Keys sign checkpoints and know whose signatures count. Nil signs nothing and
// believes nobody.
type Keys struct {
	signer note.Signer
	public []string // that of the signer first
	last   sync.Map // by origin: the checkpoint that was signed or opened last, see recall
}

// believed is a signed checkpoint whose signature is known to be good.
type believed struct {
	signed     string
	checkpoint verifier.Checkpoint
}

// NewKey makes a private key (Ed25519) in the form of the package note.
func NewKey() string {
	private, _, _ := note.GenerateKey(rand.Reader, keyName) // fails when rand does, which ends the program itself
	return private
}

// ParseKeys reads what LUNGANG_AUDIT_KEY says: a private key, and after commas
// older keys, private or public, whose signatures still count. Empty: nil. The
// error, bad_parameter, does not quote the text.
func ParseKeys(text string) (*Keys, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	var k Keys
	for i, part := range strings.Split(text, ",") {
		part = strings.TrimSpace(part)
		if strings.HasPrefix(part, "PRIVATE+KEY+") {
			signer, err := note.NewSigner(part)
			if err != nil {
				return nil, badKey()
			}
			if part, err = publicOf(part); err != nil {
				return nil, badKey()
			}
			if i == 0 {
				k.signer = signer
			}
		}
		if _, err := note.NewVerifier(part); err != nil || k.signer == nil {
			return nil, badKey()
		}
		k.public = append(k.public, part)
	}
	return &k, nil
}

// publicOf is the public key of a private one, which note.NewSigner has read.
func publicOf(private string) (string, error) {
	parts := strings.SplitN(private, "+", 5) // PRIVATE, KEY, name, hash, algorithm and seed in base64, which may have a plus
	raw, err := base64.StdEncoding.DecodeString(parts[len(parts)-1])
	if err != nil || len(raw) != 1+ed25519.SeedSize {
		return "", badKey()
	}
	public, _ := ed25519.NewKeyFromSeed(raw[1:]).Public().(ed25519.PublicKey)
	return note.NewEd25519VerifierKey(parts[2], public)
}

func badKey() error {
	return model.NewError(model.CodeBadParameter, model.Text{
		ZH: "LUNGANG_AUDIT_KEY 应是 lungang audit key 生成的私钥;旧密钥写在逗号之后",
		EN: "LUNGANG_AUDIT_KEY must be a private key that lungang audit key made; older keys follow after commas",
	}, nil)
}

// Sign signs a checkpoint. Without a private key the answer is empty.
func (k *Keys) Sign(c verifier.Checkpoint) (string, error) {
	if k == nil || k.signer == nil {
		return "", nil
	}
	text, err := note.Sign(&note.Note{Text: c.String()}, k.signer)
	if err == nil {
		k.last.Store(c.Origin, believed{string(text), c})
	}
	return string(text), err
}

// Public lists the public keys whose signatures count, that of the signer
// first.
func (k *Keys) Public() []string {
	if k == nil {
		return nil
	}
	return k.public
}

// Open checks and reads a signed checkpoint.
func (k *Keys) Open(signed string) (verifier.Checkpoint, error) {
	return verifier.OpenCheckpoint([]byte(signed), k.Public()...)
}

// recall is Open without the work of checking a signature once more: a service
// that writes one entry after another has signed the last head itself. Only the
// very same text is believed, so that it does not matter who else writes.
func (k *Keys) recall(origin, signed string) (verifier.Checkpoint, error) {
	if known, ok := k.last.Load(origin); ok {
		if o, ok := known.(believed); ok && o.signed == signed {
			return o.checkpoint, nil
		}
	}
	c, err := k.Open(signed)
	if err == nil {
		k.last.Store(origin, believed{signed, c})
	}
	return c, err
}

// Origin is the first line of the checkpoints of a tenant's log.
func Origin(tenant string) string { return "lungang/" + tenant }

// PublicKeys believes in the signatures of public keys and signs nothing. Error:
// bad_parameter.
func PublicKeys(public ...string) (*Keys, error) {
	for _, key := range public {
		if _, err := note.NewVerifier(key); err != nil {
			return nil, model.NewError(model.CodeBadParameter, model.Text{
				ZH: "公钥应形如 lungang-audit+xxxxxxxx+…", EN: "a public key looks like lungang-audit+xxxxxxxx+…",
			}, nil)
		}
	}
	return &Keys{public: public}, nil
}

// TenantOf is the tenant of whose log a checkpoint is, as its first line says.
func TenantOf(checkpoint string) string {
	origin, _, _ := strings.Cut(checkpoint, "\n")
	return strings.TrimPrefix(origin, Origin(""))
}

// SplitCheckpoints takes a file apart to which signed checkpoints were added one
// after another. Each ends with its lines of signatures.
func SplitCheckpoints(text string) []string {
	var out []string
	var one strings.Builder
	signed := false
	for line := range strings.Lines(text) {
		signature := strings.HasPrefix(line, "— ")
		if signed && !signature {
			out = append(out, one.String())
			one.Reset()
		}
		signed = signature
		if one.Len() > 0 || strings.TrimSpace(line) != "" {
			one.WriteString(line)
		}
	}
	if one.Len() > 0 {
		out = append(out, one.String())
	}
	return out
}
