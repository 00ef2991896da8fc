package understand

import "sort"

// leastGlued is how many notes of a run have each their number glued behind the end of a
// sentence at least for these to be its calls where no other pair of the run is proven.
const leastGlued = 3

// callGlued calls the notes below a text that the evidence of single pairs left alone: a
// note without a call keeps others of its run from being paired, and lists look like notes.
// Figures glued behind the ends of sentences in the order of a run, and no others among
// them, are its calls; where one of the run is paired, so is each beside it whose number is
// glued in one place alone.
func (c *callScan) callGlued(kept []notePair, defs []noteDef) []notePair {
	glued := map[string][]*callSite{}
	for i := range c.sites {
		if site := &c.sites[i]; site.weight >= plainCall && !site.drawn && site.series == seriesPlain && labelKindOf(site.label) == kindNumber {
			glued[site.label] = append(glued[site.label], site)
		}
	}
	at := map[int]int{} // the pair of each note kept, by its line
	for i, p := range kept {
		at[p.def.line] = i
	}
	inside := insideNotes(c.lines, kept)
	for run := range runsOf(defs) {
		if series := run[0].series(); series != seriesPlain && series != seriesStopped || run[0].place < placeEnd {
			continue
		}
		calls := make([]*callSite, len(run))
		for k, d := range run {
			if i, known := at[d.line]; known && len(kept[i].calls) > 0 && kept[i].confidence >= leastPair {
				calls[k] = kept[i].calls[0]
			}
		}
		for k, site := range c.gluedOf(run, calls, glued) {
			d := run[k]
			if i, known := at[d.line]; known && kept[i].def.numberLine == d.numberLine {
				kept[i].calls, kept[i].confidence = []*callSite{site}, leftOut
			} else if !inside[d.line] && !inside[d.numberLine] { // the lines of another note are not its own
				inside[d.line], inside[d.numberLine] = true, true
				kept = append(kept, notePair{def: d, calls: []*callSite{site}, confidence: leftOut})
			}
		}
	}
	return kept
}

// gluedOf finds the calls of the members of a run that have none among calls.
func (c *callScan) gluedOf(run []noteDef, calls []*callSite, glued map[string][]*callSite) map[int]*callSite {
	found, last, anchored := map[int]*callSite{}, -1, false
	for k, d := range run {
		anchored = anchored || calls[k] != nil
		if calls[k] != nil {
			last = calls[k].id
			continue
		}
		if site := gluedBetween(glued[d.label], last, c.until(run, calls[k+1:])); site != nil {
			found[k], last = site, site.id
		}
	}
	if anchored && nearAll(found, calls) || !anchored && run[0].place == placeEnd && len(found) >= leastGlued && !c.othersAmong(found) {
		return found
	}
	return nil
}

// until is the place up to which the calls of a run stand that the given ones follow.
func (c *callScan) until(run []noteDef, calls []*callSite) int {
	for _, call := range calls {
		if call != nil {
			return call.id
		}
	}
	return sort.Search(len(c.sites), func(i int) bool { return c.sites[i].index >= run[0].line })
}

// gluedBetween is the only one of sites, which are in order, between two places; nil where
// there is none or another.
func gluedBetween(sites []*callSite, after, until int) *callSite {
	i := sort.Search(len(sites), func(i int) bool { return sites[i].id > after })
	if i >= len(sites) || sites[i].id >= until || i+1 < len(sites) && sites[i+1].id < until {
		return nil
	}
	return sites[i]
}

// nearAll reports whether the calls found stand near those that the run has: further ones
// may be those of other pages.
func nearAll(found map[int]*callSite, calls []*callSite) bool {
	for _, site := range found {
		near := false
		for _, call := range calls {
			near = near || call != nil && abs(call.index-site.index) <= gapLines
		}
		if !near {
			return false
		}
	}
	return true
}

// othersAmong reports whether a glued number of no member stands between the first and the
// last call found, other readings of their figures aside.
func (c *callScan) othersAmong(found map[int]*callSite) bool {
	first, last, calls := len(c.sites)-1, 0, map[int]bool{}
	for _, site := range found {
		first, last, calls[site.id] = min(first, site.id), max(last, site.id), true
	}
	read := -1 // the call of which others may be readings
	for i := first; i <= last; i++ {
		site := &c.sites[i]
		if calls[i] {
			read = i
		}
		if site.weight >= plainCall && (read < 0 || site.index != c.sites[read].index || site.from >= c.sites[read].to) {
			return true
		}
	}
	return false
}
