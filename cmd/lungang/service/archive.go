package service

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"io"
)

// Backup writes everything that the database holds, all from one moment, while
// others go on working: compressed JSON lines, which either kind of database
// can read. Personal data and secrets stay encrypted. It returns how many rows
// there were.
func (a *App) Backup(ctx context.Context, w io.Writer) (int64, error) {
	z := gzip.NewWriter(w)
	rows, err := a.store.Export(ctx, z)
	return rows, errors.Join(err, z.Close())
}

// Restore reads what Backup wrote into a database without any tenant, whose
// schema it makes. All or nothing. Call Unsound afterwards: the backup does not hold the
// key of its logs. Plans that waited or ran at the time of the
// backup are solved when a worker starts.
func (a *App) Restore(ctx context.Context, r io.Reader) (int64, error) {
	if err := a.prepare(ctx); err != nil {
		return 0, err
	}
	in := bufio.NewReader(r)
	magic, _ := in.Peek(2) // shorter: the import says what is wrong
	if len(magic) < 2 || magic[0] != 0x1f || magic[1] != 0x8b {
		return a.store.Import(ctx, in)
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		return 0, err
	}
	return a.store.Import(ctx, z)
}
