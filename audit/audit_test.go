package audit_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"lungang/audit"
	"lungang/audit/verifier"
	"lungang/model"
)

// log is a log as it is kept.
type log struct {
	tenant  string
	entries []audit.Entry
	stored  []audit.Stored
	head    *audit.StoredHead
	tree    audit.Tree
	keys    *audit.Keys
	marks   []string // a checkpoint at some sizes
}

func newKeys(t testing.TB) *audit.Keys {
	t.Helper()
	keys, err := audit.ParseKeys(audit.NewKey())
	require.NoError(t, err)
	return keys
}

func entryOf(tenant string, seq int64) audit.Entry {
	return audit.Entry{
		Tenant: tenant, Seq: seq, At: time.Date(2026, 3, 1, 0, 0, int(seq), 1000, time.UTC), Actor: fmt.Sprintf("usr_%d", seq%7), Action: "plan.created",
		Subject: fmt.Sprintf("pl_%d", seq), Data: fmt.Sprintf(`{"dataset":"ds_%d","n":%d}`, seq%5, seq),
	}
}

// grow adds an entry to the log.
func (l *log) grow(t testing.TB, e audit.Entry) {
	t.Helper()
	text, err := e.Record()
	require.NoError(t, err)
	next, hashes, err := l.tree.Append(text)
	require.NoError(t, err)
	l.tree = next
	l.entries = append(l.entries, e)
	l.stored = append(l.stored, audit.Stored{Seq: e.Seq, Hashes: audit.Texts(hashes)})
}

func newLog(t testing.TB, n int64, marks ...int64) *log {
	t.Helper()
	l := &log{tenant: "tn_1", keys: newKeys(t)}
	for seq := int64(1); seq <= n; seq++ {
		l.grow(t, entryOf(l.tenant, seq))
		if slices.Contains(marks, seq) {
			l.marks = append(l.marks, l.sign(t))
		}
	}
	l.head = &audit.StoredHead{Size: n, Frontier: l.tree.Texts(), Checkpoint: l.sign(t)}
	return l
}

func (l *log) sign(t testing.TB) string {
	t.Helper()
	root, err := l.tree.Root()
	require.NoError(t, err)
	text, err := l.keys.Sign(verifier.Checkpoint{Origin: audit.Origin(l.tenant), Size: l.tree.Size, Root: root})
	require.NoError(t, err)
	return text
}

func (l *log) read(seqs []int64) ([]audit.Stored, error) {
	out := make([]audit.Stored, len(seqs))
	for i, seq := range seqs {
		out[i] = l.stored[seq-1]
	}
	return out, nil
}

