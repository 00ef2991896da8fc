package ast

import (
	"testing"

	"octavo/pipeline/diag"
)

func TestExamplesAreSound(t *testing.T) {
	for _, e := range append(All(), Generated()...) {
		var log diag.Log
		Check(e.Doc, &log)
		for _, d := range log.All() {
			t.Errorf("%s: %s: %s", e.Name, d.Code, d.Message)
		}
	}
}
