package pdf

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
)

func TestSameBytesAtAnyConcurrency(t *testing.T) {
	book, tree := everythingBook(t)
	want, _ := write(t, book, tree, fullOptions)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, procs := range []int{1, 2, 8, 8, 8} {
		runtime.GOMAXPROCS(procs)
		b, tr := everythingBook(t)
		if got, _ := write(t, b, tr, fullOptions); !bytes.Equal(got, want) {
			t.Fatalf("another file with GOMAXPROCS=%d", procs)
		}
	}
}

// fullDisk fails once it has taken the bytes it has room for.
type fullDisk struct{ room int }

var errFull = errors.New("no space left on device")

func (d *fullDisk) Write(b []byte) (int, error) {
	if len(b) > d.room {
		return d.room, errFull
	}
	d.room -= len(b)
	return len(b), nil
}

func TestWriterErrorsComeBack(t *testing.T) {
	book, tree := everythingBook(t)
	data, _ := write(t, book, tree, fullOptions)
	for _, room := range []int{0, 1, 10_000, len(data) - 1} {
		err := Write(t.Context(), &fullDisk{room}, book, tree, fullOptions, &diag.Log{})
		if !errors.Is(err, errFull) {
			t.Errorf("with room for %d bytes: %v", room, err)
		}
	}
	if err := Write(t.Context(), &fullDisk{len(data)}, book, tree, fullOptions, &diag.Log{}); err != nil {
		t.Errorf("with room for all: %v", err)
	}
}

// oneLine is a book of one page and one run.
func oneLine(t *testing.T, run *layout.Run) (*layout.Book, *structure.Tree) {
	n := &ast.Text{Value: "x"}
	tree := structure.Build(resolve.Of(&ast.Document{Blocks: []ast.Block{para(n)}}))
	page := layout.Page{Size: geom.Size{W: pageW, H: pageH}, Fragments: []layout.Fragment{{Content: tree.Content(n, structure.Own), Run: run}}}
	return &layout.Book{Pages: []layout.Page{page}}, tree
}

func oneImage(t *testing.T, data []byte) (*layout.Book, *structure.Tree) {
	book, tree := oneLine(t, nil)
	book.Pages[0].Fragments[0].Image = &layout.Image{Name: "kaart.tif", Data: data}
	return book, tree
}

// changed is a face's file with one 16-bit field set.
func changed(f *testFace, table string, offset int, value uint16) []byte {
	tables := maps.Clone(f.sfnt.tables)
	tables[table] = slices.Clone(tables[table])
	be.PutUint16(tables[table][offset:], value)
	return assemble(tables)
}

