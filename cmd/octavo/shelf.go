package main

import (
	_ "embed"
	"html/template"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"octavo/pipeline/batch"
)

// shelfFile shows all reports of a folder in a browser.
const shelfFile = "index.html"

//go:embed shelf.html
var shelfPage string

var shelfTemplate = template.Must(template.New(shelfFile).Parse(shelfPage))

// book is one report on the shelf.
type book struct {
	batch.Outcome
	Name  string
	Files []shelfLink
	// ReviewHref leads to the page on which a person confirms what is doubtful.
	ReviewHref string
}

type shelfLink struct{ Name, Href string }

// writeShelf writes the page from the whole ledger, of this run and those before.
func writeShelf(dir string) error {
	outcomes, err := readLedger(dir)
	if err != nil {
		return err
	}
	var page struct {
		Books  []book
		Lights map[string]int
	}
	page.Lights = map[string]int{}
	for _, o := range outcomes {
		page.Books = append(page.Books, bookOf(o))
		page.Lights[o.Light()]++
	}
	return batch.WriteFile(filepath.Join(dir, shelfFile), func(w io.Writer) error { return shelfTemplate.Execute(w, page) })
}

// Remarks says in words what is to be looked at.
func (b book) Remarks() string {
	var remarks []string
	if b.Doubtful > 0 {
		remarks = append(remarks, count(b.Doubtful, "decision")+" to confirm")
	}
	if b.Warnings > 0 {
		remarks = append(remarks, count(b.Warnings, "warning"))
	}
	return strings.Join(remarks, ", ")
}

// PageCount says how long it is.
func (b book) PageCount() string { return count(b.Pages, "page") }

// bookOf names a report and its files for the shelf.
func bookOf(o batch.Outcome) book {
	b := book{Outcome: o, Name: o.Title}
	if b.Name == "" {
		b.Name = path.Base(filepath.ToSlash(o.Input))
	}
	for _, f := range o.Files {
		if strings.HasSuffix(f.Name, ".log.json") || strings.Contains(f.Name, "-pictures/") {
			continue
		}
		b.Files = append(b.Files, shelfLink{f.Name, hrefOf(path.Join(filepath.ToSlash(o.Dir), f.Name))})
	}
	if o.Review != "" {
		b.ReviewHref = hrefOf(o.Review)
	}
	return b
}

// hrefOf is a link to a file by its path from the shelf.
func hrefOf(name string) string {
	href := url.URL{Path: name}
	return "./" + href.EscapedPath()
}
