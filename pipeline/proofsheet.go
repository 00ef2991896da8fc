package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"octavo/pipeline/internal/account"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/desk"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/write/proof"
)

// proofSuffix is that of the proof sheet's name.
const proofSuffix = "-proof"

// proofSheet gathers what a run has to prove.
type proofSheet struct {
	job     Job
	result  *Result
	log     *diag.Log
	files   []desk.File // with their digests
	bytes   map[string][]byte
	letters *account.Numbers // nil where they cannot be counted
	carried int              // decisions on the source of a review copy
}

// lettersOf counts law 1's account of a single plain text; nil for other inputs, in
// which letters cannot be told from marks.
func lettersOf(job Job, doc *ast.Document, log *diag.Log) *account.Numbers {
	if !job.Proof || len(job.Parts) != 1 || job.isBook() {
		return nil
	}
	part := job.Parts[0]
	if r, err := readerFor(part.Name, part.Data); err != nil || r.name != "text" {
		return nil
	}
	n := account.Count(copyText(part.Data), doc, log.All())
	return &n
}

// putProof writes the proof sheet as HTML and as an accessible PDF.
func putProof(ctx context.Context, b *book, letters *account.Numbers, sink *recorder, result *Result) error {
	if !b.job.Proof {
		return nil
	}
	result.Findings = findingsIn(b.log)
	p := &proofSheet{job: b.job, result: result, log: b.log, files: sink.digests(), bytes: map[string][]byte{}, letters: letters}
	for _, o := range b.outputs {
		if o.wanted && o.kept != nil {
			p.bytes[o.file] = o.kept.Bytes()
		}
	}
	if c := b.review.record.Carried; c != nil {
		p.carried = len(c.Decisions)
	}
	sheet, err := p.sheet(ctx)
	if err != nil {
		return err
	}
	html, err := proof.HTML(sheet)
	if err != nil {
		return err
	}
	name := b.job.Name + proofSuffix
	result.addFile(name+".html", "the proof sheet: files, claims, letters, decisions, findings, judges")
	if err := put(sink, name+".html", html); err != nil {
		return err
	}
	pdf, claims, err := proofPDF(ctx, b.job, sheet, b.faces)
	if err != nil {
		return err
	}
	result.addFile(name+".pdf", "the same as an accessible PDF ("+strings.Join(claims, ", ")+")")
	return put(sink, name+".pdf", pdf)
}

// proofPDF sets the sheet as any document is set, without title page and contents.
func proofPDF(ctx context.Context, job Job, sheet proof.Sheet, faces *font.Set) ([]byte, []string, error) {
	own := Job{Name: job.Name + proofSuffix, Source: job.Name + proofSuffix, Editions: []string{"pdf"}, Time: job.Time, TimeFrom: job.TimeFrom,
		PDFStandard: job.PDFStandard, bare: true}
	doc, log := proof.Document(sheet), &diag.Log{}
	ast.Check(doc, log)
	b, err := newBook(own, doc, readPictures(own, doc, log), nil, faces, log)
	if err != nil {
		return nil, nil, err
	}
	var sink MemSink
	var result Result
	if err := b.makeEditions(ctx, &sink, &result); err != nil {
		return nil, nil, err
	}
	if err := sink.Commit(); err != nil {
		return nil, nil, err
	}
	file := result.Files[0]
	return sink.Files()[file.Name], file.Claims, nil
}

func (p *proofSheet) sheet(ctx context.Context) (proof.Sheet, error) {
	judged, err := p.judges(ctx)
	s := proof.Sheet{Title: "Proof sheet: " + p.job.Name,
		Lead: []string{"What one run of Octavo made, what it claims and what each claim rests on. Nothing here is assumed: what was not counted or asked says so."},
		Sections: []proof.Section{p.record(), p.made(), p.claims(), p.accountOf(), p.decisions(), p.findings(), p.seen(),
			judged}}
	return s, err
}

// record is where everything came from.
func (p *proofSheet) record() proof.Section {
	s := proof.Section{Title: "The run", Items: []proof.Item{
		{Term: "Program", Lines: []string{generator + " " + Version}},
		{Term: "Identifier of the publication", Lines: []string{p.result.Identifier, "from: " + p.result.IdentifierFrom}},
		{Term: "Time", Lines: []string{p.result.Time.UTC().Format(time.RFC3339), "from: " + cmp.Or(string(p.result.TimeFrom), "the program that made the job")}},
	}}
	for _, f := range p.job.sources() {
		s.Items = append(s.Items, proof.Item{Term: "Source: " + ast.FileName(f.Name), Digest: f.Digest})
	}
	return s
}

