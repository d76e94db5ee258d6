package lp_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/solver/lp"
)

func TestWriteMPS(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	require.NoError(t, rotation(t).WriteMPS(&b))
	require.Equal(t, `NAME rotation FREE
ROWS
 N OBJECTIVE
 L one_place[A]
 G cover[s1]
 E balance
 G moves
 N nothing
COLUMNS
 MARKER0 'MARKER' 'INTORG'
 move[A,s1] OBJECTIVE 3
 move[A,s1] one_place[A] 1
 move[A,s1] cover[s1] 1
 move[A,s1] balance 2
 move[A,s1] moves 1
 move[A,s2] OBJECTIVE -1.5
 move[A,s2] one_place[A] 1
 move[A,s2] moves 1
 move[B,s1] cover[s1] 1
 move[B,s1] moves 1
 MARKER1 'MARKER' 'INTEND'
 vacant[s1] OBJECTIVE 100
 vacant[s1] cover[s1] 1
 balance balance -1
RHS
 RHS one_place[A] 1
 RHS cover[s1] 1
 RHS moves 1
RANGES
 RANGE moves 1
BOUNDS
 LO BND move[A,s1] 0
 UP BND move[A,s1] 1
 LO BND move[A,s2] 0
 UP BND move[A,s2] 1
 LO BND move[B,s1] 0
 UP BND move[B,s1] 1
 LO BND vacant[s1] 0
 PL BND vacant[s1]
 FR BND balance
ENDATA
`, b.String())
}

// Other programs read the files and find the known optimum.
func TestMPSIsReadByOthers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fill func(b *lp.Builder)
		want float64
	}{
		"names": {func(b *lp.Builder) {
			names := []string{"轮岗[张三,第一小学]", "a b", "a  b", "1e5", "-x", "$price", "*star", "OBJECTIVE", "RHS",
				strings.Repeat("长", 90), strings.Repeat("long", 80), strings.Repeat("long", 80) + "!", "_u20_", " ", "\t", "\x00"}
			r := b.Row("总 和", 3, inf)
			b.Row("OBJECTIVE", 0, 99)
			for k, n := range names {
				j := b.Column(n, 0, 1, true)
				b.Cost(j, float64(k+1))
				b.Add(r, j, 1)
				b.Add(1, j, 1)
			}
		}, 1 + 2 + 3},
		"bounds": {func(b *lp.Builder) {
			r := b.Row("r", -100, inf)
			for k, v := range [][2]float64{{-inf, inf}, {-inf, -3}, {-7, -2}, {0, inf}, {4, 4}, {-5, inf}} {
				for _, integer := range []bool{false, true} {
					j := b.Column("x"+strconv.Itoa(2*k)+strconv.FormatBool(integer), v[0], v[1], integer)
					b.Cost(j, 1)
					b.Add(r, j, 1)
				}
			}
		}, -100},
		"rows": {func(b *lp.Builder) {
			x := b.Column("x", 0, 50, false)
			y := b.Column("y", 0, 50, true)
			b.Cost(x, -2)
			b.Cost(y, -3)
			for i, v := range [][2]float64{{-3, 20.25}, {-inf, inf}, {5, inf}, {-inf, 30}, {-90, -2}} {
				r := b.Row("r"+strconv.Itoa(i), v[0], v[1])
				sign := 1.0
				if v[1] < 0 {
					sign = -1
				}
				b.Add(r, x, sign)
				b.Add(r, y, sign)
			}
			e := b.Row("e", 0.5, 0.5)
			b.Add(e, x, 1)
			b.Add(e, y, -0.5)
		}, -2*7 - 3*13},
		"no objective": {func(b *lp.Builder) {
			x := b.Column("x", 0, 5, true)
			b.Column("unused", 0, 5, true)
			b.Add(b.Row("r", 2, 3), x, 2)
			b.Row("empty", -1, 1)
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := lp.NewBuilder("区 域 1")
			c.fill(b)
			p, err := b.Build()
			require.NoError(t, err)
			path := filepath.Join(t.TempDir(), "program.mps")
			var file bytes.Buffer
			require.NoError(t, p.WriteMPS(&file))
			require.NoError(t, os.WriteFile(path, file.Bytes(), 0o600))
			require.InDelta(t, c.want, byCBC(t, path), 1e-6, "cbc")
			require.InDelta(t, c.want, byGLPK(t, path), 1e-6, "glpsol")
		})
	}
}

func tool(t *testing.T, name, debianPackage string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	require.NoError(t, err, "this test needs the Debian package %s", debianPackage)
	return path
}

func byCBC(t *testing.T, path string) float64 {
	t.Helper()
	solution := path + ".cbc"
	out, err := exec.Command(tool(t, "cbc", "coinor-cbc"), path, "-solve", "-solu", solution).CombinedOutput()
	require.NoError(t, err, "%s", out)
	text, err := os.ReadFile(solution)
	require.NoError(t, err, "%s", out)
	require.Contains(t, string(out), "read with 0 errors")
	return value(t, `(?m)^Optimal.*objective value (\S+)`, text, out)
}

func byGLPK(t *testing.T, path string) float64 {
	t.Helper()
	solution := path + ".glpk"
	out, err := exec.Command(tool(t, "glpsol", "glpk-utils"), "--freemps", path, "-w", solution).CombinedOutput()
	require.NoError(t, err, "%s", out)
	text, err := os.ReadFile(solution)
	require.NoError(t, err, "%s", out)
	return value(t, `(?m)^s (?:mip \S+ \S+ o|bas \S+ \S+ f f) (\S+)`, text, out)
}

func value(t *testing.T, pattern string, text, log []byte) float64 {
	t.Helper()
	m := regexp.MustCompile(pattern).FindSubmatch(text)
	require.NotNil(t, m, "%s\n%s", text, log)
	v, err := strconv.ParseFloat(string(m[1]), 64)
	require.NoError(t, err)
	return v
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

func TestWriteMPSReportsWriteErrors(t *testing.T) {
	t.Parallel()
	require.ErrorContains(t, rotation(t).WriteMPS(failing{}), "disk full")
}
