package understand

import (
	"cmp"
	"strings"

	"octavo/pipeline/internal/ast"
)

// chain is a series of blocks whose numbers follow one another.
type chain struct {
	members []int // indexes of blocks
	values  []int
}

func (c *chain) last() int { return c.values[len(c.values)-1] }

// move gives the members their new places; at holds -1 for a block that is gone.
func (c *chain) move(at []int) {
	n := 0
	for k, i := range c.members {
		if at[i] >= 0 {
			c.members[n], c.values[n] = at[i], c.values[k]
			n++
		}
	}
	c.members, c.values = c.members[:n], c.values[:n]
}

// openChains bounds the series that are tried for a number.
const openChains = 6

// readNumbering reads the number at the start of each block, ties numbers that
// follow one another to chains, and decides for each chain as a whole whether
// it counts headings or the items of a list.
func readNumbering(s *state) {
	for i, b := range s.blocks {
		if b.role != roleText {
			continue
		}
		if o, ok := b.number(); ok && b.calledFrom(len(o.raw)) && !(isSignature(b.text) && s.signed(i)) {
			b.ord = o
		}
		if b.ord.style == "" && i > 0 && strings.HasSuffix(s.blocks[i-1].text, ":") {
			b.ord = b.quotedNumber()
		}
		if b.bullet != "" {
			b.role = roleItem
		}
	}
	s.forgetInitials()
	s.firstRoman()
	s.gluedChapters()
	s.gluedLetters()
	s.gluedSections()
	s.codedSeries()
	s.chains = s.buildChains()
}

// quotedNumber reads the number behind a sign of quotation, with which a paragraph
// begins that an act puts into another: "„(2) Der Rat …".
func (b *block) quotedNumber() ordinal {
	if !startsQuote(b.text) {
		return ordinal{}
	}
	body := strings.TrimLeft(b.text, openers[1:])
	o, ok := parseOrdinal(body)
	if !ok || o.label != nil || o.style != ast.Decimal || o.delim == "" || !endsClause(o.rest) || !b.calledFrom(len(b.text)-len(o.rest)) {
		return ordinal{}
	}
	o.raw = b.text[:len(b.text)-len(body)] + o.raw
	return o
}

// calledFrom reports whether no call stands before offset at: a number that one
// stands in or before cannot be set apart from the text without it.
func (b *block) calledFrom(at int) bool {
	return len(b.calls) == 0 || b.calls[0].from >= at
}

// firstRoman reads a title behind "I" without a stop, which may be a word, where
// the next such number is "II".
func (s *state) firstRoman() {
	var first *block
	for _, b := range s.blocks {
		o := b.ord
		if o.style == ast.UpperRoman && o.label == nil && o.delim == "" && o.value() == 2 && first != nil {
			first.ord = ordinal{raw: "I", style: ast.UpperRoman, parts: []int{1}, sep: " ", rest: strings.TrimLeft(first.text[1:], " ")}
			first = nil
		}
		if rest, ok := strings.CutPrefix(b.text, "I "); ok && b.role == roleText && titleish(rest) && b.calledFrom(len("I ")) && startsUpper(rest) {
			first = b
		}
	}
}

// gluedChapters reads numbers that lost the space before their title, "1Over
// ons", where the next block is the first section inside, "1.1Taken", or the
// table of contents promises the very line.
func (s *state) gluedChapters() {
	for i, b := range s.blocks {
		o, ok := parseDecimal(b.text)
		if b.role != roleText || b.ord.style != "" || !ok || o.depth() != 1 ||
			!gluedTitle(b.text[len(o.raw):]) || !b.calledFrom(len(o.raw)) {
			continue
		}
		if s.inContents(b.text) || s.opensSections(i+1, o.value()) {
			o.rest = b.text[len(o.raw):]
			b.ord = o
		}
	}
}

// opensSections reports whether block i is the first section of a chapter.
func (s *state) opensSections(i, chapter int) bool {
	if i >= len(s.blocks) {
		return false
	}
	o := s.blocks[i].ord
	return o.label == nil && o.depth() == 2 && o.parts[0] == chapter && o.parts[1] == 1
}

func (s *state) buildChains() []*chain {
	open := map[series][]*chain{}
	var all []*chain
	for i, b := range s.blocks {
		if b.ord.style == "" || b.ord.label != nil {
			continue
		}
		c, o := s.findChain(open, b)
		key := o.series()
		if c == nil {
			c = &chain{}
			all = append(all, c)
			open[key] = append(open[key], c)
			if n := len(open[key]); n > openChains {
				open[key] = open[key][n-openChains:]
			}
		}
		b.ord = o
		c.members = append(c.members, i)
		c.values = append(c.values, o.value())
	}
	return all
}

