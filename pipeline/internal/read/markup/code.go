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
	f.add(&ast.CodeBlock{At: f.r.at(), Info: info, Text: strings.ReplaceAll(text, "\f", "\n")})
}
