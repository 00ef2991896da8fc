package layout

import (
	"strconv"
	"sync"

	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/hyphen"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/style"
)

// typeface is a face at a size with features and a language: all that shaping
// needs to know of a style. It keeps the form of every word it has met.
type typeface struct {
	s       *setter
	st      *style.Computed
	face    *font.Face
	shaper  *font.Shaper
	size    geom.Length
	space   geom.Length // width of a word space
	blank   inked       // the glyph of a space
	upper   bool        // draws small letters as capitals
	hyphens *hyphen.Language
	hyphen  *part // the hyphen that the program adds
	// small draws small capitals where the face has none: capitals of about
	// the x height. It is nil where it is not needed.
	small *typeface
	// back says that the style's language is written from right to left.
	back bool
	// ascent and descent are those of a line in this style alone.
	ascent, descent geom.Length

	mu    sync.RWMutex
	words map[string]*form
}

// maxForms bounds a typeface's memory; beyond it words are formed anew.
const maxForms = 1 << 16

// typeface returns the typeface of a style, the same one for equal styles.
func (s *setter) typeface(st *style.Computed) *typeface {
	var room [128]byte
	key := faceKey(room[:0], st)
	s.mu.RLock()
	tf := s.faces[string(key)] // which makes no string
	s.mu.RUnlock()
	if tf != nil {
		return tf
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if tf = s.faces[string(key)]; tf == nil {
		own := *st // the caller may change its style later
		tf = s.newTypeface(&own)
		s.faces[string(key)] = tf
	}
	return tf
}

// faceKey appends to b all that newTypeface looks at.
func faceKey(b []byte, st *style.Computed) []byte {
	for _, family := range st.FontFamily {
		b = append(append(b, family...), ',')
	}
	for _, f := range st.FontFeatures {
		b = append(append(b, f.Tag...), byte('0'+f.Value))
	}
	for _, n := range [...]int64{
		int64(st.FontSize), int64(st.FontMin), int64(st.FontWeight), int64(st.LineHeight), int64(st.LetterSpacing),
		int64(st.TextTransform), int64(btoi(st.Italic)), int64(btoi(st.Hyphens)),
	} {
		b = strconv.AppendInt(append(b, ';'), n, 36)
	}
	return append(append(b, ';'), st.Lang...)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// newTypeface makes a typeface. A face that cannot be loaded is reported, and
// the set's own stand-in takes its place.
func (s *setter) newTypeface(st *style.Computed) *typeface {
	face, err := s.fonts.Face(st.FontFamily, st.FontWeight, st.Italic)
	if err != nil {
		s.reportFace(err)
		face = s.fonts.StandIn()
	}
	tf := s.sized(st, face, st.FontSize)
	tf.back = meta.RightToLeft(st.Lang)
	if st.TextTransform == style.SmallCaps && !face.HasFeature("smcp") {
		tf.small = s.sized(st, face, st.AtLeast(st.FontSize.MulDiv(int64(face.XHeight)*108, int64(face.CapHeight)*100)))
		tf.small.upper = true
	}
	return tf
}

// sized makes a typeface of a face and a size.
func (s *setter) sized(st *style.Computed, face *font.Face, size geom.Length) *typeface {
	tf := &typeface{s: s, st: st, face: face, size: size, words: map[string]*form{}}
	tf.shaper = face.Shaper(st.Lang, features(st, face))
	tf.upper = st.TextTransform == style.Uppercase
	if st.Hyphens {
		tf.hyphens = hyphen.For(st.Lang)
	}
	tf.hyphen = tf.newHyphen()
	if id, ok := face.Glyph(' '); ok {
		tf.blank = inked{id: id, plain: tf.scale(face.Advance(id))}
		tf.space = tf.blank.plain + st.LetterSpacing
	} else {
		tf.space = size / 4
	}
	a, d := tf.scale(face.Ascent), tf.scale(-face.Descent)
	tf.ascent = a + (st.LineHeight-a-d)/2 // half-leading (CSS 2.2, 10.8.1)
	tf.descent = st.LineHeight - tf.ascent
	return tf
}

// features are the style's, with small capitals where the face has them.
func features(st *style.Computed, face *font.Face) []font.Feature {
	var out []font.Feature
	for _, f := range st.FontFeatures {
		out = append(out, font.Feature(f))
	}
	if st.TextTransform == style.SmallCaps && face.HasFeature("smcp") {
		out = append(out, font.Feature{Tag: "smcp", Value: 1})
	}
	if st.LetterSpacing != 0 {
		out = append(out, font.Feature{Tag: "liga", Value: 0}) // CSS Text 3, 8.2
	}
	return font.Merge(out)
}

func (tf *typeface) scale(units int) geom.Length {
	return tf.size.MulDiv(int64(units), int64(tf.face.UnitsPerEm))
}

// in returns the same style in another face, for characters that tf's lacks.
func (tf *typeface) in(face *font.Face) *typeface { return tf.s.sized(tf.st, face, tf.size) }

// form returns the form of a word: text without spaces, all of which runs from left
// to right, or back.
func (tf *typeface) form(word string, back bool) *form {
	key := word
	if back {
		key = "\x00" + word
	}
	tf.mu.RLock()
	f := tf.words[key]
	tf.mu.RUnlock()
	if f != nil {
		return f
	}
	f = tf.newForm(word, back)
	tf.mu.Lock()
	defer tf.mu.Unlock()
	if len(tf.words) >= maxForms {
		tf.words = map[string]*form{}
	}
	tf.words[key] = f
	return f
}
