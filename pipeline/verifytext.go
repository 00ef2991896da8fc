package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"octavo/pipeline/internal/account"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/audit/letters"
	"octavo/pipeline/internal/audit/sip"
	"octavo/pipeline/internal/desk"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/read/encoding"
	"octavo/pipeline/internal/read/office"
	"octavo/pipeline/internal/write/archive"
	"octavo/pipeline/internal/write/epub"
)

// Codes of files that do not hold the same text.
const (
	codePackageText    diag.Code = "package-text-differs"
	codePackageSource  diag.Code = "package-source-differs"
	codePackageLog     diag.Code = "package-log"
	codePackagePicture diag.Code = "package-picture"
	codePackageReader  diag.Code = "package-read-otherwise"
)

var _ = diag.Register(map[diag.Code]string{
	codePackageText:    "The PDF, EPUB, Markdown or tree of an archive package does not hold the same text, links and text alternatives as the others.",
	codePackageSource:  "The source of an archive package holds text that is neither in the editions nor in the log, or the other way round.",
	codePackageReader:  "This version of Octavo reads less from the source of an archive package than the one that made it; every further word stands in the source.",
	codePackagePicture: "The EPUB of an archive package does not show the pictures that its canonical Markdown names.",
	codePackageLog:     "The log of an archive package is missing, was changed, or does not speak of the files that are there.",
})

// verifier checks what the files of a package hold.
type verifier struct {
	*sip.Package
	ctx context.Context
	log *diag.Log

	tree      *ast.Document // as the log speaks of it; nil where it cannot be read
	decisions []diag.Diagnostic
	logged    bool // the log could be read
}

// maxEdition bounds an edition that is read whole, in bytes.
const maxEdition = 1 << 30

// getOriginal is what to do about a file that is not what it was.
const getOriginal = "take the file from another copy of the package, or ask who made it for a new one"

func (v *verifier) wrong(code diag.Code, pos diag.Pos, hint, message string, args ...any) {
	v.log.Add(diag.Diagnostic{Code: code, Severity: diag.Error, Pos: pos, Rule: "nothing lost, nothing invented", Message: fmt.Sprintf(message, args...), Hint: hint})
}

// take reads a file of the information object by what stands behind its name; nil
// where it is not there, which is said.
func (v *verifier) take(suffix string, code diag.Code) (string, []byte) {
	name := v.Folder + v.Name + suffix
	data, err := v.Read(name, maxEdition)
	if err != nil {
		v.wrong(code, diag.Pos{File: name}, getOriginal, "the file is missing or cannot be read whole, so what it holds was not checked")
		return name, nil
	}
	return name, data
}

// logged is what is read of a log.
type loggedRun struct {
	Time      string      `json:"time"`
	Sources   []desk.File `json:"sources"`
	Decisions []Finding   `json:"decisions"`
}

// checkLog holds the log against its own digest, and the sources against the digests
// that it has of them.
func (v *verifier) checkLog() {
	name, data := v.take(archive.LogSuffix, codePackageLog)
	if data == nil {
		return
	}
	at := diag.Pos{File: name}
	known := desk.ReadLog(logFormat, data)
	var run loggedRun
	if known == nil || json.Unmarshal(data, &run) != nil {
		v.wrong(codePackageLog, at, getOriginal, "it is no log of the format %s", logFormat)
		return
	}
	if !known.Own {
		v.wrong(codePackageLog, at, getOriginal, "it is not as Octavo wrote it: its text does not have the digest that it names")
	}
	v.logged = true
	v.Dated(name, "time", run.Time)
	for _, f := range run.Decisions {
		v.decisions = append(v.decisions, diag.Diagnostic{Code: diag.Code(f.Code), Pos: diag.Pos(f.Pos), Message: f.Message, Dropped: f.Dropped, Replaced: f.Replaced, Excerpt: f.Excerpt})
	}
	v.checkDigests(name, run.Sources)
}

