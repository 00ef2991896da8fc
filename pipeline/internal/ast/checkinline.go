package ast

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/text"
)

// inlines checks the text of a block; what names the block in messages.
func (c *checker) inlines(n Node, list []Inline, what string) {
	if !HasContent(list) {
		c.fail(n, CodeEmpty, "the %s is empty", what)
		return
	}
	if s := flat(list); s != strings.Trim(s, " \t\n") {
		c.fail(n, CodeSpace, "the %s begins or ends with white space: %q", what, text.Excerpt(s))
	}
	for _, in := range list {
		c.inline(in, false)
	}
}

// HasContent reports whether a run shows anything: text but spaces, a call or
// an image.
func HasContent(list []Inline) bool {
	found := false
	WalkInlines(list, func(n Node) bool {
		switch n := n.(type) {
		case *Text:
			found = found || strings.Trim(n.Value, " ") != ""
		case *Code:
			found = found || n.Value != ""
		case *NoteRef, *Image, *Formula:
			found = true
		}
		return !found
	})
	return found
}

// flat is the text of a run; what is no text stands as an object character,
// so that spaces beside it are inside.
func flat(list []Inline) string {
	var b strings.Builder
	WalkInlines(list, func(n Node) bool {
		switch n := n.(type) {
		case *Text:
			b.WriteString(n.Value)
		case *Code, *Formula, *NoteRef, *Image, *LineBreak:
			b.WriteRune('\ufffc')
		}
		return true
	})
	return b.String()
}

func (c *checker) inline(in Inline, linked bool) {
	switch n := in.(type) {
	case *Text:
		c.characters(n, n.Value)
	case *Code:
		c.filled(n, len(n.Value), "code")
		c.characters(n, n.Value)
	case *Formula:
		c.formula(n)
	case *Link:
		c.link(n, n.URL, linked)
		c.linkedCall(n)
		linked = true
	case *Citation:
		c.link(n, n.URL, linked)
		linked = true
		if !IsScheme(n.Scheme) {
			c.fail(n, CodeMark, "%q is no kind of official publication", n.Scheme)
		}
	case *NoteRef:
		c.call(n)
	case *Abbr:
		if strings.TrimSpace(n.Expansion) == "" {
			c.fail(n, CodeMark, "the abbreviation has no expansion")
		}
	case *Lang:
		if !meta.IsLang(n.Tag) {
			c.fail(n, CodeMark, "%q is no language tag", n.Tag)
		}
	case *Mark:
		if n.Kind.Class() == "" {
			c.fail(n, CodeMark, "a run cannot be marked as %q", n.Kind)
		}
	case *Image:
		c.image(n, nil)
	case *Anchor:
		c.filled(n, len(n.ID), "anchor's identifier")
	case *Emph, *Strong, *Super, *Sub, *LineBreak:
	default:
		c.log.Add(unknownNode(in))
		return
	}
	if inner := childList(in); inner != nil {
		c.filled(in, len(*inner), describe(in).kind)
		for _, k := range *inner {
			c.inline(k, linked)
		}
	}
}

func (c *checker) link(n Node, url string, linked bool) {
	if linked {
		c.fail(n, CodeLink, "the link to %q stands inside another link", url)
	}
	if strings.ContainsAny(url, "\n\r\t") || !utf8.ValidString(url) {
		c.fail(n, CodeControl, "the address %q holds control characters", url)
	}
	if _, citation := n.(*Citation); !Followable(url) && !(citation && url == "") {
		c.fail(n, CodeAddress, "a publication may not lead to %q", text.Excerpt(url))
	}
	if l, ok := n.(*Link); ok && len(url) > 1 && url[0] == '#' {
		c.links = append(c.links, l)
	}
}

// linkedCall warns of a link that holds calls alone, which lead to their notes.
func (c *checker) linkedCall(n *Link) {
	if n.URL == "" || !HasContent(n.Inlines) {
		return
	}
	others := slices.ContainsFunc([]rune(flat(n.Inlines)), func(r rune) bool { return r != '\ufffc' && r != ' ' })
	WalkInlines(n.Inlines, func(k Node) bool {
		switch k.(type) {
		case *Code, *Formula, *Image:
			others = true
		}
		return !others
	})
	if !others {
		c.warn(n, CodeLinkedCall, fmt.Sprintf("the link to %q holds nothing but the call of a note, which leads to the note: no edition leads to the address", text.Excerpt(n.URL)),
			"write the address in the note, or give the link words of its own")
	}
}

func (c *checker) call(n *NoteRef) {
	if _, known := c.notes[n.Note]; n.Note == nil || !known {
		c.fail(n, CodeNote, "the call %q has no note in the document", n.Label)
		return
	}
	c.notes[n.Note]++
}

func (c *checker) image(n *Image, caption []Inline) {
	if n.Src == "" {
		c.fail(n, CodeMark, "the image has no source")
	}
	if !n.Width.Known() {
		c.fail(n, CodeMark, "the image %q has the width %q, which is no number with a unit", n.Src, n.Width)
	}
	if n.Decorative && n.Alt != "" {
		c.fail(n, CodeMark, "the image %q is decorative and has a text alternative; it can be one of them", n.Src)
	}
	if fault := n.AltFault(caption); fault != "" {
		c.warn(n, CodeAlt, fmt.Sprintf("%s %s", n.named(), fault),
			`say what it shows, ![…](…){alt="…"}, or that it shows nothing, {.decorative}`)
	}
}

// characters refuses what no XML or PDF text can hold (XML 1.0, 2.2).
func (c *checker) characters(n Node, s string) {
	if !utf8.ValidString(s) {
		c.fail(n, CodeControl, "the text is not UTF-8: %q", text.Excerpt(s))
		return
	}
	_, code := n.(*CodeBlock)
	for _, r := range s {
		if r < ' ' && !(code && (r == '\n' || r == '\t')) || r == 0x7f || r == 0xfffe || r == 0xffff {
			c.fail(n, CodeControl, "the text holds the control character U+%04X: %q", r, text.Excerpt(s))
			return
		}
	}
}

func unknownNode(n Node) diag.Diagnostic {
	d := diag.Diagnostic{Code: CodeUnknownNode, Severity: diag.Error, Rule: "check", Message: fmt.Sprintf("no writer knows a %T", n)}
	if n != nil {
		d.Pos = n.Pos()
	}
	return d
}

// noteIDUsable reports whether [^id] would be read back.
func noteIDUsable(id string) bool {
	return id != "" && !strings.ContainsAny(id, " \t\n\r[]^|\\`<&") && utf8.ValidString(id)
}

// IsID reports whether id is a name in XML and in Markdown attributes alike.
func IsID(id string) bool {
	for i, r := range id {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xc0 && r != 0xd7 && r != 0xf7 && r < 0x2000
		digit := r >= '0' && r <= '9' || r == '-' || r == '.' || r == ':'
		if !letter && r != '_' && (i == 0 || !digit) {
			return false
		}
	}
	return id != ""
}

// IDOf is the identifier that comes nearest to a name: what it may not hold becomes a
// hyphen, and prefix stands before one that cannot begin so.
func IDOf(name, prefix string) string {
	id := strings.Map(func(r rune) rune {
		if IsID("a" + string(r)) {
			return r
		}
		return '-'
	}, name)
	if !IsID(id) {
		id = prefix + id
	}
	return id
}

// named is what messages call an image; the address of one that holds its own data is
// no name.
func (n *Image) named() string {
	if strings.HasPrefix(n.Src, "data:") {
		return "the image here, which has no name of its own,"
	}
	return fmt.Sprintf("the image %q", text.Excerpt(n.Src))
}
