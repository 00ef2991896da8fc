package epub

import (
	"crypto/sha256"
	"fmt"
	"io"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
)

// identifier is the package's unique identifier: the ISBN where there is one,
// else a UUID of version 8 (RFC 9562, 5.8) made from the SHA-256 of the title
// and text, so that the same content has the same identifier.
func identifier(doc *ast.Document) string {
	if id := doc.Meta.Identifiers; id != nil {
		if isbn := digits(id.ISBN); len(isbn) == 10 || len(isbn) == 13 {
			return "urn:isbn:" + isbn
		}
	}
	h := sha256.New()
	for _, s := range []string{doc.Meta.Title, doc.Meta.Subtitle, doc.Meta.Publisher, doc.Meta.Period, doc.Meta.Edition} {
		writeTerm(h, s)
	}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			writeTerm(h, n.Value)
		case *ast.Code:
			writeTerm(h, n.Value)
		case *ast.CodeBlock:
			writeTerm(h, n.Text)
		}
		return true
	})
	var u [16]byte
	copy(u[:], h.Sum(nil))
	u[6] = u[6]&0x0F | 0x80 // version 8
	u[8] = u[8]&0x3F | 0x80 // variant
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// writeTerm hashes s with an end mark, so that the joins of texts count.
func writeTerm(w io.Writer, s string) {
	_, _ = io.WriteString(w, s) // a hash takes every write
	_, _ = w.Write([]byte{0})
}

// digits keeps an ISBN's digits and its check sign X.
func digits(isbn string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == 'X' || r == 'x' {
			return r
		}
		return -1
	}, isbn)
}

// otherIdentifiers are those beside the unique one.
func otherIdentifiers(id *meta.Identifiers, main string) []string {
	if id == nil {
		return nil
	}
	var out []string
	add := func(prefix, value string) {
		if value != "" && prefix+value != main {
			out = append(out, prefix+value)
		}
	}
	if !strings.HasPrefix(main, "urn:isbn:") {
		add("", id.ISBN) // not one by its length, but it is what is printed
	}
	add("urn:issn:", id.ISSN)
	add("https://doi.org/", strings.TrimPrefix(strings.TrimPrefix(id.DOI, "https://doi.org/"), "doi:"))
	add("", id.URI)
	return out
}
