package exchange

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"golang.org/x/image/font/sfnt"
)

// A docx brings along the font that its Chinese is set in, cut down to the characters
// that it has (ECMA-376 part 1, 17.8), so that it looks the same on every computer.

// officeFace is the face that Chinese offices set their papers in (GB/T 9704-2012),
// for documents without Chinese and for programs that take no font from a file.
const officeFace = "仿宋"

// firstEastAsian is the first character that word processors always set in the face for
// East Asian text: CJK radicals. Quotation marks, dashes and their like between such
// characters are set in it too.
const firstEastAsian = 0x2E80

// embeddedFont is a font with the characters of one document, as a docx holds it.
type embeddedFont struct {
	family string
	data   []byte // hidden by the key
	key    string // a GUID
}

// embedded cuts the font that has most of the East Asian characters of a document down
// to these; nil when there are none. A character that it lacks is left to the fonts of
// the reader.
func (fs fonts) embedded(d *Document) (*embeddedFont, error) {
	var buffer sfnt.Buffer
	chars, has := map[rune]bool{}, make([]int, len(fs))
	d.texts(func(s string) {
		for _, r := range printable(s) {
			if r <= unicode.MaxASCII || chars[r] {
				continue
			}
			chars[r] = true
			if k := fs.of(&buffer, r); k >= 0 && r >= firstEastAsian {
				has[k]++
			}
		}
	})
	most := slices.Index(has, slices.Max(has))
	if has[most] == 0 {
		return nil, nil
	}
	list := slices.Sorted(maps.Keys(chars))
	h := sha256.New()
	h.Write(fs[most].data)
	h.Write([]byte(string(list)))
	key := h.Sum(nil)
	family := fmt.Sprintf("%s %X", fs[most].family(), key[:3])
	data, err := fs[most].subset(list, family)
	if err != nil {
		return nil, badFont(err)
	}
	hide(data, key[:16])
	return &embeddedFont{family, data, guid(key[:16])}, nil
}

// family is the name of a font, cut so that six digits and a space fit behind it: word
// processors take names of up to 31 characters.
func (f *font) family() string {
	const room = 31 - 7
	name, err := f.parsed.Name(nil, sfnt.NameIDFamily)
	if err != nil || name == "" {
		name = "Font"
	}
	units := utf16.Encode([]rune(name))
	return strings.TrimSpace(string(utf16.Decode(units[:min(room, len(units))])))
}

// hide mixes a key into the first 32 bytes of a font, last byte first (ECMA-376 part 4,
// "Font Embedding"); doing it again shows the font.
func hide(data, key []byte) {
	for i := range min(32, len(data)) {
		data[i] ^= key[15-i%16]
	}
}

// guid writes 16 bytes as a GUID.
func guid(b []byte) string {
	return fmt.Sprintf("{%X-%X-%X-%X-%X}", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

type wordFonts struct {
	XMLName xml.Name   `xml:"w:fonts"`
	Space   string     `xml:"xmlns:w,attr"`
	R       string     `xml:"xmlns:r,attr"`
	Fonts   []wordFont `xml:"w:font"`
}

type wordFont struct {
	Name    string    `xml:"w:name,attr"`
	Instead wordValue `xml:"w:altName"`
	Charset wordValue `xml:"w:charset"`
	Regular wordEmbed `xml:"w:embedRegular"`
}

type wordEmbed struct {
	ID  string `xml:"r:id,attr"`
	Key string `xml:"w:fontKey,attr"`
}

// gb2312 is the number of the Chinese character set in a table of fonts.
const gb2312 = "86"

// docxFonts returns the face that the styles name for Chinese, and the parts with the
// table of fonts and the font itself.
func docxFonts(d *Document, o Options) (face string, parts []zipPart, err error) {
	fs, err := o.fonts()
	if err != nil {
		return "", nil, err
	}
	brought, err := fs.embedded(d)
	if err != nil {
		return "", nil, err
	}
	table := wordFonts{Space: wordSpace, R: "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
	face = officeFace
	if brought != nil {
		face = brought.family
		table.Fonts = []wordFont{{face, wordValue{officeFace}, wordValue{gb2312}, wordEmbed{"rId1", brought.key}}}
		parts = []zipPart{
			{"word/_rels/fontTable.xml.rels", []byte(docxFontRelations)},
			{"word/" + docxFontFile, brought.data},
		}
	}
	text, err := xml.Marshal(table)
	return face, append(parts, zipPart{"word/fontTable.xml", append([]byte(xml.Header), text...)}), written(err)
}
