package markdown

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// Blocks of other programs on lines of their own: {% hint %} … {% endhint %} of
// GitBook, {{< notice >}} … {{< /notice >}} of Hugo, <Tabs> … </Tabs> of MDX.
var (
	liquidTag = pattern.Of(`^\{%-?\s*([A-Za-z][\w-]*)((?:\s[^%]*)?)-?%\}$`)
	hugoTag   = pattern.Of(`^\{\{[<%]\s*([A-Za-z][\w/-]*)(\s.*?)?\s*[>%]\}\}$`)
	hugoEnd   = pattern.Of(`^\{\{[<%]\s*/\s*([A-Za-z][\w/-]*)\s*[>%]\}\}$`)
	jsxTag    = pattern.Of(`^<([A-Z][\w.]*)((?:\s[^<>]*)?[^/<>]|)>$`)
	jsxEnd    = pattern.Of(`^</([A-Z][\w.]*)\s*>$`)
	// tagValue is a word in a tag, with the key before it or not.
	tagValue = pattern.Of(`(?:([A-Za-z][\w:-]*)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|\{["'` + "`" + `]([^"'` + "`" + `]*)["'` + "`" + `]\}|\{([^{}]*)\}|([^\s"'{}=]+))`)
)

// maxTag bounds a tag in bytes.
const maxTag = 1000

// tagBlocks are the blocks of other programs that are told apart from their
// templates, by name in small letters: those that are boxes, and those that only
// hold what is in them.
var tagBlocks = map[string]bool{
	"hint": true, "notice": true, "callout": true, "admonition": true, "alert": true, "aside": true, "details": true,
	"expand": true, "accordion": true, "panel": true, "pageinfo": true, "infobox": true, "blockquote-alert": true, "expandable": true,
	"tabs": false, "tab": false, "tabpane": false, "tabitem": false, "code": false, "stepper": false, "step": false, "steps": false,
	"columns": false, "column": false, "content-ref": false, "card": false, "cards": false, "cardgrid": false, "cardgroup": false,
	"accordions": false, "accordiongroup": false, "frame": false, "fragment": false, "codegroup": false, "filetree": false, "tabgroup": false,
	"code-toggle": false, "code-group": false, "grid": false, "row": false, "col": false, "center": false,
}

// tagDiv reads a tag that opens a block; nil where it is none.
func tagDiv(line []byte) *div {
	if len(line) > maxTag || len(line) < 3 {
		return nil
	}
	if line[0] == '/' {
		return slashDiv(string(line))
	}
	var m [][]byte
	closer := ""
	switch {
	case line[0] == '<' && line[1] >= 'A' && line[1] <= 'Z':
		if m = jsxTag.FindSubmatch(line); m != nil {
			closer = "<" + string(m[1])
		}
	case bytes.HasPrefix(line, []byte("{%")):
		if m = liquidTag.FindSubmatch(line); m != nil {
			closer = "%" + string(m[1])
		}
	case bytes.HasPrefix(line, []byte("{{")):
		if m = hugoTag.FindSubmatch(line); m != nil {
			closer = "{" + string(m[1])
		}
	}
	if m == nil {
		return nil
	}
	name := strings.ToLower(string(m[1]))
	_, known := tagBlocks[name]
	_, box := ast.BoxOfName(name)
	if !known && !box && line[0] != '<' {
		return nil
	}
	return newTagDiv(string(line), name, closer, string(m[2]))
}

// newTagDiv is the division that a tag opens: its classes say of what kind of box
// it is, its title is what the tag says to readers.
func newTagDiv(tag, name, closer, args string) *div {
	keys, words := tagArgs(args)
	d := &div{tag: tag, closer: closer, indent: -1}
	if closer[0] == '<' {
		d.href = cmp.Or(keys["href"], keys["to"])
	}
	d.title = cmp.Or(keys["title"], keys["label"], keys["heading"], keys["header"], keys["summary"], keys["name"])
	switch {
	case d.title == "" && name == "tabitem":
		d.title = keys["value"]
	case d.title == "" && closer[0] == '{' && len(words) > 0 && strings.ContainsAny(words[len(words)-1], " ") || closer[0] == '{' && (name == "details" || name == "tab" || name == "expand") && d.title == "" && len(words) > 0:
		d.title = words[len(words)-1]
	}
	if len(words) > 1 && (name == "tabs" || name == "tabgroup" || name == "tabpane") {
		d.labels, d.title = words, ""
	}
	if d.attrs.id = keys["id"]; !ast.IsID(d.attrs.id) {
		d.attrs.id = ""
	}
	for _, kind := range append([]string{keys["style"], keys["type"], keys["kind"], keys["color"], keys["variant"], keys["intent"]}, append(words, name)...) {
		if kind = strings.ToLower(kind); kind == "success" && name == "hint" {
			kind = "tip"
		}
		if _, ok := ast.BoxOfName(kind); ok && (tagBlocks[name] || kind == name) {
			d.attrs.classes = []string{kind}
			return d
		}
	}
	if tagBlocks[name] {
		d.attrs.classes = []string{"aside"}
	}
	return d
}

// tagArgs are the values of a tag by their keys, and those without.
func tagArgs(args string) (map[string]string, []string) {
	keys, words := map[string]string{}, []string(nil)
	for _, m := range tagValue.FindAllStringSubmatch(args, -1) {
		value := cmp.Or(m[2], m[3], m[4], m[6])
		if m[1] != "" {
			keys[m[1]] = value
		} else if value != "" {
			words = append(words, value)
		}
	}
	return keys, words
}

