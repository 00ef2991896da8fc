// Package pattern holds regular expressions that are compiled when they are first asked:
// a run asks few of the hundreds that the readers of all formats have, and to compile them
// all took a tenth of the time of a short report.
package pattern

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression by the syntax of package regexp. It is safe for
// concurrent use. Its methods are those of regexp.Regexp that are used.
type Pattern struct {
	source string
	get    func() *regexp.Regexp
}

// all are the patterns that were made, for the test that compiles each.
var (
	mu  sync.Mutex
	all []*Pattern
)

// Of makes a pattern; one that is no regular expression panics when it is first asked, and
// fails the test of package pipeline that compiles all patterns.
func Of(source string) *Pattern {
	p := &Pattern{source: source}
	p.get = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source) })
	mu.Lock()
	defer mu.Unlock()
	all = append(all, p)
	return p
}

// All returns the patterns that were made so far.
func All() []*Pattern {
	mu.Lock()
	defer mu.Unlock()
	return append([]*Pattern(nil), all...)
}

// Check returns the error of a pattern that is no regular expression.
func (p *Pattern) Check() error {
	_, err := regexp.Compile(p.source)
	return err
}

// String is that of regexp.Regexp.
func (p *Pattern) String() string { return p.source }

// MatchString is that of regexp.Regexp.
func (p *Pattern) MatchString(s string) bool { return p.get().MatchString(s) }

// Match is that of regexp.Regexp.
func (p *Pattern) Match(b []byte) bool { return p.get().Match(b) }

// Find is that of regexp.Regexp.
func (p *Pattern) Find(b []byte) []byte { return p.get().Find(b) }

// FindString is that of regexp.Regexp.
func (p *Pattern) FindString(s string) string { return p.get().FindString(s) }

// FindIndex is that of regexp.Regexp.
func (p *Pattern) FindIndex(b []byte) []int { return p.get().FindIndex(b) }

// FindStringIndex is that of regexp.Regexp.
func (p *Pattern) FindStringIndex(s string) []int { return p.get().FindStringIndex(s) }

// FindSubmatch is that of regexp.Regexp.
func (p *Pattern) FindSubmatch(b []byte) [][]byte { return p.get().FindSubmatch(b) }

// FindStringSubmatch is that of regexp.Regexp.
func (p *Pattern) FindStringSubmatch(s string) []string { return p.get().FindStringSubmatch(s) }

// FindSubmatchIndex is that of regexp.Regexp.
func (p *Pattern) FindSubmatchIndex(b []byte) []int { return p.get().FindSubmatchIndex(b) }

// FindStringSubmatchIndex is that of regexp.Regexp.
func (p *Pattern) FindStringSubmatchIndex(s string) []int { return p.get().FindStringSubmatchIndex(s) }

// FindAllStringIndex is that of regexp.Regexp.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.get().FindAllStringIndex(s, n)
}

// ReplaceAllString is that of regexp.Regexp.
func (p *Pattern) ReplaceAllString(src, repl string) string {
	return p.get().ReplaceAllString(src, repl)
}

// ReplaceAllLiteralString is that of regexp.Regexp.
func (p *Pattern) ReplaceAllLiteralString(s, r string) string {
	return p.get().ReplaceAllLiteralString(s, r)
}

// Split is that of regexp.Regexp.
func (p *Pattern) Split(s string, n int) []string { return p.get().Split(s, n) }

// FindAllStringSubmatch is that of regexp.Regexp.
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.get().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex is that of regexp.Regexp.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.get().FindAllStringSubmatchIndex(s, n)
}

// FindAllSubmatch is that of regexp.Regexp.
func (p *Pattern) FindAllSubmatch(b []byte, n int) [][][]byte {
	return p.get().FindAllSubmatch(b, n)
}

// FindAllSubmatchIndex is that of regexp.Regexp.
func (p *Pattern) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return p.get().FindAllSubmatchIndex(b, n)
}

// ReplaceAllStringFunc is that of regexp.Regexp.
func (p *Pattern) ReplaceAllStringFunc(s string, f func(string) string) string {
	return p.get().ReplaceAllStringFunc(s, f)
}

// ReplaceAllFunc is that of regexp.Regexp.
func (p *Pattern) ReplaceAllFunc(src []byte, f func([]byte) []byte) []byte {
	return p.get().ReplaceAllFunc(src, f)
}

// ReplaceAll is that of regexp.Regexp.
func (p *Pattern) ReplaceAll(src, repl []byte) []byte { return p.get().ReplaceAll(src, repl) }
