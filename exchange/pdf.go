package exchange

import (
	"bytes"
	"io"
	"time"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"

	"lungang/model"
)

// Measures of the page in millimetres, and of letters in points. Margins follow
// GB/T 9704-2012 (left 28, right 26), made narrower for tables that lie.
const (
	marginSide   = 26.0
	marginLying  = 18.0
	marginTop    = 25.0
	marginBottom = 26.0

	titleSize   = 18.0
	headingSize = 13.0
	bodySize    = 12.0
	tableSize   = 9.5
	noteSize    = 8.5
	footSize    = 6.5

	pointMM  = 25.4 / 72
	leading  = 1.5 // height of a line of text, in sizes
	tight    = 1.3 // of a table
	cellSide = 1.2 // room beside the text of a cell
	cellTop  = 1.1 // room above and below it
)

// fixedTime stands in files in the place of a clock.
var fixedTime = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// page draws a document.
type page struct {
	*fpdf.Fpdf

	doc    *Document
	left   float64
	width  float64 // between the margins
	bottom float64 // lowest place of a text
	size   float64 // of the letters, points

	fonts  fonts
	buffer sfnt.Buffer
	known  map[rune]letter
}

// letter is what is known of a character.
type letter struct {
	font  int     // number of the font that draws it
	width float64 // for a size of 1000 points, in points
}

func writePDF(w io.Writer, d *Document, o Options) error {
	fs, err := o.fonts()
	if err != nil {
		return err
	}
	if err := fs.lacks(d); err != nil {
		return err
	}
	p := newPage(d, fs)
	p.AddPage()
	for i := range d.Sections {
		p.section(&d.Sections[i])
	}
	if err := p.Output(w); err != nil {
		return model.NewError(model.CodeIO, model.Text{ZH: "写 PDF 失败", EN: "writing the PDF failed"}, err)
	}
	return nil
}

func newPage(d *Document, fs fonts) *page {
	orientation, side := "P", marginSide
	if d.Landscape {
		orientation, side = "L", marginLying
	}
	p := &page{Fpdf: fpdf.New(orientation, "mm", "A4", ""), doc: d, left: side, fonts: fs, known: map[rune]letter{}}
	p.AliasNbPages("{nb}")
	p.SetCatalogSort(true)
	p.SetCreationDate(fixedTime)
	p.SetModificationDate(fixedTime)
	p.SetProducer("lungang", true)
	p.SetTitle(printable(d.Title), true)
	p.SetLang(map[string]string{"zh": "zh-CN", "en": "en"}[d.Lang])
	p.SetMargins(side, marginTop, side)
	p.SetAutoPageBreak(false, 0)
	p.SetCellMargin(0)
	for i, f := range fs {
		// a copy: the library writes into the font while it cuts it down
		p.AddUTF8FontFromBytes(familyOf(i), "", bytes.Clone(f.data))
	}
	p.letters(bodySize)
	width, height := p.GetPageSize()
	p.width, p.bottom = width-2*side, height-marginBottom
	p.SetFooterFunc(p.foot)
	return p
}

func familyOf(i int) string { return "f" + itoa(i) }

// letters sets the size.
func (p *page) letters(size float64) {
	p.size = size
	p.SetFont(familyOf(0), "", size)
}

func (p *page) letter(r rune) letter {
	l, ok := p.known[r]
	if !ok {
		l.font = max(p.fonts.of(&p.buffer, r), 0)
		if r > lastOfPDF {
			l.width = p.fonts[l.font].advance(&p.buffer, r)
			p.known[r] = l
			return l
		}
		p.SetFont(familyOf(l.font), "", p.size)
		l.width = float64(p.GetStringSymbolWidth(string(r)))
		p.known[r] = l
	}
	return l
}

// measure is the width of a character at the present size, in millimetres.
func (p *page) measure(r rune) float64 { return p.letter(r).width * p.size / 1000 * pointMM }

func (p *page) long(text string) float64 {
	width := 0.0
	for _, r := range text {
		width += p.measure(r)
	}
	return width
}

