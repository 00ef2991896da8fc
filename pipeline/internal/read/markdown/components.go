package markdown

import (
	"cmp"
	"path"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// component is the tag of a component of MDX, whose name begins with a capital letter
// (MDX, "JSX"), whatever HTML has of that name.
var component = pattern.Of(`^<([A-Z][A-Za-z0-9.]*[a-z][A-Za-z0-9.]*)`)

// linkComponents are the components that are links, as those of React and Docusaurus are
// called.
var linkComponents = map[string]bool{"link": true, "navlink": true, "button": true, "linkbutton": true, "buttonlink": true, "anchor": true, "externallink": true}

// componentHref is the address that a component leads to; "" for none and for other tags.
func componentHref(raw string) string {
	if !component.MatchString(raw) {
		return ""
	}
	return lineless.Replace(cmp.Or(tagAttr(raw, "href"), tagAttr(raw, "to")))
}

// pictureTag is the tag of HTML for a component that shows a picture; "" for other tags.
func pictureTag(raw string) string {
	m := component.FindStringSubmatch(raw)
	if m == nil {
		return ""
	}
	if _, picture := pictureKinds[strings.ToLower(path.Ext(tagAttr(raw, "src")))]; !picture {
		return ""
	}
	return "<img" + raw[len(m[0]):]
}

// soleComponent is a component without content.
var soleComponent = pattern.Of(`^<[A-Z][\w.]*\s([^<>]*)/>\s*$`)

// componentBlock adds what a component without content, alone on its lines, shows: a
// picture, or the words of its attributes. It reports whether there is any.
func (r *reader) componentBlock(out []ast.Block, at ast.At, raw string) ([]ast.Block, bool) {
	m := soleComponent.FindStringSubmatch(raw)
	if m == nil || len(raw) > maxTag || !component.MatchString(raw) {
		return out, false
	}
	if picture := pictureTag(raw); picture != "" {
		return r.htmlSource(out, at, picture, false, nil), true
	}
	if strings.Contains(m[1], "={") {
		r.losses.Add("component", diag.Diagnostic{Code: CodeLost, Pos: at.Src, Rule: "markdown", Hint: "write what it makes, in Markdown",
			Message: "what a component of MDX makes of its values is not known: " + chars.Excerpt(chars.OneLine(raw))})
	}
	keys, _ := tagArgs(m[1])
	title := r.textInlines(chars.OneLine(cmp.Or(keys["title"], keys["label"], keys["heading"], keys["text"])), -1)
	words := r.textInlines(chars.OneLine(cmp.Or(keys["description"], keys["summary"], keys["caption"])), -1)
	if !ast.HasContent(title) && !ast.HasContent(words) {
		return out, false
	}
	r.drop(diag.Info, CodeTag, at.Src, raw, "the words of a component of MDX were kept: "+chars.Excerpt(chars.OneLine(raw)))
	if ast.HasContent(title) {
		strong := &ast.Strong{At: at, Inlines: r.led(at, componentHref(raw), title)}
		out = append(out, &ast.Paragraph{At: at, Inlines: []ast.Inline{strong}})
	}
	if ast.HasContent(words) {
		out = append(out, &ast.Paragraph{At: at, Inlines: words})
	}
	return out, true
}

// led is a run as a link; without an address as it is.
func (r *reader) led(at ast.At, href string, run []ast.Inline) []ast.Inline {
	if len(href) < 2 || !ast.HasContent(run) {
		return run
	}
	return []ast.Inline{&ast.Link{At: at, URL: href, Inlines: r.unlinked(run)}}
}

// leadAll makes links of the paragraphs in a component that leads somewhere.
func (r *reader) leadAll(n *div, inner []ast.Block) {
	for _, b := range inner {
		if p, ok := b.(*ast.Paragraph); ok && n.href != "" && n.title == "" {
			p.Inlines = r.led(p.At, n.href, p.Inlines)
		}
	}
}
