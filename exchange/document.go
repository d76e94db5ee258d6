package exchange

// Document is what is printed, as data: one document in one language, before
// any format. The same Document gives the same bytes in every format.
type Document struct {
	Kind      Kind      `json:"kind"`
	Lang      string    `json:"lang"` // zh or en
	Landscape bool      `json:"landscape"`
	Title     string    `json:"title"`    // also the title in the file's properties
	Sections  []Section `json:"sections"` // at least one
	Footer    []string  `json:"footer"`   // small lines at the foot of every page, left
}

// Section is a part of a document, and a sheet of its workbook.
type Section struct {
	Name    string `json:"name"`              // name of the sheet
	Title   string `json:"title,omitempty"`   // large, centred
	Heading string `json:"heading,omitempty"` // small, left
	NewPage bool   `json:"newPage"`
	// Bare keeps everything but the tables off the sheet of a workbook, so that
	// a program finds the head in the first row.
	Bare   bool    `json:"bare,omitempty"`
	Blocks []Block `json:"blocks"`
}

// Block is a paragraph or a table: exactly one of the two is there.
type Block struct {
	Paragraph *Paragraph `json:"paragraph,omitempty"`
	Table     *Table     `json:"table,omitempty"`
}

// Style is how a paragraph looks.
type Style string

// The styles.
const (
	Body    Style = "body"    // first line indented by two characters
	Plain   Style = "plain"   // not indented
	Centre  Style = "centre"  // below a title
	Right   Style = "right"   // signature and date
	Note    Style = "note"    // small
	Subhead Style = "subhead" // bold, stays with what follows
)

// Paragraph is some text.
type Paragraph struct {
	Style Style  `json:"style"`
	Text  string `json:"text"`
}

// Table is rows below a head that is repeated on every page.
type Table struct {
	Columns []Column `json:"columns"`
	Rows    [][]Cell `json:"rows"` // as long as Columns
	// NoHead leaves the head out: a form whose first column holds the labels.
	NoHead bool `json:"noHead,omitempty"`
	// Heights are least heights of rows in millimetres, for signatures; absent
	// or 0: as the text needs.
	Heights []float64 `json:"heights,omitempty"`
}

// Column is a column of a table.
type Column struct {
	Head  string `json:"head"`
	Width int    `json:"width"` // share of the width of the page
	Align Align  `json:"align"`
}

// Align is where the text of a column stands.
type Align string

// The alignments.
const (
	Left   Align = "left"
	Middle Align = "middle"
	End    Align = "end"
)

// Cell is the text of a cell. In a workbook a number is a number.
type Cell struct {
	Text   string   `json:"text"`
	Number *float64 `json:"number,omitempty"`
}

// column makes a column.
func column(head string, width int, align Align) Column {
	return Column{Head: head, Width: width, Align: align}
}

// row makes a row of texts.
func row(texts ...string) []Cell {
	out := make([]Cell, len(texts))
	for i, t := range texts {
		out[i] = Cell{Text: t}
	}
	return out
}

func paragraph(style Style, text string) Block { return Block{Paragraph: &Paragraph{style, text}} }

func (t *Table) block() Block { return Block{Table: t} }