func TestWrongInputIsAnError(t *testing.T) {
	f := face(t, "SourceSerif4-Regular")
	run := func(fc *font.Face, gid uint16) *layout.Run {
		return &layout.Run{Face: fc, Size: geom.Pt, Text: "x", Glyphs: []layout.Glyph{{ID: gid, Text: 1}}}
	}
	withData := func(data []byte) *font.Face { return &font.Face{Name: "Broken", Data: data} }
	foreign, _ := oneLine(t, run(f.face, 1))
	other := structure.Build(resolve.Of(&ast.Document{Blocks: blocks("y")}))
	for _, c := range []struct {
		name, want string
		book       func() (*layout.Book, *structure.Tree)
	}{
		{"no pages", "no pages", func() (*layout.Book, *structure.Tree) { return &layout.Book{}, other }},
		{"no size", "page 1 has the size", func() (*layout.Book, *structure.Tree) {
			return &layout.Book{Pages: make([]layout.Page, 1)}, other
		}},
		{"another tree", "another document", func() (*layout.Book, *structure.Tree) { return foreign, other }},
		{"unknown node", "*ast.Line", func() (*layout.Book, *structure.Tree) {
			return foreign, structure.Build(resolve.Of(&ast.Document{Blocks: []ast.Block{&ast.Line{}}}))
		}},
		{"no face", "no face", func() (*layout.Book, *structure.Tree) { return oneLine(t, run(nil, 1)) }},
		{"glyph too high", "is not in face", func() (*layout.Book, *structure.Tree) { return oneLine(t, run(f.face, 65535)) }},
		{"CFF", "CFF outlines", func() (*layout.Book, *structure.Tree) {
			return oneLine(t, run(withData([]byte("OTTO12345678")), 1))
		}},
		{"cut off", "cut off", func() (*layout.Book, *structure.Tree) {
			return oneLine(t, run(withData(f.face.Data[:5000]), 1))
		}},
		{"forbidden", "forbids embedding", func() (*layout.Book, *structure.Tree) {
			return oneLine(t, run(withData(changed(f, "OS/2", 8, 0x0002)), 1))
		}},
		{"unknown format", "unknown format", func() (*layout.Book, *structure.Tree) {
			return oneLine(t, run(withData(changed(f, "hhea", 32, 1)), 1))
		}},
		{"short hmtx", "\"hmtx\" does not fit", func() (*layout.Book, *structure.Tree) {
			return oneLine(t, run(withData(changed(f, "hhea", 34, 0xFFFF)), 1))
		}},
		{"short loca", "\"loca\" does not fit", func() (*layout.Book, *structure.Tree) {
			return oneLine(t, run(withData(changed(f, "head", 50, 2)), 1))
		}},
		{"no units", "no glyphs or no units", func() (*layout.Book, *structure.Tree) {
			return oneLine(t, run(withData(changed(f, "head", 18, 0)), 1))
		}},
		{"not a face", "not a TrueType font", func() (*layout.Book, *structure.Tree) {
			return oneLine(t, run(withData([]byte("hello, world")), 1))
		}},
		{"image", "image kaart.tif", func() (*layout.Book, *structure.Tree) { return oneImage(t, []byte("II*\x00")) }},
		{"no image", "image kaart.tif is empty", func() (*layout.Book, *structure.Tree) { return oneImage(t, nil) }},
		{"broken PNG", "kaart.tif", func() (*layout.Book, *structure.Tree) {
			return oneImage(t, append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 40)...))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, tree := c.book()
			err := Write(t.Context(), io.Discard, book, tree, fullOptions, &diag.Log{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}

func TestClaimsNeedContentThatBearsThemOut(t *testing.T) {
	f := face(t, "SourceSerif4-Regular")
	plain := func() (*layout.Book, *structure.Tree) {
		return oneLine(t, &layout.Run{Face: f.face, Size: geom.Pt, Text: "x", Glyphs: f.glyphs("x")})
	}
	missing := func() (*layout.Book, *structure.Tree) {
		return oneLine(t, &layout.Run{Face: f.face, Size: geom.Pt, Text: "ĳ", Glyphs: []layout.Glyph{{Text: 2}}})
	}
	private := func() (*layout.Book, *structure.Tree) {
		return oneLine(t, &layout.Run{Face: f.face, Size: geom.Pt, Text: "\uE000\uFEFF", Glyphs: []layout.Glyph{{ID: 7, Text: 3}, {ID: 8, Text: 3}}})
	}
	picture := func() (*layout.Book, *structure.Tree) {
		im := &ast.Image{Src: "a.png"}
		tree := structure.Build(resolve.Of(&ast.Document{Blocks: []ast.Block{para(im)}}))
		book, _ := plain()
		book.Pages[0].Fragments[0].Content = tree.Content(im, structure.Own)
		return book, tree
	}
	grid := func() (*layout.Book, *structure.Tree) {
		row := &ast.Row{Cells: []*ast.Cell{{RowSpan: 1, ColSpan: 1}, {RowSpan: 1, ColSpan: 1}}}
		tree := structure.Build(resolve.Of(&ast.Document{Blocks: []ast.Block{para(text1("a")...), &ast.Table{Cols: make([]ast.Align, 2), Body: []*ast.Row{row, row}}}}))
		book, _ := plain()
		book.Pages[0].Fragments[0].Content = tree.Contents[0]
		return book, tree
	}
	without := func(change func(*Options)) Options {
		o := fullOptions
		change(&o)
		return o
	}
	for _, c := range []struct {
		code    diag.Code
		book    func() (*layout.Book, *structure.Tree)
		opt     Options
		ua      bool
		level   string
		message string
	}{
		{"", plain, fullOptions, true, "A", ""},
		{"", plain, without(func(o *Options) { o.Conformance = Conformance{} }), false, "", ""},
		{"", picture, without(func(o *Options) { o.Conformance = Conformance{A: LevelU} }), false, "U", ""},
		{"", plain, without(func(o *Options) { o.Conformance = Conformance{UA: true} }), true, "", ""},
		{CodeNoAlternative, picture, fullOptions, false, "U", "no text alternative"},
		{CodeNoHeader, grid, fullOptions, false, "U", "no header cells"},
		{CodePrivateUse, private, fullOptions, true, "U", "private-use"},
		{CodeNoTitle, plain, without(func(o *Options) { o.Title = "" }), false, "A", "no title"},
		{CodeNoLanguage, plain, without(func(o *Options) { o.Lang = "" }), false, "U", "language is not known"},
		{CodeNoGlyph, missing, fullOptions, false, "", "no shape for “ĳ”"},
	} {
		book, tree := c.book()
		data, log := write(t, book, tree, c.opt)
		packet := string(data)
		if got := strings.Contains(packet, "<pdfuaid:part>1<"); got != c.ua {
			t.Errorf("%q: claims PDF/UA: %v", c.code, got)
		}
		if want := "<pdfaid:conformance>" + c.level + "<"; strings.Contains(packet, "pdfaid:conformance") != (c.level != "") || c.level != "" && !strings.Contains(packet, want) {
			t.Errorf("%q: not level %q of PDF/A", c.code, c.level)
		}
		checkLog(t, log, c.code, c.message)
		if got, want := Claims(book, tree, c.opt), (Conformance{c.ua, Level(c.level)}); got != want {
			t.Errorf("%q: Claims says %v, want %v", c.code, got, want)
		}
	}
}

func checkLog(t *testing.T, log *diag.Log, code diag.Code, message string) {
	t.Helper()
	all := log.All()
	switch {
	case code == "" && len(all) > 0:
		t.Errorf("unexpected finding %+v", all[0])
	case code != "" && (len(all) != 1 || all[0].Code != code || !strings.Contains(all[0].Message, message)):
		t.Errorf("findings %+v, want one %s with %q", all, code, message)
	}
}

func TestDictionaryKeysAreSorted(t *testing.T) {
	book, tree := everythingBook(t)
	data, _ := write(t, book, tree, fullOptions)
	in := inspect(t, data)
	for _, r := range in.refs() {
		checkSorted(t, r, in.objects[r])
	}
}

func checkSorted(t *testing.T, r ref, o object) {
	switch o := o.(type) {
	case *stream:
		checkSorted(t, r, o.dict)
	case array:
		for _, v := range o {
			checkSorted(t, r, v)
		}
	case dict:
		if !slices.IsSortedFunc(o, compareKeys) {
			t.Errorf("object %d: keys out of order: %s", r, o.encode(nil))
		}
		for _, e := range o {
			checkSorted(t, r, e.value)
		}
	}
}

// TestMarkedContentHasOneParent holds K and the ParentTree together.
func TestMarkedContentHasOneParent(t *testing.T) {
	for name, book := range cases {
		b, tree := book(t)
		data, _ := write(t, b, tree, fullOptions)
		in := inspect(t, data)
		root := in.dict(in.catalog().get("StructTreeRoot"))
		parents := in.numberTree(in.dict(root.get("ParentTree")))
		seen := map[[2]int]int{}
		in.walkTree(root.get("K").(ref), func(self ref, page, mcid int) {
			seen[[2]int{page, mcid}]++
			list := in.resolve(parents[int(in.pages[page].get("StructParents").(integer))]).(array)
			if list[mcid] != self {
				t.Errorf("%s: the parent of %d:%d is another", name, page, mcid)
			}
		})
		for page, texts := range in.texts {
			for mcid := range texts {
				if mcid >= 0 && seen[[2]int{page, mcid}] != 1 {
					t.Errorf("%s: %d:%d has %d parents", name, page, mcid, seen[[2]int{page, mcid}])
				}
			}
		}
		in.checkAnnotations(name, parents)
	}
}

// checkAnnotations holds StructParent and OBJR together (ISO 14289-1, 7.18).
func (in *inspector) checkAnnotations(name string, parents map[int]object) {
	for _, page := range in.pages {
		list, _ := in.resolve(page.get("Annots")).(array)
		for _, a := range list {
			key := int(in.dict(a).get("StructParent").(integer))
			elem := in.dict(parents[key])
			if !strings.Contains(string(elem.get("K").encode(nil)), "/Obj "+string(a.encode(nil))) {
				in.t.Errorf("%s: an annotation is not in its element", name)
			}
		}
	}
}

func (in *inspector) numberTree(node dict) map[int]object {
	out := map[int]object{}
	kids, _ := node.get("Kids").(array)
	for _, k := range kids {
		for key, v := range in.numberTree(in.dict(k)) {
			out[key] = v
		}
	}
	nums, _ := node.get("Nums").(array)
	for i := 0; i+1 < len(nums); i += 2 {
		out[int(nums[i].(integer))] = nums[i+1]
	}
	return out
}

// walkTree visits the marked content under an element.
func (in *inspector) walkTree(self ref, visit func(self ref, page, mcid int)) {
	e := in.dict(self)
	d := &dumper{inspector: in}
	kids, ok := e.get("K").(array)
	if !ok && e.get("K") != nil {
		kids = array{e.get("K")}
	}
	for _, k := range kids {
		switch k := k.(type) {
		case integer:
			visit(self, d.pageIndex(e.get("Pg")), int(k))
		case ref:
			in.walkTree(k, visit)
		case dict:
			if k.get("Type") == name("MCR") {
				visit(self, d.pageIndex(k.get("Pg")), int(k.get("MCID").(integer)))
			}
		}
	}
}

func TestCrossReferencesLeadToTheirObjects(t *testing.T) {
	book, tree := everythingBook(t)
	data, _ := write(t, book, tree, fullOptions)
	in := inspect(t, data)
	for _, r := range in.refs() {
		s, ok := in.objects[r].(*stream)
		if !ok || s.dict.get("Type") != name("XRef") {
			continue
		}
		rows := in.inflate(s)
		for n := 0; n < len(rows)/7; n++ {
			row := rows[7*n:]
			at := int(be.Uint32(row[1:]))
			want := string(integer(n).encode(nil)) + " 0 obj\n"
			if row[0] == 1 && !bytes.HasPrefix(data[at:], []byte(want)) {
				t.Errorf("object %d is not at %d", n, at)
			}
		}
		return
	}
}
