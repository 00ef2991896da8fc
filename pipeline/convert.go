// Package pipeline is the line from a report's bytes to its editions, and the
// one package of Octavo that other modules import. Into Convert go a Job, the
// bytes of a report with what is known about it, and a Sink for the finished
// files; out come the files and a Result with every decision. Normalise, Inspect
// and Review stop at the recovered structure. Nothing is read from disk, network,
// environment or clock: the same Job gives the same bytes.
//
// Convert reads like the line itself; each phase is a package of its own, and
// what the phases are for stands in the tables readers, understand's passes and
// editions.
package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/read/office"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/understand"
)

// Job is one publication to make.
type Job struct {
	// Name is the base name of every file that is made.
	Name string
	// Source is the input's name for messages: a file or a folder.
	Source string
	// Parts are the input's files in order, nearly always one.
	Parts []Part
	// Meta is what is known beside the text; it wins over front matter. Over that
	// of a review copy (inference: done), which a person corrected, only values
	// win that came from no file.
	Meta Meta
	// Editions names the editions to make, of those that EditionNames lists;
	// none stand for DefaultEditions.
	Editions []string
	// PDFStandard names the pair of standards that the accessible PDFs are made by, of
	// those that PDFStandards lists; empty, it is the first.
	PDFStandard string
	// Time is the one time of the run, which the editions carry as that of their
	// making and last change; it is cut to whole seconds. TimeFrom says where it
	// was found. The zero Time is an error unless the metadata give modified:
	// nothing beneath Job reads a clock or a file's time.
	Time     time.Time
	TimeFrom TimeSource
	// Taken are the identifiers of other publications, with their sources, that
	// this one must not have: those that were made in the same run.
	Taken map[string]string
	// Load reads a file from the input's folder: pictures, and NAME.log.json of
	// a review copy; it must refuse paths that lead out of it. A nil Load
	// refuses all.
	Load func(name string) ([]byte, error)
	// Changes says what becomes of tracked changes in an office document: "accept"
	// takes them as done, "show" sets them as struck and inserted text. Empty, they are
	// accepted and a warning says so.
	Changes string
	// Press says for which press editions such as print are made.
	Press Press
	// Style names a style sheet, which wins over that of the metadata; LoadStyle
	// reads it and the files around it, as Load does those of the input.
	Style     string
	LoadStyle func(name string) ([]byte, error)
	// Package names the form of the edition archive, of those that PackageForms lists;
	// empty, it is the first.
	Package string
	// PageList names the edition whose pages the EPUB and the HTML file list, pdf or
	// print; empty, it is pdf for the EPUB and none for the HTML file.
	PageList string
	// Proof asks for the proof sheet, NAME-proof.html and NAME-proof.pdf; Judges, where
	// it is not empty, is the folder of the outside judges that it asks, as AskJudges.
	Proof  bool
	Judges string
	// ReviewPage, where it is set, gets what Review writes, but only where a decision
	// about the text is doubtful. An error means nothing to be made, as with Convert's
	// other files.
	ReviewPage io.Writer
	// bare leaves title page, contents and colophon out.
	bare bool
	// Fonts says whether the EPUB holds its faces: embed, or none for shops and readers
	// that set their own; empty, it is as the metadata say, else embed.
	Fonts string
	// KeepReview leaves the canonical Markdown unwritten, because it is the
	// very file that is being read.
	KeepReview bool
	// Log, where it is set, is called with each finding as it is made, one at a
	// time, from any goroutine. Result has them all in order.
	Log func(Finding)
	// Progress, where it is set, is called as each step of Convert begins, in order, one
	// at a time, from any goroutine.
	Progress func(Step)
}

// Part is one file of the input. Name tells its format and stands in messages.
// Heading, where it is not empty, opens a part of the book before the file.
// Region is frontmatter or backmatter for a file that stands before or behind the
// chapters and is not counted with them, else empty.
type Part struct {
	Heading string
	Region  string
	Name    string
	Data    []byte
}

// check refuses a job that a program has not filled.
func (j Job) check() error {
	switch {
	case len(j.Parts) == 0:
		return errors.New("the job has no parts; give it the input's files")
	case j.Name == "" || filepath.Base(j.Name) != j.Name:
		return fmt.Errorf("the job's name is %q; give it a plain file name without an ending", j.Name)
	}
	if err := errors.Join(CheckChanges(j.Changes), j.Press.check(), CheckPageList(j.PageList), CheckFonts(j.Fonts), CheckPDFStandard(j.PDFStandard),
		CheckPackage(j.Package), CheckArchivePDF(j.Editions, j.PDFStandard)); err != nil {
		return err
	}
	return CheckEditions(j.Editions)
}

