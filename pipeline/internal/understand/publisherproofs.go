package understand

import (
	"iter"
	"slices"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/lexicon"
)

// imprintReach is among how many lines at either end of a text an imprint is looked for,
// and imprintWords how many words the name in it has at most.
const (
	imprintReach = 60
	imprintWords = 10
)

// bodyInImprint reads the name behind or below the word for the publisher: "Published by
// the Harbour Council", the title of the imprint before it perhaps.
func (s *state) bodyInImprint() []bodyClaim {
	for i, l := range s.lines {
		if l.block != nil || i >= imprintReach && i < len(s.lines)-imprintReach {
			continue
		}
		text := l.text
		if class, n := lexicon.Begins(text); class&lexicon.Part != 0 && strings.HasPrefix(text[n:], ":") {
			text = strings.TrimLeft(text[n+1:], " ")
		}
		class, n := lexicon.Begins(text)
		if class&lexicon.Imprint == 0 {
			continue
		}
		name := firstColumn(strings.TrimLeft(text[n:], ": "))
		below := name == ""
		if open := lexicon.Of(lastWord(name)) & lexicon.Open; (name == "" || open != 0) && i+1 < len(s.lines) && s.lines[i+1].block == nil {
			name = strings.TrimSpace(name + " " + firstColumn(s.lines[i+1].text))
		}
		if name = lexicon.WithoutArticle(strings.TrimRight(name, ".")); isBodyInImprint(name) && (!below || namesBody(name) || words(name) > 1) {
			return []bodyClaim{{name, l.pos, "the name behind the word for the publisher", 0.85}}
		}
	}
	return nil
}

// bodyInByline reads the body behind the words for who made a paper: "Prepared by: The
// Harbour Office".
func (s *state) bodyInByline() []bodyClaim {
	for _, l := range s.lines[:min(len(s.lines), coverLines)] {
		for _, by := range bylines {
			name, ok := strings.CutPrefix(l.text, strings.TrimSpace(by))
			if name = lexicon.WithoutArticle(strings.TrimLeft(name, ": ")); ok && l.block == nil && namesBody(name) {
				return []bodyClaim{{name, l.pos, "the body behind the words for who made a paper", 0.80}}
			}
		}
	}
	return nil
}

// isBodyInImprint reports whether text can be the name of a publisher: a body, or a few
// words that begin in capitals.
func isBodyInImprint(text string) bool {
	if words(text) > imprintWords || endsClause(text) || strings.ContainsAny(text, "@:0123456789") || len(text) < 3 || lexicon.Is(text, lexicon.Body) {
		return false
	}
	return namesBody(text) || isBodyWord(firstWord(text)) && words(text) > 1 || isProperName(text) && words(text) <= maxBodyName
}

// maxBodyName is how many words the name of a body has at most that its capitals alone show:
// "Harbour Maintenance and Implementation Group (HMG)".
const maxBodyName = 6

// firstColumn is what stands in a line before a gap.
func firstColumn(text string) string {
	column, _, _ := strings.Cut(strings.TrimLeft(text, " "), "   ")
	return strings.TrimRight(column, " ")
}

// bodyBehindKind reads the bodies in the lines above the text that give the kind of a paper
// and, behind a comma, who made it: "Impact Assessment, The Harbour Office".
func (s *state) bodyBehindKind() []bodyClaim {
	var out []bodyClaim
	for _, l := range s.lines[:min(len(s.lines), mastheadReach)] {
		class, n := lexicon.Begins(l.text)
		name, ok := strings.CutPrefix(l.text[n:], ", ")
		if ok && class&lexicon.Kind != 0 && l.block == nil && namesBody(name) {
			out = append(out, bodyClaim{lexicon.WithoutArticle(name), l.pos, "a body behind the kind of the paper", 0.80})
		}
	}
	return out
}

// bodyBelow reads the only body that a cover names below its title: who orders a paper
// has a label there.
func (s *state) bodyBelow(title int) []bodyClaim {
	var found []bodyClaim
	for i := title + 1; i < min(len(s.blocks), s.frontLimit()); i++ {
		b := s.blocks[i]
		if b.role != roleText || !namesBody(b.text) || isPartOfBody(b.text) || isKind(b.text) || isGenre(b.text) || isLabel(s.blocks[i-1].text) {
			continue
		}
		if len(found) > 0 && !sameBody(found[0].name, b.text) {
			return nil
		}
		found = append(found, bodyClaim{b.text, b.pos(), "the only body that the cover names below its title", 0.60})
	}
	return found[:min(len(found), 1)]
}

