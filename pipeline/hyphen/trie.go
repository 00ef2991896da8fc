package hyphen

import (
	"strings"
	"unicode/utf8"
)

// trie holds patterns by their letters. Children are linked lists: nodes are
// few, lists short, and building it is what every run of the program pays for.
type trie struct {
	nodes  []node
	values []byte // levels of all patterns, one after another
}

// node is one letter of a pattern. Indices are into trie.nodes; 0, the root,
// stands for none.
type node struct {
	letter      rune
	child, next int32
	value       int32 // offset in values, or -1
	length      int32 // how many levels
}

func newTrie(patterns int) *trie {
	t := &trie{nodes: make([]node, 1, 2*patterns), values: make([]byte, 0, 6*patterns)}
	t.nodes[0].value = -1
	return t
}

// add puts in a pattern as in the files, for instance ".acht5end": a figure is
// the level at its place, no figure is level 0, a point is a word's edge.
func (t *trie) add(pattern string) {
	n, start := int32(0), int32(len(t.values))
	pending := true // the level before the next letter is still to be written
	for _, r := range pattern {
		if r >= '0' && r <= '9' {
			t.values = append(t.values, byte(r-'0'))
			pending = false
			continue
		}
		if pending {
			t.values = append(t.values, 0)
		}
		n, pending = t.down(n, r), true
	}
	if pending {
		t.values = append(t.values, 0)
	}
	t.nodes[n].value, t.nodes[n].length = start, int32(len(t.values))-start
}

// down returns n's child for letter, making it if need be. The newest child is
// first in its list, as the files are sorted.
func (t *trie) down(n int32, letter rune) int32 {
	if c := t.find(n, letter); c != 0 {
		return c
	}
	c := int32(len(t.nodes))
	t.nodes = append(t.nodes, node{letter: letter, next: t.nodes[n].child, value: -1})
	t.nodes[n].child = c
	return c
}

func (t *trie) find(n int32, letter rune) int32 {
	c := t.nodes[n].child
	for c != 0 && t.nodes[c].letter != letter {
		c = t.nodes[c].next
	}
	return c
}

// levels returns Liang's levels for a word in lower case: levels[i] is for the
// place before the word's letter i, and an odd one is a break.
func (t *trie) levels(word []rune) []byte {
	dotted := make([]rune, 0, len(word)+2)
	dotted = append(append(append(dotted, '.'), word...), '.')
	all := make([]byte, len(dotted)+1)
	for from := range dotted {
		n := int32(0)
		for _, r := range dotted[from:] {
			if n = t.find(n, r); n == 0 {
				break
			}
			t.raise(all[from:], t.nodes[n])
		}
	}
	return all[1:]
}

func (t *trie) raise(levels []byte, n node) {
	if n.value < 0 {
		return
	}
	for i, v := range t.values[n.value : n.value+n.length] {
		levels[i] = max(levels[i], v)
	}
}

// read loads the language's files. They are embedded, so a fault in them is a
// fault in the program, which the tests of this package find.
func (l *Language) read() {
	text, _ := files.ReadFile("patterns/" + l.source.patterns)
	body := uncomment(string(text))
	patterns := strings.Fields(group(body, `\patterns{`))
	l.trie = newTrie(len(patterns))
	for _, p := range patterns {
		l.trie.add(p)
	}
	own, _ := files.ReadFile("exceptions/" + l.source.exceptions)
	words := strings.Fields(group(body, `\hyphenation{`) + "\n" + uncomment(string(own)))
	l.except = make(map[string][]byte, len(words))
	for _, w := range words {
		l.except[strings.ReplaceAll(w, "-", "")] = exception(w)
	}
}

// exception turns "af-bre-ken" into levels.
func exception(w string) []byte {
	levels := make([]byte, 1, utf8.RuneCountInString(w)+1)
	for _, r := range w {
		if r == '-' {
			levels[len(levels)-1] = 1
			continue
		}
		levels = append(levels, 0)
	}
	return levels
}

// group returns what stands between open and the next closing brace.
func group(text, open string) string {
	_, rest, _ := strings.Cut(text, open)
	body, _, _ := strings.Cut(rest, "}")
	return body
}

// uncomment takes out TeX's comments, "%" to the end of the line.
func uncomment(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		body, _, found := strings.Cut(line, "%")
		b.WriteString(body)
		if found {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
