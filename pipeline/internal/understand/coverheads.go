package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/lexicon"
)

// headKey is a title by which it is known where it comes back: its letters and
// figures in small.
func headKey(text string) string {
	var room [longestEntry]byte
	key := room[:0]
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			key = append(key, byte(r))
		case chars.IsWord(r):
			key = utf8.AppendRune(key, unicode.ToLower(r))
		}
	}
	return string(key)
}

// maxHeads bounds the different running heads that titles are looked for in, and
// leastKey is the shortest title that is known by a part of one.
const (
	maxHeads = 24
	leastKey = 12
)

// runningHeads are the keys of the running heads that were left out.
func (s *state) runningHeads() []string {
	var keys []string
	for _, d := range s.log.All() {
		if d.Code != codePageFoot || words(d.Dropped) < 2 || len(d.Dropped) > 2*maxFoot {
			continue
		}
		if k := headKey(d.Dropped); !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
		if len(keys) == maxHeads {
			break
		}
	}
	return keys
}

// comesBack reports whether a running head holds the words of a title.
func comesBack(heads []string, title string) bool {
	key := headKey(title)
	return len(key) >= leastKey && slices.ContainsFunc(heads, func(h string) bool { return strings.Contains(h, key) })
}

// publisherAbove takes the name of the body above the title, whatever body it is,
// into the metadata: a line that names one, or the only name above that the text
// speaks of. May says which blocks can, and thin is the confidence in a name for which
// nothing else in the text speaks.
func (s *state) publisherAbove(title int, may func(i int) bool, thin float64) {
	if s.doc.Meta.Publisher != "" {
		return
	}
	for i, b := range s.blocks[:title] {
		name, confidence := courtName(b.text), 0.85
		switch {
		case !may(i) || b.role != roleText || endsSentence(name) || words(name) > 12 || isGenre(name) || beginsKind(name):
			continue
		case s.isReader(i):
			continue
		case s.namesBody(i) || strings.HasSuffix(name, ",") && namesBody(strings.TrimSuffix(name, ",")):
			if next := i + 1; strings.HasSuffix(name, ",") && next < len(s.blocks) && (next < title || s.blocks[next].claim() != nil && !s.blocks[next].claim().title) {
				name += " " + s.blocks[next].text
			}
		case s.isNameInText(i) && titleish(name) && i+1 < len(s.blocks) && (s.blocks[i+1].blank > 0 || i+1 == title) && (i == 0 || b.blank > 0):
			confidence = 0.70
		default:
			continue
		}
		rule := "the name of a body above the title"
		if !isLetterhead(name) && !s.isNamedAgain(i, name) {
			rule, confidence = rule+", of which nothing else in the text speaks", thin
		}
		if rest, doubt := s.nameGoesOn(i, title); rest != "" {
			name += " " + rest
		} else if doubt {
			confidence = min(confidence, thinOverLetter)
		}
		s.doc.Meta.Publisher = name
		s.say(decision{CodeValue, rule, "publisher " + name, confidence}, b.pos(), name)
		return
	}
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
// above a line that begins so.
func (s *state) isReader(i int) bool {
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
		return i < letterBodies && !lexicon.BeginsAs(s.blocks[i+1].text, lexicon.Addressee) // the title stands below, so there is one
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
