package markup

import (
	"strings"

	"golang.org/x/net/html"
)

// attr gives an attribute of an element, "" where it has none.
func attr(n *html.Node, key string) string {
	s, _ := lookup(n, key)
	return s
}

func lookup(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key || a.Namespace != "" && a.Namespace+":"+a.Key == key {
			return clean(a.Val), true
		}
	}
	return "", false
}

// clean leaves out control characters, which neither XML nor PDF can hold.
func clean(s string) string {
	if strings.IndexFunc(s, isControl) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, s)
}

func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' && r != '\f' || r == 0x7f || r == 0xfffe || r == 0xffff
}

// is reports whether n is an element with one of these names.
func is(n *html.Node, names ...string) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	for _, name := range names {
		if n.Data == name {
			return true
		}
	}
	return false
}

// find gives the first element of a name in n, in document order.
func find(n *html.Node, name string) *html.Node {
	var found *html.Node
	walk(n, func(c *html.Node) bool {
		if found == nil && is(c, name) {
			found = c
		}
		return found == nil
	})
	return found
}

// walk visits n and what is in it; visit returns whether to go deeper.
func walk(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}

// textOf is the text in n, scripts included, as it stands in the source.
func textOf(n *html.Node) string {
	var b strings.Builder
	walk(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			b.WriteString(clean(c.Data))
		}
		return true
	})
	return b.String()
}

// hasClass reports whether an element has one of these classes.
func hasClass(n *html.Node, classes ...string) bool {
	for _, c := range strings.Fields(attr(n, "class")) {
		for _, want := range classes {
			if c == want {
				return true
			}
		}
	}
	return false
}

// hasRole reports whether an element's role or epub:type is one of these.
func hasRole(n *html.Node, roles ...string) bool {
	for _, key := range []string{"role", "epub:type"} {
		for _, got := range strings.Fields(attr(n, key)) {
			for _, want := range roles {
				if got == want {
					return true
				}
			}
		}
	}
	return false
}

// inside reports whether n is in ancestor or is it.
func inside(n, ancestor *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == ancestor {
			return true
		}
	}
	return false
}

// closest gives n or the nearest element around it that has one of the names.
func closest(n *html.Node, names ...string) *html.Node {
	for ; n != nil; n = n.Parent {
		if is(n, names...) {
			return n
		}
	}
	return nil
}

// style gives a declaration of an element's style attribute.
func style(n *html.Node, property string) string {
	for _, d := range strings.Split(strings.ToLower(attr(n, "style")), ";") {
		name, value, _ := strings.Cut(d, ":")
		if strings.TrimSpace(name) == property {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// blockNames are the elements that stand on lines of their own.
var blockNames = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "body": true, "caption": true, "center": true,
	"dd": true, "details": true, "dialog": true, "dir": true, "div": true, "dl": true, "dt": true, "fieldset": true,
	"figcaption": true, "figure": true, "footer": true, "form": true, "h1": true, "h2": true, "h3": true, "h4": true,
	"h5": true, "h6": true, "header": true, "hgroup": true, "hr": true, "legend": true, "li": true, "listing": true,
	"main": true, "menu": true, "nav": true, "ol": true, "optgroup": true, "option": true, "p": true, "plaintext": true,
	"pre": true, "search": true, "section": true, "summary": true, "table": true, "tbody": true, "td": true,
	"tfoot": true, "th": true, "thead": true, "tr": true, "ul": true, "xmp": true, "html": true, "head": true,
}

func isBlock(n *html.Node) bool { return n.Type == html.ElementNode && blockNames[n.Data] || isHeld(n) }
