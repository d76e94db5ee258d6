package audit

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"lungang/audit/verifier"
	"lungang/model"
)

// Head is the present end of a tenant's log: the tree, and the checkpoint that
// was signed when the last entry was written; empty without a key.
type Head struct {
	Tenant     string
	Tree       Tree
	Checkpoint string
}

// Root is what a log is at a moment.
type Root struct {
	Size       int64  `json:"size" doc:"number of entries"`
	Root       string `json:"root" doc:"root of the Merkle tree (RFC 6962)" example:"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"`
	Checkpoint string `json:"checkpoint,omitempty" doc:"signed checkpoint (C2SP tlog-checkpoint); absent when the service has no key"`
	PublicKey  string `json:"publicKey,omitempty" doc:"Ed25519 key that checks the signature"`
}

// Inclusion proves that a record is an entry of the log of a checkpoint.
type Inclusion struct {
	Root

	Seq    int64    `json:"seq" doc:"number of the entry, from 1"`
	Record string   `json:"record" doc:"canonical JSON of the entry: the bytes that were hashed"`
	Leaf   string   `json:"leaf" doc:"SHA-256 of a zero byte and the record"`
	Path   []string `json:"path" nullable:"false" doc:"hashes that lead from the leaf to the root, upwards"`
}

// Consistency proves that the log of an older checkpoint is the beginning of
// the present one.
type Consistency struct {
	Root

	From     int64    `json:"from" doc:"number of entries of the older log"`
	FromRoot string   `json:"fromRoot" doc:"its root"`
	Path     []string `json:"path" nullable:"false" doc:"hashes of the proof, in the order of RFC 6962"`
}

// Now says what the log is.
func (h Head) Now(k *Keys) (Root, error) {
	root, err := h.Tree.Root()
	if err != nil {
		return Root{}, err
	}
	out := Root{Size: h.Tree.Size, Root: verifier.Text(root), Checkpoint: h.Checkpoint}
	if public := k.Public(); h.Checkpoint != "" && len(public) > 0 {
		out.PublicKey = public[0]
	}
	return out, nil
}

// Unsigned reports whether nobody has signed the entries of the log so far: it
// began without a key, or its checkpoint was erased.
func (h Head) Unsigned() bool { return h.Checkpoint == "" && h.Tree.Size > 0 }

// Sound reports whether the log may go on: it has entries, and its checkpoint, when
// there is one, was signed by one of the keys, for this log and this very tree.
// Without that, the next signature would make good whatever somebody has changed by
// hand, and a log that was deleted whole would begin anew without a trace. No keys
// hold nothing against what is signed. Error: internal, damaged.
func (h Head) Sound(k *Keys) error {
	if h.Tree.Size == 0 {
		return damaged(errors.New("the log is empty, and every log begins with the making of its bureau"))
	}
	if k == nil || h.Checkpoint == "" {
		return nil
	}
	c, err := k.recall(Origin(h.Tenant), h.Checkpoint)
	if err != nil {
		return unknownSignature(err)
	}
	root, err := h.Tree.Root()
	if err != nil {
		return err
	}
	if now := (verifier.Checkpoint{Origin: Origin(h.Tenant), Size: h.Tree.Size, Root: root}); c != now {
		return damaged(fmt.Errorf("signed: %q, size %d, %s; the head has size %d, %s", c.Origin, c.Size, verifier.Text(c.Root), now.Size, verifier.Text(now.Root)))
	}
	return nil
}

// Open reports whether an entry may be added: to a sound log, and not without keys to
// one that is signed, since the last signature would be gone, and with it what shows
// changes from before. Error: internal.
func (h Head) Open(k *Keys) error {
	if k == nil && h.Checkpoint != "" {
		return keyAway()
	}
	return h.Sound(k)
}

// Include proves that an entry is in the log. Errors: not_found.
func (h Head) Include(k *Keys, e *Entry, r Reader) (*Inclusion, error) {
	if e.Seq < 1 || e.Seq > h.Tree.Size {
		return nil, outside(e.Seq, h.Tree.Size)
	}
	now, err := h.Now(k)
	if err != nil {
		return nil, err
	}
	text, err := e.Record()
	if err != nil {
		return nil, err
	}
	path, err := tlog.ProveRecord(h.Tree.Size, e.Seq-1, r)
	if err != nil {
		return nil, damaged(err)
	}
	return &Inclusion{Root: now, Seq: e.Seq, Record: string(text), Leaf: verifier.Text(tlog.RecordHash(text)), Path: Texts(path)}, nil
}

// Extend proves that the log of that size is the beginning of this one. Errors:
// not_found.
func (h Head) Extend(k *Keys, from int64, r Reader) (*Consistency, error) {
	if from < 1 || from > h.Tree.Size {
		return nil, outside(from, h.Tree.Size)
	}
	now, err := h.Now(k)
	if err != nil {
		return nil, err
	}
	root, err := tlog.TreeHash(from, r)
	if err != nil {
		return nil, damaged(err)
	}
	path, err := tlog.ProveTree(h.Tree.Size, from, r)
	if err != nil {
		return nil, damaged(err)
	}
	return &Consistency{Root: now, From: from, FromRoot: verifier.Text(root), Path: Texts(path)}, nil
}

func outside(seq, size int64) error {
	return model.NewError(model.CodeNotFound, model.Text{
		ZH: fmt.Sprintf("日志只有 %d 条,没有第 %d 条", size, seq), EN: fmt.Sprintf("the log has %d entries, none of the number %d", size, seq),
	}, nil)
}

func damaged(cause error) error {
	return model.NewError(model.CodeInternal, model.Text{
		ZH: "审计日志已损坏;请运行 lungang audit verify", EN: "the audit log is damaged; run lungang audit verify",
	}, cause)
}

func keyAway() error {
	return model.NewError(model.CodeInternal, model.Text{
		ZH: "审计日志已有签名,而本进程没有审计密钥,不再写入;请设置 LUNGANG_AUDIT_KEY,或放回数据目录中的 audit.key",
		EN: "the audit log is signed, and this process has no audit key, so nothing is added; set LUNGANG_AUDIT_KEY, or bring audit.key back into the data folder",
	}, nil)
}

func unknownSignature(cause error) error {
	return model.NewError(model.CodeInternal, model.Text{
		ZH: "审计日志首部的签名不是本服务的密钥所签,不再写入;请运行 lungang audit verify。换过密钥的,把旧密钥写在 LUNGANG_AUDIT_KEY 的逗号之后",
		EN: "the head of the audit log is not signed by a key of this service, so nothing is added; run lungang audit verify. After a change of keys, older ones follow in LUNGANG_AUDIT_KEY after commas",
	}, cause)
}
