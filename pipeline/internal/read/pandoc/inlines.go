package pandoc

import (
	"cmp"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/formula"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/read/attributes"
)

// inlines reads a run; texts that stand together are one.
func (r *reader) inlines(v any) []ast.Inline {
	var out []ast.Inline
	list := r.list("run of text", v)
	var partners map[int]int
	if r.deep < maxDeep {
		partners = r.ends(list, isAny)
	}
	for i := 0; i < len(list); i++ {
		if r.err != nil {
			return nil
		}
		if last := partners[i]; last > i {
			if got, ok := r.htmlRun(list[i : last+1]); ok {
				out, i = append(out, got...), last
				continue
			}
		}
		out = append(out, r.inline(list[i])...)
	}
	return ast.JoinText(out)
}

// wrapped are pandoc's inlines that only hold others; nil is none of them.
func wrapped(tag string, at ast.At) ast.Inline {
	switch tag {
	case "Emph":
		return &ast.Emph{At: at}
	case "Strong":
		return &ast.Strong{At: at}
	case "Superscript":
		return &ast.Super{At: at}
	case "Subscript":
		return &ast.Sub{At: at}
	case "Strikeout":
		return &ast.Mark{At: at, Kind: ast.Struck}
	case "Underline":
		return &ast.Mark{At: at, Kind: ast.Underlined}
	}
	return nil
}

func (r *reader) inline(v any) []ast.Inline {
	tag, c := r.tagged(v)
	if n := wrapped(tag, r.at()); n != nil {
		return r.wrap(n, r.inlines(c))
	}
	switch tag {
	case "Str":
		return r.say(r.word(tag, c))
	case "Space", "SoftBreak":
		return r.say(" ")
	case "LineBreak":
		return []ast.Inline{&ast.LineBreak{At: r.at()}}
	case "Code":
		return r.code(c)
	case "Math":
		return r.math(c, "")
	case "Link":
		return r.link(c)
	case "Image":
		return r.image(c)
	case "Note":
		return r.note(c, "", "")
	case "Span":
		return r.span(c)
	}
	return r.otherInline(tag, c)
}

// otherInline reads the inlines for which the tree has no node of its own.
func (r *reader) otherInline(tag string, c any) []ast.Inline {
	switch tag {
	case "SmallCaps":
		return r.inlines(c) // a look, which the style sheet gives
	case "Quoted":
		p := r.parts(tag, c, 2)
		open, closing := "“", "”"
		if kind, _ := r.tagged(p[0]); kind == "SingleQuote" {
			open, closing = "‘", "’"
		}
		return append(append(r.say(open), r.inlines(p[1])...), r.say(closing)...)
	case "Cite":
		return r.cite(c)
	case "RawInline":
		p := r.parts(tag, c, 2)
		if text, _ := p[1].(string); strings.HasPrefix(text, "<br") && strings.HasSuffix(text, ">") {
			return []ast.Inline{&ast.LineBreak{At: r.at()}}
		}
		return r.rawInline(map[string]any{"t": tag, "c": c})
	}
	r.broken("a part of a line of the unknown kind " + tag)
	return nil
}

func (r *reader) say(s string) []ast.Inline {
	if s == "" {
		return nil
	}
	return []ast.Inline{&ast.Text{At: r.at(), Value: s}}
}

// word is a string on one line, but for a text alternative or metadata.
func (r *reader) word(tag string, c any) string {
	s := r.text(tag, c)
	if r.inAlt {
		return s
	}
	return lineEnds.Replace(s)
}

// plain is a run as plain text, its line ends as they are.
func (r *reader) plain(v any) string {
	r.inAlt = true
	s := ast.PlainText(r.inlines(v))
	r.inAlt = false
	return s
}

var lineEnds = strings.NewReplacer("\n", " ", "\t", " ")

// wrap puts a run into n; an empty run needs none.
func (r *reader) wrap(n ast.Inline, inner []ast.Inline) []ast.Inline {
	if len(inner) == 0 {
		return nil
	}
	ast.SetChildren(n, inner)
	return []ast.Inline{n}
}

func (r *reader) code(c any) []ast.Inline {
	p := r.parts("Code", c, 2)
	a := r.attr("Code", p[0])
	r.passed(attributes.Code, a, nil)
	if s := strings.ReplaceAll(r.text("Code", p[1]), "\n", " "); s != "" {
		return append(r.anchor(a.id), &ast.Code{At: r.at(), Value: s})
	}
	return nil
}

func (r *reader) math(c any, alt string) []ast.Inline {
	p := r.parts("Math", c, 2)
	kind, _ := r.tagged(p[0])
	source := r.text("Math", p[1])
	tex, ok := formula.Clean(source)
	if !ok {
		return r.say(strings.TrimSpace(source))
	}
	if comments := formula.Comments(source); comments != "" {
		r.leaveOut(CodeRaw, comments, "a comment was left out")
	}
	return []ast.Inline{&ast.Formula{At: r.at(), TeX: tex, Alt: alt, Display: kind == "DisplayMath"}}
}

