package understand

import (
	"strings"

	chars "octavo/pipeline/internal/text"
)

// inSigns is a line of a grid as it would be drawn with + - = and |, a sign for each
// character: programs draw the same grid with the lines of the block Box Drawing
// (Unicode, U+2500 to U+257F).
func inSigns(text string) string {
	if strings.IndexByte(text, "─"[0]) < 0 || !strings.ContainsFunc(text, func(c rune) bool { return boxSign(c) != c }) {
		return text
	}
	return strings.Map(boxSign, text)
}

// boxSign is the sign for a line of Box Drawing, or c where it is none. Lines that are
// double all along are those under heads, as with =.
func boxSign(c rune) rune {
	switch {
	case c < 0x2500 || c > 0x257F || c >= 0x2571 && c <= 0x2573: // the last are aslant
		return c
	case c == '═':
		return '='
	case strings.ContainsRune("─━┄┅┈┉╌╍╴╶╸╺╼╾", c):
		return '-'
	case strings.ContainsRune("│┃┆┇┊┋╎╏║╵╷╹╻╽╿", c):
		return '|'
	}
	return '+'
}

// drawnSigns are the rules among lines, and the bars at the edges of their cells.
func drawnSigns(lines []*line, bars int) string {
	var signs strings.Builder
	for _, l := range lines {
		if isGridRule(inSigns(l.text)) || dashColumns(l) != nil {
			signs.WriteString(chars.WithoutSpace(l.text))
		} else {
			signs.WriteString(barsOf(l.text, bars))
		}
	}
	return signs.String()
}

// barsOf are the bars of a row: those of Box Drawing where it has as many, else plain
// ones.
func barsOf(text string, bars int) string {
	drawn := strings.Map(func(c rune) rune {
		if c != '|' && boxSign(c) == '|' {
			return c
		}
		return -1
	}, text)
	if runes(drawn) == bars {
		return drawn
	}
	return strings.Repeat("|", bars)
}