// checkDigests wants each source file to be one that the log speaks of, and each of
// those to be there.
func (v *verifier) checkDigests(log string, logged []desk.File) {
	have := map[string]bool{}
	for _, name := range v.sources() {
		have["sha256:"+v.SHA256(name)] = true
		if !slices.ContainsFunc(logged, func(f desk.File) bool { return f.Digest == "sha256:"+v.SHA256(name) }) {
			v.wrong(codePackageLog, diag.Pos{File: name}, getOriginal, "it is not the source that the editions were made from: the log has no file of its digest")
		}
	}
	for _, f := range logged {
		if !have[f.Digest] {
			v.wrong(codePackageLog, diag.Pos{File: log}, getOriginal, "the log names the source %s, and no source file in the package has its digest", path.Base(f.Name))
		}
	}
}

// canonical reads a canonical Markdown file, or a tree, as a build from it does, up to
// the pages that editions have beside it.
func canonical(ctx context.Context, name string, data []byte) (*ast.Document, error) {
	base := path.Base(name)
	job := Job{Name: strings.TrimSuffix(base, path.Ext(base)), Source: name, Parts: []Part{{Name: name, Data: data}}}
	doc, err := understandAll(ctx, job, &diag.Log{})
	if err == nil {
		nameUntitled(job, doc, nil)
	}
	return doc, err
}

// checkTexts holds the PDF, the EPUB and the tree against the canonical Markdown.
func (v *verifier) checkTexts() {
	markdown, data := v.take(reviewSuffix, codePackageText)
	if data == nil {
		return
	}
	doc, err := canonical(v.ctx, markdown, data)
	if err != nil {
		v.wrong(codePackageText, diag.Pos{File: markdown}, getOriginal, "the canonical Markdown cannot be read: %v", err)
		return
	}
	if _, digest := desk.UnsignReview(data); digest == "" {
		v.wrong(codePackageText, diag.Pos{File: markdown}, getOriginal, "it is not canonical Markdown as Octavo writes it: it names no digest")
	}
	want, made := letters.Document(matter.Add(doc), markdown)
	var pages *letters.Text // where they hold what the Markdown does
	if name, pdf := v.take(".pdf", codePackageText); pdf != nil {
		got, err := letters.PDF(pdf, made)
		if v.compare(name, want, got, err) {
			pages = got
		}
		v.datePDF(name, pdf)
	}
	if name, data := v.take(".epub", codePackageText); data != nil {
		got, err := letters.EPUB(data, made)
		same := v.compare(name, want, got, err)
		if got != nil {
			v.dateEPUB(name, got)
			v.comparePictures(name, want, got)
		}
		if pages != nil && same && got.PageSource == pageSourceOf(doc) {
			v.comparePages(name, letters.Pages(pages, got))
		}
	}
	if name, tree := v.take(archive.TreeSuffix, codePackageText); tree != nil {
		v.compareTree(name, tree, want)
	}
}

func (v *verifier) compareTree(name string, data []byte, want *letters.Text) {
	doc, err := canonical(v.ctx, name, data)
	if err != nil {
		v.wrong(codePackageText, diag.Pos{File: name}, getOriginal, "the tree cannot be read: %v", err)
		return
	}
	v.tree = doc
	got, _ := letters.Document(matter.Add(doc), path.Base(name))
	v.compare(name, want, got, nil)
}

// pageSourceOf names the PDF as the one whose pages the EPUB lists; the printed book is
// not in the package.
func pageSourceOf(doc *ast.Document) string { return doc.Meta.Title + " (PDF)" }

// comparePages tells where the list of pages is not that of the PDF. Of a page without a
// place in the text the log tells.
func (v *verifier) comparePages(name string, problems []string) {
	unlisted := slices.ContainsFunc(v.decisions, func(d diag.Diagnostic) bool { return d.Code == epub.CodePageUnlisted })
	for _, p := range problems {
		if unlisted && strings.HasSuffix(p, letters.NotListed) {
			continue
		}
		v.wrong(codePackageText, diag.Pos{File: name}, getOriginal, "its list of pages is not that of the PDF: %s", p)
	}
}

