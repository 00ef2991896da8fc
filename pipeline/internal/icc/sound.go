package icc

import "encoding/binary"

// sound reports whether the curves of all tags lie in them: the library takes room for
// as many values as a curve says to have before it looks whether they are there.
func sound(tags map[string][]byte) bool {
	for _, tag := range tags {
		if len(tag) < 12 {
			continue // the library refuses what is used of these
		}
		switch string(tag[:4]) {
		case "curv":
			if _, ok := curveSize(tag); !ok {
				return false
			}
		case "mAB ", "mBA ":
			if !soundTable(tag) {
				return false
			}
		}
	}
	return true
}

// soundTable looks at the curves of a table of version 4 (ICC.1:2010, 10.12, 10.13):
// those at its first, third and fifth offset, as many as it has channels at most.
func soundTable(tag []byte) bool {
	if len(tag) < 32 {
		return false
	}
	for _, at := range []int{12, 20, 28} {
		offset := uint64(binary.BigEndian.Uint32(tag[at:]))
		for i := byte(0); offset > 0 && i < max(tag[8], tag[9]) && offset+12 <= uint64(len(tag)); i++ {
			size, ok := curveSize(tag[offset:])
			if !ok {
				return false
			}
			if size == 0 {
				break
			}
			offset += (size + 3) &^ 3
		}
	}
	return true
}

// parameters is the number of values of a curve by the type of its function (ICC.1:2010,
// 10.16).
var parameters = [...]uint64{1, 3, 4, 5, 7}

// curveSize is the length in bytes of the curve that b begins with, 0 where it begins
// with none, and whether b has them all.
func curveSize(b []byte) (size uint64, ok bool) {
	size = 12
	switch kind := binary.BigEndian.Uint16(b[8:]); {
	case string(b[:4]) == "curv":
		size += 2 * uint64(binary.BigEndian.Uint32(b[8:]))
	case string(b[:4]) == "para" && int(kind) < len(parameters):
		size += 4 * parameters[kind]
	default:
		return 0, true
	}
	return size, size <= uint64(len(b))
}
