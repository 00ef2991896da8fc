package markdown

import (
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
	chars "octavo/pipeline/internal/text"
)

// tagName gives the name and the kind of a tag.
func tagName(raw string) (string, html.TokenType) {
	if name, kind, ok := plainTag(raw); ok {
		return name, kind
	}
	return tokenTag(raw)
}

func tokenTag(raw string) (string, html.TokenType) {
	z := html.NewTokenizer(strings.NewReader(raw))
	kind := z.Next()
	name, _ := z.TagName()
	return string(name), kind
}

// plainTag is tagName for a tag of nothing but a name in small letters, which most
// are; a tokenizer takes four kilobytes for each.
func plainTag(raw string) (name string, kind html.TokenType, ok bool) {
	kind = html.StartTagToken
	name, ok = strings.CutPrefix(raw, "<")
	if end, closes := strings.CutPrefix(name, "/"); closes {
		name, kind = end, html.EndTagToken
	}
	name, closed := strings.CutSuffix(name, ">")
	for i := range len(name) {
		ok = ok && ('a' <= name[i] && name[i] <= 'z' || i > 0 && '0' <= name[i] && name[i] <= '9')
	}
	return name, kind, ok && closed && name != ""
}

// inlineTag makes the node that an HTML tag stands for; nil where it has none.
func inlineTag(raw string) ast.Inline {
	if href := componentHref(raw); len(href) > 1 {
		return &ast.Link{URL: href}
	}
	name, _ := tagName(raw)
	switch name {
	case "em", "i", "cite", "dfn", "var":
		return &ast.Emph{}
	case "strong", "b":
		return &ast.Strong{}
	case "sup":
		return &ast.Super{}
	case "sub":
		return &ast.Sub{}
	case "del", "ins", "s", "strike", "u", "mark":
		return &ast.Mark{Kind: ast.MarkOfTag(name)}
	case "a":
		if href := lineless.Replace(tagAttr(raw, "href")); len(href) > 1 && ast.Followable(href) {
			return &ast.Link{URL: href, Title: chars.OneLine(tagAttr(raw, "title"))}
		}
	case "abbr":
		if title := chars.OneLine(tagAttr(raw, "title")); title != "" {
			return &ast.Abbr{Expansion: title}
		}
	case "span":
		if lang := tagAttr(raw, "lang"); meta.IsLang(lang) {
			return &ast.Lang{Tag: lang}
		}
	}
	return nil
}

// tagAttr gives an attribute of a start tag.
func tagAttr(raw, key string) string {
	z := html.NewTokenizer(strings.NewReader(raw))
	z.Next()
	for _, a := range z.Token().Attr {
		if a.Key == key {
			return unescapeHTML(a.Val)
		}
	}
	return ""
}

// lineless takes tabs and line ends out of an address, as browsers do (URL Standard,
// 4.4).
var lineless = strings.NewReplacer("\t", "", "\n", "", "\r", "")
