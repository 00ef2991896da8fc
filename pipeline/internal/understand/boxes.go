package understand

import "strings"

// Answers of a form stand behind boxes or rings that are ticked or not. Which is which is
// what they say, so the sign stays with its text. Signs that are made for it, "☐" and "[x]",
// are known by themselves; an empty and a full square or ring are list signs too, and are
// boxes where both stand before the few words of answers in a row.

// tickPairs are an empty and a full sign each.
var tickPairs = [...][2]string{{"□", "■"}, {"◻", "◼"}, {"▢", "■"}, {"○", "●"}, {"◯", "●"}}

// roundBoxes are rings drawn with brackets.
var roundBoxes = []string{"( ) ", "(x) ", "(X) "}

// maxAnswerWords is how many words stand behind a box at most that is a list sign
// elsewhere: "Ja", "Nicht zutreffend". Items of a list are longer, mostly.
const maxAnswerWords = 3

// markBoxes notes which lines are answers behind a box.
func (s *state) markBoxes() {
	for i := 0; i < len(s.lines); i++ {
		if l := s.lines[i]; l.block == nil && (isBox(l.text) || startsWithAny(l.text, roundBoxes)) {
			l.box = true
		}
		for _, pair := range tickPairs {
			if n := answerRun(s.lines[i:], pair); n > 1 {
				for _, l := range s.lines[i : i+n] {
					l.box = true
				}
				i += n - 1
				break
			}
		}
	}
}

// answerRun counts the answers at one indent that lines begin with, behind one or the other
// sign of the pair; 0 where they do not have both.
func answerRun(lines []*line, pair [2]string) int {
	n, seen := 0, map[string]bool{}
	for n < len(lines) && lines[n].indent == lines[0].indent {
		sign, isAnswer := answerSign(lines[n], pair)
		if !isAnswer {
			break
		}
		seen[sign] = true
		n++
	}
	if len(seen) < len(pair) {
		return 0
	}
	return n
}

// answerSign is the sign of the pair that a line of a few words begins with.
func answerSign(l *line, pair [2]string) (sign string, ok bool) {
	for _, sign := range pair {
		if rest, ok := strings.CutPrefix(l.text, sign); ok && l.block == nil && rest != "" && words(rest) <= maxAnswerWords {
			return sign, true
		}
	}
	return "", false
}
