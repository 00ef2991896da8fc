package pipeline

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/layout"
)

// xmlElement is an element of a content document, or a text, which has no name.
type xmlElement struct {
	name string
	attr map[string]string
	text string
	kids []*xmlElement
}

func (e *xmlElement) is(attr, word string) bool {
	return slices.Contains(strings.Fields(e.attr[attr]), word)
}

func (e *xmlElement) each(visit func(*xmlElement)) {
	visit(e)
	for _, kid := range e.kids {
		kid.each(visit)
	}
}

func parseXHTML(t *testing.T, data string) *xmlElement {
	t.Helper()
	root := &xmlElement{}
	stack := []*xmlElement{root}
	d := xml.NewDecoder(strings.NewReader(data))
	for tok, err := d.Token(); err == nil; tok, err = d.Token() {
		top := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &xmlElement{name: tok.Name.Local, attr: map[string]string{}}
			for _, a := range tok.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			top.kids, stack = append(top.kids, e), append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.kids = append(top.kids, &xmlElement{text: string(tok)})
		}
	}
	return root
}

// accessibleName is what a screen reader says of an element that is named by its
// content (Accessible Name and Description Computation 1.2, 4.3.2, without what
// these documents never use).
func accessibleName(e, root *xmlElement, followed bool) string {
	if id := e.attr["aria-labelledby"]; id != "" && !followed {
		var out string
		root.each(func(o *xmlElement) {
			if o.attr["id"] == id {
				out += accessibleName(o, root, true)
			}
		})
		return out
	}
	switch {
	case e.attr["aria-label"] != "":
		return e.attr["aria-label"]
	case e.name == "img":
		return e.attr["alt"]
	case e.name == "annotation":
		return ""
	}
	out := e.text
	for _, kid := range e.kids {
		out += accessibleName(kid, root, followed)
	}
	return out
}

// ownText is the text of an element without the calls of notes.
func ownText(e *xmlElement) string {
	if e.is("role", "doc-noteref") || e.is("class", "noteref") || e.name == "annotation" {
		return ""
	}
	if e.name == "img" {
		return e.attr["alt"]
	}
	out := e.text
	for _, kid := range e.kids {
		out += ownText(kid)
	}
	return out
}

var namedElements = []string{"h1", "h2", "h3", "h4", "h5", "h6", "th", "a", "caption", "figcaption"}

// checkNames holds the name of every heading, header cell and link to its own text.
func checkNames(t *testing.T, file string, root *xmlElement) {
	root.each(func(e *xmlElement) {
		if !slices.Contains(namedElements, e.name) || e.is("role", "doc-backlink") {
			return
		}
		if e.name == "a" || e.name == "caption" || e.name == "figcaption" { // a call is no part of what else is read there
			e.each(func(o *xmlElement) {
				if o.is("role", "doc-pagebreak") {
					t.Errorf("%s: a page marker inside a %s", file, e.name)
				}
			})
			return
		}
		if got, want := strings.Join(strings.Fields(accessibleName(e, root, false)), " "), strings.Join(strings.Fields(ownText(e)), " "); got != want {
			t.Errorf("%s: a %s is called %q and reads %q", file, e.name, got, want)
		}
	})
}

// epubOf builds a job's EPUB and gives its content documents, by their path from
// the package document, and the pages that it lists.
func epubOf(t *testing.T, job Job) (docs map[string]*xmlElement, pages []layout.Page) {
	t.Helper()
	bk := caseBook(t, job)
	set, err := bk.set(t.Context(), "screen.css")
	if err != nil {
		t.Fatal(err)
	}
	job.Editions = []string{"epub"}
	files, _ := convert(t, job)
	data := files[job.Name+".epub"]
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	docs = map[string]*xmlElement{}
	for _, f := range z.File {
		if path.Ext(f.Name) == ".xhtml" {
			docs[strings.TrimPrefix(f.Name, "EPUB/")] = parseXHTML(t, inZip(t, data, path.Base(f.Name)))
		}
	}
	return docs, set.pages.Pages
}

// after is the text that follows the element called id, without white space.
func after(root *xmlElement, id string, most int) string {
	var out strings.Builder
	found := false
	root.each(func(e *xmlElement) {
		found = found || e.attr["id"] == id
		if found && out.Len() < most {
			out.WriteString(e.text)
		}
	})
	return strings.Join(strings.Fields(out.String()), "")
}

// checkPages holds the list of pages to the pages: as many, in order, each at what
// its page begins with.
func checkPages(t *testing.T, docs map[string]*xmlElement, pages []layout.Page) {
	var list []*xmlElement
	docs["nav.xhtml"].each(func(e *xmlElement) {
		if e.is("type", "page-list") {
			e.each(func(a *xmlElement) {
				if a.name == "a" {
					list = append(list, a)
				}
			})
		}
	})
	if len(list) != len(pages) {
		t.Fatalf("%d entries for %d pages", len(list), len(pages))
	}
	for i, p := range pages {
		if got := ownText(list[i]); got != p.Label {
			t.Errorf("entry %d is %s, the page %s", i+1, got, p.Label)
		}
		file, id, _ := strings.Cut(list[i].attr["href"], "#")
		text := p.Start.Text()
		if text == "" || p.Rest || i+1 < len(pages) && list[i+1].attr["href"] == list[i].attr["href"] {
			continue
		}
		want := strings.Join(strings.Fields(text[p.Start.Offset:]), "")
		want = want[:min(len(want), 12)]
		if got := after(docs[file], id, 60); !strings.Contains(got[:min(len(got), len(want)+12)], want) { // a number or marker may stand before
			t.Errorf("page %s begins with %q, and behind its marker stands %q", p.Label, want, got)
		}
	}
}

