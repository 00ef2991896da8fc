package hyphen

import (
	"bytes"
	"encoding/binary"
	"strings"

	"octavo/pipeline/internal/wording"
)

// trie is patterns by their letters, packed as Liang packs them (chapter 2 of
// his thesis): the children of every node lie in one array of cells, and a
// node is its place in there, so that a letter is one look-up. It is a view of
// a file as it was read.
//
// A packed file holds, each closed by a zero byte, the notice of the
// patterns' source, the letters in the order of their codes from 1 on, and the
// exceptions; then, as four bytes in little endian, how many cells there are;
// then the cells; then the levels. TestPackedPatternsAreThePublishedOnes makes
// the files (-update) and proves that they hold what the sources hold.
type trie struct {
	codes  [lettersEnd]byte // of letters; 0 is no letter of the patterns
	cells  []byte
	levels []byte // runs, each after its length
}

// lettersEnd is behind the last letter of the patterns (Latin Extended-A).
const lettersEnd = 0x180

// cellSize is that of a cell: the code of the letter that leads to it (1
// byte), the place of its children or 0 (3), its run of levels or 0 (2), in
// little endian.
const cellSize = 6

// cell returns the child of the node at place for a letter's code: where the
// child's own children are, and its levels.
func (t *trie) cell(place int, code byte) (children, run int, ok bool) {
	at := (place + int(code)) * cellSize
	if at+cellSize > len(t.cells) || t.cells[at] != code {
		return 0, 0, false
	}
	c := t.cells[at : at+cellSize]
	return int(c[1]) | int(c[2])<<8 | int(c[3])<<16, int(c[4]) | int(c[5])<<8, true
}

// of returns the levels of a word in lower case: number i is for the place
// before the word's letter i, and an odd one is a break.
func (t *trie) of(word []rune) []byte {
	dotted := make([]byte, len(word)+2)
	dotted[0], dotted[len(word)+1] = t.codes['.'], t.codes['.']
	for i, r := range word {
		if r < lettersEnd {
			dotted[i+1] = t.codes[r]
		}
	}
	all := make([]byte, len(dotted)+1)
	for from := range dotted {
		place := 0
		for _, code := range dotted[from:] {
			if code == 0 {
				break
			}
			children, run, ok := t.cell(place, code)
			if ok && run > 0 {
				t.raise(all[from:], run)
			}
			if !ok || children == 0 {
				break
			}
			place = children
		}
	}
	return all[1:]
}

func (t *trie) raise(levels []byte, run int) {
	n := int(t.levels[run])
	for i, v := range t.levels[run+1 : run+1+n] {
		levels[i] = max(levels[i], v)
	}
}

// read makes a language's packed file ready for use. It is embedded, so a
// fault in it is a fault in the program, which the tests of this package find.
func (l *Language) read() {
	source := wording.HyphenationFor(l.tag)
	l.keep, l.digraph = source.Keep, source.Digraph
	_, rest, _ := bytes.Cut(source.Packed, zero)
	letters, rest, _ := bytes.Cut(rest, zero)
	exceptions, rest, _ := bytes.Cut(rest, zero)
	size := cellSize * int(binary.LittleEndian.Uint32(rest))
	l.trie = &trie{cells: rest[4 : 4+size], levels: rest[4+size:]}
	code := byte(0)
	for _, r := range string(letters) {
		code++
		l.trie.codes[r] = code
	}
	words := strings.Fields(string(exceptions))
	l.except = make(map[string][]byte, len(words))
	for _, w := range words {
		l.except[strings.ReplaceAll(w, "-", "")] = exception(w)
	}
}

var zero = []byte{0}

// exception turns "af-bre-ken" into levels.
func exception(w string) []byte {
	levels := make([]byte, 1, len(w)+1)
	for _, r := range w {
		if r == '-' {
			levels[len(levels)-1] = 1
			continue
		}
		levels = append(levels, 0)
	}
	return levels
}
