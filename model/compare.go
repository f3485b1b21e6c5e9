package model

import (
	"cmp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Order is one way to read "lexicographical" in glare rule 2 (V0-GLARE-2), which
// names neither the alphabet nor the unit that is compared (H-15). It is the knob
// cmp. The zero value is the order of UTF-8 bytes.
type Order uint8

// The orders. Bytes, points and UTF-16 units agree on every ID that the grammar of
// v1 allows; v0 has no grammar.
const (
	OrderBytes   Order = iota // UTF-8 bytes: Go, Rust, C++
	OrderPoints               // Unicode code points: Python
	OrderUTF16                // UTF-16 code units: JavaScript, Java, Kotlin, Dart, QString
	OrderUCA                  // Unicode collation, root locale: localeCompare, ICU
	OrderFold                 // bytes after ASCII letters are made lower case
	OrderNumeric              // two IDs of digits as numbers, any other pair as bytes
)

// Orders lists every order, in the sequence in which the knob cmp lists its values.
var Orders = [...]Order{OrderBytes, OrderPoints, OrderUTF16, OrderUCA, OrderFold, OrderNumeric}

// String returns the value of the knob cmp.
func (o Order) String() string {
	switch o {
	case OrderBytes:
		return "bytes"
	case OrderPoints:
		return "points"
	case OrderUTF16:
		return "utf16"
	case OrderUCA:
		return "uca"
	case OrderFold:
		return "fold"
	case OrderNumeric:
		return "numeric"
	}
	return "unknown order"
}

// Compare returns -1, 0 or 1 as x sorts before, with or after y.
//
// Bytes and points are strict total orders on all strings, and utf16 is one on valid
// UTF-8. Uca and fold are weak orders: distinct IDs may compare as 0, and then the
// reading falls back to its knob eq (H-14). Numeric is no order at all: it has cycles.
// That is deliberate, for it is what comparing numbers where one can and text where
// one cannot amounts to.
//
// An ID need not be valid UTF-8. For points and utf16, a lone surrogate is the three
// bytes that UTF-8 would spend on it (as in WTF-8), and any other byte that belongs to
// no code point is a unit of its own above all others. In utf16 a high and a low
// surrogate that stand side by side therefore equal the code point they make up.
func (o Order) Compare(x, y string) int {
	switch o {
	case OrderBytes:
		return strings.Compare(x, y)
	case OrderPoints:
		return compareUnits(units{rest: x}, units{rest: y})
	case OrderUTF16:
		return compareUnits(units{rest: x, split: true}, units{rest: y, split: true})
	case OrderUCA:
		// A Collator keeps buffers, so that sharing one would need a lock. IDs are
		// compared once per scenario; making one each time is the plainer choice.
		return collate.New(language.Und).CompareString(x, y)
	case OrderFold:
		return strings.Compare(lowerASCII(x), lowerASCII(y))
	case OrderNumeric:
		if isDigits(x) && isDigits(y) {
			return compareNumbers(x, y)
		}
		return strings.Compare(x, y)
	}
	panic("model: Compare was asked for an order that is not in Orders")
}

// units reads an ID unit by unit: code points, or UTF-16 code units if split is set.
type units struct {
	rest  string
	split bool
	low   rune // second half of a code point that was split, 0 if none is due
}

// strayByte plus a byte is the unit of a byte that belongs to no code point.
const strayByte = utf8.MaxRune + 1

// next returns the next unit, or -1 at the end, so that a prefix is the lesser.
func (u *units) next() rune {
	if u.low != 0 {
		low := u.low
		u.low = 0
		return low
	}
	if u.rest == "" {
		return -1
	}
	point, size := utf8.DecodeRuneInString(u.rest)
	if point == utf8.RuneError && size == 1 {
		point, size = decodeSurrogate(u.rest)
	}
	u.rest = u.rest[size:]
	if u.split && utf16.RuneLen(point) == 2 {
		point, u.low = utf16.EncodeRune(point)
	}
	return point
}

// decodeSurrogate reads what utf8 refuses: a surrogate in three bytes (ED, A0 to BF,
// 80 to BF), else one stray byte.
func decodeSurrogate(s string) (unit rune, size int) {
	if len(s) >= 3 && s[0] == 0xED && s[1]&^0x1F == 0xA0 && s[2]&^0x3F == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return strayByte + rune(s[0]), 1
}

func compareUnits(x, y units) int {
	for {
		a, b := x.next(), y.next()
		if a != b || a < 0 {
			return cmp.Compare(a, b)
		}
	}
}

// lowerASCII leaves all but A to Z alone; strings.ToLower would also fold other
// alphabets and repair invalid UTF-8.
func lowerASCII(s string) string {
	lower := []byte(s)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	return string(lower)
}

// isDigits reports whether s is one or more of 0 to 9.
func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// compareNumbers compares numbers of any length: without leading zeros the longer
// one is the greater, and equally long ones compare digit by digit.
func compareNumbers(x, y string) int {
	x, y = strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y))
}
