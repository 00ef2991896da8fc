package pdf

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
)

// options20 are those of a full file of PDF 2.0.
func options20() Options {
	opt := fullOptions
	opt.PDF20 = true
	return opt
}

// everything20 is a document with every kind of node, as PDF 2.0.
func everything20(t *testing.T) *inspector {
	t.Helper()
	book, tree := everythingBook(t)
	data, log := write(t, book, tree, options20())
	for _, d := range log.All() {
		t.Errorf("%s: %s", d.Code, d.Message)
	}
	return inspect(t, data)
}

// elements are the structure elements by number.
func (in *inspector) elements() map[ref]dict {
	out := map[ref]dict{}
	var walk func(object)
	walk = func(o object) {
		if list, ok := o.(array); ok {
			for _, kid := range list {
				walk(kid)
			}
		}
		r, ok := o.(ref)
		if d := in.dict(o); ok && d.get("S") != nil {
			out[r] = d
			walk(d.get("K"))
		}
	}
	walk(in.dict(in.catalog().get("StructTreeRoot")).get("K"))
	return out
}

// refsOf are the elements that d refers to.
func (in *inspector) refsOf(d dict) []ref {
	var out []ref
	list, _ := d.get("Ref").(array)
	for _, o := range list {
		out = append(out, o.(ref))
	}
	return out
}

func packetOf(in *inspector) string {
	return string(in.inflate(in.resolve(in.catalog().get("Metadata")).(*stream)))
}

func TestPDF20SaysWhatItIs(t *testing.T) {
	book, tree := everythingBook(t)
	data, _ := write(t, book, tree, options20())
	in := inspect(t, data)
	packet := packetOf(in)
	if !bytes.HasPrefix(data, []byte("%PDF-2.0\n")) || in.trailer.get("Info") != nil || in.trailer.get("ID") == nil {
		t.Error("the header, or the trailer, is not that of PDF/A-4")
	}
	for _, want := range []string{"<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>", "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev></rdf"} {
		if !strings.Contains(packet, want) {
			t.Errorf("the metadata lack %s", want)
		}
	}
	if strings.Contains(packet, "pdfaExtension") {
		t.Error("an extension schema where none is asked for")
	}
}

// Nothing more is claimed in PDF 2.0 than the content bears out.
func TestClaimsOfPDF20NeedContentToo(t *testing.T) {
	book, tree := everythingBook(t)
	opt := options20()
	opt.Title = ""
	data, _ := write(t, book, tree, opt)
	if packet := packetOf(inspect(t, data)); strings.Contains(packet, "pdfuaid") || !strings.Contains(packet, "<pdfaid:part>4<") {
		t.Errorf("without a title the metadata say:\n%s", packet)
	}
}

func TestTypesOfPDF20StandInTheirNamespaces(t *testing.T) {
	in := everything20(t)
	root := in.dict(in.catalog().get("StructTreeRoot"))
	listed, _ := root.get("Namespaces").(array)
	roles := in.dict(root.get("RoleMap")) // for programs that know PDF 1.7 alone
	if roles.get("FENote") != name("Note") || roles.get("Title") != name("P") || len(listed) < 2 {
		t.Errorf("the root has the namespaces %v and the roles %v", listed, roles)
	}
	seen := map[name]bool{}
	for _, d := range in.elements() {
		typ, space := d.get("S").(name), textOf(in.dict(d.get("NS")).get("NS"))
		want := namespace20
		if slices.Contains(strings.Fields("TOC TOCI Reference BlockQuote Code"), string(typ)) {
			want = namespace17
		}
		if space != want || !slices.Contains(listed, d.get("NS")) {
			t.Errorf("%s is in the namespace %q", typ, space)
		}
		seen[typ] = true
	}
	for _, typ := range strings.Fields("Document Title FENote Strong TOC Reference Caption Figure") {
		if !seen[name(typ)] {
			t.Errorf("there is no %s", typ)
		}
	}
	if seen["Note"] {
		t.Error("a Note of PDF 1.7")
	}
}

