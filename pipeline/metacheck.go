package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/understand"
)

// Codes of what the editions ask of the metadata, for those that find it out only when
// they are made.
const (
	codePressUnknown diag.Code = "pdf-press-unknown"
	codeSpineUnknown diag.Code = "pdf-spine-unknown"
	codeNotCertified diag.Code = "epub-not-certified"
)

var _ = diag.Register(map[diag.Code]string{
	codePressUnknown: "Nothing says how the book will be printed, which the editions for a press need.",
	codeSpineUnknown: "Nothing says how wide the book's back is, which its cover needs.",
	codeNotCertified: "Nobody vouches for accessibility by name and level, so that no edition claims conformance to WCAG.",
})

// MetaReport is what is known about a publication, and what its editions ask.
type MetaReport struct {
	Known    []KnownValue
	Editions []EditionNeeds
}

// KnownValue is one value of the metadata by its key, as in docs/metadata.md.
type KnownValue struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	// Pos is where it stands: in the metadata, or where Read is true in the text.
	Pos Pos `json:"pos"`
	// Read says that the program read it from the text, and that nobody gave it.
	Read bool `json:"read"`
	// Confidence is above 0 and at most 1, which is a value that was given.
	Confidence float64 `json:"confidence"`
}

// EditionNeeds are what an edition asks of the metadata that these do not tell: an
// error where it cannot be made so.
type EditionNeeds struct {
	Edition  string
	Findings []Finding
}

// MetaEditions are the editions that ask different things of the metadata.
func MetaEditions() []string { return []string{"pdf", "epub", "print", "cover", "archive"} }

// CheckMeta reads a job's text and says what is known about it, and what each of its
// editions asks of the metadata; those of MetaEditions where the job names none.
func CheckMeta(ctx context.Context, job Job) (MetaReport, error) {
	log := newLog(job.Log)
	doc, err := understandAll(ctx, job, log)
	if err != nil {
		return MetaReport{}, interrupted(ctx, err)
	}
	report := MetaReport{Known: knownValues(&doc.Meta, log)}
	if len(job.Editions) == 0 {
		job.Editions = MetaEditions()
	}
	for _, o := range outputs(job) {
		if o.wanted {
			report.Editions = append(report.Editions, EditionNeeds{o.name, needs(job, o.edition, doc, log)})
		}
	}
	return report, nil
}

// DraftMeta writes a file of metadata for a job's text, to be filled in by a person:
// every field with what it is for, and behind those that were read from the text what
// was read. All of it is comments. It returns the values too.
func DraftMeta(ctx context.Context, job Job) (string, []KnownValue, error) {
	log := newLog(job.Log)
	doc, err := understandAll(ctx, job, log)
	if err != nil {
		return "", nil, interrupted(ctx, err)
	}
	known := knownValues(&doc.Meta, log)
	from := map[string]string{}
	for _, v := range known {
		from[v.Key] = v.From()
	}
	head := fmt.Sprintf("# Metadata of %s, begun by octavo meta init.\n#\n", job.Source)
	return head + meta.Draft(doc.Meta, func(key string) string { return from[key] }), known, nil
}

// From says in words where the value comes from.
func (v KnownValue) From() string {
	switch {
	case !v.Read && v.Pos.Line == 0:
		return "given"
	case !v.Read:
		return fmt.Sprintf("stands in %s", v.Pos)
	case v.Pos.Line == 0:
		return "read from the text"
	}
	return fmt.Sprintf("read in line %d, %.0f %% sure", v.Pos.Line, 100*v.Confidence)
}

// knownValues lists the metadata with where they come from.
func knownValues(m *meta.Meta, log *diag.Log) []KnownValue {
	read := map[string]diag.Diagnostic{}
	for _, d := range log.All() {
		key := understand.KeyOf(d)
		if _, seen := read[key]; !seen {
			read[key] = d
		}
	}
	var out []KnownValue
	for _, v := range m.Values() {
		if v.Key == "digest" || v.Key == "inference" {
			continue
		}
		k := KnownValue{Key: v.Key, Value: v.Text, Pos: Pos(m.Place(v.Key)), Confidence: 1}
		if d, ok := read[v.Key]; ok && k.Pos.Line == 0 {
			k.Pos, k.Read, k.Confidence = Pos(d.Pos), true, d.Confidence
		}
		out = append(out, k)
	}
	return out
}

// needs finds what an edition asks and the metadata do not tell, errors first.
func needs(job Job, e edition, doc *ast.Document, read *diag.Log) []Finding {
	out := &diag.Log{}
	add := func(d diag.Diagnostic) {
		d.Pos.File = cmp.Or(d.Pos.File, job.Source)
		out.Add(d)
	}
	for _, d := range read.All() {
		if d.Code == ast.CodeNoLang && len(e.claims) > 0 {
			d.Hint = "give it, lang: nl; without it the PDF claims neither PDF/UA nor level A of PDF/A"
			add(d)
		}
	}
	if e.check != nil {
		for _, d := range e.check(job, doc) {
			add(d)
		}
	}
	if e.asks != nil {
		for _, d := range e.asks(&job, &doc.Meta) {
			add(d)
		}
	}
	untitled := *doc // keeps its title
	nameUntitled(job, &untitled, out)
	list := findingsIn(out)
	slices.SortStableFunc(list, func(a, b Finding) int { return cmp.Compare(gravity[b.Severity], gravity[a.Severity]) })
	return list
}

// gravity orders findings: what an edition cannot do without comes first.
var gravity = map[Severity]int{SeverityError: 2, SeverityWarning: 1}

// epubAsks finds what the EPUB would say better with more metadata.
func epubAsks(job *Job, m *meta.Meta) []diag.Diagnostic {
	var out []diag.Diagnostic
	if id, _ := m.Identifier(); id == "" {
		out = append(out, weakIdentifier(job, m, "urn:uuid:"+m.MakeUUID(job.wholeText(m))))
	}
	if c := m.Certifier; c == nil || c.Name == "" || c.Level == "" {
		out = append(out, diag.Diagnostic{Code: codeNotCertified, Rule: "EPUB Accessibility 1.1, 4.2",
			Message: "nobody vouches for its accessibility, so that conformance to WCAG is not claimed",
			Hint:    "when somebody has evaluated it, write certifier: {name: …, level: WCAG 2.2 AA}"})
	}
	return out
}

// pressAsks finds whether the press is known.
func pressAsks(job *Job, m *meta.Meta) []diag.Diagnostic {
	_, err := pressOf(*job, m, nil)
	return lacking(codePressUnknown, m.Place("print"), err)
}

// coverAsks finds whether the press and the width of the back are known, and the
// number for the bar code.
func coverAsks(job *Job, m *meta.Meta) []diag.Diagnostic {
	out := append(pressAsks(job, m), lacking(codeSpineUnknown, m.Place("print"), spineKnown(*job, m))...)
	if _, digits := m.Identifiers.Digits(); digits == "" {
		out = append(out, noISBN())
	}
	return out
}

// lacking is the finding about what an edition cannot be made without: err says what,
// and behind a semicolon what to do.
func lacking(code diag.Code, pos diag.Pos, err error) []diag.Diagnostic {
	if err == nil {
		return nil
	}
	cause, remedy, _ := strings.Cut(err.Error(), "; ")
	return []diag.Diagnostic{{Code: code, Severity: diag.Error, Pos: pos, Rule: "no press is assumed", Message: cause, Hint: remedy}}
}