// findChain finds the chain that the block's number goes on with: among those
// with the number before it, one whose last member has the same look, the
// latest first. A letter that is also a Roman numeral is tried both ways.
func (s *state) findChain(open map[series][]*chain, b *block) (*chain, ordinal) {
	for _, style := range []ast.ListStyle{b.ord.style, other(b.ord.style)} {
		o, ok := b.ord.as(style)
		if !ok {
			continue
		}
		chains := open[o.series()]
		var found *chain
		for _, c := range chains {
			if c.last() != o.value()-1 || s.blocks[c.members[len(c.members)-1]].isMember() != b.isMember() {
				continue
			}
			if found == nil || s.nearer(c, found, b) {
				found = c
			}
		}
		if found != nil {
			return found, o
		}
	}
	return nil, b.ord
}

// isMember reports whether a block begins with the number of a paragraph of an article,
// which has no stop and counts for itself.
func (b *block) isMember() bool {
	return b.ord.style == ast.Decimal && b.ord.delim == "" && len(b.lines) > 0 && b.lines[0].member
}

// nearer reports whether block b rather goes on chain c than chain d: by its
// look, and where both look the same, by the place of the last member.
func (s *state) nearer(c, d *chain, b *block) bool {
	if look := s.sameLook(c, b); look != s.sameLook(d, b) {
		return look
	}
	return c.members[len(c.members)-1] > d.members[len(d.members)-1]
}

// other is the style that shares letters with a style.
func other(style ast.ListStyle) ast.ListStyle {
	switch style {
	case ast.UpperRoman:
		return ast.UpperAlpha
	case ast.UpperAlpha:
		return ast.UpperRoman
	case ast.LowerRoman:
		return ast.LowerAlpha
	case ast.LowerAlpha:
		return ast.LowerRoman
	}
	return style
}

func (s *state) sameLook(c *chain, b *block) bool {
	last := s.blocks[c.members[len(c.members)-1]]
	return titleish(last.ord.rest) == titleish(b.ord.rest) && strings.HasSuffix(last.text, "?") == strings.HasSuffix(b.text, "?")
}

// headingChain reports whether a chain counts headings: nearly all its members
// look like titles, and text stands between them; of numbers of several parts half
// are enough, as little but headings and paragraphs has these. A title without a
// series is one where text follows it.
func (s *state) headingChain(c *chain) (bool, float64) {
	titles, colons := 0, s.colonTitles(c)
	for _, i := range c.members {
		if numberedTitle(s.blocks[i], colons) && !s.breaksSentence(i) {
			titles++
		}
	}
	n := len(c.members)
	if s.blocks[c.members[0]].ord.depth() > 1 {
		return !s.countsVersions(c) && titles*2 >= n && (n < 3 || c.members[n-1]-c.members[0] >= n), 0.90
	}
	if titles*5 < n*4 {
		return s.longTitles(c), 0.70
	}
	if n == 1 {
		return s.loneHeading(c.members[0])
	}
	if s.listed(c) {
		return titles == n && s.hasSections(c), 0.75
	}
	apart := 0
	for k := 1; k < n; k++ {
		if from, to := c.members[k-1], c.members[k]; s.textBetween(from, to) || s.paragraphsBetween(from, to) || s.countedBetween(from, to) {
			apart++
		}
	}
	if apart*2 < n-1 {
		return titles == n && s.hasSections(c), 0.75
	}
	return true, 0.75 + 0.2*float64(apart)/float64(n-1)
}

// listed reports whether a series is a list by the look of its members: two or more, a
// quarter of it, stand tight above the next one, where a heading has text below it, or
// they are questions under a line that announces them.
func (s *state) listed(c *chain) bool {
	bare, asks := 0, 0
	for k, i := range c.members {
		if k > 0 && i == c.members[k-1]+1 && s.blocks[i].blank == 0 {
			bare++
		}
		asks += int(one(strings.HasSuffix(s.blocks[i].text, "?")))
	}
	return bare >= 2 && bare*4 >= len(c.members)-1 || asks*2 > len(c.members) && s.underColon(c.members[0])
}

// underColon reports whether running words that end with a colon stand right above block
// i, which has the first number of a list.
func (s *state) underColon(i int) bool {
	return i > s.front && s.blocks[i].ord.style == ast.Decimal && s.blocks[i].ord.value() == 1 && s.blocks[i-1].role == roleText && strings.HasSuffix(s.blocks[i-1].text, ":") && words(s.blocks[i-1].text) > headWords
}

// numberedTitle reports whether a title stands behind the number of a block, with a
// colon behind it where that ends the titles of its series. A date is none: versions have
// theirs.
func numberedTitle(b *block, colons bool) bool {
	title := b.ord.rest
	switch {
	case b.ord.isVersion():
		return false
	case b.ord.delim == "/":
		title = strings.TrimRight(title, ":. ") // minutes end theirs in any way
	case colons:
		title = strings.TrimSuffix(title, ":")
	}
	return titleish(title) && !breaksOff(title) && !(isYear(lastWord(title)) && isDay(title))
}

