package exchange

import (
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/image/font/sfnt"
)

// A TrueType font is a folder of tables (ISO/IEC 14496-22). A subset keeps the
// outlines of the characters asked for, numbered anew, and what a program needs to
// draw and name them. Tables that place letters in other ways (GSUB, GPOS, vhea) are
// left out: they speak of outlines that are gone.

var errFontTable = errors.New("a table of the font is missing or cut short")

// keptTables are taken over as they are: the measures of lines, and the programs that
// fit outlines to a grid.
var keptTables = []string{"OS/2", "cvt ", "fpgm", "prep", "gasp"}

// Places in the tables, in bytes.
const (
	headCheck  = 8  // head.checkSumAdjustment
	headLong   = 50 // head.indexToLocFormat
	maxpGlyphs = 4  // maxp.numGlyphs
	hheaWidths = 34 // hhea.numberOfHMetrics
	postHead   = 32 // bytes of a post table without names of glyphs

	checkMagic = 0xB1B0AFBA
)

// subset returns a font with these characters only; those that the font lacks are
// left out. It has a name of its own: a program that has two subsets of one name open
// takes one for the other. The error is that of a font with a table missing or cut
// short.
func (f *font) subset(chars []rune, family string) ([]byte, error) {
	t, err := f.tables()
	if err != nil {
		return nil, err
	}
	var buffer sfnt.Buffer
	old := map[rune]int{}
	for _, r := range chars {
		if i, err := f.parsed.GlyphIndex(&buffer, r); err == nil && i != 0 {
			old[r] = int(i)
		}
	}
	glyphs, err := t.closure(slices.Collect(maps.Values(old)))
	if err != nil {
		return nil, err
	}
	number := make(map[int]int, len(glyphs))
	for i, g := range glyphs {
		number[g] = i
	}
	out := map[string][]byte{}
	for _, tag := range keptTables {
		if data := t.data[tag]; data != nil {
			out[tag] = data
		}
	}
	out["name"] = f.named(family)
	out["cmap"] = cmapOf(old, number)
	out["glyf"], out["loca"] = t.outlines(glyphs, number)
	out["hmtx"] = t.widths(glyphs)
	out["head"] = patched(t.data["head"], headLong, 1)
	out["hhea"] = patched(t.data["hhea"], hheaWidths, len(glyphs))
	out["maxp"] = patched(t.data["maxp"], maxpGlyphs, len(glyphs))
	out["post"] = slices.Clone(t.data["post"][:postHead])
	binary.BigEndian.PutUint32(out["post"], 0x00030000)
	return assembled(out), nil
}

// longestName keeps the table of names within its 64 KB; licences of a page fit.
const longestName = 8 << 10

// named writes the table of names: the family, and whose font it is.
func (f *font) named(family string) []byte {
	names := map[sfnt.NameID]string{
		sfnt.NameIDFamily: family, sfnt.NameIDSubfamily: "Regular", sfnt.NameIDUniqueIdentifier: family,
		sfnt.NameIDFull: family, sfnt.NameIDPostScript: strings.ReplaceAll(family, " ", ""),
	}
	for _, id := range []sfnt.NameID{sfnt.NameIDCopyright, sfnt.NameIDLicense, sfnt.NameIDLicenseURL} {
		if text, err := f.parsed.Name(nil, id); err == nil && len(text) <= longestName {
			names[id] = text
		}
	}
	u16 := binary.BigEndian.AppendUint16
	var texts []byte
	out := u16(u16(u16(nil, 0), uint16(len(names))), uint16(6+12*len(names)))
	for _, id := range slices.Sorted(maps.Keys(names)) {
		begin := len(texts)
		for _, unit := range utf16.Encode([]rune(names[id])) {
			texts = u16(texts, unit)
		}
		// Windows, first plane, English.
		out = u16(u16(u16(out, 3), 1), 0x0409)
		out = u16(u16(u16(out, uint16(id)), uint16(len(texts)-begin)), uint16(begin))
	}
	return append(out, texts...)
}

// tables are those of a font that a subset reads.
type tables struct {
	data   map[string][]byte
	loca   []int // where the outlines begin; one more than there are
	widths func(glyphs []int) []byte
}

