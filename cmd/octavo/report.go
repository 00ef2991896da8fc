package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"octavo/pipeline"
)

// report tells in a few lines what was made.
func (b *builder) report(job pipeline.Job, s pipeline.Result, took time.Duration) {
	t := b.env.out
	t.printf("%s: %s\n", t.paint(bold, job.Name), strings.Join([]string{
		count(s.Pages, "page"), count(s.Chapters, "chapter"), count(s.Notes, "note"),
		count(s.Links, "link"), count(s.Dropped, "dropped line"),
		fmt.Sprintf("%.2f seconds", took.Seconds())}, ", "))
	for _, f := range s.Files {
		t.printf("  %-36s %s\n", filepath.Join(b.out, f.Name), f.What)
	}
	b.warn(job, s.Findings)
	if s.Doubtful > 0 {
		where := "octavo inspect --doubtful " + job.Source
		if _, err := os.Stat(job.Source); err != nil { // the sample, or standard input
			where = filepath.Join(b.out, job.Name+".log.json")
		}
		all, _ := decisions(s.Findings)
		t.printf("%s of %d (%d %%) to confirm: %s\n", count(s.Doubtful, "decision"), all, (100*s.Doubtful+all/2)/all, where)
	}
}

// A terminal shows so many warnings, and so many with one code; the log has
// them all.
const (
	maxWarnings = 10
	maxAlike    = 3

	maxConsequences = 10 // of one cause
)

// warn prints the first warnings on standard error, one for each cause: with
// its place, or at least its file, and what follows from it.
func (b *builder) warn(job pipeline.Job, findings []pipeline.Finding) {
	shown, hidden := 0, 0
	alike := map[string]int{}
	for _, c := range pipeline.Causes(findings) {
		if c.Severity != pipeline.SeverityWarning {
			continue
		}
		if alike[c.Code]++; alike[c.Code] > maxAlike || shown == maxWarnings {
			hidden++
			continue
		}
		shown++
		b.env.err.warning(job.Source, c)
	}
	if hidden > 0 {
		b.env.err.printf("and %s, all of them in %s\n", count(hidden, "further warning"), filepath.Join(b.out, job.Name+".log.json"))
	}
}

// warning prints one cause with its consequences.
func (t *terminal) warning(source string, c pipeline.Cause) {
	place := c.Pos.String()
	if place == "" {
		place = source
	}
	t.printf("%s %s: %s\n", t.paint(yellow, "warning:"), place, brief(c.Message))
	shown := c.Consequences[:min(len(c.Consequences), maxConsequences)]
	for _, f := range shown {
		t.printf("         so: %s\n", brief(f.Message))
	}
	if further := len(c.Consequences) - len(shown); further > 0 {
		t.printf("         and %s\n", count(further, "further consequence"))
	}
	if c.Hint != "" {
		t.printf("         %s\n", brief(c.Hint))
	}
}

// maxMessage is how much of a message a terminal shows, in characters: what it quotes may
// be as long as the text. The log has it whole.
const maxMessage = 1000

// brief shortens a message in its middle, which is where it quotes.
func brief(message string) string {
	if len(message) <= maxMessage {
		return message
	}
	signs := []rune(message)
	if len(signs) <= maxMessage {
		return message
	}
	return string(signs[:maxMessage/2]) + " […] " + string(signs[len(signs)-maxMessage/2:])
}

// count gives "1 page", "2 pages".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
