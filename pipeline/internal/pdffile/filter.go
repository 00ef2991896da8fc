package pdffile

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
)

// maxUnpacked bounds what one stream becomes, in bytes: a page of text takes some
// thousands, and the largest pictures are not unpacked.
const maxUnpacked = 128 << 20

// maxAll bounds what all streams of a file become together, in bytes.
const maxAll = 2 << 30

// errTooLarge is the error of a stream that unpacks to more than that.
var errTooLarge = errors.New("it unpacks to more than 128 MB")

// Decode gives a stream's data unpacked. Filters of pictures (DCTDecode,
// JPXDecode, CCITTFaxDecode, JBIG2Decode), Crypt and LZWDecode with early change,
// which the standard library has not, are an error.
func (f *File) Decode(s *Stream) ([]byte, error) {
	filters, parms := f.list(s.Dict["Filter"]), f.list(s.Dict["DecodeParms"])
	if len(filters) > 8 {
		return nil, fmt.Errorf("it is packed %d times", len(filters))
	}
	data := s.Raw
	for i, filter := range filters {
		var parm Dict
		if i < len(parms) {
			parm = f.Dict(parms[i])
		}
		var err error
		if data, err = f.unpack(f.Name(filter), data, parm); err != nil {
			return nil, err
		}
		if f.unpacked += int64(len(data)); f.unpacked > maxAll {
			return nil, errors.New("the file's streams unpack to more than 2 GB together")
		}
	}
	return data, nil
}

// list gives the elements of an array, or the one object that stands for it.
func (f *File) list(o Object) Array {
	switch o := f.Get(o).(type) {
	case nil:
		return nil
	case Array:
		return o
	default:
		return Array{o}
	}
}

func (f *File) unpack(filter Name, data []byte, parm Dict) ([]byte, error) {
	switch filter {
	case "FlateDecode", "Fl":
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, errors.New("its data are not packed as it says (FlateDecode)")
		}
		out, err := readBounded(z)
		if err != nil {
			return nil, err
		}
		return f.unpredict(out, parm)
	case "LZWDecode", "LZW":
		if early, ok := f.Get(parm["EarlyChange"]).(int64); !ok || early != 0 {
			return nil, errors.New("it is packed by LZWDecode, which is not read")
		}
		out, err := readBounded(lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8))
		if err != nil {
			return nil, err
		}
		return f.unpredict(out, parm)
	case "ASCIIHexDecode", "AHx":
		p := &parser{data: append(bytes.Clone(data), '>')}
		return p.hex()
	case "ASCII85Decode", "A85":
		data, _, _ = bytes.Cut(data, []byte("~>"))
		return readBounded(ascii85.NewDecoder(bytes.NewReader(data)))
	}
	return nil, fmt.Errorf("it is packed by %s, which is not read", filter)
}

// readBounded reads all; where the data break off, what came is given, as readers of
// PDF do.
func readBounded(r io.Reader) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(r, maxUnpacked+1))
	switch {
	case len(out) > maxUnpacked:
		return nil, errTooLarge
	case err != nil && len(out) == 0:
		return nil, errors.New("its packed data cannot be read")
	}
	return out, nil
}

// unpredict undoes a predictor of PNG (ISO 32000-1, 7.4.4.4; ISO/IEC 15948, 9).
func (f *File) unpredict(data []byte, parm Dict) ([]byte, error) {
	predictor := f.Int(parm["Predictor"], 1)
	if predictor == 1 {
		return data, nil
	}
	colors, bits, columns := f.Int(parm["Colors"], 1), f.Int(parm["BitsPerComponent"], 8), f.Int(parm["Columns"], 1)
	if predictor < 10 || colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil, fmt.Errorf("it is predicted in a way that is not read (%d)", predictor)
	}
	step, row := max(1, colors*bits/8), (colors*bits*columns+7)/8
	out := make([]byte, 0, len(data))
	before := make([]byte, row)
	for len(data) > 0 {
		kind, line := data[0], data[1:min(len(data), row+1)]
		data = data[1+len(line):]
		this := make([]byte, row)
		copy(this, line)
		for i := range this {
			var left, upLeft byte
			if i >= step {
				left, upLeft = this[i-step], before[i-step]
			}
			this[i] += predicted(kind, left, before[i], upLeft)
		}
		out = append(out, this[:len(line)]...)
		before = this
	}
	return out, nil
}

// predicted is what PNG's filter of a kind foretells of a byte.
func predicted(kind, left, up, upLeft byte) byte {
	switch kind {
	case 1:
		return left
	case 2:
		return up
	case 3:
		return byte((int(left) + int(up)) / 2)
	case 4:
		return paeth(int(left), int(up), int(upLeft))
	}
	return 0
}

func paeth(a, b, c int) byte {
	pa, pb, pc := abs(b-c), abs(a-c), abs(a+b-2*c)
	switch {
	case pa <= pb && pa <= pc:
		return byte(a)
	case pb <= pc:
		return byte(b)
	}
	return byte(c)
}

func abs(n int) int { return max(n, -n) }
