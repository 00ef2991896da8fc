package markup

import (
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

// usableLanguage reports whether the name of a programming language can stand behind
// a fence.
func usableLanguage(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == ""
}

// codeID is the identifier of a block of code: what waits for it, or else the first
// in it that a link leads to. Links to its lines lead to the block, in which nothing
// can be marked.
func (r *reader) codeID(n *html.Node) string {
	own := r.awaited()
	walk(n, func(c *html.Node) bool {
		switch id := r.claim(c); {
		case id == "":
		case own == "":
			own = id
		default:
			if r.within == nil {
				r.within = map[string]string{}
			}
			r.within[id] = own
		}
		return true
	})
	return own
}

func (f *flow) pre(n *html.Node) {
	text := strings.TrimPrefix(textOf(n), "\n")
	if strings.TrimSpace(text) == "" {
		return
	}
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	info := ""
	if code := find(n, "code"); code != nil {
		for _, c := range strings.Fields(attr(code, "class")) {
			if lang, ok := strings.CutPrefix(c, "language-"); ok && usableLanguage(lang) {
				info = lang
			}
		}
	}
	f.add(&ast.CodeBlock{At: f.r.at(), ID: f.r.codeID(n), Info: info, Text: strings.ReplaceAll(text, "\f", "\n")})
}