// closingTagOf is what a line closes: the closer of a division; "" for none.
func closingTagOf(line []byte) string {
	if len(line) > maxTag || len(line) < 3 {
		return ""
	}
	if slashEnd.Match(line) {
		return slashCloser
	}
	if m := jsxEnd.FindSubmatch(line); m != nil {
		return "<" + string(m[1])
	}
	if m := hugoEnd.FindSubmatch(line); m != nil {
		return "{" + string(m[1])
	}
	if bytes.HasPrefix(line, []byte("{%")) && bytes.HasSuffix(line, []byte("%}")) {
		word := strings.Trim(string(line[2:len(line)-2]), "- ")
		if name, ok := strings.CutPrefix(word, "end"); ok {
			return "%" + name
		}
		if name, ok := strings.CutPrefix(word, "/"); ok { // Markdoc
			return "%" + strings.TrimSpace(name)
		}
	}
	return ""
}

// openFences are the fences that wait for what closes them, and how many there are
// of each kind.
type openFences struct {
	at     []int
	closer []string
	count  map[string]int
}

func (f *openFences) push(at int, closer string) {
	f.at, f.closer = append(f.at, at), append(f.closer, closer)
	f.count[closer]++
}

// pop closes the last fence of a kind; those behind it are not closed.
func (f *openFences) pop(closer string, closed map[int]bool) {
	for f.count[closer] > 0 {
		last := len(f.at) - 1
		at, kind := f.at[last], f.closer[last]
		f.at, f.closer = f.at[:last], f.closer[:last]
		f.count[kind]--
		if kind == closer {
			closed[at] = true
			return
		}
	}
}

// skipIndent takes from a line the indent that the first line of a block of another
// program has: there it means nothing.
func (n *div) skipIndent(r text.Reader, line []byte) {
	if n.closer == "" || util.IsBlank(line) {
		return
	}
	width, _ := util.IndentWidth(line, r.LineOffset())
	if n.indent < 0 {
		n.indent = width
	}
	if width = min(width, n.indent); width == 0 {
		return
	}
	if pos, padding := util.IndentPosition(line, r.LineOffset(), width); pos >= 0 {
		r.AdvanceAndSetPadding(pos, padding)
	}
}

// sayTag puts on record that a tag is no text. One of a component that is not known
// may have made more than its content.
func (r *reader) sayTag(n *div) {
	if n.tag == "" {
		return
	}
	pos := r.pos(n.titleAt)
	name := strings.ToLower(strings.TrimLeft(n.closer, "<{%"))
	_, known := tagBlocks[name]
	if _, box := ast.BoxOfName(name); known || box || n.closer == slashCloser || n.href != "" && linkComponents[name] {
		r.drop(diag.Info, CodeTag, pos, n.tag, "a block of another program was read as what it marks up")
		return
	}
	r.losses.Add("component", diag.Diagnostic{Code: CodeLost, Pos: pos, Rule: "markdown", Dropped: n.tag, Hint: "write what it makes, in Markdown",
		Message: "a component of MDX is not read, its content was kept: " + n.tag})
}

// nameTabs gives tabs the names that the tag around them lists, where there is one for
// each; names that fit nothing are said.
func (r *reader) nameTabs(n *div) {
	var tabs []*div
	for c := n.FirstChild(); c != nil && len(n.labels) > 0; c = c.NextSibling() {
		if d, ok := c.(*div); ok && d.title == "" && strings.EqualFold(strings.TrimLeft(d.closer, "<{%"), "tab") {
			tabs = append(tabs, d)
		}
	}
	switch {
	case len(n.labels) == 0:
	case len(tabs) == len(n.labels):
		for i, d := range tabs {
			d.title, d.titleAt = n.labels[i], n.titleAt
		}
	default:
		r.losses.Add("tabs", diag.Diagnostic{Code: CodeLost, Pos: r.pos(n.titleAt), Rule: "markdown", Hint: "write each name over its tab, in bold",
			Message: "the names of tabs were left out, there are more or fewer tabs than names: " + n.tag})
	}
}

// option keeps an option of a directive between colons.
func (n *div) option(key, value string) {
	if n.attrs.keys == nil {
		n.attrs.keys = map[string]string{}
	}
	switch key {
	case "name", "label":
		n.attrs.id = refID(value)
	case "class":
		n.attrs.classes = append(n.attrs.classes, strings.Fields(value)...)
	default:
		n.attrs.keys[key] = value
	}
}

// directDiv adds what a directive between colons stands for.
func (r *reader) directDiv(out []ast.Block, n *div) []ast.Block {
	d := &directive{at: r.at(r.offset(n)), name: n.attrs.classes[0], arg: n.title, argAt: n.titleAt, options: n.attrs.keys, body: n}
	if d.options == nil {
		d.options = map[string]string{}
	}
	if n.attrs.id != "" {
		d.options["name"] = n.attrs.id
	}
	if len(n.attrs.classes) > 1 {
		d.options["class"] = strings.Join(n.attrs.classes[1:], " ")
	}
	made, ok := r.direct(out, d, d.name)
	if !ok {
		return append(made, r.blocks(n, false)...)
	}
	return made
}
