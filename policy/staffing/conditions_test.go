package staffing_test

import (
	"reflect"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/policy/staffing"
)

// What is asked for by way of recruitment is stage, subject, channel and number:
// nothing restricts by university, studies abroad or mode of study (B1-45).
func TestHiringNamesNoForbiddenCondition(t *testing.T) {
	t.Parallel()
	forbidden := regexp.MustCompile(`(?i)universit|college|institution|overseas|abroad|foreign|study|studies|full.?time|degree|graduat`)
	require.True(t, forbidden.MatchString("overseasStudy"))
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(x reflect.Type) {
		switch x.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			walk(x.Elem())
		case reflect.Map:
			walk(x.Key())
			walk(x.Elem())
		case reflect.Struct:
			if seen[x] {
				return
			}
			seen[x] = true
			for f := range x.Fields() {
				require.False(t, forbidden.MatchString(f.Name+" "+f.Tag.Get("json")), "%s.%s", x, f.Name)
				walk(f.Type)
			}
		default:
		}
	}
	walk(reflect.TypeFor[staffing.Hiring]())
	require.True(t, seen[reflect.TypeFor[staffing.SubjectHiring]()])
}
