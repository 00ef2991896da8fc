package factory

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"octavo/pipeline/internal/hyphen"
)

// Order is what to make.
type Order struct {
	Mirrors string // folder of the git folders OWNER+NAME/repo of the sources
	Cache   string // folder of programs that are not on the path
	Out     string // folder to write raw/, labels/ and manifest.json into
	Count   int
	Seed    uint64
}

// made is a text's row in the manifest that is written.
type made struct {
	Name    string `json:"name"`
	Family  string `json:"family"` // by genre
	Lang    string `json:"lang"`
	Program string `json:"program"`
	Source  string `json:"source,omitempty"`
}

// count is what came of the texts of a program.
type count struct{ texts, lines, labelled, pages, dropped int }

// Make makes the texts, the same ones from the same seed, sources and programs,
// and says on w what came of them.
func Make(o Order, w io.Writer) error {
	pools, err := loadPools(o.Mirrors, rand.New(rand.NewPCG(o.Seed, 0)))
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "factory")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	shop := workshop{dir, o.Cache}
	if err := o.folders(); err != nil {
		return err
	}
	return o.makeAll(w, pools, shop, shop.available(w))
}

// available are the programs that are there, each as often as it is to set a
// paper; what is missing is said.
func (w workshop) available(to io.Writer) []program {
	var out []program
	for _, p := range programs {
		var missing error
		for _, name := range p.needs {
			if _, err := w.find(name); err != nil {
				missing = errors.Join(missing, err)
			}
		}
		if missing != nil {
			fmt.Fprintf(to, "left out: %s: %v\n", p.name, missing)
			continue
		}
		out = append(out, slices.Repeat([]program{p}, p.most)...)
	}
	return append(out, slices.Repeat([]program{{name: "own"}}, ownTexts)...)
}

// ownTexts is how much of the texts is set by the pager, against the programs.
const ownTexts = 5

func (o Order) makeAll(w io.Writer, pools map[string]*pool, shop workshop, able []program) error {
	langs := slices.Sorted(maps.Keys(pools))
	counts := map[string]*count{}
	var manifest []made
	for i := range o.Count {
		m, lang, err := o.maker(i, langs)
		if err != nil {
			return err
		}
		m.pool = pools[lang]
		g := genres[i%len(genres)]
		d := m.compose(g, lang)
		p := pick(m, able)
		t := made{fmt.Sprintf("made-%s-%03d", g.name, i), "made-" + g.name, lang, p.name, d.Source}
		if counts[p.name] == nil {
			counts[p.name] = &count{}
		}
		set, err := m.set(p, shop, d, counts[p.name])
		if err != nil {
			fmt.Fprintf(w, "left out: %s: %v\n", t.Name, err)
			continue
		}
		if err := o.write(t, d, m.roughen(set)); err != nil {
			return err
		}
		manifest = append(manifest, t)
	}
	report(w, counts)
	return o.writeManifest(manifest)
}

// maker is what makes the i-th text, in one of the languages: its choices are its
// own, so that no text depends on another's.
func (o Order) maker(i int, langs []string) (*maker, string, error) {
	m := &maker{Rand: rand.New(rand.NewPCG(o.Seed, uint64(i+1)))}
	lang := pick(m, langs)
	words, err := readLexicon(lang)
	m.words = words
	return m, lang, err
}

// set sets a paper by a program and labels its lines; c counts.
func (m *maker) set(p program, shop workshop, d *Document, c *count) ([]line, error) {
	var set []line
	if p.render == nil {
		set = m.pager(d.Lang).pages(d)
	} else {
		text, err := p.render(m, shop, d)
		if err != nil {
			return nil, err
		}
		var dropped, pages int
		set, dropped, pages = align(d, text)
		c.dropped, c.pages = c.dropped+dropped, c.pages+pages
	}
	c.texts++
	for _, l := range set {
		if strings.TrimSpace(l.text) != "" {
			c.lines++
			if l.label != 0 {
				c.labelled++
			}
		}
	}
	return set, nil
}

// pager is a random setting of pages, one in three with one line a paragraph.
func (m *maker) pager(lang string) *pager {
	p := &pager{width: 60 + m.IntN(40), height: 35 + m.IntN(25), blank: m.IntN(3), lone: m.chance(2), bracket: m.chance(4)}
	if m.chance(2) {
		p.hyphens = hyphen.For(lang)
	}
	if m.chance(3) {
		p.width, p.height = 0, 0
	}
	return p
}

func report(w io.Writer, counts map[string]*count) {
	fmt.Fprintf(w, "%-10s %6s %8s %9s %6s %14s\n", "", "texts", "lines", "labelled", "pages", "not aligned")
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		c := counts[name]
		fmt.Fprintf(w, "%-10s %6d %8d %9.3f %6d %14d\n", name, c.texts, c.lines, float64(c.labelled)/float64(max(1, c.lines)), c.pages, c.dropped)
	}
}
