package docx

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// flow gathers the blocks of the body, of a cell, a note or a text box.
type flow struct {
	r    *reader
	part *part
	// top is set where headings open sections.
	top     bool
	entries []office.Entry
	story   *story
	// carry is the beginning of a paragraph whose end was deleted.
	carry []office.Piece
	// around is what stands around all of it: a row that was put in or deleted.
	around context
	// contentsAt are the places in entries where printed contents were.
	contentsAt []int
	// frames counts the paragraphs without lines around them, which part the boxes.
	frames int
}

// story is a text in which fields may go over paragraphs: the body, a note, a box.
type story struct {
	fields []*field
	closed map[*office.Node]bool // the beginnings of fields that end
}

// inside gives the flow of a part of this one: a cell.
func (f *flow) inside() *flow {
	return &flow{r: f.r, part: f.part, story: f.story, around: f.around}
}

// finish makes the blocks of what was gathered.
func (f *flow) finish() []ast.Block {
	if len(f.carry) > 0 {
		f.addParagraph(&para{f: f, style: f.r.styles.normal, place: f.carry[0].At.Src.Line, pieces: f.carry})
		f.carry = nil
	}
	if f.top {
		f.dropContentsHeads()
		f.entries = f.r.TabTables(f.entries, f.r.anchors)
		f.entries = f.r.Framed(f.entries, f.r.anchors)
		office.PlainCover(f.entries, f.r.looks)
		office.LooseNumbers(f.entries, f.r.looks, f.r.heads > 0)
	}
	return f.r.Lists(office.Captions(office.JoinBlocks(f.entries), f.r.Report, f.r.anchors))
}

// blocks reads the block elements in n.
func (f *flow) blocks(n *office.Node) {
	if f.story == nil {
		f.story = &story{closed: closedFields(n)}
	}
	for _, k := range n.Kids {
		f.block(k)
	}
}

func (f *flow) block(n *office.Node) {
	switch n.Name {
	case "w:p":
		f.paragraph(n)
	case "w:tbl":
		f.table(n)
	case "w:sdt":
		f.control(n)
	case "w:customXml", "w:smartTag":
		f.blocks(n)
	case "w:ins", "w:moveTo", "w:del", "w:moveFrom":
		f.changedBlocks(n)
	case "mc:AlternateContent":
		f.blocks(branch(n))
	case "w:altChunk":
		f.r.Warn(n.Place, office.CodeUnknown, "another file that is embedded here was not read", "open the document in Word and save it anew, so that the file becomes part of the text")
	case "w:subDoc":
		f.r.subDocument(n)
	case "w:bookmarkStart":
		f.r.anchors.Name(n.Attr("w:name"))
	case "m:oMathPara", "m:oMath":
		p := &para{f: f, place: n.Place, style: f.r.styles.normal}
		p.formula(n, context{})
		f.addParagraph(p)
	default:
		f.r.unknown(n)
	}
}

// subDocument says that a document that belongs here stands in another file (17.17.2.1).
func (r *reader) subDocument(n *office.Node) {
	r.Warn(n.Place, office.CodeUnknown, "the sub-document that belongs here was not read", "put its text into the document")
}

// changedBlocks reads blocks that were put in or deleted as a whole.
func (f *flow) changedBlocks(n *office.Node) {
	around := f.around
	switch {
	case n.Name == "w:ins" || n.Name == "w:moveTo":
		f.around.inserted = f.r.changes.insert(f.r)
	case f.r.opts.Changes != office.Show:
		f.r.changes.drop(n)
		return
	default:
		f.r.changes.deleted++
		f.around.deleted = true
	}
	f.blocks(n)
	f.around = around
}

// control reads a block of a content control; the one that holds a table of contents
// is left out.
func (f *flow) control(n *office.Node) {
	content := n.Kid("w:sdtContent")
	if content == nil {
		return
	}
	gallery := n.Kid("w:sdtPr", "w:docPartObj", "w:docPartGallery").Attr("w:val")
	if gallery == "Table of Contents" && f.top {
		text := office.Plain(content, textElements)
		f.r.contentsLeftOut(content.Place+1, text)
		f.contentsAt = append(f.contentsAt, len(f.entries))
		return
	}
	f.blocks(content)
}

var textElements = map[string]bool{"w:t": true, "w:delText": true}

// contentsLeftOut says that printed contents were left out.
func (r *reader) contentsLeftOut(place int, text string) {
	if strings.TrimSpace(text) != "" {
		r.Drop(place, office.CodeContents, 0.95, text, "the printed table of contents was left out; the editions have their own")
	}
}

// passed are elements that carry no meaning of their own, or whose meaning is taken
// where they stand.
var passed = map[string]bool{
	"": true, "w:pPr": true, "w:rPr": true, "w:sectPr": true, "w:tblPr": true, "w:tblGrid": true, "w:trPr": true, "w:tcPr": true,
	"w:sdtPr": true, "w:sdtEndPr": true, "w:tblPrEx": true, "w:bookmarkEnd": true, "w:proofErr": true, "w:permStart": true, "w:permEnd": true,
	"w:commentRangeStart": true, "w:commentRangeEnd": true, "w:annotationRef": true, "w:commentReference": true,
	"w:moveFromRangeStart": true, "w:moveFromRangeEnd": true, "w:moveToRangeStart": true, "w:moveToRangeEnd": true,
	"w:customXmlInsRangeStart": true, "w:customXmlInsRangeEnd": true, "w:customXmlDelRangeStart": true, "w:customXmlDelRangeEnd": true,
	"w:customXmlMoveFromRangeStart": true, "w:customXmlMoveFromRangeEnd": true, "w:customXmlMoveToRangeStart": true, "w:customXmlMoveToRangeEnd": true,
	"w:lastRenderedPageBreak": true, "w:softHyphen": true, "w:separator": true, "w:continuationSeparator": true,
	"w:footnoteRef": true, "w:endnoteRef": true, "w:smartTagPr": true, "w:customXmlPr": true, "w:fldData": true, "w:ffData": true,
	"w:numberingChange": true,
}

// unknown says once for each kind of element that it was not understood. Elements
// of Microsoft's extensions that are no drawings hold settings.
func (r *reader) unknown(n *office.Node) {
	if passed[n.Name] || r.seen[n.Name] || strings.HasPrefix(n.Name, "w14:") || strings.HasPrefix(n.Name, "w15:") {
		return
	}
	r.seen[n.Name] = true
	text := strings.TrimSpace(n.AllText())
	r.WarnDropped(n.Place, office.CodeUnknown, text, fmt.Sprintf("the element %q is not understood and was left out, here and elsewhere", n.Name),
		"look whether the text is whole; in Word, write what is missing in another way")
}

// branch gives the alternative that is read: the first where Word's extensions are
// understood, else the one for older programs.
func branch(n *office.Node) *office.Node {
	for _, k := range n.Kids {
		if k.Name != "mc:Choice" {
			continue
		}
		known := true
		for _, prefix := range strings.Fields(k.Attr("Requires")) {
			known = known && understood[prefix]
		}
		if known {
			return k
		}
	}
	if k := n.Kid("mc:Fallback"); k != nil {
		return k
	}
	return &office.Node{}
}

// understood are the usual prefixes of the extensions whose drawings are read.
var understood = map[string]bool{"wps": true, "wpg": true, "wpc": true, "w14": true, "w15": true, "w16": true, "a14": true, "wp14": true, "adec": true}
