package pdf

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// assembly is the final file in the making.
type assembly struct {
	*file
	book   *layout.Book
	tree   *structure.Tree
	opt    Options
	claims Conformance
	faces  *faces
	base   *base
	images *images

	painted  []paintedPage
	subsets  []subset // by face
	pageRefs []ref
	links    []link
	linksOf  map[*structure.Elem][]int // indexes into links
	boxes    map[*structure.Elem]array // of figures
	profiled map[profiled]ref          // pictures with profiles of their own, and these
	tags     *tags
}

// prepare cuts the faces and draws and compresses all pages, side by side.
func (a *assembly) prepare(ctx context.Context, ims *images) error {
	list := a.faces.list
	a.subsets = make([]subset, len(list))
	a.painted = make([]paintedPage, len(a.book.Pages))
	errs := make([]error, len(list))
	each(len(list)+len(a.painted), func(i int) {
		switch {
		case ctx.Err() != nil:
		case i < len(list):
			a.subsets[i], errs[i] = list[i].subset()
		default:
			a.paint(i-len(list), ims)
		}
	})
	return errors.Join(append(errs, ctx.Err())...)
}

// rooms keeps what pages are drawn in before they are compressed.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

func (a *assembly) paint(page int, ims *images) {
	room := rooms.Get().(*[]byte)
	p := paint(&a.book.Pages[page], a.faces, ims, a.frame(page), (*room)[:0])
	*room = p.content
	p.content = deflate(p.content)
	a.painted[page] = p
	rooms.Put(room)
}

// finish makes every object of the file from what fpdf wrote and what fpdf
// cannot express.
func (a *assembly) finish(log *diag.Log) error {
	if len(a.base.pages) != len(a.painted) {
		return fmt.Errorf("pdf: fpdf wrote %d pages instead of %d", len(a.base.pages), len(a.painted))
	}
	a.root = a.alloc()
	pages := a.alloc()
	a.pageRefs = make([]ref, len(a.painted))
	for i := range a.pageRefs {
		a.pageRefs[i] = a.alloc()
	}
	a.tags = newTags(a)
	a.findLinks(log)
	a.writePages(pages, a.resources())
	if !a.opt.PDF20 {
		a.file.info = a.info()
	}
	a.set(a.root, a.catalog(pages))
	return nil
}

// resources files the faces and copies images from fpdf's file; all pages share
// them.
func (a *assembly) resources() ref {
	c := &copier{from: a.base.parsed, to: a.file, done: map[ref]ref{}}
	fonts, images := dict{}, dict{}
	for i, f := range a.faces.list {
		fonts = append(fonts, entry{name(fontName(i)), a.embedFace(f, a.subsets[i])})
	}
	made := a.base.images
	for i := range a.images.list {
		if own := a.images.own(i); own != nil {
			images = append(images, entry{name(imageName(i)), a.add(own)})
			continue
		}
		images = append(images, entry{name(imageName(i)), a.picture(i, made[0], c)})
		made = made[1:]
	}
	for i, f := range a.images.forms {
		images = append(images, entry{name(drawingName(i)), a.add(f.object(a.images.drawings[i].Drawing))})
	}
	d := dict{{"Font", fonts}}
	if len(images) > 0 {
		d = append(d, entry{"XObject", images})
	}
	if a.opt.Press != nil {
		d = append(d, entry{"ColorSpace", dict{{"All", a.opt.Press.allInks()}}})
	}
	return a.add(d)
}

// writePages completes fpdf's page dictionaries, of which a file for a press takes
// nothing over: fpdf names a blend space in RGB.
func (a *assembly) writePages(pages, resources ref) {
	annots := a.writeLinks()
	marks := map[frame]ref{}
	for i, r := range a.pageRefs {
		content := a.add(&stream{dict{{"Filter", name("FlateDecode")}}, a.painted[i].content})
		d := dict{{"Type", name("Page")}}
		if a.opt.Press == nil {
			d = a.base.dict(a.base.pages[i]).with("Tabs", name("S")) // ISO 14289-1, 7.18.3
		}
		d = a.frame(i).boxes(d).
			with("Contents", a.withMarks(i, content, marks)).
			with("Parent", pages).
			with("Resources", resources).
			with("StructParents", integer(i))
		if len(annots[i]) > 0 {
			d = d.with("Annots", refs(annots[i]))
		}
		a.set(r, d)
	}
	a.set(pages, dict{
		{"Count", integer(len(a.pageRefs))},
		{"Kids", refs(a.pageRefs)},
		{"Type", name("Pages")},
	})
}

// withMarks adds the printer's marks to a page's content: one stream for all pages
// that lie on their sheets alike.
func (a *assembly) withMarks(page int, content ref, done map[frame]ref) object {
	f := a.frame(page)
	marks, ok := done[f]
	if !ok {
		if b := f.marks(); b != nil {
			marks = a.add(flate(dict{}, b))
		}
		done[f] = marks
	}
	if marks == 0 {
		return content
	}
	return array{content, marks}
}

// viewing says how a viewer shows the file (ISO 32000-1, 12.2): its title (ISO
// 14289-1, 7.1), and on which side it begins.
func (a *assembly) viewing() dict {
	d := dict{{"DisplayDocTitle", boolean(true)}}
	if a.book.RightToLeft {
		d = append(d, entry{"Direction", name("R2L")})
	}
	return d
}

func (a *assembly) catalog(pages ref) dict {
	meta := a.alloc()
	d := dict{
		{"MarkInfo", dict{{"Marked", boolean(true)}}}, // ISO 14289-1, 6.2
		{"Metadata", meta},
		{"OutputIntents", a.outputIntent()},
		{"PageLabels", pageLabels(a.book.Pages)},
		{"Pages", pages},
		{"StructTreeRoot", a.tags.structTree()},
		{"Type", name("Catalog")},
		{"ViewerPreferences", a.viewing()},
	}
	if a.opt.Lang != "" {
		d = append(d, entry{"Lang", text(a.opt.Lang)}) // ISO 14289-1, 7.2
	}
	if names := a.tags.names(); names != nil {
		d = append(d, entry{"Names", names})
	}
	if o := a.outlines(); o != 0 {
		d = append(d, entry{"Outlines", o}, entry{"PageMode", name("UseOutlines")})
	}
	a.set(meta, a.metadata()) // last, for it may name the file by all that it holds
	return d
}
