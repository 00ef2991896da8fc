package verify

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"
)

// Shown is text as a page stream shows it: with the size of its face in points,
// by what the matrices around it make of it, and the bytes of its codes.
type Shown struct {
	Size  float64
	Codes []byte
}

// ShownText walks the operators of every stream of a PDF that sets type, and gives
// what they show. It reads no structure of the file: streams are found by their
// keywords, so that none is passed over.
func ShownText(pdf []byte) ([]Shown, error) {
	var out []Shown
	for _, data := range Streams(pdf) {
		if setsType.Match(data) {
			w := walker{state: state{scale: 1}}
			w.walk(data)
			out = append(out, w.shown...)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("no stream of the file shows text")
	}
	return out, nil
}

var (
	setsType   = regexp.MustCompile(`(^|\s)Tf\s`)
	streamOpen = regexp.MustCompile(`[^d]stream\r?\n`)
)

// Streams gives every stream of a PDF that is packed by FlateDecode, unpacked.
func Streams(pdf []byte) [][]byte {
	var out [][]byte
	for {
		at := streamOpen.FindIndex(pdf)
		if at == nil {
			return out
		}
		pdf = pdf[at[1]:]
		if z, err := zlib.NewReader(bytes.NewReader(pdf)); err == nil {
			if data, err := io.ReadAll(z); err == nil {
				out = append(out, data)
			}
		}
	}
}

// state is the part of the graphics state that settles a size (ISO 32000-1, 8.4).
type state struct {
	size, scale float64 // of the face; by cm
}

// walker goes through the operators of a page's stream.
type walker struct {
	state
	text     float64 // scale by Tm
	kept     []state
	operands []float64
	codes    []byte
	shown    []Shown
}

func (w *walker) walk(data []byte) {
	for len(data) > 0 {
		switch c := data[0]; {
		case c == '(':
			var s []byte
			s, data = literal(data)
			w.codes = append(w.codes, s...)
		case bytes.IndexByte([]byte(" \t\r\n[]<>"), c) >= 0:
			data = data[1:]
		default:
			end := bytes.IndexAny(data[1:], " \t\r\n[]<>()/") + 1
			if end == 0 {
				end = len(data)
			}
			w.word(string(data[:end]))
			data = data[end:]
		}
	}
}

// literal takes a string in brackets off data (ISO 32000-1, 7.3.4.2).
func literal(data []byte) (s, rest []byte) {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '\\':
			if i++; i < len(data) {
				s = append(s, data[i])
			}
			continue
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				return s, data[i+1:]
			}
		}
		s = append(s, data[i])
	}
	return s, nil
}

func (w *walker) word(s string) {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		w.operands = append(w.operands, n)
		return
	}
	if s[0] == '/' {
		return
	}
	w.operator(s)
	w.operands, w.codes = w.operands[:0], nil
}

func (w *walker) operator(op string) {
	n := len(w.operands)
	switch {
	case op == "q":
		w.kept = append(w.kept, w.state)
	case op == "Q" && len(w.kept) > 0:
		w.state, w.kept = w.kept[len(w.kept)-1], w.kept[:len(w.kept)-1]
	case op == "BT":
		w.text = 1
	case op == "cm" && n >= 6:
		w.scale *= height(w.operands[n-6:])
	case op == "Tm" && n >= 6:
		w.text = height(w.operands[n-6:])
	case op == "Tf" && n >= 1:
		w.size = w.operands[n-1]
	case op == "Tj" || op == "TJ" || op == "'" || op == `"`:
		w.shown = append(w.shown, Shown{Size: w.size * w.text * w.scale, Codes: w.codes})
	}
}

// height is what a matrix makes of an upright line of length 1.
func height(m []float64) float64 { return math.Hypot(m[2], m[3]) }