// compare says where a file departs from the canonical Markdown, and reports whether it
// does not.
func (v *verifier) compare(name string, want, got *letters.Text, err error) bool {
	if err != nil {
		v.wrong(codePackageText, diag.Pos{File: name}, getOriginal, "what it says cannot be compared: %v", err)
		return false
	}
	differences := letters.Compare(want, got)
	for _, d := range differences {
		where := d.Other.Place
		if d.Note != "" {
			where = strings.Trim(where+", in note "+d.Note, ", ")
		}
		place := fmt.Sprintf("%s line %d", path.Base(d.At.Place), d.At.Line)
		switch d.Kind {
		case letters.InText:
			v.wrong(codePackageText, diag.Pos{File: name}, getOriginal, "%s: after %q it has %s where %s has %s", where, d.After, orNothing(d.Got), place, orNothing(d.Want))
		default:
			v.wrong(codePackageText, diag.Pos{File: name}, getOriginal, "%s: its %s is %s where that of %s is %s", where, d.Kind, orNothing(d.Got), place, orNothing(d.Want))
		}
	}
	return len(differences) == 0
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return fmt.Sprintf("%q", s)
}

// datePDF and dateEPUB note when the editions say that they were made or changed.
func (v *verifier) datePDF(name string, data []byte) {
	for _, d := range letters.Dates(data) {
		v.Dated(name, d[0], d[1])
	}
}

func (v *verifier) dateEPUB(name string, t *letters.Text) {
	if t.Modified != "" {
		v.Dated(name, "dcterms:modified", t.Modified)
	}
}

// checkSources holds the sources against the tree, which says the same as the canonical
// Markdown, and the log.
func (v *verifier) checkSources() {
	names := v.sources()
	if len(names) == 0 {
		v.wrong(codePackageSource, diag.Pos{File: v.Folder}, getOriginal, "the package holds no source: no file is called %s", v.Name+archive.SourceSuffix)
	}
	if v.tree == nil || !v.logged || len(names) == 0 {
		return
	}
	var parts []Part
	for _, name := range names {
		data, err := v.Read(name, maxEdition)
		if err != nil {
			return // its manifest has said so
		}
		parts = append(parts, Part{Name: name, Data: data})
	}
	switch err := accountFor(parts, v.tree, v.decisions); {
	case errors.Is(err, errReadsLess):
		v.log.Add(diag.Diagnostic{Code: codePackageReader, Severity: diag.Warning, Pos: diag.Pos{File: names[0]}, Rule: "nothing lost, nothing invented",
			Message: "by its own log the package accounts for the source, but this version of Octavo reads less from it: all further words of the editions stand in the source, and were not compared in their places",
			Hint:    "have the version that made it, which its PREMIS file names, compare every letter"})
	case err != nil:
		v.wrong(codePackageSource, diag.Pos{File: names[0]}, getOriginal, "the source and the editions do not add up with what the log lists as left out: %v", err)
	}
}

// accountFor holds sources to law 1.
func accountFor(parts []Part, doc *ast.Document, decisions []diag.Diagnostic) error {
	if len(parts) == 1 && isPlainText(parts[0]) {
		text := encoding.Recognise(parts[0].Data).Decode(parts[0].Data)
		return account.Check(strings.TrimPrefix(text, "\ufeff"), doc, decisions)
	}
	var sources []account.Source
	for _, p := range parts {
		log := &diag.Log{}
		r, err := readerFor(p.Name, p.Data)
		if err != nil {
			return err
		}
		raw, err := r.read(p.Name, p.Data, office.Options{}, log)
		if err != nil {
			return asInput(err)
		}
		sources = append(sources, account.Source{Raw: raw, Dropped: log.All()})
	}
	err := account.CheckTree(sources, doc, decisions)
	if err != nil && account.ReadsLess(sources, doc, decisions, everythingIn(parts)) {
		return errReadsLess
	}
	return err
}

// errReadsLess says that today's readers leave more out than those that made a tree.
var errReadsLess = errors.New("this version reads less from the source")

func everythingIn(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(account.Everything(p.Data, encoding.Recognise(p.Data).Decode(p.Data)))
	}
	return b.String()
}

func isPlainText(p Part) bool {
	r, err := readerFor(p.Name, p.Data)
	return err == nil && r.name == "text"
}
