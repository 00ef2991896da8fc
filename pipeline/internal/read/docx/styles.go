package docx

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/office"
)

// toggle is a property that may be unset, on or off.
type toggle int8

const (
	unset toggle = iota
	on
	off
)

// over gives the toggle, or where it is unset the one below it.
func (t toggle) over(below toggle) toggle {
	if t == unset {
		return below
	}
	return t
}

// runProps are the properties of a run that matter here (ISO/IEC 29500-1, 17.3.2).
type runProps struct {
	style                                          string
	bold, italic, strike, underline, hidden, proof toggle
	highlight                                      toggle
	vert, font                                     string
	langs                                          office.Langs
	size                                           int // in half-points; 0 for unset
	raised                                         int // in half-points; 0 for unset
}

// over gives the properties with those below them where they say nothing.
func (p runProps) over(b runProps) runProps {
	p.bold, p.italic, p.strike = p.bold.over(b.bold), p.italic.over(b.italic), p.strike.over(b.strike)
	p.underline, p.hidden, p.proof = p.underline.over(b.underline), p.hidden.over(b.hidden), p.proof.over(b.proof)
	p.highlight = p.highlight.over(b.highlight)
	if p.size == 0 {
		p.size = b.size
	}
	if p.raised == 0 {
		p.raised = b.raised
	}
	p.vert, p.font, p.langs = first(p.vert, b.vert), first(p.font, b.font), p.langs.Over(b.langs)
	return p
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// paraProps are the properties of a paragraph that matter here (17.3.1).
type paraProps struct {
	style   string
	outline int // from 0; -1 for unset, 9 for body text
	num     string
	level   int // -1 for unset
	indent  int // in twentieths of a point; noIndent for unset
	// frame tells the lines drawn around it, frameless where there are none on some side,
	// "" for unset.
	frame string
	tabs  *office.TabStops
	run   runProps
}

const (
	bodyText = 9
	noIndent = -1 << 31
)

func (p paraProps) over(b paraProps) paraProps {
	if p.outline < 0 {
		p.outline = b.outline
	}
	p.num, p.frame = first(p.num, b.num), first(p.frame, b.frame)
	if p.tabs == nil {
		p.tabs = b.tabs
	}
	if p.level < 0 {
		p.level = b.level
	}
	if p.indent == noIndent {
		p.indent = b.indent
	}
	p.run = p.run.over(b.run)
	return p
}

// style is a style with what it inherits.
type style struct {
	id, name, kind, basedOn string
	para                    paraProps
	run                     runProps
	// headRow and headCol tell a table style that sets the first row or column
	// apart.
	headRow, headCol bool
	// framed tells a table style that draws lines around the table.
	framed   bool
	resolved bool
}

// styles are the styles of a document by their identifiers.
type styles struct {
	byID     map[string]*style
	defaults paraProps
	normal   string // the identifier of the default paragraph style
	running  map[string]bool
}

// readStyles reads styles.xml. A style that is based on itself is an error.
func readStyles(name string, root *office.Node) (*styles, error) {
	s := &styles{byID: map[string]*style{}, defaults: noParaProps()}
	if root == nil {
		return s, nil
	}
	s.defaults = readParaProps(root.Kid("w:docDefaults", "w:pPrDefault", "w:pPr"))
	s.defaults.run = readRunProps(root.Kid("w:docDefaults", "w:rPrDefault", "w:rPr"))
	root.Each("w:style", func(n *office.Node) {
		st := readStyle(n)
		s.byID[st.id] = st
		if st.kind == "paragraph" && isOn(n.Attr("w:default")) && n.Attr("w:default") != "" {
			s.normal = st.id
		}
	})
	for id := range s.byID {
		if err := s.resolve(name, id); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func readStyle(n *office.Node) *style {
	st := &style{id: n.Attr("w:styleId"), kind: n.Attr("w:type"), name: n.Kid("w:name").Attr("w:val"),
		basedOn: n.Kid("w:basedOn").Attr("w:val"), para: readParaProps(n.Kid("w:pPr")), run: readRunProps(n.Kid("w:rPr"))}
	st.framed = isFrame(readFrame(n.Kid("w:tblPr", "w:tblBorders")))
	n.Each("w:tblStylePr", func(c *office.Node) {
		st.headRow = st.headRow || c.Attr("w:type") == "firstRow"
		st.headCol = st.headCol || c.Attr("w:type") == "firstCol" && c.Kid("w:rPr", "w:b") != nil
	})
	return st
}

// resolve gives a style what it inherits.
func (s *styles) resolve(name, id string) error {
	var chain []*style
	seen := map[string]bool{}
	for st := s.byID[id]; st != nil && !st.resolved; st = s.byID[st.basedOn] {
		if seen[st.id] {
			return &diag.Fault{Pos: diag.Pos{File: name}, Msg: "the style " + strconv.Quote(st.name) + " is based on itself, by way of others",
				Remedy: "give it another style to be based on, or save the document anew in a word processor"}
		}
		seen[st.id] = true
		chain = append(chain, st)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		st := chain[i]
		if base := s.byID[st.basedOn]; base != nil {
			st.para, st.run = st.para.over(base.para), st.run.over(base.run)
			st.framed = st.framed || base.framed
			st.headRow, st.headCol = st.headRow || base.headRow, st.headCol || base.headCol
		}
		st.resolved = true
	}
	return nil
}

// get gives a style by its identifier; never nil.
func (s *styles) get(id string) *style {
	if st := s.byID[id]; st != nil {
		return st
	}
	return &style{para: noParaProps()}
}

// complete adds the styles that paragraphs name and the file does not define: programs
// that write no styles mean those of Word, and their identifiers name them.
func (s *styles) complete(body *office.Node) {
	body.Descend("w:pStyle", func(n *office.Node) {
		if id := n.Attr("w:val"); id != "" && s.byID[id] == nil {
			s.byID[id] = &style{id: id, name: id, para: noParaProps(), resolved: true}
		}
	})
}

// paragraph gives the style of a paragraph that names this one.
func (s *styles) paragraph(id string) *style {
	return s.get(first(id, s.normal))
}

// chain calls f for a style and those it is based on, until f gives true.
func (s *styles) chain(id string, f func(*style) bool) {
	for n := 0; n <= len(s.byID); n++ {
		st := s.byID[id]
		if st == nil || f(st) {
			return
		}
		id = st.basedOn
	}
}

func noParaProps() paraProps { return paraProps{outline: -1, level: -1, indent: noIndent} }

func readParaProps(n *office.Node) paraProps {
	p := noParaProps()
	if n == nil {
		return p
	}
	p.style = n.Kid("w:pStyle").Attr("w:val")
	p.outline = number(n.Kid("w:outlineLvl").Attr("w:val"), -1)
	p.num = n.Kid("w:numPr", "w:numId").Attr("w:val")
	p.level = number(n.Kid("w:numPr", "w:ilvl").Attr("w:val"), -1)
	p.indent = readIndent(n.Kid("w:ind"))
	p.tabs = readTabs(n.Kid("w:tabs"))
	p.frame = readFrame(n.Kid("w:pBdr"))
	return p
}

// readIndent gives where the text of a paragraph begins: its left indent, or its
// first line where that is further in.
func readIndent(n *office.Node) int {
	left, ok := n.Lookup("w:left")
	if !ok {
		left, ok = n.Lookup("w:start")
	}
	if !ok {
		return noIndent
	}
	return number(left, noIndent)
}

func readRunProps(n *office.Node) runProps {
	var p runProps
	if n == nil {
		return p
	}
	p.style = n.Kid("w:rStyle").Attr("w:val")
	p.bold, p.italic = readToggle(n.Kid("w:b")), readToggle(n.Kid("w:i"))
	p.strike = readToggle(n.Kid("w:strike")).over(readToggle(n.Kid("w:dstrike")))
	p.hidden, p.proof = readToggle(n.Kid("w:vanish")), readToggle(n.Kid("w:noProof"))
	if u := n.Kid("w:u"); u != nil {
		p.underline = on
		if v := u.Attr("w:val"); v == "none" || v == "" {
			p.underline = off
		}
	}
	if h := n.Kid("w:highlight"); h != nil {
		p.highlight = on
		if v := h.Attr("w:val"); v == "none" || v == "white" { // the paper's own colour
			p.highlight = off
		}
	}
	p.size = number(n.Kid("w:sz").Attr("w:val"), 0)
	p.raised = number(n.Kid("w:position").Attr("w:val"), 0)
	p.vert = n.Kid("w:vertAlign").Attr("w:val")
	l := n.Kid("w:lang")
	p.langs = office.Langs{Western: l.Attr("w:val"), Asian: l.Attr("w:eastAsia"), Complex: l.Attr("w:bidi")}
	p.font = first(n.Kid("w:rFonts").Attr("w:ascii"), n.Kid("w:rFonts").Attr("w:hAnsi"))
	return p
}

func readToggle(n *office.Node) toggle {
	switch {
	case n == nil:
		return unset
	case isOn(n.Attr("w:val")):
		return on
	}
	return off
}

// isOn reads ST_OnOff (17.17.4); an element without a value is on.
func isOn(v string) bool { return v != "0" && v != "false" && v != "off" }

// number reads a whole number; it is otherwise for anything else.
func number(s string, otherwise int) int {
	whole, _, _ := strings.Cut(s, ".") // some programs write twentieths with decimals
	k, err := strconv.Atoi(whole)
	if err != nil || k < -1<<30 || k > 1<<30 {
		return otherwise
	}
	return k
}

// headingName is a heading style's name, as Word itself and its translations
// name it: built-in styles keep their English name in the file, but other
// programs write the one that they show.
var headingName = pattern.Of(`^(?:` + office.HeadingNames + `|berschrift|ttulo) ?([1-9])$`)

// isHeading reports whether a style itself is called as a heading's is.
func (st *style) isHeading() bool { return headingName.MatchString(strings.ToLower(st.name)) }

// The roles of paragraphs, by the names of their styles in English, Dutch, German and
// French, in small letters.
var roleNames = map[string]office.Role{
	"title": office.RoleTitle, "titel": office.RoleTitle, "titre": office.RoleTitle,
	"subtitle": office.RoleSubtitle, "ondertitel": office.RoleSubtitle, "subtitel": office.RoleSubtitle, "untertitel": office.RoleSubtitle, "sous-titre": office.RoleSubtitle,
	"caption": office.RoleCaption, "bijschrift": office.RoleCaption, "beschriftung": office.RoleCaption, "légende": office.RoleCaption,
	"table caption": office.RoleCaption, "figure caption": office.RoleCaption, "image caption": office.RoleCaption, "captioned figure": office.RoleText,
	"toc heading": office.RoleContents, "kop van inhoudsopgave": office.RoleContents, "kopvaninhoudsopgave": office.RoleContents,
	"inhaltsverzeichnisüberschrift": office.RoleContents, "en-tête de table des matières": office.RoleContents,
	"quote": office.RoleQuote, "intense quote": office.RoleQuote, "citaat": office.RoleQuote, "duidelijk citaat": office.RoleQuote, "zitat": office.RoleQuote,
	"intensives zitat": office.RoleQuote, "citation": office.RoleQuote, "citation intense": office.RoleQuote, "block text": office.RoleQuote, "block quote": office.RoleQuote, "blockquote": office.RoleQuote, "quotations": office.RoleQuote,
	"definition term": office.RoleTerm, "definition": office.RoleDefinition,
	"html preformatted": office.RoleCode, "source code": office.RoleCode, "code": office.RoleCode, "code block": office.RoleCode, "code listing": office.RoleCode, "program listing": office.RoleCode, "preformatted text": office.RoleCode, "macro": office.RoleCode,
}

// codeNames are the names of styles of characters for words of a program.
var codeNames = map[string]bool{"verbatim char": true, "html code": true, "html-code": true, "html typewriter": true, "source text": true,
	"code": true, "inline code": true, "codechar": true, "code char": true}

// office.RoleCode reports whether a style of characters is one for words of a program.
func (s *styles) isCode(id string) bool {
	found := false
	s.chain(id, func(st *style) bool {
		found = codeNames[strings.ToLower(st.name)]
		return found
	})
	return found
}

// role gives what the paragraphs of a style are: what the style's own name says,
// or that of one it is based on.
func (s *styles) role(id string) office.Role {
	found := office.RoleText
	s.chain(first(id, s.normal), func(st *style) bool {
		r, ok := roleNames[strings.ToLower(st.name)]
		if !ok {
			r, ok = office.CoverRole(st.name)
		}
		if ok {
			found = r
		}
		return ok || st.isHeading()
	})
	return found
}

// headingLevel gives the level of the headings of a style, from 1, by its outline
// level or its name; 0 for a style of other text.
func (s *styles) headingLevel(id string) int {
	id = first(id, s.normal)
	if o := s.get(id).para.outline; o >= 0 {
		if o >= bodyText || s.running[id] {
			return 0
		}
		return o + 1
	}
	level := 0
	s.chain(id, func(st *style) bool {
		if m := headingName.FindStringSubmatch(strings.ToLower(st.name)); m != nil {
			level = number(m[1], 0)
		}
		return level > 0
	})
	return level
}
