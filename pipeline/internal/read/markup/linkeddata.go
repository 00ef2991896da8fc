package markup

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/pattern"
)

// works are the types of schema.org whose values are those of the page's own text, the
// most telling first: a page is a WebPage beside the article in it.
var works = []string{"legislation", "report", "governmentpublication", "scholarlyarticle", "techarticle", "newsarticle", "reportagenewsarticle", "blogposting", "article", "digitaldocument", "creativework", "webpage"}

// linkedNames are the properties of such a work that a publication has, with the names
// under which headNames knows them.
var linkedNames = map[string]string{
	"datePublished": "ld:datepublished", "dateModified": "ld:datemodified", "author": "ld:author", "creator": "ld:author", "publisher": "ld:publisher", "inLanguage": "ld:inlanguage",
}

// maxLinkedDepth bounds how deep objects of linked data are followed.
const maxLinkedDepth = 8

// linkedData are the objects of a page's JSON-LD (JSON-LD 1.1, 2.1, and schema.org's terms).
type linkedData struct {
	byID map[string]map[string]any
	all  []map[string]any
}

// addLinked adds what the page's JSON-LD says of its own text. Where several objects of
// the most telling type stand there, as on a page that lists articles, none is the page's.
func (d headData) addLinked(root *html.Node) {
	l := &linkedData{byID: map[string]map[string]any{}}
	for _, script := range matches(root, func(n *html.Node) bool {
		return is(n, "script") && strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json")
	}) {
		var value any
		if json.Unmarshal([]byte(textOf(script)), &value) == nil { // else it is no JSON, and says nothing
			l.gather(value, 0)
		}
	}
	own := l.work()
	for key, name := range linkedNames {
		for _, v := range l.names(own[key], 0) {
			if v = oneLine(html.UnescapeString(v)); v != "" && !slices.Contains(d[name], v) {
				d[name] = append(d[name], v)
			}
		}
	}
}

// gather finds the objects that stand at the top, in a row or in a graph.
func (l *linkedData) gather(value any, depth int) {
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			if depth < maxLinkedDepth {
				l.gather(one, depth+1)
			}
		}
	case map[string]any:
		l.all = append(l.all, v)
		if id, ok := keyword(v, "id").(string); ok && len(v) > 1 {
			l.byID[id] = v
		}
		if depth < maxLinkedDepth {
			l.gather(v["@graph"], depth+1)
		}
	}
}

// keyword is the value of a keyword of JSON-LD, also by the name without its sign that
// contexts give it (JSON-LD 1.1, 4.1.2), as ReSpec's does.
func keyword(o map[string]any, name string) any {
	if v, ok := o["@"+name]; ok {
		return v
	}
	return o[name]
}

// work is the only object of the most telling type; nil for none.
func (l *linkedData) work() map[string]any {
	for _, kind := range works {
		var found []map[string]any
		for _, o := range l.all {
			if slices.ContainsFunc(l.names(keyword(o, "type"), 0), func(t string) bool { return strings.EqualFold(t, kind) }) {
				found = append(found, o)
			}
		}
		if len(found) > 0 {
			if len(found) > 1 {
				return nil
			}
			return found[0]
		}
	}
	return nil
}

// names are the texts of a value: its own, or the name of what it is or refers to.
func (l *linkedData) names(value any, depth int) []string {
	if depth > maxLinkedDepth {
		return nil
	}
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, one := range v {
			out = append(out, l.names(one, depth+1)...)
		}
		return out
	case map[string]any:
		if id, ok := keyword(v, "id").(string); ok && len(v) == 1 { // a name that refers on could lead in circles
			name, _ := l.byID[id]["name"].(string)
			return []string{name}
		}
		return l.names(v["name"], depth+1)
	}
	return nil
}

// addMarked adds the dates and authors that elements of the body say by microdata (HTML,
// 5), by microformats (h-entry, which ReSpec and blogs write) or by pubdate, class or rel.
// The first of each is the page's; those after it are of comments and of other texts.
func (d headData) addMarked(root *html.Node) {
	body := find(root, "body")
	if body == nil {
		return
	}
	walk(body, func(n *html.Node) bool {
		if n.Type != html.ElementNode || is(n, "nav", "aside", "footer") {
			return n.Type != html.ElementNode || n == body
		}
		for _, p := range strings.Fields(strings.ToLower(attr(n, "itemprop"))) {
			if name := markedNames[p]; name != "" && len(d[name]) == 0 { // asked first: items stand in one another
				d.once(name, itemValue(n))
			}
		}
		d.addProperty(n)
		d.addClassed(n)
		return true
	})
	if titles := d[bodyTitle]; len(titles) == 1 { // of several none is known to be the page's
		d.once("dcterms.title", titles[0])
	}
}

// addProperty adds what an element says by RDFa (RDFa Lite 1.1), in the terms of Dublin
// Core and schema.org.
func (d headData) addProperty(n *html.Node) {
	for _, p := range strings.Fields(strings.ToLower(attr(n, "property"))) {
		name := propertyNames[strings.NewReplacer("http://purl.org/dc/terms/", "", "http://schema.org/", "", "https://schema.org/", "",
			"dcterms:", "", "dct:", "", "dc:", "", "schema:", "", "eli:", "").Replace(p)]
		if name != "" && (len(d[name]) == 0 || name == bodyTitle && len(d[name]) < 2 || name == "h:author" && !slices.Contains(d[name], itemValue(n)) && len(d[name]) < maxAuthors) {
			if value := oneLine(itemValue(n)); value != "" {
				d[name] = append(d[name], value)
			}
		}
	}
}

