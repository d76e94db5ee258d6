package jobs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/jobs"
)

// The example that receivers try their code on (docs/api.md) is signed as it says.
func TestGuideSignature(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "docs", "api.md"))
	require.NoError(t, err)
	field := func(name string) string {
		found := regexp.MustCompile(`(?m)^` + name + ` {2,}(.+)$`).FindSubmatch(text)
		require.NotNil(t, found, name)
		return string(found[1])
	}
	seconds, err := strconv.ParseInt(field("webhook-timestamp"), 10, 64)
	require.NoError(t, err)
	got, err := jobs.Sign([]string{field("secret")}, field("webhook-id"), time.Unix(seconds, 0), []byte(field("body")))
	require.NoError(t, err)
	require.Equal(t, field("webhook-signature"), got)
}
