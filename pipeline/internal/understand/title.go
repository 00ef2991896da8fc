package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// findTitle finds the document's title among the blocks above the body and
// moves it to the metadata. What stands around it stays as letterhead, except
// where the title carries the number of a part of a larger work: then what
// stands above belongs to that work's page, and so does what heads nothing at
// the end.
func findTitle(s *state) {
	if len(s.blocks) < 2 {
		return
	}
	defer s.findSender()
	limit := s.frontLimit()
	if s.doc.Meta.Title != "" {
		s.takeGivenTitle(limit)
		return
	}
	defer s.dropTail()
	if s.takeField() {
		return
	}
	for _, find := range append(s.plainFinders(), s.coverTitle) {
		if from, to, rule, confidence := find(limit); to > from {
			s.takeWhole(from, to, limit, rule, confidence)
			return
		}
	}
	s.findPublisher(limit, s.anyBody, thinOverLetter) // nothing says where a cover ends
	s.warn(decision{CodeNoTitle, "no block above the text has the look of a title", "the document has no title", 0.60},
		s.blocks[0].pos(), s.blocks[0].text, "give a title in the metadata file")
}

// plainFinders find a title that a label or the form of the paper names.
func (s *state) plainFinders() []func(int) (int, int, string, float64) {
	return []func(int) (int, int, string, float64){s.claimedTitle, s.subjectTitle, s.outerTitle, s.questionTitle, s.enactedTitle}
}

// takeWhole takes blocks [from, to) as the title with those that its words ask for,
// "Proposal for a" being no whole title, and the publisher from above it. Where
// such a title ends is not certain.
func (s *state) takeWhole(from, to, limit int, rule string, confidence float64) {
	limit = min(limit, len(s.blocks)) // finders join blocks
	opens := func(i int) bool { return goesOnAfter(strings.ToLower(lastWord(s.blocks[i].text))) }
	first, last := from, to
	for to < limit && s.blocks[to].claim() == nil && opens(to-1) {
		to++
	}
	for from > 0 && s.blocks[from-1].titleLook() && opens(from-1) {
		from--
	}
	if from < first || to > last {
		confidence = min(confidence, 0.75)
	}
	if c := s.blocks[from].claim(); c == nil || !c.title || c.rule == questionOpening {
		s.findPublisher(from, s.anyBody, thinOnCover)
	} else {
		s.findPublisher(from, s.senders(from), thinOverLetter)
	}
	s.takeTitle(from, to, rule, confidence)
	if rule == printedTitle {
		s.markRepeats(from)
	}
}

// markRepeats marks the blocks from one on that say the title once more.
func (s *state) markRepeats(from int) {
	for _, b := range s.blocks[min(from, len(s.blocks)):] {
		b.repeat = b.repeat || ast.SameWords(b.text, s.doc.Meta.Title)
	}
}

// takeGivenTitle takes the line that repeats the title of the metadata, which
// the title page shows.
func (s *state) takeGivenTitle(limit int) {
	for i, b := range s.blocks[:limit] {
		const rule = "the title that the metadata give"
		switch {
		case b.text == s.doc.Meta.Title:
			s.takeTitle(i, i+1, rule, 0.95)
			return
		case ast.SameWords(b.text, s.doc.Meta.Title):
			s.dropBlocks(i, i+1, decision{CodeTitle, rule, "the title in other letters", 0.95})
			return
		}
	}
}

// frontBlocks bounds the search for a title.
const frontBlocks = 40

// frontLimit is the first block that belongs to the body: running text, an
// item, a labelled part, or the first number of a chain of headings.
func (s *state) frontLimit() int {
	chapter := map[int]bool{}
	for _, c := range s.chains {
		if ok, _ := s.headingChain(c); ok && s.blocks[c.members[0]].ord.opens() {
			chapter[c.members[0]] = true
		}
	}
	first := 0 // below the boxes of a form
	for first < len(s.blocks) && s.blocks[first].role == roleReady {
		first++
	}
	for i, b := range s.blocks {
		if i < first || b.ord.label != nil && i+1 < len(s.blocks) && i < 4 && isCode(s.blocks[i+1].text) {
			continue // the part of a gazette over its year
		}
		if i >= frontBlocks || chapter[i] || b.role != roleText && !s.isDashed(i) || b.ord.label != nil && b.ord.rest == "" || s.isStatement(b) {
			return i
		}
	}
	return len(s.blocks)
}

