package office

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/text"
)

// Title is what is known about a document's title.
type Title struct {
	Property        string // the title in the document's properties
	lines, subtitle []string
	place           int
}

// Take takes a paragraph in the style of a title, or with sub of a subtitle, for the
// publication's, where it holds no more than text. It reports whether it did.
func (t *Title) Take(place int, list []ast.Inline, sub bool) bool {
	if !onlyText(list) || sub && (len(t.lines) == 0 || len(t.subtitle) > 0) {
		return false
	}
	text := strings.Join(strings.Fields(ast.PlainText(list)), " ")
	if sub {
		t.subtitle = append(t.subtitle, text)
		return true
	}
	if t.place > 0 && place > t.place+3 { // a title goes on in paragraphs below one another
		return false
	}
	t.lines, t.place = append(t.lines, text), place
	return true
}

// onlyText reports whether a run holds nothing that a title cannot.
func onlyText(list []ast.Inline) bool {
	only := true
	ast.WalkInlines(list, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.NoteRef, *ast.Image, *ast.Link:
			only = false
		}
		return only
	})
	return only
}

// noTitle are titles that programs and templates leave in the properties.
var noTitle = pattern.Of(`(?i)\b(template|sjabloon|vorlage|modèle)\b|^(untitled|naamloos|ohne titel|sans titre|document ?\d*|titel|title|titre|draft|concept|entwurf|projet|brouillon|word document|.*\.(docx?|dotx?|odt|rtf))$`)

// Give gives the publication its title: that of the title paragraphs, else of the
// properties.
func (t *Title) Give(doc *ast.Document, r *Report) {
	own := strings.Join(t.lines, " ")
	property := strings.TrimPrefix(t.Property, "Microsoft Word - ")
	doc.Meta.Subtitle = strings.Join(t.subtitle, " ")
	share := mentioned(doc, property)
	switch {
	case own != "":
		own = goneOn(doc, own)
		doc.Meta.Title = own
		r.Info(t.place, CodeTitle, 0.95, "the title is the paragraph in the style of a title: "+own)
		if property != "" && !ast.SameWords(property, own) {
			r.Drop(0, CodeTitle, 0.9, property, "the title in the document's properties was left out; the text has its own")
		}
	case property == "":
	case noTitle.MatchString(property):
		r.Drop(0, CodeTitle, 0.9, property, "the title in the document's properties was left out: it is none")
	case share == 0:
		r.Drop(0, CodeTitle, 0.7, property, "the title in the document's properties was left out: no word of it stands in the text, so it is that of another document")
	case share < ownTitle:
		doc.Outside.Title = property
	case text.OpenEnded(property) && len(doc.Blocks) > 1 && ast.SameWords(property, plain(doc.Blocks[0])):
		doc.Blocks = doc.Blocks[1:]
		doc.Meta.Title = goneOn(doc, property)
		r.Info(0, CodeTitle, 0.8, "the title is that of the document's properties and goes on in the text: "+doc.Meta.Title)
	default:
		if s := titleHeading(doc); s != "" && !ast.SameWords(s, property) {
			r.Drop(0, CodeTitle, 0.8, property, "the title in the document's properties was left out; the text has its own")
			return
		}
		doc.Meta.Title = property
		r.Info(0, CodeTitle, 0.8, "the title is that of the document's properties: "+property)
	}
}

// minTitleWord is how many letters a word has at least that tells what a text is about.
const minTitleWord = 3

// mentioned is how large a share of the words of a title stand somewhere in a document, be it
// in other words; a title without words that tell anything is not judged.
func mentioned(doc *ast.Document, title string) float64 {
	words := strings.FieldsFunc(strings.ToLower(title), func(c rune) bool { return !unicode.IsLetter(c) })
	words = slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < minTitleWord })
	var all strings.Builder // runs apart may be parts of one word
	ast.WalkDocument(doc, func(n ast.Node) bool {
		all.WriteString(strings.ToLower(ast.OwnText(n)))
		return true
	})
	if len(words) == 0 {
		return 1
	}
	n := 0
	for _, w := range words {
		if strings.Contains(all.String(), w) {
			n++
		}
	}
	return float64(n) / float64(len(words))
}

// ownTitle is the share of its words from which on a title is thought to be that of the
// text: the names of parties and the numbers of versions stand in the properties alone.
const ownTitle = 0.6

// goneOn is a title with the heading or paragraph in which it goes on, which leaves the
// text.
func goneOn(doc *ast.Document, title string) string {
	if !text.OpenEnded(title) || len(doc.Blocks) < 2 {
		return title
	}
	var list []ast.Inline
	switch b := doc.Blocks[0].(type) {
	case *ast.Section:
		if b.Number == "" && len(b.Blocks) == 0 {
			list = b.Title
		}
	case *ast.Paragraph:
		list = b.Inlines
	}
	if len(list) == 0 || !onlyText(list) || len(ast.PlainText(list)) > maxTitle {
		return title
	}
	doc.Blocks = doc.Blocks[1:]
	return title + " " + strings.Join(strings.Fields(ast.PlainText(list)), " ")
}

// plain is the text of a heading or paragraph; "" for other blocks.
func plain(b ast.Block) string {
	switch b := b.(type) {
	case *ast.Section:
		return ast.PlainText(b.Title)
	case *ast.Paragraph:
		return ast.PlainText(b.Inlines)
	}
	return ""
}

// maxTitle is how long the rest of a title is at most, in bytes.
const maxTitle = 300

// titleHeading is the text of a first heading that will become the title: the only
// one of the first level, before all other text.
func titleHeading(doc *ast.Document) string {
	if len(doc.Blocks) == 0 {
		return ""
	}
	s, ok := doc.Blocks[0].(*ast.Section)
	if !ok || s.Level != 1 || s.Number != "" {
		return ""
	}
	for _, b := range doc.Blocks[1:] {
		if other, ok := b.(*ast.Section); ok && other.Level == 1 {
			return ""
		}
	}
	return ast.PlainText(s.Title)
}