func each[T any](rows []T) func(yield func(T, error) bool) {
	return func(yield func(T, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func (l *log) verify(t testing.TB, earlier ...string) *audit.Report {
	t.Helper()
	bySeq := slices.SortedFunc(slices.Values(l.entries), func(a, b audit.Entry) int { return int(a.Seq - b.Seq) })
	stored := slices.SortedFunc(slices.Values(l.stored), func(a, b audit.Stored) int { return int(a.Seq - b.Seq) })
	r, err := audit.Verify(audit.Rows{Tenant: l.tenant, Entries: each(bySeq), Stored: each(stored), Head: l.head}, l.keys, earlier...)
	require.NoError(t, err)
	return r
}

func (l *log) clone() *log {
	c := *l
	c.entries, c.stored = slices.Clone(l.entries), slices.Clone(l.stored)
	for i := range c.stored {
		c.stored[i].Hashes = slices.Clone(c.stored[i].Hashes)
	}
	head := *l.head
	head.Frontier = slices.Clone(head.Frontier)
	c.head = &head
	return &c
}

// Proofs of every entry of every size up to 200 hold, by the public checker.
func TestProofs(t *testing.T) {
	t.Parallel()
	l := &log{tenant: "tn_1", keys: newKeys(t)}
	var roots []verifier.Checkpoint
	for size := int64(1); size <= 200; size++ {
		l.grow(t, entryOf(l.tenant, size))
		head := audit.Head{Tenant: l.tenant, Tree: l.tree, Checkpoint: l.sign(t)}
		now, err := head.Now(l.keys)
		require.NoError(t, err)
		c, err := verifier.OpenCheckpoint([]byte(now.Checkpoint), now.PublicKey)
		require.NoError(t, err)
		require.Equal(t, verifier.Text(c.Root), now.Root)
		root, err := tlog.TreeHash(size, audit.Reader(l.read))
		require.NoError(t, err)
		require.Equal(t, root, c.Root, "by all hashes, and by the edge")
		roots = append(roots, c)
		for seq := int64(1); seq <= size; seq++ {
			p, err := head.Include(l.keys, &l.entries[seq-1], l.read)
			require.NoError(t, err)
			path, err := verifier.ParseHashes(p.Path)
			require.NoError(t, err)
			require.NoError(t, c.CheckInclusion([]byte(p.Record), seq, path))
			require.Error(t, c.CheckInclusion([]byte(p.Record+"x"), seq, path))
			e, err := head.Extend(l.keys, seq, l.read)
			require.NoError(t, err)
			require.Equal(t, verifier.Text(roots[seq-1].Root), e.FromRoot)
			path, err = verifier.ParseHashes(e.Path)
			require.NoError(t, err)
			require.NoError(t, c.CheckConsistency(roots[seq-1], path))
			other := roots[seq-1]
			other.Root[0] ^= 1
			require.Error(t, c.CheckConsistency(other, path))
		}
		for _, seq := range []int64{0, size + 1} {
			_, err := head.Include(l.keys, &audit.Entry{Seq: seq}, l.read)
			require.Equal(t, model.CodeNotFound, model.ErrorCode(err))
			_, err = head.Extend(l.keys, seq, l.read)
			require.Equal(t, model.CodeNotFound, model.ErrorCode(err))
		}
	}
}

func TestIntactLogsAreIntact(t *testing.T) {
	t.Parallel()
	for _, n := range []int64{1, 2, 3, 7, 8, 9, 63, 64, 100} {
		l := newLog(t, n, 1, 5, 64)
		r := l.verify(t, l.marks...)
		require.Empty(t, r.Findings, "%d entries", n)
		require.Equal(t, len(l.marks), r.Earlier)
		require.Equal(t, n, r.Entries)
		require.True(t, r.Signed)
	}
}

// No log is empty: it begins with the making of its bureau.
func TestEmptyLogIsNone(t *testing.T) {
	t.Parallel()
	r := newLog(t, 0).verify(t)
	require.Len(t, r.Findings, 1)
	require.Equal(t, []any{audit.Missing, int64(1), int64(1)}, []any{r.Findings[0].Kind, r.Findings[0].From, r.Findings[0].To})
}

// tampering is one way to change rows by hand. It returns the numbers of which
// at least one must be named; none when the finding is about the head.
type tampering struct {
	name string
	do   func(l *log, r *rand.Rand) []int64
}

func flip(text string, r *rand.Rand) string {
	b := []byte(text)
	b[r.IntN(len(b))] ^= 1
	return string(b)
}

var tamperings = []tampering{
	{"actor", func(l *log, r *rand.Rand) []int64 { e := l.any(r); e.Actor += "x"; return []int64{e.Seq} }},
	{"action", func(l *log, r *rand.Rand) []int64 { e := l.any(r); e.Action = "plan.approved"; return []int64{e.Seq} }},
	{"subject", func(l *log, r *rand.Rand) []int64 {
		e := l.any(r)
		e.Subject = flip(e.Subject, r)
		return []int64{e.Seq}
	}},
	{"time", func(l *log, r *rand.Rand) []int64 {
		e := l.any(r)
		e.At = e.At.Add(time.Microsecond)
		return []int64{e.Seq}
	}},
	{"data", func(l *log, r *rand.Rand) []int64 { e := l.any(r); e.Data = flip(e.Data, r); return []int64{e.Seq} }},
	{"data that mean the same", func(l *log, r *rand.Rand) []int64 { e := l.any(r); e.Data += " "; return []int64{e.Seq} }},
	{"entry and its leaf", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.entries))
		l.entries[i].Actor = "usr_x"
		hash, _ := l.entries[i].Hash()
		l.stored[i].Hashes[0] = hash
		return []int64{int64(i + 1)}
	}},
	{"delete an entry", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.entries))
		l.entries = slices.Delete(l.entries, i, i+1)
		return []int64{int64(i + 1)}
	}},
	{"delete an entry and its hashes", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.entries))
		l.entries, l.stored = slices.Delete(l.entries, i, i+1), slices.Delete(l.stored, i, i+1)
		return []int64{int64(i + 1)}
	}},
	{"delete hashes", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.entries))
		l.stored = slices.Delete(l.stored, i, i+1)
		return []int64{int64(i + 1)}
	}},
	{"delete and close the gap", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.entries) - 1)
		l.entries, l.stored = slices.Delete(l.entries, i, i+1), slices.Delete(l.stored, i, i+1)
		for k := i; k < len(l.entries); k++ {
			l.entries[k].Seq--
			l.stored[k].Seq--
		}
		return []int64{int64(i + 1)}
	}},
	{"exchange two", func(l *log, r *rand.Rand) []int64 {
		i, k := r.IntN(len(l.entries)), r.IntN(len(l.entries)-1)
		if k >= i {
			k++
		}
		l.entries[i].Seq, l.entries[k].Seq = l.entries[k].Seq, l.entries[i].Seq
		return []int64{int64(i + 1)}
	}},
	{"cut off", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.entries))
		l.entries, l.stored = l.entries[:i], l.stored[:i]
		return []int64{int64(i + 1)}
	}},
	{"cut off with the head", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.entries)-1) + 1
		l.entries, l.stored = l.entries[:i], l.stored[:i]
		var tree audit.Tree
		for _, e := range l.entries {
			text, _ := e.Record()
			tree, _, _ = tree.Append(text)
		}
		l.head.Size, l.head.Frontier = tree.Size, tree.Texts()
		return []int64{int64(i + 1)}
	}},
	{"add one", func(l *log, r *rand.Rand) []int64 {
		n := int64(len(l.entries))
		l.entries = append(l.entries, entryOf(l.tenant, n+1+r.Int64N(3)))
		return []int64{l.entries[n].Seq}
	}},
	{"a number below one", func(l *log, r *rand.Rand) []int64 {
		e := l.any(r)
		was := e.Seq
		e.Seq = -r.Int64N(3)
		return []int64{was, e.Seq}
	}},
	{"a hash", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.stored))
		k := r.IntN(len(l.stored[i].Hashes))
		l.stored[i].Hashes[k] = verifier.Sum([]byte("x"))
		return []int64{int64(i + 1)}
	}},
	{"a letter of a hash", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.stored))
		l.stored[i].Hashes[0] = flip(l.stored[i].Hashes[0], r)
		return []int64{int64(i + 1)}
	}},
	{"one hash more", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.stored))
		l.stored[i].Hashes = append(l.stored[i].Hashes, l.stored[i].Hashes[0])
		return []int64{int64(i + 1)}
	}},
	{"the edge", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.head.Frontier))
		l.head.Frontier[i] = flip(l.head.Frontier[i], r)
		return nil
	}},
	{"no head", func(l *log, _ *rand.Rand) []int64 { l.head = nil; return nil }},
	{"no signature", func(l *log, _ *rand.Rand) []int64 { l.head.Checkpoint = ""; return nil }},
	{"the signature", func(l *log, r *rand.Rand) []int64 { l.head.Checkpoint = flip(l.head.Checkpoint, r); return nil }},
	{"another key", func(l *log, _ *rand.Rand) []int64 {
		keys, _ := audit.ParseKeys(audit.NewKey())
		root, _ := l.tree.Root()
		l.head.Checkpoint, _ = keys.Sign(verifier.Checkpoint{Origin: audit.Origin(l.tenant), Size: l.tree.Size, Root: root})
		return nil
	}},
	{"everything anew", func(l *log, r *rand.Rand) []int64 {
		i := r.IntN(len(l.entries))
		l.entries[i].Actor = "usr_x"
		var tree audit.Tree
		for k, e := range l.entries {
			text, _ := e.Record()
			next, hashes, _ := tree.Append(text)
			tree, l.stored[k].Hashes = next, audit.Texts(hashes)
		}
		l.head.Frontier = tree.Texts()
		return []int64{int64(i + 1)}
	}},
}

