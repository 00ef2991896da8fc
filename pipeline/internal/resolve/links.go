package resolve

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// CodeSlug is the code of Links.
const CodeSlug diag.Code = "link-by-heading"

var _ = diag.Register(map[diag.Code]string{
	CodeSlug: "A link inside the document was led to a heading by the heading's words.",
})

// Links leads the links inside a document that name no identifier of it to the
// heading that they mean, as programs make identifiers of headings: it then has
// that identifier. What is left leads nowhere, and ast.Check says so. A second
// time nothing changes.
func Links(doc *ast.Document, log *diag.Log) {
	l := linker{ids: map[string]bool{}, log: log}
	ast.WalkDocument(doc, l.collect)
	for _, n := range doc.Notes {
		l.ids[n.ID] = true
	}
	l.lost = slices.DeleteFunc(l.links, func(k *ast.Link) bool { return l.ids[k.URL[1:]] })
	if len(l.lost) == 0 {
		return
	}
	l.survey()
	for _, link := range l.lost {
		if l.ids[link.URL[1:]] {
			continue // an earlier link to it was led there
		}
		if s := l.heading(link.URL[1:]); s != nil {
			l.join(link, s)
		}
	}
}

// Target is what a link to a place in a document leads to: the node of that
// identifier, else the heading that is called so; nil for none.
func Target(doc *ast.Document, place string) ast.Node {
	l := linker{ids: map[string]bool{}}
	var found ast.Node
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if id := ast.NodeID(n); found == nil && id != "" && (id == place || id == decoded(place)) {
			found = n
		}
		return l.collect(n)
	})
	if found != nil {
		return found
	}
	l.survey()
	if s := l.heading(place); s != nil {
		return s
	}
	return nil
}

// IsSlug reports whether a program would call a heading so.
func IsSlug(name, heading string) bool {
	return Target(&ast.Document{Blocks: []ast.Block{&ast.Section{Title: []ast.Inline{&ast.Text{Value: heading}}}}}, name) != nil
}

// linker knows the identifiers and headings of a document, and its links inside.
type linker struct {
	ids      map[string]bool
	sections []*ast.Section
	links    []*ast.Link
	lost     []*ast.Link
	// slugs holds the headings by what a program would call them, a map for each
	// program.
	slugs []map[string]*ast.Section
	log   *diag.Log
}

func (l *linker) collect(n ast.Node) bool {
	if id := ast.NodeID(n); id != "" {
		l.ids[id] = true
	}
	switch n := n.(type) {
	case *ast.Section:
		l.sections = append(l.sections, n)
	case *ast.Link:
		if len(n.URL) > 1 && n.URL[0] == '#' {
			l.links = append(l.links, n)
		}
	}
	return true
}

// slugRules are how programs make identifiers of headings, the commonest first.
var slugRules = []struct {
	slug func(string) string
	sep  string // before the count of a second heading of the same words
}{
	{gitHubSlug, "-"}, {chars.PandocSlug, "-"}, {plainSlug, "_"}, {headlessSlug, "-"},
}

// survey finds what programs would call the headings.
func (l *linker) survey() {
	l.slugs = make([]map[string]*ast.Section, len(slugRules))
	for i, rule := range slugRules {
		l.slugs[i] = map[string]*ast.Section{}
		count := map[string]int{}
		for _, s := range l.sections {
			slug := rule.slug(s.Heading())
			name := slug
			if n := count[slug]; n > 0 {
				name += rule.sep + strconv.Itoa(n)
			}
			count[slug]++
			if name != "" && l.slugs[i][name] == nil {
				l.slugs[i][name] = s
			}
		}
	}
}

// heading is the heading that a link's target means; nil for none. A target may
// be percent-encoded, have capitals or be the heading's very words.
func (l *linker) heading(target string) *ast.Section {
	target = decoded(target)
	for _, name := range []string{target, strings.ToLower(target), gitHubSlug(target)} {
		for _, slugs := range l.slugs {
			if s := slugs[name]; s != nil {
				return s
			}
		}
	}
	return nil
}

// decoded is a target without its percent-encoding.
func decoded(target string) string {
	if s, err := url.PathUnescape(target); err == nil {
		return s
	}
	return target
}

// join gives a heading the identifier by which a link names it, and leads all
// links to that name to it.
func (l *linker) join(link *ast.Link, s *ast.Section) {
	target := link.URL
	if s.ID == "" {
		s.ID = l.fresh(target[1:])
		l.ids[s.ID] = true
	}
	for _, k := range l.lost {
		if k.URL == target {
			k.URL = "#" + s.ID
		}
	}
	l.log.Add(diag.Diagnostic{Code: CodeSlug, Pos: link.Src, Rule: "links", Confidence: 0.95,
		Message: fmt.Sprintf("the link to %q leads to the heading %q", target, s.Heading())})
}

// fresh makes an identifier of a target that no identifier has.
func (l *linker) fresh(target string) string {
	id := decoded(target)
	for _, form := range []string{id, gitHubSlug(id), "sec-" + gitHubSlug(id)} {
		if id = form; ast.IsID(id) && !l.ids[id] {
			return id
		}
	}
	for n := 1; l.ids[id] || !ast.IsID(id); n++ {
		id = "sec-" + strconv.Itoa(n)
	}
	return id
}

// gitHubSlug is what GitHub and those who follow it call a heading: its letters,
// digits, hyphens and underscores in lower case, with hyphens for spaces.
func gitHubSlug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\u00a0':
			return '-'
		case r == '-' || r == '_' || unicode.In(r, unicode.L, unicode.M, unicode.N):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// plainSlug is what Python-Markdown calls a heading, and with it MkDocs: without
// accents, and one hyphen for several.
func plainSlug(heading string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(heading))
	return strings.Join(strings.FieldsFunc(gitHubSlug(bare), func(r rune) bool { return r == '-' }), "-")
}

// headlessSlug is what kramdown calls a heading, and with it Jekyll: all before
// the first letter of English goes, and every character but these and digits.
func headlessSlug(heading string) string {
	s := strings.Map(func(r rune) rune {
		if r >= 0x80 {
			return -1
		}
		return r
	}, gitHubSlug(strings.ReplaceAll(heading, "_", "")))
	return strings.TrimLeft(s, "-0123456789")
}
