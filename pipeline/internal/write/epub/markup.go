package epub

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/element"
)

// markup writes XML. Attributes are given as name and value in turn; those
// with an empty value are left out, save where attrs says otherwise.
type markup struct {
	buf bytes.Buffer
	// facts are gathered while the attributes are written.
	facts facts
	// bad counts characters that XML 1.0 cannot hold.
	bad int
	// html says that the syntax is HTML's, which has neither namespaces nor
	// empty-element tags.
	html bool
}

// open writes a start tag.
func (m *markup) open(tag string, attrs ...string) {
	m.start(tag, attrs)
	m.buf.WriteByte('>')
}

// empty writes an element without content.
func (m *markup) empty(tag string, attrs ...string) {
	m.start(tag, attrs)
	m.close()
}

// close ends the tag of an element without content.
func (m *markup) close() {
	if !m.html {
		m.buf.WriteByte('/')
	}
	m.buf.WriteByte('>')
}

func (m *markup) start(tag string, attrs []string) {
	m.buf.WriteByte('<')
	m.buf.WriteString(tag)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			m.attr(attrs[i], attrs[i+1])
		}
	}
}

func (m *markup) attr(name, value string) {
	if m.html && strings.Contains(name, ":") {
		return // HTML has a role or lang beside it
	}
	m.facts.attr(name, value)
	m.buf.WriteByte(' ')
	m.buf.WriteString(name)
	m.buf.WriteString(`="`)
	m.escape(value, true)
	m.buf.WriteByte('"')
}

// end writes an end tag.
func (m *markup) end(tag string) {
	m.buf.WriteString("</")
	m.buf.WriteString(tag)
	m.buf.WriteByte('>')
}

// element writes an element with text.
func (m *markup) element(tag, text string, attrs ...string) {
	m.open(tag, attrs...)
	m.text(text)
	m.end(tag)
}

// content is what was written, with its facts.
func (m *markup) content() content { return content{m.buf.Bytes(), m.facts} }

// attrsOf are the attributes that make e what it is, behind those given.
func attrsOf(e element.Element, first ...string) []string {
	return append(first, "scope", e.Scope, "class", e.Class, "epub:type", e.Type, "role", e.Role)
}

// raw writes markup as it stands; it holds no attributes that facts tell of.
func (m *markup) raw(s string) { m.buf.WriteString(s) }

// line ends the line; only between blocks, where white space means nothing.
func (m *markup) line() { m.buf.WriteByte('\n') }

// text writes character data.
func (m *markup) text(s string) { m.escape(s, false) }

// escape writes s with XML's signs escaped (XML 1.0, 2.4), in attributes white
// space too, which a parser would turn into spaces (3.3.3).
func (m *markup) escape(s string, attr bool) {
	last := 0
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if by := m.reference(r, size, attr); by != "" {
			m.buf.WriteString(s[last:i])
			m.buf.WriteString(by)
			last = i + size
		}
		i += size
	}
	m.buf.WriteString(s[last:])
}

// reference returns what stands for r in XML, or "" for r itself. What XML
// cannot hold (2.2, Char) becomes U+FFFD and is counted.
func (m *markup) reference(r rune, size int, attr bool) string {
	switch {
	case r == '&':
		return "&amp;"
	case r == '<':
		return "&lt;"
	case r == '>':
		return "&gt;"
	case r == '"' && attr:
		return "&quot;"
	case (r == '\n' || r == '\t') && attr:
		return " "
	case r == '\r':
		return "&#13;"
	case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF, r == utf8.RuneError && size == 1:
		m.bad++
		return "\uFFFD"
	}
	return ""
}

// xmlName makes a name of an identifier that is one in XML and that every reading
// system finds: lower-case letters, digits and hyphens (XML 1.0, 2.3). An author's
// note may be called anything: what else stands there is written as -xHEX-, and so
// is a hyphen that would begin one, so that no two names are one. Names stay as
// they are.
func xmlName(id string) string {
	var b strings.Builder
	for i, r := range id {
		switch {
		case r >= 'a' && r <= 'z', i > 0 && r >= '0' && r <= '9', i > 0 && r == '-' && !likeEscape(id[i+1:]):
			b.WriteRune(r)
		case i == 0:
			b.WriteString("id-x" + hex(r) + "-")
		default:
			b.WriteString("-x" + hex(r) + "-")
		}
	}
	return b.String()
}

// likeEscape reports whether what follows a hyphen begins like the rest of -xHEX-.
func likeEscape(s string) bool {
	return len(s) > 1 && s[0] == 'x' && strings.IndexByte("0123456789abcdef", s[1]) >= 0
}

func hex(r rune) string {
	const digits = "0123456789abcdef"
	out := ""
	for {
		out = string(digits[r&15]) + out
		if r >>= 4; r == 0 {
			return out
		}
	}
}
