package diag

import (
	"math/rand/v2"
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

// Editions are made side by side, and what they find comes in any order.
func TestAllKnowsNoOrderOfArrival(t *testing.T) {
	found := []Diagnostic{
		{Code: "b", Excerpt: "1"}, {Code: "a", Excerpt: "3"}, {Code: "a", Excerpt: "2"}, {Code: "a", Message: "m", Excerpt: "0"},
		{Code: "a", Excerpt: "4", Hint: "y"}, {Code: "a", Excerpt: "4", Hint: "x", RunnerUp: "z"}, {Code: "a", Excerpt: "4", Hint: "x"},
	}
	var want []Diagnostic
	for range 20 {
		rand.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
		log := &Log{}
		for _, d := range found {
			log.Add(d)
		}
		got := log.All()
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %+v and %+v", got, want)
		}
	}
	if want[0].Excerpt != "2" || want[5].Excerpt != "0" || want[6].Code != "b" {
		t.Errorf("got the order %+v", want)
	}
}

// The last digits of a confidence are those of a processor's exponential function.
func TestConfidencesKeepSixDigits(t *testing.T) {
	log := &Log{}
	log.Add(Diagnostic{Confidence: 0.8927246063541379})
	if got := log.All()[0].Confidence; got != 0.892725 {
		t.Errorf("got %v", got)
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

func TestNilLogTakesFindings(t *testing.T) {
	var log *Log
	log.Add(Diagnostic{Severity: Error})
	if log.All() != nil || log.HasErrors() || log.Where(Diagnostic.Doubtful).All() != nil {
		t.Error("a nil log holds something")
	}
}

func TestLogIsObserved(t *testing.T) {
	var seen []Diagnostic
	log := &Log{Observe: func(d Diagnostic) { seen = append(seen, d) }}
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() { log.Add(Diagnostic{Code: "a"}) })
	}
	wait.Wait()
	if !slices.Equal(seen, log.All()) {
		t.Errorf("%d findings seen of %d", len(seen), len(log.All()))
	}
}

func TestFaultSaysWhatIsKnown(t *testing.T) {
	for want, f := range map[string]Fault{
		"bad":                {Msg: "bad"},
		"a.txt: bad":         {Pos: Pos{File: "a.txt"}, Msg: "bad"},
		"a.txt:3: bad; mend": {Pos: Pos{File: "a.txt", Line: 3}, Msg: "bad", Remedy: "mend"},
	} {
		if got := f.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
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
