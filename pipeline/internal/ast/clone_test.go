package ast

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/meta"
)

// TestCloneIsEqualAndSharesNothing holds Clone to its contract on documents
// drawn from all examples of nodes, nested in one another, with metadata. It
// looks at every field by reflection, so that a new one cannot be forgotten.
func TestCloneIsEqualAndSharesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := drawDocument(t)
		twin := Clone(doc)
		if !reflect.DeepEqual(doc, twin) {
			t.Fatalf("the clone differs:\n%s\n%s", Dump(doc), Dump(twin))
		}
		own := memory{}
		own.add(reflect.ValueOf(doc))
		others := memory{}
		others.add(reflect.ValueOf(twin))
		for at := range others {
			if what, shared := own[at]; shared {
				t.Fatalf("the clone shares a %s", what)
			}
		}
	})
}

// TestCloneLeadsToItself says in small what the property says at large.
func TestCloneLeadsToItself(t *testing.T) {
	doc := Generated()[0].Doc
	note := &Note{ID: "1", Label: "1", Blocks: paras("The note.")}
	doc.Blocks = append(doc.Blocks, &Paragraph{Inlines: []Inline{&NoteRef{Label: "1", Note: note}}})
	doc.Notes = []*Note{note}
	twin := Clone(doc)
	entry := twin.Blocks[1].(*Matter).Blocks[0].(*Contents).Entries[0]
	if entry.Target != twin.Blocks[2] {
		t.Error("an entry of the clone's contents leads out of it")
	}
	if call := twin.Blocks[4].(*Paragraph).Inlines[0].(*NoteRef); call.Note != twin.Notes[0] {
		t.Error("a call of the clone leads to a note outside it")
	}
}

// drawDocument nests the blocks of some examples.
func drawDocument(t *rapid.T) *Document {
	doc := &Document{Meta: everyField()}
	for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(All())+len(Generated())-1), 1, 6).Draw(t, "examples") {
		example := append(All(), Generated()...)[i].Doc
		blocks := example.Blocks
		switch rapid.IntRange(0, 3).Draw(t, "nesting") {
		case 1:
			blocks = []Block{&BlockQuote{Blocks: blocks}}
		case 2:
			blocks = []Block{list(Decimal, 1, ".", blocks)}
		case 3:
			doc.Notes = append(doc.Notes, &Note{ID: "n", Blocks: blocks})
			blocks = []Block{&Line{Text: "a line"}}
		}
		doc.Blocks, doc.Notes = append(doc.Blocks, blocks...), append(doc.Notes, example.Notes...)
	}
	return doc
}

// everyField has a value in every field of Meta and of what Meta points to.
func everyField() meta.Meta {
	var m meta.Meta
	fill(reflect.ValueOf(&m).Elem())
	return m
}

func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("value")
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	}
}

// memory is what a value occupies: the type of thing at each address.
type memory map[uintptr]string

func (m memory) add(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || m[v.Pointer()] != "" {
			return
		}
		if v.Elem().Type().Size() > 0 { // all values of no size may share an address
			m[v.Pointer()] = v.Type().String()
		}
		m.add(v.Elem())
	case reflect.Interface:
		m.add(v.Elem())
	case reflect.Slice:
		if v.Len() > 0 {
			m[v.Pointer()] = v.Type().String()
		}
		for i := range v.Len() {
			m.add(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			m.add(v.Field(i))
		}
	}
}
