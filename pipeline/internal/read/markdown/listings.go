package markdown

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/attributes"
)

// listingCaption is the caption of a block of code in the line of its fence, as
// pandoc's filters, Quarto, MkDocs and Docusaurus name it.
var listingCaption = pattern.Of(`[ \t]*\b(lst-cap|caption|title|filename)=("[^"]*"|'[^']*'|[^\s"'}]+)`)

// listing makes a block of code; one with a caption is a figure. The line of its
// fence stays as it is but for that.
func (r *reader) listing(at ast.At, info, text string) ast.Block {
	if c := chunkOf(info, text); c != nil {
		return r.run(at, info, text, c)
	}
	r.sayDrawn(at, info)
	a := fenceAttrs(info)
	code := &ast.CodeBlock{At: at, Info: info, Text: text}
	r.passBy(attributes.CodeBlock, a, at.Src, nil)
	id := r.awaited(a.id, at.Src)
	code.Info = withoutID(info, a.id)
	var caption []ast.Inline
	for _, key := range []string{"lst-cap", "caption", "title", "filename"} {
		if words := strings.TrimSpace(a.keys[key]); words != "" && caption == nil {
			caption = r.textInlines(words, -1)
		}
	}
	if len(caption) == 0 {
		code.ID = id
		return code
	}
	code.Info = closedUp(listingCaption.ReplaceAllString(code.Info, ""))
	return &ast.Figure{At: at, ID: id, Blocks: []ast.Block{code}, Caption: caption}
}

// withoutID is the line of a fence without an identifier.
func withoutID(info, id string) string {
	before, after, found := strings.Cut(info, "#"+id)
	if id == "" || !found {
		return info
	}
	return closedUp(strings.TrimRight(before, " \t") + " " + strings.TrimLeft(after, " \t"))
}

// closedUp is the line of a fence from which something was taken.
func closedUp(info string) string {
	info = strings.TrimSpace(info)
	inner, braced := strings.CutPrefix(info, "{")
	if inner = strings.TrimSuffix(inner, "}"); !braced || len(inner)+2 > len(info) {
		return info
	}
	if inner = strings.TrimSpace(inner); inner == "" {
		return ""
	}
	return "{" + inner + "}"
}

// listingDiv names the block of code that a division holds, as canonical Markdown
// writes it; what else stands there is kept as it is.
func (r *reader) listingDiv(out []ast.Block, n *div) []ast.Block {
	r.await(n.attrs.id, r.pos(r.offset(n)))
	inner := r.blocks(n, false)
	n.attrs.classes = slices.DeleteFunc(n.attrs.classes, func(c string) bool { return c == "listing" })
	r.passBy(attributes.Division, n.attrs, r.pos(r.offset(n)), nil)
	return append(out, inner...)
}

// fenceForms are what can stand in the line of a fence: a key with its value, a
// class, lines that are marked ({1,4-6}) or numbered, as Docusaurus has it.
var fenceForms = pattern.Of(`([A-Za-z_][\w-]*)=("[^"]*"|'[^']*'|\[[^\]]*\]|[^\s,"'}]+)|(?:^|[\s{])(\.[\w-]+)|(\{[\d,\s-]+\})|\b(showLineNumbers)\b`)

// fenceAttrs are the attributes in the line of a fence, in braces or not. Bare
// words, as a highlighter has them, are none.
func fenceAttrs(info string) attrs {
	a := attrs{keys: map[string]string{}}
	if b, n := parseAttrs([]byte(info)); n > 0 {
		a.id = b.id
	}
	for i, m := range fenceForms.FindAllStringSubmatch(info, -1) {
		switch {
		case m[1] != "":
			a.keys[m[1]] = strings.Trim(m[2], `"'`)
		case m[4] != "":
			a.keys["hl_lines"] = m[4]
		case m[5] != "":
			a.classes = append(a.classes, "number-lines")
		case i > 0 || !strings.HasPrefix(info, "{"): // the first names the language
			a.classes = append(a.classes, m[3][1:])
		}
	}
	return a
}
