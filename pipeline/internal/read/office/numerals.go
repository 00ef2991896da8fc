package office

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
)

// Numerals names a way to write a number, as ListStyle does, with what office
// documents have beside it.
type Numerals string

// The numerals that ListStyle lacks.
const (
	Bullets     Numerals = "bullet"
	NoNumber    Numerals = "none"
	ZeroDecimal Numerals = "decimal-leading-zero"
	// LetterRuns and UpperLetterRuns go from z to aa, bb, cc (ISO/IEC 29500-1,
	// 17.18.59, lowerLetter).
	LetterRuns      Numerals = "letter-runs"
	UpperLetterRuns Numerals = "upper-letter-runs"
	Signs           Numerals = "signs" // *, †, ‡, §, **, …
)

// Style is the list style that comes nearest.
func (n Numerals) Style() ast.ListStyle {
	switch n {
	case Bullets, NoNumber:
		return ast.NoNumerals
	case LetterRuns:
		return ast.LowerAlpha
	case UpperLetterRuns:
		return ast.UpperAlpha
	case ZeroDecimal, Signs, "":
		return ast.Decimal
	}
	return ast.ListStyle(n)
}

// maxLetters bounds how often a letter is repeated; what is larger is written in
// decimals.
const maxLetters = 30

var signs = []string{"*", "†", "‡", "§"}

// Write writes a number.
func (n Numerals) Write(k int) string {
	switch n {
	case NoNumber, Bullets:
		return ""
	case ZeroDecimal:
		if k >= 0 && k < 10 {
			return "0" + strconv.Itoa(k)
		}
	case LetterRuns, UpperLetterRuns:
		if k >= 1 && (k-1)/26 < maxLetters {
			s := strings.Repeat(string(rune('a'+(k-1)%26)), (k-1)/26+1)
			if n == UpperLetterRuns {
				s = strings.ToUpper(s)
			}
			return s
		}
	case Signs:
		if k >= 1 && (k-1)/len(signs) < maxLetters {
			return strings.Repeat(signs[(k-1)%len(signs)], (k-1)/len(signs)+1)
		}
	}
	return ast.FormatNumeral(n.Style(), k)
}
