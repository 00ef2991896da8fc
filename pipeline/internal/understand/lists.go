package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/understand/lexicon"
)

// findLists takes the chains that count no headings as items, where their
// members stand together, and nests all items.
func findLists(s *state) {
	inner := s.innerSeries()
	for _, c := range s.chains {
		s.listChain(c, inner)
	}
	s.clauseItems()
	s.namedItems()
	s.nestItems()
}

// listChain makes items of a chain whose members stand next to each other, with
// nothing but other items between most of them.
func (s *state) listChain(c *chain, inner map[[2]series]bool) {
	together := 0
	for k := 1; k < len(c.members); k++ {
		if !s.textBetween(c.members[k-1], c.members[k]) && s.noHeadingBetween(c.members[k-1], c.members[k]) {
			together++
		}
	}
	if (together == 0 || together*2 < len(c.members)-1) && !s.numbersParagraphs(c.members) && !s.repeatsItem(c.members) && !s.opensList(c.members) && !s.standsAsOthers(c, inner) && !s.blocks[c.members[0]].lines[0].member && !s.goesOnInline(c) && !s.likelyItems(c) {
		for _, i := range c.members {
			if b := s.blocks[i]; b.role != roleHeading {
				b.ord = ordinal{}
			}
		}
		return
	}
	for _, i := range c.members {
		b := s.blocks[i]
		if b.role == roleText || b.role == roleItem {
			b.role = roleItem
			b.numbered = true
			s.dropSign(b)
		}
	}
}

// inlineReach is how many blocks below an item the second number of those in it is sought.
const inlineReach = 24

// firstIn is the first number of a series in brackets, with which the text behind
// another number begins: "9. (1) A record".
func firstIn(above ordinal) (ordinal, bool) {
	o, ok := parseOrdinal(above.rest)
	return o, ok && o.paren && o.value() == 1
}

// goesOnInline reports whether a chain begins with the second number of a series whose
// first stands in the text of an item above, "9. (1) A record": "(2) The Board".
func (s *state) goesOnInline(c *chain) bool {
	first := c.members[0]
	if c.values[0] != 2 {
		return false
	}
	for i := first - 1; i >= max(0, first-inlineReach); i-- {
		b := s.blocks[i]
		if o, ok := firstIn(b.ord); ok && o.series() == s.blocks[first].ord.series() {
			return true
		}
	}
	return false
}

// clauseItems makes items of clauses in a row that lost their signs: under a line
// that ends with a colon, all in small letters, each but the last with a semicolon.
func (s *state) clauseItems() {
	for i := s.front + 1; i < len(s.blocks); i++ {
		if !strings.HasSuffix(s.blocks[i-1].text, ":") || s.blocks[i-1].role == roleItem {
			continue
		}
		to := i
		for to < len(s.blocks) && s.isPlainClause(to) && isClause(s.blocks[to].text) {
			to++
		}
		if to-i < 2 || to == len(s.blocks) || !s.isPlainClause(to) {
			continue
		}
		for _, b := range s.blocks[i : to+1] {
			b.role, b.unsigned = roleItem, true
		}
	}
}

// leastNamed is how many short lines make a list without signs.
const leastNamed = 3

// namedItems makes items of short lines in a row that lost their signs: tight under a line
// that announces them and ends with a colon, "… bij de volgende uitgevers:", and parted
// from what follows. Figures and lines of an address are none.
func (s *state) namedItems() {
	for i := s.front + 1; i < len(s.blocks); i++ {
		above := s.blocks[i-1]
		if above.role != roleText || !announcesList(above.text) {
			continue
		}
		to := i
		for to < len(s.blocks) && s.isNamed(to) && (to == i || s.blocks[to].blank == 0) {
			to++
		}
		if to-i < leastNamed || to < len(s.blocks) && (s.blocks[to].blank == 0 || numeric(s.blocks[to].text)) {
			continue
		}
		for _, b := range s.blocks[i:to] {
			b.role, b.unsigned, b.named = roleItem, true, true
		}
	}
}

// announcesList reports whether a line says that several things follow.
func announcesList(text string) bool {
	body, ok := strings.CutSuffix(text, ":")
	if !ok || words(body) < 3 {
		return false
	}
	for word := range strings.FieldsSeq(body[len(body)-len(tail(body)):]) {
		if lexicon.Is(word, lexicon.Announces) {
			return true
		}
	}
	return false
}

// isNamed reports whether block i is a line of a few words that may be an item.
func (s *state) isNamed(i int) bool {
	b := s.blocks[i]
	return b.role == roleText && len(b.lines) == 1 && b.ord.style == "" && b.claim() == nil && !b.lines[0].box && words(b.text) <= maxListed && !endsClause(b.text) &&
		!strings.ContainsFunc(b.text, unicode.IsDigit) && !isPostal(b.text) && !b.columns() && !isLabelled(b.text)
}

