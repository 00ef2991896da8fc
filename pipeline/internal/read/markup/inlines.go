package markup

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// inlines gathers a run of text.
type inlines struct {
	r    *reader
	list []ast.Inline
	lang string
	// linked is set inside a link.
	linked bool
}

// inlinesIn reads the whole content of an element as a run of text, as for
// headings and captions: blocks in it are separated by line breaks.
func (r *reader) inlinesIn(n *html.Node, lang string) []ast.Inline {
	if !isHeading(n) && !is(n, "caption", "figcaption") {
		r.await(n)
	}
	in := &inlines{r: r, lang: lang}
	in.children(n)
	list := tidy(in.list)
	if len(list) == 0 {
		r.hold(in.list)
	}
	return r.anchored(r.foreign(list, lang))
}

// foreign marks a run in another language than the document's.
func (r *reader) foreign(list []ast.Inline, lang string) []ast.Inline {
	if lang == r.lang || !hasLetters(list) {
		return list
	}
	return []ast.Inline{&ast.Lang{At: r.firstAt(list), Tag: lang, Inlines: list}}
}

// inner reads the content of an inline element.
func (in *inlines) inner(n *html.Node) []ast.Inline {
	c := &inlines{r: in.r, lang: in.r.langOf(n, in.lang), linked: in.linked || n.Data == "a"}
	c.children(n)
	return c.list
}

func (in *inlines) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		in.node(c)
		if abuts(c) {
			in.add(&ast.Text{At: in.r.at(), Value: " "})
		}
	}
}

func (in *inlines) add(n ast.Inline) { in.list = append(in.list, n) }

func (in *inlines) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		in.text(n.Data)
	case html.ElementNode:
		in.element(n)
	}
}

// text adds characters; runs of white space are one space (CSS Text 3, 4.1.1).
func (in *inlines) text(data string) {
	if s := squeeze(clean(data)); s != "" {
		in.add(&ast.Text{At: in.r.at(), Value: s})
	}
	in.r.line += strings.Count(data, "\n")
}

func squeeze(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		n := len(s[i:]) - len(strings.TrimLeftFunc(s[i:], anySpace))
		switch run := s[i : i+n]; {
		case n == 0:
			_, n = utf8.DecodeRuneInString(s[i:])
			b.WriteString(s[i : i+n])
		case run == "\u00a0":
			b.WriteString(run)
		default:
			b.WriteByte(' ')
		}
		i += n
	}
	return b.String()
}

// anySpace tells also the non-breaking space: one alone holds two words
// together, several fill an indent or a tab.
func anySpace(r rune) bool { return isSpace(r) || r == '\u00a0' }

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\f' }

func oneLine(s string) string { return strings.Trim(squeeze(s), " ") }

func (in *inlines) element(n *html.Node) {
	if why := in.r.leaveOut(n); why != "" {
		in.r.skip(n, why)
		return
	}
	in.r.enter(n)
	in.r.sayOf(n)
	if note := in.r.notes.callOf(n); note != nil {
		in.call(n, note)
		return
	}
	if id := in.r.claim(n); id != "" {
		in.add(&ast.Anchor{At: in.r.at(), ID: id})
	}
	if drawing(n) {
		in.drawing(n)
		return
	}
	if ownImage(n) {
		in.image(n)
		return
	}
	switch n.Data {
	case "br":
		in.add(&ast.LineBreak{At: in.r.at()})
	case "img":
		in.image(n)
	case "math":
		if f := in.r.formulas[n]; f != nil {
			in.add(f)
			return
		}
		in.list = append(in.list, in.inner(n)...)
	case "input":
		in.add(&ast.Text{At: in.r.at(), Value: box(n) + " "})
	case "code", "kbd", "samp", "tt":
		in.code(n)
	case "q":
		in.quote(n)
	case "rt":
		in.ruby(n)
	default:
		list := in.inner(n)
		if isBlock(n) && len(in.list) > 0 && len(list) > 0 {
			in.add(&ast.LineBreak{At: in.r.at()})
		}
		in.list = append(in.list, in.wrapped(n, list)...)
		if len(list) > 0 && numbers(n) { // which a sheet sets apart
			in.add(&ast.Text{At: in.r.at(), Value: " "})
		}
	}
}

