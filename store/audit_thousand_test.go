package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/audit"
	"lungang/audit/verifier"
	"lungang/store"
)

// kept is a log in a database, as somebody sees it who owns the file: everything
// but the key.
type kept struct {
	tenant    store.TenantID
	entries   []store.AuditEntry
	hashes    [][]string // of each entry
	frontiers []string   // of the log of each size
	marks     []int64    // sizes of which a checkpoint is kept elsewhere
	dice      *rand.Rand
}

func (k *kept) size() int64 { return int64(len(k.entries)) }

// any is the number of any entry.
func (k *kept) any() int64 { return k.dice.Int64N(k.size()) + 1 }

// change is what somebody does by SQL, and what must be said about it.
type change struct {
	statements []string
	want       []audit.Finding // kind and place
	touched    []int64         // no other entry alone may be blamed
}

// with is a change of one entry that is blamed alone.
func with(kind audit.Kind, seq int64, statements ...string) change {
	return change{statements, []audit.Finding{{Kind: kind, From: seq, To: seq}}, []int64{seq}}
}

// entry and hash are statements about one row; the tenant is the only one of the
// database that has such numbers.
func entry(set string, seq int64) string {
	return fmt.Sprintf("UPDATE audit_entries SET %s WHERE seq = %d", set, seq)
}

func hash(list []string, seq int64) string {
	return fmt.Sprintf("UPDATE audit_hashes SET hashes = '%s' WHERE seq = %d", strings.Join(list, " "), seq)
}

func deleted(table, where string, n int64) string {
	return fmt.Sprintf("DELETE FROM audit_%s WHERE seq %s %d", table, where, n)
}

// other is a hash that is not the right one anywhere.
func (k *kept) other() string { return verifier.Sum(fmt.Appendf(nil, "%d", k.dice.Uint64())) }

// again makes hashes and head anew with another actor of one entry.
func (k *kept) again(seq int64) (statements []string, leaf string) {
	tree := audit.Tree{}
	for i, row := range k.entries {
		if row.Seq == seq {
			row.Actor = "usr_x"
		}
		e := row.Entry()
		record, _ := e.Record()
		next, hashes, _ := tree.Append(record)
		tree = next
		if row.Seq == seq {
			leaf = audit.Texts(hashes)[0]
		}
		statements = append(statements, hash(audit.Texts(hashes), int64(i+1)))
	}
	return append(statements, entry("actor = 'usr_x'", seq), fmt.Sprintf("UPDATE audit_heads SET frontier = '%s'", strings.Join(tree.Texts(), " "))), leaf
}

