package meta

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"octavo/pipeline/internal/text"
)

//go:embed languages.txt
var languageTable string

// languageNames maps what people write for a language to its tag. Only a fault
// needs it.
var languageNames = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, line := range strings.Split(languageTable, "\n") {
		if names := strings.Fields(line); len(names) > 1 && names[0] != "#" {
			for _, name := range names[1:] {
				out[name] = names[0]
			}
		}
	}
	return out
})

// IsLang reports whether s is a language tag of BCP 47: of the form of RFC
// 5646, 2.1, and of subtags that the IANA registry holds. The tag of an undetermined
// language, und, counts as none: voices and shops can do nothing with it.
func IsLang(s string) bool {
	_, fault := CheckLang(s)
	return fault == nil
}

// IsUndetermined reports whether a tag says that the language is not known (RFC 5646, 4.1).
func IsUndetermined(s string) bool {
	primary, _, _ := strings.Cut(strings.ToLower(s), "-")
	return primary == "und"
}

// CheckLang gives a language tag in the form of BCP 47, or what is wrong with it.
func CheckLang(s string) (string, *Fault) {
	if s == "nl" || s == "en" { // nearly every document has no other
		return s, nil
	}
	if IsUndetermined(s) {
		return "", faultf("write the language, for instance es, or leave it out, so that it is recognised", "%q says that the language is not known", s)
	}
	if langForm(s) {
		tag, err := language.Raw.Parse(s)
		if err == nil && registered(s, tag) {
			return FormLang(s), nil
		}
	}
	return "", faultf(langRemedy(s), "%q is no language tag", s)
}

// langForm reports whether s has the shape of a tag (RFC 5646, 2.1): subtags
// of up to eight letters and digits, the first of letters only. The library
// takes underscores as well.
func langForm(s string) bool {
	for i, sub := range strings.Split(s, "-") {
		if len(sub) == 0 || len(sub) > 8 || strings.ContainsFunc(sub, func(r rune) bool { return !text.IsAlnum(r) }) || i == 0 && strings.ContainsAny(sub, "0123456789") {
			return false
		}
	}
	return true
}

// registered tells a tag of the registry from what the library takes beside
// it: codes of three letters where the registry has one of two (RFC 5646,
// 2.2.1), and the United Kingdom as UK, which the registry has as GB.
func registered(s string, tag language.Tag) bool {
	primary, _, _ := strings.Cut(strings.ToLower(s), "-")
	if short := languageNames()[primary]; short != "" && len(primary) == 3 {
		return false
	}
	base, _, region := tag.Raw()
	return !(len(primary) == 3 && len(base.String()) == 2) && !strings.EqualFold(region.String(), "UK")
}

// langRemedy names the tag that was probably meant.
func langRemedy(s string) string {
	name := strings.ToLower(strings.Trim(s, " .“”\"'’"))
	tag := languageNames()[strings.ReplaceAll(name, " ", "-")]
	if tag == "" {
		tag = mendedTag(name)
	}
	if tag == "" {
		return "write one of BCP 47: nl, en, de-AT"
	}
	return fmt.Sprintf("write %s", tag)
}

// mendedTag writes nl_NL as nl-NL, eng-UK as en-GB; it is empty where that
// gives no tag.
func mendedTag(name string) string {
	subs := strings.Split(strings.ReplaceAll(name, "_", "-"), "-")
	if short := languageNames()[subs[0]]; short != "" {
		subs[0] = short
	}
	for i, sub := range subs[1:] {
		if sub == "uk" {
			subs[i+1] = "GB"
		}
	}
	tag, err := language.Raw.Parse(strings.Join(subs, "-"))
	if err != nil {
		return ""
	}
	return tag.String()
}

// FormLang writes a language tag as BCP 47 recommends (RFC 5646, 2.1.1): the
// language in small letters, a script of four letters with a capital, a region
// of two in capitals, all else small. What stands behind a single letter stays
// small.
func FormLang(tag string) string {
	subs := strings.Split(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	for i, sub := range subs[1:] {
		switch {
		case len(subs[i]) == 1:
			return strings.Join(subs, "-")
		case len(sub) == 2:
			subs[i+1] = strings.ToUpper(sub)
		case len(sub) == 4 && sub[0] > '9':
			subs[i+1] = strings.ToUpper(sub[:1]) + sub[1:]
		}
	}
	return strings.Join(subs, "-")
}

// ShortLang writes the code of three letters of a language (ISO 639-2) as the one of two
// that the registry has in its place (RFC 5646, 2.2.1): deu, ger and DEU as de.
func ShortLang(tag string) string {
	primary, rest, more := strings.Cut(tag, "-")
	short := languageNames()[strings.ToLower(primary)]
	switch {
	case len(primary) != 3 || len(short) != 2:
		return tag
	case more:
		return short + "-" + rest
	}
	return short
}

// SameLang reports whether two tags name one language in one script; regions and
// variants may differ, or one may name none.
func SameLang(a, b string) bool {
	languageA, scriptA := languageAndScript(a)
	languageB, scriptB := languageAndScript(b)
	return languageA == languageB && (scriptA == scriptB || scriptA == "" || scriptB == "")
}

// RightToLeft reports whether a language is written from right to left, by its
// script or the one that it most likely has.
func RightToLeft(tag string) bool {
	if tag == "" {
		return false
	}
	script, _ := language.Make(tag).Script()
	return slices.Contains([]string{"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"}, script.String())
}

func languageAndScript(tag string) (lang, script string) {
	subs := strings.Split(strings.ToLower(tag), "-")
	if len(subs) > 1 && len(subs[1]) == 4 && subs[1][0] > '9' {
		script = subs[1]
	}
	return subs[0], script
}
