package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/understand/lexicon"
)

// feature is one question to a line that is answered with yes or no.
type feature struct {
	name string
	is   func(e *evidence) bool
}

// has makes a feature of a class of words that a line begins with.
func has(c lexicon.Class) func(*evidence) bool {
	return func(e *evidence) bool { return e.class&c != 0 }
}

// ends makes a feature of the signs that a line may end with, closers aside.
func ends(signs string) func(*evidence) bool {
	return func(e *evidence) bool { return strings.ContainsRune(signs, e.last) }
}

func counted(n func(*evidence) int, from, to int) func(*evidence) bool {
	return func(e *evidence) bool { k := n(e); return k >= from && k <= to }
}

func wordCount(e *evidence) int  { return e.words }
func blankAbove(e *evidence) int { return e.blank }
func alikeLines(e *evidence) int { return e.alike }
func widthShare(e *evidence) int { return 100 * e.width / max(1, e.measure) }
func indentOf(e *evidence) int   { return e.indent }

// brief makes a feature one of short lines: a line of more words than it allows is
// running text, of which such a question is not asked.
func brief(is func(*evidence) bool) func(*evidence) bool {
	return func(e *evidence) bool { return e.words <= briefWords && is(e) }
}

// briefWords is more than the longest title of an act has.
const briefWords = 60

// most is a bound that no count reaches.
const most = 1 << 30

