package pandoc

import (
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/formula"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/markup"
)

// raw notes what is left out of another output's format; a comment of HTML says
// nothing to a reader.
func (r *reader) raw(tag string, c any) {
	p := r.parts(tag, c, 2)
	format, text := r.text(tag, p[0]), r.text(tag, p[1])
	d := diag.Diagnostic{Code: CodeRaw, Pos: r.pos(), Rule: "pandoc", Dropped: text,
		Message: "raw text in the format " + format + " was left out", Hint: "write it in pandoc's own notation"}
	if s := strings.TrimSpace(text); strings.HasPrefix(s, "<!--") && strings.HasSuffix(s, "-->") {
		r.leaveOut(CodeRaw, text, "a comment was left out")
		return
	}
	if format == "html" && saysNothing(text) || isTeX(format) && layout.MatchString(text) {
		r.leaveOut(CodeRaw, text, "raw text that says how something looks was left out")
		return
	}
	if !r.raws[format] { // one format is one cause
		d.Severity = diag.Warning
	}
	r.raws[format] = true
	r.log.Add(d)
}

// saysNothing reports whether HTML is tags alone that mean nothing, or that end what has
// been told of.
func saysNothing(raw string) bool {
	z := html.NewTokenizer(strings.NewReader(raw))
	for {
		kind := z.Next()
		name, attributes := z.TagName()
		switch {
		case kind == html.ErrorToken:
			return true
		case kind == html.TextToken && strings.TrimSpace(string(z.Raw())) == "":
		case kind == html.EndTagToken:
		case kind != html.StartTagToken && kind != html.SelfClosingTagToken || attributes || markup.ColumnOf(string(name)) != markup.Pass:
			return false
		}
	}
}

func isTeX(format string) bool { return format == "tex" || format == "latex" }

// layout are commands of LaTeX that say no more than where a page or line ends and how
// much space stands there, or stand for what every edition makes anew.
var layout = pattern.Of(`^\s*(?:\\(?:(?:newpage|pagebreak|clearpage|cleardoublepage|linebreak|newline|noindent|indent|centering|raggedright|bigskip|medskip|smallskip|vfill|hfill|par|maketitle|tableofcontents|listoffigures|listoftables|frontmatter|mainmatter|backmatter|appendix|small|normalsize|footnotesize|large|sloppy)\b\*?(?:\[\d?\])?|[vh]space\*?\{[^{}]*\}|(?:pagestyle|thispagestyle|pagenumbering)\{[^{}]*\})\s*)+$`)

// rawInline reads a raw part of a line.
func (r *reader) rawInline(v map[string]any) []ast.Inline {
	format, text, ok := rawOf(v)
	switch {
	case ok && strings.HasPrefix(text, "<br") && strings.HasSuffix(text, ">"):
		return []ast.Inline{&ast.LineBreak{At: r.at()}}
	case ok && strings.HasPrefix(format, "html") && whole([]any{v}):
		if out, ok := r.htmlInlines(text, r.log); ok {
			return out
		}
	}
	if f := r.rawFormula(v); f != nil {
		return f
	}
	if m := command.FindStringSubmatch(text); m != nil && isTeX(format) {
		return r.styled(texStyles[m[1]], r.say(r.clean(m[2])))
	}
	r.raw("RawInline", v["c"])
	return nil
}

// command is a command of LaTeX for the look of words that hold no other.
var command = pattern.Of(`^\\(emph|mbox|text(?:bf|it|rm|sc|sf|sl|subscript|superscript|tt)?|underline)\{([^{}\\$~%#&^_]*)\}$`)

// texStyles are the inlines of pandoc's for such commands; none where the look means
// nothing.
var texStyles = map[string]string{"emph": "Emph", "textit": "Emph", "textsl": "Emph", "textbf": "Strong", "underline": "Underline",
	"textsubscript": "Subscript", "textsuperscript": "Superscript"}

func (r *reader) styled(tag string, run []ast.Inline) []ast.Inline {
	if n := wrapped(tag, r.at()); n != nil {
		return r.wrap(n, run)
	}
	return run
}

// rawFormula reads an environment of LaTeX that makes a display formula, which pandoc
// leaves raw, with the place that its label names; nil for all else.
func (r *reader) rawFormula(v any) []ast.Inline {
	format, raw, ok := rawOf(v)
	if !ok || !isTeX(format) {
		return nil
	}
	m := environment.FindStringSubmatch(strings.TrimSpace(raw))
	if m == nil || m[1] != m[2] || !formula.DisplayEnvironment(m[1]) {
		return nil
	}
	tex, ok := formula.Clean(r.clean(raw))
	if !ok {
		return nil
	}
	out := []ast.Inline{&ast.Formula{At: r.at(), TeX: tex, Display: true}}
	if label := texLabel.FindStringSubmatch(raw); label != nil {
		out = append(r.anchor(label[1]), out...)
	}
	return out
}

var (
	environment = pattern.Of(`(?s)^\\begin\{([a-z]+\*?)\}.*\\end\{([a-z]+\*?)\}$`)
	texLabel    = pattern.Of(`\\label\{([^{}]*)\}`)
)
