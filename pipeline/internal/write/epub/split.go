package epub

import (
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// Old e-readers open a file of more than 260 KB slowly or not at all; calibre divides
// at that length too. A longer chapter is divided into several, each of which has the
// notes that it calls. They are planned shorter by as much as links to other files
// may add.
const (
	fileLimit = 260_000 // bytes of a content document
	filePlan  = 230_000
	// A file with less in it takes the beginning of what is too long for it.
	fileLeast = filePlan / 4
)

// part is what a file has of a chapter: a whole block, or of a section that goes on
// in other files the kids, and the heading where it is headed.
type part struct {
	block  ast.Block
	headed bool
	kids   []*part
}

// whole reports whether all of the block is in the file.
func (p *part) whole() bool { return p.kids == nil }

// walk visits what the file has of the text, without its notes.
func (u *unit) walk(visit ast.Visit) {
	if u.parts == nil {
		ast.WalkBlocks(u.outermost(), visit)
		return
	}
	walkParts(u.parts, visit)
}

func walkParts(parts []*part, visit ast.Visit) {
	for _, p := range parts {
		if p.whole() {
			ast.Walk(p.block, visit)
			continue
		}
		if s := p.block.(*ast.Section); p.headed && visit(s) {
			ast.WalkInlines(s.Title, visit)
		}
		walkParts(p.kids, visit)
	}
}

// written is how long a block or note came out, in bytes.
type written struct {
	node ast.Node
	size int
}

// isTooLong reports whether a file is to be divided.
func (u *unit) isTooLong() bool { return u.isText() && len(u.body.data) > fileLimit }

// sizes are the bytes of each block and note of the files that are to be divided;
// nil where none is.
func (bk *book) sizes() map[ast.Node]int {
	var out map[ast.Node]int
	for _, u := range bk.units {
		if !u.isTooLong() {
			continue
		}
		if out == nil {
			out = map[ast.Node]int{}
		}
		for _, w := range u.written {
			out[w.node] = w.size
		}
	}
	return out
}

// split divides the files whose sizes are given, and counts the files anew.
func (bk *book) split(sizes map[ast.Node]int) {
	var out []*unit
	for _, u := range bk.units {
		if sizes[u.blocks[0]] > 0 {
			out = append(out, bk.divideUnit(u, sizes)...)
		} else {
			out = append(out, u)
		}
	}
	bk.units, bk.files = out, 0
	for _, u := range out {
		if u.isText() {
			bk.files++
			u.file = textFile(bk.files)
		}
	}
}

// isText reports whether a unit is of the text proper.
func (u *unit) isText() bool { return u.matter == nil && u.file != navFile }

func (bk *book) divideUnit(u *unit, sizes map[ast.Node]int) []*unit {
	d := &divider{bk: bk, sizes: sizes}
	d.turn()
	d.blocks(u.blocks)
	if len(d.files) == 1 {
		return []*unit{u}
	}
	out := make([]*unit, len(d.files))
	for i, top := range d.files {
		out[i] = &unit{title: u.title, region: u.region, blocks: u.blocks, parts: top.kids, goesOn: i > 0}
	}
	return out
}

// divider deals the blocks of one text out to files.
type divider struct {
	bk    *book
	sizes map[ast.Node]int
	files []*part // a root of parts each
	// open are the sections that are being divided: where what they hold goes.
	open []*part
	// size is what the last file has, notes those that it calls.
	size  int
	notes map[*ast.Note]bool
}

// turn begins a file. What goes on in it has its heading in an earlier one.
func (d *divider) turn() {
	top := &part{}
	d.files = append(d.files, top)
	for i := range d.open {
		d.open[i] = top
	}
	if d.open == nil {
		d.open = []*part{top}
	}
	d.size, d.notes = 0, map[*ast.Note]bool{}
}

func (d *divider) blocks(blocks []ast.Block) {
	for len(blocks) > 0 {
		n := runOf(blocks)
		d.run(blocks[:n])
		blocks = blocks[n:]
	}
}

// runOf counts the blocks at the beginning that are best kept together: a list,
// table or picture stands with the paragraph before it.
func runOf(blocks []ast.Block) int {
	n := 1
	for n < len(blocks) && isParagraph(blocks[n-1]) && !isSection(blocks[n]) &&
		(!isParagraph(blocks[n]) || blocks[n-1].(*ast.Paragraph).Class == "title") {
		n++
	}
	return n
}

// run puts a run into the file that is being filled, or into the next one.
func (d *divider) run(blocks []ast.Block) {
	sum := 0
	for _, b := range blocks {
		sum += d.weight(b)
	}
	if s, ok := blocks[0].(*ast.Section); ok && d.size+sum > filePlan && (sum > filePlan || d.size < fileLeast) && len(s.Blocks) > 0 {
		d.section(s)
		return
	}
	if !d.fits(sum) {
		d.turn()
	}
	for _, b := range blocks {
		d.put(b)
	}
}

// fits reports whether size may be added to the file; what is too long for any file
// goes behind the little that is there, such as its heading.
func (d *divider) fits(size int) bool {
	return d.size == 0 || d.size+size <= filePlan || size > filePlan && d.size < fileLeast
}

func (d *divider) put(b ast.Block) {
	w := d.weight(b)
	if !d.fits(w) {
		d.turn()
	}
	d.fill(w, b)
	d.add(&part{block: b})
}

// fill notes what is added to the file.
func (d *divider) fill(size int, nodes ...ast.Node) {
	d.size += size
	for _, n := range nodes {
		eachCall(n, func(ref *ast.NoteRef) { d.notes[ref.Note] = true })
	}
}

func (d *divider) add(p *part) {
	at := d.open[len(d.open)-1]
	at.kids = append(at.kids, p)
}

// section divides a section. Its heading stands in one file with what comes first
// under it.
func (d *divider) section(s *ast.Section) {
	heading := d.heading(s)
	if !d.fits(heading + d.lead(s.Blocks[0])) {
		d.turn()
	}
	p := &part{block: s, headed: true, kids: []*part{}}
	d.add(p)
	d.fill(heading)
	d.open = append(d.open, p)
	d.blocks(s.Blocks)
	d.open = d.open[:len(d.open)-1]
}

// heading is the size of a section without what it holds.
func (d *divider) heading(s *ast.Section) int {
	size := d.sizes[s]
	for _, b := range s.Blocks {
		size -= d.sizes[b]
	}
	return size
}

// lead is how much of a block is to stand with the heading before it.
func (d *divider) lead(b ast.Block) int {
	whole := d.weight(b)
	if s, ok := b.(*ast.Section); ok && whole > filePlan && len(s.Blocks) > 0 {
		return d.heading(s) + d.lead(s.Blocks[0])
	}
	return whole
}

// weight is what a block adds to the file with those of its notes that are not
// there yet, and with the way back from a note to each call.
func (d *divider) weight(b ast.Block) int {
	size := d.sizes[b]
	met := map[*ast.Note]bool{}
	eachCall(b, func(ref *ast.NoteRef) {
		size += d.sizes[ref]
		if !met[ref.Note] && !d.notes[ref.Note] {
			size += d.sizes[ref.Note]
		}
		met[ref.Note] = true
	})
	return size
}

// eachCall visits the calls of notes in n.
func eachCall(n ast.Node, visit func(*ast.NoteRef)) {
	ast.Walk(n, func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok && ref.Note != nil {
			visit(ref)
		}
		return true
	})
}

// tellLong reports files that are long still, as a block of theirs is.
func (bk *book) tellLong() {
	for _, u := range bk.units {
		if !u.isTooLong() {
			continue
		}
		longest := written{}
		for _, w := range u.written {
			if _, section := w.node.(*ast.Section); !section && w.size > longest.size {
				longest = w
			}
		}
		bk.log.Add(diag.Diagnostic{
			Code: CodeLong, Severity: diag.Warning, Pos: posOf(longest.node), Rule: "epub",
			Message: fmt.Sprintf("%s of the EPUB is %d KB long, of which %d KB are what begins here and stands in one piece",
				u.file, len(u.body.data)/1000, longest.size/1000),
			Hint: "old e-readers open files of more than 260 KB slowly: divide it, if they matter to you",
		})
	}
}

func posOf(n ast.Node) diag.Pos {
	if n == nil {
		return diag.Pos{}
	}
	return n.Pos()
}