// isDashed reports whether block i is the one short item behind a dash, right below a
// line that it goes on with.
func (s *state) isDashed(i int) bool {
	b := s.blocks[i]
	return i > 0 && b.role == roleItem && strings.ContainsAny(b.bullet, "–—-") && b.blank == 0 && words(b.text) <= 3 &&
		s.blocks[i-1].role == roleText && i+1 < len(s.blocks) && s.blocks[i+1].role == roleText
}

// isStatement reports whether a block is running text and no long title: titles
// of papers may be long sentences, but then they end in brackets with a date.
func (s *state) isStatement(b *block) bool {
	return running(b.text) && !isLetterhead(b.text) && !isQuestionTitle(b.text) && (closesSentence(b.text) || words(b.text) > 80)
}

// takeTitle moves blocks [from, to) to the metadata.
func (s *state) takeTitle(from, to int, rule string, confidence float64) {
	var parts []string
	called := false // a call stays where it can be followed, and the title with it
	for _, b := range s.blocks[from:to] {
		parts = append(parts, strings.TrimLeft(b.bullet+" "+b.text, " ")) // a dash may begin its last line
		b.role = roleTitle
		s.titles = append(s.titles, b)
		called = called || len(b.calls) > 0
	}
	title := strings.Join(parts, " ")
	if named := behindTitle(title); named != "" && !called {
		s.left(decision{codeMarker, "the word before a title", "title label", 0.90}, s.blocks[from].pos(), strings.TrimSuffix(title, named))
		title = named
	}
	s.giveTitle(title, s.blocks[from].pos(), rule, confidence)
	s.front = from
	s.remove(func(i int, _ *block) bool { return i >= from && i < to && !called })
}

// giveTitle gives the metadata a title that stands at pos.
func (s *state) giveTitle(title string, pos diag.Pos, rule string, confidence float64) {
	s.doc.Meta.Title = title
	if strings.HasSuffix(title, "…") || strings.HasSuffix(title, "...") {
		rule, confidence = rule+"; it is cut short", min(confidence, doubtful)
	}
	if s.isTornTitle(title) {
		rule, confidence = rule+"; a word of it is broken in two, as the text has it whole", min(confidence, doubtful)
	}
	if isGarbled(title) {
		rule, confidence = rule+"; many of its words are lone letters", min(confidence, doubtful)
	}
	s.log.Add(diag.Diagnostic{
		Code: CodeTitle, Pos: pos, Rule: rule, Message: "title",
		Excerpt: chars.Excerpt(title), Confidence: confidence, RunnerUp: s.titleRunnerUp,
	})
	s.actValues(title, pos)
}

// outerTitle finds a title with a number of several parts above a chapter 1: it
// is the number of this text in a larger work.
func (s *state) outerTitle(limit int) (int, int, string, float64) {
	for i, b := range s.blocks[:limit] {
		if i > 0 && len(b.lines) > 0 && b.lines[0].page {
			break // what stands above is a cover
		}
		if b.ord.label != nil || b.ord.style == "" || !titleish(b.ord.rest) || !s.startsAnew(i) {
			continue
		}
		i -= s.dropBlocks(0, i, decision{codeFurniture, "above a title that carries its number in a larger work", "page furniture", doubtful})
		return i, i + 1, "a number of a larger work above a series that starts at 1", 0.90
	}
	return 0, 0, "", 0
}

