package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

func buildCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name:      "build",
		Usage:     "make the editions of one or more reports",
		ArgsUsage: "[INPUT...]",
		Description: `INPUT is a text, Markdown, HTML, Word or OpenDocument file, a folder with a
book.yaml or that file itself, or - for standard input. NAME.yaml beside an input
gives its metadata. The command alone builds the embedded sample
report, as --sample does.

Inputs of one name from different folders are written into folders of their own
under DIR. One that cannot be built does not stop the others.

Examples:
   octavo build                              the sample report, into out/
   octavo build report.txt -o editions       one report
   octavo build a.txt b.html --edition epub  only the EPUBs
   octavo build out/report.md                again, from the corrected review copy
   pdftotext r.pdf - | octavo build - --name r

Exit codes: 0 done, 1 at least one input could not be built, 2 wrong command
line, 3 all were built and --strict found doubtful decisions, 130 broken off.`,
		OnUsageError: onUsageError,
		Flags: append(inputFlags(),
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Value: "out", Usage: "write into `DIR`"},
			&cli.StringSliceFlag{Name: "edition", DefaultText: strings.Join(pipeline.DefaultEditions(), ","),
				Usage: "make these `EDITIONS`, separated by commas or each with its own flag: " + strings.Join(pipeline.EditionNames(), ", ")},
			&cli.StringFlag{Name: "icc", Usage: "the press's ICC profile, `FILE`, for the edition print"},
			&cli.StringFlag{Name: "printing-condition", Usage: "the printing condition by its registered `NAME`, such as FOGRA51, for the edition print"},
			&cli.StringFlag{Name: "pdf-x", Usage: "`PART` of PDF/X for the edition print: 1a, 3 or 4 (4 with --icc, else 3)"},
			&cli.StringFlag{Name: "style", Usage: "lay the style sheet `FILE` over the house's, instead of the one that the metadata name"},
			&cli.StringFlag{Name: "pdf-standard", Value: pipeline.StandardUA1A2a,
				Usage: "make the accessible PDFs by this `PAIR` of standards: " + strings.Join(pipeline.PDFStandards(), " or ")},
			&cli.StringFlag{Name: "page", Usage: "`SIZE` of the printed pages: a4 or b5", DefaultText: "a4"},
			&cli.IntFlag{Name: "signature", Usage: "fill the printed book with blank pages up to a multiple of `N`, the pages of a folded sheet", DefaultText: "4"},
			&cli.StringFlag{Name: "paper-thickness", Usage: "the paper, as the `THICKNESS` of a leaf (0.11 mm) or weight and volume (90 g/m² 1.3), for the editions cover and booklet"},
			&cli.StringFlag{Name: "page-list", Usage: "the EPUB lists the pages of this `EDITION`: pdf or print; the edition html too where it is given", DefaultText: "pdf"},
			&cli.StringFlag{Name: "package", DefaultText: pipeline.PackageForms()[0],
				Usage: "`FORM` of the edition archive: " + strings.Join(pipeline.PackageForms(), ", or ") + ", the submission alone, which must meet all its rules"},
			&cli.BoolFlag{Name: "proof", Usage: "write the proof sheet too, NAME-proof.html and NAME-proof.pdf: files, claims, letters, decisions, findings", DisableDefaultText: true},
			&cli.BoolFlag{Name: "judges", Usage: "with --proof: ask the outside judges that are installed", DisableDefaultText: true},
			&cli.StringFlag{Name: "judges-in", Value: ".cache", Usage: "the `DIR` into which ./check has installed them"},
			&cli.StringFlag{Name: "fonts", Usage: "whether the EPUB holds its `FACES`: embed, or none for shops and readers that set their own", DefaultText: "embed"},
			strictFlag(),
			&cli.BoolFlag{Name: "force", Usage: "replace files in DIR that were changed by hand or that Octavo did not make", DisableDefaultText: true},
			&cli.BoolFlag{Name: "fail-fast", Usage: "stop at the first input that cannot be built", DisableDefaultText: true},
			logFlag(),
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print nothing but errors", DisableDefaultText: true},
		),
		Action: func(c *cli.Context) error { return env.build(c) },
	}
}

