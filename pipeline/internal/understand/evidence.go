package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/cores"
	"octavo/pipeline/internal/understand/lexicon"
)

// evidence is what is known of a line by its look, its place and the rest of the
// document, before anything is decided about it.
type evidence struct {
	line   int // of the source, from 1
	key    int // tells the line apart from others, as keyAt does
	col    int // where it begins there
	text   string
	indent int
	blank  int  // empty lines above
	page   bool // it starts a page
	width  int  // columns, the indent included

	measure int // the width of the column around it: what its longest lines have
	// Distances to the edges of the page in lines, 0 at the edge; -1 where the
	// source shows no pages.
	fromTop, fromFoot int
	// How many lines are the same but for their figures, how many to the letter,
	// and on how many pages the former stand.
	alike, same, alikePages int

	ord      ordinal // style is empty where no number stands at the start
	bullet   string
	follows  bool // the number before it in its series stands above
	followed bool // the number behind it in its series stands below
	torn     bool // it is nothing but a number or a list sign
	isNumber bool // it is nothing but figures

	class    lexicon.Class // of the words it begins with
	classEnd int           // where these end

	// What is asked of the text more than once.
	words       int
	first, last rune // openers and closers aside
	stop, halt  bool // it ends a sentence; it ends with any stop, colon or comma
	titleish    bool
	running     bool
	hyphen      bool // it ends with one
	open        bool // it ends with a word that leaves its phrase open
	digits      float64
	letters     float64
}

// columnReach is how many lines on either side make the column of a line: about
// half a page.
const columnReach = 12

// leastChunk is how many lines are worth a further core.
const leastChunk = 4096

// gather computes the evidence of lines that have a text, in linear time.
func gather(lines []*line, keyAt func(diag.Pos) int) []evidence {
	evs := make([]evidence, 0, len(lines))
	for _, l := range lines {
		evs = append(evs, evidence{line: l.pos.Line, key: keyAt(l.pos), col: l.pos.Col, text: l.text, indent: l.indent, blank: l.blank, page: l.page, width: l.width(), fromTop: -1, fromFoot: -1})
	}
	cores.Share(len(evs), cores.Parts(len(evs), leastChunk), func(_, from, to int) {
		for i := range evs[from:to] {
			evs[from+i].read()
		}
	})
	measureColumns(evs)
	placeOnPages(evs)
	countAlike(evs)
	tieOrdinals(evs)
	return evs
}

// shows reports whether the evidence is that of a line, the other lines aside.
func (e evidence) shows(l *line) bool {
	return e.line == l.pos.Line && e.col == l.pos.Col && e.text == l.text && e.indent == l.indent && e.blank == l.blank && e.page == l.page
}

// read finds out what the text shows by itself.
func (e *evidence) read() {
	if o, ok := parseOrdinal(e.text); ok {
		e.ord = o
	}
	var at int
	e.bullet, at = bullet(e.text)
	number, ok := markOrdinal(e.text)
	e.torn = ok && !number.bare() || e.bullet != "" && at == len(e.text)
	e.isNumber = numeric(e.text)
	e.class, e.classEnd = lexicon.Begins(e.text)
	e.words, e.first, e.last = words(e.text), firstRune(e.text), lastRune(e.text)
	e.stop, e.halt = endsSentence(e.text), endsClause(e.text)
	e.titleish, e.running = titleish(e.text), e.words >= 8 && e.stop || e.words > headingWords
	e.hyphen, e.open = endsWithHyphen(e.text), lexicon.Is(lastWord(e.text), lexicon.Open)
	e.digits, e.letters = shares(e.text)
}

// measureColumns gives each line the third largest width among its neighbours,
// which one overlong line does not change.
func measureColumns(evs []evidence) {
	var near []int
	for i := range evs {
		if i%(columnReach/2) != 0 {
			evs[i].measure = evs[i-1].measure
			continue
		}
		near = near[:0]
		for _, e := range evs[max(0, i-columnReach):min(len(evs), i+columnReach+1)] {
			near = append(near, e.width)
		}
		slices.Sort(near)
		evs[i].measure = near[max(0, len(near)-3)]
	}
}