// startsAnew reports whether the number of block i is that of this text in a
// larger work: it has several parts, no sibling, and the next number below is a plain
// 1, or it is the only chapter, not the first, and its own first section comes next. It
// counts no versions, is no value below its label, and goes on no series from above.
func (s *state) startsAnew(i int) bool {
	o := s.blocks[i].ord
	if o.isVersion() || o.parts[0] == 0 || i > 0 && isLoneLabel(s.blocks[i-1].text) || s.goesOnSeries(i) {
		return false
	}
	for k, b := range s.blocks[i+1:] {
		if b.ord.style == "" || b.ord.label != nil {
			continue
		}
		if o.depth() > 1 {
			return b.ord.depth() == 1 && b.ord.value() == 1 && !s.hasSibling(i)
		}
		return o.value() > 1 && b.ord.depth() == 2 && b.ord.parts[0] == o.value() && b.ord.value() == 1 && s.onlyChapter(i+1+k, o.value())
	}
	return false
}

// goesOnSeries reports whether a number of the series of block i stands above it.
func (s *state) goesOnSeries(i int) bool {
	o := s.blocks[i].ord
	return slices.ContainsFunc(s.blocks[:i], func(b *block) bool {
		return b.ord.style != "" && b.ord.label == nil && b.ord.series() == o.series() && b.ord.value() < o.value()
	})
}

// hasSibling reports whether the series of block i has a next number.
func (s *state) hasSibling(i int) bool {
	o := s.blocks[i].ord
	return slices.ContainsFunc(s.blocks[i+1:], func(b *block) bool {
		return b.ord.style != "" && b.ord.series() == o.series() && b.ord.value() == o.value()+1
	})
}

// onlyChapter reports whether all numbers with several parts from block i on
// belong to one chapter, and no title has the number of the next.
func (s *state) onlyChapter(i, chapter int) bool {
	for _, b := range s.blocks[i:] {
		o := b.ord
		switch {
		case o.label != nil || o.style == "":
		case o.depth() > 1 && o.parts[0] != chapter, o.depth() == 1 && o.style == ast.Decimal && o.value() == chapter+1 && titleish(o.rest):
			return false
		}
	}
	return true
}

// dropTail leaves out a short line at the very end that heads nothing.
func (s *state) dropTail() {
	last := len(s.blocks) - 1
	inLargerWork := len(s.titles) > 0 && s.titles[0].ord.style != "" && s.titles[0].ord.label == nil
	if last < 1 || !s.pageAbove() && !inLargerWork {
		return
	}
	b := s.blocks[last]
	if b.role == roleText && !isSignature(b.text) && !isSignatory(s.blocks[last-1].text) && !isDateline(strings.TrimSuffix(s.blocks[last-1].text, ".")) && words(b.text) <= 3 && titleish(b.text) && !isEntry(b.text) && b.ord.style == "" {
		s.dropBlocks(last, last+1, decision{codeFurniture, "a short line at the end that heads nothing, on a page that has furniture above", "page furniture", 0.75})
	}
}

// claimedTitle finds the subject that the letterhead gives.
func (s *state) claimedTitle(int) (int, int, string, float64) {
	for i, b := range s.blocks[:min(len(s.blocks), frontReach)] {
		if c := b.claim(); c != nil && c.title {
			return i, i + 1, c.rule, c.confidence
		}
	}
	return 0, 0, "", 0
}