// cite keeps the text of a citation, which is that of its source until pandoc has
// worked it out; where that is nothing but raw text, its keys.
func (r *reader) cite(c any) []ast.Inline {
	p := r.parts("Cite", c, 2)
	list := r.list("Cite", p[1])
	rawText := len(list) > 0
	for _, v := range list {
		rawText = rawText && isTag(v, "RawInline")
	}
	var text []ast.Inline
	if rawText {
		text = r.say(r.citeKeys(p[0]))
	} else {
		text = r.inlines(list)
	}
	if strings.Contains(ast.PlainText(text), "@") {
		r.lose(CodeShape, "cite", "citations are not worked out; their keys were kept as text", "make the file anew by pandoc --citeproc")
	}
	return text
}

// citeKeys are the keys of a citation with the words around them, as pandoc's Markdown
// has them.
func (r *reader) citeKeys(v any) string {
	var keys []string
	inText := false
	for _, one := range r.list("Cite", v) {
		fields, _ := one.(map[string]any)
		key, _ := fields["citationId"].(string)
		before, _ := fields["citationPrefix"].([]any)
		after, _ := fields["citationSuffix"].([]any)
		mode, _ := r.tagged(fields["citationMode"])
		inText = inText || mode == "AuthorInText"
		keys = append(keys, strings.TrimSpace(r.plain(before)+" @"+r.clean(key)+r.plain(after)))
	}
	if text := strings.Join(keys, "; "); inText {
		return text
	}
	return "[" + strings.Join(keys, "; ") + "]"
}

// target is the address and the title of a link or image.
func (r *reader) target(tag string, v any) (address, title string) {
	p := r.parts(tag, v, 2)
	return r.text(tag, p[0]), r.text(tag, p[1])
}

func (r *reader) link(c any) []ast.Inline {
	p := r.parts("Link", c, 3)
	a := r.attr("Link", p[0])
	return append(r.anchor(a.id), r.linkTo(a, p)...)
}

func (r *reader) linkTo(a attr, p []any) []ast.Inline {
	before := r.linked
	r.linked = true
	inner := r.inlines(p[1])
	r.linked = before
	url, title := r.target("Link", p[2])
	title = cmp.Or(title, a.keys["title"])
	citation := a.has("citation") && ast.IsScheme(a.keys["data-scheme"])
	if a.keys["lang"] != "" {
		inner = r.inLang(a.keys["lang"], inner)
	}
	r.passed(attributes.Link, a, inner)
	switch {
	case len(inner) == 0:
		if url != "" {
			r.leaveOut(CodeShape, strings.TrimSpace(url+" "+title), "a link without text was left out")
		}
		return nil
	case before:
		r.lose(CodeShape, "link", "a link stands inside a link; the inner one was kept as text", "")
		return inner
	case citation && (url == "" || ast.Followable(url)):
		return r.wrap(&ast.Citation{At: r.at(), Scheme: a.keys["data-scheme"], URL: url}, inner)
	case !ast.Followable(url):
		r.log.Add(ast.Unlinked(r.pos(), "pandoc", url))
		return inner
	}
	return r.wrap(&ast.Link{At: r.at(), URL: url, Title: title}, inner)
}

func (r *reader) image(c any) []ast.Inline {
	p := r.parts("Image", c, 3)
	a := r.attr("Image", p[0])
	img := &ast.Image{At: r.at(), Alt: r.plain(p[1])}
	img.Src, img.Title = r.target("Image", p[2])
	if alt := cmp.Or(a.keys["alt"], a.keys["fig-alt"]); alt != "" {
		img.Alt = alt
	}
	r.passed(attributes.Picture, a, nil)
	if img.Width, _ = ast.ParseWidth(a.keys["width"]); img.Width == "" {
		img.Height, _ = ast.ParseWidth(a.keys["height"])
	}
	img.Decorative = a.has("decorative") && img.Alt == ""
	if img.Src == "" {
		return r.say(img.Alt)
	}
	if a.keys["lang"] != "" {
		return append(r.anchor(a.id), r.inLang(a.keys["lang"], []ast.Inline{img})...)
	}
	return append(r.anchor(a.id), img)
}

// inLang marks a run as being in another language; a tag that is none is lost.
func (r *reader) inLang(tag string, list []ast.Inline) []ast.Inline {
	if !meta.IsLang(tag) {
		r.lose(CodeAttrs, "lang", "the language "+tag+" is none that is known; the text was kept", "write a BCP 47 tag: nl, en, de-AT")
		return list
	}
	return r.wrap(&ast.Lang{At: r.at(), Tag: tag}, list)
}
