package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"octavo/docs/schemas"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/write/archive"
)

// codeArchiveNamed is the finding about a package that is not called as its input.
const codeArchiveNamed diag.Code = "archive-name-changed"

var _ = diag.Register(map[diag.Code]string{
	codeArchiveNamed: "The input's name has signs that names in a package for an archive must not have; the package has another.",
})

// PackageForms lists the forms of the edition archive, the default first.
func PackageForms() []string { return archive.Forms() }

// CheckPackage returns an error where the name is of no form of the edition archive;
// the empty one stands for the default.
func CheckPackage(form string) error {
	if form == "" || slices.Contains(archive.Forms(), form) {
		return nil
	}
	return fmt.Errorf("%q is no form of an archive package; the forms are %s", form, strings.Join(archive.Forms(), ", "))
}

// CheckArchivePDF returns an error where the edition archive is asked for together
// with PDFs by other standards than its own.
func CheckArchivePDF(editions []string, standard string) error {
	if standard == StandardUA2A4 && slices.Contains(editions, "archive") {
		return errors.New("the edition archive holds the PDF by " + StandardUA1A2a + ", which archives ask for, and one run makes PDFs by one pair of standards; build it in a run of its own")
	}
	return nil
}

// packageForm is the form of the job's package.
func (j Job) packageForm() string { return cmp.Or(j.Package, archive.FormBagIt) }

// checkArchive finds what the metadata lack for a package, and says where it has
// another name than its input.
func checkArchive(job Job, doc *ast.Document) []diag.Diagnostic {
	list := archive.Missing(&doc.Meta, job.packageForm())
	if safe := archive.SafeName(job.Name); safe != job.Name {
		list = append(list, diag.Diagnostic{Code: codeArchiveNamed, Rule: "names in a package have letters, digits and hyphens",
			Message: fmt.Sprintf("the archive package of %q is called %q, since names in a submission may not have dots, blanks and some other signs", job.Name, safe)})
	}
	return list
}

// makeArchive writes the package for an archive, of the finished PDF, EPUB and
// canonical Markdown.
func makeArchive(_ context.Context, b *book, taken []finished, w io.Writer) (made, error) {
	p := archive.Package{
		Name: b.job.Name, Form: b.job.packageForm(), Meta: b.doc.Meta, Time: b.job.Time, Program: generator, Version: Version,
		History: b.history(),
	}
	local := newLocalNames(b.job)
	p.Files = append(b.archived(local), editionsIn(taken)...)
	log, err := b.archivedLog(local)
	if err != nil {
		return made{}, err
	}
	p.Files = append(p.Files,
		archive.File{Kind: archive.Additional, Name: archive.LogSuffix, Data: log},
		archive.File{Kind: archive.Additional, Name: archive.TreeSuffix, Data: local.tree(b.review.tree)},
		archive.File{Kind: archive.Documentation, Name: archive.LogSchemaSuffix, Data: schemas.Log},
		archive.File{Kind: archive.Documentation, Name: archive.TreeSchemaSuffix, Data: schemas.Tree},
		archive.File{Kind: archive.Documentation, Name: archive.LicenceSuffix, Data: schemas.Licence})
	m, err := archive.Build(p)
	if err != nil {
		return made{}, err
	}
	_, err = w.Write(m.Zip)
	return describeArchive(p.Form, m), err
}

func describeArchive(form string, m *archive.Made) made {
	what := "archive package (MDTO 1.0.1 in a bag of BagIt 1.0)"
	if form == archive.FormMDTO {
		what = "archive package (submission by MDTO 1.0.1)"
	}
	folder := beside{name: m.Name + archive.FolderSuffix + "/", what: "the same package, unpacked"}
	for _, e := range m.Folder {
		folder.files = append(folder.files, finished{name: folder.name + e.Name, data: e.Data})
	}
	note := m.Name + archive.DeliverySuffix
	return made{what: what, beside: []beside{folder,
		{name: note, what: "the package's delivery note", files: []finished{{name: note, data: m.Note}}}}}
}

// history counts what was decided.
func (b *book) history() archive.History {
	list := b.log.All()
	dropped, doubtful := tally(list)
	return archive.History{Decisions: len(list), Doubtful: doubtful, Dropped: dropped, Corrections: b.review.corrections}
}

// archived are the job's sources and their pictures, as they were given.
func (b *book) archived(local *localNames) []archive.File {
	var out []archive.File
	for _, p := range b.job.Parts {
		name := local.of(p.Name)
		out = append(out, archive.File{Kind: archive.Source, Name: name, Original: name, Data: p.Data})
	}
	for _, l := range b.pics.laid {
		f := archive.File{Kind: archive.Picture, Name: l.name, Data: l.data}
		if !strings.HasPrefix(l.src, "data:") { // which stands in the source itself
			f.Original = l.src
		}
		out = append(out, f)
	}
	return out
}

// editionsIn are the finished files as a package has them.
func editionsIn(taken []finished) []archive.File {
	out := make([]archive.File, len(taken))
	for i, f := range taken {
		out[i] = archive.File{Kind: archive.Edition, Name: filepath.Ext(f.name), What: strings.Join(f.made.claims, ", "), Data: f.data}
	}
	return out
}

// archivedLog is the log as a package has it: all that is known of the way from the
// source, and nothing about the folder that the run writes to.
func (b *book) archivedLog(local *localNames) ([]byte, error) {
	findings := findingsIn(b.log)
	for i := range findings {
		local.inFinding(&findings[i])
	}
	record := b.review.record
	record.Files = nil
	sources := b.job.sources()
	for i := range sources {
		sources[i].Name = local.of(sources[i].Name)
	}
	return logFile(logHead{logFormat, local.of(b.job.Source), sources, &b.settled, findings}, record), nil
}

// ArchiveFiles are the names of the two files by which the archive package of a job
// called name is handed over: the zip, and the delivery note, which has the zip's hash.
func ArchiveFiles(name string) (zip, note string) {
	return name + archive.ZipSuffix, name + archive.DeliverySuffix
}