// repeatedTitle finds blocks above the body that come back later in the same
// order, as the title of an act does above the act itself.
func (s *state) repeatedTitle(limit int) (int, int, string, float64) {
	keys := s.repeatKeys(limit)
	later := map[string][]int{}
	for i, b := range s.blocks {
		if keys[i] == noKey {
			continue
		}
		if places := later[keys[i]]; len(places) < maxRepeats && (titleish(b.text) || words(b.text) > 3) {
			later[keys[i]] = append(places, i)
		}
	}
	bestFrom, bestTo, again := 0, 0, 0
	for i := range keys[:limit] {
		for _, j := range later[keys[i]] {
			n := sameRun(keys, i, j, limit)
			if j > i && i+n <= j && (n >= 2 || s.loneRepeat(i, limit, later)) && n > bestTo-bestFrom {
				bestFrom, bestTo, again = i, i+n, j
			}
		}
	}
	for _, b := range s.blocks[again : again+bestTo-bestFrom] {
		b.repeat = true
	}
	for bestFrom < bestTo && !isName(s.blocks[bestFrom].text) {
		bestFrom++
	}
	if bestTo == bestFrom {
		return 0, 0, "", 0
	}
	if bestTo-bestFrom == 1 {
		return bestFrom, bestTo, "a line that comes back further down", 0.75
	}
	return bestFrom, bestTo, "lines that come back in the same order further down", 0.85
}

// noKey stands for the key of a block that is none of the front's.
const noKey = " "

// repeatKeys are the texts of the blocks without their spaces, noKey for one behind limit
// that ends as none before it does.
func (s *state) repeatKeys(limit int) []string {
	var ends [256]bool
	keys := make([]string, len(s.blocks))
	for i, b := range s.blocks {
		last := byte(' ') // white space may end a text too, and its key not
		if b.text != "" {
			last = b.text[len(b.text)-1]
		}
		keys[i] = noKey
		if i < limit || ends[last] || last <= ' ' || last >= utf8.RuneSelf {
			keys[i] = chars.WithoutSpace(b.text)
		}
		if n := len(keys[i]); i < limit && n > 0 {
			ends[keys[i][n-1]] = true
		}
	}
	return keys
}

// maxRepeats is how often a line may come back and still be looked into.
const maxRepeats = 8

// minRepeat is how many words a single line has that comes back as a title.
const minRepeat = 5

// loneRepeat reports whether block i is the only long line of the front that
// comes back later: then it is the title, and no line of a list of contents.
func (s *state) loneRepeat(i, limit int, later map[string][]int) bool {
	for j, b := range s.blocks[:limit] {
		again := later[chars.WithoutSpace(b.text)]
		if j != i && len(again) > 1 && again[len(again)-1] > j {
			return false
		}
	}
	b := s.blocks[i]
	return words(b.text) >= minRepeat && b.ord.style == "" && b.titleLook() && !isLetterhead(b.text) && !namesBody(b.text)
}

// sameRun counts how many keys from i and from j on are the same.
func sameRun(keys []string, i, j, limit int) int {
	n := 0
	for i+n < limit && j+n < len(keys) && keys[i+n] == keys[j+n] {
		n++
	}
	return n
}

// maxTitleWords bounds titles of acts, which can be long.
const maxTitleWords = 80

// titleLook reports whether a block can be a title: a heading, one behind a
// number, or a long line that ends without a stop, the number of a parliament's
// file aside.
func (b *block) titleLook() bool {
	if b.ord.style != "" && titleish(b.ord.rest) && !startsLower(b.ord.rest) {
		return true
	}
	name := b.text[dossierEnd(b.text):]
	if first := firstWord(name); startsLower(first) && strings.ContainsFunc(first, unicode.IsUpper) {
		name = strings.TrimLeftFunc(name, unicode.IsLower) // a name such as eHealth
	}
	return titleish(name) || words(name) <= maxTitleWords && startsUpper(name) && !endsClause(name)
}

// isName reports whether text is words and no code or date, the year it ends in aside.
func isName(text string) bool {
	digits := count(text, unicode.IsDigit)
	if isYear(strings.Trim(lastWord(text), "()")) {
		digits -= 4
	}
	return count(text, unicode.IsLetter) > 2*digits && count(text, unicode.IsLetter) > 4
}

// isCode reports whether text has more figures than letters.
func isCode(text string) bool {
	return count(text, unicode.IsDigit) > count(text, unicode.IsLetter)
}

// questionOpeners begin the title of a paper with parliamentary questions.
var questionOpeners = []string{"vragen van", "schriftelijke vragen", "kleine anfrage", "question écrite", "question for written answer"}