func (p *proofSheet) made() proof.Section {
	s := proof.Section{Title: "What was made", Paragraphs: []string{"Each file with its digest. The log, " + p.job.Name + logSuffix + ", is written last, holds the digests of all files, this sheet's too, and so is not among them."}}
	for _, f := range p.files {
		it := proof.Item{Term: f.Name, Digest: f.Digest}
		for _, made := range p.result.Files {
			if made.Name == f.Name {
				it.Lines = append(it.Lines, made.What)
			}
		}
		s.Items = append(s.Items, it)
	}
	return s
}

// restsOn says what stands behind a claim that a file makes.
var restsOn = map[string]string{
	"PDF/UA-1": "tags made from the document's tree before its pages; language, title, alternatives, header cells and faces with maps to characters, which the writer proves on the finished pages and takes the claim back where one is missing",
	"PDF/UA-2": "the same as PDF/UA-1, by the types of PDF 2.0",
	"PDF/A-2a": "embedded faces, an output intent, metadata that say the same in both places, nothing encrypted or run, and the tags of PDF/UA-1",
	"PDF/A-2u": "embedded faces with maps to characters, an output intent, metadata; not level a, since meaning of the source was lost, which a finding says",
	"PDF/A-4":  "embedded faces, an output intent, metadata, by PDF 2.0",
	"PDF/A-4f": "embedded faces, an output intent, metadata, by PDF 2.0, with embedded files",
}

// claims are what the files say of themselves, each with what it rests on.
func (p *proofSheet) claims() proof.Section {
	s := proof.Section{Title: "What is claimed, and what it rests on"}
	for _, f := range p.result.Files {
		if f.Edition == "" {
			continue
		}
		it := proof.Item{Term: f.Name}
		for _, c := range f.Claims {
			it.Lines = append(it.Lines, c+": "+cmp.Or(restsOn[c], "the writer's own proof on the finished file"))
		}
		if seen, err := CheckFile(f.Name, p.bytes[f.Name]); err == nil {
			for _, c := range seen.Claims {
				if !slices.Contains(f.Claims, c) {
					it.Lines = append(it.Lines, c+": what the metadata of the publication say, of a certifier or printing condition")
				}
			}
		}
		if it.Lines == nil {
			it.Lines = []string{"claims no standard"}
		}
		it.Lines = append(it.Lines, f.Measured...)
		s.Items = append(s.Items, it)
	}
	s.Paragraphs = []string{"A claim is written only where the content bears it out. That a file meets a standard in all its clauses, outside judges and people say; see below which were asked."}
	if len(s.Items) == 0 {
		s.Paragraphs = []string{"No edition was made, and nothing is claimed."}
	}
	return s
}

// accountOf is law 1's account: what became of the letters of the source.
func (p *proofSheet) accountOf() proof.Section {
	s := proof.Section{Title: "Letters kept"}
	rules := map[string]int{}
	for _, f := range p.result.Findings {
		if n := visibleIn(f.Dropped); n > 0 {
			rules[f.Code] += n
		}
	}
	total := 0
	for _, n := range rules {
		total += n
	}
	if n := p.letters; n != nil {
		s.Paragraphs = []string{"Letters, figures and signs; white space does not count."}
		s.Items = []proof.Item{
			{Term: "In the source", Lines: []string{fmt.Sprint(n.Source)}}, {Term: "Kept in the document", Lines: []string{fmt.Sprint(n.Kept)}},
			{Term: "Left out by rule, word for word in the log", Lines: []string{fmt.Sprint(n.Dropped)}},
			{Term: "Neither kept nor on record", Lines: []string{fmt.Sprint(n.Lost)}}, {Term: "In the document and not in the source", Lines: []string{fmt.Sprint(n.Invented)}}}
	} else {
		s.Paragraphs = []string{fmt.Sprintf("Not counted against the source: only in a single plain text can letters be told from marks. Letters, figures and signs left out by rule: %d.", total)}
	}
	if len(rules) > 0 {
		t := &proof.Table{Caption: "Left out by rule", Head: []string{"Code", "Letters", "Meaning"}}
		for _, code := range slices.Sorted(maps.Keys(rules)) {
			t.Rows = append(t.Rows, []string{code, fmt.Sprint(rules[code]), diag.Meaning(diag.Code(code))})
		}
		s.Table = t
	}
	return s
}

