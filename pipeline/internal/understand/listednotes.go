package understand

import (
	"fmt"
	"slices"
	"strconv"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// pairListed finds the notes of a structured document that are the items of a
// list: a list from 1 that is all its section holds, or ends the document, and of
// which every number is raised once before it, in order. Numbers that a browser
// draws are no text, so that the pairing of raised numbers does not see them.
func pairListed(s *state) {
	if !hasRaised(s.doc) {
		return
	}
	l := &listedNotes{s: s, ids: map[string]int{}, refs: map[ast.Inline]*ast.NoteRef{}}
	for _, n := range s.doc.Notes {
		l.ids[n.Label]++
	}
	s.doc.Blocks = l.in(s.doc.Blocks, nil)
	if len(l.refs) == 0 {
		return
	}
	ast.MapInlines(s.doc.Blocks, func(list []ast.Inline) []ast.Inline {
		for i, in := range list {
			if ref := l.refs[in]; ref != nil {
				list[i] = ref
			}
		}
		return list
	})
}

// listedNotes pairs raised numbers with the items of lists.
type listedNotes struct {
	s   *state
	ids map[string]int
	// raised are the raised numbers since the last list of notes.
	raised []*ast.Super
	refs   map[ast.Inline]*ast.NoteRef
}

// in gives the blocks of a section, or of the document where that is nil, without
// lists that are notes.
func (l *listedNotes) in(blocks []ast.Block, around *ast.Section) []ast.Block {
	var out []ast.Block
	for i, b := range blocks {
		list, isList := b.(*ast.List)
		alone := around != nil && len(blocks) == 1 || around == nil && i == len(blocks)-1
		switch sec, isSection := b.(*ast.Section); {
		case isSection:
			l.gather(sec.Title)
			before := len(sec.Blocks)
			if sec.Blocks = l.in(sec.Blocks, sec); len(sec.Blocks) == 0 && before > 0 {
				l.s.left(decision{codeMarker, "nothing but notes under it, which go to their calls", "a heading over notes", 0.90}, sec.Src, chars.OneLine(sec.Heading()))
				continue
			}
		case isList && alone && l.pair(list):
			continue
		default:
			ast.WalkBlocks([]ast.Block{b}, func(n ast.Node) bool {
				if sup, ok := n.(*ast.Super); ok {
					l.raised = append(l.raised, sup)
				}
				return true
			})
		}
		out = append(out, b)
	}
	return out
}

func (l *listedNotes) gather(list []ast.Inline) {
	for _, in := range list {
		if sup, ok := in.(*ast.Super); ok {
			l.raised = append(l.raised, sup)
		}
	}
}

// pair makes notes of the items of a list where the raised numbers before it prove
// that they are some.
func (l *listedNotes) pair(list *ast.List) bool {
	if list.Style != ast.Decimal || list.Start != 1 || len(list.Items) < 2 {
		return false
	}
	calls := slices.DeleteFunc(slices.Clone(l.raised), func(sup *ast.Super) bool {
		n, err := strconv.Atoi(raisedLabel(sup))
		return err != nil || n < 1 || n > len(list.Items)
	})
	if len(calls) != len(list.Items) {
		return false
	}
	for i, c := range calls {
		if n, ok := list.Number(i); !ok || n != i+1 || raisedLabel(c) != strconv.Itoa(i+1) || len(list.Items[i].Blocks) == 0 {
			return false
		}
	}
	for i, c := range calls {
		l.note(list.Items[i], c)
	}
	l.raised = nil
	return true
}

// note makes a note of an item, and its call of a raised number.
func (l *listedNotes) note(it *ast.ListItem, call *ast.Super) {
	label := raisedLabel(call)
	note := &ast.Note{At: it.At, ID: uniqueID(l.ids, label), Label: label, Blocks: it.Blocks}
	l.s.doc.Notes = append(l.s.doc.Notes, note)
	l.refs[call] = &ast.NoteRef{At: ast.At{Src: call.Pos()}, Label: label, Note: note}
	l.s.log.Add(diag.Diagnostic{Code: CodeNote, Pos: call.Pos(), Rule: "notes that are the items of a list, call raised", Confidence: 0.97,
		Message: fmt.Sprintf("call of note %s, which stands in line %d", label, it.Src.Line), Dropped: residueOf(ast.PlainText(call.Inlines), label)})
}