func (f *font) tables() (*tables, error) {
	t := &tables{data: map[string][]byte{}}
	if len(f.data) < 12 {
		return nil, errFontTable
	}
	for i := range int(binary.BigEndian.Uint16(f.data[4:])) {
		at := 12 + 16*i
		if len(f.data) < at+16 {
			return nil, errFontTable
		}
		from, n := uint64(binary.BigEndian.Uint32(f.data[at+8:])), uint64(binary.BigEndian.Uint32(f.data[at+12:]))
		if from+n > uint64(len(f.data)) {
			return nil, errFontTable
		}
		t.data[string(f.data[at:at+4])] = f.data[from : from+n]
	}
	for tag, least := range map[string]int{"head": headLong + 4, "hhea": hheaWidths + 2, "maxp": maxpGlyphs + 2, "post": postHead, "glyf": 0, "loca": 0, "hmtx": 4} {
		if data, ok := t.data[tag]; !ok || len(data) < least {
			return nil, errFontTable
		}
	}
	n := int(binary.BigEndian.Uint16(t.data["maxp"][maxpGlyphs:]))
	long := binary.BigEndian.Uint16(t.data["head"][headLong:]) == 1
	size := 2
	if long {
		size = 4
	}
	loca := t.data["loca"]
	if len(loca) < size*(n+1) {
		return nil, errFontTable
	}
	for i := range n + 1 {
		at := 2 * int(binary.BigEndian.Uint16(loca[size*i:]))
		if long {
			at = int(binary.BigEndian.Uint32(loca[size*i:]))
		}
		if at > len(t.data["glyf"]) || i > 0 && at < t.loca[i-1] {
			return nil, errFontTable
		}
		t.loca = append(t.loca, at)
	}
	hmtx, given := t.data["hmtx"], int(binary.BigEndian.Uint16(t.data["hhea"][hheaWidths:]))
	if given < 1 || given > n || len(hmtx) < 4*given {
		return nil, errFontTable
	}
	t.widths = func(glyphs []int) []byte {
		var out []byte
		for _, g := range glyphs {
			if g < given {
				out = append(out, hmtx[4*g:4*g+4]...)
				continue
			}
			// The last width holds for the rest; only what stands left differs, and
			// some fonts leave that out.
			out = append(out, hmtx[4*given-4:4*given-2]...)
			if at := 4*given + 2*(g-given); at+2 <= len(hmtx) {
				out = append(out, hmtx[at:at+2]...)
			} else {
				out = append(out, 0, 0)
			}
		}
		return out
	}
	return t, nil
}

// outline is the data of a glyph; empty for one that draws nothing.
func (t *tables) outline(g int) []byte { return t.data["glyf"][t.loca[g]:t.loca[g+1]] }

// Flags of a component of a glyph that is made of others.
const (
	partWords  = 1 << 0 // two words of arguments, not bytes
	partScale  = 1 << 3
	partMore   = 1 << 5
	partScales = 1 << 6
	partMatrix = 1 << 7
)

// components calls visit with the place of the number of every glyph that an outline is
// made of.
func components(outline []byte, visit func(at int)) error {
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return nil
	}
	for at := 10; ; {
		if len(outline) < at+4 {
			return errFontTable
		}
		flags := binary.BigEndian.Uint16(outline[at:])
		visit(at + 2)
		at += 6
		if flags&partWords != 0 {
			at += 2
		}
		switch {
		case flags&partScale != 0:
			at += 2
		case flags&partScales != 0:
			at += 4
		case flags&partMatrix != 0:
			at += 8
		}
		if flags&partMore == 0 {
			return nil
		}
	}
}

// closure returns the glyphs, the box for missing ones (0), and all that they are made
// of, in order. A number that no glyph of the font has is an error.
func (t *tables) closure(glyphs []int) ([]int, error) {
	seen := map[int]bool{}
	var queue []int
	add := func(g int) {
		if !seen[g] {
			seen[g] = true
			queue = append(queue, g)
		}
	}
	add(0)
	for _, g := range glyphs {
		add(g)
	}
	for len(queue) > 0 {
		g := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if g+1 >= len(t.loca) {
			return nil, errFontTable
		}
		outline := t.outline(g)
		if err := components(outline, func(at int) { add(int(binary.BigEndian.Uint16(outline[at:]))) }); err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(seen)), nil
}

