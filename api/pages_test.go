package api

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
)

// Pages joined are what filtering and sorting all rows gives, in every order,
// whatever was asked for before.
func TestPagesOfAssignments(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		school := rapid.SampledFrom([]model.SchoolID{"S1", "S2", "S3"})
		rows := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) Assignment {
			return Assignment{
				Key: rapid.StringMatching(`[a-z]{1,4}`).Draw(t, "key"), Kind: rapid.SampledFrom([]AssignmentKind{KindMove, KindVisit}).Draw(t, "kind"),
				School: school.Draw(t, "from"), To: model.Line{School: school.Draw(t, "to")}, Minutes: rapid.IntRange(0, 3).Draw(t, "minutes"),
			}
		}), 0, 30, func(a Assignment) string { return a.Key }).Draw(t, "rows")
		v := &planView{Rows: rows}
		for _, sorted := range []string{"key", "-minutes", "to", "-to", "minutes", "-key"} {
			in := &assignmentsIn{AssignmentFilter: AssignmentFilter{Sort: sorted}}
			in.Limit = rapid.IntRange(1, 8).Draw(t, "limit")
			in.Kind = rapid.SampledFrom([]AssignmentKind{"", KindMove}).Draw(t, "only")
			want := slices.DeleteFunc(slices.Clone(rows), func(a Assignment) bool { return !in.wants(&a) })
			field, descending := strings.CutPrefix(sorted, "-")
			slices.SortFunc(want, func(a, b Assignment) int {
				c := cmp.Or(orders[field](&a, &b), strings.Compare(a.Key, b.Key))
				if descending {
					return -c
				}
				return c
			})
			got := []Assignment{}
			for {
				page, total := in.choose(v, len(got))
				require.Equal(t, len(want), total)
				require.LessOrEqual(t, len(page), in.Limit)
				if len(page) == 0 {
					break
				}
				got = append(got, page...)
			}
			require.Equal(t, want, append([]Assignment{}, got...))
		}
	})
}

// A page that was encoded before is written as it would be now.
func TestPagesAreEncodedOnce(t *testing.T) {
	t.Parallel()
	v := &planView{Rows: []Assignment{{Key: "a"}, {Key: "b"}, {Key: "c"}}}
	in := &assignmentsIn{AssignmentFilter: AssignmentFilter{Sort: "key"}}
	in.Limit = 2
	page, err := in.page(v, 0, "scope")
	require.NoError(t, err)
	require.NotNil(t, page.text)
	in.Names = true
	plain, err := in.page(v, 0, "scope")
	require.NoError(t, err)
	require.Nil(t, plain.text, "names are not kept")
	var kept, made strings.Builder
	require.NoError(t, marshal(&kept, *page))
	require.NoError(t, marshal(&made, *plain))
	require.Equal(t, made.String(), kept.String())
	require.Contains(t, kept.String(), `"next":`)
}
