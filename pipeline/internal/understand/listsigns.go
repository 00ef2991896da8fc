package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// run is a series of blocks that may be the items of a list: numbers that follow one
// another, or equal list signs with little between them.
type run struct {
	members []int   // of the blocks, in order
	chain   *chain  // of its numbers, nil where it is one of signs
	items   bool    // the rules make a list of it
	alike   int     // how many runs of the document are numbered or marked as it is
	listed  float64 // the share of blocks in runs
	sums    runSums
}

// runSums are sums over the members of a run.
type runSums struct {
	n, heads, sentences, titles, words, blank, lines, lower, colons, gaps, lone, tight, between float64
	p                                                                                           chances
	least, most                                                                                 int // indents
}

// listed is a block that may be an item, with its run and what stands around it.
type listed struct {
	candidate
	run   *run
	place int // in the run
}

// signReach is how many other blocks stand between equal list signs of one run at most.
const signReach = 6

// runs are the series of the document: the chains of its numbers, and its list signs.
func (s *state) runs() []*run {
	var all []*run
	for _, c := range s.chains {
		all = append(all, &run{members: c.members, chain: c, items: s.isList(c)})
	}
	open := map[string]*run{}
	for i, b := range s.blocks {
		switch {
		case b.role == roleHeading:
			clear(open)
		case b.role == roleItem && b.bullet != "" && b.ord.style == "":
			r := open[b.bullet]
			if r == nil || i-r.members[len(r.members)-1] > signReach+1 {
				r = &run{items: true}
				open[b.bullet] = r
				all = append(all, r)
			}
			r.members = append(r.members, i)
		}
	}
	alike, listed := map[itemKind]int{}, 0
	for _, r := range all {
		alike[s.blocks[r.members[0]].kindOfRun()]++
		listed += len(r.members)
	}
	for _, r := range all {
		r.alike, r.listed = alike[s.blocks[r.members[0]].kindOfRun()], float64(listed)/float64(len(s.blocks))
	}
	return all
}

// listedIn are the members of a run that may be items and whose first line the model has
// judged.
func (s *state) listedIn(r *run) []listed {
	out, heads := make([]listed, 0, len(r.members)), 0
	for k, i := range r.members {
		b := s.blocks[i]
		heads += int(one(b.role == roleHeading))
		if !s.mayBeItem(i) || len(r.members) == 1 && b.ord.style != "" && !s.standsAlone(i) {
			continue
		}
		at, ok := s.places()[s.keyAt(b.lines[0].pos)]
		if !ok {
			continue
		}
		c := listed{candidate: candidate{s: s, i: i, b: b, at: at, e: &s.evidence[at]}, run: r, place: k}
		c.p, c.bare = &s.judged[c.e.key].p, &s.judged[c.e.key].bare
		out = append(out, c)
	}
	r.sums = runSums{heads: float64(heads) / float64(len(r.members))}
	for k := range out {
		r.sums.add(&out[k])
	}
	return out
}

// mayBeItem reports whether block i is no heading and has words behind its sign, which is
// no call and not the end of a parenthesis above.
func (s *state) mayBeItem(i int) bool {
	b := s.blocks[i]
	if s.orphaned == nil {
		s.orphaned = map[diag.Pos]bool{}
		for _, d := range s.log.All() {
			if d.Code == CodeCallOrphan {
				s.orphaned[d.Pos] = true
			}
		}
	}
	return !s.orphaned[b.pos()] && len(b.lines) > 0 && b.text != "" && (b.role == roleText || b.role == roleItem) &&
		(b.ord.style == "" || strings.ContainsFunc(b.ord.rest, unicode.IsLetter)) && (i == 0 || !closesParenthesis(s.blocks[i-1].text, b.text))
}

// standsAlone reports whether the number of block i can be that of an item though none
// stands before or behind it: no initial, nothing that goes on to count or goes on with the
// sentence above.
func (s *state) standsAlone(i int) bool {
	b := s.blocks[i]
	capital := b.ord.style == ast.UpperAlpha || b.ord.style == ast.UpperRoman
	goesOn := i > 0 && startsLower(b.ord.rest) && !endsClause(s.blocks[i-1].text) && s.blocks[i-1].role == roleText
	return !capital && !goesOn && !strings.Contains(b.text, " "+b.ord.next())
}

// kindOfRun tells runs of one kind from those of another.
func (b *block) kindOfRun() itemKind {
	if b.ord.style != "" {
		return itemKind{series: b.ord.series()}
	}
	return itemKind{bullet: b.bullet}
}

