package pipeline

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/studio/review"
)

// notDecisions begin the codes of faults and of what the editions found, which
// no correction of the review copy overrules.
var notDecisions = []string{"tree-", "epub-", "pdf-", "layout-", "style-", "face-", "glyph-", "document-", "picture-", "check-", "package-"}

// Every decision that an editor meets says how it is overruled.
func TestEveryDecisionHasARemedy(t *testing.T) {
	for _, code := range diag.Codes() {
		faulty := slices.ContainsFunc(notDecisions, func(p string) bool { return strings.HasPrefix(string(code), p) })
		if !faulty && review.Remedy(string(code)) == "" {
			t.Errorf("review says nothing about how %s is overruled", code)
		}
	}
}

// The log's form is a promise to other programs: its keys, their types and
// their values.
func TestLogHasItsForm(t *testing.T) {
	log := &diag.Log{}
	if _, err := understandAll(t.Context(), sampleJob(t), log); err != nil {
		t.Fatal(err)
	}
	log.Add(diag.Diagnostic{Code: "test", Severity: diag.Warning, Hint: "h", Dropped: "d", Replaced: "r", RunnerUp: "item, 0.31", Excerpt: "e"})
	var file struct {
		Format, Source string
		Decisions      []map[string]any
	}
	if err := json.Unmarshal(LogJSON("r.txt", findingsIn(log)), &file); err != nil || file.Format != "octavo-log/1" || file.Source != "r.txt" {
		t.Fatalf("%v, %q, %q", err, file.Format, file.Source)
	}
	seen := map[string]bool{}
	for _, d := range file.Decisions {
		for key, value := range d {
			seen[key] = true
			if !logValue(key, value) {
				t.Errorf("%s is %v", key, value)
			}
		}
		for _, key := range []string{"code", "severity", "pos", "rule", "message", "confidence"} {
			if _, has := d[key]; !has {
				t.Errorf("no %s in %v", key, d)
			}
		}
	}
	if len(seen) != 11 {
		t.Errorf("keys %v", seen)
	}
}

func logValue(key string, value any) bool {
	switch key {
	case "code", "rule", "message", "hint", "excerpt", "dropped", "replaced", "runner_up":
		_, ok := value.(string)
		return ok
	case "severity":
		return value == "info" || value == "warning" || value == "error"
	case "confidence":
		n, ok := value.(float64)
		return ok && n > 0 && n <= 1
	case "pos":
		pos, ok := value.(map[string]any)
		for k, v := range pos {
			_, number := v.(float64)
			_, text := v.(string)
			ok = ok && (k == "file" && text || (k == "line" || k == "col") && number)
		}
		return ok
	}
	return false
}
