package evidence_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/audit"
	"lungang/audit/certify"
	"lungang/audit/evidence"
	"lungang/audit/verifier"
	"lungang/fixtures"
	"lungang/model"
	"lungang/solver"
)

// made is the evidence of a plan that was really solved, with a log that speaks of it.
func made(t *testing.T, name string) *audit.Evidence {
	t.Helper()
	p, err := fixtures.Get(name)
	require.NoError(t, err)
	r, err := solver.Solve(t.Context(), p, solver.Options{Workers: 1})
	require.NoError(t, err)
	c, err := certify.Certify(r)
	require.NoError(t, err)
	text, err := c.Text()
	require.NoError(t, err)
	var problem, plan bytes.Buffer
	require.NoError(t, model.EncodeProblem(&problem, p))
	require.NoError(t, model.EncodePlan(&plan, r.Plan))
	e, err := evidence.Bundle(t.Context(), evidence.Documents{Problem: problem.Bytes(), Plan: plan.Bytes(), Certificates: text}, nil, "1")
	require.NoError(t, err)

	keys, err := audit.ParseKeys(audit.NewKey())
	require.NoError(t, err)
	var tree audit.Tree
	var kept []audit.Stored
	var entries []audit.Entry
	for seq, data := range []string{`{}`, `{"document":"` + verifier.Sum(e.Plan) + `"}`, `{}`, `{}`, `{}`} {
		entry := audit.Entry{Tenant: "tn_1", Seq: int64(seq + 1), At: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Actor: "system", Action: "plan.finished", Subject: "pl_1", Data: data}
		text, err := entry.Record()
		require.NoError(t, err)
		next, hashes, err := tree.Append(text)
		require.NoError(t, err)
		tree, kept, entries = next, append(kept, audit.Stored{Seq: entry.Seq, Hashes: audit.Texts(hashes)}), append(entries, entry)
	}
	root, err := tree.Root()
	require.NoError(t, err)
	signed, err := keys.Sign(verifier.Checkpoint{Origin: audit.Origin("tn_1"), Size: tree.Size, Root: root})
	require.NoError(t, err)
	head := audit.Head{Tenant: "tn_1", Tree: tree, Checkpoint: signed}
	for i := range 2 {
		in, err := head.Include(keys, &entries[i], func(seqs []int64) ([]audit.Stored, error) {
			var out []audit.Stored
			for _, s := range seqs {
				out = append(out, kept[s-1])
			}
			return out, nil
		})
		require.NoError(t, err)
		e.Log = append(e.Log, *in)
	}
	return e
}

func bundleOf(t *testing.T, e *audit.Evidence) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, audit.WriteBundle(&b, e))
	return b.Bytes()
}

func failures(r *audit.BundleReport) []string {
	var out []string
	for _, l := range r.Lines {
		if l.State == audit.Failed {
			out = append(out, l.What)
		}
	}
	return out
}

func TestBundleHolds(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"tiny/kin", "tiny/due", "tiny/balance"} {
		e := made(t, name)
		file := bundleOf(t, e)
		require.Equal(t, file, bundleOf(t, e), "same evidence, same bytes")
		r, err := audit.VerifyBundle(t.Context(), file, evidence.Programs)
		require.NoError(t, err)
		require.Empty(t, failures(r), name)
		require.True(t, r.OK)
		certified := 0
		for _, l := range r.Lines {
			if l.State == audit.Verified && strings.HasPrefix(l.Message.EN, "proved in exact arithmetic") {
				certified++
			}
		}
		require.Equal(t, len(e.Programs), certified, "%s: every tier is proved", name)
	}
}

func read(t *testing.T, file []byte) (names []string, content map[string][]byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	require.NoError(t, err)
	content = map[string][]byte{}
	for _, f := range z.File {
		in, err := f.Open()
		require.NoError(t, err)
		content[f.Name], err = io.ReadAll(in)
		require.NoError(t, err)
		names = append(names, f.Name)
	}
	return names, content
}

