package audit

import (
	"fmt"
	"iter"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"

	"lungang/audit/verifier"
	"lungang/model"
)

// verification walks over the rows once.
type verification struct {
	keys   *Keys
	head   *StoredHead
	report *Report

	size   int64  // entries that the log should have
	next   int64  // number of the entry that comes next
	edge   []node // roots of the perfect subtrees so far
	lost   bool   // so much is missing that nothing is known of the tree
	beyond [2]int64

	marks  []verifier.Checkpoint // earlier checkpoints, by size
	passed int                   // how many of them lie behind
	fitted int64                 // size of the last one that fits

	changed []changedEntry
}

// node is a hash of the tree; it is not known when rows under it are missing.
type node struct {
	hash  tlog.Hash
	known bool
}

// changedEntry is an entry that is not what its leaf was made of.
type changedEntry struct {
	entry   Entry
	leaf    tlog.Hash
	finding int
}

// mostMoved bounds the search for entries that stand in each other's place.
const mostMoved = 100

// mostMissing bounds the work for rows that are gone.
const mostMissing = 10_000_000

func (v *verification) find(k Kind, from, to int64, zh, en string) {
	if len(v.report.Findings) < mostFindings {
		v.report.Findings = append(v.report.Findings, Finding{k, from, to, model.Text{ZH: zh, EN: en}})
	}
}

// walk joins entries and hashes by their number.
func (v *verification) walk(rows Rows) error {
	nextEntry, stopEntries := iter.Pull2(rows.Entries)
	defer stopEntries()
	nextStored, stopStored := iter.Pull2(rows.Stored)
	defer stopStored()
	e, err, more := nextEntry()
	s, errStored, moreStored := nextStored()
	for more || moreStored {
		if err != nil {
			return err
		}
		if errStored != nil {
			return errStored
		}
		var entry *Entry
		var stored *Stored
		if more && (!moreStored || e.Seq <= s.Seq) {
			entry = &e
		}
		if moreStored && (!more || s.Seq <= e.Seq) {
			stored = &s
		}
		v.row(entry, stored)
		if entry != nil {
			v.report.Entries++
			if e.Action == ActionSigned || e.Action == ActionRebuilt {
				v.report.Begun = append(v.report.Begun, e.Seq)
			}
			e, err, more = nextEntry()
		}
		if stored != nil {
			s, errStored, moreStored = nextStored()
		}
	}
	return nil
}

// row looks at what is kept under one number; one of the two may be absent.
func (v *verification) row(e *Entry, s *Stored) {
	var seq int64
	if e != nil {
		seq = e.Seq
	} else {
		seq = s.Seq
	}
	if seq < v.next { // numbers rise, so this one is below 1
		v.find(Extra, seq, seq, fmt.Sprintf("编号 %d 不可能存在", seq), fmt.Sprintf("no entry has the number %d", seq))
		return
	}
	if seq > v.size {
		if v.beyond[0] == 0 {
			v.beyond[0] = seq
		}
		v.beyond[1] = seq
		return
	}
	v.skip(seq)
	var leaf node
	if e == nil {
		v.find(Missing, seq, seq, fmt.Sprintf("第 %d 条已被删除", seq), fmt.Sprintf("entry %d was deleted", seq))
	} else {
		leaf = leafOf(e)
	}
	v.grow(seq, e, leaf, v.parse(seq, s))
}

// leafOf is the leaf of an entry as it reads now; not known when it cannot be
// what was written.
func leafOf(e *Entry) node {
	text, err := e.Record()
	if err != nil || !e.intact() {
		return node{}
	}
	return node{tlog.RecordHash(text), true}
}

// skip goes over numbers that no row has.
func (v *verification) skip(to int64) {
	if to == v.next {
		return
	}
	v.find(Missing, v.next, to-1, fmt.Sprintf("第 %d 至 %d 条已被删除", v.next, to-1), fmt.Sprintf("entries %d to %d were deleted", v.next, to-1))
	if to-v.next > mostMissing {
		v.lost, v.next = true, to
	}
	for v.next < to {
		v.grow(v.next, nil, node{}, nil)
	}
}

// parse reads the hashes of an entry; nil when they are not there or of the
// wrong number.
func (v *verification) parse(seq int64, s *Stored) []tlog.Hash {
	if s == nil {
		v.find(Hashes, seq, seq, fmt.Sprintf("第 %d 条的哈希值已被删除", seq), fmt.Sprintf("the hashes of entry %d were deleted", seq))
		return nil
	}
	hashes, err := verifier.ParseHashes(s.Hashes)
	if err != nil || len(hashes) != bits.TrailingZeros64(uint64(seq))+1 {
		v.find(Hashes, seq, seq, fmt.Sprintf("第 %d 条的哈希值被改动", seq), fmt.Sprintf("the hashes of entry %d were changed", seq))
		return nil
	}
	return hashes
}

// grow adds an entry to the tree. What is kept is held against what is under it,
// node by node, and then believed, so that each fault is found in its place.
func (v *verification) grow(seq int64, e *Entry, leaf node, kept []tlog.Hash) {
	v.next = seq + 1
	if kept != nil {
		if e != nil && (!leaf.known || leaf.hash != kept[0]) {
			v.changedAt(seq, e, kept[0])
		}
		leaf = node{kept[0], true}
	} else if e != nil && !leaf.known {
		v.changedAt(seq, e, tlog.Hash{})
	}
	if v.lost {
		return
	}
	at := leaf
	for level := 1; level <= bits.TrailingZeros64(uint64(seq)); level++ {
		left := v.edge[len(v.edge)-1]
		v.edge = v.edge[:len(v.edge)-1]
		if at.known = at.known && left.known; at.known {
			at.hash = tlog.NodeHash(left.hash, at.hash)
		}
		if kept == nil {
			continue
		}
		if first := seq - 1<<level + 1; at.known && at.hash != kept[level] {
			v.find(Hashes, first, seq, fmt.Sprintf("第 %d 至 %d 条与其上层哈希值不符", first, seq),
				fmt.Sprintf("entries %d to %d do not fit the hash above them", first, seq))
		}
		at = node{kept[level], true}
	}
	v.edge = append(v.edge, at)
	v.pass()
}

func (v *verification) changedAt(seq int64, e *Entry, leaf tlog.Hash) {
	v.find(Changed, seq, seq, fmt.Sprintf("第 %d 条被改动", seq), fmt.Sprintf("entry %d was changed", seq))
	if len(v.changed) < mostMoved {
		v.changed = append(v.changed, changedEntry{*e, leaf, len(v.report.Findings) - 1})
	}
}

// findMoved looks which of the changed entries stand in the place of another.
func (v *verification) findMoved() {
	for _, c := range v.changed {
		for _, other := range v.changed {
			e := c.entry
			e.Seq = other.entry.Seq
			if leaf := leafOf(&e); e.Seq != c.entry.Seq && leaf.known && leaf.hash == other.leaf {
				f := &v.report.Findings[c.finding]
				f.Kind = Moved
				f.Message = model.Text{
					ZH: fmt.Sprintf("第 %d 条的位置上是原来的第 %d 条", c.entry.Seq, e.Seq), EN: fmt.Sprintf("entry %d stands in the place of entry %d", e.Seq, c.entry.Seq),
				}
				break
			}
		}
	}
}