func (l *log) any(r *rand.Rand) *audit.Entry { return &l.entries[r.IntN(len(l.entries))] }

func named(r *audit.Report, seqs []int64) bool {
	return len(seqs) == 0 || slices.ContainsFunc(r.Findings, func(f audit.Finding) bool {
		return slices.ContainsFunc(seqs, func(s int64) bool { return f.From <= s && s <= f.To })
	})
}

// A thousand tamperings, each way as often: all are found, the right place is
// named, and what was not touched is not blamed for being changed.
func TestTampering(t *testing.T) {
	t.Parallel()
	whole := newLog(t, 137, 64, 100)
	require.Empty(t, whole.verify(t, whole.marks...).Findings)
	r := rand.New(rand.NewPCG(20261122, 5))
	for i := range 1000 {
		how := tamperings[i%len(tamperings)]
		l := whole.clone()
		seqs := how.do(l, r)
		report := l.verify(t)
		require.False(t, report.OK(), "%d: %s", i, how.name)
		require.True(t, named(report, seqs), "%d: %s of %v: %v", i, how.name, seqs, report.Findings)
		for _, f := range report.Findings {
			require.NotEmpty(t, f.Message.ZH)
			if f.Kind == audit.Changed && len(seqs) == 1 && how.name != "exchange two" && how.name != "delete and close the gap" {
				require.Equal(t, seqs[0], f.From, how.name)
			}
		}
	}
}

