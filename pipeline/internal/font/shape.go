package font

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// Feature is an OpenType feature and its value, as {"onum", 1}.
type Feature struct {
	Tag   string
	Value int
}

// Glyph is a shaped glyph, in font units. Cluster is the byte offset in the
// text of the first character that the glyph stands for; glyphs with equal
// Cluster form one cluster.
type Glyph struct {
	ID      uint16
	DX, DY  int16
	Cluster int32
	Advance int32 // with kerning
}

// Shaped is a word's glyphs in the order of its characters: from left to right, or
// from right to left where it was shaped so. It is shared: never change it.
type Shaped struct {
	Glyphs []Glyph
	Width  int // sum of the advances
}

// maxWords bounds a shaper's memory: a text with more distinct words than this
// starts its cache anew. The result is the same.
const maxWords = 1 << 16

// Shaper shapes with one face, one language and one set of features. It keeps
// every word it has shaped and is safe for concurrent use.
type Shaper struct {
	face     *Face
	lang     language.Language
	features []harfbuzz.Feature

	mu    sync.RWMutex
	words map[string]*Shaped
	kerns map[[2]rune]int
}

// Shaper returns the face's shaper for a language (BCP 47, or "") and features;
// equal arguments give the same shaper. Features that the face lacks do
// nothing, and a tag that is not four letters is left out.
func (f *Face) Shaper(lang string, features []Feature) *Shaper {
	key := shaperKey(lang, features)
	f.mu.Lock()
	defer f.mu.Unlock()
	sh := f.shapers[key]
	if sh == nil {
		sh = &Shaper{face: f, lang: language.NewLanguage(lang), words: map[string]*Shaped{}, kerns: map[[2]rune]int{}}
		for _, ft := range features {
			if len(ft.Tag) == 4 {
				sh.features = append(sh.features, harfbuzz.Feature{
					Tag: ot.MustNewTag(ft.Tag), Value: uint32(ft.Value),
					Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd,
				})
			}
		}
		f.shapers[key] = sh
	}
	return sh
}

func shaperKey(lang string, features []Feature) string {
	var b strings.Builder
	b.WriteString(lang)
	for _, ft := range features {
		b.WriteString(" " + ft.Tag + "=" + strconv.Itoa(ft.Value))
	}
	return b.String()
}

// Face returns the shaper's face.
func (sh *Shaper) Face() *Face { return sh.face }

// Shape returns the glyphs of a word: text without spaces, in one script from
// left to right. A character that the face lacks becomes glyph 0, so ask
// Covers first.
func (sh *Shaper) Shape(word string) *Shaped {
	return sh.kept(word, word, harfbuzz.LeftToRight)
}

// ShapeBack returns the glyphs of a word that is written from right to left: the
// first of them stands rightmost, letters are joined and brackets turned round.
func (sh *Shaper) ShapeBack(word string) *Shaped {
	return sh.kept("\x00"+word, word, harfbuzz.RightToLeft)
}

// kept shapes a word unless it was shaped before under key.
func (sh *Shaper) kept(key, word string, dir harfbuzz.Direction) *Shaped {
	sh.mu.RLock()
	s := sh.words[key]
	sh.mu.RUnlock()
	if s != nil {
		return s
	}
	s = sh.face.shape(word, dir, sh)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if len(sh.words) >= maxWords {
		sh.words = map[string]*Shaped{}
	}
	sh.words[key] = s
	return s
}

// Kern returns what the face's kerning adds to the advance of a before b, in
// font units.
func (sh *Shaper) Kern(a, b rune) int {
	pair := [2]rune{a, b}
	sh.mu.RLock()
	kern, known := sh.kerns[pair]
	sh.mu.RUnlock()
	if known {
		return kern
	}
	kern = sh.Shape(string(pair[:])).Width - sh.Shape(string(a)).Width - sh.Shape(string(b)).Width
	sh.mu.Lock()
	defer sh.mu.Unlock()
	sh.kerns[pair] = kern
	return kern
}

// worker is what one goroutine shapes with: go-text's faces and buffers may
// not be shared.
type worker struct {
	font  *harfbuzz.Font
	buf   *harfbuzz.Buffer
	runes []rune
	at    []int32 // byte offset of each rune
}

func (f *Face) takeWorker() *worker {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(f.free); n > 0 {
		w := f.free[n-1]
		f.free = f.free[:n-1]
		return w
	}
	return &worker{font: harfbuzz.NewFont(font.NewFace(f.file)), buf: harfbuzz.NewBuffer()}
}

func (f *Face) giveWorker(w *worker) {
	f.mu.Lock()
	f.free = append(f.free, w)
	f.mu.Unlock()
}

func (f *Face) shape(word string, dir harfbuzz.Direction, sh *Shaper) (shaped *Shaped) {
	if f.Guarded {
		defer func() {
			if recover() != nil {
				shaped = f.plain(word)
			}
		}()
	}
	w := f.takeWorker()
	defer f.giveWorker(w)
	w.load(word, dir, sh.lang)
	w.buf.Shape(w.font, sh.features)
	return w.result()
}

// plain sets a word glyph by glyph, as cmap and hmtx say.
func (f *Face) plain(word string) *Shaped {
	s := &Shaped{}
	for i, r := range word {
		id, _ := f.Glyph(r)
		advance := int32(f.Advance(id))
		s.Glyphs = append(s.Glyphs, Glyph{ID: id, Cluster: int32(i), Advance: advance})
		s.Width += int(advance)
	}
	return s
}

func (w *worker) load(word string, dir harfbuzz.Direction, lang language.Language) {
	w.runes, w.at = w.runes[:0], w.at[:0]
	for i, r := range word {
		w.runes, w.at = append(w.runes, r), append(w.at, int32(i))
	}
	w.buf.Clear()
	w.buf.AddRunes(w.runes, 0, -1)
	w.buf.Props = harfbuzz.SegmentProperties{
		Language: lang, Script: scriptOf(w.runes), Direction: dir,
	}
}

// scriptOf is the script of the first letter: words are not split by script,
// as the house faces' kerning does not cross scripts either.
func scriptOf(runes []rune) language.Script {
	for _, r := range runes {
		if s := language.LookupScript(r); s.Strong() {
			return s
		}
	}
	return language.Latin
}

func (w *worker) result() *Shaped {
	s := &Shaped{Glyphs: make([]Glyph, len(w.buf.Info))}
	for i, info := range w.buf.Info {
		pos := w.buf.Pos[i]
		s.Glyphs[i] = Glyph{
			ID: uint16(info.Glyph), DX: int16(pos.XOffset), DY: int16(pos.YOffset),
			Cluster: w.at[info.Cluster], Advance: pos.XAdvance,
		}
		s.Width += int(pos.XAdvance)
	}
	if w.buf.Props.Direction == harfbuzz.RightToLeft {
		slices.Reverse(s.Glyphs)
	}
	return s
}

// Merge returns base with the features of more, a later value replacing an
// earlier one, sorted by tag.
func Merge(base []Feature, more ...Feature) []Feature {
	out := append(slices.Clone(base), more...)
	slices.SortStableFunc(out, func(a, b Feature) int { return strings.Compare(a.Tag, b.Tag) })
	kept := out[:0]
	for i, f := range out {
		if i+1 == len(out) || out[i+1].Tag != f.Tag {
			kept = append(kept, f)
		}
	}
	return kept
}
