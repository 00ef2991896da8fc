package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDiff(t *testing.T) {
	for _, c := range []struct{ name, want, got, diff string }{
		{"equal", "a\nb\n", "a\nb\n", ""},
		{"changed", "a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nX\nf\n", "    2   b\n    3   c\n    4   d\n    5 - e\n    5 + X\n"},
		{"added", "a\n", "a\nb\n", "    1   a\n    2 + b\n"},
		{"taken away", "a\nb\n", "b\n", "    1 - a\n"},
		{"repeated", "a\na\n", "a\na\na\n", "    1   a\n    2   a\n    3 + a\n"},
		{"blanks", "a b", "a\u00a0b", "    1 - a b\n    1 + a⍽b\n"},
		{"no last line end", "a\n", "a", "    1   a\n    2 - \n"},
	} {
		if got := Diff(c.want, c.got); got != c.diff {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.diff)
		}
	}
	long := Diff("", strings.Repeat("x\n", 60)+"y")
	if !strings.HasSuffix(long, "+ … and 21 lines more\n") {
		t.Errorf("long: %s", long)
	}
}

// failing records a failure instead of failing the test.
type failing struct {
	testing.TB
	failed bool
}

func (f *failing) Helper()               {}
func (f *failing) Errorf(string, ...any) { f.failed = true }
func (f *failing) Fatalf(string, ...any) { f.failed = true }

// A helper that never fails would make every golden test one that cannot.
func TestWhatDiffersOrIsMissingFails(t *testing.T) {
	if Update() {
		t.Skip("-update writes what is compared")
	}
	file := filepath.Join(t.TempDir(), "a.golden")
	if err := os.WriteFile(file, []byte("a\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		run   func(testing.TB)
		fails bool
	}{
		"equal":           {func(t testing.TB) { Compare(t, file, "a\n") }, false},
		"different":       {func(t testing.TB) { Compare(t, file, "b\n") }, true},
		"missing":         {func(t testing.TB) { Compare(t, file+"x", "") }, true},
		"equal bytes":     {func(t testing.TB) { CompareBytes(t, file, []byte("a\n")) }, false},
		"different bytes": {func(t testing.TB) { CompareBytes(t, file, nil) }, true},
		"files":           {func(t testing.TB) { Files(t, file) }, false},
		"no files":        {func(t testing.TB) { Files(t, file+"*.md") }, true},
		"cases":           {func(t testing.TB) { HaveCases(t, file, []string{"a"}) }, false},
		"golden too many": {func(t testing.TB) { HaveCases(t, file, nil) }, true},
		"case too many":   {func(t testing.TB) { HaveCases(t, file, []string{"a", "b"}) }, true},
	} {
		f := &failing{TB: t}
		c.run(f)
		if f.failed != c.fails {
			t.Errorf("%s: failed is %v", name, f.failed)
		}
	}
}
