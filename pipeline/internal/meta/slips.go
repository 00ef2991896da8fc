package meta

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"octavo/pipeline/internal/pattern"
)

// yamlLine is one line of a YAML file, taken apart as far as that goes without
// knowing its neighbours.
type yamlLine struct {
	number int
	indent string
	item   bool   // a hyphen stands before it
	key    string // with its colon; empty where the line has none
	value  string
	// above is the next line before it that is not empty; nil at the top.
	above *yamlLine
}

var (
	lineParts = pattern.Of(`^([ \t]*)(- +)?(.*?)\s*$`)
	keyParts  = pattern.Of(`^([^\s:"'{}\[\]#,&*!|>@%` + "`" + `-][^\s:]*:)(?:\s+(.*))?$`)
	firstWord = pattern.Of(`^([\pL\pN_-]+)\s*([:=：]?)\s*(.*)$`)
)

// yamlLines takes a file apart, without empty lines, comments, and the texts of
// several lines that | and > begin.
func yamlLines(data []byte) []*yamlLine {
	var out []*yamlLine
	var above *yamlLine
	block := -1 // the indentation of the key that a text of several lines hangs on
	for i, text := range strings.Split(string(data), "\n") {
		m := lineParts.FindStringSubmatch(text)
		if m[3] == "" || strings.HasPrefix(m[3], "#") || len(m[1]) > block && block >= 0 {
			continue
		}
		l := &yamlLine{number: i + 1, indent: m[1], item: m[2] != "", value: m[3], above: above}
		if kv := keyParts.FindStringSubmatch(m[3]); kv != nil {
			l.key, l.value = kv[1], kv[2]
		}
		block = -1
		if regexpBlock.MatchString(l.value) {
			block = len(m[1])
		}
		out, above = append(out, l), l
	}
	return out
}

var regexpBlock = pattern.Of(`^[|>][0-9+-]*\s*(#.*)?$`)

// slipNear looks for a common slip on the line of a fault, on its neighbours
// (the library finds some only on the next line, and others it reports where
// the value before them began), and then from the top.
func slipNear(lines []*yamlLine, line int, known []string) (int, *Fault) {
	ordered := slices.Clone(lines)
	slices.SortStableFunc(ordered, func(a, b *yamlLine) int { return nearness(a.number, line) - nearness(b.number, line) })
	for _, l := range ordered {
		for _, slip := range slips {
			if fault := slip(l, known); fault != nil {
				return l.number, fault
			}
		}
	}
	return line, nil
}

// nearness ranks a line: the fault's own, the next, the one before, the rest.
func nearness(number, line int) int {
	if i := slices.Index([]int{line, line + 1, line - 1}, number); i >= 0 {
		return i
	}
	return 3
}

// slips are the common slips, in the order in which they are looked for. Each
// gives a fault where the line shows it.
var slips = []func(*yamlLine, []string) *Fault{
	slipTab, slipSpace, slipColon, slipOpenQuote, slipBehindQuote, slipBackslash, slipBracket, slipHyphen, slipBlock, slipSign, slipIndent,
}

func slipTab(l *yamlLine, _ []string) *Fault {
	if !strings.Contains(l.indent, "\t") {
		return nil
	}
	return faultf("put two spaces in the place of each tab", "this line is indented with a tab, which YAML does not allow")
}

// slipSpace finds title:Verslag.
func slipSpace(l *yamlLine, known []string) *Fault {
	m := firstWord.FindStringSubmatch(l.value)
	if l.key != "" || m == nil || m[2] != ":" || !slices.Contains(known, m[1]) {
		return nil
	}
	return faultf("write "+m[1]+": "+m[3], "there is no space behind the colon")
}

// slipColon finds a key without its colon.
func slipColon(l *yamlLine, known []string) *Fault {
	m := firstWord.FindStringSubmatch(l.value)
	if l.key != "" || m == nil || m[2] == ":" || !slices.Contains(known, m[1]) {
		return nil
	}
	return faultf(strings.TrimSpace("write "+m[1]+": "+m[3]), "there is no colon behind %s", m[1])
}

// slipOpenQuote finds a quotation mark that is not closed on its line.
func slipOpenQuote(l *yamlLine, _ []string) *Fault {
	if mark, closed, _ := quoteOf(l.value); mark == 0 || closed {
		return nil
	}
	return faultf("write "+l.with(l.value[1:]), "the quotation mark is not closed on this line")
}

// slipBehindQuote finds 'Rapport '95' and "A" en B.
func slipBehindQuote(l *yamlLine, _ []string) *Fault {
	mark, closed, rest := quoteOf(l.value)
	if !closed || rest == "" || strings.HasPrefix(rest, "#") {
		return nil
	}
	text := l.value
	if strings.HasSuffix(text, string(mark)) {
		text = text[1 : len(text)-1]
	}
	return faultf("put quotes round all of it: "+l.with(text), "text stands behind the closing quotation mark")
}

