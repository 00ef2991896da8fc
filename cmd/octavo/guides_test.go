package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestGuides runs the guides as their readers do, each from its first command to
// its last in an empty folder. In docs/guide-*.md
//
//   - a block of "sh" is run line by line; a line that must fail ends in
//     "# exit code N";
//   - a block of "text" behind it shows lines that it prints, in their order;
//     "…" stands for what a line goes on with;
//   - a comment "<!-- file: NAME -->" before a block of another kind has its
//     reader write that file.
func TestGuides(t *testing.T) {
	guides, err := filepath.Glob("../../docs/guide-*.md")
	if err != nil || len(guides) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	for _, guide := range guides {
		t.Run(filepath.Base(guide), func(t *testing.T) {
			text, err := os.ReadFile(guide)
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			follow(t, strings.Split(string(text), "\n"))
		})
	}
}

// follow does what the lines of a guide say.
func follow(t *testing.T, lines []string) {
	printed, commands, file := "", 0, ""
	for i := 0; i < len(lines); i++ {
		if name, ok := between(lines[i], "<!-- file: ", " -->"); ok {
			file = name
		}
		kind, fenced := strings.CutPrefix(lines[i], "```")
		if !fenced {
			continue
		}
		begin := i + 1
		for i++; i < len(lines) && lines[i] != "```"; i++ {
		}
		block := lines[begin:i]
		switch {
		case kind == "sh":
			printed = ""
			for _, line := range block {
				printed += command(t, line)
				commands++
			}
		case kind == "text" && printed != "":
			shows(t, printed, block)
		case file != "":
			if err := os.WriteFile(filepath.FromSlash(file), []byte(strings.Join(block, "\n")+"\n"), 0o666); err != nil {
				t.Fatal(err)
			}
			file = ""
		}
	}
	if commands == 0 {
		t.Error("the guide has no command")
	}
}

// command runs one line and returns what it printed.
func command(t *testing.T, line string) string {
	t.Helper()
	line, want, fails := strings.Cut(line, "# exit code ")
	if !fails {
		want = "0"
	}
	args := splitLine(line)
	if len(args) == 0 || args[0] != "octavo" {
		t.Fatalf("%q is no command of octavo", line)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1767225600")
	printed, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	if code := cmd.ProcessState.ExitCode(); strconv.Itoa(code) != strings.TrimSpace(want) {
		t.Errorf("%s\nends with %d, want %s\n%s", line, code, want, printed)
	}
	return string(printed)
}

// splitLine splits a command line at blanks outside quotation marks.
func splitLine(line string) []string {
	quoted := false
	words := strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
	for i, word := range words {
		words[i] = strings.ReplaceAll(word, `"`, "")
	}
	return words
}

// shows demands that the lines stand in what was printed, in their order.
func shows(t *testing.T, printed string, lines []string) {
	t.Helper()
	rest := strings.Split(printed, "\n")
	for _, want := range lines {
		begin, goesOn := strings.CutSuffix(want, "…")
		found := false
		for at, line := range rest {
			if line == want || goesOn && strings.HasPrefix(line, begin) {
				found, rest = true, rest[at+1:]
				break
			}
		}
		if !found {
			t.Errorf("no line %q in\n%s", want, printed)
		}
	}
}