func zipped(t *testing.T, names []string, content map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		w, err := z.Create(n)
		require.NoError(t, err)
		_, err = w.Write(content[n])
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// A thousand tamperings of a bundle: all are found, and what was touched is
// named.
func TestTamperedBundles(t *testing.T) {
	t.Parallel()
	e := made(t, "tiny/kin")
	whole := bundleOf(t, e)
	names, content := read(t, whole)
	random := rand.New(rand.NewPCG(7, 20261122))
	ways := []struct {
		name string
		do   func() (file []byte, named []string)
	}{
		{"a bit of a member", func() ([]byte, []string) {
			n := names[random.IntN(len(names))]
			changed := maps.Clone(content)
			changed[n] = slices.Clone(content[n])
			changed[n][random.IntN(len(changed[n]))] ^= 1 << random.IntN(8)
			return zipped(t, names, changed), []string{n}
		}},
		{"a member less", func() ([]byte, []string) {
			i := random.IntN(len(names))
			return zipped(t, slices.Delete(slices.Clone(names), i, i+1), content), []string{names[i]}
		}},
		{"a member more", func() ([]byte, []string) {
			changed := maps.Clone(content)
			changed["extra.txt"] = []byte("x")
			return zipped(t, append(slices.Clone(names), "extra.txt"), changed), []string{"extra.txt"}
		}},
		{"another order", func() ([]byte, []string) {
			order := slices.Clone(names)
			i := random.IntN(len(order) - 1)
			order[i], order[i+1] = order[i+1], order[i]
			return zipped(t, order, content), []string{"zip"}
		}},
		{"a member twice", func() ([]byte, []string) {
			n := names[random.IntN(len(names))]
			return zipped(t, append(slices.Clone(names), n), content), []string{n}
		}},
		{"packed anew", func() ([]byte, []string) { return zipped(t, names, content), []string{"zip"} }},
		{"two members exchanged", func() ([]byte, []string) {
			changed := maps.Clone(content)
			i := random.IntN(len(names) - 1)
			changed[names[i]], changed[names[i+1]] = content[names[i+1]], content[names[i]]
			return zipped(t, names, changed), []string{names[i], names[i+1]}
		}},
		{"a bit of the file", func() ([]byte, []string) {
			file := slices.Clone(whole)
			file[random.IntN(len(file))] ^= 1 << random.IntN(8)
			return file, nil
		}},
		{"cut off", func() ([]byte, []string) { return whole[:random.IntN(len(whole))], []string{"zip"} }},
		{"something behind", func() ([]byte, []string) { return append(slices.Clone(whole), 'x'), []string{"zip"} }},
		{"changed and sealed anew", func() ([]byte, []string) {
			c := *e
			switch random.IntN(6) {
			case 0: // a better value than the decisions give
				c.Plan = sealed(t, c.Plan, func(p *model.Plan) { p.Tiers[random.IntN(len(p.Tiers))].Value-- })
				return bundleOf(t, &c), []string{"rule ", "tier "}
			case 1: // somebody goes elsewhere
				c.Plan = sealed(t, c.Plan, func(p *model.Plan) { p.Moves = p.Moves[:len(p.Moves)-1] })
				return bundleOf(t, &c), []string{"rule ", "tier "}
			case 2: // a program in which less is asked
				c.Programs = slices.Clone(c.Programs)
				k := random.IntN(len(c.Programs))
				c.Programs[k].MPS = bytes.Replace(c.Programs[k].MPS, []byte(" E "), []byte(" L "), 1)
				return bundleOf(t, &c), []string{"programs/"}
			case 3:
				c.Parts = slices.Clone(c.Parts)
				c.Parts[0].Proof.Steps = c.Parts[0].Proof.Steps[:random.IntN(len(c.Parts[0].Proof.Steps)-1)]
				return bundleOf(t, &c), []string{"tier ", "certificates.json"}
			case 4:
				c.Log = slices.Clone(c.Log)
				c.Log[1].Record = strings.Replace(c.Log[1].Record, "system", "nobody", 1)
				return bundleOf(t, &c), []string{"log entry 2"}
			default:
				c.Log = slices.Clone(c.Log)
				c.Log[0].Checkpoint = strings.Replace(c.Log[0].Checkpoint, "5\n", "6\n", 1)
				return bundleOf(t, &c), []string{"log/checkpoint.txt"}
			}
		}},
	}
	times := 1000
	if testing.Short() {
		times = 100 // under the race detector, which makes this slow and sees nothing new
	}
	for i := range times {
		way := ways[i%len(ways)]
		file, named := way.do()
		r, err := audit.VerifyBundle(context.WithoutCancel(t.Context()), file, evidence.Programs)
		require.NoError(t, err)
		bad := failures(r)
		require.False(t, r.OK, "%d: %s", i, way.name)
		require.True(t, named == nil || slices.ContainsFunc(bad, func(what string) bool {
			return slices.ContainsFunc(named, func(n string) bool { return strings.HasPrefix(what, n) })
		}), "%d: %s of %v: %v", i, way.name, named, bad)
	}
}

// sealed changes a plan and seals it again, as somebody would who knows how.
func sealed(t *testing.T, text []byte, change func(p *model.Plan)) []byte {
	t.Helper()
	p, err := model.DecodePlan(bytes.NewReader(text))
	require.NoError(t, err)
	change(p)
	p.Seal()
	var b bytes.Buffer
	require.NoError(t, model.EncodePlan(&b, p))
	return b.Bytes()
}
