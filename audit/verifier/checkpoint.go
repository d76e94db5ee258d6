package verifier

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint is what is signed of a log: whose it is, how many entries it has,
// and the root of the Merkle tree over them (RFC 6962, SHA-256).
type Checkpoint struct {
	Origin string
	Size   int64
	Root   tlog.Hash
}

// String is the text that is signed, in the form of C2SP tlog-checkpoint:
// origin, size and root in base64, one on each line. A fourth line, "root
// sha256:…", says the same root with its algorithm, for people.
func (c Checkpoint) String() string {
	return fmt.Sprintf("%s\n%d\n%s\nroot %s\n", c.Origin, c.Size, base64.StdEncoding.EncodeToString(c.Root[:]), Text(c.Root))
}

// ParseCheckpoint reads the text of a checkpoint and accepts nothing that String
// would write in another way.
func ParseCheckpoint(text string) (c Checkpoint, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 5 {
		return c, errors.New("a checkpoint has four lines")
	}
	c.Origin = lines[0]
	if c.Size, err = strconv.ParseInt(lines[1], 10, 64); err != nil || c.Size < 0 {
		return c, errors.New("the second line of a checkpoint is the number of entries")
	}
	if c.Root, err = ParseHash(strings.TrimPrefix(lines[3], "root ")); err != nil {
		return c, err
	}
	if c.Origin == "" || c.String() != text {
		return c, errors.New("the lines of the checkpoint contradict each other")
	}
	return c, nil
}

// OpenCheckpoint checks the signature of a signed checkpoint and reads it. key
// is a public key as the package note of golang.org/x/mod/sumdb writes it;
// signatures of other keys are not looked at.
func OpenCheckpoint(signed []byte, keys ...string) (c Checkpoint, err error) {
	var list []note.Verifier
	for _, key := range keys {
		v, err := note.NewVerifier(key)
		if err != nil {
			return c, fmt.Errorf("%.80q is not a public key: %w", key, err)
		}
		list = append(list, v)
	}
	n, err := note.Open(signed, note.VerifierList(list...))
	if err != nil {
		return c, err
	}
	return ParseCheckpoint(n.Text)
}

// CheckInclusion checks that a record is entry seq (from 1) of the log of a
// checkpoint: path leads from its leaf to the root.
func (c Checkpoint) CheckInclusion(record []byte, seq int64, path []tlog.Hash) error {
	return tlog.CheckRecord(path, c.Size, c.Root, seq-1, tlog.RecordHash(record))
}

// CheckConsistency checks that an older checkpoint's log is the beginning of this
// one's.
func (c Checkpoint) CheckConsistency(older Checkpoint, path []tlog.Hash) error {
	if older.Origin != c.Origin {
		return errors.New("the checkpoints are of different logs")
	}
	if older.Size == 0 {
		return nil // the beginning of every log
	}
	return tlog.CheckTree(path, c.Size, c.Root, older.Size, older.Root)
}