// builder holds the flags of one build.
type builder struct {
	env      *environment
	input    inputOptions
	out      string
	editions []string
	press    pipeline.Press
	style    string
	standard string
	pageList string
	pack     string // the form of the archive package
	fonts    string
	strict   bool
	failFast bool
	quiet    bool
	force    bool
	json     bool
	proof    bool
	judges   string            // the folder of the outside judges that are asked; empty for none
	taken    map[string]string // identifiers of this run, with their inputs
}

func (env *environment) build(c *cli.Context) error {
	if err := env.takeLog(c); err != nil {
		return err
	}
	b, err := newBuilder(env, c)
	if err != nil {
		return err
	}
	inputs, err := env.inputsOf(c)
	if err != nil {
		return err
	}
	if err := refuseShared(b.input.metaFile, inputs); err != nil {
		return err
	}
	targets, err := targetsOf(inputs, b.input, b.out)
	if err != nil {
		return err
	}
	if isBareSample(c) && !b.quiet {
		b.env.out.printf("No input was named, so this is the sample report; octavo build FILE makes yours.\n")
	}
	return b.all(c.Context, targets)
}

func newBuilder(env *environment, c *cli.Context) (*builder, error) {
	b := &builder{env: env, taken: map[string]string{}, input: inputOptionsOf(c), out: c.String("out"), style: c.String("style"), standard: c.String("pdf-standard"),
		strict: c.Bool("strict"), failFast: c.Bool("fail-fast"), quiet: c.Bool("quiet"), force: c.Bool("force")}
	b.json = env.json
	if b.out == "" {
		return nil, usagef("--out is empty; name a folder")
	}
	b.editions = editionsOf(c)
	err := pipeline.CheckEditions(b.editions)
	if err != nil {
		return nil, usageError{err}
	}
	if err := pipeline.CheckPDFStandard(b.standard); err != nil {
		return nil, usagef("--pdf-standard: %v", err)
	}
	if b.proof, b.judges, err = proofOf(c); err != nil {
		return nil, err
	}
	b.pageList = c.String("page-list")
	if err := pipeline.CheckPageList(b.pageList); err != nil {
		return nil, usagef("--page-list: %v", err)
	}
	if err := b.archiveOf(c); err != nil {
		return nil, err
	}
	b.fonts = c.String("fonts")
	if err := pipeline.CheckFonts(b.fonts); err != nil {
		return nil, usagef("--fonts: %v", err)
	}
	b.press, err = pressOf(c, b.editions)
	return b, err
}

// archiveOf takes the flags about the edition archive.
func (b *builder) archiveOf(c *cli.Context) error {
	b.pack = c.String("package")
	if c.IsSet("package") && !slices.Contains(b.editions, "archive") {
		return usagef("--package is for the edition archive; add --edition archive")
	}
	if err := pipeline.CheckPackage(b.pack); err != nil {
		return usagef("--package: %v", err)
	}
	if err := pipeline.CheckArchivePDF(b.editions, b.standard); err != nil {
		return usagef("--pdf-standard: %v", err)
	}
	return nil
}

// proofOf takes the flags about the proof sheet.
func proofOf(c *cli.Context) (proof bool, judges string, err error) {
	proof = c.Bool("proof")
	switch {
	case !proof && (c.Bool("judges") || c.IsSet("judges-in")):
		return false, "", usagef("--judges is for the proof sheet; add --proof, or look over finished files with octavo check --judges")
	case c.Bool("judges"):
		judges, err = filepath.Abs(c.String("judges-in"))
	}
	return proof, judges, err
}

