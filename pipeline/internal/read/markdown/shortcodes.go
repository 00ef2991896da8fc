package markdown

import (
	"bytes"
	"cmp"
	"path"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// figureTag is a template that shows a picture with a caption: figure of Hugo
// ("Shortcodes", figure), an include of Jekyll whose file is named for it.
var figureTag = pattern.Of(`^\{(?:\{[<%]|%-?)\s*(?:figure|img|image|include\s+(?:[\w-]*/)*(?:figure|image|img|picture|caption)[\w-]*(?:\.\w+)?)\s+(.*?)\s*/?\s*(?:[>%]\}|-?%)\}$`)

// figureTemplate makes a figure of a paragraph that is such a template; nil for
// any other.
func (r *reader) figureTemplate(n gast.Node) ast.Block {
	t, ok := n.FirstChild().(*templateNode)
	if !ok || t.NextSibling() != nil || t.attrs != nil {
		return nil
	}
	return r.figureOf(t.text, t.offset)
}

// figureOf makes a figure of a template that stands alone at offset; nil for one that
// shows no picture.
func (r *reader) figureOf(raw string, offset int) ast.Block {
	m := figureTag.FindStringSubmatch(raw)
	if m == nil || len(raw) > maxTag {
		return nil
	}
	keys, words := tagArgs(m[1])
	src := cmp.Or(keys["src"], keys["url"], keys["image_path"], keys["image"], keys["file"], keys["path"], strings.Join(words, " "))
	if _, picture := pictureKinds[strings.ToLower(path.Ext(src))]; !picture {
		return nil
	}
	at := r.at(offset)
	f := &ast.Figure{At: at, ID: r.awaited(refID(keys["id"]), at.Src), Image: &ast.Image{At: at, Src: src, Alt: chars.OneLine(keys["alt"])}}
	f.Image.Width, _ = ast.ParseWidth(keys["width"])
	words = nil
	for _, key := range []string{"title", "caption", "description", "attr"} {
		if s := strings.TrimSpace(keys[key]); s != "" {
			words = append(words, s)
		}
	}
	if len(words) > 0 {
		f.Caption = r.textInlines(strings.Join(words, " "), -1)
	}
	f.Image.Alt = cmp.Or(f.Image.Alt, chars.OneLine(ast.PlainText(f.Caption)))
	r.drop(diag.Info, CodeTag, at.Src, raw, "a picture of another program's template was read as a figure")
	return f
}

// addressed takes the brackets away around the words of a link whose address a
// template makes, [words]({{< ref "page" >}}): its address is not known. It
// reports whether the template is one.
func (r *reader) addressed(c *collector, n *templateNode) bool {
	next, ok := n.NextSibling().(*gast.Text)
	if c.last == nil || !ok || !bytes.HasSuffix(c.buf, []byte("](")) {
		return false
	}
	open := bytes.LastIndexByte(c.buf, '[')
	after := next.Segment.Value(r.source)
	end := bytes.IndexByte(after, ')')
	if open < 0 || end < 0 || bytes.ContainsAny(after[:end], " \t(") || bytes.IndexByte(c.buf[open:len(c.buf)-2], ']') >= 0 {
		return false
	}
	words := string(c.buf[open+1 : len(c.buf)-2])
	rest := string(after[:end])
	next.Segment.Start += end + 1
	picture := open > 0 && c.buf[open-1] == '!'
	c.buf = c.buf[:open-b2i(picture)]
	at := r.at(n.offset)
	if len(c.buf) == 0 {
		c.list, c.last = c.list[:len(c.list)-1], nil
	}
	if id := r.refTarget(n.text); id != "" && rest == "" && !picture {
		r.drop(diag.Info, CodeTag, at.Src, n.text, "a link by another program's template leads to a place in this text")
		c.add(&ast.Link{At: at, URL: "#" + id, Inlines: []ast.Inline{&ast.Text{At: at, Value: words}}})
		return true
	}
	if picture && rest != "" {
		c.add(&ast.Image{At: at, Src: rest, Alt: words})
	} else {
		c.text(at, words)
	}
	r.losses.Add("template address", diag.Diagnostic{Code: CodeTemplate, Pos: at.Src, Rule: "markdown", Dropped: n.text + rest,
		Message: "the address of a link is made by another program and was left out; its words were kept: " + chars.Excerpt(words)})
	return true
}

// refTemplate is Hugo's reference to a place in a page, {{< ref "page.md#place" >}}
// (Hugo, "Shortcodes", ref and relref).
var refTemplate = pattern.Of(`^\{\{[<%]\s*(?:rel)?ref\s+["\x60]([^"\x60#]*)#([^"\x60]+)["\x60]\s*[>%]\}\}$`)

// refTarget is the identifier in this file to which a template refers; "" where it
// refers to another page or is none.
func (r *reader) refTarget(raw string) string {
	m := refTemplate.FindStringSubmatch(raw)
	if m == nil {
		return ""
	}
	own := path.Base(r.name)
	if page := path.Base(m[1]); m[1] != "" && page != own && page != strings.TrimSuffix(own, path.Ext(own)) {
		return ""
	}
	return refID(m[2])
}
