package markdown

import (
	"cmp"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/attributes"
	chars "octavo/pipeline/internal/text"
)

var (
	// chunkOption is an option in a chunk of code, #| key: value (Quarto, "Execution
	// Options"); chunkLine is a line that goes on with one.
	chunkOption = pattern.Of(`^#\| ?([A-Za-z][\w.-]*):[ \t]*(.*)$`)
	chunkLine   = pattern.Of(`^#\|[ \t]+(.*)$`)
	// graphics is code that does nothing but take in a picture.
	graphics = pattern.Of(`^(?:knitr::)?include_graphics\(\s*(?:path\s*=\s*)?(?:["']([^"'\n]+)["']|c\(\s*((?:["'][^"'\n]+["']\s*,?\s*)+)\))[^()\n]*\)$`)
	quoted   = pattern.Of(`["']([^"'\n]+)["']`)
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

// chunk is code that R Markdown or Quarto runs, with its options in the line of its fence
// (knitr, "Chunk options") or at its head.
type chunk struct {
	language, label string
	options         map[string]option
	body            string
}

var (
	chunkFence  = pattern.Of(`^\{([A-Za-z]\w*)(?:[ ,]+([^{}]*(?:\{[^{}]*\}[^{}]*)*))?\}$`)
	chunkFlag   = pattern.Of(`(?:^|,)\s*([A-Za-z][\w.-]*)\s*=\s*("[^"]*"|'[^']*'|[^,"']*)`)
	chunkLabel  = pattern.Of(`^\s*([\w. :-]*[\w])\s*(?:,|$)`)
	switchedOff = pattern.Of(`^(?i:false|f|no|off)$`)
)

// chunkOf reads a fence whose code is run; nil for any other. The options at the head count
// before those of the fence.
func chunkOf(info, text string) *chunk {
	m := chunkFence.FindStringSubmatch(info)
	if m == nil || !ast.IsEngine(m[1]) {
		return nil
	}
	c := &chunk{language: m[1]}
	c.options, c.body = chunkOptions(text)
	if len(m[2]) > maxAttrs {
		return c
	}
	for _, f := range chunkFlag.FindAllStringSubmatch(m[2], -1) {
		if key := strings.ReplaceAll(f[1], ".", "-"); c.options[key].value == "" {
			c.options[key] = option{value: strings.Trim(strings.TrimSpace(f[2]), `"'`)}
		}
	}
	c.label = chars.OneLine(c.options["label"].value)
	if l := chunkLabel.FindStringSubmatch(m[2]); c.label == "" && l != nil {
		c.label = chars.OneLine(l[1])
	}
	return c
}

// off reports whether an option is set to false.
func (c *chunk) off(key string) bool { return switchedOff.MatchString(c.options[key].value) }

// elsewhere reports whether the code is that of another file (knitr, "Chunk options").
func (c *chunk) elsewhere() bool {
	return cmp.Or(c.options["code"].value, c.options["file"].value, c.options["child"].value) != ""
}

// run adds what a page shows of a chunk as far as it is known without running it: the
// picture that its code takes in, the figure that its caption makes of it, and its code
// where that is shown. What running it would make is missing, and that is said.
func (r *reader) run(at ast.At, info, text string, c *chunk) ast.Block {
	code := &ast.CodeBlock{At: at, Info: info, Text: text}
	caption := r.textInlines(c.options["fig-cap"].value, -1)
	switch m := graphics.FindStringSubmatch(strings.TrimSpace(c.body)); {
	case c.off("include"):
		r.drop(diag.Info, CodeProgram, at.Src, text, "code that is run and not shown was left out")
		return nil
	case m != nil:
		return r.chunkPicture(code, c, cmp.Or(m[1], m[2]), caption)
	case ast.HasContent(caption):
		return r.chunkFigure(code, c, caption)
	case strings.TrimSpace(c.body) == "" && c.elsewhere():
		r.loseRun(at, c, info, "code that stands in another file, which is not read, is missing")
		return nil
	case c.off("echo"):
		r.loseRun(at, c, text, "code of "+c.language+" that is not shown was left out, and it is not run here: what it prints or draws is missing")
		return nil
	}
	r.showCode(code, c)
	code.ID = r.awaited(c.id(), at.Src)
	return code
}

// showCode makes a chunk the code of a language, without its options.
func (r *reader) showCode(code *ast.CodeBlock, c *chunk) {
	if !c.off("eval") {
		r.loseRun(code.At, c, "", "code of "+c.language+" is not run here, it is shown alone: what it prints or draws is missing")
	}
	if left := strings.TrimSuffix(code.Text, c.body); left != "" || code.Info != "{"+c.language+"}" {
		r.drop(diag.Info, CodeProgram, code.Src, code.Info+"\n"+left, "options for the program that runs code were left out")
	}
	code.Info, code.Text = c.language, c.body
}

// loseRun says, once for each manner, that code was not run.
func (r *reader) loseRun(at ast.At, c *chunk, dropped, message string) {
	r.losses.Add(message, diag.Diagnostic{Code: CodeLost, Pos: at.Src, Rule: "markdown", Dropped: dropped, Message: message,
		Hint: "give the Markdown that the program made of the text (knitr: keep_md, Quarto: keep-md), or the page"})
}

// id is the identifier by which a text refers to what a chunk makes.
func (c *chunk) id() string {
	switch kindOfID(c.label) {
	case "fig", "tbl", "lst":
		return c.label
	}
	if name := "fig:" + c.label; c.label != "" && c.options["fig-cap"].value != "" && ast.IsID(name) { // bookdown's name for it
		return name
	}
	return ""
}

// chunkPicture is the picture that code takes in.
func (r *reader) chunkPicture(code *ast.CodeBlock, c *chunk, src string, caption []ast.Inline) ast.Block {
	r.drop(diag.Info, CodeAttrs, code.Src, code.Text, "code that takes in a picture was read as the picture, with its caption and text alternative")
	if several := quoted.FindAllStringSubmatch(src, -1); len(several) > 0 {
		return r.chunkPictures(code, c, several, caption)
	}
	image := &ast.Image{At: code.At, Src: src, Alt: chars.OneLine(cmp.Or(c.options["fig-alt"].value, ast.PlainText(caption)))}
	image.Width, _ = ast.ParseWidth(c.options["out-width"].value)
	if c.options["fig-link"].value != "" {
		r.lose(attributes.Picture, "fig-link", code.Src, "", attributes.Row{Use: "which leads somewhere"})
	}
	return &ast.Figure{At: code.At, ID: r.awaited(c.id(), code.Src), Caption: caption, Image: image}
}

// chunkPictures is a figure of the pictures that code takes in beside one another. The
// text alternative that one option gives is that of the first.
func (r *reader) chunkPictures(code *ast.CodeBlock, c *chunk, sources [][]string, caption []ast.Inline) ast.Block {
	p := &ast.Paragraph{At: code.At}
	alt := chars.OneLine(c.options["fig-alt"].value)
	for i, src := range sources {
		if i > 0 {
			p.Inlines, alt = append(p.Inlines, &ast.Text{At: code.At, Value: " "}), ""
		}
		p.Inlines = append(p.Inlines, &ast.Image{At: code.At, Src: src[1], Alt: alt})
	}
	return &ast.Figure{At: code.At, ID: r.awaited(c.id(), code.Src), Caption: caption, Blocks: []ast.Block{p}}
}

// chunkFigure is the figure with a caption that code makes: the code without what became
// the caption stands for the drawing.
func (r *reader) chunkFigure(code *ast.CodeBlock, c *chunk, caption []ast.Inline) ast.Block {
	r.showCode(code, c)
	return &ast.Figure{At: code.At, ID: r.awaited(c.id(), code.Src), Caption: caption, Blocks: []ast.Block{code}}
}
