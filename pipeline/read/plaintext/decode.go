package plaintext

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"octavo/pipeline/diag"
)

// encoding is how a file's bytes were recognised and are turned into UTF-8.
type encoding struct {
	name       string
	evidence   string
	confidence float64
	decode     func([]byte) string
}

var (
	bomUTF8    = []byte{0xEF, 0xBB, 0xBF}
	bomUTF16LE = []byte{0xFF, 0xFE}
	bomUTF16BE = []byte{0xFE, 0xFF}
)

// sampleSize is how much of a file decides on its encoding: statistics over
// more bytes do not change the outcome.
const sampleSize = 64 << 10

// recognise finds the encoding of data: a byte order mark, then the zero bytes
// of UTF-16, then whether the bytes are UTF-8. What is neither is read as
// Windows-1252 where its bytes make sense as text, else as broken UTF-8.
func recognise(data []byte) encoding {
	switch {
	case bytes.HasPrefix(data, bomUTF8):
		return encoding{"UTF-8", "byte order mark", 1, decodeUTF8}
	case bytes.HasPrefix(data, bomUTF16LE):
		return encoding{"UTF-16LE", "byte order mark", 1, decodeUTF16(binary.LittleEndian)}
	case bytes.HasPrefix(data, bomUTF16BE):
		return encoding{"UTF-16BE", "byte order mark", 1, decodeUTF16(binary.BigEndian)}
	}
	if order := zeroPattern(data); order != nil {
		return encoding{"UTF-16", "every other byte is zero", 0.95, decodeUTF16(order)}
	}
	if utf8.Valid(data) {
		return encoding{"UTF-8", "all bytes are valid", 1, decodeUTF8}
	}
	if looksLikeWindows1252(data) {
		return encoding{"Windows-1252", "single bytes that are no UTF-8", 0.80, decodeWindows1252}
	}
	return encoding{"UTF-8", "mostly valid bytes", 0.75, decodeUTF8}
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

// looksLikeWindows1252 weighs the bytes over 0x7F: in a text of this encoding
// they stand alone between ASCII letters, while damaged UTF-8 still has most of
// them in valid sequences.
func looksLikeWindows1252(data []byte) bool {
	sample := data[:min(len(data), sampleSize)]
	var valid, single int
	for i := 0; i < len(sample); {
		r, size := utf8.DecodeRune(sample[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			single++
		case size > 1:
			valid++
		}
		i += size
	}
	return single > valid
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

// report says which encoding was taken where it is not plain UTF-8, and where
// bytes could not be read.
func report(name, text string, e encoding, log *diag.Log) {
	if e.name != "UTF-8" || e.evidence == "byte order mark" {
		log.Add(diag.Diagnostic{
			Code: codeEncoding, Pos: diag.Pos{File: name, Line: 1, Col: 1}, Rule: "encoding",
			Message:    fmt.Sprintf("read as %s (%s)", e.name, e.evidence),
			Confidence: e.confidence,
		})
	}
	reportInvalid(name, text, log)
}

// reportInvalid names each line with an unreadable character once.
func reportInvalid(name, text string, log *diag.Log) {
	line := 1
	for rest := text; ; {
		i := strings.IndexRune(rest, utf8.RuneError)
		if i < 0 {
			return
		}
		line += strings.Count(rest[:i], "\n")
		start := strings.LastIndexByte(rest[:i], '\n') + 1
		end := i + strings.IndexByte(rest[i:]+"\n", '\n')
		log.Add(diag.Diagnostic{
			Code: codeInvalid, Severity: diag.Warning, Rule: "invalid bytes",
			Pos:        diag.Pos{File: name, Line: line, Col: i - start + 1},
			Message:    "bytes that are no text; each run stands as U+FFFD",
			Hint:       "save the file as UTF-8, or restore the lost characters in the source",
			Excerpt:    excerpt(rest[start:end]),
			Confidence: 0.60,
		})
		if end == len(rest) {
			return
		}
		rest = rest[end:]
	}
}

// excerptRunes is enough to find a line again.
const excerptRunes = 80

func excerpt(s string) string {
	n := 0
	for i := range s {
		if n++; n > excerptRunes {
			return s[:i] + "…"
		}
	}
	return s
}
