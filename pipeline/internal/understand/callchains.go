package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// callChains are the calls of a document that prove each other by their numbers, which
// count up from call to call, whether their notes are there or not. In each series the
// chains with the greatest sum of evidence are taken; the work is linear in the calls.
type callChains struct {
	sites  []*callSite
	paired map[int]bool // the runs of the calls that have their notes
	links  []chainLink
	// last is the best chain that ends in each number, best that of all.
	last map[int]int
	best int
}

// chainLink is a call in a chain: the sum up to it, and the link before, -1 for none.
type chainLink struct {
	site *callSite
	sum  float64
	prev int
}

// Log-odds of a chain: what a call is worth by itself, and what it adds to have the
// number after the call before, to leave numbers out, and to begin anew.
const (
	chainPaired   = 3.0
	chainSure     = 2.0
	chainLikely   = 1.2
	chainPossible = -0.3
	chainWeak     = -2.5
	chainLeast    = -4.5
	chainNext     = 2.0
	chainGap      = -2.0
	chainFirst    = -1.5
	chainOther    = -3.5
)

// inChains tells which runs of figures are calls that the calls about them prove.
func inChains(sites []*callSite, paired map[int]bool) map[int]bool {
	out := map[int]bool{}
	for series := range noteSeriesCount {
		c := &callChains{paired: paired, last: map[int]int{}, best: -1}
		for _, site := range sites {
			if site.series == series && isDigits(site.label) {
				c.sites = append(c.sites, site)
			}
		}
		c.link()
		for i := c.best; i >= 0; i = c.links[i].prev {
			out[c.links[i].site.run] = true
		}
	}
	return out
}

// link makes the links, the readings of one run of figures together.
func (c *callChains) link() {
	for from, to := range runs(0, len(c.sites), func(from, k int) bool { return c.sites[k].run == c.sites[from].run }) {
		first := len(c.links)
		for _, site := range c.sites[from:to] {
			c.links = append(c.links, c.linkOf(site))
		}
		for i := first; i < len(c.links); i++ {
			c.enter(i)
		}
	}
}

// linkOf puts a call behind the chain to which it adds most.
func (c *callChains) linkOf(site *callSite) chainLink {
	n, own := labelNumber(site.label), c.worth(site)
	l := chainLink{site, own + chainOther, -1}
	if n == 1 {
		l.sum = own + chainFirst
	} else if site.series == seriesParen {
		l.sum = never // texts count their points like this
	}
	if c.best >= 0 && c.links[c.best].sum > 0 {
		l.sum, l.prev = l.sum+c.links[c.best].sum, c.best
	}
	for gap := range maxStep {
		prev, known := c.last[n-1-gap]
		if sum := own + chainNext + float64(gap)*chainGap; known && c.links[prev].sum+sum > l.sum {
			l.sum, l.prev = c.links[prev].sum+sum, prev
		}
	}
	return l
}

// enter makes a link the best of its number and of all where it is.
func (c *callChains) enter(i int) {
	n := labelNumber(c.links[i].site.label)
	if prev, known := c.last[n]; !known || c.links[i].sum > c.links[prev].sum {
		c.last[n] = i
	}
	if sum := c.links[i].sum; sum > 0 && (c.best < 0 || sum > c.links[c.best].sum) {
		c.best = i
	}
}

// worth is what a call adds by itself.
func (c *callChains) worth(site *callSite) float64 {
	switch {
	case c.paired[site.run]:
		return chainPaired
	case site.rule == lineStartRule:
		return chainWeak
	case site.alone, site.rule == prefixRule, site.rule == lineEndRule:
		return chainLeast
	case site.rule == refersRule, site.rule == initialsRule:
		return chainPossible
	case site.weight >= 0.95:
		return chainSure
	case site.weight >= 0.85:
		return chainLikely
	case site.weight >= likelyCall:
		return chainPossible
	case site.weight >= 0.2:
		return chainWeak
	}
	return chainLeast
}

// standsAlone reports whether a place proves a call by itself, whatever its number: a
// sign, or a figure behind the end of a sentence or clause.
func (c *callSite) standsAlone() bool {
	before := strings.TrimRight(c.line.text[:c.from], " ")
	r, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case c.weight < surelyCall:
		return false
	case !isDigits(c.label) && !isLetterLabel(c.label):
		return !unicode.IsUpper(r) || runes(wordBefore(before, len(before))) > 2 // "A*" is a mark
	case c.rule == raisedRule && unicode.IsLetter(r): // "ISA²", "x²"
		return unicode.IsLower(r) && runes(wordBefore(before, len(before))) > 1
	case c.rule == setApartRule:
		return unicode.IsLetter(r) || strings.ContainsRune(closers+openers, r)
	}
	return slices.Contains(provenPlaces, c.rule)
}

// raisedLetterRule is the rule of superior letters behind figures.
const raisedLetterRule = "a raised letter behind a figure"

// raisedRule is the rule of superior figures.
const raisedRule = "in superior figures"

// provenPlaces are the rules of places where nothing but a call stands.
var provenPlaces = []string{stopRule, "glued to a stop behind a date", closingRule, "between backslashes", raisedRule}
