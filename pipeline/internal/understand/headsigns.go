package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// candidate is a block that may be a heading, with what stands around it.
type candidate struct {
	s       *state
	i       int // of the blocks
	b       *block
	at      int // of the evidence of its first line
	e       *evidence
	p, bare *chances
	heads   float64      // the share of headings among the candidates
	looks   [2]headTally // the others of its shape, and of its outline
}

// headTally counts candidates of one look: how many, the sum of their chances to be
// headings, and how many the rules made headings.
type headTally struct{ n, chance, heads float64 }

// maxHeadWords is how many words a block has that may be a heading: three more than the
// longest of a thousand that were labelled.
const maxHeadWords = 25

// headCandidates are the blocks of text and the headings behind the front that are short
// enough for a title, with those of the same look counted.
func (s *state) headCandidates() []candidate {
	var all []candidate
	places := make(map[int]int, len(s.evidence)) // of the evidence, by key
	for at, e := range s.evidence {
		places[e.key] = at
	}
	looks, heads := [2]map[shape]headTally{{}, {}}, 0.0
	for i, b := range s.blocks {
		at, ok := s.asked(i, places)
		if !ok {
			continue
		}
		c := candidate{s: s, i: i, b: b, at: at, e: &s.evidence[at]}
		j := s.judged[c.e.key]
		c.p, c.bare = &j.p, &j.bare
		all = append(all, c)
		heads += c.isHead()
		for k, look := range c.shapes() {
			t := looks[k][look]
			looks[k][look] = headTally{t.n + 1, t.chance + c.p[classHeading], t.heads + c.isHead()}
		}
	}
	for k := range all {
		c := &all[k]
		c.heads = heads / float64(len(all))
		for k, look := range c.shapes() {
			t := looks[k][look]
			c.looks[k] = headTally{t.n, t.chance - c.p[classHeading], t.heads - c.isHead()}
		}
	}
	return all
}

// asked reports whether block i may be a heading, and where the evidence of its first
// line stands.
func (s *state) asked(i int, places map[int]int) (at int, ok bool) {
	b := s.blocks[i]
	if len(b.lines) == 0 || b.text == "" || b.role != roleHeading && b.role != roleText || i < s.front || moreWords(b.text, maxHeadWords) {
		return 0, false
	}
	at, ok = places[s.keyAt(b.lines[0].pos)]
	return at, ok
}

func (c *candidate) shapes() [2]shape {
	of, outline := shapeOf(c.e)
	return [2]shape{of, outline}
}

func (c *candidate) isHead() float64 { return one(c.b.role == roleHeading) }

