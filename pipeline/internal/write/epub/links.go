package epub

import (
	"fmt"
	"net/url"
	"strings"

	"octavo/pipeline/internal/ast"
)

// schemes are those of addresses that a book may lead to.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true, "urn": true, "doi": true}

// href returns what stands in the attribute for a link's address: a place in
// the publication or an absolute address. It returns "" and logs a finding
// where the address is neither.
func (bk *book) href(n ast.Node, address string) string {
	if id, ok := strings.CutPrefix(address, "#"); ok {
		file, known := bk.places[id]
		if !known || file == pagePlace {
			bk.warn(CodeLinkDangling, n, fmt.Sprintf("link to #%s leads to nothing in the document", id),
				"give the place that is meant this identifier, or remove the link")
			return ""
		}
		return file + "#" + xmlName(id)
	}
	address = escapeAddress(strings.TrimSpace(address))
	u, err := url.Parse(address)
	if err != nil || !schemes[strings.ToLower(u.Scheme)] || u.Opaque == "" && u.Host == "" && u.Path == "" {
		bk.warn(CodeLinkAddress, n, fmt.Sprintf("link to %q cannot stand in a book", address),
			"write the whole address, with https://")
		return ""
	}
	return address
}

// escapeAddress percent-encodes what may not stand in an address (RFC 3987,
// 2.2); characters beyond ASCII may.
func escapeAddress(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c <= ' ' || c == 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
