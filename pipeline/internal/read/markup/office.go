package markup

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// officePrograms are how word processors name themselves in the pages that they
// save.
var officePrograms = []string{"microsoft word", "libreoffice", "openoffice", "word.document"}

// fromOffice reports whether a word processor saved the page, which then is a
// document as a whole and has no site around it: a meta element says so, or a field has
// LibreOffice's own element, where the head of the page was lost.
func fromOffice(root *html.Node) bool {
	found := false
	walk(root, func(n *html.Node) bool {
		if is(n, "meta") && officeNames[strings.ToLower(attr(n, "name"))] {
			for _, program := range officePrograms {
				found = found || strings.Contains(strings.ToLower(attr(n, "content")), program)
			}
		}
		found = found || is(n, "sdfield")
		return !found
	})
	return found
}

// remark reports whether an element belongs to a reviewer's comment in a page that
// Word saved: the sign in the text, or the comments behind it.
func remark(n *html.Node) bool {
	return hasClass(n, "MsoCommentReference") || style(n, "mso-element") == "comment-list"
}

// pageEdge reports whether an element is the head or foot of every page in what a
// word processor saved: LibreOffice names it by its title, Word by a property.
func (r *reader) pageEdge(n *html.Node) bool {
	edge := style(n, "mso-element")
	if is(n, "div") && r.office {
		edge += attr(n, "title")
	}
	return edge == "header" || edge == "footer"
}

// officeNames are the names of meta elements that tell the program.
var officeNames = map[string]bool{"generator": true, "progid": true}

// besideHeadings is what a class makes of a paragraph in a page that has headings by their
// element: a heading where a word processor's author named a style so.
func (r *reader) besideHeadings(class string) partRow {
	if r.office && officeHeading(class) {
		return partRow{headPart, rankBeside + classLevel(class)}
	}
	return partRow{}
}

// officeHeading reports whether a class is the name of a style of headings that an
// author made in a word processor, with its level: "AppendixHeading1".
func officeHeading(class string) bool {
	return capital(class) && classLevel(class) > 0 && !strings.HasPrefix(class, "Mso") && headingWords(nameWords(class))
}

// capital reports whether a class has a capital letter, which begins a word in it.
func capital(class string) bool { return strings.ContainsFunc(class, unicode.IsUpper) }
