package exchange

import (
	"encoding/xml"
	"math"
	"strconv"
)

// twips are twentieths of a point.
func twips(mm float64) int { return int(math.Round(mm / pointMM * 20)) }

type wordDocument struct {
	XMLName xml.Name `xml:"w:document"`
	Space   string   `xml:"xmlns:w,attr"`
	R       string   `xml:"xmlns:r,attr"`
	Body    wordBody `xml:"w:body"`
}

type wordBody struct {
	Content []any       `xml:",any"`
	Section wordSection `xml:"w:sectPr"`
}

type wordSection struct {
	Footer  footerReference `xml:"w:footerReference"`
	Size    pageSize        `xml:"w:pgSz"`
	Margins pageMargins     `xml:"w:pgMar"`
}

type footerReference struct {
	Type string `xml:"w:type,attr"`
	ID   string `xml:"r:id,attr"`
}

type pageSize struct {
	Width  int    `xml:"w:w,attr"`
	Height int    `xml:"w:h,attr"`
	Orient string `xml:"w:orient,attr,omitempty"`
}

type pageMargins struct {
	Top    int `xml:"w:top,attr"`
	Right  int `xml:"w:right,attr"`
	Bottom int `xml:"w:bottom,attr"`
	Left   int `xml:"w:left,attr"`
	Header int `xml:"w:header,attr"`
	Footer int `xml:"w:footer,attr"`
	Gutter int `xml:"w:gutter,attr"`
}

type wordTable struct {
	XMLName xml.Name   `xml:"w:tbl"`
	Props   tableProps `xml:"w:tblPr"`
	Grid    []gridCol  `xml:"w:tblGrid>w:gridCol"`
	Rows    []wordRow  `xml:"w:tr"`
}

type tableProps struct {
	Style  wordValue `xml:"w:tblStyle"`
	Width  tableSpan `xml:"w:tblW"`
	Layout struct {
		Type string `xml:"w:type,attr"`
	} `xml:"w:tblLayout"`
}

type tableSpan struct {
	Width int    `xml:"w:w,attr"`
	Type  string `xml:"w:type,attr"`
}

type gridCol struct {
	Width int `xml:"w:w,attr"`
}

type wordRow struct {
	Props rowProps   `xml:"w:trPr"`
	Cells []wordCell `xml:"w:tc"`
}

type rowProps struct {
	Whole  wordOn     `xml:"w:cantSplit"`
	Height *rowHeight `xml:"w:trHeight"`
	Head   *wordOn    `xml:"w:tblHeader"`
}

type rowHeight struct {
	Value int    `xml:"w:val,attr"`
	Rule  string `xml:"w:hRule,attr"`
}

type wordCell struct {
	Props     cellProps     `xml:"w:tcPr"`
	Paragraph wordParagraph `xml:"w:p"`
}

type cellProps struct {
	Width   tableSpan  `xml:"w:tcW"`
	Shading *shading   `xml:"w:shd"`
	Upright *wordValue `xml:"w:vAlign"`
}

type shading struct {
	Value string `xml:"w:val,attr"`
	Color string `xml:"w:color,attr"`
	Fill  string `xml:"w:fill,attr"`
}

// a4 in millimetres.
const a4Width, a4Height = 210.0, 297.0

func docxBody(d *Document) ([]byte, error) {
	doc := wordDocument{Space: wordSpace, R: "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
	side, width := marginSide, a4Width
	size := pageSize{Width: twips(a4Width), Height: twips(a4Height)}
	if d.Landscape {
		side, width = marginLying, a4Height
		size = pageSize{Width: twips(a4Height), Height: twips(a4Width), Orient: "landscape"}
	}
	for i := range d.Sections {
		doc.Body.Content = append(doc.Body.Content, docxSection(&d.Sections[i], width-2*side)...)
	}
	doc.Body.Section = wordSection{
		Footer: footerReference{"default", "rId3"}, Size: size,
		Margins: pageMargins{
			Top: twips(marginTop), Bottom: twips(marginBottom), Left: twips(side), Right: twips(side), Header: twips(15), Footer: twips(10),
		},
	}
	text, err := xml.Marshal(doc)
	return append([]byte(xml.Header), text...), written(err)
}

func docxSection(s *Section, width float64) []any {
	var out []any
	first := s.NewPage
	add := func(p wordParagraph) {
		if first {
			p.Props.PageBreak = &wordOn{}
			first = false
		}
		out = append(out, p)
	}
	if s.Title != "" {
		add(styled("Title", s.Title))
	}
	if s.Heading != "" {
		add(styled("Heading1", s.Heading))
	}
	for i, b := range s.Blocks {
		if b.Table != nil {
			// between two tables there is a paragraph, or they become one
			out = append(out, docxTable(b.Table, width), styled("Gap", ""))
			continue
		}
		p := styled(docxStyle[b.Paragraph.Style], b.Paragraph.Text)
		if i+1 < len(s.Blocks) && s.Blocks[i+1].Table != nil {
			p.Props.KeepNext = &wordOn{}
		}
		add(p)
	}
	return out
}

var docxStyle = map[Style]string{Body: "BodyText", Plain: "Normal", Centre: "Centred", Right: "Signature", Note: "Note", Subhead: "Subhead"}

func docxTable(t *Table, width float64) wordTable {
	w := wordTable{Props: tableProps{Style: wordValue{"TableGrid"}, Width: tableSpan{twips(width), "dxa"}}}
	w.Props.Layout.Type = "fixed"
	widths := t.widths(width)
	for _, x := range widths {
		w.Grid = append(w.Grid, gridCol{twips(x)})
	}
	if !t.NoHead {
		head := wordRow{Props: rowProps{Head: &wordOn{}}}
		for i, c := range t.Columns {
			head.Cells = append(head.Cells, docxCell(c.Head, Middle, widths[i], true))
		}
		w.Rows = append(w.Rows, head)
	}
	for i, cells := range t.Rows {
		r := wordRow{}
		if i < len(t.Heights) && t.Heights[i] > 0 {
			r.Props.Height = &rowHeight{twips(t.Heights[i]), "atLeast"}
		}
		for k, c := range cells {
			a := t.Columns[k].Align
			r.Cells = append(r.Cells, docxCell(c.Text, a, widths[k], t.NoHead && a == Middle))
		}
		w.Rows = append(w.Rows, r)
	}
	return w
}

func docxCell(text string, a Align, width float64, grey bool) wordCell {
	c := wordCell{Props: cellProps{Width: tableSpan{twips(width), "dxa"}, Upright: &wordValue{"center"}}, Paragraph: styled("TableText", text)}
	if grey {
		c.Props.Shading = &shading{"clear", "auto", hexGrey()}
	}
	if a != Left {
		c.Paragraph.Props.Justify = &wordValue{map[Align]string{Middle: "center", End: "right"}[a]}
	}
	return c
}

func hexGrey() string {
	s := strconv.FormatInt(grey, 16)
	return s + s + s
}