// thousand are the ways of the test below.
var thousand = []struct {
	name string
	do   func(k *kept) change
}{
	{"actor", func(k *kept) change { s := k.any(); return with(audit.Changed, s, entry("actor = actor || 'x'", s)) }},
	{"action", func(k *kept) change {
		s := k.any()
		return with(audit.Changed, s, entry("action = 'plan.approved'", s))
	}},
	{"subject", func(k *kept) change {
		s := k.any()
		return with(audit.Changed, s, entry("subject = subject || '0'", s))
	}},
	{"data", func(k *kept) change {
		s := k.any()
		return with(audit.Changed, s, entry(fmt.Sprintf(`data = '{"x":%d}'`, k.dice.Uint32()), s))
	}},
	{"data that mean the same", func(k *kept) change {
		s := k.any()
		return with(audit.Changed, s, entry("data = data || ' '", s))
	}},
	{"data that are none", func(k *kept) change { s := k.any(); return with(audit.Changed, s, entry("data = '{'", s)) }},
	{"time", func(k *kept) change {
		s := k.any()
		return with(audit.Changed, s, entry("at = '2020-01-01 00:00:00+00:00'", s))
	}},
	{"time that is none", func(k *kept) change { s := k.any(); return with(audit.Changed, s, entry("at = 'yesterday'", s)) }},
	{"delete an entry", func(k *kept) change { s := k.any(); return with(audit.Missing, s, deleted("entries", "=", s)) }},
	{"delete an entry with its hashes", func(k *kept) change {
		s := k.any()
		return with(audit.Missing, s, deleted("entries", "=", s), deleted("hashes", "=", s))
	}},
	{"delete hashes", func(k *kept) change { s := k.any(); return with(audit.Hashes, s, deleted("hashes", "=", s)) }},
	{"hashes that are none", func(k *kept) change { s := k.any(); return with(audit.Hashes, s, hash([]string{"sha256:00"}, s)) }},
	{"a leaf", func(k *kept) change {
		s := k.any()
		list := slices.Clone(k.hashes[s-1])
		list[0] = k.other()
		return with(audit.Changed, s, hash(list, s))
	}},
	{"a node above", func(k *kept) change {
		s := 2 * (1 + k.dice.Int64N(k.size()/2)) // an even number completes a node
		list := slices.Clone(k.hashes[s-1])
		list[1] = k.other()
		return change{[]string{hash(list, s)}, []audit.Finding{{Kind: audit.Hashes, From: s - 1, To: s}}, nil}
	}},
	{"one hash more", func(k *kept) change {
		s := k.any()
		return with(audit.Hashes, s, hash(append(slices.Clone(k.hashes[s-1]), k.other()), s))
	}},
	{"an entry and its leaf", func(k *kept) change {
		s := k.any()
		_, leaf := k.again(s)
		list := slices.Clone(k.hashes[s-1])
		list[0] = leaf
		first := (s-1)/2*2 + 1
		return change{[]string{entry("actor = 'usr_x'", s), hash(list, s)}, []audit.Finding{{Kind: audit.Hashes, From: first, To: first + 1}}, nil}
	}},
	{"exchange two", func(k *kept) change {
		a := k.dice.Int64N(k.size()-1) + 1
		b := a + 1 + k.dice.Int64N(k.size()-a)
		return change{
			[]string{entry("seq = -9", a), entry(fmt.Sprintf("seq = %d", a), b), entry(fmt.Sprintf("seq = %d", b), -9)},
			[]audit.Finding{{Kind: audit.Moved, From: a, To: a}, {Kind: audit.Moved, From: b, To: b}}, []int64{a, b},
		}
	}},
	{"renumber", func(k *kept) change {
		s := k.any()
		far := 1000 + s
		return change{[]string{entry(fmt.Sprintf("seq = %d", far), s)}, []audit.Finding{{Kind: audit.Missing, From: s, To: s}, {Kind: audit.Extra, From: far, To: far}}, []int64{s, far}}
	}},
	{"cut off", func(k *kept) change {
		s := k.any()
		return change{
			[]string{deleted("entries", ">=", s), deleted("hashes", ">=", s)},
			[]audit.Finding{{Kind: audit.Missing, From: s, To: k.size()}}, []int64{s},
		}
	}},
	{"cut off with the head", func(k *kept) change {
		s := k.dice.Int64N(k.size()-1) + 2
		return change{
			[]string{deleted("entries", ">=", s), deleted("hashes", ">=", s), fmt.Sprintf("UPDATE audit_heads SET seq = %d, frontier = '%s'", s-1, k.frontiers[s-1])},
			[]audit.Finding{{Kind: audit.Truncated, From: s, To: k.size()}}, []int64{s},
		}
	}},
	{"add one", func(k *kept) change {
		s := k.size() + 1 + k.dice.Int64N(3)
		return with(audit.Extra, s, fmt.Sprintf("INSERT INTO audit_entries SELECT tenant_id, %d, at, actor, action, subject, data FROM audit_entries WHERE seq = 1", s))
	}},
	{"a number below one", func(k *kept) change {
		s, low := k.any(), -1-k.dice.Int64N(9)
		return change{[]string{entry(fmt.Sprintf("seq = %d", low), s)}, []audit.Finding{{Kind: audit.Missing, From: s, To: s}, {Kind: audit.Extra, From: low, To: low}}, []int64{s, low}}
	}},
	{"everything anew", func(k *kept) change {
		s := k.any()
		statements, _ := k.again(s)
		from := int64(1)
		for _, mark := range k.marks {
			if s <= mark {
				return change{statements, []audit.Finding{{Kind: audit.Rewritten, From: from, To: mark}}, nil}
			}
			from = mark + 1
		}
		return change{statements, []audit.Finding{{Kind: audit.Rewritten, From: from, To: k.size()}}, nil}
	}},
	{"the edge", func(k *kept) change {
		edge := strings.Fields(k.frontiers[k.size()])
		edge[0] = k.other()
		return change{[]string{fmt.Sprintf("UPDATE audit_heads SET frontier = '%s'", strings.Join(edge, " "))}, []audit.Finding{{Kind: audit.BadHead, From: 1, To: 32}}, nil}
	}},
	{"no head", func(*kept) change {
		return change{[]string{"DELETE FROM audit_heads"}, []audit.Finding{{Kind: audit.BadHead}}, nil}
	}},
	{"no signature", func(*kept) change {
		return change{[]string{"UPDATE audit_heads SET checkpoint = ''"}, []audit.Finding{{Kind: audit.Signature}}, nil}
	}},
	{"another signature", func(*kept) change {
		return change{[]string{"UPDATE audit_heads SET checkpoint = replace(checkpoint, substr(checkpoint, -20, 8), 'AAAAAAAA')"}, []audit.Finding{{Kind: audit.Signature}}, nil}
	}},
	{"a longer head", func(k *kept) change {
		more := 1 + k.dice.Int64N(5)
		return change{[]string{fmt.Sprintf("UPDATE audit_heads SET seq = seq + %d", more)}, []audit.Finding{{Kind: audit.Missing, From: k.size() + 1, To: k.size() + more}}, []int64{k.size() + 1}}
	}},
}

