package inline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// AddressLinked is the finding about an address that became a link.
const AddressLinked diag.Code = "address-linked"

var _ = diag.Register(map[diag.Code]string{
	AddressLinked: "an address of the web or of mail that stands in the text became a link",
})

// Addresses puts a link around each address of the web or of mail that is written
// as text, by the rules of GitHub Flavored Markdown (0.29, section 6.9): a stop,
// comma or bracket behind it is not part of it, but a bracket that it opens itself
// is. The visible text stays; in headings, links and code nothing is looked for. An address
// that stands in halves becomes no link.
func Addresses(doc *ast.Document, log *diag.Log) {
	torn := tornIn(log)
	eachLine(doc, func(list *[]ast.Inline, heading bool) {
		if !heading {
			*list = linkAddresses(*list, torn, log)
		}
	})
}

// linkAddresses links the addresses in a list of inlines, those inside emphasis
// first.
func linkAddresses(list []ast.Inline, torn map[string]bool, log *diag.Log) []ast.Inline {
	for _, in := range list {
		if kids := ast.Children(in); len(kids) > 0 && !noCitations(in) {
			ast.SetChildren(in, linkAddresses(kids, torn, log))
		}
	}
	l := flatten(list, noCitations)
	var spans []span
	for _, a := range findAddresses(l.text) {
		if !l.canWrap(a.start, a.end) || l.glued(a.start, a.end) || l.overlaps(a.start, a.end, isMarkup) || !ast.Followable(a.url) || a.isTorn(&l, torn, log) {
			continue
		}
		log.Add(diag.Diagnostic{Code: AddressLinked, Pos: l.posAt(a.start), Rule: "address/" + a.kind,
			Message: "address linked to " + a.url, Excerpt: l.text[a.start:a.end], Confidence: a.confidence})
		spans = append(spans, span{a.start, a.end, linkTo(a.url)})
	}
	if len(spans) == 0 {
		return list
	}
	return l.wrap(spans)
}

// isMarkup tells what is no plain text: an address that holds a mark may be meant
// to hold the signs that made it.
func isMarkup(in ast.Inline) bool {
	_, plain := in.(*ast.Text)
	return !plain
}

func linkTo(url string) func(ast.At, []ast.Inline) ast.Inline {
	return func(at ast.At, inlines []ast.Inline) ast.Inline {
		return &ast.Link{At: at, URL: url, Inlines: inlines}
	}
}

// foundAddress is an address in a line, and where it leads.
type foundAddress struct {
	start, end int
	url, kind  string
	confidence float64
}

// findAddresses lists the addresses of a line: one of the web in a word, or those of mail.
func findAddresses(line string) []foundAddress {
	if !mayAddress(line) {
		return nil
	}
	var out []foundAddress
	start := -1
	for i, r := range line + " " {
		switch space := unicode.IsSpace(r) || r == barrier || strings.ContainsRune(`<>"“”„«»`, r); {
		case space && start >= 0:
			out = appendAddresses(out, line[start:i], start)
			start = -1
		case !space && start < 0:
			start = i
		}
	}
	return out
}

// mayAddress is false for most lines: they hold none of the signs of an address. Where a
// colon stands, that of the web may begin in letters of any size.
func mayAddress(line string) bool {
	return strings.IndexByte(line, '@') >= 0 || strings.Contains(line, "://") || strings.Contains(line, "www.") || strings.Contains(line, "WWW.") ||
		strings.IndexByte(line, ':') >= 0 && indexFold(line, "www.") >= 0
}

// appendAddresses appends the addresses in a word, which stands at an offset of its line:
// those of mail before one of the web, that one, and what stands behind it. What a second
// run would link, where links part the word, is linked at once.
func appendAddresses(out []foundAddress, word string, at int) []foundAddress {
	start, scheme := schemeIn(word)
	if scheme == "" {
		return appendMail(out, word, at)
	}
	web, ok := webAt(word, start, scheme)
	if !ok {
		return out
	}
	out = append(appendMail(out, word[:web.start], at), web.moved(at))
	return appendAddresses(out, word[web.end:], at+web.end)
}

