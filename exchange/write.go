package exchange

import (
	"io"
	"strings"
	"unicode"
)

// Options are what a format may be told.
type Options struct {
	// Font is a TrueType font with Chinese characters, which a PDF and a docx embed
	// (the characters used only); nil: the font that comes with the product.
	Font []byte
}

// Write writes a document in a format. Same document, same options, same bytes.
// Errors: bad_parameter (unknown format; a font that is none), bad_format
// (characters that the font of a PDF lacks), io.
func Write(w io.Writer, d *Document, format Format, o Options) error {
	switch format {
	case DOCX:
		return writeDOCX(w, d, o)
	case XLSX:
		return writeXLSX(w, d)
	case PDF:
		return writePDF(w, d, o)
	default:
		return unknownWord("format", string(format), Format("").Values())
	}
}

// printable takes out what no document may hold: control characters other than
// line ends, invalid UTF-8, and marks that change the direction of text.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r == unicode.ReplacementChar, r == 0xFFFE, r == 0xFFFF, unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
