package office

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// symbolTable is the encoding of the face Symbol from 0x20 on, in Unicode (the
// Unicode Consortium's mapping of Adobe's Symbol encoding).
var symbolTable = []rune(" !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼���������������������������������€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪�〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭�")

// pictureFaces are the signs of faces that have pictures in the place of letters,
// as far as Unicode's data name their like.
var pictureFaces = map[string]map[rune]rune{
	"wingdings": {
		0x21: '✏', 0x22: '✂', 0x24: '👓', 0x28: '☎', 0x2A: '✉', 0x2F: '📭', 0x32: '🗎', 0x33: '🗏',
		0x36: '⌛', 0x3A: '🖳', 0x3E: '✇', 0x3F: '✍', 0x41: '✌', 0x45: '☜', 0x46: '☞', 0x47: '☝',
		0x48: '☟', 0x4A: '☺', 0x4B: '😐', 0x4C: '☹', 0x4E: '☠', 0x51: '✈', 0x52: '☼', 0x54: '❄',
		0x56: '✞', 0x58: '✠', 0x59: '✡', 0x5A: '☪', 0x5B: '☯', 0x5D: '☸', 0x5E: '♈', 0x5F: '♉',
		0x60: '♊', 0x61: '♋', 0x62: '♌', 0x63: '♍', 0x64: '♎', 0x65: '♏', 0x66: '♐', 0x67: '♑',
		0x68: '♒', 0x69: '♓', 0x6C: '●', 0x6D: '❍', 0x6E: '■', 0x6F: '☐', 0x70: '☐', 0x71: '❑',
		0x72: '❒', 0x73: '⬧', 0x74: '⬧', 0x75: '⧫', 0x76: '❖', 0x77: '⬥', 0x78: '⌧', 0x7B: '❀',
		0x7C: '❝', 0x7D: '❞', 0x80: '⓪', 0x81: '①', 0x82: '②', 0x83: '③', 0x84: '④', 0x85: '⑤',
		0x86: '⑥', 0x87: '⑦', 0x88: '⑧', 0x89: '⑨', 0x8A: '⑩', 0x8B: '⓿', 0x8C: '❶', 0x8D: '❷',
		0x8E: '❸', 0x8F: '❹', 0x90: '❺', 0x91: '❻', 0x92: '❼', 0x93: '❽', 0x94: '❾', 0x95: '❿',
		0x9E: '·', 0x9F: '•', 0xA0: '▪', 0xA1: '○', 0xA4: '◉', 0xA5: '◎', 0xA6: '❍', 0xA7: '▪',
		0xA8: '☐', 0xAA: '✦', 0xAB: '★', 0xAC: '★', 0xAD: '✴', 0xAE: '✹', 0xAF: '✵', 0xB5: '✪',
		0xB6: '✰', 0xD5: '⌫', 0xD6: '⌦', 0xD8: '➢', 0xDC: '➲', 0xDF: '←', 0xE0: '→', 0xE1: '↑',
		0xE2: '↓', 0xE3: '↖', 0xE4: '↗', 0xE5: '↙', 0xE6: '↘', 0xE7: '←', 0xE8: '→', 0xE9: '↑',
		0xEA: '↓', 0xEB: '↖', 0xEC: '↗', 0xED: '↙', 0xEE: '↘', 0xEF: '⇦', 0xF0: '⇨', 0xF1: '⇧',
		0xF2: '⇩', 0xF3: '⬄', 0xF4: '⇳', 0xF5: '⇖', 0xF6: '⇗', 0xF7: '⇙', 0xF8: '⇘', 0xF9: '▭',
		0xFA: '▫', 0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑',
	},
	"wingdings 2": {
		0x2A: '☐', 0x4F: '✗', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☑', 0x97: '●',
		0x98: '•', 0xA3: '☐',
	},
	"webdings": {
		0x34: '⏵', 0x3D: '●', 0x61: '✔', 0x63: '☐', 0x67: '■', 0x72: '✘',
	},
}

// faceName is a face's name in small letters, without the style that files of faces
// have in it: "Wingdings-Regular".
func faceName(face string) string {
	face = strings.ToLower(strings.Trim(face, `"' `))
	return strings.TrimRight(strings.TrimSuffix(face, "regular"), "- ")
}