// outlines returns the tables glyf and loca, with the components by their new numbers.
func (t *tables) outlines(glyphs []int, number map[int]int) (glyf, loca []byte) {
	for _, g := range glyphs {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		outline := slices.Clone(t.outline(g))
		_ = components(outline, func(at int) { // closure has walked them
			binary.BigEndian.PutUint16(outline[at:], uint16(number[int(binary.BigEndian.Uint16(outline[at:]))]))
		})
		glyf = padded(append(glyf, outline...))
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
}

// cmapOf writes which glyph draws a character: as format 4 for the first plane, which
// every program reads, and as format 12 for all; only so when there are too many.
func cmapOf(old map[rune]int, number map[int]int) []byte {
	type run struct{ first, last, glyph int }
	var all, plane []run
	for _, r := range slices.Sorted(maps.Keys(old)) {
		c, g := int(r), number[old[r]]
		for _, list := range []*[]run{&all, &plane} {
			if list == &plane && c >= 0xFFFF {
				continue
			}
			if n := len(*list); n > 0 && (*list)[n-1].last+1 == c && (*list)[n-1].glyph+c-(*list)[n-1].first == g {
				(*list)[n-1].last = c
				continue
			}
			*list = append(*list, run{c, c, g})
		}
	}
	plane = append(plane, run{0xFFFF, 0xFFFF, 0}) // ends the list
	u16, u32 := binary.BigEndian.AppendUint16, binary.BigEndian.AppendUint32
	n := len(plane)
	low := 1 // the greatest power of two that n holds
	for low*2 <= n {
		low *= 2
	}
	log := 0
	for 1<<log < low {
		log++
	}
	four := u16(u16(u16(nil, 4), uint16(16+8*n)), 0)
	four = u16(u16(u16(u16(four, uint16(2*n)), uint16(2*low)), uint16(log)), uint16(2*(n-low)))
	for _, r := range plane {
		four = u16(four, uint16(r.last))
	}
	four = u16(four, 0)
	for _, r := range plane {
		four = u16(four, uint16(r.first))
	}
	for _, r := range plane {
		delta := r.glyph - r.first
		if r.first == 0xFFFF {
			delta = 1 // to glyph 0
		}
		four = u16(four, uint16(delta))
	}
	for range plane {
		four = u16(four, 0)
	}
	twelve := u32(u32(u32(u16(u16(nil, 12), 0), uint32(16+12*len(all))), 0), uint32(len(all)))
	for _, r := range all {
		twelve = u32(u32(u32(twelve, uint32(r.first)), uint32(r.last)), uint32(r.glyph))
	}
	if len(four) > math.MaxUint16 { // its length has two bytes
		return append(u32(u16(u16(u16(u16(nil, 0), 1), 3), 10), 4+8), twelve...)
	}
	const header = 4 + 2*8
	out := u16(u16(nil, 0), 2)
	out = u32(u16(u16(out, 3), 1), header)                    // Windows, first plane
	out = u32(u16(u16(out, 3), 10), header+uint32(len(four))) // Windows, all planes
	return append(append(out, four...), twelve...)
}

// patched returns a copy of a table with the two bytes at a place set.
func patched(table []byte, at, value int) []byte {
	out := slices.Clone(table)
	binary.BigEndian.PutUint16(out[at:], uint16(value))
	return out
}

func padded(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// assembled writes tables as a font file, with its checksums.
func assembled(data map[string][]byte) []byte {
	tags := slices.SortedFunc(maps.Keys(data), cmp.Compare[string])
	n := len(tags)
	low, log := 1, 0
	for low*2 <= n {
		low, log = low*2, log+1
	}
	u16, u32 := binary.BigEndian.AppendUint16, binary.BigEndian.AppendUint32
	out := u32(nil, 0x00010000)
	out = u16(u16(u16(u16(out, uint16(n)), uint16(16*low)), uint16(log)), uint16(16*(n-low)))
	at, head := 12+16*n, 0
	var body []byte
	for _, tag := range tags {
		table := data[tag]
		if tag == "head" {
			table = slices.Clone(table)
			binary.BigEndian.PutUint32(table[headCheck:], 0)
			head = at + len(body)
		}
		out = append(out, tag...)
		out = u32(u32(u32(out, checksum(table)), uint32(at+len(body))), uint32(len(table)))
		body = padded(append(body, table...))
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[head+headCheck:], checkMagic-checksum(out))
	return out
}

// checksum is the sum of the words of a table, which ends with zeros.
func checksum(b []byte) uint32 {
	var sum uint32
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}
