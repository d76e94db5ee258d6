package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"

	"lungang/model"
)

// ExportFormat is the version of the export: JSON lines, a header first, one
// line for each row, and a last line that counts the rows and has the SHA-256 of
// all lines before it.
const ExportFormat = "lungang/export/v1"

type exportLine struct {
	Format string                     `json:"format,omitempty"` // first line
	Schema int64                      `json:"schema,omitempty"` // first line: the last migration
	Table  string                     `json:"table,omitempty"`
	Row    map[string]json.RawMessage `json:"row,omitempty"`
	Rows   *int64                     `json:"rows,omitempty"`   // last line
	SHA256 string                     `json:"sha256,omitempty"` // last line
}

func ioError(cause error) error {
	return model.NewError(model.CodeIO, model.Text{ZH: "备份读写失败;请检查路径、权限和磁盘空间", EN: "the backup could not be read or written; check path, permissions and disk space"}, cause)
}

// Export writes every row of every table, all from one moment. Personal data
// and secrets stay encrypted: the keys are needed to read them later. It
// returns how many rows there were. Errors: io, unavailable.
func (s *Store) Export(ctx context.Context, w io.Writer) (rows int64, err error) {
	version, err := s.schemaVersion(ctx)
	if err != nil {
		return 0, err
	}
	out, sum := bufio.NewWriter(w), sha256.New()
	lines := json.NewEncoder(io.MultiWriter(out, sum))
	lines.SetEscapeHTML(false)
	err = s.View(ctx, func(tx *Tx) error {
		if err := lines.Encode(exportLine{Format: ExportFormat, Schema: version}); err != nil {
			return ioError(err)
		}
		for _, t := range tables() {
			n, err := tx.export(t, lines)
			if err != nil {
				return err
			}
			rows += n
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	if err := errors.Join(lines.Encode(exportLine{Rows: &rows, SHA256: hex.EncodeToString(sum.Sum(nil))}), out.Flush()); err != nil {
		return 0, ioError(err)
	}
	return rows, nil
}

func (tx *Tx) export(t table, lines *json.Encoder) (n int64, err error) {
	names := make([]string, len(t.columns))
	values, targets := make([]any, len(names)), make([]any, len(names))
	for i, c := range t.columns {
		names[i], targets[i] = c.name, &values[i]
	}
	rows, err := tx.gorm.Table(t.name).Select(names).Order(t.order).Rows()
	if err != nil {
		return 0, dbError("export "+t.name, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return 0, dbError("export "+t.name, err)
		}
		row := make(map[string]any, len(names))
		for i, c := range t.columns {
			if row[c.name], err = c.toJSON(values[i]); err != nil {
				return 0, model.NewError(model.CodeInternal, model.Text{}, err)
			}
		}
		if err := lines.Encode(map[string]any{"table": t.name, "row": row}); err != nil {
			return 0, ioError(err)
		}
		n++
	}
	return n, dbError("export "+t.name, rows.Err())
}

// Import reads what Export wrote, of either dialect, into a database with the
// same schema and without any tenant; it is all or nothing. It returns how many
// rows there were. Errors: conflict when there are tenants or the schema is
// another one, bad_format when the export is damaged or cut off.
func (s *Store) Import(ctx context.Context, r io.Reader) (rows int64, err error) {
	version, err := s.schemaVersion(ctx)
	if err != nil {
		return 0, err
	}
	in := &exportReader{in: bufio.NewReader(r), sum: sha256.New()}
	head, err := in.next()
	if err != nil || head.Format != ExportFormat {
		return 0, damaged(err)
	}
	if head.Schema != version {
		return 0, conflict(
			fmt.Sprintf("导出文件的库结构版本是 %d,本库是 %d;请用同一版本的程序", head.Schema, version),
			fmt.Sprintf("the export has the schema %d, this database %d; use the same version of the program", head.Schema, version),
		)
	}
	err = s.InTx(ctx, func(tx *Tx) error {
		some, err := tx.House().Tenants()
		if err != nil {
			return err
		}
		if len(some) > 0 {
			return conflict("目标数据库不是空的", "the database is not empty")
		}
		rows, err = tx.load(in)
		return err
	})
	return zeroOnError(rows, err)
}

// exportReader reads the lines of an export.
type exportReader struct {
	in  *bufio.Reader
	sum hash.Hash // of the lines so far, but for the last one
}

func (r *exportReader) next() (line exportLine, err error) {
	text, err := r.in.ReadBytes('\n')
	if err != nil {
		return line, err
	}
	if err := json.Unmarshal(text, &line); err != nil {
		return line, err
	}
	if line.Rows == nil {
		_, _ = r.sum.Write(text) // never fails
	}
	return line, nil
}

// end reads on after the last line: nothing may follow, and what unpacks the
// export only then says whether it came whole.
func (r *exportReader) end(last exportLine, rows int64) error {
	if _, err := r.in.ReadByte(); !errors.Is(err, io.EOF) {
		return damaged(err)
	}
	if *last.Rows != rows || last.SHA256 != hex.EncodeToString(r.sum.Sum(nil)) {
		return damaged(nil)
	}
	return nil
}

// load inserts the rows of an export as they come.
func (tx *Tx) load(in *exportReader) (rows int64, err error) {
	known := map[string]table{}
	for _, t := range tables() {
		known[t.name] = t
	}
	to := &importer{tx: tx}
	for {
		line, err := in.next()
		if err != nil {
			return 0, damaged(err)
		}
		if line.Rows != nil {
			if err := in.end(line, rows); err != nil {
				return 0, err
			}
			return rows, to.settle()
		}
		t, ok := known[line.Table]
		if !ok || len(line.Row) != len(t.columns) {
			return 0, damaged(nil)
		}
		row := make(map[string]any, len(t.columns))
		for _, c := range t.columns {
			if row[c.name], err = c.fromJSON(line.Row[c.name]); err != nil {
				return 0, damaged(nil) // the cause may quote a value
			}
		}
		if err := to.add(t, row); err != nil {
			return 0, err
		}
		rows++
	}
}

func damaged(cause error) error {
	return model.NewError(model.CodeBadFormat, model.Text{ZH: "导出文件损坏或不完整", EN: "the export is damaged or cut off"}, cause)
}

// schemaVersion is the last migration that the database has.
func (s *Store) schemaVersion(ctx context.Context) (int64, error) {
	p, err := s.goose()
	if err != nil {
		return 0, err
	}
	return knownVersion(ctx, p)
}
