package model

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// Canonical returns the one text that stands for v, after RFC 8785: no white
// space, object keys in the order of their UTF-16 units, shortest numbers, as
// few escapes as possible. It differs from the RFC in one thing: whole numbers
// up to 64 bits keep all their digits. v may be a document of this package, or
// anything that encoding/json can write.
//
// The error is an *Error with CodeNotFinite for NaN and infinities, CodeBadJSON
// for raw text that is not JSON, CodeInternal for types that JSON cannot say.
func Canonical(v any) ([]byte, error) {
	e := encoder{canonical: true}
	e.any(v)
	return e.out, e.err
}

// Hash returns the SHA-256 of the problem's canonical bytes as 64 hexadecimal
// digits. The order of entries does not matter where it means nothing: all
// lists are sorted by the canonical bytes of their entries, except preferences,
// which are ranked, and the values of overrides, whose meaning the pack knows.
// So a permuted document has the same hash. An absent field and its default
// written out are different documents with different hashes.
func (p *Problem) Hash() string {
	return hashOf(p, func(key string) listOrder {
		switch key {
		case "preferences", "value":
			return keepOrder
		default:
			return sortEntries
		}
	})
}

// Seal sets Hash to the SHA-256 of the plan's canonical bytes without that
// field, as 64 hexadecimal digits. The order of lists counts.
func (p *Plan) Seal() { p.Hash = p.sealed() }

// SealIntact reports whether Hash is the one that Seal would set: nothing was
// changed since. It does not say who sealed the plan.
func (p *Plan) SealIntact() bool { return p.Hash != "" && p.Hash == p.sealed() }

func (p *Plan) sealed() string {
	open := *p
	open.Hash = ""
	return hashOf(&open, nil)
}

// hashOf hashes the canonical bytes of a document; order as canonicalText has it.
func hashOf(doc any, order func(key string) listOrder) string {
	h := sha256.New()
	e := encoder{lenient: true}
	if order == nil {
		e.canonical, e.spill = true, func(piece []byte) { h.Write(piece) }
	}
	e.any(doc)
	text := e.out
	if order != nil {
		if sorted, err := canonicalText(text, order); err == nil { // else: cannot be, the encoder writes JSON
			text = sorted
		}
	}
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// listOrder says what becomes of the entries of a list.
type listOrder int

const (
	keepOrder   listOrder = iota // here and in everything inside
	sortEntries                  // by their canonical bytes
)

// canonicalText rewrites a JSON text. order says for the list, or whatever else
// stands under a key, whether order means something; nil keeps every order.
func canonicalText(text []byte, order func(key string) listOrder) ([]byte, error) {
	c := canonicaliser{decoder: newDecoder(text), order: order}
	c.out = make([]byte, 0, len(text))
	if !c.value(order != nil) {
		return nil, NewError(CodeBadJSON, Text{}, errors.New("raw text in a document is not JSON, or lies too deep"))
	}
	if len(c.faults) > 0 {
		return nil, NewError(c.faults[0].Code, Text{}, nil)
	}
	return c.out, nil
}

type canonicaliser struct {
	*decoder
	order func(key string) listOrder
	out   []byte
}

// span is a piece of the output: a member of an object, or an entry of a list.
type span struct {
	key   string // of a member
	bytes []byte
}

func (c *canonicaliser) value(sorting bool) bool {
	switch c.next() {
	case tokenObject:
		return c.object(sorting)
	case tokenList:
		return c.list(sorting)
	case tokenString:
		s, ok := c.str()
		c.out = appendString(c.out, string(s))
		return ok
	case tokenNumber:
		return c.number()
	case tokenTrue, tokenFalse, tokenNull:
		c.out = append(c.out, c.word()...)
		return true
	default:
		return false
	}
}

func (c *canonicaliser) number() bool {
	raw := string(c.decoder.number())
	if n, err := strconv.ParseInt(raw, 10, 64); err == nil {
		c.out = strconv.AppendInt(c.out, n, 10)
		return true
	}
	x, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(x, 0) {
		c.notFinite(c.pos, []byte(raw))
		return true
	}
	c.out = appendFloat(c.out, x)
	return true
}

func (c *canonicaliser) object(sorting bool) bool {
	start := len(c.out)
	var members []span
	ok := c.members(func(key []byte, _ int) bool {
		at := len(c.out)
		c.out = append(appendString(c.out, string(key)), ':')
		name := string(key)
		if !c.value(sorting && c.order(name) == sortEntries) {
			return false
		}
		members = append(members, span{name, c.out[at:]})
		return true
	})
	if !ok {
		return false
	}
	c.join(start, members, '{', '}', func(a, b span) int { return compareUnits(a.key, b.key) })
	return true
}

// compareUnits orders keys by their UTF-16 units, which for ASCII is the order of
// bytes.
func compareUnits(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			if a[i] < utf8.RuneSelf && b[i] < utf8.RuneSelf {
				return cmp.Compare(a[i], b[i])
			}
			return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
		}
	}
	return cmp.Compare(len(a), len(b))
}

func (c *canonicaliser) list(sorting bool) bool {
	if !sorting {
		return c.listAsIs()
	}
	start := len(c.out)
	var entries []span
	ok := c.elements(func(int) bool {
		at := len(c.out)
		if !c.value(sorting) {
			return false
		}
		entries = append(entries, span{bytes: c.out[at:]})
		return true
	})
	if !ok {
		return false
	}
	c.join(start, entries, '[', ']', func(a, b span) int { return bytes.Compare(a.bytes, b.bytes) })
	return true
}

// listAsIs writes a list whose order stays, without a second copy.
func (c *canonicaliser) listAsIs() bool {
	c.out = append(c.out, '[')
	ok := c.elements(func(i int) bool {
		if i > 0 {
			c.out = append(c.out, ',')
		}
		return c.value(false)
	})
	c.out = append(c.out, ']')
	return ok
}

// join puts spans, which fill the output from start on, in order and between
// brackets. Spans stay readable while the output is written anew, since it is
// written to a place of its own first.
func (c *canonicaliser) join(start int, spans []span, begin, end byte, by func(a, b span) int) {
	slices.SortStableFunc(spans, by)
	joined := make([]byte, 0, len(c.out)-start+len(spans)+2)
	joined = append(joined, begin)
	for i, s := range spans {
		if i > 0 {
			joined = append(joined, ',')
		}
		joined = append(joined, s.bytes...)
	}
	joined = append(joined, end)
	c.out = append(c.out[:start], joined...)
}
