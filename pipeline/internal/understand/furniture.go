package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/annotate/lang"
)

// dropFurniture leaves out what a web page puts around its text: skip links,
// search boxes, breadcrumbs and link lists above, and lists of links below.
func dropFurniture(s *state) {
	p := s.readWebPage()
	s.dropAbove(p)
	s.dropInside()
	s.dropBelow(p)
	s.dropSigns()
}

// pageAbove reports whether furniture of a web page stood above the text: its first
// line was left out.
func (s *state) pageAbove() bool { return len(s.lines) > 0 && s.lines[0].gone }

// webPage is what is known of the page around the text.
type webPage struct {
	paged bool // form feeds show that it was printed: then there is no navigation
	head  int  // the first block that can only be text
	kinds webSign
}

// readWebPage collects the proofs that the text was a web page.
func (s *state) readWebPage() webPage {
	p := webPage{head: len(s.blocks)}
	for i, b := range s.blocks {
		for k, l := range b.lines {
			p.paged = p.paged || l.page && i+k > 0
		}
		if p.head == len(s.blocks) && b.isContent() {
			p.head = i
		}
		p.kinds |= b.sign()
		if i > 0 && isFurnitureWord(b.text) && isFurnitureWord(s.blocks[i-1].text) {
			p.kinds |= signWords
		}
	}
	if s.foreignAbove() {
		p.kinds |= signForeign
	}
	return p
}

// foreignAbove reports whether the first line reads like one of another language and a part of
// a site is named in the last: the language of a few words alone may be any, and they may be
// the title.
func (s *state) foreignAbove() bool {
	n := len(s.blocks)
	return n > 1 && s.blocks[0].role == roleText && isFurnitureWord(s.blocks[n-1].text) && isForeign(s.blocks[0].text, s.homeLanguage())
}

// proven reports whether the kinds of signs prove a web page: one that is no mere
// button, or two of them. A paper in pages needs two of which one is sure.
func (p webPage) proven() bool {
	two, sure := p.kinds&(p.kinds-1) != 0, p.kinds&sureSigns != 0
	if p.paged {
		return two && sure
	}
	return p.kinds&^(signButton|signSlash|signBlank) != 0 || two
}

// contentWords is how many words a line has at least that no link has.
const contentWords = 12

// isContent reports whether a block can be no part of a page's navigation: it is
// or holds a sentence, heads a part, or is dated.
func (b *block) isContent() bool {
	return b.sign() == 0 && (running(b.text) || words(b.text) >= contentWords && (!titleish(b.text) || count(b.text, unicode.IsDigit) >= 8) || isLabelled(b.text) ||
		words(b.text) >= shortSentence && startsUpper(b.text) && endsSentence(b.text))
}

// dropAbove leaves out what stands above the title of a web page, up to its last
// sign before the first text; where no text follows, nothing is around it.
func (s *state) dropAbove(p webPage) {
	if !p.proven() || p.head == len(s.blocks) {
		return
	}
	sign, rule := -1, ""
	limit := p.head
	for i, b := range s.blocks[:limit] {
		switch {
		case b.role == roleText && b.isSign() && !isOwner(b.text), // whose mark may stand under a picture
			b.role == roleItem && hasSkipPhrase(b.text):
			sign, rule = i, "above the title of a web page that shows navigation"
		case i > 0 && isFurnitureWord(b.text) && isFurnitureWord(s.blocks[i-1].text) && sign < i:
			sign, rule = i, "parts of a page one after another above the title"
		case i > 0 && sign == i-1 && b.blank == 0 && isGlued(s.blocks[i-1].text):
			sign, rule = i, "under column heads whose gaps were lost"
		case sign >= 0 && b.role == roleText && (isFurnitureWord(b.text) || isDomain(b.text)):
			sign, rule = i, "a part of a page, below its navigation"
		case i == 0 && p.kinds&signForeign != 0:
			sign, rule = i, "above the text and in another language"
		}
	}
	if sign < 0 {
		return
	}
	title := sign + 1
	for title < limit && (s.blocks[title].bullet != "" || !s.blocks[title].titleLook()) {
		title++
	}
	if title >= limit {
		title = sign + 1
		for title < limit && (s.blocks[title].bullet != "" || isFurnitureWord(s.blocks[title].text)) {
			title++
		}
	}
	title = s.pastLinks(title, limit)
	s.dropPage(0, title, rule)
}

// dropPage leaves the blocks [from, to) out: those that look like links without
// doubt, the others for a person to see.
func (s *state) dropPage(from, to int, rule string) {
	d := decision{codeFurniture, rule, "page furniture", 0.85}
	doubt := d
	doubt.confidence = doubtful
	sure := map[*block]bool{}
	for _, b := range s.blocks[from:to] {
		sure[b] = b.isSign() || isFurnitureWord(b.text) || (b.bullet != "" || words(b.text) <= linkWords) && !isDateline(b.text) && !endsSentence(b.text)
	}
	all := map[*block]bool{}
	for _, b := range s.blocks[from:to] {
		all[b] = true
	}
	s.dropWhere(d, func(_ int, b *block) bool { return sure[b] })
	s.dropWhere(doubt, func(_ int, b *block) bool { return all[b] })
}

// linkWords is how many words the name of a link in a row of links has at most.
const linkWords = 3

// pastLinks is the first line of a letterhead from block i on, where nothing but
// names of links stands between; else i.
func (s *state) pastLinks(i, limit int) int {
	for to := i; to < limit; to++ {
		b := s.blocks[to]
		if isLetterhead(b.text) {
			return to
		}
		if words(b.text) > linkWords || endsClause(b.text) || isDateline(b.text) || b.ord.style != "" {
			break
		}
	}
	return i
}

// homeSample is how much running text tells the language.
const homeSample = 4000

