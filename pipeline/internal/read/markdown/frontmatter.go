package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// frontMatter is what stands before the text, as YAML; its first line is that of
// the file numbered line.
type frontMatter struct {
	yaml []byte
	line int
	err  error
}

// splitFrontMatter cuts off YAML between a first line of dashes and the next line
// of dashes or dots, Hugo's TOML between lines of three plus signs, or the lines
// with a percent sign that pandoc takes for title, authors and date; line is the
// number of the body's first line. The first part of a draft ends YAML, too.
func splitFrontMatter(data []byte) (front frontMatter, body []byte, line int) {
	switch {
	case bytes.HasPrefix(data, []byte("---\n")):
		if yaml, body, line := fenced(data, "---", "..."); line > 0 {
			return frontMatter{yaml: yaml, line: 1}, body, line
		}
	case bytes.HasPrefix(data, []byte("+++\n")):
		if toml, body, line := fenced(data, "+++"); line > 0 {
			yaml, err := yamlOfTOML(toml)
			return frontMatter{yaml, 1, err}, body, line
		}
	case bytes.HasPrefix(data, []byte("% ")):
		yaml, n := titleBlock(data)
		rest := data
		for range n {
			_, rest, _ = bytes.Cut(rest, []byte("\n"))
		}
		return frontMatter{yaml: yaml}, rest, n + 1
	}
	return frontMatter{}, data, 1
}

// fenced cuts off what stands between a first line and the next one that is one of
// ends; line is 0 where there is none.
func fenced(data []byte, ends ...string) (inner, body []byte, line int) {
	for at, n := 4, 2; at < len(data); n++ {
		end := len(data)
		if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
			end = at + i
		}
		l := string(bytes.TrimRight(data[at:end], " \t"))
		for _, e := range ends {
			if l == e {
				return data[4:at], data[min(end+1, len(data)):], n + 1
			}
		}
		if draftPart.MatchString(l) && len(ends) > 1 {
			return data[4:at], data[at:], n
		}
		at = end + 1
	}
	return nil, data, 0
}

// titleBlock reads pandoc's title block (Pandoc User's Guide, pandoc_title_block):
// title, authors and date on a line each that begins with a percent sign; indented
// lines go on. It counts the lines.
func titleBlock(data []byte) (yaml []byte, lines int) {
	keys := []string{"title", "author", "date"}
	var values [3][]string
	field := -1
	for rest := data; len(rest) > 0; lines++ {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		switch {
		case bytes.HasPrefix(line, []byte("%")) && field < 2:
			field++
			values[field] = append(values[field], strings.TrimSpace(string(line[1:])))
		case field >= 0 && bytes.HasPrefix(line, []byte(" ")) && len(bytes.TrimSpace(line)) > 0:
			values[field] = append(values[field], strings.TrimSpace(string(line)))
		default:
			rest, lines = nil, lines-1
		}
	}
	var b bytes.Buffer
	for i, v := range values {
		text := strings.TrimSpace(strings.Join(v, " "))
		switch {
		case i == 1 && text != "":
			list := strings.Split(strings.Join(v, ";"), ";")
			for k := range list {
				list[k] = fmt.Sprintf("%q", strings.TrimSpace(list[k]))
			}
			fmt.Fprintf(&b, "%s: [%s]", keys[i], strings.Join(list, ", "))
		case text != "":
			fmt.Fprintf(&b, "%s: %q", keys[i], text)
		}
		b.WriteString(strings.Repeat("\n", max(len(v), 1)))
	}
	return b.Bytes(), lines
}

// meta reads the front matter. Where it holds keys of another program it was
// written for that one: those keys are known or only a warning, and so is a value
// that is no use to Octavo, which is left out. A number of the publication that is
// wrong is an error everywhere.
func (r *reader) meta(front frontMatter) (meta.Meta, error) {
	if front.err != nil {
		return meta.Meta{}, r.tomlFault(front.err)
	}
	m, foreign, err := meta.ParseFrontMatter(r.name, front.yaml)
	m.MoveDown(front.line)
	if err == nil {
		return m, nil
	}
	faults := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		faults = joined.Unwrap()
	}
	var fatal []error
	var unknown []*meta.Error
	for _, f := range faults {
		me, ok := f.(*meta.Error)
		if ok {
			me.Pos.Line += front.line
		}
		switch {
		case ok && me.Unknown:
			unknown = append(unknown, me)
		case ok && foreign && me.Key != "" && !strings.HasPrefix(me.Key, "identifiers."):
			r.log.Add(diag.Diagnostic{Code: CodeMeta, Severity: diag.Warning, Pos: me.Pos, Rule: "markdown",
				Message: me.Msg + "; it was left out", Hint: me.Remedy, Dropped: me.Value})
		default:
			fatal = append(fatal, f)
		}
	}
	r.sayUnknown(unknown)
	return m, errors.Join(fatal...)
}

// sayUnknown reports the keys that nobody knows, all at once.
func (r *reader) sayUnknown(list []*meta.Error) {
	if len(list) == 0 {
		return
	}
	message := list[0].Msg
	for i, e := range list[1:] {
		message += fmt.Sprintf("%s line %d: %s", [2]string{";", ","}[b2i(i > 0)], e.Pos.Line, strings.TrimPrefix(e.Msg, "unknown key "))
	}
	r.add(diag.Warning, CodeMeta, list[0].Pos, message, list[0].Remedy)
}
