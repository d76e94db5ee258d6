package service

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Whatever a caller logs, no secret and no personal datum reaches the output.
func TestLoggerHidesSecrets(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		message string
		args    []any
		absent  string
	}{
		"attribute by its name": {"x", []any{"name", "王芳"}, "王芳"},
		"bearer in an error":    {"x", []any{"error", errors.New("GET: Bearer abc.def")}, "abc.def"},
		"id number in a group":  {"x", []any{slog.Group("g", "text", "证件 11010519491231002X 有误")}, "1949123100"},
		"id number in message":  {"teacher 110105199001010018", nil, "110105199001010018"},
		"key in a struct":       {"x", []any{"request", struct{ K string }{"lk_0123456789abcdefgh"}}, "0123456789abcdefgh"},
		"mobile number":         {"x", []any{"detail", "call 13800138000"}, "13800138000"},
		"nested error":          {"x", []any{"error", fmt.Errorf("open: %w", errors.New("postgres://u:pw1@h/db"))}, "pw1"},
		"webhook secret":        {"x", []any{"detail", "whsec_MDEyMzQ1Njc4OWFiY2RlZg=="}, "MDEyMzQ1"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			NewLogger(&out, slog.LevelInfo).Info(test.message, test.args...)
			require.NotContains(t, out.String(), test.absent)
			require.Contains(t, out.String(), hidden)
			require.NoError(t, json.Unmarshal(out.Bytes(), &map[string]any{}))
		})
	}
}

// What is no secret stays readable.
func TestLoggerKeepsTheRest(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	NewLogger(&out, slog.LevelInfo).Info("solved", "plan", "pl_01J9ZQ4W8M2K7N5V3R6T1X0YBC", "run", "run_01J9ZQ4W8M2K7N5V3R6T1X0YBD", "seconds", 12.5, "hash", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
	require.NotContains(t, out.String(), hidden)
	require.Contains(t, out.String(), `"seconds":12.5`)
}

// What is looked for first changes nothing of what a pattern finds.
func TestLoggerLooksAtWhatItMust(t *testing.T) {
	t.Parallel()
	part := rapid.SampledFrom([]string{
		"1", "9", "11010519", "4912310", "X", "x", "_", "lk", "whsec_", "lungang", "lgk_", "MDEyMzQ1Njc4OWFi", "bearer", "Bearer", " ", "\t", "\n", "\f",
		":", "//", "@", "/", "u", "password", "PAſSWORD", "=", "证", "13800138000", "19491231002",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(part, 0, 9).Draw(t, "parts"), "")
		want := text
		for _, s := range secrets {
			want = s.pattern.ReplaceAllString(want, hidden)
		}
		require.Equal(t, want, Redact(text))
	})
}
