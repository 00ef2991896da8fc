// Package icc turns colours by ICC profiles (ICC.1:2010, ISO 15076-1): those of a
// picture to the inks of a press. What profiles hold is read and reckoned by
// kovidgoyal/imaging; this package links two of them, bounds what damaged ones cost,
// and tabulates the result for pictures of many pixels.
package icc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/kovidgoyal/imaging/prism/meta/icc"
)

// intent is the rendering intent of all that is turned: a colour that the press can
// print stays what it is beside the white of the paper, and one that it cannot becomes
// the nearest that it can (ICC.1:2010, 6.2.3). With black point compensation (ISO
// 18619) the darkest of the source is the darkest of the press, so that shadows stay
// apart.
const intent = icc.RelativeColorimetricRenderingIntent

// Tags reads the table of tags (ICC.1:2010, 7.3): the bytes of each by its signature.
// It reports whether all of them lie in the profile.
func Tags(data []byte) (map[string][]byte, bool) {
	if len(data) < 132 {
		return nil, false
	}
	n := binary.BigEndian.Uint32(data[128:])
	if uint64(n)*12+132 > uint64(len(data)) {
		return nil, false
	}
	tags := make(map[string][]byte, n)
	for row := data[132:]; n > 0; n, row = n-1, row[12:] {
		at, size := uint64(binary.BigEndian.Uint32(row[4:])), uint64(binary.BigEndian.Uint32(row[8:]))
		if at < 132+12*uint64(n-1) || at+size > uint64(len(data)) {
			return nil, false
		}
		tags[string(row[:4])] = data[at : at+size]
	}
	return tags, true
}

// link is the way from one device to another through the connection space. Values are
// from 0 to 1; four are the most that a step has.
type link struct {
	steps []step
	n     int // inks of the result
}

type step interface{ TransformGeneral(out, in []float64) }

// newLink links a source in RGB to a press in CMYK. The error says what is wrong with
// which of them.
func newLink(source, press []byte) (l *link, err error) {
	from, toPCS, err := sourceOf(source)
	if err != nil {
		return nil, fmt.Errorf("the source's profile: %w", err)
	}
	to, toInks, err := pressOf(press)
	if err != nil {
		return nil, fmt.Errorf("the press's profile: %w", err)
	}
	l = &link{steps: []step{toPCS}, n: 4}
	if from.Header.ProfileConnectionSpace == icc.ColorSpaceLab {
		l.steps = append(l.steps, icc.NewLABtoXYZ(from.PCSIlluminant))
	}
	l.compensate(from)
	if to.Header.ProfileConnectionSpace == icc.ColorSpaceLab {
		l.steps = append(l.steps, icc.NewXYZtoLAB(to.PCSIlluminant))
	}
	l.steps = append(l.steps, toInks)
	return l, nil
}

// compensate makes the source's black point the connection space's, of which the
// press's half of the way begins.
func (l *link) compensate(from *icc.Profile) {
	var none icc.XYZType
	if black := from.BlackPoint(intent, nil); black != none {
		l.steps = append(l.steps, icc.NewXYZToNormalized(), icc.NewBlackPointCorrection(from.PCSIlluminant, black, none), icc.NewNormalizedToXYZ())
	}
}

// of gives the inks of a colour, from 0 to 1.
func (l *link) of(r, g, b float64) (inks [4]float64) {
	var in [4]float64
	in[0], in[1], in[2] = r, g, b
	for _, s := range l.steps {
		s.TransformGeneral(inks[:], in[:])
		in = inks
	}
	return inks
}

// sourceOf reads the profile of a picture in RGB.
func sourceOf(data []byte) (p *icc.Profile, toPCS *icc.Pipeline, err error) {
	defer recovered(&err)
	if p, err = read(data); err != nil {
		return nil, nil, err
	}
	if s := p.Header.DataColorSpace; s != icc.ColorSpaceRGB {
		return nil, nil, fmt.Errorf("it is one of %s, and not of RGB", s)
	}
	toPCS, err = p.CreateTransformerToPCS(intent, 3, true)
	return p, toPCS, err
}

// pressOf reads the profile of a press in CMYK.
func pressOf(data []byte) (p *icc.Profile, toInks *icc.Pipeline, err error) {
	defer recovered(&err)
	if p, err = read(data); err != nil {
		return nil, nil, err
	}
	if s := p.Header.DataColorSpace; s != icc.ColorSpaceCMYK {
		return nil, nil, fmt.Errorf("it is one of %s, and not of CMYK", s)
	}
	toInks, err = p.CreateTransformerToDevice(intent, true, true)
	return p, toInks, err
}

// CheckPress returns an error where colours cannot be turned to the inks of a profile
// in CMYK.
func CheckPress(data []byte) error {
	_, _, err := pressOf(data)
	return err
}

// read gives a profile whose tags and curves all lie in it: the library takes room for
// as many as it says to have.
func read(data []byte) (*icc.Profile, error) {
	tags, ok := Tags(data)
	if !ok {
		return nil, errors.New("its table of tags leads out of the file")
	}
	if !sound(tags) {
		return nil, errors.New("its curves lead out of their tags")
	}
	return icc.DecodeProfile(bytes.NewReader(data))
}

// recovered makes an error of a panic: the library indexes into tags that are too
// short.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("its tables are damaged: %v", r)
	}
}