// colonTitles reports whether the titles of a chain end with a colon: at least three
// members, and two in three, are a few words and a colon over running text.
func (s *state) colonTitles(c *chain) bool {
	n := 0
	for _, i := range c.members {
		if rest := s.blocks[i].ord.rest; strings.HasSuffix(rest, ":") && words(rest) <= maxColonWords && numberedTitle(s.blocks[i], true) && s.overProse(i) {
			n++
		}
	}
	return n >= 3 && n*2 >= len(c.members)
}

// maxColonWords is how many words a title before a colon has.
const maxColonWords = 8

// colonTitle reports whether block i is a title without a number, with a colon behind it,
// over running text.
func (s *state) colonTitle(i int) bool {
	b := s.blocks[i]
	title, ok := strings.CutSuffix(b.text, ":")
	return ok && b.ord.style == "" && b.claim() == nil && words(title) <= maxColonWords && titleish(title) && !breaksOff(title) && s.overProse(i)
}

// loneHeading judges a number without siblings.
func (s *state) loneHeading(i int) (bool, float64) {
	b := s.blocks[i]
	if b.ord.delim != "." || b.ord.style == ast.LowerAlpha || s.amongSigns(i) {
		return false, 0
	}
	if s.amongNames(i) || s.underColon(i) || s.announced(i) || s.isNamedOffice(i) {
		return false, 0
	}
	if words(b.ord.rest) > 10 || i+1 >= len(s.blocks) || !s.bodyFollows(i) {
		return false, 0
	}
	return true, 0.65
}

// amongSigns reports whether block i stands between two others with its list sign: "C. Const."
// is no number then.
func (s *state) amongSigns(i int) bool {
	sign := s.blocks[i].bullet
	return sign != "" && i > 0 && i+1 < len(s.blocks) && s.blocks[i-1].bullet == sign && s.blocks[i+1].bullet == sign
}

// textBetween reports whether a block of plain text or a table stands between two blocks.
func (s *state) textBetween(from, to int) bool {
	for _, b := range s.blocks[from+1 : to] {
		if b.role == roleReady || b.role == roleTable || b.role == roleCell || b.role == roleText && b.ord.style == "" && !b.closes {
			return true
		}
	}
	return false
}

// paragraphsBetween reports whether numbered paragraphs stand between two
// blocks that are numbered in another way: "I. Introduction" over "1. In its
// resolution …", "2. Purpose" over "2.1 This Order …", "a) Tasks" over "Art. 9 …".
func (s *state) paragraphsBetween(from, to int) bool {
	above := s.blocks[from].ord
	for _, b := range s.blocks[from+1 : to] {
		o := b.ord
		inside := o.label != nil || o.style == ast.Decimal && (above.style != ast.Decimal || o.depth() > above.depth())
		if b.role == roleText && inside && endsSentence(b.text) && (running(b.text) || o.depth() > 1) {
			return true
		}
	}
	return false
}

// countedBetween reports whether paragraphs stand between two titles with figures that
// another count numbers, which runs on over the titles: "1. Purpose" over "7. This order
// …", "8. It …", and "2. Scope" over "9. The …". A list inside an item begins at 1.
func (s *state) countedBetween(from, to int) bool {
	if above := s.blocks[from].ord; above.style != ast.Decimal || above.paren || above.delim == ")" {
		return false
	}
	first, last := 0, 0
	for i := from + 1; i < to; i++ {
		if n := s.paragraphNumber(i); n > 0 {
			first, last = cmp.Or(first, n), n
		}
	}
	return first > 1 || first == 1 && s.paragraphNumber(to+1) == last+1
}

// paragraphNumber is the number of block i where that is a paragraph that a figure counts,
// else 0.
func (s *state) paragraphNumber(i int) int {
	if i >= len(s.blocks) {
		return 0
	}
	b := s.blocks[i]
	if o := b.ord; b.role == roleText && o.style == ast.Decimal && o.label == nil && o.depth() == 1 && endsSentence(b.text) && words(o.rest) > headWords {
		return o.value()
	}
	return 0
}

// bodyFollows reports whether what stands below block i can be headed by it:
// text, an item, or a further heading above these.
func (s *state) bodyFollows(i int) bool {
	for j := i + 1; j < len(s.blocks) && j <= i+2; j++ {
		b := s.blocks[j]
		switch {
		case b.role != roleText || running(b.text) || endsClause(b.text) || moreRunes(b.text, headingRunes):
			return true
		case !titleish(b.text):
			return false
		}
	}
	return false
}

// overProse reports whether running text without a number stands under block i.
func (s *state) overProse(i int) bool {
	return i+1 < len(s.blocks) && s.blocks[i+1].ord.style == "" && running(s.blocks[i+1].text)
}