// Who has the key can sign anything, and is found by those who kept a
// checkpoint.
func TestEarlierCheckpoints(t *testing.T) {
	t.Parallel()
	l := newLog(t, 137, 64, 100)
	short := newLog(t, 80)
	short.keys = l.keys
	short.tree = audit.Tree{}
	short.entries, short.stored = nil, nil
	for seq := int64(1); seq <= 80; seq++ {
		e := entryOf(l.tenant, seq)
		if seq == 70 {
			e.Actor = "usr_x"
		}
		short.grow(t, e)
	}
	short.head = &audit.StoredHead{Size: 80, Frontier: short.tree.Texts(), Checkpoint: short.sign(t)}
	require.Empty(t, short.verify(t).Findings, "by itself it is whole")
	r := short.verify(t, l.marks...)
	require.Equal(t, 1, r.Earlier, "the first 64 are the same")
	require.Len(t, r.Findings, 1)
	require.Equal(t, audit.Truncated, r.Findings[0].Kind)
	require.Equal(t, [2]int64{81, 100}, [2]int64{r.Findings[0].From, r.Findings[0].To})

	long := short
	for seq := int64(81); seq <= 137; seq++ {
		long.grow(t, entryOf(l.tenant, seq))
	}
	long.head = &audit.StoredHead{Size: 137, Frontier: long.tree.Texts(), Checkpoint: long.sign(t)}
	r = long.verify(t, l.marks[1], l.marks[0])
	require.Len(t, r.Findings, 1)
	require.Equal(t, audit.Rewritten, r.Findings[0].Kind)
	require.Equal(t, [2]int64{65, 100}, [2]int64{r.Findings[0].From, r.Findings[0].To})

	r = l.verify(t, "nothing", newLog(t, 3, 2).marks[0])
	require.Len(t, r.Findings, 2)
	require.Equal(t, audit.Signature, r.Findings[1].Kind)
}

