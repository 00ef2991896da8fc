package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/pattern"
)

// symbolForm is the symbol that a body of states gives its documents: capitals for the
// body, and parts behind strokes, "A/81/6/Add.2", "FCCC/SBSTA/2018/8", "S/RES/1441 (2002)"
// (United Nations Editorial Manual, document symbols).
var symbolForm = pattern.Of(`^\p{Lu}{1,5}(?:/[\p{Lu}0-9][\p{L}0-9.\-]*(?: ?\([^()/]{1,12}\))?(?: \p{Lu})?){1,8}\*{0,3}$`)

// takeSymbol takes the symbol of a document and the body from the masthead, where they
// stand on one line or near each other.
func (h *letterhead) takeSymbol() {
	for i, l := range h.lines[:min(len(h.lines), coverLines)] {
		cells := partedCells(l.text)
		if last := lastWord(l.text); len(cells) == 1 && last != l.text && symbolForm.MatchString(last) {
			cells = []string{strings.TrimSpace(strings.TrimSuffix(l.text, last)), last}
		}
		for k, c := range cells {
			if !symbolForm.MatchString(c) || !strings.ContainsFunc(c, unicode.IsDigit) {
				continue
			}
			body := h.bodyNear(i, cells[:k])
			if body == "" || i >= mastheadLines && k == 0 {
				continue
			}
			const rule = "the symbol of a document beside the name of its body"
			h.takeNumber(i, strings.TrimRight(c, "*"), rule, 0.90)
			h.takeSymbolDate(i)
			if h.doc.Meta.Publisher == "" {
				h.doc.Meta.Publisher = body
				h.say(decision{CodeValue, rule, "publisher " + body, 0.90}, l.pos, body)
			}
			return
		}
	}
}

// takeSymbolDate takes the one date in a line of its own that stands right below a symbol.
func (h *letterhead) takeSymbolDate(i int) {
	for k := i + 1; k < min(len(h.lines), i+1+symbolDate) && h.doc.Meta.Date == ""; k++ {
		if l := h.lines[k]; isDateline(l.text) && !severalDays.MatchString(l.text) {
			h.takeDate(k, h.day(l.text), "the date below the symbol of a document", 0.80)
		}
	}
}

// symbolDate is how many lines below its symbol a document is dated at most.
const symbolDate = 4

// symbolReach is how many lines stand at most between a symbol and the name of its body.
const symbolReach = 2

// bodyNear is the name of a body in the cells before a symbol in line i, else in the lines
// around it; "" is none.
func (h *letterhead) bodyNear(i int, before []string) string {
	for k := max(0, i-symbolReach); k < min(len(h.lines), i+symbolReach+1); k++ {
		if k != i {
			before = append(before, partedCells(h.lines[k].text)...)
		}
	}
	for _, c := range before {
		if at := strings.LastIndexByte(c, ' '); at > 0 && strings.HasSuffix(c, ".") {
			c = strings.TrimRight(c[:at], " ") // the word for who gets it: "General Assembly Distr."
		}
		if words(c) <= maxBodyWords && !strings.Contains(c, ":") && (isLetterhead(c) || namesBody(c)) && !isAgenda(strings.ToLower(c)) {
			return c
		}
	}
	return ""
}

// partedCells parts a line at bars, tabs and gaps.
func partedCells(text string) []string {
	text = strings.NewReplacer("|", "\t", "   ", "\t").Replace(text)
	var out []string
	for c := range strings.SplitSeq(text, "\t") {
		if c = strings.TrimSpace(c); c != "" {
			out = append(out, c)
		}
	}
	return out
}
