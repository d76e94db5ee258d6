package coin

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/solver/lp"
)

func wireProgram(t testing.TB) *lp.Program {
	t.Helper()
	b := lp.NewBuilder("wire")
	x := b.Column("x", 0, 4, true)
	y := b.Column("y", math.Inf(-1), math.Inf(1), false)
	b.Cost(x, 0.1)
	r := b.Row("r", -1.5, math.Inf(1))
	b.Row("empty", 0, 0)
	b.Add(r, x, 3)
	b.Add(r, y, -0.7)
	p, err := b.Build()
	require.NoError(t, err)
	return p
}

func TestRequestRoundTrip(t *testing.T) {
	t.Parallel()
	p := wireProgram(t)
	o := MIPOptions{MaxSeconds: 1.5, MaxNodes: 7, RelativeGap: 0.01, Cutoff: new(-3.25), Start: []float64{1, 2}, MemoryLimit: 1 << 30, Seed: 3, Preprocess: true, CutsOff: true}
	frame, err := encodeRequest(p, &o)
	require.NoError(t, err)
	q, got, err := decodeRequest(bytes.NewReader(frame))
	require.NoError(t, err)
	require.Equal(t, &o, got)
	require.Equal(t, p.Start, q.Start)
	require.Equal(t, p.Index, q.Index)
	require.Equal(t, p.Value, q.Value)
	for j := range p.Cols {
		want := p.Cols[j]
		want.Name = "" // names stay at home
		require.Equal(t, want, q.Cols[j])
	}
	for i := range p.Rows {
		want := p.Rows[i]
		want.Name = ""
		require.Equal(t, want, q.Rows[i])
	}
	require.Equal(t, []float64{1, 2}, o.Start, "the options of the caller are not touched")
}

// A damaged frame is never solved.
func TestDamagedRequests(t *testing.T) {
	t.Parallel()
	frame, err := encodeRequest(wireProgram(t), &MIPOptions{})
	require.NoError(t, err)
	for i := range frame {
		broken := bytes.Clone(frame)
		broken[i] ^= 0x10
		_, _, err := decodeRequest(bytes.NewReader(broken))
		require.Error(t, err, "byte %d", i)
		_, _, err = decodeRequest(bytes.NewReader(frame[:i]))
		require.Error(t, err, "cut at byte %d", i)
		var e *Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, CauseProtocol, e.Cause)
	}
}

func FuzzDecodePayload(f *testing.F) {
	frame, err := encodeRequest(wireProgram(f), &MIPOptions{})
	require.NoError(f, err)
	f.Add(frame[20:])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, payload []byte) {
		p, _, ok := decodePayload(payload)
		if ok {
			require.Len(t, p.Start, len(p.Cols)+1)
		}
	})
}

func TestAnswerRoundTrip(t *testing.T) {
	t.Parallel()
	a := answer{Kind: "result", Termination: Optimal, Bound: finite(-2), Objective: finite(math.Inf(1))}
	a.setSolution([]float64{0, 1, 0, 0.1, 0})
	text, err := json.Marshal(a)
	require.NoError(t, err)
	require.Less(t, len(text), 200)
	var b answer
	require.NoError(t, json.Unmarshal(text, &b))
	require.Equal(t, []float64{0, 1, 0, 0.1, 0}, b.solution(5))
	require.Nil(t, b.solution(4))
	require.Nil(t, b.Objective)
	b.Index[0] = 9
	require.Nil(t, b.solution(5))
	require.Nil(t, (&answer{}).solution(0))
}

func TestTailKeepsBothEnds(t *testing.T) {
	t.Parallel()
	var also bytes.Buffer
	log := &tail{also: &also}
	for range 1000 {
		_, err := log.Write([]byte("0123456789"))
		require.NoError(t, err)
	}
	_, err := log.Write([]byte("the end"))
	require.NoError(t, err)
	text := log.String()
	require.Less(t, len(text), 2*tailPart+10)
	require.True(t, strings.HasPrefix(text, "0123456789"))
	require.True(t, strings.HasSuffix(text, "the end"))
	require.Contains(t, text, " ... ")
	require.Equal(t, 10_007, also.Len())
}

// Only known words reach CBC, and a search never gets threads.
func TestArguments(t *testing.T) {
	t.Parallel()
	o := MIPOptions{MaxSeconds: 2.5, MaxNodes: 9, RelativeGap: 0.5, AbsoluteGap: 1, Cutoff: new(7.0), Seed: 4, Preprocess: true, CutsOff: true, HeuristicsOff: true}
	require.Equal(t, "cbc -log 0 -timeMode elapsed -seconds 2.5 -maxNodes 9 -ratioGap 0.5 -allowableGap 1 -cutoff 7 -randomCbcSeed 4 -randomSeed 4 -preprocess sos -cuts off -heuristics off -solve -quit",
		strings.Join(o.arguments(), " "))
	require.Equal(t, "cbc -log 0 -timeMode elapsed -preprocess off -solve -quit", strings.Join((&MIPOptions{}).arguments(), " "))
}
