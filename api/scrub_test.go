package api

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Numbers of persons are found however they are written; other numbers are left
// alone, since a reason is made of them.
func TestSpellsNumber(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"138-1234-5678", "138 0013 8000", "+8613800138000", "+86 138 0013 8000", "微信13800138000x", "微信 13800138000", "电话0953-2035566", "010 62345678", "１３８１２３４５６７８",
		"640302 19750606 0052", "640302-19750606-0052", "６４０３０２１９７５０６０６００５２", "身份证64030219750606005X。",
	} {
		require.True(t, spellsNumber(text), text)
	}
	for _, text := range []string{
		"", "〔2023〕21号", "2026-09-01 至 2027-08-31", "2026-09-01—2027-07-10", "2026-2027 学年", "12 个班,486 人", "PE 6 12 18 24", "pl_01m839swt9z13vqqh2d2hnkk0b",
		"sha256:0953203556612345678901234567890123456789", "3.14159265358979", "1380013800 分", "1,380,013,800 元", "2151000401 学校", "0.95320355661", "18 19 20 21 22 23", "640302", "T-1001",
	} {
		require.False(t, spellsNumber(text), text)
	}
}
