package markdown

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

var (
	noteDefsKey   = parser.NewContextKey()
	knownNotesKey = parser.NewContextKey()
)

// noteDefs are the definitions of one parse, in the order of the source.
type noteDefs struct {
	list []*noteDef
	byID map[string]*noteDef
	// missing are the calls without a note, by offset.
	missing map[int]string
}

// noteDef is a note's definition: [^id]: blocks.
type noteDef struct {
	gast.BaseBlock
	id     string
	offset int
}

var kindNoteDef = gast.NewNodeKind("OctavoNoteDef")

func (*noteDef) Kind() gast.NodeKind             { return kindNoteDef }
func (n *noteDef) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// noteCall is a call: [^id].
type noteCall struct {
	gast.BaseInline
	id     string
	offset int
}

var kindNoteCall = gast.NewNodeKind("OctavoNoteCall")

func (*noteCall) Kind() gast.NodeKind             { return kindNoteCall }
func (n *noteCall) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// noteBlockParser finds definitions. What belongs to one is indented by four
// columns.
type noteBlockParser struct{}

func (noteBlockParser) Trigger() []byte { return []byte{'['} }

func (noteBlockParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	id, n := noteMarker(line[pos:])
	if n == 0 || pos+n >= len(line) || line[pos+n] != ':' {
		return nil, parser.NoChildren
	}
	defs := pc.Get(noteDefsKey).(*noteDefs)
	def := &noteDef{id: id, offset: segment.Start + pos - segment.Padding}
	defs.list = append(defs.list, def)
	if defs.byID[id] == nil {
		defs.byID[id] = def
	}
	rest := pos + n + 1
	if util.IsBlank(line[rest:]) {
		r.Advance(rest - segment.Padding)
		return def, parser.NoChildren
	}
	for line[rest] == ' ' || line[rest] == '\t' {
		rest++
	}
	r.Advance(rest - segment.Padding)
	return def, parser.HasChildren
}

// noteMarker reads "[^id]" at the front of b and returns its length, or 0. Spaces
// in a name, which pandoc does not allow, are hyphens in the identifier.
func noteMarker(b []byte) (id string, n int) {
	if len(b) < 4 || b[0] != '[' || b[1] != '^' {
		return "", 0
	}
	for i := 2; i < len(b) && i < 100; i++ {
		switch b[i] {
		case ']':
			return strings.ReplaceAll(string(b[2:i]), " ", "-"), (i + 1) * min(i-2, 1)
		case ' ':
			if i == 2 || i+1 == len(b) || b[i+1] == ' ' || b[i+1] == ']' {
				return "", 0
			}
		case '\t', '\n', '[', '^', '\\', '`', '<', '|', '&':
			return "", 0
		}
	}
	return "", 0
}

func (noteBlockParser) Continue(_ gast.Node, r text.Reader, _ parser.Context) parser.State {
	return continueIndented(r)
}

// continueIndented goes on with a block whose lines are blank or indented by four.
func continueIndented(r text.Reader) parser.State {
	line, _ := r.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, r.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	r.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (noteBlockParser) Close(gast.Node, text.Reader, parser.Context) {}
func (noteBlockParser) CanInterruptParagraph() bool                  { return true }
func (noteBlockParser) CanAcceptIndentedLine() bool                  { return false }

// noteCallParser finds calls of notes that are defined.
type noteCallParser struct{}

func (noteCallParser) Trigger() []byte { return []byte{'[', '!'} }

func (p noteCallParser) Parse(parent gast.Node, r text.Reader, pc parser.Context) gast.Node {
	line, segment := r.PeekLine()
	if line[0] == '!' {
		return p.afterExclamation(parent, r, pc)
	}
	id, n := noteMarker(line)
	if n == 0 {
		return nil
	}
	_, known := pc.Get(knownNotesKey).(map[string]*ast.Note)[id]
	defs := pc.Get(noteDefsKey).(*noteDefs)
	if def := defs.byID[id]; !known && (def == nil || def.FirstChild() == nil) {
		defs.missing[segment.Start] = id
		return nil
	}
	r.Advance(n)
	return &noteCall{id: id, offset: segment.Start}
}

// afterExclamation finds a call behind an exclamation mark, which the parser of links
// would take for the beginning of a picture: ![^1], as cmark-gfm reads it. With an
// address, ![^1](a.png), it is a picture.
func (p noteCallParser) afterExclamation(parent gast.Node, r text.Reader, pc parser.Context) gast.Node {
	line, segment := r.PeekLine()
	if _, n := noteMarker(line[1:]); n == 0 || bytes.HasPrefix(line[1+n:], []byte("(")) {
		return nil
	}
	r.Advance(1)
	call := p.Parse(parent, r, pc)
	if call == nil {
		return nil // the parser goes back to the mark
	}
	parent.AppendChild(parent, gast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1)))
	return call
}