// clauseEnd is how many bytes from its end the semicolon of a clause stands at most:
// "; and" goes on.
const clauseEnd = 6

// isClause reports whether a semicolon ends text, with a word behind it perhaps.
func isClause(text string) bool { return strings.Contains(text[max(0, len(text)-clauseEnd):], ";") }

func (s *state) isPlainClause(i int) bool {
	b := s.blocks[i]
	return b.role == roleText && b.ord.style == "" && b.claim() == nil && startsLower(b.text)
}

// numbersParagraphs reports whether a chain counts paragraphs, between which others
// may stand: most of its members are sentences.
func (s *state) numbersParagraphs(members []int) bool {
	prose := 0
	for _, i := range members {
		if o := s.blocks[i].ord; (o.delim != "" || o.depth() > 1) && endsClause(o.rest) && (words(o.rest) > headWords || !strings.HasSuffix(o.rest, ":")) {
			prose++
		}
	}
	return prose > 1 && prose*2 > len(members)
}

// headWords is how many words a title before a colon has at most.
const headWords = 4

// repeatsItem reports whether a lone number stands right under an item with the
// same number: an amending law goes on behind the member that it inserts.
func (s *state) repeatsItem(members []int) bool {
	i := members[0]
	if len(members) > 1 || i == 0 || !s.blocks[i-1].numbered {
		return false
	}
	o, above := s.blocks[i].ord, s.blocks[i-1].ord
	return o.series() == above.series() && o.value() == above.value()
}

// opensList reports whether a lone number 1 begins a sentence of some length, as the
// one paragraph that is quoted of an article does, is the first of a part, "3.1", or
// stands under a line that ends with a colon; one that goes on to count inside the
// sentence opens no list.
func (s *state) opensList(members []int) bool {
	i := members[0]
	b := s.blocks[i]
	if len(members) > 1 || i == 0 || b.ord.value() != 1 && !startsQuote(b.text) {
		return false
	}
	if b.ord.depth() > 1 {
		return endsSentence(b.text)
	}
	return b.ord.delim != "" && !strings.Contains(b.text, " "+b.ord.next()) && (b.ord.style == ast.Decimal && running(b.text) || strings.HasSuffix(s.blocks[i-1].text, ":") && !titleish(b.ord.rest) || s.underColon(i))
}

// standsAsOthers reports whether a lone first letter or number stands right below an item of
// the same kind as the first of a further series like its own: "3. The copy" over "(a) lies
// in the hall", where "(a)" and "(b)" stand below "1.".
func (s *state) standsAsOthers(c *chain, inner map[[2]series]bool) bool {
	i := c.members[0]
	return len(c.members) == 1 && c.values[0] == 1 && i > 0 && s.blocks[i-1].numbered && inner[s.seriesAt(i)]
}

// seriesAt are the series of the number of block i and of that above it.
func (s *state) seriesAt(i int) [2]series {
	return [2]series{s.blocks[i].ord.series(), s.blocks[i-1].ord.series()}
}

// innerSeries are the series that count from 1 or a right below a number of another one, with
// that other.
func (s *state) innerSeries() map[[2]series]bool {
	inner := map[[2]series]bool{}
	for _, c := range s.chains {
		first := c.members[0]
		if len(c.members) > 1 && c.values[0] == 1 && first > 0 && s.blocks[first-1].ord.style != "" {
			pair := s.seriesAt(first)
			inner[pair] = pair[0] != pair[1]
		}
	}
	return inner
}

// leastItems is the mean chance of an item from which the members of a series are a list
// though nothing else tells: of labelled series four in five were. A number that stands
// alone, which a sentence may begin with, takes more.
const leastItems, leastLone = 0.5, 0.7

// likelyItems reports whether the model takes the members of a chain for items, which have
// a sign and a space behind their numbers.
func (s *state) likelyItems(c *chain) bool {
	sum, least := 0.0, leastItems*float64(len(c.members))
	if len(c.members) == 1 {
		least = leastLone
	}
	for _, i := range c.members {
		o := s.blocks[i].ord
		if o.sep == "" || o.delim == "" || len(c.members) == 1 && o.delim != "." {
			return false
		}
		if j := s.judged[s.keyAt(s.blocks[i].pos())]; j != nil {
			sum += j.p[classItem]
		}
	}
	return sum >= least
}

// dropSign leaves out a list sign before the number of an item.
func (s *state) dropSign(b *block) {
	if b.bullet != "" {
		s.left(decision{codeMarker, "a list sign before the number of an item", "list sign", 0.95}, b.lines[0].pos, b.bullet)
		b.bullet = ""
	}
}

func (s *state) noHeadingBetween(from, to int) bool {
	for _, b := range s.blocks[from+1 : to] {
		if b.role == roleHeading {
			return false
		}
	}
	return true
}