// quoteOf tells which quotation mark opens a value, whether it is closed, and
// what stands behind it.
func quoteOf(value string) (mark byte, closed bool, rest string) {
	if value == "" || value[0] != '"' && value[0] != '\'' {
		return 0, false, ""
	}
	mark = value[0]
	for i := 1; i < len(value); i++ {
		switch {
		case mark == '"' && value[i] == '\\':
			i++
		case value[i] != mark:
		case mark == '\'' && i+1 < len(value) && value[i+1] == mark: // '' is one '
			i++
		default:
			return mark, true, strings.TrimSpace(value[i+1:])
		}
	}
	return mark, false, ""
}

var badEscape = pattern.Of(`^"(?:[^\\]|\\[0abtnvfre "/\\N_LPxuU])*\\[^0abtnvfre "/\\N_LPxuU]`)

func slipBackslash(l *yamlLine, _ []string) *Fault {
	if !badEscape.MatchString(l.value) {
		return nil
	}
	return faultf("write two backslashes for one", "a backslash between double quotes begins a special sign, and this is none")
}

// slipBracket finds a bracket that is not closed, or that is the text's own.
func slipBracket(l *yamlLine, _ []string) *Fault {
	if l.value == "" || l.value[0] != '[' && l.value[0] != '{' {
		return nil
	}
	if bracketDepth(l.value) > 0 {
		return faultf("put the closing one at the end of the line", "the bracket is not closed on this line")
	}
	if end := strings.LastIndexAny(l.value, "]}"); end >= 0 && end < len(l.value)-1 && !strings.HasPrefix(strings.TrimSpace(l.value[end+1:]), "#") {
		return faultf("put quotes round all of it: "+l.with(l.value), "text stands behind the closing bracket")
	}
	return nil
}

// slipHyphen finds a list that begins on its key's line.
func slipHyphen(l *yamlLine, _ []string) *Fault {
	if l.key == "" || !strings.HasPrefix(l.value, "- ") {
		return nil
	}
	return faultf("put each '- …' on a line of its own below the key, or quotes round a value that begins with a hyphen",
		"a list cannot begin on the line of its key")
}

// slipBlock finds text on the line of the sign that begins a longer text.
func slipBlock(l *yamlLine, _ []string) *Fault {
	if l.value == "" || l.value[0] != '|' && l.value[0] != '>' || regexpBlock.MatchString(l.value) {
		return nil
	}
	return faultf("put the text on the lines below, indented by two spaces, or quotes round it", "text stands behind the sign %c", l.value[0])
}

// slipSign finds signs that mean something else in YAML than in a text.
func slipSign(l *yamlLine, known []string) *Fault {
	if mark, _, _ := quoteOf(l.value); mark != 0 || l.value == "" || l.value[0] == '[' || l.value[0] == '{' {
		return nil
	}
	if l.key == "" && !l.item {
		return nil
	}
	remedy := "put the value in quotes: " + l.with(strings.Trim(l.value, "“”„‘’"))
	if strings.Contains(strings.ReplaceAll(l.value, "\u00a0", " "), ": ") || strings.HasSuffix(l.value, ":") {
		return faultf(remedy, "the value holds a colon, which would begin another value")
	}
	if strings.ContainsRune("@`%*&!?,]}", rune(l.value[0])) {
		return faultf(remedy, "the value begins with %c, which means something else in YAML", l.value[0])
	}
	return nil
}

// slipIndent finds a line that begins at a column where it cannot.
func slipIndent(l *yamlLine, _ []string) *Fault {
	if l.above == nil || l.key == "" && !l.item {
		return nil
	}
	if len(l.indent) > len(l.above.indent) && l.above.key != "" && l.above.value != "" && !l.above.item {
		return faultf(fmt.Sprintf("begin it at column %d", len(l.above.indent)+1), "this line is indented, and the line above it has a value already")
	}
	for at := l.above; at != nil; at = at.above {
		if len(at.indent) == len(l.indent) {
			return nil
		}
		if len(at.indent) < len(l.indent) {
			if at == l.above {
				return nil
			}
			break
		}
	}
	return faultf(fmt.Sprintf("begin it at column %d", len(l.above.indent)+1), "this line begins at a column where none above it does")
}

// with writes the line with another value, in quotes.
func (l *yamlLine) with(text string) string {
	text = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
	switch {
	case l.key != "":
		return l.key + " " + text
	case l.item:
		return "- " + text
	}
	return text
}

// keysOf are all keys of a struct and of the structs in it.
func keysOf(t reflect.Type) []string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return keysOf(t.Elem())
	case reflect.Struct:
		var keys []string
		for _, f := range reflect.VisibleFields(t) {
			if key := yamlKey(f); key != "" {
				keys = append(append(keys, key), keysOf(f.Type)...)
			}
		}
		return keys
	}
	return nil
}
