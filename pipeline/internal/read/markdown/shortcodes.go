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
	if !ok || t.NextSibling() != nil || t.attrs != nil || len(t.text) > maxTag {
		return nil
	}
	m := figureTag.FindStringSubmatch(t.text)
	if m == nil {
		return nil
	}
	keys, words := tagArgs(m[1])
	src := cmp.Or(keys["src"], keys["url"], keys["image_path"], keys["image"], keys["file"], keys["path"], strings.Join(words, " "))
	if _, picture := pictureKinds[strings.ToLower(path.Ext(src))]; !picture {
		return nil
	}
	at := r.at(t.offset)
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
	r.drop(diag.Info, CodeTag, at.Src, t.text, "a picture of another program's template was read as a figure")
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
	if picture && rest != "" {
		c.add(&ast.Image{At: at, Src: rest, Alt: words})
	} else {
		c.text(at, words)
	}
	r.drop(diag.Warning, CodeTemplate, at.Src, n.text+rest, "the address of a link is made by another program and was left out; its words were kept: "+chars.Excerpt(words))
	return true
}
