// Package workbook brings a problem document into a workbook (xlsx) and out of
// one again, for people who keep their district in a spreadsheet program.
//
// A workbook has a sheet for each list of the document and a row for each entry;
// the sheet 区县 has the single values. Everything that a problem document can
// say has a column (sheets.go is the whole table), so that nothing is lost: what
// is written is read back first, and refused with its place if it would change.
// Reading is as strict as for JSON, and every fault carries sheet and cell.
//
//   - workbook.go   Read, Book: problem, faults with sheet and cell
//   - sheets.go     the table of sheets and columns; columns.go what a column is
//   - fields.go     from a column to the field of the document
//   - words.go      Chinese words of the closed lists
//   - cells.go, dates.go  from the text of a cell to a value
//   - show.go       from a value to a cell
//   - special.go    columns that are more than one field: stages, qualifications
//   - open.go       a file is opened: sizes, what spreadsheets must not hold
//   - scan.go       formulas, merged cells and mangled numbers of a sheet
//   - heads.go, rows.go, belong.go, single.go  from sheets to the problem
//   - judge.go      what is wrong with a cell, as a fault
//   - places.go     from a pointer to its cell
//   - write.go, page.go   Write and Template; lossless.go refuses what would be lost
//   - mark.go, issues.go  Mark: faulty cells coloured, a comment on each, sheet 问题
//
// Names, identity numbers and telephones have no column: persons are pseudonyms
// here. docs/workbook.md tells users how to fill in a workbook.
//
// May import: model, policy, excelize, x/text.
package workbook
