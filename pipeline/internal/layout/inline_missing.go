package layout

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
)

// The findings of setting text.
const (
	CodeGlyphMissing diag.Code = "glyph-missing"
	codeFaceUnusable diag.Code = "face-unusable"
)

var _ = diag.Register(map[diag.Code]string{
	CodeGlyphMissing: "A character is in none of the faces and is shown as an empty box.",
	codeFaceUnusable: "A face cannot be loaded and another one stands in for it.",
})

// lookalikes are drawn as other characters where a face lacks them; the text
// stays what it is.
var lookalikes = map[rune]string{
	'\u2010': "-", '\u2011': "-", '\u2012': "\u2013", '\u2015': "\u2014", '\u2212': "\u2013",
	'\u0132': "IJ", '\u0133': "ij", '\ufb00': "ff", '\ufb01': "fi", '\ufb02': "fl",
	'\u02bc': "\u2019", '\u00b4': "\u2019", '\uf0b7': "\u2022", '\u25cf': "\u2022", '\u00ad': "",
	'\u2027': "\u00b7", '\u204e': "*", '\u2705': "\u2713", '\u274c': "\u2717",
	'\u202f': " ", '\u2009': " ", '\u2007': " ", '\u2002': " ", '\u2003': " ", '\u200a': " ",
}

// segments cuts a word where the typeface changes: capitals for want of small
// capitals, characters that the face lacks. It also returns the characters that
// no face has; they are drawn as glyph 0.
func (tf *typeface) segments(word string) ([]segment, []rune) {
	if tf.small == nil && tf.coversAll(word) {
		return []segment{tf.transformed(word, 0, len(word))}, nil
	}
	var b splitter
	for i, r := range word {
		b.add(tf, i, r, len(string(r)))
	}
	return b.segs, b.missing
}

func (tf *typeface) coversAll(word string) bool {
	for _, r := range word {
		if !tf.face.Covers(r) && !ignorable(r) {
			return false
		}
	}
	return true
}

// ignorable reports whether r is drawn as nothing by the shaper (the default
// ignorables of Unicode that occur in reports).
func ignorable(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2064 || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF || r >= 0xFE00 && r <= 0xFE0F
}

// transformed is a stretch of a word as one segment, in capitals where the
// style wants them.
func (tf *typeface) transformed(word string, from, to int) segment {
	sg := segment{tf: tf, text: word[from:to], from: from}
	if !tf.upper {
		return sg
	}
	sg.text, sg.src = "", nil
	for i, r := range word[from:to] {
		sg.push(strings.ToUpper(string(r)), from+i)
	}
	sg.src = append(sg.src, to)
	return sg
}

func (sg *segment) push(s string, at int) {
	sg.text += s
	for range len(s) {
		sg.src = append(sg.src, at)
	}
}

// splitter builds segments rune by rune.
type splitter struct {
	segs    []segment
	missing []rune
}

// add appends r, which stands at byte offset at of the word and is size long.
func (b *splitter) add(tf *typeface, at int, r rune, size int) {
	if tf.small != nil && unicode.IsLower(r) {
		tf = tf.small
	}
	s := string(r)
	if tf.upper {
		s = strings.ToUpper(s)
	}
	n := len(b.segs)
	if n > 0 && ignorable(r) { // a joiner or a variation selector belongs to what is before it
		tf = b.segs[n-1].tf
	} else {
		tf, s = b.resolve(tf, r, s)
	}
	if n == 0 || b.segs[n-1].tf.face != tf.face || b.segs[n-1].tf.size != tf.size {
		b.segs = append(b.segs, segment{tf: tf, from: at, src: []int{at}})
		n++
	}
	sg := &b.segs[n-1]
	sg.src = sg.src[:len(sg.src)-1] // the end so far
	sg.push(s, at)
	sg.src = append(sg.src, at+size)
}

// resolve finds a way to draw s, which stands for r: the face itself, a
// look-alike in the face, another house face, or a look-alike there.
func (b *splitter) resolve(tf *typeface, r rune, s string) (*typeface, string) {
	if tf.coversAll(s) {
		return tf, s
	}
	other, known := lookalikes[r]
	if known && tf.coversAll(other) {
		return tf, other
	}
	if face := tf.s.fonts.Fallback(r, tf.face); face != nil {
		return tf.in(face), s
	}
	if like := []rune(other); known && len(like) == 1 {
		if face := tf.s.fonts.Fallback(like[0], tf.face); face != nil {
			return tf.in(face), other
		}
	}
	b.missing = append(b.missing, r)
	return tf, s
}

// report logs the characters of a word that could not be drawn, once for each
// piece of text.
func (c *collector) report(f *form, pc *piece) {
	for _, r := range f.missing {
		if c.reported[r] {
			continue
		}
		if c.reported == nil {
			c.reported = map[rune]bool{}
		}
		c.reported[r] = true
		d := diag.Diagnostic{
			Code: CodeGlyphMissing, Severity: diag.Warning, Rule: "coverage",
			Message: noFaceHas + fmt.Sprintf("%q (%U)", r, r),
			Hint:    "name a face that has it by @font-face in a style sheet (docs/house-sheets.md), or replace the character in the source",
			Excerpt: pc.text[:min(len(pc.text), 60)],
		}
		if pc.loc.Node != nil {
			d.Pos = pc.loc.Node.Pos()
		}
		c.log.Add(d)
	}
}

// noFaceHas begins the message about a character, which it goes on with in quotes.
const noFaceHas = "none of the faces has the character "

// missingSign is a character, or those of a script: where the finding about it stands, how
// many pieces of text it is missing in, and the messages about the characters.
type missingSign struct {
	at, times int
	seen      map[string]bool
}

// oncePerScript gives one finding for each character that is missing, at its first place,
// with how many pieces of text it is missing in, and one for all those of a script.
func oncePerScript(found []diag.Diagnostic) []diag.Diagnostic {
	signs := map[string]*missingSign{}
	var out []diag.Diagnostic
	for _, d := range found {
		if d.Code != CodeGlyphMissing {
			out = append(out, d)
			continue
		}
		key := cmp.Or(scriptMissing(d.Message), d.Message)
		m := signs[key]
		if m == nil {
			m = &missingSign{at: len(out), seen: map[string]bool{}}
			signs[key] = m
			out = append(out, d)
		}
		m.times++
		m.seen[d.Message] = true
	}
	for key, m := range signs {
		if more := len(m.seen) - 1; more > 0 {
			out[m.at].More = more
			out[m.at].Message += fmt.Sprintf(", nor %d more of the script %s", more, key)
		} else if m.times > 1 {
			out[m.at].Message += fmt.Sprintf(", in %d pieces of text", m.times)
		}
	}
	return out
}

// scriptMissing is the script of the character that a message is about; "" is none.
func scriptMissing(message string) string {
	_, quoted, ok := strings.Cut(message, noFaceHas+"'")
	if !ok {
		return ""
	}
	r, _, _, err := strconv.UnquoteChar(quoted, '\'')
	if err != nil {
		return ""
	}
	return font.ScriptName(r)
}

func (s *setter) reportFace(err error) {
	s.log.Add(diag.Diagnostic{
		Code: codeFaceUnusable, Severity: diag.Warning, Rule: "coverage", Message: err.Error(),
		Hint: "replace the face's file",
	})
}