func TestMarksHaveRolesInPDF20(t *testing.T) {
	doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{para(&ast.Mark{Kind: ast.Deleted, Inlines: text1("weg")})}}
	book, tree := set(t, doc, nil)
	data, _ := write(t, book, tree, options20())
	in := inspect(t, data)
	for _, d := range in.elements() {
		if d.get("S") == name("del") {
			space := in.dict(d.get("NS"))
			role, _ := in.dict(space.get("RoleMapNS")).get("del").(array)
			if len(role) != 2 || role[0] != name("Span") || textOf(in.dict(role[1]).get("NS")) != namespace20 || textOf(space.get("NS")) != namespaceHTML {
				t.Errorf("del is %v", role)
			}
			return
		}
	}
	t.Error("there is no del")
}

func TestNotesAndCallsReferToEachOther(t *testing.T) {
	in := everything20(t)
	all := in.elements()
	notes := 0
	for r, d := range all {
		to := in.refsOf(d)
		switch d.get("S") {
		case name("FENote"):
			notes++
			if len(to) == 0 || in.dict(d.get("A")).get("NoteType") != name("Footnote") {
				t.Errorf("a note refers to %v, attributes %v", to, d.get("A"))
			}
		case name("Reference"):
			if len(to) == 0 {
				continue // an entry of the contents
			}
			if all[to[0]].get("S") != name("FENote") {
				t.Errorf("a call refers to %v", all[to[0]].get("S"))
			}
		default:
			continue
		}
		for _, other := range to {
			if !slices.Contains(in.refsOf(all[other]), r) {
				t.Errorf("%v refers to %v, which does not refer to it", d.get("S"), all[other].get("S"))
			}
		}
	}
	if notes == 0 {
		t.Error("no notes")
	}
}

func TestEntriesReferToHeadings(t *testing.T) {
	in := everything20(t)
	all := in.elements()
	entries := 0
	for _, d := range all {
		if d.get("S") != name("TOCI") {
			continue
		}
		entries++
		to := in.refsOf(d)
		if len(to) != 1 || !strings.HasPrefix(string(all[to[0]].get("S").(name)), "H") {
			t.Errorf("an entry refers to %v", to)
		}
	}
	if entries != 2 {
		t.Errorf("%d entries", entries)
	}
}

func TestCaptionsStandInWhatTheyCaption(t *testing.T) {
	in := everything20(t)
	all := in.elements()
	parents := map[name]bool{}
	for r, d := range all {
		if d.get("S") != name("Caption") {
			continue
		}
		parent := in.dict(d.get("P"))
		kids, _ := parent.get("K").(array)
		if len(kids) < 2 || kids[0] != r && kids[len(kids)-1] != r {
			t.Errorf("a caption is neither first nor last in %v", parent.get("S"))
		}
		parents[parent.get("S").(name)] = true
	}
	if len(parents) != 2 || !parents["Figure"] || !parents["Table"] {
		t.Errorf("captions stand in %v", parents)
	}
}

func TestDestinationsNameElements(t *testing.T) {
	in := everything20(t)
	all := in.elements()
	found := 0
	for _, r := range in.refs() {
		d := in.dict(in.objects[r])
		if d.get("Dest") != nil {
			t.Errorf("%v leads to a place alone", d)
		}
		action := in.dict(d.get("A"))
		if action.get("S") != name("GoTo") {
			continue
		}
		found++
		place, element := action.get("D").(array), action.get("SD").(array)
		e := all[element[0].(ref)]
		if e == nil || !slices.EqualFunc(place[1:], element[1:], func(a, b object) bool { return string(a.encode(nil)) == string(b.encode(nil)) }) {
			t.Errorf("%v leads to the element %v and to %v", d.get("Title"), element, place)
		}
	}
	if found < 4 {
		t.Errorf("%d destinations", found)
	}
}