// placeOnPages counts the lines from the edges of each page, where pages show.
func placeOnPages(evs []evidence) {
	paged := slices.ContainsFunc(evs[min(1, len(evs)):], func(e evidence) bool { return e.page })
	if !paged {
		return
	}
	for from := 0; from < len(evs); {
		to := from + 1
		for to < len(evs) && !evs[to].page {
			to++
		}
		for i := from; i < to; i++ {
			evs[i].fromTop, evs[i].fromFoot = i-from, to-1-i
		}
		from = to
	}
}

// countAlike counts how often each line comes back.
func countAlike(evs []evidence) {
	type tally struct{ n, pages, lastPage int }
	alike, same := map[string]*tally{}, map[string]int{}
	keys := make([]string, len(evs))
	cores.Share(len(evs), cores.Parts(len(evs), leastChunk), func(_, from, to int) {
		for i := from; i < to; i++ {
			keys[i] = skeleton(evs[i].text[:min(len(evs[i].text), maxFoot)])
		}
	})
	page := 0
	for i := range evs {
		if evs[i].page {
			page++
		}
		same[evs[i].text]++
		t := alike[keys[i]]
		if t == nil {
			t = &tally{lastPage: -1}
			alike[keys[i]] = t
		}
		t.n++
		if t.lastPage != page {
			t.pages++
			t.lastPage = page
		}
	}
	for i := range evs {
		t := alike[keys[i]]
		evs[i].alike, evs[i].same, evs[i].alikePages = t.n, same[evs[i].text], t.pages
	}
}

// seriesKey tells the series apart that numbers at the start of lines can be of.
type seriesKey struct {
	style ast.ListStyle
	label *label
	delim string
	paren bool
	above string // the parts before the last: "4.1" of 4.1.2
}

// tieOrdinals finds for each numbered line whether the numbers before and behind
// it stand above and below.
func tieOrdinals(evs []evidence) {
	last := map[seriesKey]map[int]int{}
	for i := range evs {
		o := evs[i].ord
		if o.style == "" {
			continue
		}
		key := seriesKey{o.style, o.label, o.delim, o.paren, strings.TrimRight(o.raw, ".)0123456789")}
		if len(o.parts) == 1 {
			key.above = ""
		}
		if last[key] == nil {
			last[key] = map[int]int{}
		}
		if k, ok := last[key][o.value()-1]; ok {
			evs[i].follows, evs[k].followed = true, true
		}
		last[key][o.value()] = i
	}
}

// nextFits reports whether the first word of the next line would have fitted
// behind this one in its column.
func (e *evidence) nextFits(next *evidence) bool {
	return e.width+1+runes(firstWord(next.text)) <= e.measure
}

// shares are how much of the text's characters, spaces aside, are digits and
// letters.
func shares(text string) (digits, letters float64) {
	var n [shareKinds]int
	for i := 0; i < len(text); i++ {
		kind := asciiShares[text[i]]
		if text[i] >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			kind, i = shareOf(r), i+size-1
		}
		n[kind]++
	}
	all := n[shareLetter] + n[shareDigit] + n[shareOther]
	if all == 0 {
		return 0, 0
	}
	return float64(n[shareDigit]) / float64(all), float64(n[shareLetter]) / float64(all)
}

// The kinds of characters that shares are of.
const (
	shareOther = iota
	shareLetter
	shareDigit
	shareSpace
	shareKinds
)

func shareOf(r rune) uint8 {
	switch {
	case unicode.IsLetter(r):
		return shareLetter
	case unicode.IsDigit(r):
		return shareDigit
	case unicode.IsSpace(r):
		return shareSpace
	}
	return shareOther
}

// asciiShares are the kinds of the characters of ASCII.
var asciiShares = func() (of [256]uint8) {
	for c := range utf8.RuneSelf {
		of[c] = shareOf(rune(c))
	}
	return of
}()
