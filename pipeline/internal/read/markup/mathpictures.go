package markup

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/formula"
	"octavo/pipeline/internal/pattern"
)

var (
	// texSign finds what words have not; texNamed a class that tells of formulas.
	texSign  = pattern.Of(`\\[A-Za-z]|[_^{=]`)
	texNamed = pattern.Of(`(?i)(?:^|[\s_-])(?:la)?tex(?:$|[\s_-])|math|formula|equation`)
)

// fromTeX reports whether a picture's address has its TeX for a question, as servers that
// draw formulas are asked.
func fromTeX(src, tex string) bool {
	_, question, asked := strings.Cut(src, "?")
	if plain, err := url.QueryUnescape(question); err == nil {
		question = plain
	}
	return asked && strings.HasSuffix(strings.ReplaceAll(question, " ", ""), strings.ReplaceAll(tex, " ", ""))
}

// picture reads the TeX that stands as the text of a picture.
func (m *mathFinder) picture(n *html.Node) {
	if !is(n, "img") {
		return
	}
	tex, ok := formula.Bare(attr(n, "alt"))
	if !ok || !mathPart(n) && !hasClass(n, "tex", "latex") && !(texSign.MatchString(tex) && (texNamed.MatchString(attr(n, "class")) || fromTeX(attr(n, "src"), tex))) {
		return
	}
	if _, fault := formula.Parse(tex); fault != nil {
		return
	}
	m.put(n, &ast.Formula{TeX: tex, Display: displays(n) || strings.Contains(attr(n, "class"), "display")})
}