// A thousand random changes by SQL of a log in a file: each is found, by its
// right kind in its right place, no other entry is blamed, and when it is taken
// back nothing is found any more.
func TestThousandTamperingsBySQL(t *testing.T) {
	t.Parallel()
	b := newBench(t, store.SQLite)
	const size = 40
	signed, tenant := signedLog(t, b, audit.NewKey(), 13)
	k := &kept{tenant: tenant, dice: rand.New(rand.NewPCG(20261122, 4)), frontiers: []string{""}}
	var elsewhere []string
	for i := int64(13); i < size; i++ {
		if i == 13 || i == 29 {
			k.marks = append(k.marks, i)
			elsewhere = append(elsewhere, headOf(t, signed, tenant).Checkpoint)
		}
		require.NoError(t, logged(t, signed, tenant, int(i)))
	}
	k.entries = entriesOf(t, signed, tenant, "")
	require.Len(t, k.entries, size)
	tree := audit.Tree{}
	for _, row := range k.entries {
		e := row.Entry()
		record, err := e.Record()
		require.NoError(t, err)
		next, hashes, err := tree.Append(record)
		require.NoError(t, err)
		tree = next
		k.hashes, k.frontiers = append(k.hashes, audit.Texts(hashes)), append(k.frontiers, strings.Join(tree.Texts(), " "))
	}
	require.Empty(t, verified(t, signed, tenant, elsewhere...).Findings)
	for i := range 1000 {
		how := thousand[i%len(thousand)]
		c := how.do(k)
		what := fmt.Sprintf("%d, %s: %q", i, how.name, c.statements)
		err := signed.InTx(t.Context(), func(tx *store.Tx) error {
			for _, s := range c.statements {
				_, err := tx.SQL().ExecContext(tx.Context(), s)
				require.NoError(t, err, what)
			}
			report, err := tx.Audit().Verify(tenant, nil, elsewhere...)
			require.NoError(t, err, what)
			c.requireFound(t, report, what)
			return errRollback
		})
		require.ErrorIs(t, err, errRollback)
	}
	require.Empty(t, verified(t, signed, tenant, elsewhere...).Findings)
}

// requireFound demands every finding that is wanted, and none that blames an
// entry that nobody touched.
func (c *change) requireFound(t *testing.T, report *audit.Report, what string) {
	t.Helper()
	for _, w := range c.want {
		require.True(t, slices.ContainsFunc(report.Findings, func(f audit.Finding) bool {
			return f.Kind == w.Kind && f.From == w.From && f.To == w.To
		}), "%s: %s %d–%d is not in %v", what, w.Kind, w.From, w.To, report.Findings)
	}
	alone := []audit.Kind{audit.Changed, audit.Moved, audit.Missing, audit.Extra}
	for _, f := range report.Findings {
		if f.From == f.To && slices.Contains(alone, f.Kind) {
			require.Contains(t, c.touched, f.From, "%s: nobody touched it: %v", what, f)
		}
	}
}
