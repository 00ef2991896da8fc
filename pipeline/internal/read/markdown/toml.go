package markdown

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/BurntSushi/toml"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/pattern"
)

// maxTOML is the size in bytes up to which front matter in TOML is read: a key of n parts
// costs the reader n times their length.
const maxTOML = 1 << 15

var errLongTOML = fmt.Errorf("the front matter between +++ has more than %d KB", maxTOML>>10)

// yamlOfTOML writes front matter in TOML 1.0 as YAML, each key on the line where it
// stands, so that both are read by one reader.
func yamlOfTOML(data []byte) ([]byte, error) {
	if len(data) > maxTOML {
		return nil, errLongTOML
	}
	var values map[string]any
	if _, err := toml.Decode(string(data), &values); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for _, line := range bytes.SplitAfter(data, []byte("\n")) {
		m := tomlKey.FindSubmatch(line)
		if m != nil {
			key := string(bytes.Trim(bytes.Join(m[1:], nil), "\"'"))
			if v, ok := values[key]; ok {
				delete(values, key)
				text, err := json.Marshal(plainTOML(v))
				if err != nil {
					return nil, err
				}
				fmt.Fprintf(&out, "%q: %s", key, text)
			}
		}
		out.WriteByte('\n')
	}
	return out.Bytes(), nil
}

// tomlKey is the key with which a line gives a value or opens a table.
var tomlKey = pattern.Of(`^\s*(?:\[\[?\s*([\w-]+|"[^"]*")|([\w-]+|"[^"]*"|'[^']*')\s*[=.])`)

// plainTOML writes dates as days.
func plainTOML(v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.Format(time.DateOnly)
	case map[string]any:
		for k := range v {
			v[k] = plainTOML(v[k])
		}
	case []any:
		for i := range v {
			v[i] = plainTOML(v[i])
		}
	}
	return v
}

// tomlFault says where TOML cannot be read.
func (r *reader) tomlFault(err error) error {
	if errors.Is(err, errLongTOML) {
		return &meta.Error{Pos: diag.Pos{File: r.name, Line: 1}, Msg: err.Error(), Remedy: "put the text into the body, below +++"}
	}
	fault := &meta.Error{Pos: diag.Pos{File: r.name, Line: 1}, Msg: "the front matter between +++ cannot be read as TOML",
		Remedy: "write key = \"value\" on each line"}
	var pe toml.ParseError
	if errors.As(err, &pe) {
		fault.Pos.Line += pe.Position.Line
	}
	return fault
}
