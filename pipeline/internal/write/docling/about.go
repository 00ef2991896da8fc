package docling

import (
	"strings"

	"octavo/pipeline/internal/meta"
)

// about is what is said of an item and docling has no field for.
type about struct {
	ID         string     `json:"id,omitempty"`
	Role       string     `json:"role,omitempty"`
	Number     string     `json:"number,omitempty"`
	Region     string     `json:"region,omitempty"`
	Label      string     `json:"label,omitempty"`
	Info       string     `json:"info,omitempty"`
	Alt        string     `json:"alt,omitempty"`
	Src        string     `json:"src,omitempty"`
	Title      string     `json:"title,omitempty"`
	Decorative bool       `json:"decorative,omitempty"`
	Width      string     `json:"width,omitempty"`
	Align      []string   `json:"align,omitempty"`
	Cells      []cellSaid `json:"cells,omitempty"`
	Spans      []span     `json:"spans,omitempty"`
	Markers    []string   `json:"markers,omitempty"`
	Calls      []ref      `json:"calls,omitempty"`
}

// described is docling's description of a picture; who made it is part of it.
type described struct {
	CreatedBy string `json:"created_by"`
	Text      string `json:"text"`
}

// fineRef is docling's FineRef: an item, and the range of the text that it is about.
type fineRef struct {
	Ref   string `json:"$ref"`
	Range [2]int `json:"range"`
}

// about gives what is said of an item, to add to.
func (it *item) about() *about {
	if it.said == nil {
		it.said = &about{}
	}
	return it.said
}

// identify keeps the identifier that links lead to.
func (it *item) identify(id string) *item {
	if id != "" {
		it.about().ID = id
	}
	return it
}

// say ends the body with what is said of the publication and of its items.
func (w *writer) say(m meta.Meta) {
	said := map[string]*about{}
	for _, list := range [][]*item{w.doc.Groups, w.doc.Texts, w.doc.Pictures, w.doc.Tables} {
		for _, it := range list {
			if it.said != nil {
				said[it.Self] = it.said
			}
		}
	}
	g := w.group("unspecified", "octavo")
	g.Layer, g.Meta = "invisible", &inMeta{Metadata: &m, Items: said}
}

// programs are the languages of code that docling names (CodeLanguageLabel).
var programs = strings.Fields("Ada Awk Bash bc C C# C++ CMake COBOL CSS Ceylon Clojure Crystal Cuda Cython D Dart dc Dockerfile DocLang Elixir Erlang FORTRAN Forth Go HTML Haskell Haxe Java JavaScript JSON Julia Kotlin Latex Lisp Lua Matlab MoonScript Nim OCaml ObjectiveC Octave PHP Pascal Perl Prolog Python Racket Ruby Rust SML SQL Scala Scheme Swift Tikz TypeScript VisualBasic XML YAML")

// programOf is docling's name of a code block's language, whatever its case.
func programOf(info string) string {
	first, _, _ := strings.Cut(info, " ")
	for _, name := range programs {
		if strings.EqualFold(name, first) {
			return name
		}
	}
	return "unknown"
}
