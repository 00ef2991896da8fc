package odt_test

import (
	"testing"

	"octavo/pipeline/internal/qa/officetest"
)

func TestElements(t *testing.T) {
	sample := func(where, element string) []byte {
		auto, body := "", ""
		switch where {
		case "block":
			body = "<text:p>voor</text:p>" + element + "<text:p>na</text:p>"
		case "inline":
			body = "<text:p>voor" + element + "<text:span> na</text:span></text:p>"
		case "props":
			auto = `<style:style style:name="T" style:family="text"><style:text-properties ` + element + `/></style:style>`
			body = `<text:p>voor <text:span text:style-name="T">woord</text:span> na</text:p>`
		}
		return build(t, officetest.Parts("auto", auto, "body", body))
	}
	word := map[string]string{"block": "<text:p>woord</text:p>", "inline": "woord"}
	officetest.Elements(t, "testdata/elements.tsv", sample, word, reader)
}
