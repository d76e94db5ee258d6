package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// The base reads the codes of places as the standard does, and as the fixtures
// are drawn; a district may read them otherwise.
func TestPlacesByTheirCodes(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	for _, code := range model.UrbanRuralCode("").Values() {
		require.Equal(t, model.UrbanRuralCode(code).Locale(), r.LocaleOf(model.UrbanRuralCode(code)), code)
	}
	r, err = policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{override("locale.town_codes", []string{"121", "123"})}})
	require.NoError(t, err)
	require.Equal(t, model.Rural, r.LocaleOf("122"))
	require.Equal(t, model.Town, r.LocaleOf("123"))
	require.Equal(t, model.Urban, r.LocaleOf("112"))
	_, err = policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{override("locale.town_codes", []string{"999"})}})
	require.Equal(t, model.CodeBadWord, model.ErrorFaults(err)[0].Code)
}
