// Package bulk makes long texts out of a short one, for measurements: in comes
// a document, out come a document with its chapters repeated and their words
// varied, and prints of it as scraped plain text and as Typst source. Nothing
// that converts imports it.
package bulk

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/ast"
)

// Repeat returns a document that holds the blocks of doc n times. Each copy
// but the first has a share of its words replaced by others of the same
// document, so that no two paragraphs are alike; the numbers of its chapters
// and the labels of its notes count on. doc must hold one Text node nowhere
// twice; it stays as it was.
func Repeat(doc *ast.Document, n int) *ast.Document {
	out := &ast.Document{Meta: doc.Meta}
	words := vocabulary(doc)
	chapters := numbered(doc.Blocks)
	for i := range n {
		c := &copier{
			words: words, seed: i,
			chapters: i * chapters, noteShift: i * len(doc.Notes),
			notes: map[*ast.Note]*ast.Note{},
		}
		blocks := c.blocks(doc.Blocks)
		out.Blocks = append(out.Blocks, blocks...)
		for k, note := range doc.Notes {
			out.Notes = append(out.Notes, c.note(note, k))
		}
	}
	return out
}

// numbered counts the chapters that carry an Arabic number.
func numbered(blocks []ast.Block) int {
	n := 0
	for _, b := range blocks {
		if s, ok := b.(*ast.Section); ok && chapterNumber(s.Number) > 0 {
			n++
		}
	}
	return n
}

func chapterNumber(printed string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(printed, "."))
	if err != nil {
		return 0
	}
	return n
}

// vocabulary lists the words of the document that may stand for one another,
// by length in letters.
func vocabulary(doc *ast.Document) map[int][]string {
	words := map[int][]string{}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if t, ok := n.(*ast.Text); ok {
			for _, w := range strings.Fields(t.Value) {
				if exchangeable(w) {
					l := utf8.RuneCountInString(w)
					words[l] = append(words[l], w)
				}
			}
		}
		return true
	})
	for l, list := range words {
		slices.Sort(list)
		words[l] = slices.Compact(list)
	}
	return words
}

// exchangeable reports whether w is a plain word: lower-case letters only, and
// at least four of them.
func exchangeable(w string) bool {
	for _, r := range w {
		if !unicode.IsLower(r) {
			return false
		}
	}
	return utf8.RuneCountInString(w) >= 4
}

// copier makes one copy of the blocks.
type copier struct {
	words     map[int][]string
	seed      int // which copy this is; 0 changes no word
	place     int // counts the words of the copy
	chapters  int // chapters before this copy
	noteShift int // notes before this copy
	notes     map[*ast.Note]*ast.Note
}

// vary replaces one exchangeable word in three by one that a hash of its place
// picks.
func (c *copier) vary(s string) string {
	if c.seed == 0 {
		return s
	}
	fields := strings.Split(s, " ")
	for i, w := range fields {
		c.place++
		h := c.hash()
		if h%3 == 0 && exchangeable(w) {
			list := c.words[utf8.RuneCountInString(w)]
			fields[i] = list[int(h/3)%len(list)]
		}
	}
	return strings.Join(fields, " ")
}

func (c *copier) hash() uint32 {
	h := fnv.New32a()
	h.Write([]byte(strconv.Itoa(c.seed) + "/" + strconv.Itoa(c.place)))
	return h.Sum32() >> 1
}

func (c *copier) note(n *ast.Note, k int) *ast.Note {
	label := strconv.Itoa(c.noteShift + k + 1)
	out := c.target(n)
	out.ID, out.Label, out.Blocks = label, label, c.blocks(n.Blocks)
	return out
}

// target returns this copy's note for n, which is filled in after the calls.
func (c *copier) target(n *ast.Note) *ast.Note {
	if c.notes[n] == nil {
		c.notes[n] = &ast.Note{}
	}
	return c.notes[n]
}
