package factory

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"octavo/pipeline"
)

// program sets a paper as pages or as text.
type program struct {
	name   string
	needs  []string // programs that must be there
	render func(*maker, workshop, *Document) (string, error)
	most   int // how much of the texts come from it, against the others
}

// workshop is a folder for a program's files and where programs lie that are not
// on the path.
type workshop struct {
	dir   string
	cache string
}

// patience is how long a program may take for one paper.
const patience = 60 * time.Second

// programs are those that papers are set with.
var programs = []program{
	{"chromium", []string{"chromium", "pdftotext"}, (*maker).throughChromium, 6},
	{"typst", []string{"typst/bin/python3", "pdftotext"}, (*maker).throughTypst, 4},
	{"octavo", []string{"pdftotext"}, (*maker).throughOctavo, 1},
	{"w3m", []string{"w3m"}, (*maker).throughW3m, 1},
	{"lynx", []string{"lynx"}, (*maker).throughLynx, 1},
	{"pandoc", []string{"pandoc/pypandoc/files/pandoc"}, (*maker).throughPandoc, 1},
}

// find gives the file of a program, from the path or the cache.
func (w workshop) find(name string) (string, error) {
	if file, err := exec.LookPath(name); err == nil && filepath.Base(name) == name {
		return file, nil
	}
	file := filepath.Join(w.cache, name)
	if _, err := os.Stat(file); err != nil || w.cache == "" {
		return "", fmt.Errorf("%s is not installed", filepath.Base(name))
	}
	return filepath.Abs(file)
}

// run gives what a program prints; patience ends it.
func (w workshop) run(name string, args ...string) (string, error) {
	file, err := w.find(name)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, file, args...)
	cmd.Dir, cmd.Stderr = w.dir, &complaint
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %.300s", name, err, complaint.String())
	}
	return string(out), nil
}

func (w workshop) write(name, text string) error {
	return os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o600)
}

// extract reads the text of the paper's PDF, in one of pdftotext's three orders.
func (m *maker) extract(w workshop) (string, error) {
	args := pick(m, [][]string{{}, {}, {}, {"-layout"}, {"-raw"}})
	return w.run("pdftotext", append(args, "paper.pdf", "-")...)
}

func (m *maker) throughChromium(w workshop, d *Document) (string, error) {
	page := webPage{doc: d}
	if err := w.write("paper.html", page.html(m.sheet(d))); err != nil {
		return "", err
	}
	_ = os.Remove(filepath.Join(w.dir, "paper.pdf")) // of the paper before, if any
	_, err := w.run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
		"--user-data-dir="+filepath.Join(w.dir, "chromium"), "--print-to-pdf=paper.pdf", "paper.html")
	if err != nil {
		return "", err
	}
	return m.extract(w)
}

// compileTypst compiles with Typst's package for Python, with no faces of the
// machine but those that come with it.
const compileTypst = `import typst; typst.compile("paper.typ", output="paper.pdf", ignore_system_fonts=True)`

func (m *maker) throughTypst(w workshop, d *Document) (string, error) {
	if err := w.write("paper.typ", m.typst(d)); err != nil {
		return "", err
	}
	if _, err := w.run("typst/bin/python3", "-c", compileTypst); err != nil {
		return "", err
	}
	return m.extract(w)
}

// throughOctavo sets the paper by our own pages.
func (m *maker) throughOctavo(w workshop, d *Document) (string, error) {
	d.Running = Running{Head: d.Values[0].Text, Folio: "#"}                              // what Octavo sets
	d.Blocks = slices.DeleteFunc(d.Blocks, func(b Block) bool { return b.Label == 'C' }) // and its own contents
	var sink pipeline.MemSink
	page := webPage{doc: d}
	job := pipeline.Job{Name: "paper", Source: "paper.html", Editions: []string{"pdf"}, Time: time.Unix(0, 0),
		Parts: []pipeline.Part{{Name: "paper.html", Data: []byte(page.html(""))}}}
	if _, err := pipeline.Convert(context.Background(), job, &sink); err != nil {
		return "", err
	}
	if err := w.write("paper.pdf", string(sink.Files()["paper.pdf"])); err != nil {
		return "", err
	}
	text, err := m.extract(w)
	return withoutFront(d, text), err
}

// withoutFront leaves the pages before the first paragraph away: Octavo's title
// page and contents are no part of the paper.
func withoutFront(d *Document, text string) string {
	at := slices.IndexFunc(d.Blocks, func(b Block) bool { return b.Label == 'P' })
	if at < 0 {
		return text
	}
	begin := letters(call.ReplaceAllString(d.Blocks[at].Text, ""))
	pages := strings.SplitAfter(text, "\f")
	first := slices.IndexFunc(pages, func(page string) bool {
		return strings.Contains(string(letters(page)), string(begin[:min(leastAnchor, len(begin))]))
	})
	return strings.Join(pages[max(0, first):], "")
}

func (m *maker) throughW3m(w workshop, d *Document) (string, error) {
	return m.dumped(w, d, "w3m", "-dump", "-cols", fmt.Sprint(60+m.IntN(60)), "-O", "UTF-8", "paper.html")
}

func (m *maker) throughLynx(w workshop, d *Document) (string, error) {
	return m.dumped(w, d, "lynx", "-dump", "-nolist", "-display_charset=utf-8", fmt.Sprintf("-width=%d", 60+m.IntN(60)), "paper.html")
}

func (m *maker) throughPandoc(w workshop, d *Document) (string, error) {
	wrap := pick(m, []string{"none", "auto"})
	return m.dumped(w, d, "pandoc/pypandoc/files/pandoc", "-f", "html", "-t", "plain", "--wrap="+wrap, "paper.html")
}

// dumped prints the paper as a page of a site by a text browser.
func (m *maker) dumped(w workshop, d *Document, name string, args ...string) (string, error) {
	page := webPage{doc: d}
	d.Running = Running{} // there are no pages
	if m.chance(2) {
		page.site = m.words["web"][:3+m.IntN(5)]
		d.Running.Site = page.site
	}
	if err := w.write("paper.html", page.html("")); err != nil {
		return "", err
	}
	return w.run(name, args...)
}
