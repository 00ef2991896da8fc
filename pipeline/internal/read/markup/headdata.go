package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/pattern"
)

// headNames are the names under which a page's head says something, the most
// trustworthy first: Dublin Core (DCMI Metadata Terms), those that libraries
// gather (Highwire Press), HTML's own (HTML, 4.2.5.1), schema.org's and Open
// Graph's (ogp.me), then what linked data and elements of the body say (linkeddata.go).
var headNames = map[string][]string{
	"title":       {"dc.title", "dcterms.title", "citation_title"},
	"creators":    {"dc.creator", "dcterms.creator", "citation_author", "author", "creator", "authors", "article:author", "book:author", "parsely-author", "ld:author", "item:author", "h:author", "rel:author"},
	"publisher":   {"dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "ld:publisher", "og:site_name"},
	"date":        {"dc.date", "dcterms.issued", "dc.date.issued", "dcterms.date", "citation_publication_date", "citation_date", "datepublished", "article:published_time", "date", "issued", "pubdate", "publish-date", "publication_date", "ld:datepublished", "item:datepublished", "time:published", "dcterms.created"},
	"modified":    {"dcterms.modified", "dc.date.modified", "datemodified", "article:modified_time", "og:updated_time", "ld:datemodified", "item:datemodified"},
	"language":    {"dc.language", "dcterms.language", "content-language", "language", "og:locale", "ld:inlanguage"},
	"description": {"dc.description", "dcterms.description", "description", "dcterms.abstract", "og:description"},
	"rights":      {"dc.rights", "dcterms.rights", "dcterms.license", "rights", "license", "copyright"},
	"keywords":    {"keywords", "citation_keywords", "news_keywords"},
	"subjects":    {"dc.subject", "dcterms.subject", "subject"},
	"doi":         {"citation_doi"},
	"isbn":        {"citation_isbn", "book:isbn"},
}

// headData are the values of a page's head by their names, in order.
type headData map[string][]string

// readHead reads the meta elements of a page.
func readHead(root *html.Node) meta.Meta {
	d := headData{}
	walk(root, func(n *html.Node) bool {
		if is(n, "meta") {
			d.add(n)
		}
		return !is(n, "body")
	})
	d.addLinked(root)
	d.addMarked(root)
	m := meta.Meta{
		Title: d.first("title"), Publisher: d.first("publisher"), Description: d.first("description"), Rights: d.first("rights"),
		Date: day(d.first("date")), Modified: day(d.first("modified")), Creators: meta.People(d.people()...),
		Keywords: d.several("keywords", ",;"), Subjects: meta.Subjects(d.several("subjects", ";")...), Lang: meta.ShortLang(meta.FormLang(d.first("language"))),
	}
	if doi, isbn := d.first("doi"), d.first("isbn"); doi != "" || isbn != "" {
		m.Identifiers = &meta.Identifiers{DOI: doi}
		if isbn != "" {
			m.Identifiers.ISBN = &meta.ISBN{Any: isbn}
		}
	}
	if !meta.IsLang(m.Lang) {
		m.Lang = ""
	}
	return m
}

// escapedTwice finds character references that are left once the attribute is read: the
// page's program escaped what was escaped before.
var escapedTwice = pattern.Of(`&(?:#[0-9]{2,5}|#x[0-9a-fA-F]{2,5}|amp|quot|apos|nbsp|lt|gt);`)

func (d headData) add(n *html.Node) {
	value := oneLine(attr(n, "content"))
	if escapedTwice.MatchString(value) {
		value = oneLine(html.UnescapeString(value))
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		for _, name := range strings.Fields(strings.ToLower(attr(n, key))) {
			if value != "" && !slices.Contains(d[name], value) {
				d[name] = append(d[name], value)
			}
		}
	}
}

// all are the values under the best name of a field that has any.
func (d headData) all(field string) []string {
	for _, name := range headNames[field] {
		if len(d[name]) > 0 {
			return d[name]
		}
	}
	return nil
}

func (d headData) first(field string) string {
	if all := d.all(field); len(all) > 0 {
		return all[0]
	}
	return ""
}

// several parts the values of a field at each of the separators.
func (d headData) several(field, separators string) []string {
	var out []string
	for _, v := range d.all(field) {
		for _, part := range strings.FieldsFunc(v, func(c rune) bool { return strings.ContainsRune(separators, c) }) {
			if part = strings.TrimSpace(part); part != "" && !slices.Contains(out, part) {
				out = append(out, part)
			}
		}
	}
	return out
}

// byLine finds the word before a name in a line that tells the author, in English, Dutch
// and French (German has "von" in names, too); noPerson finds the accounts that programs
// of sites have from the beginning.
var (
	byLine   = pattern.Of(`^(?i:by|door|par)\s+`)
	noPerson = pattern.Of(`^(?i:admin|administrator|webmaster|root|editor)$`)
)

// people are the authors. Addresses, which Open Graph has in their place, are no
// names.
func (d headData) people() []string {
	var out []string
	for _, name := range headNames["creators"] {
		for _, v := range d[name] {
			for _, part := range meta.SplitPeople(byLine.ReplaceAllString(strings.TrimSpace(v), "")) {
				part = byLine.ReplaceAllString(part, "")
				if part != "" && !strings.Contains(part, "://") && !noPerson.MatchString(part) {
					out = append(out, part)
				}
			}
		}
		if len(out) > 0 {
			break
		}
	}
	return out
}

// isoDay finds the day at the front of a date or time, in ISO 8601's form, with
// slashes or without signs.
var isoDay = pattern.Of(`^(\d{4})([-/]?)(\d{2})([-/]?)(\d{2})(?:[T ]\d{2}[:\d].*)?$`)

// day is a date without its time of day; what has another form stays as it is.
func day(value string) string {
	if m := isoDay.FindStringSubmatch(value); m != nil && m[2] == m[4] {
		return m[1] + "-" + m[3] + "-" + m[5]
	}
	return value
}