// lineFeatures are asked of each line and of its neighbours. They know shapes and
// places, and of words only the classes of the lexicon.
var lineFeatures = []feature{
	{"blank 0", counted(blankAbove, 0, 0)},
	{"blank 1", counted(blankAbove, 1, 1)},
	{"blank 2+", counted(blankAbove, 2, most)},
	{"page", func(e *evidence) bool { return e.page }},
	{"words 1", counted(wordCount, 1, 1)},
	{"words 2", counted(wordCount, 2, 2)},
	{"words 3-4", counted(wordCount, 3, 4)},
	{"words 5-7", counted(wordCount, 5, 7)},
	{"words 8-11", counted(wordCount, 8, 11)},
	{"words 12-20", counted(wordCount, 12, 20)},
	{"words 21+", counted(wordCount, 21, most)},
	{"width <25%", counted(widthShare, 0, 24)},
	{"width 25-49%", counted(widthShare, 25, 49)},
	{"width 50-74%", counted(widthShare, 50, 74)},
	{"width 75-89%", counted(widthShare, 75, 89)},
	{"width 90%+", counted(widthShare, 90, most)},
	{"narrow column", func(e *evidence) bool { return e.measure < minWrap }},
	{"indent 0", counted(indentOf, 0, 0)},
	{"indent 1-4", counted(indentOf, 1, 4)},
	{"indent 5-15", counted(indentOf, 5, 15)},
	{"indent 16+", counted(indentOf, 16, most)},
	{"gap inside", brief(func(e *evidence) bool { return hasGap(e.text) })},
	{"ends .", ends(".")},
	{"ends ?!", ends("?!…")},
	{"ends :", ends(":")},
	{"ends ;", ends(";")},
	{"ends ,", ends(",")},
	{"ends letter", func(e *evidence) bool { return unicode.IsLetter(e.last) }},
	{"ends digit", func(e *evidence) bool { return unicode.IsDigit(e.last) }},
	{"ends hyphen", func(e *evidence) bool { return e.hyphen }},
	{"ends open", func(e *evidence) bool { return e.open }},
	{"ends bracket", func(e *evidence) bool { return strings.HasSuffix(e.text, ")") || strings.HasSuffix(e.text, "]") }},
	{"opens bracket", func(e *evidence) bool { return strings.LastIndexByte(e.text, '(') > strings.LastIndexByte(e.text, ')') }},
	{"sentence inside", func(e *evidence) bool { return hasSentenceEnd(e.text) }},
	{"begins lower", func(e *evidence) bool { return unicode.IsLower(e.first) }},
	{"begins upper", func(e *evidence) bool { return unicode.IsUpper(e.first) }},
	{"begins digit", func(e *evidence) bool { return unicode.IsDigit(e.first) }},
	{"begins sign", func(e *evidence) bool {
		r, _ := utf8.DecodeRuneInString(e.text)
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}},
	{"begins bracket", func(e *evidence) bool { return e.text[0] == '(' || e.text[0] == '[' }},
	{"begins open", func(e *evidence) bool { return lexicon.Is(firstWord(e.text), lexicon.Open) }},
	{"bullet", func(e *evidence) bool { return e.bullet != "" && !isDash(e.bullet) }},
	{"dash", func(e *evidence) bool { return e.bullet != "" && isDash(e.bullet) }},
	{"torn", func(e *evidence) bool { return e.torn }},
	{"number alone", func(e *evidence) bool { return e.isNumber }},
	{"ordinal", func(e *evidence) bool { return e.ord.style != "" }},
	{"ordinal label", func(e *evidence) bool { return e.ord.label != nil }},
	{"ordinal label alone", func(e *evidence) bool { return e.ord.label != nil && e.ord.rest == "" }},
	{"ordinal parts", func(e *evidence) bool { return len(e.ord.parts) > 1 }},
	{"ordinal .", func(e *evidence) bool { return e.ord.delim == "." && e.ord.label == nil }},
	{"ordinal )", func(e *evidence) bool { return e.ord.delim == ")" && !e.ord.paren }},
	{"ordinal ()", func(e *evidence) bool { return e.ord.paren }},
	{"ordinal bare", func(e *evidence) bool { return e.ord.style != "" && e.ord.delim == "" && e.ord.label == nil }},
	{"ordinal letter", func(e *evidence) bool { return e.ord.style != "" && e.ord.style != "1" && e.ord.label == nil }},
	{"ordinal first", func(e *evidence) bool { return e.ord.style != "" && e.ord.value() == 1 }},
	{"ordinal follows", func(e *evidence) bool { return e.follows }},
	{"ordinal followed", func(e *evidence) bool { return e.followed }},
	{"ordinal title", func(e *evidence) bool { return e.ord.style != "" && titleish(e.ord.rest) }},
	{"ordinal stop", func(e *evidence) bool { return e.ord.style != "" && endsSentence(e.ord.rest) }},
	{"titleish", func(e *evidence) bool { return e.titleish }},
	{"running", func(e *evidence) bool { return e.running }},
	{"all caps", brief(func(e *evidence) bool { return allCaps(e.text) })},
	{"capitals 50%+", brief(func(e *evidence) bool { return capitalised(e.text) >= 0.5 })},
	{"digits 25%+", func(e *evidence) bool { return e.digits >= 0.25 }},
	{"digits 1-24%", func(e *evidence) bool { return e.digits > 0 && e.digits < 0.25 }},
	{"letters <50%", func(e *evidence) bool { return e.letters < 0.5 }},
	{"dateline", brief(func(e *evidence) bool { return isDateline(e.text) })},
	{"month", brief(func(e *evidence) bool { return hasMonth(e.text) })},
	{"address", brief(func(e *evidence) bool {
		return strings.Contains(e.text, "@") || strings.Contains(e.text, "www.") || strings.Contains(e.text, "://")
	})},
	{"postcode", brief(func(e *evidence) bool { return hasPostcode(e.text) })},
	{"dotted leader", brief(func(e *evidence) bool { return strings.Contains(e.text, "....") || strings.Contains(e.text, ". . .") })},
	{"page number", brief(func(e *evidence) bool { return isPageNumber(e.text) })},
	{"alike 2-3", counted(alikeLines, 2, 3)},
	{"alike 4+", counted(alikeLines, 4, most)},
	{"same 2+", func(e *evidence) bool { return e.same > 1 }},
	{"alike on pages", func(e *evidence) bool { return e.alikePages > 1 && e.fromTop >= 0 }},
	{"alike on most pages", func(e *evidence) bool { return e.alikePages > 2 && e.alikePages >= e.alike*3/4 && e.fromTop >= 0 }},
	{"page top 0", func(e *evidence) bool { return e.fromTop == 0 }},
	{"page top 1-2", func(e *evidence) bool { return e.fromTop > 0 && e.fromTop < 3 }},
	{"page top 3-8", func(e *evidence) bool { return e.fromTop > 2 && e.fromTop < 9 }},
	{"page foot 0", func(e *evidence) bool { return e.fromFoot == 0 }},
	{"page foot 1-2", func(e *evidence) bool { return e.fromFoot > 0 && e.fromFoot < 3 }},
	{"page foot 3-8", func(e *evidence) bool { return e.fromFoot > 2 && e.fromFoot < 9 }},
	{"label", has(lexicon.Label)},
	{"label alone", func(e *evidence) bool {
		return e.class&lexicon.Label != 0 && strings.Trim(e.text[e.classEnd:], " :.") == ""
	}},
	{"label colon", func(e *evidence) bool {
		return e.class&lexicon.Label != 0 && strings.HasPrefix(strings.TrimLeft(e.text[e.classEnd:], " "), ":")
	}},
	{"subject", has(lexicon.Subject)},
	{"salutation", has(lexicon.Salutation)},
	{"closing", has(lexicon.Closing)},
	{"office", has(lexicon.Office)},
	{"contents word", brief(func(e *evidence) bool { return lexicon.Is(strings.TrimSuffix(e.text, ":"), lexicon.Contents) })},
	{"letterhead", brief(func(e *evidence) bool { return isLetterhead(e.text) })},
	{"signature", brief(func(e *evidence) bool { return isSignature(e.text) })},
	{"furniture word", brief(func(e *evidence) bool { return isFurnitureWord(e.text) })},
	{"furniture sign", brief(func(e *evidence) bool { return isSign(e.text) })},
	{"caption", brief(func(e *evidence) bool { return isCaption(e.text) })},
	{"key and value", brief(func(e *evidence) bool { name, _, ok := strings.Cut(e.text, ": "); return ok && words(name) <= 3 })},
	{"ends with page", brief(func(e *evidence) bool { n := lastWord(e.text); return isDigits(n) && len(n) <= 3 && e.words > 1 })},
}