// registerNotes makes a note of each definition, so that calls find it, and
// then reads what the notes say.
func (r *reader) registerNotes(defs *noteDefs) {
	for _, offset := range slices.Sorted(maps.Keys(defs.missing)) {
		r.add(diag.Warning, CodeNoNote, r.pos(offset), "the call [^"+defs.missing[offset]+"] has no note and stays text", "add the note: [^"+defs.missing[offset]+"]: …")
	}
	made := map[*noteDef]*ast.Note{}
	r.counter.defined = r.counter.defined || len(defs.list) > 0
	for _, def := range defs.list {
		if def.FirstChild() == nil {
			r.drop(diag.Warning, CodeNoNote, r.pos(def.offset), def.id, "note "+def.id+" has no text and was left out")
			continue
		}
		note := &ast.Note{At: r.at(def.offset), ID: r.freeID(def)}
		note.Label = ast.ImpliedLabel(def.id, func(id string) bool { return defs.byID[id] != nil })
		r.notes[note.ID], made[def] = note, note
		r.allNotes = append(r.allNotes, note)
	}
	for _, def := range defs.list {
		if note := made[def]; note != nil {
			note.Blocks = r.noteBlocks(note, def)
		}
	}
	for _, note := range made { // a note may be called before its label is read
		ast.WalkBlocks(note.Blocks, relabelled)
	}
}

// relabelled gives a call the label of its note.
func relabelled(n ast.Node) bool {
	if ref, ok := n.(*ast.NoteRef); ok && ref.Note != nil {
		ref.Label = ref.Note.Label
	}
	return true
}

// freeID is the definition's identifier, with a number where it is taken.
func (r *reader) freeID(def *noteDef) string {
	if r.notes[def.id] == nil {
		return def.id
	}
	r.add(diag.Warning, CodeTwice, r.pos(def.offset), fmt.Sprintf("note %s is defined a second time; calls lead to the first", def.id),
		"give one of them another identifier")
	for {
		r.taken[def.id]++
		if id := fmt.Sprintf("%s-%d", def.id, r.taken[def.id]+1); r.notes[id] == nil {
			return id
		}
	}
}

// noteBlocks reads a note's blocks and takes the label out of its comment.
func (r *reader) noteBlocks(note *ast.Note, def *noteDef) []ast.Block {
	outer := r.label
	r.label = ""
	blocks := r.blocks(def, false)
	r.waiting = nil
	if r.label != "" {
		note.Label = r.label
	}
	r.label = outer
	if len(blocks) == 0 { // a comment or empty mark-up
		blocks = []ast.Block{&ast.Paragraph{At: note.At, Inlines: []ast.Inline{&ast.Text{At: note.At, Value: note.Label}}}}
	}
	return blocks
}

// labelComment gives the label in "<!-- label: x -->".
func labelComment(html string) (string, bool) {
	s, ok := strings.CutPrefix(strings.TrimSpace(html), "<!-- label: ")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(s, " -->")
}
