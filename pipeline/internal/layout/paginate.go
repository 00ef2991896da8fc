package layout

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// The findings of page making.
const (
	NotesOverflow diag.Code = "layout-notes-overflow"
	BrokenRule    diag.Code = "layout-page-break"
	NoImage       diag.Code = "layout-image"
	InlineImage   diag.Code = "layout-image-inline"
	NarrowTable   diag.Code = "layout-table-narrow"
	TurnedTable   diag.Code = "layout-table-turned"
	SmallTable    diag.Code = "layout-table-small"
	SplitTable    diag.Code = "layout-table-split"
	TooHigh       diag.Code = "layout-too-high"
	TooDeep       diag.Code = "layout-too-deep"
)

var _ = diag.Register(map[diag.Code]string{
	NotesOverflow: "The notes called in one line do not fit on its page; the rest of them stands on the pages that follow.",
	BrokenRule:    "A page could not be ended without a widow, an orphan, a stranded heading or a broken word.",
	NoImage:       "A picture could not be read; its place is left out of the page.",
	InlineImage:   "A picture inside a line of text is set below its paragraph.",
	NarrowTable:   "A table is too wide for the page, even in small type; it runs over the margin or words in it are broken.",
	TurnedTable:   "A table that is too wide for the page stands on a page that is turned.",
	SmallTable:    "A table that is too wide for the page is set in smaller type.",
	SplitTable:    "A table that is too wide for the page is divided by its columns.",
	TooHigh:       "Something that cannot be divided is higher than the page; it runs over the page's foot.",
	TooDeep:       "Blocks are nested so deeply that no width is left; they are set without further indents.",
})

// Paginate sets doc as pages. The style and the structure tree must be made
// from the same document; load reads a picture by the name that the document
// gives it. The result does not depend on concurrency.
//
// This is the one loop of the program: pages are made again when the numbers in
// the contents need another column than was kept for them. The first width is guessed
// from the length of the text; it is lowered once at most, and else every round has at
// least one digit more than the last, so a book of n pages takes at most log n + 1
// rounds; nearly all take one.
//
// When ctx ends, so does the work, at the next paragraph or page, with its error.
func Paginate(ctx context.Context, doc *resolve.Document, s *style.Styled, t *structure.Tree, fonts *font.Set,
	load func(name string) ([]byte, error), log *diag.Log) (*Book, error) {
	if err := t.Err(); err != nil {
		return nil, err
	}
	return paginate(ctx, doc, s, t, fonts, load, log, guessDigits(doc, s))
}

// paginate begins with room for so many digits in the contents.
func paginate(ctx context.Context, doc *resolve.Document, s *style.Styled, t *structure.Tree, fonts *font.Set,
	load func(name string) ([]byte, error), log *diag.Log, digits int) (*Book, error) {
	for lowered := false; ; {
		// Findings of a round that is made again are not reported.
		var own diag.Log
		p := newPaginator(ctx, doc, s, t, fonts, load, &own)
		p.folioDigits = digits
		book, err := p.run()
		if err != nil {
			return nil, err
		}
		need := max(p.longest, len(book.Pages[len(book.Pages)-1].Label), leastDigits)
		if need == digits || need < digits && lowered {
			for _, d := range oncePerScript(own.All()) {
				log.Add(d)
			}
			return book, nil
		}
		lowered = need < digits
		digits = need
	}
}

// leastDigits is what the contents always have room for.
const leastDigits = 2

// letterWidth is about what a letter takes of a line, in parts of the size of its type,
// with its share of what stays empty of lines and pages: with it three quarters of the
// pages of a report with many headings are guessed, and hardly more than all of one that
// has none.
const letterWidth = 0.55

// guessDigits guesses how many digits the number of pages has.
func guessDigits(doc *resolve.Document, s *style.Styled) int {
	letters := 0
	ast.WalkDocument(doc.Document, func(n ast.Node) bool {
		if t, ok := n.(*ast.Text); ok {
			letters += len(t.Value)
		}
		return true
	})
	area, body := s.Page("", false, false).Content(), s.Body()
	text := body.FontSize.Scale(letterWidth).Scale(float64(letters))
	pages := float64(text) / float64(max(area.W, geom.Pt)) * float64(body.LineHeight) / float64(max(area.H, geom.Pt))
	return max(len(itoa(int(pages))), leastDigits)
}

// paginator makes the pages of one document.
type paginator struct {
	ctx         context.Context // for this one run
	doc         *resolve.Document
	style       *style.Styled
	tree        *structure.Tree
	setter      *setter
	load        func(string) ([]byte, error)
	log         *diag.Log
	folioDigits int // that there is room for in the contents
	longest     int // label of a page that the contents lead to
	// notes holds the rows of each note.
	notes   map[*ast.Note]*noteRows
	leaders map[leaderKey]*dots

	mu       sync.Mutex // guards what follows
	pages    map[pageKey]*style.Page
	pictures map[string]shownPicture // by name
	err      error
}

// fail keeps the first error.
func (p *paginator) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.err = err
	}
}

func newPaginator(ctx context.Context, doc *resolve.Document, s *style.Styled, t *structure.Tree, fonts *font.Set,
	load func(string) ([]byte, error), log *diag.Log) *paginator {
	setter := newSetter(fonts, log)
	if meta.RightToLeft(doc.Meta.Lang) {
		setter.base = 1
	}
	return &paginator{ctx: ctx, doc: doc, style: s, tree: t, setter: setter, load: load, log: log,
		notes: map[*ast.Note]*noteRows{}, leaders: map[leaderKey]*dots{}, pages: map[pageKey]*style.Page{}}
}

// run plans the whole document, sets its paragraphs in parallel, and divides
// the rows that come of it into pages.
func (p *paginator) run() (*Book, error) {
	p.checkPage("")
	c := &composer{p: p}
	c.parts(p.doc.Blocks, frame{width: p.measure("")})
	if p.err != nil {
		return nil, p.err
	}
	noteComposers := p.planNotes()
	jobs := c.jobs
	for _, nc := range noteComposers {
		jobs = append(jobs, nc.jobs...)
	}
	inParallel(p.ctx, jobs)
	if err := cmp.Or(p.err, p.ctx.Err()); err != nil {
		return nil, err
	}
	e := &emitter{grid: p.style.Body().LineHeight}
	e.run(c.ops)
	for i, n := range p.doc.Notes {
		p.notes[n] = newNoteRows(n, noteComposers[i])
	}
	p.addUncalled(e)
	p.runOn(e.rows[:e.text])
	return p.divide(e.rows), p.ctx.Err()
}

// checkPage fails where the pages called name have no room for text.
func (p *paginator) checkPage(name string) {
	for _, n := range []int{2, 3} {
		if s := p.page(name, n).Content().Size; s.W < leastWidth || s.H < leastWidth {
			p.fail(fmt.Errorf("layout: the margins of @page %s leave %v by %v for text, which is less than %v; make the page larger or its margins smaller",
				name, s.W, s.H, leastWidth))
		}
	}
}

// inParallel runs the jobs, as many at a time as there are processors, until ctx
// ends. Each job writes only to what belongs to it.
func inParallel(ctx context.Context, jobs []func()) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) || ctx.Err() != nil {
					return
				}
				jobs[i]()
			}
		})
	}
	wg.Wait()
}
