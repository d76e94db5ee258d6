package audit

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"lungang/audit/verifier"
)

// expect takes note of an earlier checkpoint.
func (v *verification) expect(i int, text string) {
	c, err := v.keys.Open(text)
	switch {
	case err != nil:
		v.find(Signature, 0, 0, fmt.Sprintf("第 %d 份检查点的签名无效", i+1), fmt.Sprintf("checkpoint %d is not signed by a known key", i+1))
	case c.Origin != Origin(v.report.Tenant):
		v.find(Signature, 0, 0, fmt.Sprintf("第 %d 份检查点属于另一份日志", i+1), fmt.Sprintf("checkpoint %d is of another log", i+1))
	default:
		v.marks = append(v.marks, c)
	}
}

// pass holds the tree against the checkpoints of its present size.
func (v *verification) pass() {
	for v.passed < len(v.marks) && v.marks[v.passed].Size < v.next {
		c := v.marks[v.passed]
		v.passed++
		if root, known := v.root(); known && c.Size == v.next-1 {
			if v.compare(c, root) {
				v.report.Earlier++
			}
		}
	}
}

// compare says when the root is not that of a checkpoint.
func (v *verification) compare(c verifier.Checkpoint, root tlog.Hash) bool {
	if root == c.Root {
		v.fitted = max(v.fitted, c.Size)
		return true
	}
	from := min(v.fitted+1, c.Size)
	v.find(Rewritten, from, c.Size, fmt.Sprintf("第 %d 至 %d 条与已签名的检查点不符,日志被改写", from, c.Size),
		fmt.Sprintf("entries %d to %d are not those of a signed checkpoint: the log was rewritten", from, c.Size))
	return false
}

// root is that of the tree so far, when it is known.
func (v *verification) root() (tlog.Hash, bool) {
	t := Tree{Size: v.next - 1}
	for _, n := range v.edge {
		if !n.known {
			return tlog.Hash{}, false
		}
		t.Frontier = append(t.Frontier, n.hash)
	}
	if v.lost {
		return tlog.Hash{}, false
	}
	root, err := t.Root()
	return root, err == nil
}

// end holds the head and what is signed against the tree.
func (v *verification) end() {
	if v.beyond[0] != 0 {
		v.find(Extra, v.beyond[0], v.beyond[1], fmt.Sprintf("第 %d 至 %d 条在日志首部之外", v.beyond[0], v.beyond[1]),
			fmt.Sprintf("entries %d to %d are not in the log as its head has it", v.beyond[0], v.beyond[1]))
	}
	last := v.next - 1
	if v.head == nil {
		v.find(BadHead, 0, 0, "日志首部已被删除", "the head of the log was deleted")
	} else if v.size > last {
		v.find(Missing, last+1, v.size, fmt.Sprintf("第 %d 至 %d 条已被删除(日志被截断)", last+1, v.size), fmt.Sprintf("entries %d to %d were deleted: the log was cut off", last+1, v.size))
	}
	if v.head != nil && v.size == 0 && last == 0 {
		v.find(Missing, 1, 1, "日志是空的:连单位建立的第 1 条也已被删除", "the log is empty: even entry 1, the making of the bureau, was deleted")
	}
	root, known := v.root()
	if known {
		v.report.Root = verifier.Text(root)
	}
	for _, c := range v.marks[v.passed:] {
		v.truncated(c, last)
	}
	if v.head == nil {
		return
	}
	if v.size <= last {
		v.frontier()
	}
	v.signed(root, known && v.size <= last)
}

func (v *verification) truncated(c verifier.Checkpoint, last int64) {
	v.find(Truncated, last+1, c.Size, fmt.Sprintf("已签名的检查点有 %d 条,第 %d 条起已被删除", c.Size, last+1),
		fmt.Sprintf("a signed checkpoint has %d entries; those from %d on were deleted", c.Size, last+1))
}

// frontier holds the head's hashes against the tree.
func (v *verification) frontier() {
	t, err := ParseTree(v.size, v.head.Frontier)
	if err != nil {
		v.find(BadHead, 0, 0, "日志首部的哈希值被改动", "the hashes of the head were changed")
		return
	}
	if v.lost {
		return
	}
	first := int64(1)
	for i, level := range levels(v.size) {
		last := first + 1<<level - 1
		if n := v.edge[i]; n.known && n.hash != t.Frontier[i] {
			v.find(BadHead, first, last, fmt.Sprintf("第 %d 至 %d 条与日志首部不符", first, last), fmt.Sprintf("entries %d to %d do not fit the head of the log", first, last))
		}
		first = last + 1
	}
}

// signed looks at the checkpoint of the head.
func (v *verification) signed(root tlog.Hash, known bool) {
	if v.keys == nil || v.size == 0 && v.head.Checkpoint == "" {
		return
	}
	c, err := v.keys.Open(v.head.Checkpoint)
	if err != nil || c.Origin != Origin(v.report.Tenant) {
		v.find(Signature, 0, 0, "日志首部没有有效签名", "the head of the log is not signed by a known key")
		return
	}
	v.report.Signed = true
	switch last := v.next - 1; {
	case c.Size > last:
		v.truncated(c, last)
	case c.Size != v.size:
		v.find(BadHead, 0, 0, "日志首部的条数与其签名不符", "the head has another number of entries than what is signed")
	case known:
		v.compare(c, root)
	}
}
