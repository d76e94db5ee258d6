package exchange

import (
	"testing"

	"github.com/stretchr/testify/require"
	imagefont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"pgregory.net/rapid"
)

// A subset draws its characters as the font does, as wide, and has no others.
func TestSubset(t *testing.T) {
	t.Parallel()
	fs, err := standardFonts()
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		f := fs[rapid.IntRange(0, len(fs)-1).Draw(t, "font")]
		letters := rapid.OneOf(
			rapid.RuneFrom([]rune("轮岗交流教师公示名单喆垚赟㛃縣禤朤,。()éüÅñẬ¼0Az")), // some are made of others
			rapid.Int32Range(0x20, 0xFFFE), rapid.Int32Range(0x4E00, 0x9FFF), rapid.Int32Range(0x10400, 0x1044F),
		)
		chars := rapid.SliceOfN(letters, 0, 60).Draw(t, "characters")
		data, err := f.subset(chars, "Some Sans 0A1B2C")
		require.NoError(t, err)
		require.Zero(t, checksum(data)-checkMagic, "the sum of the file")
		small, err := parseFont(data)
		require.NoError(t, err)
		family, err := small.parsed.Name(nil, sfnt.NameIDFamily)
		require.NoError(t, err)
		require.Equal(t, "Some Sans 0A1B2C", family)
		asked := map[rune]bool{}
		for _, r := range chars {
			asked[r] = true
			require.Equal(t, shape(t, f, r), shape(t, small, r), "%c", r)
		}
		require.LessOrEqual(t, small.parsed.NumGlyphs(), 1+4*len(chars), "nothing but them and their parts")
		var buffer sfnt.Buffer
		for r := range rune(0x3000) {
			if i, err := small.parsed.GlyphIndex(&buffer, r+0x4000); err == nil && i != 0 {
				require.True(t, asked[r+0x4000], "%c", r+0x4000)
			}
		}
		again, err := f.subset(chars, "Some Sans 0A1B2C")
		require.NoError(t, err)
		require.Equal(t, data, again)
	})
}

// glyph is what a font has of a character.
type glyph struct {
	there    bool
	segments sfnt.Segments
	advance  fixed.Int26_6
	bounds   fixed.Rectangle26_6
}

func shape(t require.TestingT, f *font, r rune) glyph {
	var buffer sfnt.Buffer
	i, err := f.parsed.GlyphIndex(&buffer, r)
	require.NoError(t, err)
	if i == 0 {
		return glyph{}
	}
	out := glyph{there: true}
	segments, err := f.parsed.LoadGlyph(&buffer, i, fixed.I(1000), nil)
	require.NoError(t, err)
	out.segments = append(sfnt.Segments{}, segments...)
	out.bounds, out.advance, err = f.parsed.GlyphBounds(&buffer, i, fixed.I(1000), imagefont.HintingNone)
	require.NoError(t, err)
	return out
}

// hostile returns a font with an é that is made of a glyph that it has not.
func hostile(t require.TestingT, f *font) []byte {
	data, err := f.subset([]rune("é"), "Some Sans")
	require.NoError(t, err)
	small, err := parseFont(data)
	require.NoError(t, err)
	tables, err := small.tables()
	require.NoError(t, err)
	found := false
	for g := range len(tables.loca) - 1 {
		outline := tables.outline(g)
		require.NoError(t, components(outline, func(at int) {
			found = true
			outline[at], outline[at+1] = 0xFF, 0xFF // in place, in data
		}))
	}
	require.True(t, found)
	return data
}

// A font that contradicts itself is refused, also where the reader of fonts that is
// asked first takes it.
func TestSubsetOfHostileFonts(t *testing.T) {
	t.Parallel()
	fs, err := standardFonts()
	require.NoError(t, err)
	bad, err := parseFont(hostile(t, fs[1]))
	require.NoError(t, err)
	_, err = bad.subset([]rune("é"), "Some Sans")
	require.ErrorIs(t, err, errFontTable)
}

// Names stay within what word processors take.
func TestFamilyIsShort(t *testing.T) {
	t.Parallel()
	fs, err := standardFonts()
	require.NoError(t, err)
	data, err := fs[0].subset([]rune("岗"), "Source Han Serif CN Medium and more")
	require.NoError(t, err)
	f, err := parseFont(data)
	require.NoError(t, err)
	require.Equal(t, "Source Han Serif CN Medi", f.family())
	require.Equal(t, "Droid Sans Fallback", fs[0].family())
}

// FuzzSubset feeds fonts that somebody may name: a subset, or an error.
func FuzzSubset(f *testing.F) {
	fs, err := standardFonts()
	require.NoError(f, err)
	for _, own := range fs {
		data, err := own.subset([]rune("é岗A"), "Some Sans")
		require.NoError(f, err)
		f.Add(data)
	}
	f.Add(hostile(f, fs[1]))
	f.Fuzz(func(t *testing.T, data []byte) {
		own, err := parseFont(data)
		if err != nil {
			return
		}
		small, err := own.subset([]rune("é岗A"), "Some Sans")
		if err != nil {
			return
		}
		_, err = parseFont(small)
		require.NoError(t, err)
	})
}
