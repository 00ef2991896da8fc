package office

import (
	"fmt"
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
	Hex             Numerals = "hex"
	InDashes        Numerals = "in-dashes"   // - 1 -
	Circled         Numerals = "circled"     // ①
	WithStop        Numerals = "with-stop"   // ⒈
	InBrackets      Numerals = "in-brackets" // ⑴
	Counting        Numerals = "counting"    // 一, …, 十, 十一, …, 二十, …, 九十九
)

// Others name the digits with which a number is written, from nought (there are ten),
// the letters that count (there are more; behind the last they are doubled), or are a
// number with noughts before it that tells how many digits there are: "001".

// Style is the list style that comes nearest.
func (n Numerals) Style() ast.ListStyle {
	switch n {
	case Bullets, NoNumber:
		return ast.NoNumerals
	case LetterRuns:
		return ast.LowerAlpha
	case UpperLetterRuns:
		return ast.UpperAlpha
	}
	if style := ast.ListStyle(n); ast.FormatNumeral(style, 2) != "2" {
		return style
	}
	return ast.Decimal
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
	if s := n.writeOther(k); s != "" {
		return s
	}
	return ast.FormatNumeral(n.Style(), k)
}

// enclosed are the first of the twenty signs of numbers in a circle and the like.
var enclosed = map[Numerals]rune{Circled: '①', WithStop: '⒈', InBrackets: '⑴'}

// writeOther writes a number as scripts other than Latin do, or with noughts, dashes or
// a circle; "" where it cannot.
func (n Numerals) writeOther(k int) string {
	signs := []rune(n)
	switch first, ringed := enclosed[n]; {
	case ringed && k >= 1 && k <= 20:
		return string(first + rune(k-1))
	case n == InDashes:
		return "- " + strconv.Itoa(k) + " -"
	case n == Hex:
		return strings.ToUpper(strconv.FormatInt(int64(k), 16))
	case n == Counting:
		return counted(k)
	case len(signs) == 0:
	case signs[0] == '0':
		return fmt.Sprintf("%0*d", len(signs), k)
	case signs[0] < 0x80 || k < 0:
	case isDigits(signs):
		return strings.Map(func(r rune) rune { return signs[r-'0'] }, strconv.Itoa(k))
	case k >= 1 && (k-1)/len(signs) < maxLetters:
		return strings.Repeat(string(signs[(k-1)%len(signs)]), (k-1)/len(signs)+1)
	}
	return ""
}

// isDigits reports whether signs are the digits of a script: there are ten, and the
// ten stems of the Chinese years have no nought.
func isDigits(signs []rune) bool { return len(signs) == 10 && signs[0] != '甲' }

// counted counts in Chinese signs, to ninety-nine.
func counted(k int) string {
	signs := []rune("〇一二三四五六七八九")
	if k < 1 || k > 99 {
		return ""
	}
	s := ""
	if k >= 20 {
		s = string(signs[k/10])
	}
	if k >= 10 {
		s += "十"
	}
	if k%10 > 0 {
		s += string(signs[k%10])
	}
	return s
}
