package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/lexicon"
)

// bodyClaim is a reading of who publishes the paper: the name of a body, where it stands,
// and what speaks for it.
type bodyClaim struct {
	name       string
	pos        diag.Pos
	rule       string
	confidence float64
}

// likelyBody is the confidence from which a claim counts against another one.
const likelyBody = 0.70

// findPublisher takes the body into the metadata that most speaks for, where the title
// begins at block title. May says which blocks above it can name one, and thin is the
// confidence in a name for which nothing else in the text speaks. Where two bodies are as
// likely, none is taken, and a person is asked.
func (s *state) findPublisher(title int, may func(i int) bool, thin float64) {
	if s.doc.Meta.Publisher != "" {
		return
	}
	claims := slices.Concat(s.bodyInImprint(), s.bodyOfAddress(title), s.bodyAbove(title, may, thin), s.bodyBehindKind(), s.bodyInByline(), s.bodyEnacting(), s.bodyInHeads(title), s.bodyAboutItself(), s.bodySigning())
	if thin == thinOnCover {
		claims = append(claims, s.bodyBelow(title)...)
	}
	if claims = slices.DeleteFunc(claims, func(c bodyClaim) bool { return !c.canPublish() }); len(claims) == 0 {
		return
	}
	slices.SortStableFunc(claims, func(a, b bodyClaim) int { return int(100*b.confidence) - int(100*a.confidence) })
	best := claims[0]
	best.name = s.withoutDate(strings.TrimRight(best.name, "/,;: "))
	for _, other := range claims[1:] {
		if other.confidence >= likelyBody && !sameBody(best.name, other.name) && other.confidence == best.confidence {
			s.warn(decision{CodeNoPublisher, "two bodies are as likely", "no publisher was taken: " + best.name + ", or " + other.name, doubtful},
				best.pos, best.name, "give the publisher in the metadata file")
			return
		}
	}
	s.doc.Meta.Publisher = best.name
	s.say(decision{CodeValue, best.rule, "publisher " + best.name, best.confidence}, best.pos, best.name)
}

// canPublish reports whether a name can be that of the publisher: not whom the paper is
// sent to, no part of a body alone, not the words of two columns, and no place of a form
// that waits for words.
func (c bodyClaim) canPublish() bool {
	class, n := lexicon.Begins(c.name)
	return !hasGap(c.name) && !strings.ContainsAny(c.name, "|[]<>") && (class&lexicon.Addressee == 0 || n == len(c.name)) && (words(c.name) > 1 || !endsCompound(c.name, lexicon.Sender))
}

// withoutDate is a name without the date behind its comma.
func (s *state) withoutDate(name string) string {
	at := strings.LastIndex(name, ", ")
	if at > 0 && (s.day(name[at+2:]) != "" || lexicon.Is(firstWord(name[at+2:]), lexicon.Month)) {
		return name[:at]
	}
	return name
}

