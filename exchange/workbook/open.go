package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"lungang/model"
)

// maxUnpacked is how long the parts of a workbook may be together, unpacked:
// 256 MiB. A district of 30,000 teachers takes about a fifth.
const maxUnpacked = 256 << 20

// maxColumns is how many columns of a sheet are looked at; the widest sheet of
// the table has 41.
const maxColumns = 200

// maxCells is how many cells, empty ones before others included, the sheets may
// have together. A sheet of one cell in the last row and column costs as much as
// one that is full, and takes a hundred bytes. A district of 30,000 teachers has
// about two million; programs that write the last row of every sheet, as some do,
// need a million for each.
const maxCells = 20_000_000

// page is one sheet of a workbook as it is read: rows from 1, cells as they are
// kept, without formats.
type page struct {
	name   string
	hidden bool
	rows   iter.Seq2[int, pageRow]
	seen   *scanned // nil: nothing of the kind
}

type pageRow struct {
	cells  []string
	hidden bool
}

// content is a workbook as it is read.
type content struct {
	pages    []page
	base1904 bool
	broken   error // of a sheet, found while it was read
}

// Is reports whether a text is a workbook rather than JSON: a zip file, or one
// of the older or locked formats of spreadsheet programs, of which Read says
// what to do.
func Is(text []byte) bool {
	return bytes.HasPrefix(text, []byte("PK\x03\x04")) || bytes.HasPrefix(text, oldFormat)
}

var oldFormat = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")

func badBook(zh, en string, cause error) error {
	return model.NewError(model.CodeBadFormat, model.Text{ZH: zh, EN: en}, cause)
}

// unpack opens a workbook. The file is to be closed when its pages were read.
func unpack(text []byte) (*excelize.File, *content, error) {
	if bytes.HasPrefix(text, oldFormat) {
		return nil, nil, badBook("这是旧版 .xls 或带密码的工作簿;请在 Excel 或 WPS 中另存为不带密码的 .xlsx",
			"this is an old .xls, or a workbook with a password; save it as .xlsx without one", nil)
	}
	parts, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return nil, nil, badBook("不是 .xlsx 工作簿,或文件已损坏", "not an .xlsx workbook, or a damaged file", err)
	}
	if err := weigh(parts); err != nil {
		return nil, nil, err
	}
	places, err := sheetParts(parts)
	if err != nil {
		return nil, nil, badBook("文件里没有工作簿,或文件已损坏", "there is no workbook in the file, or it is damaged", err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(text), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked,
	})
	if err != nil {
		return nil, nil, badBook("工作簿打不开,文件可能已损坏", "the workbook cannot be opened; the file may be damaged", err)
	}
	c, room := &content{}, maxCells
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		c.base1904 = *props.Date1904
	}
	for _, name := range f.GetSheetList() {
		part := places[name]
		if part == nil {
			continue // a chart
		}
		visible, err := f.GetSheetVisible(name)
		p := page{name: name, hidden: err == nil && !visible}
		if p.seen, err = scan(part, &room); err != nil {
			_ = f.Close() // the fault is told
			if errors.Is(err, errRoom) {
				return nil, nil, tooWide(name)
			}
			return nil, nil, badBook("工作表“"+name+"”已损坏", "the sheet "+name+" is damaged", err)
		}
		p.rows = c.rowsOf(f, name)
		c.pages = append(c.pages, p)
	}
	return f, c, nil
}

func tooWide(sheet string) error {
	return model.NewError(model.CodeTooLarge, model.Text{
		ZH: "工作簿的行列过多(含空白),读到工作表“" + sheet + "”为止;请删除数据以外的行和列",
		EN: "the workbook has too many rows and columns, empty ones included, up to the sheet " + sheet + "; delete those beyond the data",
	}, nil)
}

// weigh refuses files that grow beyond all measure when they are unpacked.
func weigh(parts *zip.Reader) error {
	const mostParts = 10_000
	total := uint64(0)
	for _, p := range parts.File {
		total += p.UncompressedSize64
		if total > maxUnpacked || len(parts.File) > mostParts {
			return model.NewError(model.CodeTooLarge, model.Text{ZH: "工作簿解压后超过 256 MiB", EN: "the workbook is longer than 256 MiB when unpacked"}, nil)
		}
	}
	return nil
}

// sheetParts finds the part of every sheet by the name of the sheet.
func sheetParts(parts *zip.Reader) (map[string]*zip.File, error) {
	const main, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
	byName := map[string]*zip.File{}
	for _, p := range parts.File {
		byName[strings.TrimPrefix(strings.ReplaceAll(p.Name, "\\", "/"), "/")] = p
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	for name, into := range map[string]any{main: &book, relations: &links} {
		text, err := readPart(byName[name])
		if err != nil {
			return nil, err
		}
		if err := xml.Unmarshal(text, into); err != nil {
			return nil, err
		}
	}
	targets := map[string]string{}
	for _, l := range links.List {
		targets[l.ID] = path.Join("xl", l.Target)
		if strings.HasPrefix(l.Target, "/") {
			targets[l.ID] = strings.TrimPrefix(path.Clean(l.Target), "/")
		}
	}
	out := map[string]*zip.File{}
	for _, s := range book.Sheets {
		if p := byName[targets[s.ID]]; p != nil && strings.Contains(targets[s.ID], "worksheets/") {
			out[s.Name] = p
		}
	}
	return out, nil
}

// readPart reads a part, and whether it is whole.
func readPart(p *zip.File) ([]byte, error) {
	if p == nil {
		return nil, zip.ErrFormat
	}
	r, err := p.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // nothing was written
	return io.ReadAll(io.LimitReader(r, maxUnpacked))
}

// rowsOf reads the rows of a sheet one after another.
func (c *content) rowsOf(f *excelize.File, name string) iter.Seq2[int, pageRow] {
	return func(yield func(int, pageRow) bool) {
		rows, err := f.Rows(name)
		if err != nil {
			c.broken = err
			return
		}
		defer func() { _ = rows.Close() }() // nothing was written
		for n := 1; rows.Next(); n++ {
			cells, err := rows.Columns(excelize.Options{RawCellValue: true})
			if err != nil {
				c.broken = err
				return
			}
			if !yield(n, pageRow{cells: cells[:min(len(cells), maxColumns+1)], hidden: rows.GetRowOpts().Hidden}) {
				return
			}
		}
		if c.broken == nil {
			c.broken = rows.Error()
		}
	}
}
