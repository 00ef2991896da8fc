package main

import (
	"strings"
	"testing"
)

// Passing tests are silent; what failed is told, and what was left out is named
// with its reason.
func TestReport(t *testing.T) {
	in := `{"Action":"output","Package":"p","Test":"TestA","Output":"--- FAIL: TestA\n"}
{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:3: bad\n"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:4: left out: no corpus\n"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"output","Package":"p","Test":"TestC","Output":"noise\n"}
{"Action":"pass","Package":"p","Test":"TestC"}
{"Action":"output","Package":"p","Output":"FAIL\n"}
{"Action":"fail","Package":"p"}
{"Action":"output","Package":"q","Output":"left out: java is missing\n"}
{"Action":"pass","Package":"q","Elapsed":1.5}
{"Action":"skip","Package":"r"}
{"Action":"build-output","ImportPath":"s","Output":"s.go:1: syntax\n"}
not json
`
	var out, left strings.Builder
	if err := report(strings.NewReader(in), &out, &left); err != nil {
		t.Fatal(err)
	}
	want := "--- FAIL: TestA\n    a_test.go:3: bad\nFAIL\nFAIL p\nok   q 1.5s\ns.go:1: syntax\nnot json\n"
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", out.String(), want)
	}
	want = "left out: TestB in p: no corpus\nleft out: java is missing (q)\n"
	if left.String() != want {
		t.Errorf("left out:\n%s\nwant:\n%s", left.String(), want)
	}
}