// isLabel reports whether a line is nothing but a label, one that the lexicon has or any
// with its colon.
func isLabel(text string) bool {
	class, at := labelOf(text)
	return class != 0 && at == len(text) || strings.HasSuffix(text, ":") && words(text) <= maxLabelWords
}

// isPartOfBody reports whether text names a part of a body, as letters do beside the body.
func isPartOfBody(text string) bool {
	return lexicon.BeginsAs(text, lexicon.Sender)
}

// leastHeads is on how many pages a running head names a body that publishes.
const leastHeads = 2

// bodyInHeads reads the body that the running heads or feet name alone, the number of the
// page aside; they name the title, too.
func (s *state) bodyInHeads(title int) []bodyClaim {
	times := map[string]int{}
	for _, d := range s.log.All() {
		name := strings.TrimRight(strings.TrimLeft(d.Dropped, "/|–— "), "0123456789/ ")
		if d.Code != codePageFoot || !namesBody(name) || beginsKind(name) || strings.ContainsAny(name, "/,") || title < len(s.blocks) && withinWords(name, s.blocks[title].text) {
			continue
		}
		if times[headKey(name)]++; times[headKey(name)] == leastHeads {
			return []bodyClaim{{name, d.Pos, "the body that running heads name", 0.70}}
		}
	}
	return nil
}

// withinWords reports whether each word of a name is one of text.
func withinWords(name, text string) bool {
	all := strings.Fields(strings.ToLower(text))
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(name)), func(w string) bool { return !slices.Contains(all, w) })
}

// bodyEnacting reads the body that enacts an act: it stands alone above what the act rests
// on.
func (s *state) bodyEnacting() []bodyClaim {
	for i := 1; i+1 < min(len(s.lines), frontReach); i++ {
		l := s.lines[i]
		if !lexicon.BeginsAs(s.lines[i+1].text, lexicon.Recital) || l.block != nil || endsSentence(l.text) || strings.ContainsAny(l.text, "0123456789") || words(l.text) > imprintWords {
			continue
		}
		name, pos := strings.TrimRight(l.text, ",;: "), l.pos
		if above := s.lines[i-1]; l.blank == 0 && !endsClause(above.text) && words(above.text) <= imprintWords && hasBodyWord(above.text) && !isArticle(firstWord(name)) {
			name, pos = above.text+" "+name, above.pos
		}
		if name = lexicon.WithoutArticle(name); namesBody(name) {
			return []bodyClaim{{name, pos, "the body above what an act rests on", 0.75}}
		}
	}
	return nil
}

// hasBodyWord reports whether one of the words of a name is that of a body.
func hasBodyWord(name string) bool {
	return slices.ContainsFunc(strings.Fields(name), isBodyWord)
}

// bodyAboutItself reads the name that a chapter of the contents is about, "About Quay and
// Sons", where a line has it before the date of the paper or an address.
func (s *state) bodyAboutItself() []bodyClaim {
	about := map[string]bool{}
	for title := range s.promised {
		title = strings.TrimLeft(title, "0123456789. ")
		if class, n := lexicon.Begins(title); class&lexicon.About != 0 && words(title[n:]) <= placeWords {
			about[headKey(title[n:])] = true
		}
	}
	for text, pos := range s.printedLines() {
		name, rest, ok := strings.Cut(text, ", ")
		if ok && about[headKey(name)] && (s.day(rest) != "" || hasPostcode(rest)) {
			return []bodyClaim{{name, pos, "a name before the date or an address, of which a chapter tells", 0.75}}
		}
	}
	return nil
}

// printedLines are the first lines of the text, but for those of tables, and the heads and
// feet of pages that were left out.
func (s *state) printedLines() iter.Seq2[string, diag.Pos] {
	return func(yield func(string, diag.Pos) bool) {
		for _, l := range s.lines[:min(len(s.lines), orderReach)] {
			if l.block == nil && !yield(l.text, l.pos) {
				return
			}
		}
		for _, d := range s.log.All() {
			if d.Code == codePageFoot && !yield(d.Dropped[:min(len(d.Dropped), nameReach)], d.Pos) {
				return
			}
		}
	}
}
