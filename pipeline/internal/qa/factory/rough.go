package factory

import (
	"strings"
)

// roughen makes a text as untidy as those that arrive: without form feeds or empty
// lines, with plain hyphens, without indents. The labels stay with their lines.
func (m *maker) roughen(set []line) []line {
	var out []line
	feeds, blanks, indents, hyphens := m.chance(3), m.IntN(6), m.chance(4), !m.chance(3)
	for _, l := range set {
		if feeds {
			l.text = strings.ReplaceAll(l.text, "\f", "")
		}
		if strings.TrimSpace(l.text) == "" && l.label == 0 {
			if blanks == 0 && l.text == "" {
				continue
			}
			if blanks == 1 {
				out = append(out, line{})
			}
		}
		if indents {
			l.text = strings.TrimLeft(l.text, " ")
		}
		if hyphens {
			l.text = plainHyphens.Replace(l.text)
		}
		out = append(out, l)
	}
	return out
}

// plainHyphens are U+2010 and U+00AD as most papers have them.
var plainHyphens = strings.NewReplacer("\u2010", "-", "\u00ad", "-")
