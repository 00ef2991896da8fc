package pipeline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/desk"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/encoding"
	"octavo/pipeline/internal/text"
	"octavo/pipeline/internal/write/markdown"
)

// Codes of what a person changed in a review copy.
const (
	codeReviewChanged diag.Code = "review-changed"
	codeReviewAdded   diag.Code = "review-added"
	codeReviewRemoved diag.Code = "review-removed"
	codeReviewUnknown diag.Code = "review-log-missing"
)

var _ = diag.Register(map[diag.Code]string{
	codeReviewChanged: "A person changed this block in the review copy; the earlier text is named.",
	codeReviewAdded:   "A person added this block to the review copy.",
	codeReviewRemoved: "A person took a block out of the review copy; its text is named.",
	codeReviewUnknown: "The log that belongs to a review copy was not found, so that the decisions made on the source are not carried on.",
})

// The names of what lies around a review copy NAME.md.
const (
	reviewSuffix   = ".md"
	logSuffix      = ".log.json"
	picturesSuffix = "-pictures"
)

// reviewCopy is the review copy that a run makes, and what it knows of the one that
// it was made from.
type reviewCopy struct {
	text   []byte
	record desk.Record
	// base is the digest that the copy which is read names; "" for a source.
	base string
	// tree is the document as JSON, where an edition takes it, and corrections the
	// number of blocks that a person changed.
	tree        []byte
	corrections int
}

// newReview prints the review copy of a document as it was understood. Where
// the input is such a copy, the decisions on its source are carried on and log
// gets what a person changed.
func newReview(job Job, doc *ast.Document, sink Sink, log *diag.Log) *reviewCopy {
	adoptDigest(job, doc)
	r := &reviewCopy{text: reviewText(doc), base: doc.Meta.Digest}
	if slices.ContainsFunc(outputs(job), func(o *output) bool { return o.assemble != nil }) {
		r.tree, _ = ast.JSON(doc) // every node can be encoded
	}
	if r.base == "" {
		unsigned, _ := desk.UnsignReview(r.text)
		r.record.Review = desk.PackReview(unsigned)
		return r
	}
	copied := job.Parts[0]
	earlier := earlierLog(job, sink, r.base)
	if earlier == nil {
		r.record.Corrected = !desk.PristineReview(copied.Data)
		log.Add(diag.Diagnostic{Code: codeReviewUnknown, Severity: diag.Warning, Rule: "a log belongs to its review copy",
			Pos:     diag.Pos{File: copied.Name, Line: doc.Meta.Place("digest").Line},
			Message: logName(copied.Name) + ", which belongs to this copy, does not lie beside it; the decisions on the source are not carried on",
			Hint:    "put it beside the copy"})
		return r
	}
	r.record.Review, r.record.Carried = earlier.Review, earlier.CarryOn()
	before, _ := earlier.Review.Unpack()
	changes := desk.ReviewChanges(string(before), copyText(copied.Data))
	r.record.Corrected, r.corrections = len(changes) > 0, len(changes)
	for _, c := range changes {
		log.Add(changeFound(copied.Name, c))
	}
	return r
}

// adoptDigest gives a review copy whose line with the digest a person took out
// the one that it had, by the log beside it, which has a file of its name on
// record.
func adoptDigest(job Job, doc *ast.Document) {
	copied := job.Parts[0].Name
	if doc.Meta.Digest != "" || doc.Meta.Place("inference").File != copied {
		return
	}
	if l := logBeside(job); l.DigestOf(filepath.Base(copied)) != "" {
		doc.Meta.Digest = l.Base()
	}
}

// logBeside reads the log beside the copy that is read; nil where there is none.
func logBeside(job Job) *desk.Log {
	if job.Load == nil {
		return nil
	}
	data, err := job.Load(logName(job.Parts[0].Name))
	if err != nil {
		return nil
	}
	return desk.ReadLog(logFormat, data)
}

// reviewText prints a document as the review copy, with its digest; a document
// that was read from such a copy keeps that of the text as it was made first.
func reviewText(doc *ast.Document) []byte {
	text := []byte(markdown.Print(doc))
	if doc.Meta.Digest != "" {
		return text
	}
	return desk.SignReview(text)
}

// IsCorrected reports whether a file's text is a review copy that was changed
// since Octavo made it, so that it holds a person's work.
func IsCorrected(text []byte) bool {
	_, digest := desk.UnsignReview(text)
	return digest != "" && !desk.PristineReview(text)
}

