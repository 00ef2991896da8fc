package verify

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Pages proves a page list: one entry for every page of the PDF with text, and
// between the marker of one page and the next exactly the letters of that
// page, running head, notes and folio aside. pages is the text of each page as
// PageTexts gives it.
func Pages(b *Book, pages []string, want Expected) []string {
	var printed []string
	for _, p := range pages {
		if strings.TrimSpace(p) != "" {
			printed = append(printed, letters(p))
		}
	}
	if len(b.PageList) != len(printed) {
		return []string{fmt.Sprintf("the page list has %d entries and the PDF %d pages with text", len(b.PageList), len(printed))}
	}
	targets, spans := b.spans()
	var problems []string
	for i, e := range b.PageList {
		if i >= len(targets) || targets[i] != e.Target {
			return append(problems, fmt.Sprintf("entry %d of the page list (%s) leads to %s, which is not marker %d", i+1, e.Label, e.Target, i+1))
		}
		if problem := comparePage(printed[i], spans[i], want); problem != "" {
			problems = append(problems, fmt.Sprintf("page %d (%s): %s", i+1, e.Label, problem))
		}
	}
	return problems
}

// spans returns the markers in reading order and the letters after each, up to
// the next. Letters before the first marker are left out.
func (b *Book) spans() (targets, spans []string) {
	var open strings.Builder
	for _, p := range b.pieces {
		if p.marker != "" {
			if len(targets) > 0 {
				spans = append(spans, letters(open.String()))
			}
			open.Reset()
			targets = append(targets, p.marker)
		}
		open.WriteString(p.text)
	}
	return targets, append(spans, letters(open.String()))
}

// comparePage wants the letters of a printed page to be its running head, the
// span, then notes and foot.
func comparePage(page, span string, want Expected) string {
	at := strings.Index(page, span)
	if at < 0 {
		return describe(page, span)
	}
	if head := stripHeads(page[:at], want.Heads, strings.CutPrefix); head != "" && !shortened(head, want.Heads) {
		return fmt.Sprintf("%q stands on the page before the marker's first letters %q", clip(head), clip(span))
	}
	if span == "" { // the rest of a note alone
		page = stripHeads(page, want.Heads, strings.CutPrefix)
	}
	tail := stripHeads(page[at+len(span):], want.Heads, strings.CutSuffix)
	if !strings.Contains(want.Feet, tail) {
		return fmt.Sprintf("%q stands on the page after the letters before the next marker", clip(tail))
	}
	return ""
}

// describe says how much of the span the page holds.
func describe(page, span string) string {
	n := sort.Search(len(span), func(n int) bool { return !strings.Contains(page, span[:n+1]) })
	near := span[max(0, n-30):n]
	rest := page[strings.Index(page, near)+len(near):]
	return fmt.Sprintf("after %q the EPUB has %q and the page %q", strings.ToValidUTF8(near, ""), clip(span[n:]), clip(rest))
}

// stripHeads cuts what may stand in running heads and feet off one end, the longest
// first: one may begin another.
func stripHeads(s string, heads []string, cut func(s, affix string) (string, bool)) string {
	for {
		least := s
		for _, h := range heads {
			if rest, ok := cut(s, letters(h)); ok && len(rest) < len(least) {
				least = rest
			}
		}
		if least == s {
			return s
		}
		s = least
	}
}

// shortened reports whether s is the start of what may stand in running heads,
// cut off because the line was full.
func shortened(s string, heads []string) bool {
	const least = 20 // bytes; a few letters begin many things
	return len(s) >= least && slices.ContainsFunc(heads, func(h string) bool { return strings.HasPrefix(letters(h), s) })
}

func clip(s string) string {
	const most = 60
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return strings.ToValidUTF8(s, "")
}
