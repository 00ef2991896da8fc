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

	"octavo/pipeline/internal/ast"
)

// Repeat returns a document that holds the blocks of doc n times. Each copy
// but the first has a share of its words replaced by others of the same
// document, so that no two paragraphs are alike; the numbers of its chapters
// and the labels of its notes count on. doc stays as it was.
func Repeat(doc *ast.Document, n int) *ast.Document {
	out := &ast.Document{Meta: doc.Meta}
	words := vocabulary(doc)
	chapters := numbered(doc.Blocks)
	for i := range n {
		twin := ast.Clone(doc)
		v := variation{words: words, seed: i, chapters: i * chapters, notes: i * len(doc.Notes)}
		v.apply(twin)
		out.Blocks = append(out.Blocks, twin.Blocks...)
		out.Notes = append(out.Notes, twin.Notes...)
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

// variation makes one copy of the document another text.
type variation struct {
	words    map[int][]string
	seed     int // which copy this is; 0 changes no word
	place    int // counts the words of the copy
	chapters int // chapters before this copy
	notes    int // notes before this copy
}

// apply varies the words of a copy and lets its numbers count on.
func (v *variation) apply(doc *ast.Document) {
	for k, n := range doc.Notes {
		n.Label = strconv.Itoa(v.notes + k + 1)
		n.ID = n.Label
	}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			v.section(n)
		case *ast.Text:
			n.Value = v.vary(n.Value)
		case *ast.NoteRef:
			n.Label = n.Note.Label
		}
		return true
	})
}

// section counts a chapter on, and drops an identifier, which may stand once.
func (v *variation) section(s *ast.Section) {
	if n := chapterNumber(s.Number); n > 0 && s.Level == 1 {
		s.Number = strconv.Itoa(n+v.chapters) + "."
	}
	s.ID = ""
}

// vary replaces one exchangeable word in three by one that a hash of its place
// picks.
func (v *variation) vary(s string) string {
	if v.seed == 0 {
		return s
	}
	fields := strings.Split(s, " ")
	for i, w := range fields {
		v.place++
		h := v.hash()
		if h%3 == 0 && exchangeable(w) {
			list := v.words[utf8.RuneCountInString(w)]
			fields[i] = list[int(h/3)%len(list)]
		}
	}
	return strings.Join(fields, " ")
}

func (v *variation) hash() uint32 {
	h := fnv.New32a()
	h.Write([]byte(strconv.Itoa(v.seed) + "/" + strconv.Itoa(v.place)))
	return h.Sum32() >> 1
}