// copyText gives a file's text as the reader of Markdown numbers its lines.
func copyText(data []byte) string {
	return text.LineEnds.Replace(encoding.Recognise(data).Decode(data))
}

func changeFound(file string, c desk.Change) diag.Diagnostic {
	d := diag.Diagnostic{Pos: diag.Pos{File: file, Line: c.Line}, Rule: "a person's corrections stand", Excerpt: c.New, Replaced: c.Old}
	switch {
	case c.Old == "":
		d.Code, d.Message = codeReviewAdded, fmt.Sprintf("added by a person: %q", shortened(c.New))
	case c.New == "":
		d.Code, d.Message = codeReviewRemoved, fmt.Sprintf("taken out by a person: %q", shortened(c.Old))
	default:
		d.Code, d.Message = codeReviewChanged, fmt.Sprintf("changed by a person: %q became %q", shortened(c.Old), shortened(c.New))
	}
	return d
}

// maxShown is how many letters of a block a message shows; the log has it whole.
const maxShown = 80

func shortened(s string) string {
	letters := []rune(s)
	if len(letters) <= maxShown {
		return s
	}
	return string(letters[:maxShown-1]) + "…"
}

// logName is the name of the log that belongs to a review copy.
func logName(file string) string {
	base := filepath.Base(file)
	return strings.TrimSuffix(base, filepath.Ext(base)) + logSuffix
}

// earlierLog finds the log of the run that made the text with the digest base:
// beside the copy that is read, or where the run writes.
func earlierLog(job Job, sink Sink, base string) *desk.Log {
	logs := []*desk.Log{logBeside(job)}
	if k, ok := sink.(keeper); ok {
		logs = append(logs, desk.ReadLog(logFormat, k.earlier(job.Name+logSuffix)))
	}
	for _, l := range logs {
		if l.Base() != base {
			continue
		}
		if _, ok := l.Review.Unpack(); ok {
			return l
		}
	}
	return nil
}

// putReview writes the canonical Markdown with its style and pictures.
func putReview(job Job, r *reviewCopy, pics *pictures, office *officeStyle, sink Sink, result *Result) error {
	if job.KeepReview {
		return nil
	}
	result.addFile(job.Name+reviewSuffix, "canonical Markdown, the copy to review and correct")
	if err := put(sink, job.Name+reviewSuffix, r.text); err != nil {
		return err
	}
	if err := office.put(sink, job.Name, result); err != nil {
		return err
	}
	return pics.put(sink, job.Name, result)
}

// putLog writes the log, the last of all files, with the digests of the others.
func putLog(b *book, sink *recorder, result *Result) error {
	job, r, log := b.job, b.review, b.log
	name := job.Name + logSuffix
	result.addFile(name, "every decision, with its line and confidence")
	result.Findings = findingsIn(log)
	r.record.Files = sink.digests()
	if k, ok := sink.Sink.(keeper); ok {
		earlier := desk.ReadLog(logFormat, k.earlier(name))
		r.record.Keep(earlier, b.folders())
		k.guard(desk.Folder{Log: name, Review: job.Name + reviewSuffix, Earlier: earlier, Base: r.base, Owned: b.folders()})
	}
	return put(sink, name, logFile(logHead{logFormat, job.Source, job.sources(), &result.Settled, result.Findings}, r.record))
}

// sources are the input's files with their digests.
func (j Job) sources() []desk.File {
	out := make([]desk.File, len(j.Parts))
	for i, p := range j.Parts {
		out[i] = desk.File{Name: p.Name, Digest: desk.Sum(p.Data)}
	}
	return out
}

// logFile is the log as a build writes it: LogJSON with what was settled for
// the run, what a later one must know, and its own digest.
func logFile(head logHead, record desk.Record) []byte {
	return desk.SignJSON(indented(struct {
		logHead
		desk.Record
	}{head, record}))
}

// logHead are the fields of every log.
type logHead struct {
	Format string `json:"format"`
	Source string `json:"source"`
	// Sources are the input's files, with the digests of their bytes.
	Sources []desk.File `json:"sources,omitempty"`
	*Settled
	Decisions []Finding `json:"decisions"`
}

func indented(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	_ = enc.Encode(v) // a bytes.Buffer does not fail and every field can be encoded
	return b.Bytes()
}
