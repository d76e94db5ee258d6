package jobs

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"lungang/model"
	"lungang/store"
)

// Sign returns the value of the header webhook-signature: one v1 signature for
// each secret, so that a receiver may change over from an old secret to a new.
// A secret that is not whsec_ and base64 is an error (bad_format).
func Sign(secrets []string, id string, at time.Time, body []byte) (string, error) {
	var out []string
	for _, s := range secrets {
		key, err := secretKey(s)
		if err != nil {
			return "", err
		}
		out = append(out, "v1,"+base64.StdEncoding.EncodeToString(signature(key, id, at, body)))
	}
	return strings.Join(out, " "), nil
}

func signature(key []byte, id string, at time.Time, body []byte) []byte {
	mac := hmac.New(sha256.New, key)
	_, _ = mac.Write([]byte(id + "." + strconv.FormatInt(at.Unix(), 10) + ".")) // a hash never fails
	_, _ = mac.Write(body)
	return mac.Sum(nil)
}

func secretKey(secret string) ([]byte, error) {
	text, ok := strings.CutPrefix(secret, store.WebhookSecretPrefix)
	key, err := base64.StdEncoding.DecodeString(text)
	if !ok || err != nil || len(key) < 24 || len(key) > 64 {
		return nil, model.NewError(model.CodeBadFormat, model.Text{
			ZH: "Webhook 密钥应为 " + store.WebhookSecretPrefix + " 加 24 到 64 字节的 base64", EN: "a webhook secret is " + store.WebhookSecretPrefix + " and 24 to 64 bytes in base64",
		}, err)
	}
	return key, nil
}
