package understand_test

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// mutation damages a text as its way to the office may have done. It returns
// the damaged text and the truth about it.
type mutation struct {
	name  string
	apply func(d document) (string, truth)
}

var mutations = []mutation{
	{"wrapped at 60", wrapAt(60)},
	{"wrapped at 72", wrapAt(72)},
	{"wrapped at 100", wrapAt(100)},
	{"CRLF", textOnly(func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") })},
	{"no blank lines", textOnly(dropBlanks)},
	{"double blank lines", textOnly(doubleBlanks)},
	{"bullets as dashes", bulletsAs("–")},
	{"bullets as asterisks", bulletsAs("*")},
	{"bullets of the private use area", bulletsAs("\uF0B7")},
	{"notes in the middle", moveNotes},
	{"headings in capitals", capitalHeadings},
	{"more furniture", addFurniture},
}

// tolerance is how much a measure may lose under damage.
const tolerance = 0.03

// TestMutations damages the texts of the corpus and holds every measure near to
// its value on the sound text.
func TestMutations(t *testing.T) {
	docs := corpus(t)
	var jobs []job
	for _, d := range docs {
		jobs = append(jobs, job(d))
	}
	for _, m := range mutations {
		for _, d := range docs {
			text, tr := m.apply(d)
			jobs = append(jobs, job{d.name, text, tr})
		}
	}
	results := scores(t, jobs)
	sound, damaged := results[:len(docs)], results[len(docs):]
	for i, m := range mutations {
		t.Run(m.name, func(t *testing.T) {
			for k, d := range docs {
				compare(t, d.name, sound[k], damaged[i*len(docs)+k])
			}
		})
	}
}

func compare(t *testing.T, name string, sound, damaged result) {
	t.Helper()
	var worse []string
	for measure, v := range sound.Measures {
		if damaged.Measures[measure] < v-tolerance {
			worse = append(worse, fmt.Sprintf("%s %.3f, was %.3f", measure, damaged.Measures[measure], v))
		}
	}
	if worse != nil {
		sort.Strings(worse)
		t.Errorf("%s: %s\n%s", name, strings.Join(worse, "; "), strings.Join(damaged.Log, "\n"))
	}
}

func textOnly(f func(string) string) func(document) (string, truth) {
	return func(d document) (string, truth) { return f(d.text), d.truth }
}

// wrapAt breaks paragraphs into lines of at most width characters. Lines that
// are one paragraph by the truth are joined before, and furniture is left as it
// is. Where a last line is so full that no reader could tell it from a forced
// break, an empty line is put below.
func wrapAt(width int) func(document) (string, truth) {
	return func(d document) (string, truth) {
		lines := strings.Split(d.text, "\n")
		joinParagraphs(lines, d.truth)
		var out []string
		for i, l := range lines {
			switch {
			case l == joined:
			case isDropped(l, d.truth):
				out = append(out, l)
			default:
				out = append(out, wrap(l, width)...)
				if looksForced(out, nextLine(lines[i+1:]), width) {
					out = append(out, "")
				}
			}
		}
		return strings.Join(out, "\n"), d.truth
	}
}

// isDropped reports whether a line holds furniture.
func isDropped(l string, tr truth) bool {
	for _, d := range tr["drop_texts"].([]any) {
		if text := d.(string); len(text) > 20 && strings.Contains(l, text) {
			return true
		}
	}
	return false
}

func nextLine(lines []string) string {
	for _, l := range lines {
		if l != joined {
			return strings.TrimSpace(l)
		}
	}
	return ""
}

// looksForced reports whether the last line of a wrapped paragraph has no room
// for the first word below it.
func looksForced(out []string, next string, width int) bool {
	word, _, _ := strings.Cut(next, " ")
	last := out[len(out)-1]
	first, _ := utf8.DecodeRuneInString(next)
	ends := strings.ContainsAny(last[max(0, len(last)-1):], ".?!)") && unicode.IsUpper(first)
	return next != "" && (ends || strings.HasPrefix(next, "(")) &&
		utf8.RuneCountInString(last) <= width && utf8.RuneCountInString(last)+1+utf8.RuneCountInString(word) > width
}

// joined marks a line that was joined to the one above.
const joined = "\x00"

func joinParagraphs(lines []string, tr truth) {
	groups, _ := tr["joined"].([]any)
	if title, ok := tr["title"].(map[string]any); ok {
		groups = append([]any{title["lines"]}, groups...)
	}
	for _, g := range groups {
		var at []int
		for _, n := range g.([]any) {
			at = append(at, int(n.(float64))-1)
		}
		if !adjacent(at) || hasBareNumber(lines, at) {
			continue
		}
		for _, i := range at[1:] {
			lines[at[0]] = strings.TrimRight(lines[at[0]], " ") + " " + strings.TrimSpace(lines[i])
			lines[i] = joined
		}
	}
}

func adjacent(at []int) bool { return len(at) > 1 && at[len(at)-1]-at[0] == len(at)-1 }

// hasBareNumber reports whether one of the lines begins with a figure, which is
// a call that stands by its line.
func hasBareNumber(lines []string, at []int) bool {
	for _, i := range at {
		if l := strings.TrimSpace(lines[i]); l != "" && l[0] >= '0' && l[0] <= '9' {
			return true
		}
	}
	return false
}

func wrap(l string, width int) []string {
	if utf8.RuneCountInString(l) <= width {
		return []string{l}
	}
	body := strings.TrimLeft(l, " \f")
	indent := l[:len(l)-len(body)]
	var out []string
	row := indent
	for i, w := range strings.Fields(body) {
		if i > 0 && utf8.RuneCountInString(row)+1+utf8.RuneCountInString(w) > width {
			out = append(out, row)
			row = strings.Repeat(" ", len(indent)) + w
			continue
		}
		if i > 0 {
			row += " "
		}
		row += w
	}
	return append(out, row)
}

func dropBlanks(s string) string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if strings.TrimSpace(l) != "" || strings.Contains(l, "\f") {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

func doubleBlanks(s string) string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		out = append(out, l)
		if strings.TrimSpace(l) == "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

func bulletsAs(sign string) func(document) (string, truth) {
	return textOnly(func(s string) string {
		lines := strings.Split(s, "\n")
		for i, l := range lines {
			body := strings.TrimLeft(l, " ")
			if rest, ok := strings.CutPrefix(body, "• "); ok {
				lines[i] = l[:len(l)-len(body)] + sign + " " + rest
			}
		}
		return strings.Join(lines, "\n")
	})
}

// moveNotes puts a list of notes from the end below a paragraph in the middle.
func moveNotes(d document) (string, truth) {
	lines := strings.Split(d.text, "\n")
	from, to := noteLines(d.truth)
	if from == 0 || to-from < 2 || !onlyNotes(lines, from, to, d.truth) {
		return d.text, d.truth
	}
	notes := append([]string{""}, lines[from-1:to]...)
	middle := paragraphNear(lines, d.truth, from/2)
	out := append([]string{}, lines[:middle]...)
	out = append(out, notes...)
	out = append(out, lines[middle:from-1]...)
	return strings.Join(append(out, lines[to:]...), "\n"), d.truth
}

// noteLines is the range of lines that the notes take.
func noteLines(tr truth) (from, to int) {
	notes, _ := tr["footnotes"].([]any)
	for _, n := range notes {
		for _, l := range n.(map[string]any)["def_lines"].([]any) {
			line := int(l.(float64))
			if from == 0 || line < from {
				from = line
			}
			to = max(to, line)
		}
	}
	return from, to
}

// onlyNotes reports whether no block of the body stands between the notes.
func onlyNotes(lines []string, from, to int, tr truth) bool {
	for _, b := range tr["blocks"].([]any) {
		for _, l := range b.(map[string]any)["lines"].([]any) {
			if n := int(l.(float64)); n >= from && n <= to {
				return false
			}
		}
	}
	return to <= len(lines)
}

// paragraphNear is the last line of a paragraph from line n on.
func paragraphNear(lines []string, tr truth, n int) int {
	for _, b := range tr["blocks"].([]any) {
		block := b.(map[string]any)
		at := block["lines"].([]any)
		last := int(at[len(at)-1].(float64))
		if block["types"].([]any)[0] == "paragraph" && last > n && last < len(lines) && strings.TrimSpace(lines[last]) == "" {
			return last
		}
	}
	return n
}

// capitalHeadings sets the headings in capitals, in the text and in the truth.
func capitalHeadings(d document) (string, truth) {
	lines := strings.Split(d.text, "\n")
	tr := deepCopy(d.truth)
	for _, b := range tr["blocks"].([]any) {
		block := b.(map[string]any)
		types, at := block["types"].([]any), block["lines"].([]any)
		text := block["text"].(string)
		if types[0] != "heading" || len(at) != 1 || strings.IndexFunc(text, unicode.IsLower) < 0 {
			continue
		}
		i := int(at[0].(float64)) - 1
		if !strings.Contains(lines[i], text) {
			continue
		}
		lines[i] = strings.Replace(lines[i], text, strings.ToUpper(text), 1)
		block["text"] = strings.ToUpper(text)
		for _, trap := range tr["traps"].([]any) {
			if strings.Contains(text, trap.(string)) {
				tr["traps"] = without(tr["traps"].([]any), trap)
			}
		}
	}
	return strings.Join(lines, "\n"), tr
}

func without(list []any, x any) []any {
	var out []any
	for _, v := range list {
		if v != x {
			out = append(out, v)
		}
	}
	return out
}

func deepCopy(tr truth) truth {
	data, err := json.Marshal(tr)
	if err != nil {
		panic(err)
	}
	var out truth
	if err := json.Unmarshal(data, &out); err != nil {
		panic(err)
	}
	return out
}

// addFurniture puts more of a web page above and below.
func addFurniture(d document) (string, truth) {
	above := "Ga direct naar de inhoud\n\nHome > Documenten > Rapporten\n\n"
	below := "\n\nDeel deze pagina\n\n  • Contact\n  • Privacy\n  • Cookies\n\nTerug naar boven\n"
	return above + strings.TrimRight(d.text, "\n") + below, d.truth
}
