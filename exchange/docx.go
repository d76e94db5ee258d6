package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"

	"lungang/model"
)

// A file of WordprocessingML (ECMA-376, ISO/IEC 29500) is a zip of XML parts.
// What is written here is the least that word processors accept: text, tables,
// styles, a footer with the number of the page, and the font of the Chinese
// (docx_fonts.go).

func writeDOCX(w io.Writer, d *Document, o Options) error {
	body, err := docxBody(d)
	if err != nil {
		return err
	}
	foot, err := docxFooter(d)
	if err != nil {
		return err
	}
	core, err := xml.Marshal(coreProperties{
		CP: "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", DC: "http://purl.org/dc/elements/1.1/",
		DCTerms: "http://purl.org/dc/terms/", XSI: "http://www.w3.org/2001/XMLSchema-instance",
		Title: printable(d.Title), Creator: "lungang", Created: when{"dcterms:W3CDTF", fixedTime.Format("2006-01-02T15:04:05Z")},
	})
	if err != nil {
		return written(err)
	}
	face, fonts, err := docxFonts(d, o)
	if err != nil {
		return err
	}
	return writeZip(w, append([]zipPart{
		{"[Content_Types].xml", []byte(docxTypes)},
		{"_rels/.rels", []byte(docxRelations)},
		{"docProps/core.xml", append([]byte(xml.Header), core...)},
		{"word/_rels/document.xml.rels", []byte(docxDocumentRelations)},
		{"word/document.xml", body},
		{"word/footer1.xml", foot},
		{"word/settings.xml", []byte(docxSettings)},
		{"word/styles.xml", docxStyles(face)},
	}, fonts...))
}

type zipPart struct {
	name string
	data []byte
}

func writeZip(w io.Writer, parts []zipPart) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: fixedTime})
		if err != nil {
			return written(err)
		}
		if _, err := f.Write(p.data); err != nil {
			return written(err)
		}
	}
	return written(z.Close())
}

func written(err error) error {
	if err == nil {
		return nil
	}
	return model.NewError(model.CodeIO, model.Text{ZH: "写文件失败", EN: "writing the file failed"}, err)
}

type coreProperties struct {
	XMLName xml.Name `xml:"cp:coreProperties"`
	CP      string   `xml:"xmlns:cp,attr"`
	DC      string   `xml:"xmlns:dc,attr"`
	DCTerms string   `xml:"xmlns:dcterms,attr"`
	XSI     string   `xml:"xmlns:xsi,attr"`
	Title   string   `xml:"dc:title"`
	Creator string   `xml:"dc:creator"`
	Created when     `xml:"dcterms:created"`
}

type when struct {
	Type string `xml:"xsi:type,attr"`
	Text string `xml:",chardata"`
}

const wordSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

// wordValue is an element whose only content is an attribute.
type wordValue struct {
	Value string `xml:"w:val,attr"`
}

type wordOn struct{}

type wordParagraph struct {
	XMLName xml.Name        `xml:"w:p"`
	Props   *paragraphProps `xml:"w:pPr"`
	Runs    []wordRun       `xml:"w:r"`
}

type paragraphProps struct {
	Style     *wordValue `xml:"w:pStyle"`
	KeepNext  *wordOn    `xml:"w:keepNext"`
	PageBreak *wordOn    `xml:"w:pageBreakBefore"`
	Justify   *wordValue `xml:"w:jc"`
}

type wordRun struct {
	Break *wordOn    `xml:"w:br"`
	Text  *wordText  `xml:"w:t"`
	Field *wordField `xml:"w:fldChar"`
	Code  *wordText  `xml:"w:instrText"`
}

type wordField struct {
	Type string `xml:"w:fldCharType,attr"`
}

type wordText struct {
	Space string `xml:"xml:space,attr"`
	Text  string `xml:",chardata"`
}

func preserved(s string) *wordText { return &wordText{"preserve", s} }

// runs writes a text; line ends become breaks.
func runs(text string) []wordRun {
	var out []wordRun
	for i, line := range bytes.Split([]byte(printable(text)), []byte("\n")) {
		if i > 0 {
			out = append(out, wordRun{Break: &wordOn{}})
		}
		out = append(out, wordRun{Text: preserved(string(line))})
	}
	return out
}

func styled(style, text string) wordParagraph {
	return wordParagraph{Props: &paragraphProps{Style: &wordValue{style}}, Runs: runs(text)}
}

func field(code string) []wordRun {
	return []wordRun{{Field: &wordField{"begin"}}, {Code: preserved(code)}, {Field: &wordField{"separate"}}, {Text: preserved("1")}, {Field: &wordField{"end"}}}
}

type wordFooter struct {
	XMLName    xml.Name        `xml:"w:ftr"`
	Space      string          `xml:"xmlns:w,attr"`
	Paragraphs []wordParagraph `xml:"w:p"`
}

func docxFooter(d *Document) ([]byte, error) {
	number := wordParagraph{Props: &paragraphProps{Style: &wordValue{"PageNumber"}}}
	number.Runs = append(number.Runs, runs("— ")...)
	number.Runs = append(number.Runs, field(" PAGE ")...)
	number.Runs = append(number.Runs, runs(" / ")...)
	number.Runs = append(number.Runs, field(" NUMPAGES ")...)
	number.Runs = append(number.Runs, runs(" —")...)
	f := wordFooter{Space: wordSpace, Paragraphs: []wordParagraph{number}}
	for _, line := range d.Footer {
		f.Paragraphs = append(f.Paragraphs, styled("Footer", line))
	}
	text, err := xml.Marshal(f)
	return append([]byte(xml.Header), text...), written(err)
}
