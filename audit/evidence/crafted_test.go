package evidence_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"hash/crc32"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/audit"
	"lungang/audit/evidence"
	"lungang/audit/verifier"
	"lungang/model"
)

// resealed makes a bundle of members as somebody would who knows how manifests
// are sealed: every hash fits.
func resealed(t *testing.T, whole []byte, change func(names *[]string, content map[string][]byte, m *audit.Manifest)) []byte {
	t.Helper()
	names, content := read(t, whole)
	content = maps.Clone(content)
	var m audit.Manifest
	require.NoError(t, json.Unmarshal(content["manifest.json"], &m))
	change(&names, content, &m)
	return repacked(t, m, slices.Sorted(slices.Values(names[1:])), content)
}

// repacked writes a bundle as audit.WriteBundle does, of whatever it is given.
func repacked(t *testing.T, m audit.Manifest, names []string, content map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	packed := map[string][]byte{}
	m.Members, m.Seal = []audit.Member{}, ""
	for _, name := range names {
		var b bytes.Buffer
		z, err := flate.NewWriter(&b, flate.BestCompression)
		require.NoError(t, err)
		_, err = z.Write(content[name])
		require.NoError(t, err)
		require.NoError(t, z.Close())
		packed[name] = b.Bytes()
		m.Members = append(m.Members, audit.Member{Name: name, Size: int64(len(content[name])), Hash: verifier.Sum(content[name]), Packed: verifier.Sum(b.Bytes())})
	}
	text, err := model.Canonical(m)
	require.NoError(t, err)
	m.Seal = verifier.Sum(text)
	text, err = model.Canonical(m)
	require.NoError(t, err)
	z := zip.NewWriter(&out)
	add := func(name string, method uint16, content, raw []byte) {
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: name, Method: method, CRC32: crc32.ChecksumIEEE(content), CompressedSize64: uint64(len(raw)), UncompressedSize64: uint64(len(content)),
		})
		require.NoError(t, err)
		_, err = w.Write(raw)
		require.NoError(t, err)
	}
	add("manifest.json", zip.Store, text, text)
	for _, name := range names {
		add(name, zip.Deflate, content[name], packed[name])
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

// Bundles that were put together by hand, hashes and seals included: the line
// that fails names what is not so.
func TestCraftedBundles(t *testing.T) {
	t.Parallel()
	e, other := made(t, "tiny/kin"), made(t, "tiny/due")
	whole := bundleOf(t, e)
	_, theirs := read(t, bundleOf(t, other))
	for _, x := range []struct {
		name   string
		change func(names *[]string, content map[string][]byte, m *audit.Manifest)
		fails  string // begin of a line that fails
	}{
		{"the plan of another problem", func(_ *[]string, c map[string][]byte, _ *audit.Manifest) { c["plan.json"] = theirs["plan.json"] }, "plan.json"},
		{"another problem", func(_ *[]string, c map[string][]byte, _ *audit.Manifest) { c["problem.json"] = theirs["problem.json"] }, "plan.json"},
		{"the certificates of another plan", func(_ *[]string, c map[string][]byte, _ *audit.Manifest) {
			c["certificates.json"] = theirs["certificates.json"]
		}, "certificates.json"},
		{"two programs exchanged", func(_ *[]string, c map[string][]byte, m *audit.Manifest) {
			a, b := program(m, 0), program(m, 1)
			c[a], c[b] = c[b], c[a]
		}, "programs/01"},
		{"the proofs of two steps exchanged", func(_ *[]string, c map[string][]byte, _ *audit.Manifest) {
			var parts []verifier.Part
			require.NoError(t, json.Unmarshal(c["certificates.json"], &parts))
			steps := parts[0].Proof.Steps
			slices.Reverse(steps)
			c["certificates.json"], _ = json.Marshal(parts)
		}, "certificates.json"},
		{"the checkpoint of another key", func(_ *[]string, c map[string][]byte, _ *audit.Manifest) {
			c["log/checkpoint.txt"] = theirs["log/checkpoint.txt"]
		}, "log/checkpoint.txt"},
		{"the log of another plan, all of it", func(_ *[]string, c map[string][]byte, _ *audit.Manifest) {
			for _, n := range []string{"log/checkpoint.txt", "log/entries.json", "log/public-key.txt"} {
				c[n] = theirs[n]
			}
		}, "log/entries.json"},
		{"the pack of another", func(_ *[]string, c map[string][]byte, _ *audit.Manifest) {
			c["pack.json"] = bytes.Replace(c["pack.json"], []byte(`"clauses"`), []byte(`"Clauses"`), 1)
		}, "pack.json"},
		{"a readme that says something else", func(_ *[]string, c map[string][]byte, _ *audit.Manifest) {
			c["README.en.md"] = append(c["README.en.md"], "All tiers are certified.\n"...)
		}, "README.en.md"},
		{"no readme", func(names *[]string, _ map[string][]byte, _ *audit.Manifest) {
			*names = slices.DeleteFunc(*names, func(n string) bool { return n == "README.zh.md" })
		}, "README.zh.md"},
		{"a member out of the folder", func(names *[]string, c map[string][]byte, _ *audit.Manifest) {
			*names = append(*names, "../../evil.sh")
			c["../../evil.sh"] = []byte("#!/bin/sh\n")
		}, "../../evil.sh"},
		{"a member that unpacks to too much", func(_ *[]string, c map[string][]byte, _ *audit.Manifest) {
			c["certificates.json"] = bytes.Repeat([]byte(" "), 80<<20)
		}, "certificates.json"},
		{"an offset that lifts a bound", func(_ *[]string, _ map[string][]byte, m *audit.Manifest) { m.Programs[0].Offset++ }, "programs/01"},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			r, err := audit.VerifyBundle(t.Context(), resealed(t, whole, x.change), evidence.Programs)
			require.NoError(t, err)
			require.False(t, r.OK)
			require.True(t, slices.ContainsFunc(failures(r), func(what string) bool { return strings.HasPrefix(what, x.fails) }), "%v", failures(r))
			for _, l := range r.Lines {
				require.False(t, l.State == audit.Failed && l.What == "manifest.json", "the manifest is sealed: what is wrong is elsewhere")
			}
		})
	}
	// what is left as it was holds: the way of making these is not what fails
	r, err := audit.VerifyBundle(t.Context(), resealed(t, whole, func(*[]string, map[string][]byte, *audit.Manifest) {}), evidence.Programs)
	require.NoError(t, err)
	require.Empty(t, failures(r))
}