func markdownJob(name, text string) Job {
	name = strings.ReplaceAll(name, " ", "-")
	return Job{Time: runTime, Name: name, Source: name + ".md", Parts: []Part{{Name: name + ".md", Data: []byte("---\ntitle: Proef\nlang: nl\n---\n\n" + text)}}, Load: caseLoader(nil)}
}

// filler is n paragraphs that fill a page in four or five.
func filler(n int) string {
	return strings.Repeat(strings.Repeat("Water kade molen sloot polder gemaal. ", 24)+"\n\n", n)
}

// lines are n lines of code.
func lines(n int, form string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form+"\n", i)
	}
	return b.String()
}

var epubInputs = map[string]string{
	"heading opens a page":     "# 1. Inleiding\n\nTekst.\n\n# 2. Meer[^a]\n\nTekst.\n\n[^a]: Een noot.\n",
	"call amid a heading":      "# De molen[^a] draait\n\n## *Schuin[^b]*\n\n## Twee[^c][^a]\n\nTekst.\n\n[^a]: Een noot.\n[^b]: Nog een.\n[^c]: Derde.\n",
	"figures open pages":       "# 1. Een\n\n" + strings.Repeat(filler(3)+"![Een molen.](lzw.tif)\n\n", 6),
	"pictures alone":           "# 1. Een\n\n" + strings.Repeat("![Een molen.](lzw.tif){width=100%}\n\n", 6),
	"code over pages":          "# 1. Een\n\n```\n" + lines(250, "regel %d") + "```\n\nSlot.\n",
	"code with tabs":           "# 1. Een\n\n- punt\n\n  ```\n" + lines(150, "  \tregel %d\tnaast") + "  ```\n\nSlot.\n",
	"lists over pages":         "# 1. Een\n\n" + lines(160, "1. punt `%d`") + "\n" + lines(120, "-  **vet** %d"),
	"rows over pages":          "# 1. Een\n\n| Jaar | Aantal |\n|---|---|\n" + strings.ReplaceAll(lines(150, "| jaar %d[^a] | veel |"), "[^a]", "") + "\nSlot.\n",
	"rows with calls":          "# 1. Een\n\n| Jaar[^a] | Aantal |\n|---|---|\n| een[^a] | 2 |\n\n[^a]: Een noot.\n",
	"row heads over pages":     "# 1. Een\n\n::: {.table headcols=1}\n| Jaar | Aantal |\n|---|---|\n" + lines(150, "| jaar %d | veel |") + ":::\n\nSlot.\n",
	"a note over pages":        "# 1. Een\n\nTekst[^a].\n\nSlot.\n\n# 2. Twee\n\nWeer[^a].\n\n[^a]: " + strings.ReplaceAll(filler(16), "\n\n", "\n\n    ") + "\n",
	"the last page is a note":  "# 1. Een\n\nTekst[^a].\n\n[^a]: " + strings.ReplaceAll(filler(16), "\n\n", "\n\n    ") + "\n",
	"links over pages":         "# 1. Een\n\n" + strings.Repeat("[Een lange link die over de regels loopt en nergens ophoudt](https://example.org/een/lang/adres) ", 300) + "\n",
	"a contents of many pages": lines(120, "# %d. Kop\n\nTekst.\n"),
	"quotes and terms":         "# 1. Een\n\n" + strings.ReplaceAll(filler(12), "Water kade molen sloot polder gemaal. Water", "> Water kade molen sloot polder gemaal. Water") + lines(120, "Begrip %[1]d\n:   Uitleg %[1]d\n"),
}

// TestNamesAndPages holds names and list of pages for the sample, every case, the
// texts of the corpus where they are, and inputs of the kinds that went wrong.
func TestNamesAndPages(t *testing.T) {
	jobs := []Job{sampleJob(t)}
	for _, c := range caseJobs(t) {
		jobs = append(jobs, c.job)
	}
	for name, text := range epubInputs {
		jobs = append(jobs, markdownJob(name, text))
	}
	corpus, _ := filepath.Glob("../../shared/corpus/*.txt")
	for _, p := range corpus {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(p)
		jobs = append(jobs, Job{Time: runTime, Name: name, Source: name, Parts: []Part{{Name: name, Data: data}}})
	}
	for _, job := range jobs {
		t.Run(job.Name, func(t *testing.T) {
			docs, pages := epubOf(t, job)
			for file, root := range docs {
				checkNames(t, file, root)
			}
			checkPages(t, docs, pages)
		})
	}
}