// one is 1 for yes and 0 for no.
func one(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// vote is 0 where no rule made the block a heading, 1 where one did and 2 where it has a
// number.
func (c *candidate) vote() float64 { return c.isHead() * (1 + one(c.b.ord.style != "")) }

// near is the chance of class of the line that stands so many below, 0 where none does.
func (c *candidate) near(below int, of class) float64 {
	if k := c.at + below; k >= 0 && k < len(c.s.evidence) {
		return c.s.judged[c.s.evidence[k].key].p[of]
	}
	return 0
}

// block is the one that stands so many below, nil where none does.
func (c *candidate) block(below int) *block {
	if k := c.i + below; k >= 0 && k < len(c.s.blocks) {
		return c.s.blocks[k]
	}
	return nil
}

// ask puts a question to the block so many below; there is -1 where none stands.
func (c *candidate) ask(below int, of func(*block) float64) float64 {
	if b := c.block(below); b != nil {
		return of(b)
	}
	return -1
}

// shortRun is how many blocks on end are looked at as a row of short ones.
const shortRun = 12

// shorts counts the short blocks without a stop on end, in steps of one or minus one.
func (c *candidate) shorts(step int) float64 {
	n := 0
	for ; n < shortRun; n++ {
		b := c.block(step * (n + 1))
		if b == nil || len(b.lines) == 0 || b.role == roleItem || endsSentence(b.text) || moreWords(b.text, 8) {
			break
		}
	}
	return float64(n)
}

// What is missing of a look that no other candidate has counts as undecided.
const aloneHeads, aloneHeadChance = 0.5, 0.3

func (c *candidate) lookChance(k int) float64 {
	return (c.looks[k].chance + aloneHeadChance) / c.looks[k].n
}
func (c *candidate) lookHeads(k int) float64 { return (c.looks[k].heads + aloneHeads) / c.looks[k].n }

// ending classes the last character of a text.
func ending(text string) float64 {
	last := lastRune(text)
	switch at := strings.IndexByte(":?.!;,)", text[len(text)-1]); {
	case at >= 0:
		return float64(at + 1)
	case unicode.IsLetter(last):
		return 0
	case unicode.IsDigit(last):
		return -1
	}
	return -2
}

func blockWords(b *block) float64    { return float64(min(60, words(b.text))) }
func blockBlank(b *block) float64    { return float64(b.blank) }
func blockRole(b *block) float64     { return float64(b.role) }
func blockBullet(b *block) float64   { return one(b.bullet != "") }
func blockOrdinal(b *block) float64  { return one(b.ord.style != "") }
func blockColon(b *block) float64    { return one(strings.HasSuffix(b.text, ":")) }
func blockClause(b *block) float64   { return one(endsClause(b.text)) }
func blockLower(b *block) float64    { return one(startsLower(b.text)) }
func blockTitleish(b *block) float64 { return one(titleish(b.text)) }

// headSigns are what the trees are asked behind the chance of a heading that the line
// model gives, which is the first.
var headSigns = []treeSign[*candidate]{
	{"chance", func(c *candidate) float64 { return float64(logit(c.p[classHeading])) }},
	{"heading", (*candidate).vote},
	{"chance goes on", func(c *candidate) float64 { return c.p[classGoesOn] }},
	{"chance paragraph", func(c *candidate) float64 { return c.p[classParagraph] }},
	{"chance item", func(c *candidate) float64 { return c.p[classItem] }},
	{"chance front", func(c *candidate) float64 { return c.p[classFront] }},
	{"chance table", func(c *candidate) float64 { return c.p[classTable] }},
	{"chance furniture", func(c *candidate) float64 { return c.p[classFurniture] }},
	{"chance without rules", func(c *candidate) float64 { return c.bare[classHeading] }},
	{"chance without rules goes on", func(c *candidate) float64 { return c.bare[classGoesOn] }},
	{"chance without rules table", func(c *candidate) float64 { return c.bare[classTable] }},
	{"shape chance", func(c *candidate) float64 { return c.lookChance(0) }},
	{"shape headings", func(c *candidate) float64 { return c.lookHeads(0) }},
	{"shape blocks", func(c *candidate) float64 { return c.looks[0].n }},
	{"outline chance", func(c *candidate) float64 { return c.lookChance(1) }},
	{"outline headings", func(c *candidate) float64 { return c.lookHeads(1) }},
	{"outline blocks", func(c *candidate) float64 { return c.looks[1].n }},
	{"headings", func(c *candidate) float64 { return c.heads }},
	{"above heading", func(c *candidate) float64 { return c.near(-1, classHeading) }},
	{"above paragraph", func(c *candidate) float64 { return c.near(-1, classParagraph) }},
	{"above goes on", func(c *candidate) float64 { return c.near(-1, classGoesOn) }},
	{"above table", func(c *candidate) float64 { return c.near(-1, classTable) }},
	{"above furniture", func(c *candidate) float64 { return c.near(-1, classFurniture) }},
	{"below heading", func(c *candidate) float64 { return c.near(1, classHeading) }},
	{"below paragraph", func(c *candidate) float64 { return c.near(1, classParagraph) }},
	{"below goes on", func(c *candidate) float64 { return c.near(1, classGoesOn) }},
	{"below table", func(c *candidate) float64 { return c.near(1, classTable) }},
	{"below furniture", func(c *candidate) float64 { return c.near(1, classFurniture) }},
	{"block above words", func(c *candidate) float64 { return c.ask(-1, blockWords) }},
	{"block above role", func(c *candidate) float64 { return c.ask(-1, blockRole) }},
	{"block above clause", func(c *candidate) float64 { return c.ask(-1, blockClause) }},
	{"block above colon", func(c *candidate) float64 { return c.ask(-1, blockColon) }},
	{"block below words", func(c *candidate) float64 { return c.ask(1, blockWords) }},
	{"block below role", func(c *candidate) float64 { return c.ask(1, blockRole) }},
	{"block below blank", func(c *candidate) float64 { return c.ask(1, blockBlank) }},
	{"block below clause", func(c *candidate) float64 { return c.ask(1, blockClause) }},
	{"block below bullet", func(c *candidate) float64 { return c.ask(1, blockBullet) }},
	{"block below number", func(c *candidate) float64 { return c.ask(1, blockOrdinal) }},
	{"block below lower", func(c *candidate) float64 { return c.ask(1, blockLower) }},
	{"block below title", func(c *candidate) float64 { return c.ask(1, blockTitleish) }},
	{"second below words", func(c *candidate) float64 { return c.ask(2, blockWords) }},
	{"second below role", func(c *candidate) float64 { return c.ask(2, blockRole) }},
	{"short above", func(c *candidate) float64 { return c.shorts(-1) }},
	{"short below", func(c *candidate) float64 { return c.shorts(1) }},
	{"words", func(c *candidate) float64 { return blockWords(c.b) }},
	{"lines", func(c *candidate) float64 { return float64(len(c.b.lines)) }},
	{"blank", func(c *candidate) float64 { return blockBlank(c.b) }},
	{"width", func(c *candidate) float64 { return float64(c.e.width) / float64(max(1, c.e.measure)) }},
	{"indent", func(c *candidate) float64 { return float64(c.b.indent) }},
	{"number", func(c *candidate) float64 { return blockOrdinal(c.b) }},
	{"number label", func(c *candidate) float64 { return one(c.b.ord.label != nil) }},
	{"number depth", func(c *candidate) float64 { return float64(c.b.ord.depth()) * blockOrdinal(c.b) }},
	{"number words", func(c *candidate) float64 { return float64(words(c.b.ord.rest)) }},
	{"ending", func(c *candidate) float64 { return ending(c.b.text) }},
	{"capitals", func(c *candidate) float64 { return one(allCaps(c.b.text)) }},
	{"capitalised", func(c *candidate) float64 { return capitalised(c.b.text) }},
	{"title", func(c *candidate) float64 { return blockTitleish(c.b) }},
	{"colon title", func(c *candidate) float64 { return one(c.s.colonTitle(c.i)) }},
	{"comma", func(c *candidate) float64 { return one(strings.Contains(c.b.text, ",")) }},
	{"digits", func(c *candidate) float64 { return c.e.digits }},
	{"letters", func(c *candidate) float64 { return c.e.letters }},
	{"label", func(c *candidate) float64 { return one(c.e.class&lexicon.Label != 0) }},
	{"office", func(c *candidate) float64 { return one(c.e.class&lexicon.Office != 0) }},
	{"same", func(c *candidate) float64 { return float64(c.e.same) }},
	{"alike", func(c *candidate) float64 { return float64(c.e.alike) }},
	{"page top", func(c *candidate) float64 { return float64(c.e.fromTop) }},
	{"page foot", func(c *candidate) float64 { return float64(c.e.fromFoot) }},
	{"promised", func(c *candidate) float64 { return one(len(c.s.promised) > 0 && c.s.promised[announcedKey(c.b.text)]) }},
	{"contents", func(c *candidate) float64 { return one(len(c.s.promised) > 0) }},
	{"body", func(c *candidate) float64 { return float64(max(-50, min(50, c.i-c.s.body))) }},
}

// HeadSignNames names what the trees of headings are asked, in order.
func HeadSignNames() []string { return signNames(headSigns) }

// signs are the answers of a candidate; the buffer is used anew.
func (c *candidate) signs(buf []float32) []float32 { return answered(headSigns, c, buf) }
