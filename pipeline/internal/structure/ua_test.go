package structure

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
)

// aSection draws a section with levels that no author would give.
func aSection(t *rapid.T, depth int) *ast.Section {
	s := &ast.Section{Level: rapid.IntRange(-1, 12).Draw(t, "level"), Title: words("kop"), Blocks: plain("tekst")}
	for range rapid.IntRange(0, 3-depth/3).Draw(t, "sections") {
		s.Blocks = append(s.Blocks, aSection(t, depth+1))
	}
	return s
}

// TestHeadingsNeverSkip holds ISO 14289-1, 7.4.2.
func TestHeadingsNeverSkip(t *testing.T) {
	levels := []Role{H1, H2, H3, H4, H5, H6}
	rapid.Check(t, func(t *rapid.T) {
		last := 0
		Build(resolve.Of(document(aSection(t, 0), aSection(t, 0)))).Root.walk(func(k Kid) {
			e, ok := k.(*Elem)
			if !ok || !slices.Contains(levels, e.Role) {
				return
			}
			level := slices.Index(levels, e.Role) + 1
			if level > last+1 {
				t.Fatalf("H%d after H%d", level, last)
			}
			last = level
		})
	})
}

// TestHeadersHaveScope holds ISO 14289-1, 7.5.
func TestHeadersHaveScope(t *testing.T) {
	heads := 0
	Build(resolve.Of(tablesCase())).Root.walk(func(k Kid) {
		e, ok := k.(*Elem)
		if !ok || e.Role != TH {
			return
		}
		heads++
		if e.Attrs.Scope != "Row" && e.Attrs.Scope != "Column" {
			t.Errorf("a header has the scope %q", e.Attrs.Scope)
		}
	})
	if heads != 4 {
		t.Errorf("%d headers, want 4", heads)
	}
}

// nesting is what may stand directly in an element (ISO 32000-1, 14.8.4).
var nesting = map[Role][]Role{
	L:     {Caption, L, LI},
	LI:    {Lbl, LBody},
	Table: {Caption, THead, TBody, TFoot, TR},
	THead: {TR},
	TBody: {TR},
	TFoot: {TR},
	TR:    {TH, TD},
	TOC:   {Caption, TOC, TOCI},
	TOCI:  {Lbl, Reference, P, TOC},
}

// parents is where an element must stand.
var parents = map[Role][]Role{
	LI: {L}, LBody: {LI}, THead: {Table}, TBody: {Table}, TFoot: {Table}, TR: {Table, THead, TBody, TFoot},
	TH: {TR}, TD: {TR}, TOCI: {TOC}, Lbl: {LI, Note, TOCI},
}

// TestElementsNestAsTheStandardHasIt holds ISO 14289-1, 7.2.
func TestElementsNestAsTheStandardHasIt(t *testing.T) {
	docs := map[string]*ast.Document{}
	for name, doc := range cases {
		docs[name] = doc()
	}
	for _, e := range append(ast.All(), ast.Generated()...) {
		docs["example "+e.Name] = e.Doc
	}
	for name, doc := range docs {
		Build(resolve.Of(doc)).Root.walk(func(k Kid) {
			e, ok := k.(*Elem)
			if !ok {
				return
			}
			if allowed := nesting[e.Parent.Role]; allowed != nil && !slices.Contains(allowed, e.Role) {
				t.Errorf("%s: %s in %s", name, e.Role, e.Parent.Role)
			}
			if allowed := parents[e.Role]; allowed != nil && !slices.Contains(allowed, e.Parent.Role) {
				t.Errorf("%s: %s in %s", name, e.Role, e.Parent.Role)
			}
		})
	}
}
