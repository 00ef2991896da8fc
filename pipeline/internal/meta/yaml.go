package meta

import (
	"reflect"
	"strings"
)

// YAML writes the metadata as canonical Markdown's front matter does, without
// the lines of dashes: the fields in the order of Meta, strings quoted unless
// they are plain words. Metadata without a value gives "".
func (m Meta) YAML() string {
	var b strings.Builder
	writeFields(&b, reflect.ValueOf(m), "")
	return b.String()
}

func writeFields(b *strings.Builder, v reflect.Value, indent string) {
	for i := range v.NumField() {
		if key := yamlKey(v.Type().Field(i)); key != "" {
			writeField(b, key, v.Field(i), indent)
		}
	}
}

func writeField(b *strings.Builder, key string, v reflect.Value, indent string) {
	if v.IsZero() {
		return
	}
	switch v.Kind() {
	case reflect.String:
		b.WriteString(indent + key + ": " + yamlString(v.String()) + "\n")
	case reflect.Slice:
		b.WriteString(indent + key + ":\n")
		for i := range v.Len() {
			writeItem(b, v.Index(i), indent+"  ")
		}
	case reflect.Pointer:
		if v.Elem().IsZero() {
			return
		}
		if s, ok := shortForm(v.Elem()); ok {
			b.WriteString(indent + key + ": " + yamlString(s) + "\n")
			return
		}
		b.WriteString(indent + key + ":\n")
		writeFields(b, v.Elem(), indent+"  ")
	}
}

// writeItem writes an item of a list: a text, or keys with values of which the first
// stands behind the hyphen.
func writeItem(b *strings.Builder, v reflect.Value, indent string) {
	text, ok := shortForm(v)
	switch {
	case v.Kind() == reflect.String:
		b.WriteString(indent + "- " + yamlString(v.String()) + "\n")
	case ok:
		b.WriteString(indent + "- " + yamlString(text) + "\n")
	default:
		var fields strings.Builder
		writeFields(&fields, v, indent+"  ")
		b.WriteString(indent + "- " + strings.TrimPrefix(fields.String(), indent+"  "))
	}
}

// yamlString writes s so that every YAML reader takes it for a string (YAML
// 1.2.2, section 7.3.1).
func yamlString(s string) string {
	if plainWord(s) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		b.WriteString(yamlRune(r))
	}
	b.WriteByte('"')
	return b.String()
}

func yamlRune(r rune) string {
	switch {
	case r == '"' || r == '\\':
		return `\` + string(r)
	case r == '\n':
		return `\n`
	case r == '\t':
		return `\t`
	case r < 0x20 || r == 0x7f:
		return `\x` + hex(r, 2)
	case r >= 0x80 && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
		return `\u` + hex(r, 4)
	}
	return string(r)
}

func hex(r rune, width int) string {
	const digits = "0123456789abcdef"
	out := make([]byte, width)
	for i := width - 1; i >= 0; i-- {
		out[i] = digits[r&15]
		r >>= 4
	}
	return string(out)
}

// plainWord reports whether s needs no quotes: letters and hyphens that are no
// YAML 1.1 or 1.2 name of a truth value, of nothing, or of a number.
func plainWord(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		letter := c >= 'a' && c <= 'z'
		if !letter && (s[i] != '-' || i == 0 || i == len(s)-1) {
			return false
		}
	}
	switch strings.ToLower(s) {
	case "", "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf":
		return false
	}
	return true
}
