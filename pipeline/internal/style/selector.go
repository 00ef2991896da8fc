package style

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// selector is a complex selector (Selectors Level 4, 3): compounds[i] is tied
// to compounds[i+1] by joins[i], one of ' ', '>' and '+'. The last compound is
// the subject.
type selector struct {
	compounds []compound
	joins     []byte
	weight    int // specificity, as (ids, classes, types) in base 256
	source    string
}

// compound is what one element must be.
type compound struct {
	tag        string // "" or "*" is any
	id         string
	classes    []string
	lang       string
	firstChild bool
	root       bool
	pseudo     string // "marker", "after" or "before"; only on the subject
}

// parseSelector reads one selector without commas.
func parseSelector(ts []token) (selector, bool) {
	s := selector{source: text(ts)}
	for len(ts) > 0 {
		c, rest, ok := parseCompound(ts)
		if !ok {
			return s, false
		}
		s.compounds = append(s.compounds, c)
		join, after := combinator(rest)
		if len(after) > 0 {
			s.joins = append(s.joins, join)
		} else if join != ' ' {
			return s, false
		}
		ts = after
	}
	for i, c := range s.compounds {
		s.weight += c.weight()
		if c.pseudo != "" && i < len(s.compounds)-1 {
			return s, false
		}
	}
	return s, len(s.compounds) > 0
}

// combinator takes the combinator off the front of ts.
func combinator(ts []token) (join byte, rest []token) {
	ts = trim(ts)
	if len(ts) > 0 && (ts[0].is(">") || ts[0].is("+")) {
		return ts[0].text[0], trim(ts[1:])
	}
	return ' ', ts
}

// parseCompound takes one compound selector off the front of ts.
func parseCompound(ts []token) (c compound, rest []token, ok bool) {
	i := 0
	for i < len(ts) && ts[i].kind != css.WhitespaceToken && !ts[i].is(">") && !ts[i].is("+") {
		n := c.add(ts[i:])
		if n == 0 {
			return c, nil, false
		}
		i += n
	}
	return c, ts[i:], i > 0
}

// add reads one simple selector and returns how many tokens it took; 0 says
// that it is not understood.
func (c *compound) add(ts []token) int {
	switch t := ts[0]; {
	case t.kind == css.IdentToken:
		c.tag = strings.ToLower(t.text)
		return 1
	case t.is("*"):
		c.tag = "*"
		return 1
	case t.kind == css.HashToken:
		c.id = t.text[1:]
		return 1
	case t.is(".") && len(ts) > 1 && ts[1].kind == css.IdentToken:
		c.classes = append(c.classes, ts[1].text)
		return 2
	case t.kind == css.ColonToken && len(ts) > 1:
		return c.addPseudo(ts)
	}
	return 0
}

// addPseudo reads a pseudo-class or pseudo-element; ts begins with a colon.
func (c *compound) addPseudo(ts []token) int {
	switch {
	case ts[1].kind == css.ColonToken && len(ts) > 2:
		c.pseudo = ts[2].name()
		if c.pseudo == "marker" || c.pseudo == "after" || c.pseudo == "before" {
			return 3
		}
	case ts[1].name() == "first-child":
		c.firstChild = true
		return 2
	case ts[1].name() == "root":
		c.root = true
		return 2
	case ts[1].name() == "lang" && len(ts) > 3 && ts[3].is(")"):
		c.lang = strings.ToLower(ts[2].text)
		return 4
	}
	return 0
}

// weight is the compound's specificity (Selectors Level 4, 17).
func (c compound) weight() int {
	w := len(c.classes) << 8
	if c.id != "" {
		w += 1 << 16
	}
	for _, set := range []bool{c.lang != "", c.firstChild, c.root} {
		if set {
			w += 1 << 8
		}
	}
	if c.tag != "" && c.tag != "*" {
		w++
	}
	if c.pseudo != "" {
		w++
	}
	return w
}

// matches reports whether the selector's subject is e.
func (s selector) matches(e *site) bool {
	return s.matchesFrom(len(s.compounds)-1, e)
}

func (s selector) matchesFrom(i int, e *site) bool {
	if !s.compounds[i].matches(&e.kind, e) {
		return false
	}
	if i == 0 {
		return true
	}
	switch s.joins[i-1] {
	case '>':
		return e.up() != nil && s.matchesFrom(i-1, e.up())
	case '+':
		// Of its sibling an element knows its kind only: its parent is
		// the same.
		return e.prev.tag != "" && s.compounds[i-1].matches(&e.prev, nil) &&
			(i == 1 || s.joins[i-2] != '+' && s.ancestorMatches(i-2, e, s.joins[i-2] == '>'))
	}
	return s.ancestorMatches(i-1, e, false)
}

// ancestorMatches looks for an ancestor of e that ends the selector's first
// i+1 compounds; only its parent will do if near.
func (s selector) ancestorMatches(i int, e *site, near bool) bool {
	for a := e.up(); a != nil; a = a.up() {
		if s.matchesFrom(i, a) {
			return true
		}
		if near {
			return false
		}
	}
	return false
}

// matches reports whether the kind k is as c says; e is nil for a sibling.
func (c compound) matches(k *kind, e *site) bool {
	if c.tag != "" && c.tag != "*" && c.tag != k.tag || c.id != "" && c.id != k.id || c.pseudo != k.pseudo {
		return false
	}
	if c.firstChild && (e == nil || e.prev.tag != "") || c.root && (e == nil || e.parent != nil) {
		return false
	}
	if c.lang != "" && (e == nil || !speaks(k.lang, c.lang)) {
		return false
	}
	for _, class := range c.classes {
		if !slices.Contains(strings.Fields(k.classes), class) {
			return false
		}
	}
	return true
}

// speaks reports whether the tag is in the language range, as in :lang()
// (RFC 4647, 3.3.1).
func speaks(tag, langRange string) bool {
	tag = strings.ToLower(tag)
	return tag == langRange || strings.HasPrefix(tag, langRange+"-")
}
