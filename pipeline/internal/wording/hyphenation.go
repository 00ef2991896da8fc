package wording

import "strings"

// Hyphenation is what the hyphenator needs of a language. A language may have
// several sets of patterns, each for a tag, as British and American English.
type Hyphenation struct {
	// Tag is the tag that the patterns are for, in lower case.
	Tag string
	// Packed is the patterns and exceptions in the form of package hyphen.
	Packed []byte
	// Keep lists letters that no hyphen may stand before, because the
	// spelling would change.
	Keep string
	// Digraph is two letters that count as one, or "".
	Digraph string
}

// HyphenationTag shortens a BCP 47 tag until there are patterns for it; ""
// means that there are none.
func HyphenationTag(tag string) string {
	lang := Primary(tag)
	for tag = strings.ToLower(tag); tag != ""; {
		if f, err := files.Open(lang + "/" + tag + ".trie"); err == nil {
			f.Close()
			return tag
		}
		tag = tag[:max(0, strings.LastIndexByte(tag, '-'))]
	}
	return ""
}

// HyphenationFor reads the hyphenation for a tag that HyphenationTag gave.
func HyphenationFor(tag string) *Hyphenation {
	h := &Hyphenation{Tag: tag}
	h.Packed, _ = files.ReadFile(Primary(tag) + "/" + tag + ".trie")
	for name, value := range entries(hyphenationFile(tag)) {
		switch name {
		case "keep":
			h.Keep = value
		case "digraph":
			h.Digraph = value
		}
	}
	return h
}

func hyphenationFile(tag string) string {
	f := folders()[Primary(tag)]
	if f == nil {
		return ""
	}
	return f.read("hyphenation.txt")
}

// PatternFiles maps each tag for which a language has patterns to the file in
// its folder that they are published in; the packed ones are made from it.
func PatternFiles(lang string) map[string]string {
	out := map[string]string{}
	for name, value := range entries(hyphenationFile(lang)) {
		if tag, file, ok := strings.Cut(value, " "); ok && name == "patterns" {
			out[tag] = file
		}
	}
	return out
}