func program(m *audit.Manifest, k int) string {
	i := slices.IndexFunc(m.Members, func(x audit.Member) bool { return strings.HasPrefix(x.Name, "programs/0"+string(rune('1'+k))) })
	return m.Members[i].Name
}

// Whose key has signed is held against the published one.
func TestPublicKeyOfABundle(t *testing.T) {
	t.Parallel()
	e := made(t, "tiny/kin")
	file := bundleOf(t, e)
	r, err := audit.VerifyBundle(t.Context(), file, nil, "other", e.Log[0].PublicKey)
	require.NoError(t, err)
	require.Empty(t, failures(r))
	r, err = audit.VerifyBundle(t.Context(), file, nil, made(t, "tiny/kin").Log[0].PublicKey)
	require.NoError(t, err)
	require.Equal(t, []string{"log/public-key.txt"}, failures(r))
	e.Log = nil
	r, err = audit.VerifyBundle(t.Context(), bundleOf(t, e), nil, "key")
	require.NoError(t, err)
	require.Equal(t, []string{"log/entries.json"}, failures(r), "a log that is left out proves nothing")
}

// A zip that says less than it unpacks to, in its head data and by a manifest
// that is a bomb itself, ends at the bound.
func TestBombs(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("manifest.json")
	require.NoError(t, err)
	for range 40 {
		_, err = w.Write(bytes.Repeat([]byte(" "), 1<<20))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	r, err := audit.VerifyBundle(t.Context(), b.Bytes(), nil)
	require.NoError(t, err)
	require.Equal(t, []string{"manifest.json"}, failures(r))
}
