package understand

import (
	"strings"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/understand/lexicon"
)

// findSender takes the body or office that sends a letter into the metadata: the one that
// signs it, or stands behind the word for the sender. Who signs for it, and whom the letter
// is for, are persons: their names stay in the text and go nowhere else.
func (s *state) findSender() {
	m := &s.doc.Meta
	if len(m.Creators)+len(m.Contributors) > 0 {
		return
	}
	sender, ok := s.signer()
	if !ok {
		sender, ok = s.labelledSender()
	}
	if !ok || m.Publisher != "" && sameBody(sender.name, m.Publisher) {
		return
	}
	m.Contributors = []meta.Person{{Name: sender.name, Role: meta.IssuingBody}}
	s.say(decision{CodeValue, sender.rule, "sender " + sender.name, sender.confidence}, sender.pos, sender.name)
}

// How many lines below the words that end a letter the office or the body that signs
// stands at most, a person and the part of a body between, and how many words its name has.
const (
	officeReach = 3
	bodyReach   = 6
	signerWords = 16
)

// signer reads who signs: an office or a body right above the words that another signs for
// it, or below those that end the letter.
func (s *state) signer() (bodyClaim, bool) {
	for i, l := range s.lines {
		switch {
		case lexicon.BeginsAs(l.text, lexicon.Behalf):
			for k := max(0, i-2); k < i; k++ {
				if name := s.signedName(k); name != "" && k+s.signedLines(k) == i {
					return bodyClaim{name, s.lines[k].pos, "the office or body that another signs for", 0.85}, true
				}
			}
		case isClosingLine(l.text):
			if c, ok := s.signerBelow(i); ok {
				return c, true
			}
		}
	}
	return bodyClaim{}, false
}

// signerBelow reads who signs below line i, which ends the letter.
func (s *state) signerBelow(i int) (bodyClaim, bool) {
	for k := i + 1; k < len(s.lines) && k <= i+bodyReach; k++ {
		l := s.lines[k]
		if l.block != nil || l.page || words(l.text) > signerWords || endsSentence(l.text) && words(l.text) > signerWords/2 {
			break
		}
		if name := s.signedName(k); name != "" && (k <= i+officeReach || !lexicon.BeginsAs(name, lexicon.Office)) {
			return bodyClaim{name, l.pos, "the office or body that signs below the end of a letter", 0.80}, true
		}
	}
	return bodyClaim{}, false
}

// signedName is the name of the office or body that line i can sign with, "on behalf of"
// before it aside; "" is none.
func (s *state) signedName(i int) string {
	l := s.lines[i]
	if l.block != nil || words(l.text) > signerWords || i > 0 && lexicon.BeginsAs(s.lines[i-1].text, lexicon.Behalf) {
		return ""
	}
	name := l.text
	if s.signedLines(i) > 1 {
		name += " " + s.lines[i+1].text
	}
	if _, rest, ok := strings.Cut(name, " "); ok && lexicon.Is(firstWord(name), lexicon.Behalf) {
		name = rest
	}
	name = strings.TrimRight(name, " ,;.:")
	switch {
	case words(name) < 2, strings.ContainsAny(name, "0123456789@?!:|("), labelledLine(name):
		return ""
	}
	switch name = withCapital(name); {
	case lexicon.BeginsAs(name, lexicon.Office) && words(name) > 2, namesBody(name) && !isPartOfBody(name):
		return name
	}
	return ""
}

// labelledLine reports whether text begins with a label that has a value.
func labelledLine(text string) bool {
	class, _ := labelOf(text)
	return class != 0
}

// signedLines is how many lines the name has that line i signs with: two where the first
// ends in a comma and the second too, before the words that another signs for it.
func (s *state) signedLines(i int) int {
	if i+2 >= len(s.lines) || s.lines[i+1].blank > 0 || s.lines[i+1].block != nil || words(s.lines[i+1].text) > officeReach+1 {
		return 1
	}
	below := s.lines[i+1].text
	if open := lexicon.Of(lastWord(s.lines[i].text)) & lexicon.Open; open != 0 || strings.HasSuffix(s.lines[i].text, ",") && strings.HasSuffix(below, ",") &&
		!lexicon.BeginsAs(below, lexicon.Behalf|lexicon.Office) && lexicon.BeginsAs(s.lines[i+2].text, lexicon.Behalf) {
		return 2
	}
	return 1
}

// labelledSender reads the body behind the first word for the sender: a further one is that
// of a letter which this one holds.
func (s *state) labelledSender() (bodyClaim, bool) {
	for _, l := range s.lines[:min(len(s.lines), frontReach)] {
		class, n := lexicon.Begins(l.text)
		name, colon := strings.CutPrefix(strings.TrimLeft(l.text[n:], " "), ":")
		if l.block != nil || class&lexicon.From == 0 || !colon {
			continue
		}
		name = strings.TrimSpace(name)
		return bodyClaim{name, l.pos, "the body behind the word for the sender", 0.80}, namesBody(name) && !hasGap(name)
	}
	return bodyClaim{}, false
}

// bodySigning reads the body that signs as the publisher, where nothing says more: the
// authority whose organ signs, "gemeente Zeewijk" of the "college van Zeewijk", where the
// text has its name, else the body itself. An office is none.
func (s *state) bodySigning() []bodyClaim {
	c, ok := s.signer()
	if !ok {
		return nil
	}
	f := strings.Fields(c.name)
	places := map[string]bool{}
	for n := 1; n <= placeWords && n < len(f); n++ {
		places[headKey(strings.Join(f[len(f)-n:], " "))] = true
	}
	if claims := s.authorityOf(places, "the authority of the place whose organ signs"); claims != nil {
		claims[0].confidence = min(claims[0].confidence, 0.75)
		return claims
	}
	if name := lexicon.WithoutArticle(c.name); namesBody(name) {
		return []bodyClaim{{name, c.pos, "the body that signs", 0.65}}
	}
	return nil
}