// Convert makes the job's editions, the canonical Markdown and the log, and
// hands them to sink, which is committed only when all are whole. An error, of
// the types in errors.go, means that nothing was made; the Result holds the
// findings all the same. When ctx ends, the run breaks off with an
// InterruptedError at the next part, pass, page or chapter.
func Convert(ctx context.Context, job Job, sink Sink) (Result, error) {
	defer sink.Abort()
	log := newLog(job.Log)
	step := &progress{tell: job.Progress}
	step.at(StepStructure)
	openedFaces := openFaces()
	doc, err := understandAll(ctx, job, log)
	if err != nil {
		return failed(ctx, log, err)
	}
	faces, err := openedFaces()
	if err != nil {
		return failed(ctx, log, err)
	}
	settled, err := settle(&job, doc, log)
	if err != nil {
		return failed(ctx, log, err)
	}
	result := summarise(doc, log)
	if err := putReviewPage(job, doc, log, result.Doubtful); err != nil {
		return failed(ctx, log, err)
	}
	result.Settled = settled
	letters := lettersOf(job, doc, log)
	office, faces, err := openStyle(job, doc, faces, log)
	if err != nil {
		return failed(ctx, log, err)
	}
	pics := readPictures(job, doc, log)
	review := newReview(job, doc, sink, log)
	bk, err := newBook(job, doc, pics, office, faces, log)
	if err != nil {
		return failed(ctx, log, err)
	}
	bk.review, bk.pics, bk.settled, bk.step = review, pics, settled, step
	out := &recorder{Sink: sink}
	step.at(StepPages)
	if err := bk.makeEditions(ctx, out, &result); err != nil {
		return failed(ctx, log, errors.Join(errorsIn(log), err))
	}
	step.at(StepFiles)
	if err := putReview(job, review, pics, office, out, &result); err != nil {
		return failed(ctx, log, err)
	}
	if err := bk.assembleEditions(ctx, finished{name: job.Name + reviewSuffix, data: review.text}, out, &result); err != nil {
		return failed(ctx, log, err)
	}
	if err := putProof(ctx, bk, letters, out, &result); err != nil {
		return failed(ctx, log, err)
	}
	if err := putLog(bk, out, &result); err != nil {
		return failed(ctx, log, err)
	}
	if err := commit(ctx, job, sink); err != nil {
		return failed(ctx, log, err)
	}
	return result, nil
}

// settle finds the run's time and the publication's identifier, which the
// review copy keeps.
func settle(job *Job, doc *ast.Document, log *diag.Log) (Settled, error) {
	if err := settleTime(job, &doc.Meta, log); err != nil {
		return Settled{}, err
	}
	s := Settled{Time: job.Time, TimeFrom: job.TimeFrom}
	if err := s.identify(job, &doc.Meta, log); err != nil {
		return s, err
	}
	return s, job.askFor(doc, log)
}

// askFor has the editions say what the metadata lack for them, all at once.
func (j Job) askFor(doc *ast.Document, log *diag.Log) error {
	for _, o := range outputs(j) {
		if o.check == nil {
			continue
		}
		for _, d := range o.check(j, doc) {
			d.Pos.File = cmp.Or(d.Pos.File, j.Source)
			log.Add(d)
		}
	}
	return errorsIn(log)
}

// failed is what a run gives that made nothing.
func failed(ctx context.Context, log *diag.Log, err error) (Result, error) {
	return Result{Findings: findingsIn(log)}, interrupted(ctx, err)
}

// commit makes the files appear, unless the run was broken off before.
func commit(ctx context.Context, job Job, sink Sink) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := sink.Commit()
	var known *WriteError
	var conflict *ConflictError
	if err == nil || errors.As(err, &known) || errors.As(err, &conflict) {
		return err
	}
	return &WriteError{job.Name, err}
}

// understandAll reads the job's parts and recovers their structure: the document
// as it stands before matter is added. The error lists every broken invariant
// of the tree.
func understandAll(ctx context.Context, job Job, log *diag.Log) (*ast.Document, error) {
	if err := job.check(); err != nil {
		return nil, err
	}
	docs := make([]*ast.Document, len(job.Parts))
	wanted := job.wantedPlaces()
	for i, part := range job.Parts {
		doc, err := understandPart(ctx, job, part, wanted[i], log)
		if err != nil {
			return nil, asInput(err)
		}
		docs[i] = doc
	}
	doc := collect(job, docs, wanted, log)
	resolve.Links(doc, log)
	widthsByHeight(job, doc)
	ast.Check(doc, log)
	return doc, errorsIn(log)
}

func understandPart(ctx context.Context, job Job, part Part, wanted map[string]string, log *diag.Log) (*ast.Document, error) {
	r, err := readerFor(part.Name, part.Data)
	if err != nil {
		return nil, err
	}
	raw, err := r.read(part.Name, part.Data, office.Options{Changes: office.Changes(job.Changes), Wanted: wanted}, log)
	if err != nil {
		return nil, err
	}
	if err := withinLimits(raw); err != nil {
		return nil, err
	}
	given := job.Meta.fields
	if job.isBook() {
		given = meta.Meta{Lang: given.Lang, Inference: given.Inference} // the rest is the whole book's
	}
	raw.Meta = joinMeta(raw.Meta, given, part.Name, log)
	job.markFileLinks(part, raw)
	doc := understand.Run(ctx, raw, log)
	resolve.Links(doc, log) // before the files of a book are joined: a file's links mean its own headings
	return doc, ctx.Err()
}

// put writes one whole file to the sink.
func put(sink Sink, name string, data []byte) error {
	w, err := sink.Create(name)
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}