// wrapped gives a run the meaning of the element around it.
func (in *inlines) wrapped(n *html.Node, list []ast.Inline) []ast.Inline {
	if len(list) == 0 {
		return nil
	}
	if n.Data == "a" && in.linked { // the parser lets a link into another by way of a table
		return in.r.marked(n, list, in.lang)
	}
	return in.r.wrapped(n, list, in.lang)
}

func (r *reader) wrapped(n *html.Node, list []ast.Inline, lang string) []ast.Inline {
	at := r.firstAt(list)
	var out ast.Inline
	switch n.Data {
	case "a":
		return r.link(n, list)
	case "em", "i", "cite", "dfn", "var":
		if style(n, "font-style") == "normal" {
			return r.marked(n, list, lang)
		}
		out = &ast.Emph{At: at}
	case "strong", "b":
		if light(n) {
			return r.marked(n, list, lang)
		}
		out = &ast.Strong{At: at}
	case "sup":
		out = &ast.Super{At: at}
	case "sub":
		out = &ast.Sub{At: at}
	case "del", "ins", "s", "strike", "u", "mark":
		out = &ast.Mark{At: at, Kind: ast.MarkOfTag(n.Data)}
	case "abbr", "acronym":
		title := strings.Join(strings.Fields(attr(n, "title")), " ") // words, which any space parts
		if title == "" || title == ast.PlainText(list) {
			return r.marked(n, list, lang)
		}
		out = &ast.Abbr{At: at, Expansion: title}
	default:
		return r.marked(n, list, lang)
	}
	ast.SetChildren(out, list)
	return r.marked(n, []ast.Inline{out}, lang)
}

// marked puts a run into its language where the element names another one, and
// marks it where the element's style draws a line or a ground.
func (r *reader) marked(n *html.Node, list []ast.Inline, lang string) []ast.Inline {
	list = r.emphasised(n, r.decorated(n, list))
	tag := r.langOf(n, lang)
	if tag == lang || !hasLetters(list) {
		return list
	}
	return []ast.Inline{&ast.Lang{At: r.firstAt(list), Tag: tag, Inlines: list}}
}

// decorated marks a run where its element's style draws a line or a ground.
func (r *reader) decorated(n *html.Node, list []ast.Inline) []ast.Inline {
	if kind := decoration(n); kind != "" && !isBlock(n) && hasLetters(list) && ast.MarkOfTag(n.Data) != kind {
		return []ast.Inline{&ast.Mark{At: r.firstAt(list), Kind: kind, Inlines: list}}
	}
	return list
}

func hasLetters(list []ast.Inline) bool {
	return strings.Trim(ast.PlainText(list), " ") != ""
}

// noProofing is what Word writes for a text whose language is not looked at.
const noProofing = "x-none"

// langOf is the language of an element between others of language lang.
func (r *reader) langOf(n *html.Node, lang string) string {
	tag, ok := lookup(n, "lang")
	if !ok {
		tag, ok = lookup(n, "xml:lang")
	}
	if tag = meta.ShortLang(meta.FormLang(strings.TrimSpace(tag))); !ok || tag == "" || meta.IsUndetermined(tag) || strings.EqualFold(tag, noProofing) || meta.SameLang(tag, lang) {
		return lang
	}
	if !meta.IsLang(tag) {
		r.add(diag.Warning, CodeLang, 1, fmt.Sprintf("%q is no language tag", tag), "write a BCP 47 tag: nl, en, de-AT")
		return lang
	}
	return tag
}

func (in *inlines) code(n *html.Node) {
	if find(n, "a") != nil || find(n, "img") != nil || find(n, "br") != nil {
		in.list = append(in.list, in.inner(n)...)
		return
	}
	text := textOf(n)
	if s := squeeze(text); strings.Trim(s, " ") != "" {
		in.add(&ast.Code{At: in.r.at(), Value: s})
	} else if s != "" {
		in.add(&ast.Text{At: in.r.at(), Value: " "})
	}
	in.r.line += strings.Count(text, "\n")
}

