package letters

import (
	"net/url"
	"strings"

	"octavo/pipeline/internal/ast"
)

// Marks are what a text has besides letters, in the order of reading: the addresses
// outside of the file that links lead to, and pictures.
type Marks struct {
	Links    []Run
	Pictures []Picture
}

// Picture is a picture by its alternative text, which is the text of the run.
type Picture struct {
	Run
	// File is where it lies, beside the Markdown or in the EPUB; a PDF's have none.
	File string
}

// link notes where a link leads, once for links that follow each other, as one may be
// in pieces; an address without a scheme is in the file itself. Nil takes nothing.
func (m *Marks) link(address, place string, line int) {
	if m == nil || !isOutside(address) {
		return
	}
	address = plainAddress(address)
	if n := len(m.Links); n == 0 || m.Links[n-1].Text != address {
		m.Links = append(m.Links, Run{Text: address, Place: place, Line: line})
	}
}

func (m *Marks) picture(alt, file, place string, line int) {
	if m != nil {
		m.Pictures = append(m.Pictures, Picture{Run{Text: signs(alt), Place: place, Line: line}, file})
	}
}

func isOutside(address string) bool {
	scheme, _, ok := strings.Cut(address, ":")
	return ok && !strings.ContainsAny(scheme, "/?#")
}

// plainAddress is an address without its escapes, which the formats set each in its way.
func plainAddress(address string) string {
	if plain, err := url.PathUnescape(ast.EscapeAddress(address)); err == nil {
		return plain
	}
	return address
}

// Kinds of differences.
const (
	InText    = "" // in letters
	InLink    = "link"
	InPicture = "alternative text"
)

// compareMarks says where links of one text lead elsewhere in another, and where a
// picture has another alternative.
func compareMarks(want, got Marks, note string) []Difference {
	return append(compareLinks(want.Links, got.Links, note), comparePictures(want.Pictures, got.Pictures, note)...)
}

func compareLinks(want, got []Run, note string) []Difference {
	var out []Difference
	for i := range max(len(want), len(got)) {
		var a, b Run
		if i < len(want) {
			a = want[i]
		}
		if i < len(got) {
			b = got[i]
		}
		if a.Text == b.Text {
			continue
		}
		out = append(out, Difference{Kind: InLink, Want: a.Text, Got: b.Text, At: a, Other: b, Note: note})
		if len(want) != len(got) {
			break // all behind it is displaced
		}
	}
	return out
}

// comparePictures wants the alternatives that a file has to be those of the document, in
// order. Pictures that stand in words in the file are not among them.
func comparePictures(want, got []Picture, note string) []Difference {
	i := 0
	for _, p := range got {
		if p.Text == "" {
			continue
		}
		from := i
		for i < len(want) && want[i].Text != p.Text {
			i++
		}
		if i == len(want) {
			var a Picture
			if from < len(want) {
				a = want[from]
			}
			return []Difference{{Kind: InPicture, Want: a.Text, Got: p.Text, At: a.Run, Other: p.Run, Note: note}}
		}
		i++
	}
	return nil
}
