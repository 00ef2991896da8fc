package hyphen

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/wording"
)

const folder = "../wording/"

// published returns the patterns for a tag as they were published.
func published(t testing.TB, tag string) string {
	t.Helper()
	lang := wording.Primary(tag)
	return golden.Read(t, folder+lang+"/"+wording.PatternFiles(lang)[tag])
}

func TestPackedPatternsAreThePublishedOnes(t *testing.T) {
	var patterns, packed []string
	for _, lang := range wording.Languages() {
		exceptions := golden.Read(t, folder+lang+"/exceptions.txt")
		for tag, file := range wording.PatternFiles(lang) {
			patterns, packed = append(patterns, golden.Name(file)), append(packed, tag)
			golden.CompareBytes(t, folder+lang+"/"+tag+".trie", pack(t, published(t, tag), exceptions))
		}
	}
	golden.HaveCases(t, folder+"*/*.tex", patterns)
	golden.HaveCases(t, folder+"*/*.trie", packed)
}

// pack makes a packed file of a file of patterns and one of exceptions.
func pack(t testing.TB, tex, own string) []byte {
	notice, _, _ := strings.Cut(tex, "\\patterns{")
	if !strings.Contains(notice, "licence:") || !strings.Contains(notice, "copyright:") {
		t.Error("patterns without a licence")
	}
	words := strings.Fields(group(uncomment(tex), `\hyphenation{`) + "\n" + uncomment(own))
	p := newPacker(patternsOf(tex))
	if len(p.levels) >= 1<<16 || len(p.letters) > 255 {
		t.Errorf("%d bytes of levels and %d letters do not fit the cells", len(p.levels), len(p.letters))
	}
	out := []byte(notice + "\x00" + string(p.letters) + "\x00" + strings.Join(words, "\n") + "\x00")
	out = binary.LittleEndian.AppendUint32(out, uint32(len(p.cells)/cellSize))
	return append(append(out, p.cells...), p.levels...)
}

func patternsOf(tex string) []string { return strings.Fields(group(uncomment(tex), `\patterns{`)) }

// group returns what stands between open and the next closing brace.
func group(text, open string) string {
	_, rest, _ := strings.Cut(text, open)
	body, _, _ := strings.Cut(rest, "}")
	return body
}

// uncomment takes out TeX's comments, "%" to the end of the line.
func uncomment(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		body, _, _ := strings.Cut(line, "%")
		b.WriteString(body + "\n")
	}
	return b.String()
}

// branch is a node of the tree of patterns before it is packed.
type branch struct {
	kids   map[rune]*branch
	levels []byte
}

// plant makes the tree of patterns as they stand in the files, for instance
// ".acht5end": a figure is the level at its place, no figure is level 0, a
// point is a word's edge.
func plant(patterns []string) *branch {
	root := &branch{}
	for _, p := range patterns {
		n, levels := root, []byte{0}
		for _, r := range p {
			if r >= '0' && r <= '9' {
				levels[len(levels)-1] = byte(r - '0')
				continue
			}
			if n.kids == nil {
				n.kids = map[rune]*branch{}
			}
			if n.kids[r] == nil {
				n.kids[r] = &branch{}
			}
			n, levels = n.kids[r], append(levels, 0)
		}
		n.levels = levels
	}
	return root
}

// packer lays a tree out as cells.
type packer struct {
	letters []rune
	code    map[rune]byte
	cells   []byte
	levels  []byte
	runs    map[string]int // where equal levels are
	taken   map[int]bool   // places of nodes: no two may be equal
	free    int            // no cell before it is free
}

func newPacker(patterns []string) *packer {
	set := map[rune]bool{}
	for _, r := range strings.Join(patterns, "") {
		if r < '0' || r > '9' {
			set[r] = true
		}
	}
	p := &packer{letters: slices.Sorted(maps.Keys(set)), code: map[rune]byte{}, levels: []byte{0}, runs: map[string]int{}, taken: map[int]bool{}}
	for i, r := range p.letters {
		p.code[r] = byte(i + 1)
	}
	p.place(plant(patterns))
	return p
}

// place finds room for a node's children, all of them before their own, and
// returns where it is.
func (p *packer) place(n *branch) int {
	if n.kids == nil {
		return 0
	}
	letters := slices.Sorted(maps.Keys(n.kids))
	at := p.room(letters)
	p.taken[at] = true
	for _, r := range letters {
		p.cells[(at+int(p.code[r]))*cellSize] = p.code[r]
	}
	for _, r := range letters {
		kid := n.kids[r]
		children, run := p.place(kid), p.run(kid.levels)
		copy(p.cells[(at+int(p.code[r]))*cellSize+1:],
			[]byte{byte(children), byte(children >> 8), byte(children >> 16), byte(run), byte(run >> 8)})
	}
	return at
}

// room returns the first place where the children's cells are free. That of
// the root is 0.
func (p *packer) room(letters []rune) int {
	for p.used(p.free) {
		p.free++
	}
	at := max(0, p.free-int(p.code[letters[0]]))
	for p.taken[at] || slices.ContainsFunc(letters, func(r rune) bool { return p.used(at + int(p.code[r])) }) {
		at++
	}
	if need := (at + int(p.code[letters[len(letters)-1]]) + 1) * cellSize; need > len(p.cells) {
		p.cells = append(p.cells, make([]byte, need-len(p.cells))...)
	}
	return at
}

func (p *packer) used(cell int) bool {
	return cell == 0 || cell*cellSize < len(p.cells) && p.cells[cell*cellSize] != 0
}

// run returns where levels stand, without the zeroes at their end.
func (p *packer) run(levels []byte) int {
	levels = slices.Clone(levels)
	for len(levels) > 0 && levels[len(levels)-1] == 0 {
		levels = levels[:len(levels)-1]
	}
	if len(levels) == 0 {
		return 0
	}
	if at, ok := p.runs[string(levels)]; ok {
		return at
	}
	at := len(p.levels)
	p.levels = append(append(p.levels, byte(len(levels))), levels...)
	p.runs[string(levels)] = at
	return at
}
