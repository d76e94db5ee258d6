package audit

import (
	"fmt"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"

	"lungang/audit/verifier"
	"lungang/model"
)

// Tree is a Merkle tree as far as is needed to add to it: its size and the
// roots of the perfect subtrees that it consists of, from the left. There are
// as many as size has binary ones.
type Tree struct {
	Size     int64
	Frontier []tlog.Hash
}

// ParseTree reads a tree whose hashes are written down. Error: internal when
// their number does not fit the size, or one is no hash.
func ParseTree(size int64, frontier []string) (t Tree, err error) {
	t.Size = size
	if t.Frontier, err = verifier.ParseHashes(frontier); err == nil && (size < 0 || len(frontier) != bits.OnesCount64(uint64(size))) {
		err = fmt.Errorf("%d hashes for a log of %d entries", len(frontier), size)
	}
	if err != nil {
		return Tree{}, model.NewError(model.CodeInternal, model.Text{
			ZH: "审计日志的首部已损坏;请运行 lungang audit verify", EN: "the head of the audit log is damaged; run lungang audit verify",
		}, err)
	}
	return t, nil
}

// Append returns the tree with one more record, and the hashes that became
// known with it: the leaf, then the nodes that it completes, upwards.
func (t Tree) Append(record []byte) (next Tree, hashes []tlog.Hash, err error) {
	hashes, err = tlog.StoredHashes(t.Size, record, t)
	if err != nil {
		return Tree{}, nil, err
	}
	kept := len(t.Frontier) - (len(hashes) - 1) // a completed node takes the place of those under it
	next = Tree{t.Size + 1, append(append([]tlog.Hash{}, t.Frontier[:kept]...), hashes[len(hashes)-1])}
	return next, hashes, nil
}

// Root is the root of the tree; that of the empty one is the SHA-256 of nothing.
func (t Tree) Root() (tlog.Hash, error) { return tlog.TreeHash(t.Size, t) }

// Texts are the hashes of the frontier, written down.
func (t Tree) Texts() []string { return Texts(t.Frontier) }

// Texts writes hashes down.
func Texts(hashes []tlog.Hash) []string {
	out := make([]string, len(hashes))
	for i, h := range hashes {
		out[i] = verifier.Text(h)
	}
	return out
}

// ReadHashes gives package tlog the hashes of the frontier.
func (t Tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	known := map[int64]tlog.Hash{}
	begin := int64(0)
	for i, level := range levels(t.Size) {
		known[tlog.StoredHashIndex(level, begin>>level)] = t.Frontier[i]
		begin += 1 << level
	}
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		h, ok := known[index]
		if !ok {
			return nil, fmt.Errorf("hash %d is not at the edge of a tree of %d entries", index, t.Size)
		}
		out[i] = h
	}
	return out, nil
}

// levels are those of the perfect subtrees of a tree, from the left.
func levels(size int64) []int {
	var out []int
	for level := 62; level >= 0; level-- {
		if size>>level&1 == 1 {
			out = append(out, level)
		}
	}
	return out
}

// Stored are the hashes that one entry added to the tree, as they are kept.
type Stored struct {
	Seq    int64
	Hashes []string
}

// Reader gives the kept hashes of entries, in the order of the numbers asked
// for. An entry without hashes is an error.
type Reader func(seqs []int64) ([]Stored, error)

// ReadHashes translates the numbering of package tlog: node n of a level became
// known with the last entry under it, as its hash number level.
func (r Reader) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	seqs, at := make([]int64, len(indexes)), make([]int, len(indexes))
	for i, index := range indexes {
		level, n := tlog.SplitStoredHashIndex(index)
		seqs[i], at[i] = (n+1)<<level, level
	}
	rows, err := r(seqs)
	if err != nil {
		return nil, err
	}
	out := make([]tlog.Hash, len(indexes))
	for i, row := range rows {
		if at[i] >= len(row.Hashes) {
			return nil, fmt.Errorf("entry %d has %d hashes", row.Seq, len(row.Hashes))
		}
		if out[i], err = verifier.ParseHash(row.Hashes[at[i]]); err != nil {
			return nil, err
		}
	}
	return out, nil
}