func (t *runSums) add(c *listed) {
	b := c.b
	if t.n == 0 {
		t.least, t.most = b.indent, b.indent
	}
	t.least, t.most = min(t.least, b.indent), max(t.most, b.indent)
	t.n++
	t.sentences += one(endsSentence(b.text))
	t.titles += one(titleish(b.behindNumber()))
	t.words += blockWords(b)
	t.blank += one(b.blank > 0)
	t.lines += float64(len(b.lines))
	t.lower += one(startsLower(b.behindNumber()))
	t.colons += c.ask(-1, blockColon)
	t.gaps += one(b.columns())
	t.lone += one(b.lines[0].mark)
	if c.place > 0 {
		between := c.i - c.run.members[c.place-1] - 1
		t.tight += one(between == 0)
		t.between += float64(min(20, between))
	}
	for k, p := range c.p {
		t.p[k] += p
	}
}

// behindNumber is the text behind the number of a block.
func (b *block) behindNumber() string {
	if b.ord.style != "" {
		return b.ord.rest
	}
	return b.text
}

// share is the mean over the members of the run.
func (c *listed) share(of float64) float64 { return of / c.run.sums.n }

// others is the mean chance of a class among the other members of the run.
func (c *listed) others(of class) float64 {
	const alone = 0.3
	return (c.run.sums.p[of] - c.p[of] + alone) / c.run.sums.n
}

// kind classes the sign before the text.
func (c *listed) kind() float64 {
	o := c.b.ord
	switch {
	case o.style == "" && isDash(c.b.bullet):
		return -1
	case o.style == "":
		return -2
	case o.style == ast.Decimal && o.depth() > 1:
		return 0
	case o.style == ast.Decimal:
		return 1
	case o.style == ast.LowerAlpha:
		return 2
	case o.style == ast.LowerRoman:
		return 3
	case o.style == ast.UpperAlpha:
		return 4
	}
	return 5
}

// delim classes what stands behind the number.
func (c *listed) delim() float64 {
	o := c.b.ord
	return float64(strings.IndexByte(".)", (o.delim + " ")[0])+1) + 3*one(o.paren)
}

// value is that of the number, 0 of a list sign.
func (c *listed) value(of int) float64 {
	if o := c.s.blocks[of].ord; o.style != "" {
		return float64(min(40, o.value()))
	}
	return 0
}

func blockLabel(b *block) float64 { return one(b.ord.label != nil) }

// listSign is a question to a block that may be an item.
type listSign struct {
	name string
	of   func(c *listed) float64
}

