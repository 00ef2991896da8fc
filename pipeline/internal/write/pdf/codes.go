package pdf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/layout"
)

// A face's character codes are made for the document: each pair of a glyph and
// the text it stands for has one, in the order of the pages. So a ligature, a
// small capital and a hyphen made by the program each give back their own
// text, which a map from glyphs alone could not.

// maxCodes is what the format 4 cmap of one segment can hold.
const maxCodes = 32000

// codedFace is a face with the codes used of it.
type codedFace struct {
	face  *font.Face
	sfnt  *sfnt
	index int // order of first use
	// byGlyph lists the codes of each glyph.
	byGlyph [][]code
	// glyphs and texts are by code, less one.
	glyphs []uint16
	texts  []string
}

type code struct {
	text  string
	value uint16
}

// codeOf returns the code of a glyph with a text, or 0.
func (f *codedFace) codeOf(glyph uint16, text string) uint16 {
	if int(glyph) < len(f.byGlyph) {
		for _, c := range f.byGlyph[glyph] {
			if c.text == text {
				return c.value
			}
		}
	}
	return 0
}

func (f *codedFace) add(glyph uint16, text string) error {
	switch {
	case int(glyph) >= len(f.byGlyph):
		return fmt.Errorf("pdf: glyph %d is not in face %s, which has %d", glyph, f.face.Name, f.sfnt.numGlyphs)
	case f.codeOf(glyph, text) != 0:
		return nil
	case len(f.glyphs) == maxCodes:
		return fmt.Errorf("pdf: more than %d different characters in face %s; split the document", maxCodes, f.face.Name)
	}
	text = strings.Clone(text) // do not keep the run's text alive
	f.glyphs = append(f.glyphs, glyph)
	f.texts = append(f.texts, text)
	f.byGlyph[glyph] = append(f.byGlyph[glyph], code{text, uint16(len(f.glyphs))})
	return nil
}

// faces are the coded faces, in the order of their first use.
type faces struct {
	list   []*codedFace
	byFace map[*font.Face]*codedFace
}

// codeFaces gives every glyph of the book its code.
func codeFaces(book *layout.Book) (*faces, error) {
	fs := &faces{byFace: map[*font.Face]*codedFace{}}
	for i := range book.Pages {
		for j := range book.Pages[i].Fragments {
			run := book.Pages[i].Fragments[j].Run
			if run == nil || len(run.Glyphs) == 0 {
				continue
			}
			if err := fs.addRun(run); err != nil {
				return nil, err
			}
		}
	}
	return fs, nil
}

func (fs *faces) addRun(run *layout.Run) error {
	f, err := fs.face(run.Face)
	if err != nil {
		return err
	}
	for c := range clusters(run) {
		for k, g := range c.glyphs {
			if err := f.add(g.ID, c.piece(k)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (fs *faces) face(face *font.Face) (*codedFace, error) {
	if f, ok := fs.byFace[face]; ok {
		return f, nil
	}
	if face == nil {
		return nil, fmt.Errorf("pdf: a run of text has no face")
	}
	s, err := parseSFNT(face.Data)
	if err != nil {
		return nil, fmt.Errorf("pdf: face %s: %w", face.Name, err)
	}
	f := &codedFace{face: face, sfnt: s, index: len(fs.list), byGlyph: make([][]code, s.numGlyphs)}
	fs.list = append(fs.list, f)
	fs.byFace[face] = f
	return f, nil
}

// cluster is the glyphs that together stand for a piece of text.
type cluster struct {
	glyphs []layout.Glyph
	text   string
	// pairs says that each glyph stands for one character of the text.
	pairs bool
}

// clusters yields the clusters of a run in order.
func clusters(run *layout.Run) func(yield func(cluster) bool) {
	return func(yield func(cluster) bool) {
		rest := run.Text
		for start := 0; start < len(run.Glyphs); {
			end := start + 1
			for end < len(run.Glyphs) && run.Glyphs[end].Text == 0 {
				end++
			}
			n := min(int(run.Glyphs[start].Text), len(rest))
			if !yield(newCluster(letters(run, run.Glyphs[start:end], rest[:n]), rest[:n])) {
				return
			}
			start, rest = end, rest[n:]
		}
	}
}

func newCluster(glyphs []layout.Glyph, text string) cluster {
	pairs := len(glyphs) == 1 || len(glyphs) == utf8.RuneCountInString(text)
	return cluster{glyphs, text, pairs && text != ""}
}

// actual is the text that ActualText has to give, or "".
func (c cluster) actual() string {
	if c.pairs && !c.isDivision() {
		return ""
	}
	return c.text
}

// firstCluster is a run's first cluster, or none.
func firstCluster(run *layout.Run) cluster {
	for c := range clusters(run) {
		return c
	}
	return cluster{}
}

// noText is what a glyph maps to that has no text of its own: every code must
// map to something (ISO 19005-2, 6.2.11.7.2), and whoever reads the text has to
// leave out soft hyphens anyway.
const noText = softHyphen

// softHyphen is the text of a hyphen that the program made at the end of a line.
// Its glyph maps to the hyphen that it shows: a viewer that knows no ActualText
// finds a divided word by the hyphen at the end of a line, and drops a soft hyphen
// together with what it would know the division by.
const (
	softHyphen = "\u00AD"
	hyphen     = "-"
)

// isDivision reports whether the cluster is such a hyphen.
func (c cluster) isDivision() bool { return c.text == softHyphen }

// piece is the text of the kth glyph. Where the cluster cannot be divided, the
// first glyph has it all and ActualText says so.
func (c cluster) piece(k int) string {
	switch {
	case c.isDivision():
		return hyphen
	case len(c.glyphs) == 1 && c.pairs:
		return c.text
	case c.pairs:
		return nthRune(c.text, k)
	case k == 0 && c.text != "":
		return c.text
	}
	return noText
}

func nthRune(s string, k int) string {
	for i, r := range s {
		if k == 0 {
			return s[i : i+utf8.RuneLen(r)]
		}
		k--
	}
	return noText
}
