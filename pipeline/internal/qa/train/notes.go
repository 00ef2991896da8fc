package train

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// pairing is a call that was paired with a note, and what is true of it.
type pairing struct {
	Call
	text       int // the line where the note's text begins
	form       string
	confidence float64
	right      bool
}

// noteScore counts the pairings of texts.
type noteScore struct {
	is, right, said int // pairings that are there, found rightly, and said
	sure, sureRight int // of those said, with sureConfidence or more
	promised        float64
	lone, named     int // calls without a note, and those that a finding names
}

// sureConfidence is from where on a decision counts as sure.
const sureConfidence = 0.8

// ReportNotes writes how many of the true pairings of calls and notes are found,
// and how many of those said are right, by family of texts and by form.
// The weights of the pairs are those in use, or with held those of the other
// families.
func ReportNotes(w io.Writer, texts []*Text, held bool) error {
	byFamily, byForm, all := map[string]*noteScore{}, map[string]*noteScore{}, &noteScore{}
	run := func(texts []*Text) error {
		for _, t := range texts {
			pairs, named, err := t.pairings()
			if err != nil {
				return err
			}
			for _, s := range []*noteScore{at(byFamily, t.Family), all} {
				s.count(t, pairs, named)
			}
			for _, p := range pairs {
				at(byForm, p.form).add(p)
			}
			t.showNotes(w, pairs)
		}
		return nil
	}
	over := run
	if held {
		over = func(texts []*Text) error { return heldOut(texts, run) }
	}
	if err := over(texts); err != nil {
		return err
	}
	fmt.Fprintf(w, "%-70s %5s %5s %5s  %5s %5s  %5s %5s  %5s %5s  %s\n", "pairings", "are", "right", "said", "found", "right", "sure", "right", "alone", "named", "promised")
	for _, by := range []map[string]*noteScore{byFamily, byForm, {"all": all}} {
		for _, name := range slices.Sorted(maps.Keys(by)) {
			by[name].print(w, name)
		}
	}
	return nil
}

func at(scores map[string]*noteScore, name string) *noteScore {
	if scores[name] == nil {
		scores[name] = &noteScore{}
	}
	return scores[name]
}

func (s *noteScore) count(t *Text, pairs []pairing, named map[int]bool) {
	for _, c := range t.Calls {
		switch {
		case c.Note > 0:
			s.is++
		default:
			s.lone++
			if named[c.Line] {
				s.named++
			}
		}
	}
	for _, p := range pairs {
		s.add(p)
	}
}

func (s *noteScore) add(p pairing) {
	s.said++
	s.promised += p.confidence
	if p.right {
		s.right++
	}
	if p.confidence >= sureConfidence {
		s.sure++
		if p.right {
			s.sureRight++
		}
	}
}

func (s *noteScore) print(w io.Writer, name string) {
	if s.is+s.said+s.lone == 0 {
		return
	}
	fmt.Fprintf(w, "%-70s %5d %5d %5d  %5.2f %5.2f  %5d %5.2f  %5d %5d  %5.2f\n", name, s.is, s.right, s.said,
		share(s.right, s.is), share(s.right, s.said), s.sure, share(s.sureRight, s.sure), s.lone, s.named, s.promised/float64(max(1, s.said)))
}

func share(a, b int) float64 { return float64(a) / float64(max(1, b)) }

// showNotes lists the pairings of the text that are wrong or missed.
func (t *Text) showNotes(w io.Writer, pairs []pairing) {
	found := map[Call]bool{}
	for _, p := range pairs {
		if p.right {
			found[Call{p.Line, p.Label, 0}] = true
			continue
		}
		fmt.Fprintf(w, "%s: wrong: call %s in line %d, note in line %d (%s, %.2f)\n", t.Name, p.Label, p.Line, p.Note, p.form, p.confidence)
	}
	for _, c := range t.Calls {
		if c.Note > 0 && !found[Call{c.Line, c.Label, 0}] {
			fmt.Fprintf(w, "%s: missed: call %s in line %d, note in line %d\n", t.Name, c.Label, c.Line, c.Note)
		}
	}
}

// pairings runs the whole of understand on the text and lists what it paired;
// named are the lines where a call without a note was said.
func (t *Text) pairings() (pairs []pairing, named map[int]bool, err error) {
	log := &diag.Log{}
	doc, err := plaintext.Read(t.Name, t.Raw, log)
	if err != nil {
		return nil, nil, err
	}
	doc = understand.Run(context.Background(), doc, log)
	named = map[int]bool{}
	said := map[diag.Pos]diag.Diagnostic{}
	for _, d := range log.All() {
		switch d.Code {
		case understand.CodeNote:
			said[d.Pos] = d
		case understand.CodeCallOrphan:
			named[d.Pos.Line] = true
		}
	}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok {
			pairs = append(pairs, t.judge(ref, said[ref.Pos()]))
		}
		return true
	})
	return pairs, named, nil
}

// judge tells whether the text has the pairing of a call: its label, its line or,
// as labels are a line off now and then, one beside it, and the line of the
// note's number or the first of its text.
func (t *Text) judge(ref *ast.NoteRef, d diag.Diagnostic) pairing {
	p := pairing{Call: Call{ref.Pos().Line, ref.Label, ref.Note.Pos().Line}, form: d.Rule, confidence: d.Confidence}
	if len(ref.Note.Blocks) > 0 {
		p.text = ref.Note.Blocks[0].Pos().Line
	}
	p.right = t.hasPair(&p.Call, p.text)
	return p
}

// hasPair reports whether the text has the pair of a call, whose line becomes the
// labelled one.
func (t *Text) hasPair(p *Call, text int) bool {
	return slices.ContainsFunc(t.Calls, func(c Call) bool {
		if c.Label != p.Label || c.Line-p.Line > 1 || p.Line-c.Line > 1 || c.Note != p.Note && c.Note != text {
			return false
		}
		p.Line = c.Line
		return true
	})
}
