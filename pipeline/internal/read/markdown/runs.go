package markdown

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

var (
	// runsAnyway is code in a line of which the look says that a program puts its value there:
	// `{r} n`, `{python} n` (Quarto, "Inline Code"), or knitr's `r n` with a call or a part.
	runsAnyway = pattern.Of(`^(?:\{(?:r|python|julia|ojs)\}[ \t]+\S|r[ \t]+[A-Za-z.][\w.:]*[($\[])`)
	// runsAmong is knitr's in a text whose fences are run.
	runsAmong = pattern.Of(`^r[ \t]+\S`)
	runFence  = pattern.Of("(?m)^[ \\t>]*(?:`{3,}|~{3,})[ \\t]*\\{r[ ,}]")
)

// sayRun says, once, that code in a line was not run: its value is missing.
func (r *reader) sayRun(at ast.At, code string) {
	if !runsAnyway.MatchString(code) && (!runsAmong.MatchString(code) || !r.counter.runs) {
		return
	}
	r.losses.Add("inline code that is run", diag.Diagnostic{Code: CodeLost, Pos: at.Src, Rule: "markdown",
		Message: "code in a line is not run here, it stands in the place of its value: " + chars.Excerpt(code),
		Hint:    "give the Markdown that the program made of the text (knitr: keep_md, Quarto: keep-md), or write the value"})
}

// drawnBy are the languages whose code the programs that take them draw or fill in.
var drawnBy = map[string]bool{"mermaid": true, "plantuml": true, "puml": true, "geojson": true, "topojson": true, "graphviz": true,
	"vega": true, "vega-lite": true, "wavedrom": true, "nomnoml": true, "markmap": true, "d2": true, "svgbob": true, "ditaa": true,
	"bpmn": true, "dataview": true, "dataviewjs": true}

// sayDrawn says, once for each language, that the drawing which code stands for is missing.
func (r *reader) sayDrawn(at ast.At, info string) {
	language, _, _ := strings.Cut(strings.TrimLeft(info, "{. "), " ")
	if language = strings.ToLower(strings.Trim(language, "{}. ")); !drawnBy[language] {
		return
	}
	r.losses.Add("drawn by "+language, diag.Diagnostic{Code: CodeLost, Pos: at.Src, Rule: "markdown", Hint: "give the drawing as a picture with a text alternative",
		Message: "code of " + language + " is not drawn here, its text stands where the drawing would"})
}
