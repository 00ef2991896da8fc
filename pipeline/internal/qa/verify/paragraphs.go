package verify

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// Paragraphs is the text of the blocks in a print of pdfinfo -struct-text, of those
// that are long enough to be told from others; those of contents are left out, whose
// dots an edition does not tag.
func Paragraphs(structText string) []string {
	const least = 25 // letters
	var out []string
	var blocks []*strings.Builder // that are open, by depth
	contents, toc := false, 0     // inside a table of contents, and how deep it stands
	for _, line := range strings.Split(structText, "\n") {
		text := strings.TrimLeft(line, " ")
		depth := (len(line) - len(text)) / 2
		switch {
		case text == "" || text[0] == '/' || strings.HasPrefix(text, "Object "):
		case text[0] == '"' && contents: // its dots stand between
		case text[0] == '"' && depth <= len(blocks) && depth > 0:
			blocks[depth-1].WriteString(strings.TrimSuffix(text[1:], `"`))
		case depth <= len(blocks):
			out = append(out, closed(blocks, depth)...)
			blocks = append(blocks[:depth], &strings.Builder{})
			if contents = contents && depth > toc; strings.HasPrefix(text, "TOC") && !contents {
				contents, toc = true, depth
			}
			if depth > 0 && (strings.Contains(text, "(inline)") || strings.HasPrefix(text, "Formula")) {
				blocks[depth] = blocks[depth-1]
			}
		}
	}
	out = append(out, closed(blocks, 0)...)
	long := out[:0]
	for _, p := range out {
		if len(letters(p)) >= least {
			long = append(long, p)
		}
	}
	return long
}

// closed takes the text of the blocks from a depth on, which end; the text of an inline
// element is that of its block.
func closed(blocks []*strings.Builder, depth int) []string {
	var out []string
	for i := depth; i < len(blocks); i++ {
		if b := blocks[i]; b.Len() > 0 && (i == 0 || b != blocks[i-1]) {
			out = append(out, b.String())
		}
	}
	return out
}

// InOnePiece proves that a program that takes the text out of pages gives each
// paragraph whole: its words and signs without others between them, once a hyphen at
// a line's end is joined. A paragraph that goes over pages has to be in two pieces.
func InOnePiece(pages, paragraphs []string) []string {
	var problems []string
	flat, bare := make([][]rune, len(pages)), make([]string, len(pages))
	for i, p := range pages {
		flat[i], bare[i] = []rune(joinable(p)), lettersAndDigits(p)
	}
	for _, p := range paragraphs {
		if problem := onePiece(flat, bare, p); problem != "" {
			problems = append(problems, fmt.Sprintf("%s: %q", problem, clip(p)))
		}
	}
	return problems
}

func onePiece(flat [][]rune, bare []string, paragraph string) string {
	want, wantSigns := []rune(spaced(paragraph)), lettersAndDigits(paragraph)
	onOne, most := false, 0
	for i := range flat {
		if !strings.Contains(bare[i], wantSigns) {
			continue
		}
		onOne = true
		n := holds(flat[i], want)
		if n == len(want) {
			return ""
		}
		most = max(most, n)
	}
	switch {
	case onOne:
		return fmt.Sprintf("its words are divided or run together after %q", string(want[max(0, most-20):most]))
	case overPages(bare, wantSigns):
		return ""
	}
	return "it is not in one piece"
}

func lettersAndDigits(s string) string {
	return keep(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// overPages reports whether a page has the first letters of a paragraph and the next
// one the others.
func overPages(bare []string, want string) bool {
	for i := 1; i < len(bare); i++ {
		for cut := 1; cut < len(want) && strings.Contains(bare[i-1], want[:cut]); cut++ {
			if strings.Contains(bare[i], want[cut:]) {
				return true
			}
		}
	}
	return false
}

// divided stands for a hyphen at a line's end: nothing, or a hyphen of the text itself
// with or without a blank after it.
const divided = '\u00ad'

var lineEndHyphen = regexp.MustCompile(`[\x{ad}\-]\s*\n\s*`)

func joinable(page string) string {
	return spaced(lineEndHyphen.ReplaceAllString(page, string(divided)))
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// holds is how many of the wanted signs stand together on the page, at most.
func holds(page, want []rune) int {
	most := 0
	for i := range page {
		if most = max(most, begins(page[i:], want)); most == len(want) {
			break
		}
	}
	return most
}

// begins is with how many of the wanted signs a page goes on. A blank behind a number
// is passed over: programs set one behind the number of a note, for its size. So is a
// wanted hyphen: pdftotext takes one of the text at a line's end for that of a divided
// word and joins the two.
func begins(page, want []rune) int {
	j := 0
	for _, r := range page {
		switch {
		case j == len(want):
			return j
		case r == divided:
			if want[j] == '-' {
				j++
				if j < len(want) && want[j] == ' ' {
					j++
				}
			}
		case r == want[j]:
			j++
		case r == ' ' && j > 0 && unicode.IsDigit(want[j-1]):
		case want[j] == '-' && joined(r, want[j+1:]) > 0:
			j += 1 + joined(r, want[j+1:])
		default:
			return j
		}
	}
	return j
}

// joined is how many signs of rest r stands for, with the blank before it that was lost
// with the line's end; 0 where it is not their first.
func joined(r rune, rest []rune) int {
	switch {
	case len(rest) > 0 && rest[0] == r:
		return 1
	case len(rest) > 1 && rest[0] == ' ' && rest[1] == r:
		return 2
	}
	return 0
}
