package exchange

import (
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// lastOfPDF is the last character that the PDF library can embed. Names have
// others, such as 𬭚 and 𠮷: those are drawn as outlines of the font that has them.
const lastOfPDF = 0xFFFF

// outlineSize is the size at which outlines are read, in pixels of the em.
const outlineSize = 1000

// advance is the width of a character that is drawn, for a size of 1000 points.
func (f *font) advance(buffer *sfnt.Buffer, r rune) float64 {
	i, err := f.parsed.GlyphIndex(buffer, r)
	if err != nil {
		return 0
	}
	width, err := f.parsed.GlyphAdvance(buffer, i, fixed.I(outlineSize), xfont.HintingNone)
	if err != nil {
		return 0
	}
	return float64(width) / 64
}

// draw fills the outline of a character whose line box begins at x, y.
func (p *page) draw(r rune, x, y, height float64) {
	l := p.letter(r)
	f := p.fonts[l.font]
	i, err := f.parsed.GlyphIndex(&p.buffer, r)
	if err != nil {
		p.SetError(err)
		return
	}
	segments, err := f.parsed.LoadGlyph(&p.buffer, i, fixed.I(outlineSize), nil)
	if err != nil {
		p.SetError(err)
		return
	}
	// the base line is where the library puts that of texts in a cell
	scale := p.size * pointMM / outlineSize / 64
	base := y + height/2 + 0.3*p.size*pointMM
	at := func(q fixed.Point26_6) (float64, float64) { return x + float64(q.X)*scale, base + float64(q.Y)*scale }
	red, green, blue := p.GetFillColor()
	p.SetFillColor(0, 0, 0)
	defer p.SetFillColor(red, green, blue)
	open := false
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if open {
				p.ClosePath()
			}
			p.MoveTo(ax, ay)
			open = true
		case sfnt.SegmentOpLineTo:
			p.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			p.CurveTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			cx, cy := at(s.Args[2])
			p.CurveBezierCubicTo(ax, ay, bx, by, cx, cy)
		}
	}
	if open {
		p.ClosePath()
		p.DrawPath("F")
	}
}