// A formula has its MathML beside it, the same file for the same formula, and the
// file then is PDF/A-4f.
func TestFormulasHaveMathML(t *testing.T) {
	doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{
		para(&ast.Formula{TeX: "x^2"}, &ast.Text{Value: " en "}, &ast.Formula{TeX: "y"}, &ast.Text{Value: " en "}, &ast.Formula{TeX: "x^2"})}}
	book, tree := set(t, doc, nil)
	data, _ := write(t, book, tree, options20())
	in := inspect(t, data)
	var files []object
	for _, d := range in.elements() {
		if d.get("S") == name("Formula") {
			files = append(files, d.get("AF").(array)...)
		}
	}
	list, _ := in.dict(in.dict(in.catalog().get("Names")).get("EmbeddedFiles")).get("Names").(array)
	if len(files) != 3 || len(list) != 4 || textOf(list[0]) != "formula-1.mml" {
		t.Fatalf("formulas have the files %v, the catalog %v", files, list)
	}
	spec := in.dict(list[1])
	file := in.resolve(in.dict(spec.get("EF")).get("UF")).(*stream)
	if spec.get("AFRelationship") != name("Supplement") || textOf(spec.get("Desc")) == "" || file.dict.get("Subtype") != name("application/mathml+xml") ||
		!bytes.HasPrefix(in.inflate(file), []byte("<math ")) {
		t.Errorf("%v: %s", spec, in.inflate(file))
	}
	if !strings.Contains(packetOf(in), "<pdfaid:conformance>F<") {
		t.Error("a file with embedded files does not say so")
	}
	plain, _ := write(t, book, tree, fullOptions)
	if in := inspect(t, plain); in.catalog().get("Names") != nil || strings.Contains(packetOf(in), "<pdfaid:conformance>F<") {
		t.Error("PDF/A-2 with files")
	}
}

// Where no Aside may stand, a box is a Sect (ISO/TS 32005, table 5).
func TestAsidesDoNotNest(t *testing.T) {
	box := func(inner ...ast.Block) *ast.Box { return &ast.Box{Kind: ast.Remark, Blocks: inner} }
	doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{
		box(blocks("a")...), box(box(blocks("b")...)), &ast.BlockQuote{Blocks: []ast.Block{box(blocks("c")...)}}}}
	book, tree := set(t, doc, nil)
	data, _ := write(t, book, tree, options20())
	count := map[object]int{}
	for _, d := range inspect(t, data).elements() {
		count[d.get("S")]++
	}
	if count[name("Aside")] != 2 || count[name("Sect")] != 2 {
		t.Errorf("%v", count)
	}
}

func TestListsOfTermsAreDescriptions(t *testing.T) {
	in := everything20(t)
	var got []string
	for _, d := range in.elements() {
		if d.get("S") == name("L") {
			got = append(got, string(in.dict(d.get("A")).get("ListNumbering").(name)))
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{"Description", "Disc"}) {
		t.Errorf("lists are numbered %v", got)
	}
}

func TestPrivateUseCostsTheClaimOfPDF20(t *testing.T) {
	book, tree := set(t, &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: blocks("a")}, nil)
	for i := range book.Pages[0].Fragments {
		if run := book.Pages[0].Fragments[i].Run; run != nil && run.Text == "a" {
			run.Text = "\uE000"
			run.Glyphs[0].Text = 3
		}
	}
	if c := Claims(book, tree, options20()); c.UA || c.A == LevelNone {
		t.Errorf("%+v", c)
	}
}

// A formula is a Formula that says itself, in both versions of PDF.
func TestFormulasHaveAlternatives(t *testing.T) {
	doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{para(&ast.Formula{TeX: "x^2"})}}
	book, tree := set(t, doc, nil)
	for _, opt := range []Options{fullOptions, options20()} {
		data, _ := write(t, book, tree, opt)
		found := 0
		for _, d := range inspect(t, data).elements() {
			if d.get("S") == name("Formula") && textOf(d.get("Alt")) != "" {
				found++
			}
		}
		if found != 1 {
			t.Errorf("PDF %s: %d formulas with an alternative", opt.version(), found)
		}
	}
}
