package api

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
)

// spool is a text that waits for a client to read it: compressed, since a folder
// for temporary files may be memory, and in a file without a name, so that nothing
// of it stays, whatever becomes of the process.
type spool struct{ file *os.File }

// newSpool keeps what is written. The caller closes it.
func newSpool(write func(io.Writer) error) (*spool, error) {
	file, err := os.CreateTemp("", "lungang-*")
	if err != nil {
		return nil, err
	}
	s := &spool{file}
	if err := s.fill(write); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *spool) fill(write func(io.Writer) error) error {
	if err := os.Remove(s.file.Name()); err != nil {
		return err
	}
	z, err := gzip.NewWriterLevel(s.file, gzip.BestSpeed)
	if err != nil {
		return err
	}
	if err := errors.Join(write(z), z.Close()); err != nil {
		return err
	}
	_, err = s.file.Seek(0, io.SeekStart)
	return err
}

// send writes all that is kept.
func (s *spool) send(w io.Writer) error {
	z, err := gzip.NewReader(s.file)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, z) //nolint:gosec // it is what this process compressed
	return err
}

func (s *spool) close() { _ = s.file.Close() } // nobody needs what is in it
