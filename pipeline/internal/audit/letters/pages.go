package letters

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pdffile"
)

// spot is a place in a text: behind so many bytes of a run. The zero spot is where
// nothing is known of.
type spot struct{ run, bytes int }

// end is the spot behind all that runs hold, counted from 1.
func end(runs []Run) spot {
	if len(runs) == 0 {
		return spot{run: 1}
	}
	return spot{len(runs), len(runs[len(runs)-1].Text)}
}

// counted gives each spot in signs from the beginning of the text, noText for the zero one.
func counted(runs []Run, spots []spot) []int {
	before := make([]int, len(runs)+1) // signs before a run
	for i, r := range runs {
		before[i+1] = before[i] + utf8.RuneCountInString(r.Text)
	}
	out := make([]int, len(spots))
	for i, s := range spots {
		switch {
		case s.run == 0:
			out[i] = noText
		case s.run <= len(runs):
			out[i] = before[s.run-1] + utf8.RuneCountInString(runs[s.run-1].Text[:s.bytes])
		}
	}
	return out
}

// noText is where a page begins that shows nothing of the text.
const noText = -1

// listed is an entry of a publication's list of pages.
type listed struct {
	label, target string
	spot          spot // in the text
}

// Pages says where the list of pages of a publication departs from the pages of the PDF
// of the same text: each page has one entry, by its number, in the order of reading, and
// it leads to the letter with which the page begins in the PDF's order of reading. Where
// that is one before an earlier page's first letter, as beside the rows of a table over
// two pages, and where a page shows no text, the order alone counts.
func Pages(pdf, epub *Text) []string {
	var out []string
	spots := make([]spot, len(epub.listed))
	for i, e := range epub.listed {
		spots[i] = e.spot
	}
	entries := map[string]int{} // by label, where they lead
	last := 0
	for i, at := range counted(epub.Body, spots) {
		e := epub.listed[i]
		_, twice := entries[e.label]
		switch {
		case at == noText:
			out = append(out, fmt.Sprintf("its entry for page %s leads to %s, which is not there", e.label, e.target))
		case at < last:
			out = append(out, fmt.Sprintf("its entry for page %s leads back before that of the page before it", e.label))
		case twice:
			out = append(out, fmt.Sprintf("it has two entries for page %s", e.label))
		}
		entries[e.label] = at
		last = max(last, at)
	}
	out = append(out, places(pdf, epub, entries)...)
	return out[:min(len(out), maxDifferences)]
}

// NotListed ends what Pages says of a page without an entry.
const NotListed = " is not in it"

// places compares where the pages begin.
func places(pdf, epub *Text, entries map[string]int) []string {
	var out []string
	last := 0
	for i, at := range counted(pdf.Body, pdf.starts) {
		label := pdf.labels[i]
		e, has := entries[label]
		delete(entries, label)
		switch {
		case !has:
			out = append(out, fmt.Sprintf("page %s of the PDF", label)+NotListed)
		case at == noText || at < last || e == noText:
		case e != at:
			out = append(out, fmt.Sprintf("its entry for page %s leads to %q, and the page begins with %q", label, near(epub, e), near(pdf, at)))
		}
		last = max(last, at)
	}
	for _, label := range slices.Sorted(maps.Keys(entries)) {
		out = append(out, fmt.Sprintf("its entry for page %s is for no page of the PDF", label))
	}
	return out
}

// near is what stands in the text behind a sign.
func near(t *Text, at int) string {
	signs := newFlow(t.Body).signs
	at = min(at, len(signs))
	return excerpt(signs[at:min(at+30, len(signs))], 30)
}

// pageLabels are the labels of the pages (ISO 32000-1, 12.4.2): arabic and Roman numerals
// behind a prefix; where a file has none, the numbers.
func (r *pdfReader) pageLabels(pages int) []string {
	out := make([]string, pages)
	for i := range out {
		out[i] = strconv.Itoa(i + 1)
	}
	nums := r.Array(r.Dict(r.Catalog()["PageLabels"])["Nums"])
	for k := 0; k+1 < len(nums); k += 2 {
		from, to, d := max(r.Int(nums[k], 0), 0), pages, r.Dict(nums[k+1])
		if k+2 < len(nums) {
			to = min(r.Int(nums[k+2], pages), pages)
		}
		for i := from; i < to; i++ {
			out[i] = r.Text(d["P"]) + numeral(r.Name(d["S"]), r.Int(d["St"], 1)+i-from)
		}
	}
	return out
}

// numeral is a page's number in a style of numerals; "" has none.
func numeral(style pdffile.Name, n int) string {
	switch style {
	case "r":
		return ast.FormatNumeral(ast.LowerRoman, n)
	case "R":
		return ast.FormatNumeral(ast.UpperRoman, n)
	case "":
		return ""
	}
	return strconv.Itoa(n)
}

// readPageList takes the links of the navigation's list of pages (EPUB 3.3, 7.4.2.2).
func (r *epubReader) readPageList() error {
	if r.nav == "" {
		return nil
	}
	data, err := r.files.Read(r.nav, maxDocument)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	depth, within := 0, 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil || depth > maxDepth {
			return fmt.Errorf("%s is no well-formed XML", r.nav)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth++; within == 0 && attr(tok, "type") == "page-list" {
				within = depth
			}
			if within > 0 && tok.Name.Local == "a" {
				r.text.listed = append(r.text.listed, listed{target: target(r.nav, attr(tok, "href"))})
			}
		case xml.EndElement:
			if depth == within {
				within = 0
			}
			depth--
		case xml.CharData:
			if n := len(r.text.listed); within > 0 && n > 0 {
				r.text.listed[n-1].label += strings.TrimSpace(string(tok))
			}
		}
	}
}

// target is the file and the identifier that an address in a file leads to.
func target(from, href string) string {
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	file, id, _ := strings.Cut(href, "#")
	return path.Join(path.Dir(from), file) + "#" + id
}

// entriesBy are the entries of the list of pages by what they lead to.
func entriesBy(list []listed) map[string][]int {
	out := map[string][]int{}
	for i, e := range list {
		out[e.target] = append(out[e.target], i)
	}
	return out
}

// reach notes where in the text an entry of the list of pages leads to.
func (r *epubReader) reach(at string) {
	for _, i := range r.entries[at] {
		if e := &r.text.listed[i]; e.spot == (spot{}) {
			e.spot = end(r.text.Body)
		}
	}
}
