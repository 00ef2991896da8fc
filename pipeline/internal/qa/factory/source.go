package factory

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Repository is a public repository of Markdown at a commit.
type Repository struct {
	Repo    string   `json:"repo"` // OWNER/NAME
	Commit  string   `json:"commit"`
	Lang    string   `json:"lang"`
	Under   []string `json:"under"`   // beginnings of paths
	Without []string `json:"without"` // parts of paths: texts that are kept for measuring, and pages that are no papers
}

//go:embed sources.json
var sources []byte

// source is a paper in Markdown, read as blocks.
type source struct {
	name   string
	title  string
	blocks []Block
	notes  map[string]string // by their name in the Markdown
}

// pool is what the texts of a language are made of.
type pool struct {
	sources   []source
	sentences []string
	headings  []string
}

// Least and most bytes of a file that is taken.
const (
	leastSource = 3000
	mostSource  = 120000
)

// perRepository is how many files of a repository are read.
const perRepository = 40

// loadPools reads the sources from the git folders OWNER+NAME/repo under mirrors.
func loadPools(mirrors string, random *rand.Rand) (map[string]*pool, error) {
	var repos []Repository
	if err := json.Unmarshal(sources, &repos); err != nil {
		return nil, err
	}
	pools := map[string]*pool{}
	for _, r := range repos {
		if pools[r.Lang] == nil {
			pools[r.Lang] = &pool{}
		}
		if err := r.load(mirrors, random, pools[r.Lang]); err != nil {
			return nil, fmt.Errorf("%s: %w", r.Repo, err)
		}
	}
	return pools, nil
}

func (r Repository) load(mirrors string, random *rand.Rand, into *pool) error {
	dir := "--git-dir=" + filepath.Join(mirrors, strings.Replace(r.Repo, "/", "+", 1), "repo")
	list, err := exec.Command("git", dir, "ls-tree", "-r", "-l", "-z", r.Commit).Output()
	if err != nil {
		return err
	}
	paths := r.paths(string(list))
	random.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
	for _, path := range paths[:min(perRepository, len(paths))] {
		text, err := exec.Command("git", dir, "show", r.Commit+":"+path).Output()
		if err != nil {
			return err
		}
		into.take(readMarkdown(r.Repo+" "+path, string(text)))
	}
	return nil
}

// paths picks the files that may be taken, from git's list.
func (r Repository) paths(list string) []string {
	var out []string
	for entry := range strings.SplitSeq(list, "\x00") {
		fields, path, _ := strings.Cut(entry, "\t")
		size := 0
		if f := strings.Fields(fields); len(f) == 4 {
			fmt.Sscan(f[3], &size)
		}
		begins := func(p string) bool { return strings.HasPrefix(path, p) }
		holds := func(p string) bool { return strings.Contains(path, p) }
		if strings.HasSuffix(path, ".md") && size >= leastSource && size <= mostSource &&
			slices.ContainsFunc(r.Under, begins) && !slices.ContainsFunc(r.Without, holds) {
			out = append(out, path)
		}
	}
	return out
}

// take adds a source to the pool, with its sentences and headings.
func (p *pool) take(s source) {
	if s.title == "" || len(s.blocks) < 8 {
		return
	}
	p.sources = append(p.sources, s)
	for _, b := range s.blocks {
		text := noteCall.ReplaceAllString(b.Text, "")
		switch {
		case b.Label == 'P':
			p.sentences = append(p.sentences, sentencesOf(text)...)
		case b.Label == 'H' && b.Mark == "" && !counts.MatchString(text) && len(text) > 5 && len(text) < 60:
			p.headings = append(p.headings, text)
		}
	}
}

// counts finds headings that have a number of their own.
var counts = regexp.MustCompile(`^(?:\p{Lu}?\pL*\.?\s?|§ *)[\dIVX]+\b`)

var sentenceEnd = regexp.MustCompile(`\pL{3}[.?] +\p{Lu}`)

// sentencesOf cuts a paragraph into sentences that can stand alone.
func sentencesOf(text string) []string {
	var out []string
	for {
		at := sentenceEnd.FindStringIndex(text)
		one := text
		if at != nil {
			one = text[:at[0]+strings.IndexAny(text[at[0]:], ".?")+1]
		}
		if proper.MatchString(one) && len(one) > 40 && len(one) < 400 {
			out = append(out, one)
		}
		if at == nil {
			return out
		}
		text = strings.TrimSpace(text[len(one):])
	}
}

var proper = regexp.MustCompile(`^\p{Lu}[^{}|<>]*\pL[.?]$`)