// IsSymbolFace reports whether a face's characters are signs of its own.
func IsSymbolFace(face string) bool {
	face = faceName(face)
	return face == "symbol" || pictureFaces[face] != nil || face == "wingdings 3"
}

// SignOf gives the character that a face of signs shows for a code, which word
// processors write in the private use area (ISO/IEC 29500-1, 17.3.3.30); 0 for one that
// is not known.
func SignOf(face string, code rune) rune {
	if code >= 0xF000 && code <= 0xF0FF {
		code -= 0xF000
	}
	face = faceName(face)
	switch {
	case code < 0x20 || code > 0xFF:
		return 0
	case face == "symbol" || pictureFaces[face] == nil && face != "wingdings 3":
		if r := symbolTable[code-0x20]; r != utf8.RuneError {
			return r
		}
		return 0
	case code == 0x20:
		return ' '
	}
	return pictureFaces[face][code]
}

// IsPrivate reports whether a character is one of those by which word processors
// name the signs of such a face.
func IsPrivate(r rune) bool { return r >= 0xF000 && r <= 0xF0FF }

// BulletSign gives the sign of a bullet; "" for one that has no like in Unicode and
// is shown as any bullet.
func BulletSign(text, face string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 || size < len(text) {
		return ""
	}
	if IsPrivate(r) || IsSymbolFace(face) {
		r = SignOf(face, r)
	}
	switch r {
	case '•', '–', '—', '-', '◦', '▪':
		return string(r)
	case '·', '●':
		return "•"
	}
	return ""
}

// Readable gives a text with the characters that its face shows: signs stand in the
// private use area, or as the letters of their codes where somebody chose a face of
// signs for letters that were there. A sign that is not known is told once: the
// replacement character stands in its place, or its letter stays.
func (r *Report) Readable(s, face string, place int) string {
	isSigns := IsSymbolFace(face)
	if face == "" {
		face = "symbol" // whose signs stand in the private use area of any text
	}
	if !isSigns && strings.IndexFunc(s, IsPrivate) < 0 {
		return s
	}
	return strings.Map(func(c rune) rune {
		private := IsPrivate(c)
		if !private && (!isSigns || !isCode(c)) {
			return c
		}
		sign := SignOf(face, c)
		switch {
		case sign == 0:
			return r.UnknownSign(place, face, c)
		case !private && sign != c:
			r.turned.add(place, face, c)
		}
		return sign
	}, s)
}

// isCode reports whether a character can be the code of a sign.
func isCode(c rune) bool { return c > 0x20 && c < 0x7F || c > 0xA0 && c <= 0xFF }

// turned are the letters of faces of signs for which the signs stand in the text.
type turned struct {
	place         int // of the first
	face, letters string
}

func (t *turned) add(place int, face string, letter rune) {
	if t.letters == "" {
		t.place, t.face = place, face
	}
	t.letters += string(letter)
}

// TellSigns says which letters were read as the signs that their face shows.
func (r *Report) TellSigns() {
	if t := r.turned; t.letters != "" {
		r.Drop(t.place, CodeSigns, 0.9, t.letters, fmt.Sprintf("letters in the face %q, here and perhaps in others, are the signs that it shows in their place", t.face))
	}
}

// UnknownSign says once for each sign that it is not known, and gives what stands in its
// place: its letter, or the replacement character.
func (r *Report) UnknownSign(place int, face string, code rune) (instead rune) {
	instead, what := utf8.RuneError, "\ufffd"
	if !IsPrivate(code) && isCode(code) {
		instead, what = code, "its letter, "+string(code)+","
	}
	key := fmt.Sprintf("%s:%x", face, code)
	if r.signs[key] {
		return instead
	}
	if r.signs == nil {
		r.signs = map[string]bool{}
	}
	r.signs[key] = true
	r.Warn(place, CodeSymbol, fmt.Sprintf("the sign %04X of the face %q has no like in Unicode; %s stands in its place, here and elsewhere", code, face, what),
		"write the sign as a character, or as a picture with a text alternative")
	return instead
}

// CheckBox is the sign of a box to tick.
func CheckBox(ticked bool) string {
	if ticked {
		return "☒"
	}
	return "☐"
}
