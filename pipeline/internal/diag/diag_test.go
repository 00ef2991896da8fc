package diag

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
)

func TestPosSaysWhatIsKnown(t *testing.T) {
	for pos, want := range map[Pos]string{
		{}:                               "",
		{File: "a.txt"}:                  "a.txt",
		{File: "a.txt", Line: 3}:         "a.txt:3",
		{File: "a.txt", Line: 3, Col: 7}: "a.txt:3:7",
	} {
		if got := pos.String(); got != want {
			t.Errorf("%+v: %q, want %q", pos, got, want)
		}
		if pos.IsValid() != (pos.Line > 0) {
			t.Errorf("%+v: valid is %v", pos, pos.IsValid())
		}
	}
}

func TestLogOrderDoesNotDependOnConcurrency(t *testing.T) {
	want := []Diagnostic{
		{Code: "a-code", Pos: Pos{File: "a", Line: 1}, Message: "x", Confidence: 1},
		{Code: "b-code", Pos: Pos{File: "a", Line: 1}, Message: "w", Confidence: 1},
		{Code: "b-code", Pos: Pos{File: "a", Line: 1}, Message: "x", Confidence: 1},
		{Code: "a-code", Pos: Pos{File: "a", Line: 1, Col: 2}, Confidence: 0.5},
		{Code: "a-code", Pos: Pos{File: "a", Line: 2}, Confidence: 1},
		{Code: "a-code", Pos: Pos{File: "b", Line: 1}, Confidence: 1},
	}
	log := &Log{}
	var wait sync.WaitGroup
	for _, d := range want {
		if d.Confidence == 1 {
			d.Confidence = 0 // not given: certain
		}
		wait.Go(func() { log.Add(d) })
	}
	wait.Wait()
	if got := log.All(); !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestEqualFindingsKeepTheirOrderOfArrival(t *testing.T) {
	log := &Log{}
	for i := range 20 {
		log.Add(Diagnostic{Code: "same", Excerpt: fmt.Sprint(i)})
	}
	for i, d := range log.All() {
		if d.Excerpt != fmt.Sprint(i) {
			t.Fatalf("finding %d is the one of arrival %s", i, d.Excerpt)
		}
	}
}

func TestDoubtful(t *testing.T) {
	for _, c := range []struct {
		d    Diagnostic
		want bool
	}{
		{Diagnostic{Confidence: DoubtBelow}, false},
		{Diagnostic{Confidence: DoubtBelow - 0.01}, true},
		{Diagnostic{Confidence: 1, Severity: Warning}, true},
		{Diagnostic{Confidence: 1, Severity: Error}, true},
		{Diagnostic{Confidence: 1}, false},
	} {
		if got := c.d.Doubtful(); got != c.want {
			t.Errorf("%+v: %v", c.d, got)
		}
	}
}

func TestHasErrors(t *testing.T) {
	log := &Log{}
	log.Add(Diagnostic{Severity: Warning})
	if log.HasErrors() {
		t.Error("a warning is no error")
	}
	log.Add(Diagnostic{Severity: Error})
	if !log.HasErrors() || log.Count(func(Diagnostic) bool { return true }) != 2 {
		t.Error("the error went unnoticed")
	}
}

// The log file's form is what others read: names, not numbers, and nothing for
// what is not known.
func TestDiagnosticAsJSON(t *testing.T) {
	got, err := json.Marshal(Diagnostic{Code: "heading-numbered", Severity: Warning, Pos: Pos{Line: 4}, Rule: "r", Message: "m", Confidence: 0.5})
	want := `{"code":"heading-numbered","severity":"warning","pos":{"line":4},"rule":"r","message":"m","confidence":0.5}`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
}

func TestCodesAreRegisteredOnce(t *testing.T) {
	Register(map[Code]string{"test-two": "second", "test-one": "first"})
	if got := Codes(); !slices.IsSorted(got) || !slices.Contains(got, "test-one") || Meaning("test-two") != "second" {
		t.Errorf("%v", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a code was taken twice")
		}
	}()
	Register(map[Code]string{"test-one": "again"})
}
