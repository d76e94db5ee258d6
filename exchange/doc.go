// Package exchange makes documents of plans: docx, xlsx and PDF.
//
// A document is data first (document.go), made from problem and plan by one file
// for each kind, and then written by one of three writers. There is no clock and
// no map order in it: same input, same bytes.
//
//   - input.go      Input and Make: problem, plan, persons, days → Document
//   - document.go   Document: sections, paragraphs, tables
//   - kind.go       kinds and formats; what a kind shows
//   - list.go       the published list (公示名单), de-identified
//   - approval.go   the form that the offices sign (审批表), with who moves
//   - minutes.go    annex to the minutes: objectives, indicators, schools
//   - notices.go    a page for each school (派出、到岗通知)
//   - writeback.go  the sheet for the personnel system (回填表)
//   - assignments.go  rows of a plan as a bare table
//   - csv.go        a table as CSV that no program takes for formulas
//   - maker.go      what they share; names.go, words.go
//   - people.go     names from a CSV table
//   - write.go      Write: a Document in a format
//   - docx.go, docx_body.go, docx_parts.go, docx_fonts.go  WordprocessingML
//   - xlsx.go, xlsx_sheet.go  workbooks; cells never become formulas
//   - pdf.go, pdf_table.go, wrap.go  PDF; lines of Chinese; pdf_outline.go characters
//     that the library cannot embed
//   - font.go, font/  the fonts that PDFs and docx embed; subset.go cuts them down
//
// Input has no field for ID numbers, telephones, health or family, so that no
// document can hold them. In the published list there is no pseudonymous id
// beside a name either: it would open every document that holds only ids.
//
// May import: model, policy, excelize, fpdf, x/image/font/sfnt, x/text.
package exchange