// appendMail appends the addresses of mail in a word; several may be glued by a comma.
func appendMail(out []foundAddress, word string, at int) []foundAddress {
	for a, ok := mailIn(word); ok; a, ok = mailIn(word) {
		out = append(out, a.moved(at))
		word, at = word[a.end:], at+a.end
	}
	return out
}

func (a foundAddress) moved(by int) foundAddress {
	a.start, a.end = a.start+by, a.end+by
	return a
}

// webAt is the address that begins with a scheme at start; it has none without a host.
func webAt(word string, start int, scheme string) (foundAddress, bool) {
	end := start + addressEnd(word[start:])
	url, confidence := word[start:end], 0.99
	host := url
	if scheme == "www." {
		url, confidence = "http://"+url, 0.95
	} else {
		host = host[len(scheme):]
	}
	host, _, _ = strings.Cut(host, "/")
	host, _, _ = strings.Cut(host, "?")
	host, _, _ = strings.Cut(host, "#")
	if name, port, has := strings.Cut(host, ":"); has && strings.Trim(port, "0123456789") == "" {
		host = name
	}
	return foundAddress{start, end, url, "web", confidence}, isHost(host)
}

// schemeIn finds the first beginning of an address of the web in a word, "" where none is:
// an address that holds another is one.
func schemeIn(word string) (at int, scheme string) {
	for _, s := range []string{"https://", "http://", "www."} {
		if start := indexFold(word, s); start >= 0 && begins(word, start) && (scheme == "" || start < at) {
			at, scheme = start, s
		}
	}
	return at, scheme
}

// indexFold is strings.Index for a part in small letters, whatever letters the
// text has.
func indexFold(s, part string) int {
	for i := 0; i+len(part) <= len(s); i++ {
		if s[i]|0x20 == part[0] && strings.EqualFold(s[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

// begins reports whether what stands at an offset is not the rest of a word.
func begins(word string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(word[:at])
	return at == 0 || !chars.IsWord(r) && strings.IndexByte("/.-_@", word[at-1]) < 0
}

var brackets = [3]string{"()", "[]", "{}"}

// addressEnd is the length of an address without the signs behind it that belong
// to the sentence.
func addressEnd(s string) int {
	end := len(s)
	var surplus [3]int // of closing brackets, by their kind
	for i, pair := range brackets {
		surplus[i] = strings.Count(s, pair[1:]) - strings.Count(s, pair[:1])
	}
	for end > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:end])
		closing := strings.IndexRune(")]}", r)
		switch {
		case closing >= 0 && surplus[closing] <= 0:
			return end
		case closing >= 0:
			surplus[closing]--
		case !strings.ContainsRune(`.,:;?!*_~'’‘…|`+"`", r):
			return end
		}
		end -= size
	}
	return end
}

// mailIn finds an address of mail in a word, with its scheme where that is said.
func mailIn(word string) (foundAddress, bool) {
	at := strings.IndexByte(word, '@')
	if at <= 0 {
		return foundAddress{}, false
	}
	start := at
	for start > 0 && isMailbox(word[start-1]) {
		start--
	}
	end := at + 1
	for end < len(word) && (chars.IsAlnum(word[end]) || word[end] == '.' || word[end] == '-') {
		end++
	}
	end = at + 1 + len(strings.TrimRight(word[at+1:end], ".-"))
	local := strings.Trim(word[start:at], ".")
	start = at - len(local)
	if local == "" || !isHost(word[at+1:end]) || end < len(word) && (word[end] == '@' || word[end] >= utf8.RuneSelf) {
		return foundAddress{}, false
	}
	a := foundAddress{start, end, "mailto:" + word[start:end], "mail", 0.97}
	const scheme = "mailto:"
	if i := start - len(scheme); i >= 0 && strings.EqualFold(word[i:start], scheme) {
		a.start = i
	} else if !begins(word, start) {
		return foundAddress{}, false
	}
	return a, true
}

func isMailbox(c byte) bool { return chars.IsAlnum(c) || strings.IndexByte(".+_-", c) >= 0 }