// put draws a line of text into a box that begins at the present place, each
// character with the font that has it.
func (p *page) put(width, height float64, text, align string) {
	x, y := p.GetXY()
	switch align {
	case "C":
		x += (width - p.long(text)) / 2
	case "R":
		x += width - p.long(text)
	}
	from, present := 0, -1
	draw := func(to int) {
		if to > from {
			part := text[from:to]
			p.SetFont(familyOf(present), "", p.size)
			p.SetXY(x, y)
			p.CellFormat(p.long(part), height, part, "", 0, "L", false, 0, "")
			x += p.long(part)
		}
		from = to
	}
	for i, r := range text {
		if r > lastOfPDF {
			draw(i)
			p.draw(r, x, y, height)
			x += p.measure(r)
			from = i + utf8.RuneLen(r)
			continue
		}
		if f := p.letter(r).font; f != present {
			draw(i)
			present = f
		}
	}
	draw(len(text))
}

// bold draws with thicker letters: the font has one weight.
func (p *page) bold(on bool) {
	if on {
		p.SetLineWidth(p.size * pointMM / 28)
		p.SetTextRenderingMode(2)
		return
	}
	p.SetTextRenderingMode(0)
	p.SetLineWidth(hairline)
}

const hairline = 0.2

// foot draws the number of the page in the middle and the footer below it.
func (p *page) foot() {
	size := p.size
	p.bold(false)
	p.letters(noteSize)
	left, total := "— "+itoa(p.PageNo())+" / ", "{nb}"
	width := p.long(left + "0 —") // about as wide as what is put in at the end
	p.SetXY(p.left+(p.width-width)/2, p.bottom+5)
	p.put(width, noteSize*pointMM, left, "L")
	p.SetFont(familyOf(p.letter('0').font), "", p.size)
	p.SetXY(p.left+(p.width-width)/2+p.long(left), p.bottom+5)
	p.CellFormat(width, noteSize*pointMM, total+" —", "", 0, "L", false, 0, "")
	p.letters(footSize)
	for i, line := range p.doc.Footer {
		p.SetXY(p.left, p.bottom+9.5+float64(i)*footSize*pointMM*tight)
		p.put(p.width, footSize*pointMM, printable(line), "L")
	}
	p.letters(size)
}

// room begins a new page when less than height is left on this one.
func (p *page) room(height float64) {
	if p.GetY()+height > p.bottom {
		p.AddPage()
		p.SetY(marginTop)
	}
}

func (p *page) section(s *Section) {
	if s.NewPage {
		p.AddPage()
	}
	if s.Title != "" {
		p.letters(titleSize)
		p.bold(true)
		p.lines(wrap(printable(s.Title), p.width, 0, p.measure), Centre, 0, leading)
		p.bold(false)
		p.Ln(4)
	}
	if s.Heading != "" {
		p.letters(headingSize)
		p.room(30) // a heading stays with what follows
		p.Ln(3)
		p.bold(true)
		p.lines(wrap(printable(s.Heading), p.width, 0, p.measure), Plain, 0, leading)
		p.bold(false)
		p.Ln(1)
	}
	for _, b := range s.Blocks {
		if b.Table == nil {
			p.paragraph(b.Paragraph)
			continue
		}
		p.Ln(1)
		p.table(b.Table)
		p.Ln(3)
	}
}

func (p *page) paragraph(x *Paragraph) {
	size, indent := bodySize, 0.0
	switch x.Style {
	case Note:
		size = noteSize
	case Body:
		indent = 2 * bodySize * pointMM
	case Subhead:
		p.room(30) // it stays with what follows
		p.Ln(1.5)
	case Plain, Centre, Right:
	}
	p.letters(size)
	p.bold(x.Style == Subhead)
	p.lines(wrap(printable(x.Text), p.width, indent, p.measure), x.Style, indent, leading)
	p.bold(false)
}

// lines draws lines of the present size one below the other.
func (p *page) lines(lines []string, style Style, indent, spacing float64) {
	height := p.size * pointMM * spacing
	align := map[Style]string{Centre: "C", Right: "R"}[style]
	for i, line := range lines {
		p.room(height)
		x := p.left
		if i == 0 {
			x += indent
		}
		p.SetX(x)
		y := p.GetY()
		p.put(p.left+p.width-x, height, line, align)
		p.SetXY(p.left, y+height)
	}
}
