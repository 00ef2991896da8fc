package docling_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
)

// validator checks JSON by the part of JSON Schema 2020-12 that docling's schema
// uses; "format" is an annotation there.
type validator struct{ root map[string]any }

// check gives what the schema refuses, each with its place.
func (v *validator) check(data []byte) []string {
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		return []string{err.Error()}
	}
	return v.faults(v.root, value, "#")
}

func (v *validator) faults(s map[string]any, value any, at string) []string {
	if name, ok := s["$ref"].(string); ok {
		s = v.root["$defs"].(map[string]any)[strings.TrimPrefix(name, "#/$defs/")].(map[string]any)
	}
	var out []string
	if kind, ok := s["type"].(string); ok && !isOf(kind, value) {
		return []string{fmt.Sprintf("%s: %v is no %s", at, value, kind)}
	}
	if list, ok := s["enum"].([]any); ok && !holds(list, value) || s["const"] != nil && s["const"] != value {
		return []string{fmt.Sprintf("%s: %v is not among %v%v", at, value, s["enum"], s["const"])}
	}
	for _, key := range []string{"anyOf", "oneOf"} {
		if list, ok := s[key].([]any); ok {
			out = append(out, v.choice(list, value, at)...)
		}
	}
	switch value := value.(type) {
	case map[string]any:
		out = append(out, v.object(s, value, at)...)
	case []any:
		out = append(out, v.array(s, value, at)...)
	case string:
		if p, ok := s["pattern"].(string); ok && !regexp.MustCompile(p).MatchString(value) {
			out = append(out, fmt.Sprintf("%s: %q does not match %s", at, value, p))
		}
	case float64:
		if least, ok := s["minimum"].(float64); ok && value < least {
			out = append(out, fmt.Sprintf("%s: %v is less than %v", at, value, least))
		}
	}
	return out
}

// choice refuses what none of several schemas takes, with the faults of the nearest.
func (v *validator) choice(list []any, value any, at string) []string {
	var nearest []string
	for _, s := range list {
		faults := v.faults(s.(map[string]any), value, at)
		if len(faults) == 0 {
			return nil
		}
		if nearest == nil || len(faults) < len(nearest) {
			nearest = faults
		}
	}
	return nearest
}

func (v *validator) object(s, value map[string]any, at string) []string {
	var out []string
	known, _ := s["properties"].(map[string]any)
	required, _ := s["required"].([]any)
	for _, key := range required {
		if _, ok := value[key.(string)]; !ok {
			out = append(out, fmt.Sprintf("%s: %s is missing", at, key))
		}
	}
	for key, inner := range value {
		if p, ok := known[key].(map[string]any); ok {
			out = append(out, v.faults(p, inner, at+"/"+key)...)
			continue
		}
		switch more := s["additionalProperties"].(type) {
		case bool:
			if !more {
				out = append(out, fmt.Sprintf("%s: %s is not allowed", at, key))
			}
		case map[string]any:
			out = append(out, v.faults(more, inner, at+"/"+key)...)
		}
	}
	return out
}

func (v *validator) array(s map[string]any, value []any, at string) []string {
	var out []string
	each, _ := s["items"].(map[string]any)
	if least, ok := s["minItems"].(float64); ok && float64(len(value)) < least {
		out = append(out, fmt.Sprintf("%s: %d are fewer than %v", at, len(value), least))
	}
	for i, inner := range value {
		if each != nil {
			out = append(out, v.faults(each, inner, fmt.Sprintf("%s/%d", at, i))...)
		}
	}
	return out
}

func isOf(kind string, value any) bool {
	switch value := value.(type) {
	case nil:
		return kind == "null"
	case bool:
		return kind == "boolean"
	case string:
		return kind == "string"
	case float64:
		return kind == "number" || kind == "integer" && value == float64(int64(value))
	case []any:
		return kind == "array"
	}
	return kind == "object"
}

func holds(list []any, value any) bool {
	for _, one := range list {
		if reflect.DeepEqual(one, value) {
			return true
		}
	}
	return false
}
