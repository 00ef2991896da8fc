package understand

import (
	"strings"
	"unicode"

	chars "octavo/pipeline/internal/text"
)

// dropResidue leaves out what the way to plain text left behind: names of
// image files, imprints, drawn rules, and the labels of buttons
// beside notes.
func dropResidue(s *state) {
	for i, l := range s.lines {
		if l.block != nil {
			continue
		}
		rule := residueRule(l.text, l.indent)
		if rule == "" && s.isStray(i) {
			rule = "a sign without words that stands alone"
		}
		if i+1 < len(s.lines) && isRule(l.text) && (l.text[0] == '_' || l.blank > 0) {
			s.lines[i+1].ruled = true
		}
		if rule != "" {
			s.drop(l, decision{codeResidue, rule, "residue of the page's layout", 0.90})
		} else if i < logoLines {
			s.dropGluedAlternative(l)
		}
	}
	s.dropBasicMark()
	s.dropImprints()
	s.sweep(true)
	s.dropNoteButtons()
	s.sweep(false)
}

// cellIndent is how far to the right a line stands at least that is rather in a column
// of a table.
const cellIndent = 12

// residueRule names the rule by which a line is residue; "" keeps the line.
func residueRule(text string, indent int) string {
	switch {
	case isRule(text):
		return "a drawn rule"
	case len(text) > 120:
		return ""
	case len(text) <= 3 && strings.Trim(text, "+|×<>") == "":
		return "a sign without words"
	case isBarCode(text):
		return "what is printed below a bar code, between its asterisks"
	case isPreprint(text):
		return "the stamp of a preprint"
	case indent < cellIndent && isImageName(text):
		return "the name of an image file"
	}
	return ""
}

// isStray reports whether line i is no more than brackets or marks and stands
// alone or among its like, as what is left of a picture or a crease of the paper.
func (s *state) isStray(i int) bool {
	stray := func(k int) bool {
		return runes(s.lines[k].text) <= 3 && strings.Trim(s.lines[k].text, "()[]~^`«»") == ""
	}
	if s.lines[i].block != nil || !stray(i) {
		return false
	}
	from, to := i, i+1
	for from > 0 && i-from < 3 && s.lines[from].blank == 0 && stray(from-1) {
		from--
	}
	for to < len(s.lines) && to-i < 3 && s.lines[to].blank == 0 && stray(to) {
		to++
	}
	return (from == 0 || s.lines[from].blank > 0 || s.lines[from].page) && (to == len(s.lines) || s.lines[to].blank > 0 || s.lines[to].page)
}

// isBarCode reports whether text is the value of a bar code of ISO/IEC 16388, of
// which the signs that begin and end it print as asterisks: "*Z02953E2692*".
func isBarCode(text string) bool {
	inner := strings.ReplaceAll(strings.Trim(text, "*"), " ", "")
	return len(text) > 2 && text[0] == '*' && text[len(text)-1] == '*' && len(inner) >= 6 && count(inner, unicode.IsDigit) >= 3 &&
		count(inner, unicode.IsDigit)+count(inner, unicode.IsUpper) == len(inner)
}

// isPreprint reports whether text is the stamp that the German parliament puts
// on every page of a paper before it is edited; letters may stand apart in it.
func isPreprint(text string) bool {
	return strings.HasPrefix(text, "Vorabfassung") && strings.HasPrefix(chars.WithoutSpace(text), "Vorabfassung-wirddurchdielektorierte")
}

var imageSuffixes = []string{".gif", ".png", ".jpg", ".jpeg", ".svg", ".tif", ".tiff", ".bmp", ".webp", ".emf", ".wmf"}

func isImageName(text string) bool {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "["), "]")
	if strings.ContainsFunc(text, unicode.IsSpace) {
		return false
	}
	for _, suffix := range imageSuffixes {
		if len(text) > len(suffix) && strings.EqualFold(text[max(0, len(text)-len(suffix)):], suffix) {
			return true
		}
	}
	return false
}

// isRule reports whether text is a line drawn with signs. One dash is a value, and
// dashes with gaps draw the columns of a table; slashes draw one where they are more
// than begin the remark of a program.
func isRule(text string) bool {
	return len(text) > 5 && strings.Trim(text, "/") == "" || runes(text) >= 3 && strings.Trim(text, "_-–—=*~─━═ ") == "" && count(text, unicode.IsSpace)*2 < len(text) &&
		!strings.Contains(strings.Trim(text, " "), "-- --")
}