// listSigns are what the trees of lists are asked. They stand on no sum, which would be
// the first. What the rules make of a run is not asked: they were made on the papers that
// teach, and are right there more often than on others.
var listSigns = []listSign{
	{"sum", func(*listed) float64 { return 0 }},
	{"chance", func(c *listed) float64 { return float64(logit(c.p[classItem])) }},
	{"chance goes on", func(c *listed) float64 { return c.p[classGoesOn] }},
	{"chance paragraph", func(c *listed) float64 { return c.p[classParagraph] }},
	{"chance heading", func(c *listed) float64 { return c.p[classHeading] }},
	{"chance furniture", func(c *listed) float64 { return c.p[classFurniture] }},
	{"chance note", func(c *listed) float64 { return c.p[classNote] }},
	{"chance front", func(c *listed) float64 { return c.p[classFront] }},
	{"chance contents", func(c *listed) float64 { return c.p[classContents] }},
	{"chance table", func(c *listed) float64 { return c.p[classTable] }},
	{"chance without rules", func(c *listed) float64 { return c.bare[classItem] }},
	{"chance without rules goes on", func(c *listed) float64 { return c.bare[classGoesOn] }},
	{"chance without rules heading", func(c *listed) float64 { return c.bare[classHeading] }},
	{"chance without rules table", func(c *listed) float64 { return c.bare[classTable] }},
	{"above item", func(c *listed) float64 { return c.near(-1, classItem) }},
	{"above goes on", func(c *listed) float64 { return c.near(-1, classGoesOn) }},
	{"above table", func(c *listed) float64 { return c.near(-1, classTable) }},
	{"below item", func(c *listed) float64 { return c.near(1, classItem) }},
	{"below goes on", func(c *listed) float64 { return c.near(1, classGoesOn) }},
	{"below table", func(c *listed) float64 { return c.near(1, classTable) }},
	{"run", func(c *listed) float64 { return float64(len(c.run.members)) }},
	{"run item", func(c *listed) float64 { return c.others(classItem) }},
	{"run heading", func(c *listed) float64 { return c.others(classHeading) }},
	{"run paragraph", func(c *listed) float64 { return c.others(classParagraph) }},
	{"run front", func(c *listed) float64 { return c.others(classFront) }},
	{"run contents", func(c *listed) float64 { return c.others(classContents) }},
	{"run table", func(c *listed) float64 { return c.others(classTable) }},
	{"run furniture", func(c *listed) float64 { return c.others(classFurniture) }},
	{"run note", func(c *listed) float64 { return c.others(classNote) }},
	{"run headings", func(c *listed) float64 { return c.run.sums.heads }},
	{"run sentences", func(c *listed) float64 { return c.share(c.run.sums.sentences) }},
	{"run titles", func(c *listed) float64 { return c.share(c.run.sums.titles) }},
	{"run words", func(c *listed) float64 { return c.share(c.run.sums.words) }},
	{"run blank", func(c *listed) float64 { return c.share(c.run.sums.blank) }},
	{"run lines", func(c *listed) float64 { return c.share(c.run.sums.lines) }},
	{"run lower", func(c *listed) float64 { return c.share(c.run.sums.lower) }},
	{"run colons", func(c *listed) float64 { return c.share(c.run.sums.colons) }},
	{"run columns", func(c *listed) float64 { return c.share(c.run.sums.gaps) }},
	{"run lone", func(c *listed) float64 { return c.share(c.run.sums.lone) }},
	{"run tight", func(c *listed) float64 { return c.share(c.run.sums.tight) }},
	{"run between", func(c *listed) float64 { return c.share(c.run.sums.between) }},
	{"run indents", func(c *listed) float64 { return float64(c.run.sums.most - c.run.sums.least) }},
	{"run alike", func(c *listed) float64 { return float64(c.run.alike) }},
	{"run first", func(c *listed) float64 { return c.value(c.run.members[0]) }},
	{"run before colon", func(c *listed) float64 {
		first := c.candidate
		first.i = c.run.members[0]
		return first.ask(-1, blockColon)
	}},
	{"run before role", func(c *listed) float64 {
		first := c.candidate
		first.i = c.run.members[0]
		return first.ask(-1, blockRole)
	}},
	{"place", func(c *listed) float64 { return float64(c.place) }},
	{"last", func(c *listed) float64 { return one(c.place == len(c.run.members)-1) }},
	{"kind", (*listed).kind},
	{"delimiter", (*listed).delim},
	{"value", func(c *listed) float64 { return c.value(c.i) }},
	{"member", func(c *listed) float64 { return one(c.b.lines[0].member) + 2*one(c.b.lines[0].series) }},
	{"lone", func(c *listed) float64 { return one(c.b.lines[0].mark) + one(c.b.lines[0].tied) }},
	{"words", func(c *listed) float64 { return blockWords(c.b) }},
	{"lines", func(c *listed) float64 { return float64(len(c.b.lines)) }},
	{"blank", func(c *listed) float64 { return blockBlank(c.b) }},
	{"indent", func(c *listed) float64 { return float64(c.b.indent) }},
	{"width", func(c *listed) float64 { return float64(c.e.width) / float64(max(1, c.e.measure)) }},
	{"ending", func(c *listed) float64 { return ending(c.b.text) }},
	{"lower", func(c *listed) float64 { return one(startsLower(c.b.behindNumber())) }},
	{"title", func(c *listed) float64 { return one(titleish(c.b.behindNumber())) }},
	{"columns", func(c *listed) float64 { return one(c.b.columns()) }},
	{"digits", func(c *listed) float64 { return c.e.digits }},
	{"letters", func(c *listed) float64 { return c.e.letters }},
	{"same", func(c *listed) float64 { return float64(c.e.same) }},
	{"alike", func(c *listed) float64 { return float64(c.e.alike) }},
	{"block above words", func(c *listed) float64 { return c.ask(-1, blockWords) }},
	{"block above role", func(c *listed) float64 { return c.ask(-1, blockRole) }},
	{"block above clause", func(c *listed) float64 { return c.ask(-1, blockClause) }},
	{"block above colon", func(c *listed) float64 { return c.ask(-1, blockColon) }},
	{"block above label", func(c *listed) float64 { return c.ask(-1, blockLabel) }},
	{"block below words", func(c *listed) float64 { return c.ask(1, blockWords) }},
	{"block below role", func(c *listed) float64 { return c.ask(1, blockRole) }},
	{"block below blank", func(c *listed) float64 { return c.ask(1, blockBlank) }},
	{"block below clause", func(c *listed) float64 { return c.ask(1, blockClause) }},
	{"block below lower", func(c *listed) float64 { return c.ask(1, blockLower) }},
	{"front", func(c *listed) float64 { return one(c.i < c.s.front) }},
	{"claimed", func(c *listed) float64 { return one(c.b.claim() != nil) }},
	{"body", func(c *listed) float64 { return float64(max(-50, min(50, c.i-c.s.body))) }},
	{"contents", func(c *listed) float64 { return one(len(c.s.promised) > 0) }},
	{"promised", func(c *listed) float64 { return one(c.s.promised[announcedKey(c.b.text)]) }},
	{"page top", func(c *listed) float64 { return float64(c.e.fromTop) }},
	{"page foot", func(c *listed) float64 { return float64(c.e.fromFoot) }},
	{"document", func(c *listed) float64 { return c.run.listed }},
}

// ListSignNames names what the trees of lists are asked, in order.
func ListSignNames() []string {
	var names []string
	for _, q := range listSigns {
		names = append(names, q.name)
	}
	return names
}

// signs are the answers of a candidate; the buffer is used anew.
func (c *listed) signs(buf []float32) []float32 {
	for _, q := range listSigns {
		buf = append(buf, float32(q.of(c)))
	}
	return buf
}
