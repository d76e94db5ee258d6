package service

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"slices"
	"strings"
)

// NewLogger returns a logger that writes one JSON object on each line and never
// a secret or a personal datum: attributes with the names of hiddenKeys are
// blanked, and what looks like an ID number, a telephone number, a key or a
// password inside any text is.
func NewLogger(w io.Writer, level slog.Leveler) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: redact}))
}

// hidden is what stands in a log for what may not be there.
const hidden = "[redacted]"

// hiddenKeys are attributes whose value is never written, whatever it is.
var hiddenKeys = map[string]bool{
	"authorization": true, "cookie": true, "data_key": true, "database_url": true, "dsn": true, "id_number": true,
	"key": true, "name": true, "password": true, "phone": true, "secret": true, "teacher_name": true, "token": true,
}

// secrets are patterns of what may not be in a text: ID numbers of persons (18
// characters, the last may be X), mobile telephone numbers, API keys, webhook
// secrets, bearer tokens, user and password inside a URL.
//
// Every request writes a line of short words that hold none of this: what a
// pattern cannot do without is looked for first, which takes a tenth of the time.
var secrets = []struct {
	pattern *regexp.Regexp
	may     func(text string) bool // false: it cannot be there
}{
	{regexp.MustCompile(`\b[1-9]\d{5}(?:19|20)\d{9}[\dXx]\b`), digits(17)},
	{regexp.MustCompile(`\b1[3-9]\d{9}\b`), digits(11)},
	{regexp.MustCompile(`\b(?:lk|lungang|whsec|lgk)_[A-Za-z0-9+/_=-]{16,}`), anyOf("lk_", "lungang_", "whsec_", "lgk_")},
	{regexp.MustCompile(`(?i)\bbearer\s+[A-Za-z0-9._~+/=-]+`), anyOf(" ", "\t", "\n", "\f", "\r")},
	{regexp.MustCompile(`://[^/\s:@]*:[^/\s@]+@`), anyOf("://")},
	{regexp.MustCompile(`(?i)\bpassword=\S+`), anyOf("=")},
}

func anyOf(words ...string) func(string) bool {
	return func(text string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
}

// digits looks for so many in a row.
func digits(most int) func(string) bool {
	return func(text string) bool {
		run := 0
		for i := range len(text) {
			if run++; text[i] < '0' || text[i] > '9' {
				run = 0
			}
			if run == most {
				return true
			}
		}
		return false
	}
}

// redact is the ReplaceAttr of the logger.
func redact(_ []string, a slog.Attr) slog.Attr {
	if hiddenKeys[strings.ToLower(a.Key)] {
		return slog.String(a.Key, hidden)
	}
	switch a.Value.Kind() {
	case slog.KindString:
		return slog.String(a.Key, Redact(a.Value.String()))
	case slog.KindAny:
		return slog.String(a.Key, Redact(textOf(a.Value.Any())))
	default: // numbers, times and durations hold nothing; groups come one by one
		return a
	}
}

func textOf(v any) string {
	switch v := v.(type) {
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%T", v)
	}
	return string(b)
}

// Redact blanks what looks like a secret or a personal datum in a text.
func Redact(text string) string {
	for _, s := range secrets {
		if s.may(text) {
			text = s.pattern.ReplaceAllString(text, hidden)
		}
	}
	return text
}

// level reads the word of a log level.
func level(word string) (slog.Level, error) {
	var l slog.Level
	err := l.UnmarshalText([]byte(word))
	return l, err
}

// Level is the level of a word that FromEnvironment has looked at.
func Level(word string) slog.Level {
	l, _ := level(word)
	return l
}
