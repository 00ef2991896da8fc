package markdown

import (
	"cmp"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

var (
	// chunkOption is an option in a chunk of code, #| key: value (Quarto, "Execution
	// Options"); chunkLine is a line that goes on with one.
	chunkOption = pattern.Of(`^#\| ?([A-Za-z][\w.-]*):[ \t]*(.*)$`)
	chunkLine   = pattern.Of(`^#\|[ \t]+(.*)$`)
	// graphics is code that does nothing but take in a picture.
	graphics = pattern.Of(`^(?:knitr::)?include_graphics\(\s*(?:path\s*=\s*)?["']([^"'\n]+)["'][^()\n]*\)$`)
)

// option is an option of a chunk, with its lines.
type option struct{ value, lines string }

// chunkOptions are the options at the head of a chunk, and its code below them.
func chunkOptions(text string) (map[string]option, string) {
	options, key := map[string]option{}, ""
	for strings.HasPrefix(text, "#|") {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		var o option
		if m := chunkOption.FindStringSubmatch(line); m != nil {
			key = strings.ReplaceAll(m[1], ".", "-")
			o.value = strings.Trim(strings.TrimLeft(m[2], "|>"), `"'`)
		} else if m := chunkLine.FindStringSubmatch(line); m != nil && key != "" && len(options[key].value) < maxAttrs {
			o = options[key]
			o.value += " " + m[1]
		} else {
			continue
		}
		o.lines += line + "\n"
		options[key] = o
	}
	return options, text
}

// chunk makes the figure that a chunk with a caption is: its picture where its code
// takes one in, else its code without what became the caption; nil for other code.
func (r *reader) chunk(code *ast.CodeBlock) *ast.Figure {
	if !strings.HasPrefix(code.Info, "{") || !strings.HasPrefix(code.Text, "#|") {
		return nil
	}
	options, body := chunkOptions(code.Text)
	caption := r.textInlines(chars.OneLine(options["fig-cap"].value), -1)
	if !ast.HasContent(caption) {
		return nil
	}
	label := options["label"]
	if label.value = chars.OneLine(label.value); kindOfID(label.value) != "fig" {
		label = option{}
	}
	f := &ast.Figure{At: code.At, ID: r.awaited(label.value, code.Src), Caption: caption}
	m := graphics.FindStringSubmatch(strings.TrimSpace(body))
	if m == nil {
		dropped := label.lines + options["fig-cap"].lines
		for _, lines := range []string{label.lines, options["fig-cap"].lines} {
			code.Text = strings.Replace(code.Text, lines, "", 1)
		}
		r.drop(diag.Info, CodeAttrs, code.Src, dropped, "code with a caption was read as a figure")
		f.Blocks = []ast.Block{code}
		return f
	}
	f.Image = &ast.Image{At: code.At, Src: m[1], Alt: chars.OneLine(cmp.Or(options["fig-alt"].value, ast.PlainText(f.Caption)))}
	r.drop(diag.Info, CodeAttrs, code.Src, code.Text, "code that takes in a picture was read as the picture, with its caption and text alternative")
	return f
}