// sameBody reports whether two names say the same body, one of them with more words: with
// its seat or its part.
func sameBody(a, b string) bool {
	a, b = headKey(a), headKey(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// bodyAbove reads the name of the body above the title, whatever body it is: a line that
// names one, or the only name above that the text speaks of.
func (s *state) bodyAbove(title int, may func(i int) bool, thin float64) []bodyClaim {
	for i, b := range s.blocks[:title] {
		name, confidence := courtName(b.text), 0.85
		switch {
		case !may(i) || b.role != roleText || endsSentence(name) && !lexicon.Is(lastWord(name), lexicon.Body) || words(name) > 12 || isGenre(name) || beginsKind(name):
			continue
		case i+1 < title && isAuthority(name) && isAuthority(s.blocks[i+1].text): // within which the next one lies
			continue
		case s.isReader(i), isImprint(name), endsInBody(name), strings.ContainsAny(name, "–—"), strings.Contains(name, " - "):
			continue
		case s.namesBody(i) || strings.HasSuffix(name, ",") && namesBody(strings.TrimSuffix(name, ",")):
			if next := i + 1; strings.HasSuffix(name, ",") && next < len(s.blocks) && (next < title || s.blocks[next].claim() != nil && !s.blocks[next].claim().title) {
				name += " " + s.blocks[next].text
			}
		case s.isNameInText(i) && titleish(name) && i+1 < len(s.blocks) && (s.blocks[i+1].blank > 0 || i+1 == title) && (i == 0 || b.blank > 0):
			confidence = 0.70
		case i == 0 && title == 1 && thin == thinOnCover && s.blocks[1].blank > 0 && isProperName(name) && words(name) > 2 && !allCaps(name) && !slices.ContainsFunc(strings.Fields(name), func(w string) bool { return lexicon.Of(w)&lexicon.Indefinite != 0 }):
			thin = thinOverLetter // nothing but its place
		default:
			continue
		}
		return []bodyClaim{s.weighedAbove(i, title, name, confidence, thin)}
	}
	return nil
}

// isAuthority reports whether text is the name of an authority with a territory: "Département
// de la Haute-Mer".
func isAuthority(text string) bool {
	return words(text) <= maxAuthority && lexicon.BeginsAs(text, lexicon.Government)
}

// maxAuthority is how many words such a name has at most.
const maxAuthority = 5

// endsInBody reports whether text is a phrase at whose end a body stands behind the words
// that lead to it: "A plan for the Council", "Second Session of the Fifth Parliament".
func endsInBody(text string) bool {
	f := strings.Fields(text)
	last := len(f) - 1
	if last < 2 || isBodyWord(f[0]) || !isBodyWord(f[last]) {
		return false
	}
	further := last > 3 && lexicon.Is(f[last-3], lexicon.Open) && isArticle(f[last-2]) && !slices.ContainsFunc(f[:last], isBodyWord)
	return further || lexicon.Is(f[last-1], lexicon.Open)
}

// isImprint reports whether text begins with the word for the publisher.
func isImprint(text string) bool {
	return lexicon.BeginsAs(text, lexicon.Imprint)
}

// weighedAbove is the claim of the name that block i above the title gives.
func (s *state) weighedAbove(i, title int, name string, confidence, thin float64) bodyClaim {
	rule := "the name of a body above the title"
	if (!isLetterhead(name) || isGovernment(name)) && !s.isNamedAgain(i, name) {
		rule, confidence = rule+", of which nothing else in the text speaks", thin
	}
	if isGovernment(name) && !s.isNamedAgain(i, name) {
		confidence = thinOverLetter // a letterhead of two columns has another word beside this one
	}
	if rest, doubt := s.nameGoesOn(i, title); rest != "" {
		name += " " + rest
	} else if doubt {
		confidence = min(confidence, thinOverLetter)
	}
	return bodyClaim{name, s.blocks[i].pos(), rule, confidence}
}

// courtName is a name without the words that judgments put before that of their court: "IN
// THE HIGH COURT OF MERROW".
func courtName(text string) string {
	const before = "in the "
	if len(text) > len(before) && strings.EqualFold(text[:len(before)], before) {
		return text[len(before):]
	}
	return text
}

// What a name is believed for which its place alone speaks. Of six such names over letters
// that nobody had read one was the body that sent it, the others its reader's or a part of
// it; on the cover of a report another name seldom stands above the title.
const (
	thinOverLetter = 0.55
	thinOnCover    = 0.75
)

// isReader reports whether block i names whom a letter is for: behind "An" or "t.a.v.", or
// above a line that begins so, or as its salutation ends.
func (s *state) isReader(i int) bool {
	name := strings.ToLower(lexicon.WithoutArticle(s.blocks[i].text))
	for _, b := range s.blocks[i+1 : min(len(s.blocks), i+subjectReach)] {
		if lexicon.BeginsAs(b.text, lexicon.Salutation) {
			if strings.HasSuffix(strings.ToLower(strings.TrimRight(b.text, ",:! ")), " "+name) {
				return true
			}
			break
		}
	}
	for _, b := range s.blocks[i:min(len(s.blocks), i+2)] {
		if class, n := lexicon.Begins(b.text); class&lexicon.Addressee != 0 && n < len(b.text) {
			return true
		}
	}
	return false
}

// namedReach is how many blocks of a front may have the web address of its publisher, and
// leastName how many letters a word has at least that tells a name in one.
const (
	namedReach = 60
	leastName  = 5
)

// isNamedAgain reports whether the text speaks of the body that block i names: in a sentence,
// on a line of its own below, as over a signature, or in an address of the web or of mail.
func (s *state) isNamedAgain(i int, name string) bool {
	if s.isNameInText(i) {
		return true
	}
	plain := strings.ToLower(plainName(name))
	for k, b := range s.blocks[i+1:] {
		lower := strings.ToLower(b.text[:min(len(b.text), nameReach)])
		if strings.Contains(lower, plain) || k < namedReach && hostNames(lower, plain) {
			return true
		}
	}
	return false
}

// hostNames reports whether an address in text has a word of a name, both in small letters.
func hostNames(text, name string) bool {
	for field := range strings.FieldsSeq(text) {
		if !strings.ContainsRune(field, '@') && !strings.HasPrefix(field, "www.") && !strings.Contains(field, "://") {
			continue
		}
		for word := range strings.FieldsSeq(name) {
			if runes(word) >= leastName && strings.Contains(field, word) {
				return true
			}
		}
	}
	return false
}

// letterBodies is among how many lines a letter names the body that sends it, where
// no return address tells, and addressReach how many lines an address has at most.
const (
	letterBodies = 2
	addressReach = 6
)

func (s *state) anyBody(int) bool { return true }

// senders tells which blocks above the title of a letter can name the body that sends
// it: the first ones, or where a return address gives a post box, those above it, one
// right below it, and those whose address has the same box. A body with another box, or
// with a person named below whom the letter is for, is the reader's.
func (s *state) senders(title int) func(i int) bool {
	for at, b := range s.blocks[:title] {
		class, n := lexicon.Begins(strings.TrimLeft(b.text, "> "))
		rest := strings.TrimLeft(b.text, "> ")[n:]
		if class&lexicon.Sender == 0 || !hasPostcode(rest) {
			continue
		}
		return func(i int) bool {
			box := s.boxOf(i, title)
			return i < at || box == boxIn(rest) || box == "" && i == at+1 && s.blocks[i].blank == 0
		}
	}
	return func(i int) bool {
		within := i > 0 && isAuthority(s.blocks[i].text) && isAuthority(s.blocks[i-1].text)
		class, n := lexicon.Begins(s.blocks[i+1].text) // the title stands below, so there is one
		return (i < letterBodies || within) && (class&lexicon.Addressee == 0 || n == len(s.blocks[i+1].text))
	}
}

// boxOf is the number of the post box in the lines of an address below block i and
// above the title.
func (s *state) boxOf(i, title int) string {
	for _, b := range s.blocks[i+1 : min(title, i+1+addressReach)] {
		if box := boxIn(b.text); len(box) > 2 && strings.HasSuffix(b.text, " "+box) {
			return box // houses have shorter numbers
		}
	}
	return ""
}

// boxIn is the first number among the words of an address: that of its post box.
func boxIn(text string) string {
	for w := range strings.FieldsSeq(text) {
		if w = strings.TrimRight(w, ","); isDigits(w) {
			return w
		}
	}
	return ""
}