func visibleIn(text string) int {
	n := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// byPerson begin the codes of what a person did in a review copy.
func byPerson(f Finding) bool {
	return slices.Contains([]string{string(codeReviewChanged), string(codeReviewAdded), string(codeReviewRemoved)}, f.Code)
}

// isDecision tells what was decided about the text from what was noticed.
func isDecision(f Finding) bool { return f.Severity == SeverityInfo || byPerson(f) }

func (p *proofSheet) decisions() proof.Section {
	count, doubtful := map[string]int{}, map[string]int{}
	all, person, doubts := 0, 0, 0
	for _, f := range p.result.Findings {
		if !isDecision(f) {
			continue
		}
		all += f.Times()
		count[f.Code] += f.Times()
		if byPerson(f) {
			person += f.Times()
		}
		if f.Doubtful {
			doubts += f.Times()
			doubtful[f.Code] += f.Times()
		}
	}
	s := proof.Section{Title: "Decisions", Paragraphs: []string{fmt.Sprintf("%d decisions: %d by rule, %d by a person. Of those by rule %s, with a confidence under 0.7.", all, all-person, person, share(doubts, all-person))}}
	if p.carried > 0 {
		s.Paragraphs = append(s.Paragraphs, fmt.Sprintf("The run was made from a review copy; its log carries %d decisions on the source that it came from.", p.carried))
	}
	if all > 0 {
		t := &proof.Table{Caption: "Decisions by kind", Head: []string{"Code", "Number", "Doubtful", "Meaning"}}
		for _, code := range slices.Sorted(maps.Keys(count)) {
			t.Rows = append(t.Rows, []string{code, fmt.Sprint(count[code]), fmt.Sprint(doubtful[code]), diag.Meaning(diag.Code(code))})
		}
		s.Table = t
	}
	return s
}

// share says how many of all are doubtful, with its share.
func share(n, all int) string {
	if all == 0 {
		return "none is doubtful"
	}
	return fmt.Sprintf("%d are doubtful (%.1f %%)", n, 100*float64(n)/float64(all))
}

// findings are what was noticed, by severity.
func (p *proofSheet) findings() proof.Section {
	counts := map[Severity]int{}
	t := &proof.Table{Caption: "What a person should look at", Head: []string{"Place", "Severity", "What was found"}}
	for _, f := range p.result.Findings {
		counts[f.Severity] += f.Times()
		if f.Severity != SeverityInfo {
			t.Rows = append(t.Rows, []string{cmp.Or(f.Pos.String(), "the whole document"), string(f.Severity), f.Message})
		}
	}
	s := proof.Section{Title: "Findings", Paragraphs: []string{fmt.Sprintf("Errors: %d. Warnings: %d. All else in the log, for information: %d.", counts[SeverityError], counts[SeverityWarning], counts[SeverityInfo])}}
	if len(t.Rows) > 0 {
		s.Table = t
	}
	return s
}

// seen is what the program sees of the finished files, as octavo check does.
func (p *proofSheet) seen() proof.Section {
	s := proof.Section{Title: "The finished files looked over", Paragraphs: []string{"By the program itself, as octavo check does. That nothing was found does not say that a file conforms."}}
	for _, f := range p.result.Files {
		c, err := CheckFile(f.Name, p.bytes[f.Name])
		if err != nil {
			continue // neither EPUB nor PDF
		}
		it := proof.Item{Term: f.Name + " (" + c.Kind + ")"}
		for _, found := range c.Findings {
			line := found.Message + " [" + found.Code + "]"
			if place := found.Pos.String(); place != "" {
				line = place + ": " + line
			}
			it.Lines = append(it.Lines, string(found.Severity)+": "+line)
		}
		if it.Lines == nil {
			it.Lines = []string{"nothing was found"}
		}
		s.Items = append(s.Items, it)
	}
	return s
}

// judges asks the outside judges, where the job wants that, over the finished files
// in a folder of their own.
func (p *proofSheet) judges(ctx context.Context) (proof.Section, error) {
	s := proof.Section{Title: "Outside judges"}
	if p.job.Judges == "" {
		s.Paragraphs = []string{"None was asked in this run, and nothing is said of what they would find. octavo build --proof --judges asks those that are installed."}
		return s, nil
	}
	dir, err := os.MkdirTemp("", "proof")
	if err != nil {
		return s, &WriteError{os.TempDir(), err}
	}
	defer os.RemoveAll(dir)
	var files []string
	for _, name := range slices.Sorted(maps.Keys(p.bytes)) {
		file := filepath.Join(dir, filepath.Base(name))
		if err := os.WriteFile(file, p.bytes[name], 0o600); err != nil {
			return s, &WriteError{file, err}
		}
		files = append(files, file)
	}
	for _, v := range AskJudges(ctx, p.job.Judges, files) {
		it := proof.Item{Term: filepath.Base(v.File) + ": " + v.Judge}
		switch {
		case v.NotRun != "":
			it.Lines = []string{"did not run: " + v.NotRun}
		case len(v.Findings) == 0:
			it.Lines = []string{"found nothing"}
		}
		for _, f := range v.Findings {
			it.Lines = append(it.Lines, strings.ReplaceAll(f, dir+string(filepath.Separator), ""))
		}
		s.Items = append(s.Items, it)
	}
	return s, ctx.Err()
}