// isFileCode reports whether text is a code such as "ah-tk-20222023-3649":
// three or more parts of small letters and digits, one of them a long number and one
// a word: a date has none.
func isFileCode(text string) bool {
	parts := strings.Split(text, "-")
	if len(parts) < 3 || strings.ContainsFunc(text, unicode.IsUpper) || strings.ContainsFunc(text, unicode.IsSpace) {
		return false
	}
	long, named := false, false
	for _, p := range parts {
		if p == "" || strings.ContainsFunc(p, notWord) {
			return false
		}
		long = long || isDigits(p) && len(p) >= 4
		named = named || !strings.ContainsFunc(p, unicode.IsDigit)
	}
	return long && named
}

// dropImprints leaves out the line with the serial number that a printer puts
// at a page's foot, with the place and year and the code of the file beside it.
func (s *state) dropImprints() {
	for i, l := range s.lines {
		if l.gone || !isSerial(l.text) {
			continue
		}
		s.drop(l, decision{codeResidue, "a serial number of the imprint", "imprint", 0.90})
		for _, j := range []int{i - 1, i + 1} {
			switch {
			case j < 0 || j >= len(s.lines):
			case isPlaceYear(s.lines[j].text):
				s.drop(s.lines[j], decision{codeResidue, "place and year beside the serial number", "imprint", 0.85})
			case isFileCode(s.lines[j].text):
				s.drop(s.lines[j], decision{codeResidue, "the code of a file beside the serial number", "imprint", 0.90})
			}
		}
	}
}

// isSerial reports whether text begins with an ISSN or ISBN and holds little
// else.
func isSerial(text string) bool {
	if !strings.HasPrefix(text, "ISSN") && !strings.HasPrefix(text, "ISBN") {
		return false
	}
	return count(text, unicode.IsDigit) >= 7 && len(text) < 60
}

// isPlaceYear reports whether text is a place and a year: "’s-Gravenhage 2024".
func isPlaceYear(text string) bool {
	return words(text) <= 3 && isYear(lastWord(text)) && len(text) > 6
}

// leastAlternative is the length of the shortest alternative of a logo: a letter alone is
// the rest of a word that was read wrongly.
const leastAlternative = 3

// logoLines is how far down a page a logo is looked for.
const logoLines = 8

// dropGluedAlternative takes the alternative text of a logo from a first line,
// where it is glued to a name in capitals: "european flagEUROPEAN …".
func (s *state) dropGluedAlternative(l *line) {
	if !unicode.IsLower(firstRune(l.text)) {
		return
	}
	at := strings.IndexFunc(l.text, unicode.IsUpper)
	if at < 0 || !allCaps(l.text[at:]) || len(firstWord(l.text[at:])) < leastAlternative {
		return
	}
	if glued := lastWord(l.text[:at]); len(glued) < leastAlternative || strings.ContainsFunc(l.text[:at], unicode.IsDigit) || !unicode.IsLower(lastRune(glued)) || l.text[at-1] == ' ' {
		return
	}
	s.left(decision{codeResidue, "small letters glued to a name in capitals", "alternative text of a logo", 0.80}, l.pos, l.text[:at])
	rest := l.rest(at)
	l.text, l.pos = rest.text, rest.pos
}

// dropBasicMark takes away the mark of the basic act before the title on the first page
// of a consolidated text of the European Union: "►B COUNCIL REGULATION". Those of the
// text itself stay, for they say which act a part is from.
func (s *state) dropBasicMark() {
	for _, l := range s.lines[:min(len(s.lines), frontBlocks)] {
		mark, name, ok := strings.Cut(l.text, " ")
		if ok && l.block == nil && mark == "►B" && titleish(strings.TrimSpace(name)) {
			s.left(decision{codeMarker, "before the title of a consolidated text", "the mark of the basic act", 0.90}, l.pos, mark)
			rest := l.rest(len(l.text) - len(strings.TrimSpace(name)))
			l.text, l.pos = rest.text, rest.pos
			return
		}
	}
}

// dropNoteButtons takes away the label of the button that closes a note in
// web editions of official papers: "X Noot" before the number.
func (s *state) dropNoteButtons() {
	above := false
	for _, l := range s.lines {
		at := buttonEnd(l.text)
		if at == 0 || l.block != nil {
			l.button, above = above, false
			continue
		}
		d := decision{codeResidue, "the label of a note's button", "button label", 0.95}
		if above = at == len(l.text); above {
			s.drop(l, d)
			continue
		}
		l.button = true
		s.left(d, l.pos, strings.TrimSpace(l.text[:at]))
		rest := l.rest(at)
		l.text, l.pos = rest.text, rest.pos
	}
}

// buttonEnd is where the label of a note's button ends in text; 0 is none.
func buttonEnd(text string) int {
	const label = "X Noot"
	if !strings.HasPrefix(text, label) {
		return 0
	}
	rest := strings.TrimLeftFunc(text[len(label):], unicode.IsSpace)
	if rest != "" && (rest[0] < '0' || rest[0] > '9') {
		return 0
	}
	return len(text) - len(rest)
}
