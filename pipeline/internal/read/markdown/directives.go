package markdown

import (
	"bytes"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// directive is a directive of MyST (MyST syntax guide, "Directives"): a fence of
// backticks, tildes or colons with {name} argument, options on the first lines,
// and Markdown or something else below them.
type directive struct {
	at   ast.At
	name string
	arg  string
	// argAt is where the argument stands in the source, -1 where that is not known.
	argAt   int
	options map[string]string
	// text is what stands below the options, line the number of its first line in
	// the file and left the column, from 0, where its lines begin.
	text       string
	line, left int
	// body holds the blocks of one between colons, which are parsed already.
	body gast.Node
}

//go:embed directives.tsv
var directiveFile string

// directives tell by name what a directive is.
var directives = func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(directiveFile) {
		name, use, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && line[0] != '#' {
			out[name] = use
		}
	}
	return out
}()

// optionLine is an option of a directive, :name: value.
var optionLine = pattern.Of(`^[ \t]*:([A-Za-z][\w-]*):(?:[ \t]+(.*?))?[ \t]*\n?$`)

// directive adds what a fenced block is a directive for; false where it is code.
func (r *reader) directive(out []ast.Block, n *gast.FencedCodeBlock) ([]ast.Block, bool) {
	if n.Info == nil {
		return out, false
	}
	info := strings.TrimSpace(string(n.Info.Segment.Value(r.source)))
	name := ast.DirectiveName(info)
	if name == "" {
		return out, false
	}
	d := &directive{at: r.at(n.Info.Segment.Start), name: strings.ToLower(name), argAt: -1, options: map[string]string{}}
	if _, arg, braced := strings.Cut(info, "}"); braced && !strings.Contains(info[:len(info)-len(arg)], ",") {
		d.arg = strings.TrimSpace(arg)
		d.argAt = n.Info.Segment.Start + bytes.LastIndex(n.Info.Segment.Value(r.source), []byte(d.arg))
	}
	if a, size := parseAttrs([]byte(strings.Replace(strings.Replace(info, name, "#x", 1), ",", " ", -1))); size > 0 {
		d.options = a.keys
	}
	r.readBody(d, n)
	return r.direct(out, d, info)
}

// readBody takes the options from the lines of a directive and keeps the others.
func (r *reader) readBody(d *directive, n gast.Node) {
	lines := n.Lines()
	first, yaml := 0, false
	if d.name == "verbatim" { // knitr's, of which every line is shown
		first = lines.Len()
		defer func() { d.text = r.codeText(n) }()
	}
	for ; first < lines.Len(); first++ {
		seg := lines.At(first)
		line := string(seg.Value(r.source))
		if strings.TrimSpace(line) == "---" && (first == 0 || yaml) {
			if yaml = !yaml; !yaml {
				first++
				break
			}
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if m := optionLine.FindStringSubmatch(line); !yaml && m != nil {
			key, value, ok = m[1], m[2], true
		} else if !yaml {
			break
		}
		if ok {
			d.options[strings.TrimSpace(key)] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	var b strings.Builder
	for i := first; i < lines.Len(); i++ {
		seg := lines.At(i)
		if b.Len() == 0 {
			pos := r.pos(seg.Start)
			d.line, d.left = pos.Line, max(pos.Col-1, 0)
		}
		b.Write(seg.Value(r.source))
	}
	d.text = b.String()
}

// direct adds what a directive stands for.
func (r *reader) direct(out []ast.Block, d *directive, info string) ([]ast.Block, bool) {
	use := directives[d.name]
	if _, box := ast.BoxOfName(d.name); box && use == "" {
		use = "box"
	}
	switch use {
	case "":
		r.losses.Add("directive "+d.name, diag.Diagnostic{Code: CodeLost, Pos: d.at.Src, Rule: "markdown", Hint: "write what it makes, in Markdown",
			Message: fmt.Sprintf("the directive %s is not read and stays code", d.name)})
		return out, false
	case "command":
		r.drop(diag.Info, CodeCommand, d.at.Src, info+"\n"+d.text, "the directive "+d.name+" was left out: contents are made anew")
		return out, true
	case "lost":
		r.losses.Add("directive "+d.name, diag.Diagnostic{Code: CodeLost, Pos: d.at.Src, Rule: "markdown", Dropped: info + "\n" + d.text, Hint: "put here what it makes",
			Message: fmt.Sprintf("the directive %s was left out: what it makes is not in the file", d.name)})
		return out, true
	}
	made := r.made(d, use)
	r.drop(diag.Info, CodeAttrs, d.at.Src, d.optionText(), "the directive "+d.name+" was read as what it marks up; its options are no text")
	return append(out, made...), true
}

// optionText has the options, in order.
func (d *directive) optionText() string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(d.options)) {
		fmt.Fprintf(&b, ":%s: %s\n", key, d.options[key])
	}
	return b.String()
}
