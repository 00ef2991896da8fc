// Package judge puts finished files before outside judges: veraPDF, EPUBCheck,
// Ace, axe-core, the reading systems epub.js and foliate-js, a browser on narrow screens,
// the Nu Html Checker, qpdf, pdf.js. In come paths of PDF, EPUB and HTML files and the
// folder in which the judges are installed; out comes a verdict for each file and judge. The
// package is for tests and for pipeline/internal/qa/cmd/judge; nothing that converts imports it.
//
// A judge that cannot be run, or that says nothing of a file, is a failure and
// never silence. Each judge is also given a file that it must refuse.
package judge

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Finding is one complaint of a judge about one file.
type Finding struct {
	// Rule is the judge's own name of what was broken, for instance
	// "ISO 14289-1:2014 7.1-10" or "RSC-005".
	Rule string
	// Place is where in the file, in the judge's words; it may be empty.
	Place string
	// Message is the judge's sentence.
	Message string
}

// String gives the finding on one line.
func (f Finding) String() string {
	message := strings.Join(strings.Fields(f.Message), " ")
	if f.Place == "" {
		return f.Rule + ": " + message
	}
	return f.Rule + ": " + message + " (" + f.Place + ")"
}

// Judge is one outside program with one set of rules.
type Judge struct {
	Name string
	// Ext is the file name extension, with its dot, that this judge reads.
	Ext string
	// of tells from a file's bytes whether the judge's rules are for it; nil where they
	// are for all.
	of func([]byte) bool
	// Broken makes a file that breaks the rule Refusal.
	Broken func() ([]byte, error)
	// Refusal is the rule that Broken must be refused for. Where a judge looks for
	// several things by the same script, they stand in it with commas between them.
	Refusal string

	installed func(cache string) error
	// run judges the files in as few processes as it can. A file that the
	// program did not judge has no entry in the result.
	run func(ctx context.Context, cache string, files []string) (map[string][]Finding, error)
}

// All returns the judges in the order in which they are reported.
func All() []Judge {
	return []Judge{
		veraPDF("ua1", version17, untaggedPDF, "ISO 14289-1:2014 7.1-11"),
		veraPDF("2a", version17, untaggedPDF, "ISO 19005-2:2011 6.2.4.3-2"),
		veraPDF("ua2", version20, untaggedPDF20, "ISO 14289-2:2024 8.2.1-1"),
		veraPDF("4", plain20, untaggedPDF20, "ISO 19005-4:2020 6.2.4.3-2"),
		veraPDF("4f", withFiles20, untaggedPDF20, "ISO 19005-4:2020 6.2.4.3-2"),
		qpdf(),
		pdfFind(),
		epubCheck(),
		ace(),
		epubJS(),
		foliateJS(),
		axeCore(),
		screens(),
		ofHTML(axeCore(), wordlessImageHTML),
		ofHTML(screens(), wideHTML),
		nuHTML(),
	}
}

// Reads reports whether the file at the path is one that the judge judges. One that
// cannot be read is, so that the judge says so.
func (j Judge) Reads(path string) bool {
	if !strings.EqualFold(filepath.Ext(path), j.Ext) {
		return false
	}
	if j.of == nil {
		return true
	}
	data, err := os.ReadFile(path)
	return err != nil || j.of(data)
}

// Installed tells whether the judge can be run; the error names what is
// missing and what to do about it.
func (j Judge) Installed(cache string) error { return j.installed(cache) }

// Verdict is what one judge said of one file.
type Verdict struct {
	Judge, File string
	Findings    []Finding
}

// Judge runs the judge over the files and over its broken file. The verdicts
// are in the order of files. An error says that the judge could not be relied
// on: it is missing, it passed over a file, or it accepted the broken one.
func (j Judge) Judge(ctx context.Context, cache string, files []string) ([]Verdict, error) {
	if err := j.installed(cache); err != nil {
		return nil, err
	}
	broken, remove, err := j.writeBroken()
	if err != nil {
		return nil, err
	}
	defer remove()
	found, err := j.run(ctx, cache, append([]string{broken}, files...))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", j.Name, err)
	}
	if err := j.refused(found, broken); err != nil {
		return nil, err
	}
	return j.verdicts(found, files)
}

func (j Judge) verdicts(found map[string][]Finding, files []string) ([]Verdict, error) {
	var out []Verdict
	for _, f := range files {
		list, judged := found[f]
		if !judged {
			return nil, fmt.Errorf("%s: said nothing of %s", j.Name, f)
		}
		out = append(out, Verdict{Judge: j.Name, File: f, Findings: list})
	}
	return out, nil
}

func (j Judge) refused(found map[string][]Finding, broken string) error {
	var rules []string
	for _, f := range found[broken] {
		rules = append(rules, f.Rule)
	}
	missed := func(rule string) bool { return !slices.Contains(rules, rule) }
	if !slices.ContainsFunc(strings.Split(j.Refusal, ", "), missed) {
		return nil
	}
	slices.Sort(rules)
	return fmt.Errorf("%s: accepted the file that breaks %s (it named %q)", j.Name, j.Refusal, rules)
}

func (j Judge) writeBroken() (path string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "judge")
	if err != nil {
		return "", nil, err
	}
	remove = func() { os.RemoveAll(dir) }
	data, err := j.Broken()
	if err == nil {
		path = filepath.Join(dir, "broken"+j.Ext)
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		remove()
		return "", nil, err
	}
	return path, remove, nil
}
