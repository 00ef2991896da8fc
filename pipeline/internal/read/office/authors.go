package office

import (
	"fmt"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
)

// GiveAuthors gives a document the authors in its file's properties, names with
// semicolons or "and" between them (Dublin Core's creator), as far as its text names them
// too, by two words at least. A word processor writes there who began the file or
// its template, by the name of their account: that is no statement about a
// publication, and often of somebody who must not be named in it. Others are left
// out and said.
func GiveAuthors(doc *ast.Document, property string, r *Report) {
	said := "" // made when it is wanted
	for _, name := range meta.SplitPeople(property) {
		if said == "" {
			said = spaced(wordsOf(doc))
		}
		if own := words(name); len(own) > 1 && strings.Contains(said, spaced(own)) {
			doc.Meta.Creators = append(doc.Meta.Creators, meta.Person{Name: name})
			continue
		}
		r.Warn(0, CodeAuthor, "the author in the file's properties was left out: the text does not name "+name+
			", and word processors write there whose account or template it was", fmt.Sprintf("where it is the author, say so in NAME.yaml: creators: [%q]", name))
	}
}

// wordsOf are all words of a document, those of its title first.
func wordsOf(doc *ast.Document) []string {
	out := words(doc.Meta.Title + " " + doc.Meta.Subtitle)
	ast.WalkDocument(doc, func(n ast.Node) bool {
		out = append(out, words(ast.OwnText(n))...)
		return true
	})
	return out
}

// words are the words of a text without its signs, in small letters.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// spaced puts words in a row in which each has a blank before and behind it.
func spaced(list []string) string { return " " + strings.Join(list, " ") + " " }
