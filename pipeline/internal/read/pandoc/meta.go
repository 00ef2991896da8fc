package pandoc

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

func isID(id string) bool { return ast.IsID(id) }

// meta reads the metadata by the names of front matter, those of pandoc included.
// A field that is not known, or whose value is no use, is a warning.
func (r *reader) meta(fields map[string]any) meta.Meta {
	var yaml bytes.Buffer
	var keys []string
	for key := range fields {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		value := r.metaValue(fields[key])
		if key == "author" && isStrings(value) {
			key = "creators"
		}
		yaml.WriteString(quoted(key) + ": " + quoted(value) + "\n")
	}
	m, _, err := meta.ParseFrontMatter(r.name, yaml.Bytes())
	for _, fault := range faults(err) {
		r.metaFault(fault)
	}
	return m
}

// faults takes joined errors apart.
func faults(err error) []error {
	var joined interface{ Unwrap() []error }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &joined):
		return joined.Unwrap()
	}
	return []error{err}
}

func (r *reader) metaFault(fault error) {
	d := diag.Diagnostic{Code: CodeMeta, Severity: diag.Warning, Pos: diag.Pos{File: r.name}, Rule: "pandoc", Message: fault.Error()}
	var e *meta.Error
	if errors.As(fault, &e) {
		d.Message, d.Hint, d.Dropped = e.Msg+"; it was left out", e.Remedy, e.Value
	}
	r.log.Add(d)
}

// quoted is a value in JSON, which YAML reads too.
func quoted(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // what metaValue gives can be encoded
	return strings.TrimSpace(b.String())
}

func isStrings(v any) bool {
	list, ok := v.([]any)
	return ok && !slices.ContainsFunc(list, func(v any) bool { _, is := v.(string); return !is })
}

// metaValue is a value of metadata with text as plain text.
func (r *reader) metaValue(v any) any {
	tag, content := r.tagged(v)
	switch tag {
	case "MetaMap":
		fields, _ := content.(map[string]any)
		out := map[string]any{}
		for key, inner := range fields {
			out[key] = r.metaValue(inner)
		}
		return out
	case "MetaList":
		out := []any{}
		for _, inner := range r.list(tag, content) {
			out = append(out, r.metaValue(inner))
		}
		return out
	case "MetaInlines":
		return r.plain(content)
	case "MetaBlocks":
		return r.plainBlocks(content)
	case "MetaString":
		return r.text(tag, content)
	case "MetaBool":
		return fmt.Sprint(content)
	}
	r.broken("a value of metadata of the unknown kind " + tag)
	return ""
}

// plainBlocks is the text of blocks, a space between them.
func (r *reader) plainBlocks(content any) string {
	var texts []string
	ast.WalkBlocks(r.blocks(r.list("MetaBlocks", content)), func(n ast.Node) bool {
		p, ok := n.(*ast.Paragraph)
		if ok {
			texts = append(texts, ast.PlainText(p.Inlines))
		}
		return !ok
	})
	return strings.Join(texts, " ")
}
