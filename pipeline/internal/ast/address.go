package ast

import (
	"fmt"
	"net/url"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/text"
)

// MaxAddress is how long an address may be, in bytes: as many as all that read one
// should take (RFC 9110, 4.1). Percent-encoded it stays below the 32,767 bytes that a
// string of PDF/A-2 may have (ISO 19005-2, 6.1.13).
const MaxAddress = 8000

// Followable reports whether a link to address may stand in a publication:
// "#id", or an absolute address of the web, of mail, of a telephone or a URN
// (RFC 3986, 3; RFC 6068; RFC 3966; RFC 8141). All others would run a program
// ("javascript:"), show a file of the reader's own machine ("file:"), carry a
// page inside them ("data:") or lead to a place that is not delivered.
// An address of more than MaxAddress bytes leads nowhere for certain.
func Followable(address string) bool {
	if len(address) > MaxAddress {
		return false
	}
	if id, ok := strings.CutPrefix(address, "#"); ok {
		return id != ""
	}
	u, err := url.Parse(EscapeAddress(address))
	if err != nil {
		return false
	}
	switch u.Scheme { // url.Parse writes it in small letters
	case "http", "https":
		return u.Host != ""
	case "mailto", "tel", "urn":
		return u.Opaque != "" || u.Host == "" && u.Path == "" && u.RawQuery != ""
	}
	return false
}

// EscapeAddress percent-encodes what may not stand in an address (RFC 3987,
// 2.2); characters beyond ASCII may. Brackets may only around an address of numbers
// in the host (RFC 3986, 3.2.2), and a second # nowhere (3.5).
func EscapeAddress(s string) string {
	var b strings.Builder
	host, fragment := hostEnd(s), false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c <= ' ' || c == 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0,
			i >= host && (c == '[' || c == ']'), fragment && c == '#':
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		fragment = fragment || c == '#'
		b.WriteByte(c)
	}
	return b.String()
}

// hostEnd is where the authority of an address ends, 0 where it has none.
func hostEnd(s string) int {
	at := strings.Index(s, "://")
	if at < 0 || strings.ContainsAny(s[:at], "/?#") {
		return 0
	}
	at += len("://")
	if n := strings.IndexAny(s[at:], "/?#"); n >= 0 {
		return at + n
	}
	return len(s)
}

// Unlinked is what a reader logs for a link that it keeps as text, because
// Followable refuses its address.
func Unlinked(pos diag.Pos, rule, address string) diag.Diagnostic {
	if len(address) > MaxAddress {
		return diag.Diagnostic{Code: CodeAddress, Severity: diag.Warning, Pos: pos, Rule: rule,
			Message: fmt.Sprintf("the link to %q was kept as text: its address has %d bytes, and not all that read one take more than %d", text.Excerpt(address), len(address), MaxAddress),
			Hint:    "give a shorter address of the same place"}
	}
	return diag.Diagnostic{Code: CodeAddress, Severity: diag.Warning, Pos: pos, Rule: rule,
		Message: fmt.Sprintf("the link to %q was kept as text: it leads nowhere that a publication may lead to", text.Excerpt(address)),
		Hint:    "write the whole address, with https://, or the #identifier of a place in the text"}
}
