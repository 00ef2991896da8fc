package inline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// addressKind tells what a word names besides what its letters say.
type addressKind int

const (
	noAddress  addressKind = iota
	identifier             // the path or name of a file, the number of a paper: "Kadew/2031/039", "TDA-2031-88"
	webAddress             // of the web or of a mailbox
)

// kindOf judges a word between blanks.
func kindOf(word string) addressKind {
	if !hasSign(word[:len(word)-1]) {
		return noAddress // as most words are, some of them with a stop behind
	}
	word = strings.Trim(word, `.,;:!?()[]{}<>«»„“”‘’"'`)
	host, _, path := strings.Cut(word, "/")
	switch {
	case strings.Contains(word, "://"), len(word) > 4 && strings.EqualFold(word[:4], "www."):
		return webAddress
	case strings.IndexByte(word, '@') > 0, path && isHost(host):
		return webAddress
	case strings.Count(word, "/") > 1, path && strings.IndexFunc(word, unicode.IsDigit) >= 0, strings.Contains(word, `\`):
		return identifier
	case strings.Contains(word, "_"), IsFileName(word), isReference(word):
		return identifier
	}
	return noAddress
}

// hasSign reports whether a word holds a sign without which it is no address.
func hasSign(word string) bool {
	return nextSign(word, 0) < len(word)
}

// signs are what no address is without.
var signs = [256]bool{'/': true, '@': true, '\\': true, '_': true, '-': true, '.': true}

// nextSign is where the first of the signs stands from an offset on, or the length of text.
func nextSign(text string, at int) int {
	for at < len(text) && !signs[text[at]] {
		at++
	}
	return at
}

// fileTypes are the ends of names of files that papers of government cite.
var fileTypes = map[string]bool{
	"pdf": true, "doc": true, "docx": true, "odt": true, "rtf": true, "txt": true, "xls": true, "xlsx": true, "ods": true, "csv": true, "ppt": true, "pptx": true,
	"htm": true, "html": true, "xml": true, "json": true, "zip": true, "eml": true, "msg": true, "jpg": true, "jpeg": true, "png": true, "tif": true, "tiff": true,
}

// IsFileName reports whether a word is the name of a file: "BIS-annex.pdf".
func IsFileName(word string) bool {
	dot := strings.LastIndexByte(word, '.')
	return dot > 0 && fileTypes[strings.ToLower(word[dot+1:])]
}

// isReference reports whether a word is the number of a paper: three parts and more between
// hyphens or between stops, of which one behind the first is a number: "TDA-2031-88".
func isReference(word string) bool {
	return strings.Count(word, "-") > 1 && hasNumberPart(strings.Split(word, "-")) ||
		strings.Count(word, ".") > 1 && hasNumberPart(strings.Split(word, "."))
}

// hasNumberPart reports whether all parts hold something and one behind the first is a
// number.
func hasNumberPart(parts []string) bool {
	number := false
	for i, p := range parts {
		if p == "" {
			return false
		}
		number = number || i > 0 && strings.IndexFunc(p, func(r rune) bool { return r < '0' || r > '9' }) < 0
	}
	return number
}

// isHost reports whether text is the name of a host: letters, digits and hyphens
// with a stop between, and letters behind the last.
func isHost(text string) bool {
	dot := strings.LastIndexByte(text, '.')
	if dot <= 0 || dot+2 >= len(text) {
		return false
	}
	return strings.IndexFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-'
	}) < 0 && strings.IndexFunc(text[dot+1:], unicode.IsDigit) < 0
}

// addresses lists the words of a line that are at least of a kind, in order.
func (l *lineText) addresses(least addressKind) [][2]int {
	var out [][2]int
	for start, at := 0, nextSign(l.text, 0); at < len(l.text); at = nextSign(l.text, start) {
		if i := strings.LastIndexFunc(l.text[start:at], endsWord); i >= 0 {
			_, size := utf8.DecodeRuneInString(l.text[start+i:])
			start += i + size
		}
		end := len(l.text)
		if i := strings.IndexFunc(l.text[at:], endsWord); i >= 0 {
			end = at + i
		}
		if kindOf(l.text[start:end]) >= least {
			out = append(out, [2]int{start, end})
			if n := len(out); n > 1 && l.spacedPath(out[n-2], out[n-1]) {
				out = append(out[:n-2], [2]int{out[n-2][0], end})
			}
		}
		start = end
	}
	return out
}

// endsWord reports whether r parts words: white space or a barrier.
func endsWord(r rune) bool { return r == ' ' || r == barrier || unicode.IsSpace(r) }

// maxSpaced is how far apart the parts of a path stand at most, in bytes, between which a
// folder's name has spaces.
const maxSpaced = 60

// spacedPath reports whether b goes on with the path a, whose last folder has spaces in its
// name: "S:\Plans\Quays for the" and "record\2031". A path of its own begins with its drive
// or host.
func (l *lineText) spacedPath(a, b [2]int) bool {
	first, next := l.text[a[0]:a[1]], l.text[b[0]:b[1]]
	drive, rest, _ := strings.Cut(next, `\`)
	return strings.Contains(first, `\`) && rest != "" && drive != "" && !strings.HasSuffix(drive, ":") &&
		b[0]-a[1] <= maxSpaced && !strings.ContainsAny(l.text[a[1]:b[0]], ".,;:!?()[]\n") && !strings.ContainsAny(first[len(first)-1:], ".,;:!?")
}

// inside reports whether start:end shares text with one of the ranges.
func inside(ranges [][2]int, start, end int) bool {
	for _, r := range ranges {
		if r[0] < end && start < r[1] {
			return true
		}
	}
	return false
}
