package meta

import (
	_ "embed"
	"reflect"
	"strings"
)

//go:embed draft.yaml
var draft string

// Draft writes a file of metadata to fill in, with a comment about each field. All its
// lines are comments, so that nothing counts before a person confirms it. The values
// that m has stand behind their keys; note says by its key where one comes from.
func Draft(m Meta, note func(key string) string) string {
	known := map[string]string{}
	flowValues(reflect.ValueOf(m), "", known)
	var out strings.Builder
	var path []string // of the keys above the line
	for line := range strings.Lines(draft) {
		indent, key, isKey := draftKey(line)
		if !isKey {
			out.WriteString(line)
			continue
		}
		path = append(path[:indent/2], key)
		full := strings.Join(path, ".")
		line = strings.TrimSuffix(line, "\n")
		if value := known[full]; value != "" {
			line += " " + value + " # " + note(full)
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

// draftKey takes a line of the draft apart that holds a key.
func draftKey(line string) (indent int, key string, ok bool) {
	rest, ok := strings.CutPrefix(line, "#")
	key, value, colon := strings.Cut(strings.TrimLeft(rest, " "), ":")
	indent = len(rest) - len(strings.TrimLeft(rest, " "))
	return indent, key, ok && colon && value == "\n" && indent%2 == 0 && !strings.Contains(key, " ")
}

// flowValues gathers the values by their keys, each as YAML on one line. A list with
// items of more than a name is left out.
func flowValues(v reflect.Value, path string, out map[string]string) {
	eachField(v, path, func(key string, field reflect.Value) {
		switch {
		case field.IsZero():
		case field.Kind() == reflect.String:
			out[key] = yamlString(field.String())
		case field.Kind() == reflect.Pointer:
			flowValues(field.Elem(), key+".", out)
		case field.Kind() == reflect.Slice:
			if list, ok := flowList(field); ok {
				out[key] = list
			}
		}
	})
}

func flowList(v reflect.Value) (string, bool) {
	var items []string
	for i := range v.Len() {
		item := v.Index(i)
		text, ok := shortForm(item)
		if item.Kind() == reflect.String {
			text, ok = item.String(), true
		}
		if !ok {
			return "", false
		}
		items = append(items, yamlString(text))
	}
	return "[" + strings.Join(items, ", ") + "]", true
}
