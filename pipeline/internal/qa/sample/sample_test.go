package sample

import "testing"

func TestSampleIsUnderstood(t *testing.T) {
	doc, err := Document()
	if err != nil || len(doc.Blocks) == 0 {
		t.Errorf("%v, %v", doc, err)
	}
}
