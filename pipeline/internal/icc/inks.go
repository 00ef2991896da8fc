package icc

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sync"
)

// side is the number of values of each channel at which inks are tabulated, each fifth
// of a byte's. Between them they are interpolated: with 33, as littlecms has them for
// pictures, single colours of a wide source look three of CIE 1976 off.
const side = 52

// Inks turns colours of RGB to cyan, magenta, yellow and black.
type Inks struct {
	// at holds the inks, from 0 to 255, red in the widest steps.
	at [side * side * side][4]float32
}

// ForPress makes the table from a source profile in RGB to a press's in CMYK.
func ForPress(source, press []byte) (k *Inks, err error) {
	defer recovered(&err)
	l, err := newLink(source, press)
	if err != nil {
		return nil, err
	}
	k = &Inks{}
	errs := make([]error, side)
	var wg sync.WaitGroup
	for r := range side {
		wg.Go(func() { errs[r] = k.plane(l, r) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return k, nil
}

// plane fills in what has this much red.
func (k *Inks) plane(l *link, r int) (err error) {
	defer recovered(&err)
	for g := range side {
		for b := range side {
			inks := l.of(float64(r)/(side-1), float64(g)/(side-1), float64(b)/(side-1))
			for i, v := range inks {
				if math.IsNaN(v) {
					return fmt.Errorf("the tables give no ink for red %d, green %d, blue %d of %d", r, g, b, side-1)
				}
				k.at[(r*side+g)*side+b][i] = float32(255 * min(max(v, 0), 1))
			}
		}
	}
	return nil
}

// axis is where a channel lies between two tabulated values: the step in the table
// from the lower to the upper one, and how far it is on the way.
type axis struct {
	step int
	part float32
}

// Of gives the inks, of 255, of a colour whose channels are of 65,535. It follows the
// edges of the one of six tetrahedra in which the colour lies, greatest part first, so
// that grays are made of grays alone (Kasson, Nin, Plouffe and Hafner 1995).
func (k *Inks) Of(r, g, b uint16) (inks [4]uint8) {
	at := 0
	var axes [3]axis
	for i, v := range [3]uint16{r, g, b} {
		step := [3]int{side * side, side, 1}[i]
		place := float32(v) * (side - 1) / 0xffff
		low := min(int(place), side-2)
		at += low * step
		axes[i] = axis{step, place - float32(low)}
	}
	slices.SortFunc(axes[:], func(a, b axis) int { return cmp.Compare(b.part, a.part) })
	sum := k.at[at]
	for i := range sum {
		sum[i] *= 1 - axes[0].part
	}
	for i, a := range axes {
		at += a.step
		weight := a.part
		if i < 2 {
			weight -= axes[i+1].part
		}
		for j, v := range k.at[at] {
			sum[j] += v * weight
		}
	}
	for i, v := range sum {
		inks[i] = uint8(v + 0.5)
	}
	return inks
}