// ruby puts what is written above a word in brackets behind it, as a browser does
// that cannot set it there (HTML, 4.5.10), where the page has none.
func (in *inlines) ruby(n *html.Node) {
	list := in.inner(n)
	if len(list) == 0 {
		return
	}
	if n.Parent != nil && find(n.Parent, "rp") != nil {
		in.list = append(in.list, list...)
		return
	}
	in.r.add(diag.Info, CodeQuote, 0.9, "brackets were put around what stands above a word", "")
	in.add(&ast.Text{At: in.r.at(), Value: "("})
	in.list = append(in.list, in.r.marked(n, list, in.lang)...)
	in.add(&ast.Text{At: in.r.at(), Value: ")"})
}

// fragment gives the identifier that an element's link leads to in the page.
func fragment(n *html.Node) string {
	href, ok := lookup(n, "href")
	if !ok || n.Data != "a" {
		return ""
	}
	id, ok := strings.CutPrefix(strings.TrimSpace(href), "#")
	if !ok {
		return ""
	}
	if s, err := url.PathUnescape(id); err == nil {
		return clean(s)
	}
	return id
}

// link makes a link where it leads to somewhere that a reader of the
// publication can go.
func (r *reader) link(n *html.Node, list []ast.Inline) []ast.Inline {
	href, ok := lookup(n, "href")
	href = strings.Join(strings.Fields(href), "%20")
	at := r.firstAt(list)
	if !ok || href == "" || href == "#" {
		return r.marked(n, list, r.lang)
	}
	if href = r.target(href); strings.HasPrefix(href, "//") { // by the way that the page itself came
		href = "https:" + href
	}
	l := &ast.Link{At: at, URL: href, Title: tooltip(n), Inlines: list}
	if id := fragment(n); id != "" {
		l.URL = "#" + r.idName(id)
		r.links = append(r.links, l)
		return []ast.Inline{l}
	}
	if !ast.Followable(href) && !isRelative(href) {
		r.unlinked(href)
		return list
	}
	return []ast.Inline{l} // one to another file of a book is led there later on
}

// isRelative reports whether an address leads on from the file's own folder.
func isRelative(href string) bool {
	return !strings.Contains(href, ":") && !strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "#")
}

// counters are the addresses, with the query's key, under which services count
// who follows a link of a document.
var counters = []struct{ prefix, key string }{
	{"https://www.google.com/url?", "q"}, // Google Docs
	{"https://eur02.safelinks.protection.outlook.com/?", "url"},
	{"https://eur01.safelinks.protection.outlook.com/?", "url"},
	{"https://eur03.safelinks.protection.outlook.com/?", "url"},
}

// target gives the address that a link's author wrote, where a service put its
// own around it.
func (r *reader) target(href string) string {
	for _, c := range counters {
		query, ok := strings.CutPrefix(href, c.prefix)
		if !ok {
			continue
		}
		values, err := url.ParseQuery(query)
		if own := values.Get(c.key); err == nil && ast.Followable(own) {
			r.add(diag.Info, CodeLink, 0.95, fmt.Sprintf("the link leads straight to %q, not by way of a service that counts", own), "")
			return own
		}
	}
	return href
}

// resolveLinks turns links inside the page that lead to nothing in the tree
// into their text.
func (r *reader) resolveLinks(doc *ast.Document) {
	dead := map[ast.Inline]bool{}
	used := map[string]bool{}
	for id := range r.kept {
		used[id] = true
	}
	defer dropUnused(doc, used)
	there := map[string]bool{}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		there[ast.NodeID(n)] = true
		return true
	})
	said := map[string]bool{}
	for _, l := range r.links {
		if l.URL == "" {
			continue
		}
		if block := r.within[l.URL[1:]]; block != "" {
			l.URL = "#" + block
		}
		used[l.URL[1:]] = true
		if id := l.URL[1:]; !there[id] {
			dead[l] = true
			if !said[id] {
				r.log.Add(diag.Diagnostic{Code: CodeLink, Pos: l.Src, Rule: "html", Confidence: 0.9,
					Message: fmt.Sprintf("the link to %q leads to nothing in the content; its text was kept", l.URL)})
			}
			said[id] = true
		}
	}
	ast.Unwrap(doc, dead)
}
