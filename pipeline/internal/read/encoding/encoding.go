// Package encoding turns a file's bytes into text: it recognises UTF-8, UTF-16,
// Windows-1252 and ISO-8859-15, with or without a byte order mark, and says what
// it took and what it could not read. It changes no character: text that was
// damaged before, by a program that took UTF-8 for something else, is reported
// and left.
package encoding

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Encoding is how a file's bytes were recognised.
type Encoding struct {
	// Name is that of the WHATWG Encoding Standard, in its usual capitals.
	Name string
	// Evidence says in a few words why.
	Evidence   string
	Confidence float64
	decode     func([]byte) string
}

// Decode turns data into UTF-8 without a byte order mark; bytes that are no
// text become U+FFFD.
func (e Encoding) Decode(data []byte) string { return e.decode(data) }

var (
	bomUTF8    = []byte{0xEF, 0xBB, 0xBF}
	bomUTF16LE = []byte{0xFF, 0xFE}
	bomUTF16BE = []byte{0xFE, 0xFF}
)

// sampleSize is how much of a file tells UTF-16 by its zero bytes: statistics
// over more of them do not change the outcome.
const sampleSize = 64 << 10

// Recognise finds the encoding of data: a byte order mark, then the zero bytes
// of UTF-16, then whether the bytes are UTF-8. What is neither is read as
// Windows-1252 or ISO-8859-15 where its bytes make sense as text, else as broken
// UTF-8.
func Recognise(data []byte) Encoding {
	switch {
	case bytes.HasPrefix(data, bomUTF8):
		return Encoding{"UTF-8", "byte order mark", 1, decodeUTF8}
	case bytes.HasPrefix(data, bomUTF16LE):
		return Encoding{"UTF-16LE", "byte order mark", 1, decodeUTF16(binary.LittleEndian)}
	case bytes.HasPrefix(data, bomUTF16BE):
		return Encoding{"UTF-16BE", "byte order mark", 1, decodeUTF16(binary.BigEndian)}
	}
	if order := zeroPattern(data); order != nil {
		return Encoding{"UTF-16", "every other byte is zero", 0.95, decodeUTF16(order)}
	}
	if utf8.Valid(data) {
		return Encoding{"UTF-8", "all bytes are valid", 1, decodeUTF8}
	}
	if singleBytes(data) {
		if euroOf8859(data) {
			return Encoding{"ISO-8859-15", "single bytes that are no UTF-8, a euro sign among them", 0.75, decodeISO885915}
		}
		return Encoding{"Windows-1252", "single bytes that are no UTF-8", 0.80, decodeWindows1252}
	}
	return Encoding{"UTF-8", "mostly valid bytes", 0.75, decodeUTF8}
}

// zeroPattern recognises UTF-16 without a mark: European text in it has a zero
// in nearly every second byte and in none of the others.
func zeroPattern(data []byte) binary.ByteOrder {
	sample := data[:min(len(data), sampleSize)&^1]
	var even, odd int
	for i := 0; i+1 < len(sample); i += 2 {
		if sample[i] == 0 {
			even++
		}
		if sample[i+1] == 0 {
			odd++
		}
	}
	pairs := len(sample) / 2
	switch {
	case pairs < 4:
		return nil
	case odd*10 >= pairs*7 && even*20 <= pairs:
		return binary.LittleEndian
	case even*10 >= pairs*7 && odd*20 <= pairs:
		return binary.BigEndian
	}
	return nil
}

// singleBytes weighs the bytes over 0x7F: in an encoding of one byte a letter
// they stand alone between ASCII letters, while damaged UTF-8 still has most of
// them in valid sequences.
func singleBytes(data []byte) bool {
	var valid, single int
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			single++
		} else {
			valid++
		}
		i += size
	}
	return single > valid
}

// euroOf8859 reports whether a text of single bytes has the euro sign of
// ISO-8859-15, 0xA4, and no byte that only Windows-1252 uses. What Windows-1252
// has at 0xA4, the sign for any currency, is hardly ever written.
func euroOf8859(data []byte) bool {
	euro := false
	for _, c := range data {
		if c >= 0x80 && c < 0xA0 {
			return false
		}
		euro = euro || c == 0xA4
	}
	return euro
}

// decodeUTF8 keeps valid text and puts U+FFFD where bytes are not valid.
func decodeUTF8(data []byte) string {
	return strings.ToValidUTF8(string(bytes.TrimPrefix(data, bomUTF8)), "\uFFFD")
}

func decodeUTF16(order binary.ByteOrder) func([]byte) string {
	return func(data []byte) string {
		units := make([]uint16, 0, len(data)/2+1)
		for i := 0; i+1 < len(data); i += 2 {
			units = append(units, order.Uint16(data[i:]))
		}
		if len(data)%2 == 1 {
			units = append(units, utf8.RuneError)
		}
		return strings.TrimPrefix(string(utf16.Decode(units)), "\uFEFF")
	}
}

// windows1252 gives the characters of bytes 0x80 to 0x9F (WHATWG Encoding
// Standard, index windows-1252); the five bytes without a character become
// U+FFFD, as they are no text.
var windows1252 = [32]rune{
	'€', utf8.RuneError, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', utf8.RuneError, 'Ž', utf8.RuneError,
	utf8.RuneError, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', utf8.RuneError, 'ž', 'Ÿ',
}

func decodeWindows1252(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		switch {
		case c < utf8.RuneSelf:
			b.WriteByte(c)
		case c < 0xA0:
			b.WriteRune(windows1252[c-0x80])
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// iso885915 are the characters in which ISO-8859-15 departs from the code
// points of its bytes (WHATWG Encoding Standard, index iso-8859-15).
var iso885915 = map[byte]rune{0xA4: '€', 0xA6: 'Š', 0xA8: 'š', 0xB4: 'Ž', 0xB8: 'ž', 0xBC: 'Œ', 0xBD: 'œ', 0xBE: 'Ÿ'}

func decodeISO885915(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		if r, ok := iso885915[c]; ok {
			b.WriteRune(r)
			continue
		}
		b.WriteRune(rune(c))
	}
	return b.String()
}
