package exchange

import (
	"encoding/csv"
	"io"
	"strings"
)

// WriteCSV writes the first table of a document as CSV: UTF-8 with a byte order
// mark, without which office programs in China read it as GB 18030, and lines
// that end with CR LF (RFC 4180). No cell can become a formula (see neutral), and
// none holds a line end. Same document, same bytes. Errors: io.
func WriteCSV(w io.Writer, d *Document) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return written(err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if t := d.firstTable(); t != nil {
		record := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			record[i] = oneLine(neutral(c.Head))
		}
		_ = out.Write(record) // kept, and told by Error
		for _, r := range t.Rows {
			for i, c := range r {
				record[i] = c.Text
				if c.Number == nil {
					record[i] = oneLine(neutral(c.Text))
				}
			}
			_ = out.Write(record)
		}
	}
	out.Flush()
	return written(out.Error())
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// firstTable returns the first table of a document; nil when there is none.
func (d *Document) firstTable() *Table {
	for i := range d.Sections {
		for _, b := range d.Sections[i].Blocks {
			if b.Table != nil {
				return b.Table
			}
		}
	}
	return nil
}
