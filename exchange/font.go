package exchange

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/font/sfnt"

	"lungang/model"
)

// droid is Droid Sans Fallback: TrueType outlines of the characters of GBK and of
// most others of the first plane, and no Latin letters. openSans has those. Where
// they come from: font/README.md.
//
//go:embed font/DroidSansFallbackFull.ttf
var droid []byte

//go:embed font/OpenSans-Regular.ttf
var openSans []byte

// FontVariable is the variable of the environment with the path of another font.
const FontVariable = "LUNGANG_FONT"

// font is a TrueType font and the characters that it has.
type font struct {
	data   []byte
	parsed *sfnt.Font
}

// fonts are asked in order: the first that has a character draws it.
type fonts []*font

var standardFonts = sync.OnceValues(func() (fonts, error) { return parseFonts(droid, openSans) })

func parseFonts(all ...[]byte) (fonts, error) {
	var out fonts
	for _, data := range all {
		f, err := parseFont(data)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// parseFont reads a font: bad_parameter when it is none, or when its outlines are
// not TrueType (fonts of the kind CFF and collections cannot be embedded).
func parseFont(data []byte) (*font, error) {
	if len(data) < 4 || string(data[:4]) != "\x00\x01\x00\x00" && string(data[:4]) != "true" {
		return nil, badFont(nil)
	}
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil, badFont(err)
	}
	return &font{data, f}, nil
}

// CheckFont says whether documents can be set in a font: bad_parameter when not.
func CheckFont(data []byte) error {
	_, err := parseFont(data)
	return err
}

func badFont(cause error) error {
	return model.NewError(model.CodeBadParameter, model.Text{
		ZH: "字体不能嵌入文书:需要一个 TrueType 字体文件(.ttf,不是 .ttc 或 .otf)",
		EN: "the font cannot be embedded in documents: a TrueType file is needed (.ttf, not .ttc or .otf)",
	}, cause)
}

// fonts are the font that was named, and the standard ones behind it.
func (o Options) fonts() (fonts, error) {
	standard, err := standardFonts()
	if err != nil || o.Font == nil {
		return standard, err
	}
	own, err := parseFont(o.Font)
	return append(fonts{own}, standard...), err
}

// of returns the number of the font that draws the character; -1 for none.
func (fs fonts) of(buffer *sfnt.Buffer, r rune) int {
	for k, f := range fs {
		if i, err := f.parsed.GlyphIndex(buffer, r); err == nil && i != 0 {
			return k
		}
	}
	return -1
}

// lacks says which characters of a document the fonts do not have: bad_format.
// A box in the place of a character of a name is no document.
func (fs fonts) lacks(d *Document) error {
	missing := map[rune]bool{}
	var buffer sfnt.Buffer
	seen := map[rune]bool{}
	d.texts(func(s string) {
		for _, r := range printable(s) {
			if r != '\n' && !seen[r] {
				seen[r] = true
				if fs.of(&buffer, r) < 0 {
					missing[r] = true
				}
			}
		}
	})
	if len(missing) == 0 {
		return nil
	}
	var list []string
	for _, r := range slices.Sorted(maps.Keys(missing)) {
		list = append(list, fmt.Sprintf("%c (U+%04X)", r, r))
	}
	return model.Faults{{
		Code: model.CodeBadFormat, Severity: model.SeverityError, Value: strings.Join(list, ", "),
		Message: model.Text{ZH: "PDF 所用的字体没有这些字:", EN: "the font of the PDF lacks these characters:"},
		Remedy: model.Text{
			ZH: "请用 " + FontVariable + " 指定含有这些字的 TrueType 字体,或改为导出 docx、xlsx(由打开文件的电脑提供字体)",
			EN: "name a TrueType font that has them with " + FontVariable + ", or export docx or xlsx, which use the fonts of the reader's computer",
		},
	}}.Err()
}

// texts walks every text of a document.
func (d *Document) texts(visit func(string)) {
	visit(d.Title)
	for _, f := range d.Footer {
		visit(f)
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		visit(s.Name)
		visit(s.Title)
		visit(s.Heading)
		for _, b := range s.Blocks {
			if b.Paragraph != nil {
				visit(b.Paragraph.Text)
			}
			if b.Table != nil {
				b.Table.texts(visit)
			}
		}
	}
}

func (t *Table) texts(visit func(string)) {
	for _, c := range t.Columns {
		visit(c.Head)
	}
	for _, r := range t.Rows {
		for _, c := range r {
			visit(c.Text)
		}
	}
}