// pressOf takes the flags about the press, which only some editions have a use for.
func pressOf(c *cli.Context, editions []string) (pipeline.Press, error) {
	p := pipeline.Press{PDFX: c.String("pdf-x"), Condition: strings.TrimSpace(c.String("printing-condition")),
		Page: strings.ToLower(c.String("page")), Signature: c.Int("signature"), Paper: strings.TrimSpace(c.String("paper-thickness"))}
	pages := pipeline.ForPress(editions) || c.String("page-list") == "print"
	for _, name := range []string{"page", "signature"} {
		if c.IsSet(name) && !pages {
			return p, usagef("--%s is for the edition print; add --edition print", name)
		}
	}
	for _, name := range []string{"icc", "printing-condition", "pdf-x", "paper-thickness"} {
		if c.IsSet(name) && !pipeline.ForPress(editions) {
			return p, usagef("--%s is for the edition print; add --edition print", name)
		}
	}
	if err := pipeline.CheckPDFX(p.PDFX); err != nil {
		return p, usagef("--pdf-x: %v", err)
	}
	if err := pipeline.CheckPage(p.Page); err != nil {
		return p, usagef("--page: %v", err)
	}
	if err := pipeline.CheckSignature(p.Signature); err != nil {
		return p, usagef("--signature: %v", err)
	}
	if err := pipeline.CheckPaper(p.Paper); err != nil {
		return p, usagef("--paper-thickness: %v", err)
	}
	if file := c.String("icc"); file != "" {
		data, err := readPath(file)
		if err != nil {
			return p, pipeline.FileError(file, err)
		}
		p.ICC, p.ICCName = data, filepath.Base(file)
	}
	return p, nil
}

// editionsOf are the editions that the flags name, each a list with commas.
func editionsOf(c *cli.Context) []string {
	var names []string
	for _, list := range c.StringSlice("edition") {
		for _, e := range strings.Split(list, ",") {
			names = append(names, strings.TrimSpace(e))
		}
	}
	if names == nil {
		return pipeline.DefaultEditions()
	}
	return names
}

// one builds one input and tells what it made.
func (b builder) one(ctx context.Context, t target) (pipeline.Result, error) {
	b.out = t.dir
	begin := time.Now()
	job, err := b.env.job(t.input, b.input)
	if err != nil {
		return pipeline.Result{}, err
	}
	b.dress(&job)
	job.Taken = b.taken
	job.KeepReview = sameFile(t.input, filepath.Join(b.out, job.Name+".md"))
	ctx, release := untilSignal(ctx)
	defer release()
	sink := pipeline.NewDirSink(b.out)
	sink.Force = b.force
	display := showSteps(b.env.err, job.Name, b.quiet)
	if display != nil {
		job.Progress = display.at
	}
	result, err := pipeline.Convert(ctx, job, sink)
	display.close()
	took := time.Since(begin)
	if err == nil {
		b.taken[result.Identifier] = shown(t.input)
	}
	switch {
	case b.json:
		if lineErr := b.writeLines(t, result, err == nil, took); lineErr != nil {
			return result, lineErr
		}
	case err == nil && !b.quiet:
		b.report(job, result, took)
	}
	return result, b.explain(job, err)
}

// dress gives a job the flags of the command line about what is made.
func (b *builder) dress(job *pipeline.Job) {
	job.Editions, job.Press, job.PageList, job.Fonts, job.PDFStandard = b.editions, b.press, b.pageList, b.fonts, b.standard
	job.Package = b.pack
	useStyle(job, b.style)
	job.Proof, job.Judges = b.proof, b.judges
}

// untilSignal is a context that ends when the user breaks the run off. A second
// signal ends the program at once.
func untilSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, release := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, release)
	return ctx, release
}

// sameFile reports whether both paths lead to one existing file.
func sameFile(a, b string) bool {
	ia, erra := os.Stat(a)
	ib, errb := os.Stat(b)
	return erra == nil && errb == nil && os.SameFile(ia, ib)
}
