package understand

import (
	"slices"
	"strings"
)

// comesBack reports whether a title in line i is the text of a line further down, or the
// beginning of one with a number.
func (s *state) comesBack(i int, title string) bool {
	last := s.lastOf(title) // places the sections too
	return last > i && titleish(title) || s.opensSection(i, title)
}

// lastOf is the last line that a title is; 0 is none.
func (s *state) lastOf(title string) int {
	if s.lastPlace == nil {
		s.placeTitles()
	}
	return s.lastPlace[titleKey(title)]
}

// numberBack reports whether line i comes back further down right below a number, as the
// title of a chapter whose number has a line of its own.
func (s *state) numberBack(i int, number string) bool {
	if number == "" || i >= len(s.lines) {
		return false
	}
	k := s.lastOf(s.lines[i].text)
	return k > i && strings.TrimRight(s.lines[k-1].text, ".") == strings.TrimRight(number, ".")
}

// placeTitles finds the last line of each title, and the lines that begin with each number
// and with the beginning of a title behind one.
func (s *state) placeTitles() {
	s.lastPlace, s.sections = make(map[string]int, len(s.lines)), map[string][]int{}
	for k, l := range s.lines {
		if len(l.text) <= longestEntry {
			s.lastPlace[titleKey(l.text)] = k
		}
		if o, ok := parseOrdinal(l.text); ok && o.rest != "" {
			s.sections[o.raw] = append(s.sections[o.raw], k)
			if key := entryKey(o.rest); len(key) >= sectionKey {
				s.sections[key[:sectionKey]] = append(s.sections[key[:sectionKey]], k)
			}
		}
	}
}

// Of how many letters and figures a title is at least that is found again by its number,
// by how many it is found without one, and how many lines are looked at.
const (
	leastNumbered = 4
	sectionKey    = 12
	mostSections  = 8
)

// opensSection reports whether a line further down begins with a number and the title of
// an entry in line i, and goes on with the text of the section, as acts print it: "2.
// Definitions.—In this Act". A title that is broken elsewhere comes back as far as its
// first line goes. The number of the entry may stand apart from it.
func (s *state) opensSection(i int, title string) bool {
	o, numbered := parseOrdinal(title)
	key, at := entryKey(title), ""
	switch {
	case numbered && o.rest != "":
		key, at = entryKey(o.rest), o.raw
	case len(key) >= sectionKey:
		at = key[:sectionKey]
	}
	places := s.sections[at]
	return slices.ContainsFunc(places[max(0, len(places)-mostSections):], func(k int) bool {
		below, _ := parseOrdinal(s.lines[k].text)
		text := entryKey(below.rest)
		return k > i && (beginsWith(text, key) || numbered && beginsWith(key, text))
	})
}

// beginsWith reports whether a key begins with another that says something.
func beginsWith(key, with string) bool {
	return len(with) >= leastNumbered && strings.HasPrefix(key, with)
}

// saysEntry reports whether line i, which ends as a sentence does, is an entry under the
// title of a table of contents: its number follows that of the entry above or it comes back
// below. So is the end of an entry in small letters below its beginning.
func (s *state) saysEntry(r *contentsReader, i int, text string) bool {
	if r.marked == i && s.lines[i].blank == 0 && startsLower(text) {
		return true
	}
	o, ok := parseOrdinal(text)
	return ok && o.rest != "" && r.ord.style == o.style && r.ord.value()+1 == o.value() || s.comesBack(i, text)
}

// promises reports whether the printed table of contents has an entry of these words that
// begins with a number of several parts: a title, which a full line does not make text.
func (s *state) promises(text string) bool {
	if len(s.promised) == 0 || text == "" || !isDigits(text[:1]) || strings.HasSuffix(text, ",") {
		return false
	}
	o, ok := parseOrdinal(text)
	return ok && o.depth() > 1 && s.inContents(o.raw+" "+o.rest)
}

// pagedBelow reports whether the numbered entry that begins in line i goes on in the next
// line, which has its page: it is no whole title.
func (s *state) pagedBelow(i int) bool {
	if i+1 >= len(s.lines) || s.lines[i+1].blank > 0 || !opensEntry(s.lines[i]) || opensEntry(s.lines[i+1]) {
		return false
	}
	_, paged := contentsEntry(s.lines[i+1].text)
	return paged
}