// bodyTitle is a title that RDFa gives in the body.
const bodyTitle = "body.title"

// propertyNames are the terms of RDFa that are asked for in the body, but title, which
// only Dublin Core has.
var propertyNames = map[string]string{
	"title": bodyTitle, "creator": "h:author", "author": "h:author", "issued": "item:datepublished", "datepublished": "item:datepublished",
	"date_publication": "item:datepublished", "modified": "item:datemodified", "datemodified": "item:datemodified",
}

// addClassed adds what an element says by its class or rel. Authors of a paper stand one
// beside the other.
func (d headData) addClassed(n *html.Node) {
	_, pubdate := lookup(n, "pubdate")
	switch {
	case is(n, "time") && (pubdate || hasClass(n, "dt-published", "published", "entry-date", "post-date", "pubdate", "date-published")):
		d.once("time:published", attr(n, "datetime"))
	case hasClass(n, "hd-date", "oj-hd-date"): // the head of the Official Journal's page
		d.onceDate("time:published", textOf(n))
	case is(n, "dt") && is(nextElement(n), "dd"):
		d.labelled(plainPhrase(shortText(n, maxDateLabel)), textOf(nextElement(n)))
	case is(n, "time") && hasClass(n, "dt-updated"):
		d.once("item:datemodified", attr(n, "datetime"))
	case hasClass(n, "p-author") && len(d["h:author"]) < maxAuthors:
		var parts []string
		for _, c := range matches(n, func(c *html.Node) bool { return hasClass(c, "p-name") }) {
			if part := oneLine(textOf(c)); part != "" {
				parts = append(parts, part)
			}
		}
		if name := strings.Join(parts, ", "); name != "" && !slices.Contains(d["h:author"], name) {
			d["h:author"] = append(d["h:author"], name)
		}
	case is(n, "a") && hasRel(n, "author"):
		d.once("rel:author", textOf(n))
	}
}

// publishedLabels are what stands before the day of publication, in English, Dutch, German
// and French.
var publishedLabels = lineSet(`
	published
	published at
	published on
	publication date
	date of publication
	gepubliceerd op
	publicatiedatum
	datum publicatie
	veröffentlicht am
	veröffentlichungsdatum
	publié le
	date de publication`)

// modifiedLabels are what stands before the day of the last change.
var modifiedLabels = lineSet(`
	updated
	updated on
	last updated
	last update
	date modified
	last modified
	modified on
	bijgewerkt op
	laatst bijgewerkt
	laatst gewijzigd
	laatst gewijzigd op
	laatste wijziging
	aktualisiert am
	zuletzt aktualisiert
	letzte aktualisierung
	letzte änderung
	mis à jour le
	dernière mise à jour
	date de mise à jour
	dernière modification`)

// maxDateLabel is how many bytes and nodes a label before a day has at most.
const maxDateLabel = 40

// labelled takes a day that stands behind a label which says what day it is.
func (d headData) labelled(label, text string) {
	switch {
	case publishedLabels[label]:
		d.onceDate("time:published", text)
	case modifiedLabels[label]:
		d.onceDate("item:datemodified", text)
	}
}

// onceDate takes a day that a page says.
func (d headData) onceDate(name, text string) {
	if date, ok := meta.ParseDate(oneLine(text)); ok {
		d.once(name, date)
	}
}

// maxAuthors bounds the authors of one page; lists of people bear the class too.
const maxAuthors = 50

// markedNames are the properties of microdata that are asked for in the body.
var markedNames = map[string]string{"datepublished": "item:datepublished", "datemodified": "item:datemodified", "author": "item:author"}

func (d headData) once(name, value string) {
	if value = oneLine(value); value != "" && len(d[name]) == 0 {
		d[name] = []string{value}
	}
}

// nameProperty finds the property of RDFa that is a thing's name.
var nameProperty = pattern.Of(`(?i)(?:^|[\s:/])name(?:$|\s)`)

// itemValue is the value of a property of microdata (HTML, 5.2.4) or RDFa: of an item its
// name.
func itemValue(n *html.Node) string {
	_, item := lookup(n, "itemscope")
	_, typed := lookup(n, "typeof")
	if item || typed {
		named := matches(n, func(c *html.Node) bool {
			return c != n && (slices.Contains(strings.Fields(attr(c, "itemprop")), "name") || nameProperty.MatchString(attr(c, "property")))
		})
		if len(named) == 0 {
			return ""
		}
		n = named[0]
	}
	for _, key := range []string{"content", "datetime"} {
		if v := attr(n, key); v != "" {
			return v
		}
	}
	return textOf(n)
}

func hasRel(n *html.Node, rel string) bool {
	return slices.ContainsFunc(strings.Fields(attr(n, "rel")), func(r string) bool { return strings.EqualFold(r, rel) })
}
