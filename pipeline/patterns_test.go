package pipeline

import (
	"testing"

	"octavo/pipeline/internal/pattern"
)

// Patterns are compiled when they are first asked, so that a broken one would show late.
func TestPatternsCompile(t *testing.T) {
	all := pattern.All()
	if len(all) < 100 {
		t.Errorf("%d patterns", len(all))
	}
	for _, p := range all {
		if err := p.Check(); err != nil {
			t.Errorf("%s: %v", p, err)
		}
	}
}