// capitalised is the share of the words of four letters and more that begin with
// a capital.
func capitalised(text string) float64 {
	all, n := 0, 0
	for w := range strings.FieldsSeq(text) {
		if !moreRunes(w, 3) {
			continue
		}
		all++
		if startsUpper(w) {
			n++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

func hasMonth(text string) bool {
	if len(text) > 400 {
		return false
	}
	for w := range strings.FieldsSeq(text) {
		if last := w[len(w)-1]; last == '.' || last == ',' {
			w = strings.TrimRight(w, ".,")
		}
		if lexicon.Is(w, lexicon.Month) {
			return true
		}
	}
	return false
}

// hasPostcode reports whether text holds a Dutch postcode, "2500 EH", or one of
// five figures before a name.
func hasPostcode(text string) bool {
	if len(text) > 120 || !strings.ContainsAny(text, "0123456789") {
		return false
	}
	above := ""
	for w := range strings.FieldsSeq(text) {
		if isDigits(above) && (len(above) == 4 && len(w) == 2 && allCaps(w) || len(above) == 5 && startsUpper(w)) {
			return true
		}
		above = w
	}
	return false
}

// pairFeature is one question to a line and the one below it.
type pairFeature struct {
	name string
	is   func(a, b *evidence) bool
}

// pairFeatures are asked of the line with the one above it, and with the one
// below it.
var pairFeatures = []pairFeature{
	{"stop, upper", func(a, b *evidence) bool { return a.stop && unicode.IsUpper(b.first) }},
	{"stop, lower", func(a, b *evidence) bool { return a.stop && unicode.IsLower(b.first) }},
	{"no stop, upper", func(a, b *evidence) bool { return !a.halt && unicode.IsUpper(b.first) }},
	{"no stop, lower", func(a, b *evidence) bool { return !a.stop && unicode.IsLower(b.first) }},
	{"no stop, digit", func(a, b *evidence) bool { return !a.halt && unicode.IsDigit(b.first) }},
	{"comma, any", func(a, _ *evidence) bool { return strings.HasSuffix(a.text, ",") }},
	{"colon, bullet", func(a, b *evidence) bool {
		return strings.HasSuffix(a.text, ":") && (b.bullet != "" || b.ord.style != "")
	}},
	{"next fits", func(a, b *evidence) bool { return a.nextFits(b) }},
	{"next fits, stop", func(a, b *evidence) bool { return a.nextFits(b) && a.stop }},
	{"next fits, no stop", func(a, b *evidence) bool { return a.nextFits(b) && !a.halt }},
	{"full, no stop", func(a, b *evidence) bool { return !a.nextFits(b) && !a.halt }},
	{"full, stop, upper", func(a, b *evidence) bool { return !a.nextFits(b) && a.stop && unicode.IsUpper(b.first) }},
	{"full, no stop, upper", func(a, b *evidence) bool { return !a.nextFits(b) && !a.halt && unicode.IsUpper(b.first) }},
	{"full, tight", func(a, b *evidence) bool { return !a.nextFits(b) && b.blank == 0 && !b.page }},
	{"blank, lower", func(a, b *evidence) bool { return b.blank > 0 && unicode.IsLower(b.first) }},
	{"blank, no stop", func(a, b *evidence) bool { return b.blank > 0 && !a.halt }},
	{"tight, no stop, short", func(a, b *evidence) bool { return b.blank == 0 && !a.halt && a.words < 6 }},
	{"page, lower", func(a, b *evidence) bool { return b.page && unicode.IsLower(b.first) }},
	{"open", func(a, b *evidence) bool { return a.open }},
	{"hyphen", func(a, b *evidence) bool { return a.hyphen && unicode.IsLower(b.first) }},
	{"bracket left open", func(a, b *evidence) bool { return closesParenthesis(a.text, b.text) }},
	{"indent in", func(a, b *evidence) bool { return b.indent > a.indent+1 }},
	{"indent out", func(a, b *evidence) bool { return b.indent < a.indent-1 }},
	{"indent equal", func(a, b *evidence) bool { return b.indent == a.indent }},
	{"longer by half", func(a, b *evidence) bool { return b.width > a.width*3/2 }},
	{"shorter by half", func(a, b *evidence) bool { return b.width < a.width*2/3 }},
	{"both short", func(a, b *evidence) bool { return a.words < 5 && b.words < 5 }},
	{"both numbers", func(a, b *evidence) bool { return a.isNumber && b.isNumber }},
	{"series", func(a, b *evidence) bool {
		return a.ord.style != "" && a.ord.style == b.ord.style && a.ord.delim == b.ord.delim && b.ord.value() == a.ord.value()+1
	}},
	{"title over running", func(a, b *evidence) bool { return a.titleish && (b.running || b.width >= b.measure*9/10) }},
	{"title over title", func(a, b *evidence) bool { return a.titleish && b.titleish }},
	{"torn, upper", func(a, b *evidence) bool { return a.torn && unicode.IsUpper(b.first) }},
	{"label, value", func(a, b *evidence) bool {
		return a.class&lexicon.Label != 0 && b.class&lexicon.Label == 0 && b.words < 8
	}},
	{"label, label", func(a, b *evidence) bool { return a.class&lexicon.Label != 0 && b.class&lexicon.Label != 0 }},
}

// documentFeature is one question to the whole document.
type documentFeature struct {
	name string
	is   func(d *documentEvidence) bool
}

// documentEvidence are shares of the lines, from 0 to 1.
type documentEvidence struct {
	blank, stop, short, long, paged, gap float64
	lines                                int
}

var documentFeatures = []documentFeature{
	{"one line a paragraph", func(d *documentEvidence) bool { return d.long > 0.25 }},
	{"blank lines 30%+", func(d *documentEvidence) bool { return d.blank >= 0.3 }},
	{"blank lines <5%", func(d *documentEvidence) bool { return d.blank < 0.05 }},
	{"stops 50%+", func(d *documentEvidence) bool { return d.stop >= 0.5 }},
	{"stops <20%", func(d *documentEvidence) bool { return d.stop < 0.2 }},
	{"short lines 40%+", func(d *documentEvidence) bool { return d.short >= 0.4 }},
	{"gaps 15%+", func(d *documentEvidence) bool { return d.gap >= 0.15 }},
	{"paged", func(d *documentEvidence) bool { return d.paged > 0 }},
	{"few lines", func(d *documentEvidence) bool { return d.lines < 60 }},
}

func ofDocument(evs []evidence) documentEvidence {
	d := documentEvidence{lines: len(evs)}
	if len(evs) == 0 {
		return d
	}
	for i := range evs {
		e := &evs[i]
		add(&d.blank, e.blank > 0)
		add(&d.stop, e.stop)
		add(&d.short, e.words < 5)
		add(&d.long, e.width > maxWrap)
		add(&d.paged, e.page && i > 0)
		add(&d.gap, hasGap(e.text))
	}
	for _, p := range []*float64{&d.blank, &d.stop, &d.short, &d.long, &d.paged, &d.gap} {
		*p /= float64(len(evs))
	}
	return d
}

func add(n *float64, yes bool) {
	if yes {
		*n++
	}
}
