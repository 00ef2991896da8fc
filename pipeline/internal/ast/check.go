package ast

import (
	"fmt"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// The codes of Check. Those that end a run are Errors; the others are for a
// person to look at.
const (
	CodeRawLine      diag.Code = "tree-raw-line"
	CodeUnknownNode  diag.Code = "tree-unknown-node"
	CodeEmpty        diag.Code = "tree-empty"
	CodeSpace        diag.Code = "tree-space"
	CodeControl      diag.Code = "tree-control-character"
	CodeSectionLevel diag.Code = "tree-section-level"
	CodeSectionPlace diag.Code = "tree-section-place"
	CodeList         diag.Code = "tree-list"
	CodeGrid         diag.Code = "tree-table-grid"
	CodeHeader       diag.Code = "tree-table-header"
	CodeNote         diag.Code = "tree-note"
	CodeID           diag.Code = "tree-id"
	CodeTarget       diag.Code = "tree-target"
	CodeLink         diag.Code = "tree-link"
	CodeAddress      diag.Code = "link-address"
	CodeMark         diag.Code = "tree-mark"
	CodeAlt          diag.Code = "image-no-alternative"
	CodeFormula      diag.Code = "formula-unread"
	CodeNoHeader     diag.Code = "table-no-header"
	CodeNoTitle      diag.Code = "title-missing"
	CodeCertifier    diag.Code = "certifier-incomplete"
	CodeNoLang       diag.Code = "language-missing"
	CodeNoCall       diag.Code = "note-never-called"
	CodeLinkedCall   diag.Code = "link-around-call"
	CodeNoText       diag.Code = "document-empty"
)

var _ = diag.Register(map[diag.Code]string{
	CodeRawLine:      "A raw line is left in the tree.",
	CodeUnknownNode:  "The tree holds a node of an unknown kind, or none where one must be.",
	CodeEmpty:        "A paragraph, list, table or heading has no content.",
	CodeSpace:        "A paragraph, heading, term or caption begins or ends with white space.",
	CodeControl:      "Text holds a control character or is not UTF-8.",
	CodeSectionLevel: "A heading's level skips one, or is not deeper than its parent's.",
	CodeSectionPlace: "A section stands where no heading can.",
	CodeList:         "A list's numerals cannot be counted.",
	CodeGrid:         "A table's rows do not fill its columns exactly.",
	CodeHeader:       "A cell's kind of header or identifier cannot be used, or it names a header that is not in its table.",
	CodeNote:         "A note call has no note in the document, or a note's identifier cannot be used.",
	CodeID:           "An identifier is used twice or cannot be written in XML.",
	CodeTarget:       "A link inside the document leads nowhere.",
	CodeLink:         "A link stands inside another.",
	CodeAddress:      "A link's address is not one that a publication may lead to; its text stays, without the link.",
	CodeMark:         "A language tag, a citation's kind, an abbreviation's expansion or an image's source is missing or malformed.",
	CodeAlt:          "An image has no text alternative, or one that says nothing, and is not marked as decorative.",
	CodeFormula:      "A formula cannot be read; it was kept as its source text.",
	CodeNoHeader:     "A table of several rows and columns has no header cells.",
	CodeNoTitle:      "The publication has no title.",
	CodeCertifier:    "A certifier is named without a level, or a level without a certifier, so no conformance is claimed.",
	CodeNoLang:       "The publication's language is not known.",
	CodeNoCall:       "No call leads to a note.",
	CodeLinkedCall:   "A link holds nothing but the call of a note, which leads to the note; no edition leads to its address.",
	CodeNoText:       "The publication has no text.",
})

// Check proves that the tree is what writers trust. Each broken invariant is
// an Error with its code and place, each gap that a reader would notice a
// Warning:
//
//   - no raw lines, no unknown or absent nodes, nothing empty but list items
//     and cells;
//   - text in UTF-8 without control characters, and no paragraph, heading,
//     term or caption that begins or ends with a space;
//   - sections only in the document and in sections, after which nothing but
//     sections follows; levels from 1 to 6, each one deeper than its parent;
//   - items only in lists; lists that count from 0 or more;
//   - rows that fill their columns exactly, spans counted; cells that name
//     headers of their own table only;
//   - calls lead to the document's notes, whose identifiers are unique, as are
//     those of sections, tables and figures; links inside lead somewhere;
//   - no link inside a link, and none that Followable refuses.
func Check(doc *Document, log *diag.Log) {
	c := &checker{log: log, notes: map[*Note]int{}, ids: map[string]bool{}, noteIDs: map[string]bool{}}
	c.collect(doc)
	c.meta(doc)
	c.blocks(doc.Blocks, inDocument, 0)
	for _, n := range doc.Notes {
		if len(n.Blocks) == 0 {
			c.fail(n, CodeEmpty, "note %s has no text", n.ID)
		}
		c.blocks(n.Blocks, inBlock, 0)
	}
	c.targets()
	c.calls(doc)
}

type checker struct {
	log     *diag.Log
	notes   map[*Note]int // calls of each note
	ids     map[string]bool
	noteIDs map[string]bool
	links   []*Link // those that lead inside the document
}

func (c *checker) fail(n Node, code diag.Code, format string, args ...any) {
	c.add(n.Pos(), diag.Error, code, fmt.Sprintf(format, args...), "")
}

func (c *checker) warn(n Node, code diag.Code, message, hint string) {
	c.add(n.Pos(), diag.Warning, code, message, hint)
}

func (c *checker) add(pos diag.Pos, s diag.Severity, code diag.Code, message, hint string) {
	c.log.Add(diag.Diagnostic{Code: code, Severity: s, Pos: pos, Rule: "check", Message: message, Hint: hint})
}

// collect gathers notes and identifiers before anything refers to them.
func (c *checker) collect(doc *Document) {
	for _, n := range doc.Notes {
		c.notes[n] = 0
		if !noteIDUsable(n.ID) {
			c.fail(n, CodeNote, "the note's identifier %q is empty or holds white space, brackets or a caret", n.ID)
		}
		if c.noteIDs[n.ID] {
			c.fail(n, CodeNote, "two notes have the identifier %q", n.ID)
		}
		c.noteIDs[n.ID] = true
	}
	WalkDocument(doc, func(n Node) bool {
		if id := NodeID(n); id != "" {
			c.identifier(n, id)
		}
		return true
	})
}

func (c *checker) identifier(n Node, id string) {
	if !IsID(id) {
		c.fail(n, CodeID, "the identifier %q must begin with a letter and hold only letters, digits, '-', '_', '.' and ':'", id)
	}
	if c.ids[id] {
		c.fail(n, CodeID, "the identifier %q is used twice", id)
	}
	c.ids[id] = true
}

func (c *checker) meta(doc *Document) {
	if doc.Meta.Title == "" {
		c.add(diag.Pos{}, diag.Warning, CodeNoTitle, "the publication has no title",
			"give one: title in NAME.yaml or in the front matter")
	}
	if doc.Meta.Lang == "" {
		c.add(diag.Pos{}, diag.Warning, CodeNoLang, "the publication's language is not known",
			"give it: --lang, or lang in NAME.yaml or in the front matter")
	} else if !meta.IsLang(doc.Meta.Lang) {
		c.add(diag.Pos{}, diag.Error, CodeMark, fmt.Sprintf("%q is no language tag", doc.Meta.Lang), "write a BCP 47 tag: nl, en, de-AT")
	}
	if by := doc.Meta.Certifier; by != nil && (by.Name == "" || by.Level == "") {
		c.add(diag.Pos{}, diag.Warning, CodeCertifier, "a certifier without a level, or a level without a certifier, certifies nothing",
			"give both in the metadata: certifier: {name: …, level: WCAG 2.2 AA}")
	}
	if len(doc.Blocks) == 0 {
		c.add(diag.Pos{}, diag.Warning, CodeNoText, "the publication has no text", "")
	}
}

// targets checks that links inside the document lead to an identifier; links to
// the same one are one finding.
func (c *checker) targets() {
	lost, first := map[string]int{}, []*Link{}
	for _, l := range c.links {
		if id := l.URL[1:]; c.ids[id] || c.noteIDs[id] {
			continue
		}
		if lost[l.URL]++; lost[l.URL] == 1 {
			first = append(first, l)
		}
	}
	for _, l := range first {
		message := fmt.Sprintf("the link to %q leads nowhere; its text is kept without a link", l.URL)
		if n := lost[l.URL]; n > 1 {
			message = fmt.Sprintf("%d links to %q lead nowhere; their texts are kept without links", n, l.URL)
		}
		c.warn(l, CodeTarget, message, "put the identifier at the place that is meant: {#ID} behind a heading, []{#ID} in text")
	}
}

func (c *checker) calls(doc *Document) {
	for _, n := range Uncalled(doc) {
		message := "nothing calls note " + n.ID
		if c.notes[n] > 0 {
			message = "only notes at which nobody arrives call note " + n.ID
		}
		c.warn(n, CodeNoCall, message, "put [^"+n.ID+"] where it is called, or remove the note")
	}
}
