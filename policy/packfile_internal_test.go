package policy

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

// optionalNumber is a parameter that packs may leave out. It lives in the tests
// of this package only.
var optionalNumber = optional(whole("test.optional", "a number that nobody should make up", 0, 10))

// thin is a base that leaves nearly everything open.
const thin = `id: thin
version: "1"
abstract: true
title: {zh: 甲, en: A}
sources: [{id: s, title: 文件}]
parameters: {}
`

func packs(files map[string]string) *shelf {
	m := fstest.MapFS{}
	for id, text := range files {
		m["packs/"+id+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return newShelf(m)
}

func TestShippedPacksInARing(t *testing.T) {
	t.Parallel()
	pack := func(id, base string) string {
		return "id: " + id + "\nversion: \"1\"\nextends: " + base + "\ntitle: {zh: 甲, en: A}\nparameters: {}\n"
	}
	s := packs(map[string]string{"a": pack("a", "b"), "b": pack("b", "c"), "c": pack("c", "b"), "d": pack("d", "e"), "e": "id: [\n"})
	for id, way := range map[string]string{"a": "a → b → c → b", "b": "b → c → b", "c": "c → b → c"} {
		_, err := s.files[id]()
		faults := model.ErrorFaults(err)
		require.Len(t, faults, 1, "%v", err)
		require.Equal(t, model.CodeCycle, faults[0].Code)
		require.Equal(t, []int{3, 10}, []int{faults[0].Line, faults[0].Column})
		require.Contains(t, faults[0].Message.EN, way)
	}
	_, err := s.files["d"]()
	require.Equal(t, model.CodeBadPack, model.ErrorFaults(err)[0].Code)
	require.Equal(t, "/extends", model.ErrorFaults(err)[0].Pointer)
}

// dated is the county base with three values of one parameter, and a gap.
const dated = `id: dated
version: "1"
extends: national-base
title: {zh: 甲, en: A}
sources: [{id: s, title: 文件}]
parameters:
  lottery.seed: {value: x, source: s, evidence: design, binding: expected, note: {zh: 注, en: note}}
  exchange.min_years:
    - {value: 7, valid_from: 2024-01-01, valid_to: 2025-12-31, source: s, evidence: design, binding: expected, note: {zh: 注, en: note}}
    - {value: 5, valid_to: 2022-12-31, source: s, evidence: design, binding: expected, note: {zh: 注, en: note}}
    - {value: 8, valid_from: 2027-01-01, source: s, evidence: design, binding: expected, note: {zh: 注, en: note}}
`

func TestValueOfTheDay(t *testing.T) {
	t.Parallel()
	f, err := Parse([]byte(dated))
	require.NoError(t, err)
	for day, want := range map[string]struct {
		years  int
		origin string
	}{
		"1999-01-01": {5, "dated"}, "2022-12-31": {5, "dated"},
		"2023-01-01": {6, "national-base"}, "2023-12-31": {6, "national-base"},
		"2024-01-01": {7, "dated"}, "2025-12-31": {7, "dated"},
		"2026-01-01": {6, "national-base"}, "2027-01-01": {8, "dated"}, "2099-12-31": {8, "dated"},
		"": {8, "dated"},
	} {
		var on model.Date
		if day != "" {
			on, err = model.ParseDate(day)
			require.NoError(t, err)
		}
		r, err := f.Effective(nil, on)
		require.NoError(t, err)
		require.Equal(t, want.years, ExchangeMinYears.Of(r), day)
		require.Equal(t, want.origin, r.Origin("exchange.min_years"), day)
	}
}

func TestNoValueOnTheDay(t *testing.T) {
	t.Parallel()
	text := []byte(`id: dated
version: "1"
extends: national-base
title: {zh: 甲, en: A}
parameters:
  lottery.seed: {value: x, valid_from: 2025-01-01, valid_to: 2025-12-31, source: design, evidence: design, binding: expected, note: {zh: 注, en: note}}
`)
	f, err := Parse(text)
	require.NoError(t, err)
	day := model.NewDate(2026, 8, 31)
	_, err = f.Effective(nil, day)
	faults := model.ErrorFaults(err)
	require.Len(t, faults, 1)
	require.Equal(t, "/pack/id", faults[0].Pointer)
	require.Equal(t, "2025-01-01…2025-12-31", faults[0].Allowed)
	require.NotEmpty(t, faults[0].Remedy.EN)
	r, err := f.Effective([]model.Override{{Parameter: "lottery.seed", Value: []byte(`"y"`), Reason: "r", Approver: "a"}}, day)
	require.NoError(t, err)
	require.Equal(t, "y", LotterySeed.Of(r))
	require.Equal(t, "design", r.Pack.Parameters[LotterySeed.Name].Source)
}

func TestOverlap(t *testing.T) {
	t.Parallel()
	entry := func(from, to string) string {
		days := ""
		if from != "" {
			days += "valid_from: " + from + ", "
		}
		if to != "" {
			days += "valid_to: " + to + ", "
		}
		return "    - {" + days + "value: 5, source: design, evidence: design, binding: expected, note: {zh: 注, en: note}}\n"
	}
	for _, c := range []struct {
		entries string
		line    int // of the first that overlaps; 0: none does
	}{
		{entry("2025-01-01", "2025-12-31") + entry("2026-01-01", ""), 0},
		{entry("2025-01-01", "2026-01-01") + entry("2026-01-01", ""), 8},
		{entry("2026-01-01", "") + entry("", "2025-12-31"), 0},
		{entry("2026-01-01", "") + entry("", "2026-01-01"), 8},
		{entry("", "") + entry("2026-01-01", "2026-01-01"), 8},
		{entry("", "2024-12-31") + entry("2026-01-01", "") + entry("2024-06-01", "2025-06-01"), 9},
		{entry("2026-13-01", "") + entry("2026-01-01", "2026-01-01"), 7}, // a bad day, not an overlap
	} {
		_, err := Parse([]byte("id: x\nversion: \"1\"\nextends: hunan-county-3y\ntitle: {zh: 甲, en: A}\nparameters:\n  exchange.no_return_years:\n" + c.entries))
		faults := model.ErrorFaults(err)
		if c.line == 0 {
			require.NoError(t, err)
			continue
		}
		require.Len(t, faults, 1, "%v", err)
		require.Equal(t, c.line, faults[0].Line, "%v", err)
		require.NotZero(t, faults[0].Column)
		require.NotEmpty(t, faults[0].Remedy.ZH)
	}
}

func TestOptionalParameter(t *testing.T) {
	t.Parallel()
	r, err := Effective(model.PackRef{ID: "hunan-county-3y"})
	require.NoError(t, err)
	_, ok := optionalNumber.Maybe(r)
	require.False(t, ok)
	_, ok = r.Parameter("test.optional")
	require.False(t, ok)
	require.Empty(t, r.Origin("test.optional"))
	e, ok := r.Explain("test.optional")
	require.True(t, ok)
	require.Empty(t, e.Steps)

	pack := func(value string) string {
		return "id: x\nversion: \"1\"\nextends: hunan-county-3y\ntitle: {zh: 甲, en: A}\nparameters:\n  test.optional: {value: " + value +
			", source: design, evidence: unverified, binding: expected, note: {zh: 注, en: note}}\n"
	}
	f, err := Parse([]byte(pack("3")))
	require.NoError(t, err)
	r, err = f.Effective(nil, model.Date{})
	require.NoError(t, err)
	n, ok := optionalNumber.Maybe(r)
	require.True(t, ok)
	require.Equal(t, 3, n)
	require.Contains(t, r.Unverified(), "test.optional")

	f, err = Parse([]byte(pack("null")))
	require.NoError(t, err)
	r, err = f.Effective(nil, model.Date{})
	require.NoError(t, err)
	_, ok = optionalNumber.Maybe(r)
	require.False(t, ok)

	r, err = Effective(model.PackRef{ID: "hunan-county-3y", Overrides: []model.Override{{Parameter: "test.optional", Value: []byte("4"), Reason: "r", Approver: "a"}}})
	require.NoError(t, err)
	n, ok = optionalNumber.Maybe(r)
	require.True(t, ok)
	require.Equal(t, 4, n)
	require.Equal(t, OriginOverride, r.Origin("test.optional"))
	_, err = Parse([]byte(pack("11")))
	require.Equal(t, model.CodeOutOfRange, model.ErrorFaults(err)[0].Code)
}

func TestNullOverrideIsRefused(t *testing.T) {
	t.Parallel()
	_, err := Effective(model.PackRef{ID: "hunan-county-3y", Overrides: []model.Override{{Parameter: "exchange.ratio", Value: []byte("null"), Reason: "r", Approver: "a"}}})
	require.Equal(t, model.CodeWrongType, model.ErrorFaults(err)[0].Code)
}

func TestUnverifiedNeedsANote(t *testing.T) {
	t.Parallel()
	_, err := Parse([]byte("id: x\nversion: \"1\"\nextends: hunan-county-3y\ntitle: {zh: 甲, en: A}\nparameters:\n" +
		"  kin.avoid: {value: true, source: avoidance, evidence: unverified, binding: strict, quote: 某某}\n"))
	require.Len(t, model.ErrorFaults(err), 1, "%v", err)
	require.Equal(t, "/parameters/kin.avoid/note", model.ErrorFaults(err)[0].Pointer)
}

func TestBasesAreNobodysRules(t *testing.T) {
	t.Parallel()
	require.NotContains(t, IDs(), "national-base")
	_, err := Effective(model.PackRef{ID: "national-base"})
	require.Equal(t, "/pack/id", model.ErrorFaults(err)[0].Pointer)
	base, err := Open("national-base")
	require.NoError(t, err)
	require.True(t, base.Abstract)
	_, err = base.Effective(nil, model.Date{})
	require.Equal(t, model.CodeBadPack, model.ErrorCode(err))
}

func TestMissingInPackAndChain(t *testing.T) {
	t.Parallel()
	s := packs(map[string]string{"thin": thin})
	_, err := s.parse([]byte("id: x\nversion: \"1\"\nextends: thin\ntitle: {zh: 甲, en: A}\nparameters: {}\n"))
	faults := model.ErrorFaults(err)
	needed := 0
	for _, d := range Definitions() {
		if !d.Optional {
			needed++
		}
	}
	require.Len(t, faults, needed)
	require.Equal(t, []int{5, 1}, []int{faults[0].Line, faults[0].Column})
}