// homeLanguage is the language of the running text.
func (s *state) homeLanguage() lang.Tag {
	var sample strings.Builder
	for _, b := range s.blocks {
		if running(b.text) {
			sample.WriteString(b.text)
			sample.WriteByte(' ')
		}
		if sample.Len() > homeSample {
			break
		}
	}
	home, _ := lang.Guess(sample.String())
	return home
}

// isForeign reports whether a line of some words is surely in another language.
func isForeign(text string, home lang.Tag) bool {
	if words(text) < 4 || words(text) > 16 || home == "" || allCaps(text) || strings.ContainsFunc(text, unicode.IsDigit) {
		return false
	}
	tag, e := lang.Guess(text)
	return tag != home && tag != "" && e.Share >= 0.99
}

// firstRunning is the first block of running text, or the number of blocks.
func (s *state) firstRunning() int {
	for i, b := range s.blocks {
		if b.role == roleReady || running(b.text) && b.bullet == "" {
			return i
		}
	}
	return len(s.blocks)
}

// dropBelow leaves out the tail of the page: short lines and lists of links
// under the last running text, where at least two of them name parts of a page.
func (s *state) dropBelow(p webPage) {
	if p.paged && !s.pageAbove() {
		return
	}
	last := len(s.blocks) - 1
	for last >= 0 && (!s.blocks[last].isBody() || isPageTalk(s.blocks[last].text)) {
		last--
	}
	from := last + 1
	if last >= 0 && strings.HasSuffix(s.blocks[last].text, ":") {
		for from < len(s.blocks) && (s.blocks[from].bullet != "" || s.blocks[from].ord.style != "") {
			from++
		}
	}
	for from > 0 && from < len(s.blocks) && s.blocks[from].isShortBody() {
		from++
	}
	for from < len(s.blocks) && isEntry(s.blocks[from].text) {
		from++
	}
	hits := 0
	for _, b := range s.blocks[from:] {
		if isFurnitureWord(b.text) || b.isSign() {
			hits++
		}
	}
	if hits == 1 && slices.ContainsFunc(s.blocks[from:], func(b *block) bool { return b.sign() == signGlued }) {
		return // a name may be written so, too
	}
	if hits == 1 && s.pageAbove() { // what stands above the one line may sign the text
		for !isFurnitureWord(s.blocks[from].text) && !s.blocks[from].isSign() {
			from++
		}
	}
	if hits >= 2 || hits == 1 && (s.pageAbove() || from == len(s.blocks)-1 && hasSkipPhrase(s.blocks[from].text)) {
		s.dropPage(from, len(s.blocks), "below the text, where lines name parts of a web page")
	}
}

// isEntry reports whether a line gives a value behind its name and a colon:
// "Griffier: M. de Boer".
func isEntry(text string) bool {
	name, value, ok := strings.Cut(text, ": ")
	return ok && words(name) <= 3 && words(value) <= 8 && startsUpper(name) && !isSign(text) && !isFurnitureWord(name)
}

// shortSentence is how many words a sentence has that can only be text.
const shortSentence = 5

// isBody reports whether a block can only be text.
func (b *block) isBody() bool {
	if b.node != nil || len(b.calls) > 0 || isLabelled(b.text) || isSignature(b.text) || isSignatory(b.text) {
		return true
	}
	if hasSkipPhrase(b.text) {
		return false
	}
	return running(b.text) || strings.HasSuffix(b.text, ":") && words(b.text) > 6 ||
		b.bullet == "" && words(b.text) >= shortSentence && startsUpper(b.text) && endsSentence(b.text) && !b.isSign()
}

// isShortBody reports whether a block right under text may belong to it: a
// sentence of a few words, such as closes a speech. Parts of a page end without
// a stop.
func (b *block) isShortBody() bool {
	return b.node == nil && b.bullet == "" && words(b.text) >= 3 && startsUpper(b.text) && strings.HasSuffix(b.text, ".") &&
		!b.isSign() && !isFurnitureWord(b.text) && !isPageTalk(b.text)
}

// ownPage names the page itself, in the languages that we know.
var ownPage = []string{"deze pagina", "deze website", "this page", "this website", "diese seite", "dieser seite", "cette page", "ce site"}

// isPageTalk reports whether a short text speaks to a visitor about the page,
// as what stands under a report on the web does: "Heeft u een vraag over deze
// pagina?".
func isPageTalk(text string) bool {
	return words(text) <= 25 && strings.Contains(text, "?") && holdsAny(strings.ToLower(text), ownPage)
}

// dropInside leaves out links and names of pictures that come back inside the text
// of a web page; where nothing of the page stood above, links of two words and more, and
// with these such a link at the very top.
func (s *state) dropInside() {
	above, times := s.pageAbove(), map[string]int{}
	for _, b := range s.blocks {
		times[b.text]++
	}
	isLink := func(b *block) bool { return isFurnitureWord(b.text) && (above || words(b.text) > 1) }
	comesBack := func(b *block) bool {
		return times[b.text] > 2 && (isLink(b) || above && isBracketed(b.text) && words(b.text) == 1)
	}
	found := slices.ContainsFunc(s.blocks, comesBack)
	s.dropWhere(decision{codeFurniture, "a link or the name of a picture that comes back inside the text of a web page", "page furniture", 0.85}, func(i int, b *block) bool {
		return comesBack(b) || i == 0 && found && isLink(b)
	})
}

// dropSigns leaves out single lines that can only be furniture.
func (s *state) dropSigns() {
	if !s.pageAbove() {
		return
	}
	d := decision{codeFurniture, "a form field or a mark of ownership", "page furniture", 0.85}
	s.dropWhere(d, func(_ int, b *block) bool { return isOwner(b.text) || b.field() != 0 })
}
