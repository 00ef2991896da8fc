package inline

import (
	"strings"

	"octavo/pipeline/internal/diag"
)

// AddressTorn is the finding about an address that seems to go on behind a space or the end of
// its line, where nothing proves how: a link to its half would lead elsewhere.
const AddressTorn diag.Code = "address-torn"

var _ = diag.Register(map[diag.Code]string{
	AddressTorn: "an address of the web or of mail may go on behind a space; it became no link",
})

// tornHint is what a person can do about an address in halves.
const tornHint = "close the gap in the canonical Markdown where the address goes on, or set the link there"

// SayTorn records an address that may go on with a word, read at pos.
func SayTorn(log *diag.Log, pos diag.Pos, address, word string) {
	log.Add(diag.Diagnostic{Code: AddressTorn, Severity: diag.Warning, Pos: pos, Rule: "address/torn", Excerpt: address,
		Message: "the address may go on with " + word + "; no link was made of its half", Hint: tornHint, Confidence: tornConfidence})
}

// tornConfidence is below what counts as doubtful: a person should look.
const tornConfidence = 0.55

// tornIn are the addresses that were found in halves before.
func tornIn(log *diag.Log) map[string]bool {
	torn := map[string]bool{}
	for _, d := range log.All() {
		if d.Code == AddressTorn {
			torn[d.Excerpt] = true
		}
	}
	return torn
}

// rest is the word behind a space right behind the address, where it can only be its rest: the
// address ends without a stop and may go on.
func (a foundAddress) rest(line string) string {
	word, ok := strings.CutPrefix(line[a.end:], " ")
	if !ok || a.kind == "web" && !strings.Contains(strings.TrimPrefix(line[a.start:a.end], a.url[:strings.Index(a.url, "://")+3]), "/") {
		return ""
	}
	word, _, _ = strings.Cut(word, " ")
	word = strings.TrimRight(word, ".,;:)]>”\"'")
	if a.kind == "web" && HalfAddress(word) && kindOf(word) != webAddress {
		return word
	}
	return ""
}

// HalfAddress reports whether a word can only be the rest of an address of the web: it begins
// in small letters or with a figure and holds two signs of one, or ends as the name of a file
// does. A date has none.
func HalfAddress(word string) bool {
	if word == "" || strings.ContainsAny(word, ":@") || word[0] >= 'A' && word[0] <= 'Z' || strings.Trim(word, "0123456789/-.") == "" {
		return false
	}
	signs := countAny(word, "/=_%&")
	return signs > 0 && signs+countAny(word, "-.") > 1 || IsFileName(word)
}

// IsHost reports whether text is the name of a host, with a stop inside.
func IsHost(text string) bool { return isHost(text) }

func countAny(text, signs string) int {
	n := 0
	for _, r := range text {
		if strings.ContainsRune(signs, r) {
			n++
		}
	}
	return n
}

// isTorn reports whether an address in a line was found in halves or is one there.
func (a foundAddress) isTorn(l *lineText, torn map[string]bool, log *diag.Log) bool {
	address := l.text[a.start:a.end]
	if torn[address] {
		return true
	}
	rest := a.rest(l.text)
	if rest != "" {
		SayTorn(log, l.posAt(a.start), address, rest)
	}
	return rest != ""
}