func TestMovedEntriesAreNamed(t *testing.T) {
	t.Parallel()
	l := newLog(t, 20)
	l.entries[4].Seq, l.entries[8].Seq = 9, 5
	r := l.verify(t)
	require.Equal(t, audit.Moved, r.Findings[0].Kind)
	require.Equal(t, "entry 9 stands in the place of entry 5", r.Findings[0].Message.EN)
	require.Equal(t, "entry 5 stands in the place of entry 9", r.Findings[1].Message.EN)
}

func TestRecord(t *testing.T) {
	t.Parallel()
	e := entryOf("tn_1", 3)
	text, err := e.Record()
	require.NoError(t, err)
	const want = `{"action":"plan.created","actor":"usr_3","at":"2026-03-01T00:00:03.000001Z","data":{"dataset":"ds_3","n":3},"seq":3,"subject":"pl_3","tenant":"tn_1","v":1}`
	require.Equal(t, want, string(text), "byte for byte") //nolint:testifylint // the bytes are hashed
	back, err := audit.ParseRecord(text)
	require.NoError(t, err)
	require.Equal(t, e, *back)
	for _, bad := range []string{"", "{}", strings.Replace(string(text), `"v":1`, `"v":2`, 1), strings.Replace(string(text), "2026", "x", 1)} {
		_, err := audit.ParseRecord([]byte(bad))
		require.Equal(t, model.CodeBadFormat, model.ErrorCode(err), bad)
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	one, two := audit.NewKey(), audit.NewKey()
	old, err := audit.ParseKeys(one)
	require.NoError(t, err)
	c := verifier.Checkpoint{Origin: "lungang/x", Size: 3}
	signed, err := old.Sign(c)
	require.NoError(t, err)
	for _, text := range []string{one, two + "," + one, two + ", " + old.Public()[0]} {
		keys, err := audit.ParseKeys(text)
		require.NoError(t, err)
		got, err := keys.Open(signed)
		require.NoError(t, err)
		require.Equal(t, c, got)
	}
	other, err := audit.ParseKeys(two)
	require.NoError(t, err)
	_, err = other.Open(signed)
	require.Error(t, err)
	public, err := audit.PublicKeys(old.Public()...)
	require.NoError(t, err)
	_, err = public.Open(signed)
	require.NoError(t, err)
	none, err := public.Sign(c)
	require.NoError(t, err)
	require.Empty(t, none)
	for _, bad := range []string{"x", old.Public()[0], one + ",x", "PRIVATE+KEY+a+00000000+AAAA", strings.Replace(one, "lungang", "other", 1)} {
		_, err := audit.ParseKeys(bad)
		require.Equal(t, model.CodeBadParameter, model.ErrorCode(err), bad)
		require.NotContains(t, err.Error(), bad)
	}
	_, err = audit.PublicKeys("x")
	require.Equal(t, model.CodeBadParameter, model.ErrorCode(err))
	require.Equal(t, []string{signed, signed}, audit.SplitCheckpoints(signed+"\n"+signed))
	require.Equal(t, "x", audit.TenantOf(signed))
	require.Empty(t, audit.SplitCheckpoints(" \n"))
}

// What String writes is read back, and nothing else is read.
func TestCheckpointText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := verifier.Checkpoint{Origin: rapid.StringMatching(`[a-z/_0-9]{1,20}`).Draw(t, "origin"), Size: rapid.Int64Min(0).Draw(t, "size")}
		copy(c.Root[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "root"))
		got, err := verifier.ParseCheckpoint(c.String())
		require.NoError(t, err)
		require.Equal(t, c, got)
		text := []byte(c.String())
		at := rapid.IntRange(len(c.Origin), len(text)-1).Draw(t, "at")
		text[at] ^= 1 << rapid.IntRange(0, 6).Draw(t, "bit")
		other, err := verifier.ParseCheckpoint(string(text))
		require.True(t, err != nil || other != c)
	})
}
