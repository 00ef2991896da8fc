package style

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"octavo/pipeline/internal/diag"
)

// Loader reads the sheet that the sheet from imports under a name. It gives the
// name by which that sheet goes in findings and in its own imports, and its
// text. A *diag.Fault that it returns may be without a place.
type Loader func(from, name string) (file string, css []byte, err error)

// maxImports bounds the depth of @import.
const maxImports = 8

// Parse reads the style sheet css, which is called name in findings. The sheets
// that it imports are read through load, by the names that stand in @import.
// ParseFrom says the rest.
func Parse(name string, css []byte, load func(name string) ([]byte, error), log *diag.Log) (*Sheet, error) {
	return ParseFrom("", name, css, func(_, name string) (string, []byte, error) {
		data, err := load(name)
		return name, data, err
	}, log)
}

// ParseFrom reads a style sheet and those that it imports; medium is the word with
// which @media means the edition that is set: screen, print, large, epub. An import that cannot
// be read, a sheet that imports itself, and a face that is named wrongly are
// errors, of type *diag.Fault; everything else that is not understood is a
// warning with its line, and is left out.
func ParseFrom(medium, name string, css []byte, load Loader, log *diag.Log) (*Sheet, error) {
	sheet := &Sheet{ids: map[string]bool{}, colours: map[Color]diag.Pos{}}
	p := &parser{sheet: sheet, medium: medium, load: load, log: log, raw: map[string][]token{}, vars: map[string][]token{}}
	raws, err := p.read(name, css)
	if err != nil {
		return nil, err
	}
	p.keep(raws)
	return sheet, p.fault
}

// read returns the raw rules of a sheet, those of imported sheets in place.
func (p *parser) read(name string, src []byte) ([]rawRule, error) {
	p.chain = append(p.chain, name)
	defer func() { p.chain = p.chain[:len(p.chain)-1] }()
	var out []rawRule
	for _, raw := range p.meant(p.split(name, tokenise(src)), 0) {
		if raw.at != "import" {
			out = append(out, raw)
			continue
		}
		imported, err := p.importSheet(raw)
		if err != nil {
			return nil, err
		}
		out = append(out, imported...)
	}
	return out, nil
}

// maxMedia bounds how deep @media nest.
const maxMedia = 8

// media are the words that @media may name.
var media = []string{"all", "screen", "print", "large", "epub"}

// meant puts the rules in @media in its place where it names the medium (Media
// Queries 4, 2; words alone, without conditions).
func (p *parser) meant(raws []rawRule, depth int) []rawRule {
	var out []rawRule
	for _, raw := range raws {
		if raw.at != "media" || depth > maxMedia { // one too deep is an at-rule that is not known
			out = append(out, raw)
			continue
		}
		for _, word := range split(raw.prelude, ",") {
			word := strings.ToLower(text(trim(word)))
			if !slices.Contains(media, word) {
				p.warn(UnknownAtRule, raw.file, raw.line, "@media "+word+" is not known", "the media are "+strings.Join(media, ", "))
			}
			if word == p.medium || word == "all" {
				out = append(out, p.meant(p.split(raw.file, raw.body), depth+1)...)
				break
			}
		}
	}
	return out
}

func (p *parser) importSheet(raw rawRule) ([]rawRule, error) {
	ts := words(raw.prelude)
	if len(ts) != 1 || (ts[0].kind != css.StringToken && ts[0].kind != css.URLToken) {
		return nil, raw.fault("@import needs the name of a sheet and nothing else", `write it as in @import "screen.css";`)
	}
	name := urlOf(ts[0])
	if isWeb(name) {
		return nil, raw.fault(fmt.Sprintf("%s is on the web, and nothing is fetched from there", name), "put the file beside the sheet and name it")
	}
	file, src, err := p.load(raw.file, name)
	if err != nil {
		return nil, raw.fault(fmt.Sprintf("cannot import %q: %v", name, err), "")
	}
	if i := slices.Index(p.chain, file); i >= 0 {
		return nil, raw.fault("style sheets import each other in a ring: "+strings.ReplaceAll(strings.Join(append(slices.Clone(p.chain[i:]), file), " → "), "./", ""),
			"take one @import out")
	}
	if len(p.chain) > maxImports {
		return nil, raw.fault(fmt.Sprintf("style sheets import each other more than %d deep", maxImports), "take one @import out")
	}
	return p.read(file, src)
}

// fault is an error at the rule.
func (raw rawRule) fault(message, remedy string) error {
	return &diag.Fault{Pos: at(raw.file, raw.line), Msg: message, Remedy: remedy}
}

// at is a place for people: a sheet's name may begin with ./ to tell it from
// others.
func at(file string, line int) diag.Pos {
	return diag.Pos{File: strings.TrimPrefix(file, "./"), Line: line}
}

// isWeb reports an address with a scheme or a host.
func isWeb(name string) bool {
	scheme, _, found := strings.Cut(name, ":")
	return strings.HasPrefix(name, "//") || found && len(scheme) > 1 && !strings.ContainsAny(scheme, "/.")
}

// urlOf is what a string or url() names.
func urlOf(t token) string {
	if t.kind == css.StringToken {
		return unquote(t.text)
	}
	inner := strings.TrimSpace(strings.TrimSuffix(t.text[len("url("):], ")"))
	if len(inner) > 1 && (inner[0] == '"' || inner[0] == '\'') {
		return unquote(inner)
	}
	return inner
}
