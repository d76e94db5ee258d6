package exchange

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

// grey is the background of heads and labels.
const grey = 235

// drawn is a row, broken into lines.
type drawn struct {
	cells  [][]string
	height float64
}

// table draws a table; its head stands on every page, and no row is torn apart.
func (p *page) table(t *Table) {
	widths := t.widths(p.width)
	p.letters(tableSize)
	p.bold(false)
	heads := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		heads[i].Text = c.Head
	}
	head := p.fit(heads, widths, 0)
	begin := func(next float64) {
		if t.NoHead {
			p.room(next)
			return
		}
		p.room(head.height + next)
		p.row(t, head, widths, true)
	}
	for i, cells := range t.Rows {
		least := 0.0
		if i < len(t.Heights) {
			least = t.Heights[i]
		}
		r := p.fit(cells, widths, least)
		if i == 0 || p.GetY()+r.height > p.bottom {
			begin(r.height)
		}
		p.row(t, r, widths, false)
	}
	if len(t.Rows) == 0 {
		begin(0)
	}
}

// widths shares out the width by the shares of the columns.
func (t *Table) widths(width float64) []float64 {
	sum := 0
	for _, c := range t.Columns {
		sum += c.Width
	}
	out := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = width * float64(c.Width) / float64(sum)
	}
	return out
}

func (p *page) fit(cells []Cell, widths []float64, least float64) drawn {
	d := drawn{cells: make([][]string, len(cells))}
	most := 1
	for i, c := range cells {
		d.cells[i] = wrap(printable(c.Text), widths[i]-2*cellSide, 0, p.measure)
		most = max(most, len(d.cells[i]))
	}
	d.height = max(least, float64(most)*p.size*pointMM*tight+2*cellTop)
	return d
}

func (p *page) row(t *Table, r drawn, widths []float64, head bool) {
	x, y := p.left, p.GetY()
	line := p.size * pointMM * tight
	p.SetFillColor(grey, grey, grey)
	for i, lines := range r.cells {
		style := "D"
		label := t.NoHead && t.Columns[i].Align == Middle
		if head || label {
			style = "FD"
		}
		p.Rect(x, y, widths[i], r.height, style)
		align := map[Align]string{Middle: "C", End: "R"}[t.Columns[i].Align]
		if head {
			align = "C"
		}
		top := y + (r.height-line*float64(len(lines)))/2
		for k, text := range lines {
			p.SetXY(x+cellSide, top+float64(k)*line)
			p.put(widths[i]-2*cellSide, line, text, align)
		}
		x += widths[i]
	}
	p.SetXY(p.left, y+r.height)
}
