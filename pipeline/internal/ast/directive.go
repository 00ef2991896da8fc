package ast

import "octavo/pipeline/internal/pattern"

// directiveForm is the line of a fence that holds a directive of MyST, {name} with
// an argument behind it, or a block of bookdown, {name, options}.
var (
	directiveForm = pattern.Of(`^\{([A-Za-z][\w:.+-]*)\}(?:\s.*)?$`)
	bookForm      = pattern.Of(`^\{(block2?|theorem|lemma|corollary|proposition|conjecture|definition|example|exercise|hypothesis|proof|remark|solution)(?:[ ,].*)\}\s*$`)
)

// engines are the languages of code that R Markdown and Quarto run (knitr,
// "Language engines"): {python} is code, not a directive.
var engines = map[string]bool{
	"asis": true, "awk": true, "bash": true, "c": true, "cat": true, "comment": true, "css": true, "d3": true, "dot": true,
	"fortran": true, "go": true, "groovy": true, "haskell": true, "html": true, "js": true, "julia": true, "mermaid": true,
	"mysql": true, "node": true, "octave": true, "ojs": true, "perl": true, "psql": true, "python": true, "r": true, "R": true,
	"Rcpp": true, "rcpp": true, "ruby": true, "sas": true, "scala": true, "sed": true, "sh": true, "sql": true, "stan": true,
	"stata": true, "tikz": true, "zsh": true,
}

// IsEngine reports whether R Markdown and Quarto run code of a language.
func IsEngine(language string) bool { return engines[language] }

// DirectiveName is the name of the directive that the line behind a fence of code
// holds (MyST, "Directives"), or "" where it names a language.
func DirectiveName(info string) string {
	m := directiveForm.FindStringSubmatch(info)
	if m == nil {
		m = bookForm.FindStringSubmatch(info)
	}
	if m == nil || engines[m[1]] {
		return ""
	}
	return m[1]
}

// moduleLine is a line by which MDX takes something in or gives it out.
var moduleLine = pattern.Of(`^(?:(?:import\s+(?:[\w$*{][^'"\n]*\sfrom\s+)?["'][^"'\n]+["'](?:;\s*|\s*$))+|export\s+[*{][^'"\n]*\sfrom\s+["'][^"'\n]+["'];?|export\s+(?:const|let|default|function|async)\s[^\n]*[;={}()].*)\s*$`)

// IsModule reports whether a line is one for the program that runs MDX (MDX, "ESM").
func IsModule(line string) bool { return moduleLine.MatchString(line) }
