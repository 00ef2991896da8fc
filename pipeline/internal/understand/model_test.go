package understand

import (
	"math"
	"strings"
	"testing"
)

func TestEveryFeatureHasANameOfItsOwn(t *testing.T) {
	names := FeatureNames()
	if len(names) != rowCount {
		t.Fatalf("%d names for %d rows", len(names), rowCount)
	}
	seen := map[string]bool{}
	for _, n := range names {
		if seen[n] {
			t.Errorf("two features are called %q", n)
		}
		seen[n] = true
	}
}

func TestProbabilitiesAddUp(t *testing.T) {
	sum := 0.0
	for _, p := range (Unit{Active: []uint16{uint16(rowCount - 1)}}).Predict(weights()) {
		sum += p
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("the probabilities of a line add up to %v", sum)
	}
}

func TestFaultsInWeightsAreFound(t *testing.T) {
	for _, table := range []string{"x\t1\n", "99999\t1\n", "3\t1\t2\n", "3\t1\tx\t1\t1\t1\t1\t1\t1\t1\tname\n"} {
		if _, err := ParseWeights(table); err == nil {
			t.Errorf("%q was read without an error", table)
		}
	}
}

// The rows of the table are those of the features that it names.
func TestWeightsAreThoseOfTheirFeatures(t *testing.T) {
	names := FeatureNames()
	for line := range strings.Lines(weightsFile) {
		if line[0] == '#' {
			continue
		}
		i, _, _ := number(line)
		if name := strings.TrimSpace(line[strings.LastIndexByte(line, '\t')+1:]); names[i] != name {
			t.Errorf("row %d is %q and not %q: fit the weights anew", i, names[i], name)
		}
	}
}

func TestFaultsInCalibrationAreFound(t *testing.T) {
	for _, table := range []string{"no class\t0\t1", "heading\t0", "heading\tx\t1", "heading\t0\tx"} {
		if _, err := parseCalibration(table); err == nil {
			t.Errorf("%q was read without an error", table)
		}
	}
}

// More probable decisions are never less often right.
func TestCalibrationRises(t *testing.T) {
	for c, steps := range calibration() {
		for i := 1; i < len(steps); i++ {
			if steps[i].probability <= steps[i-1].probability || steps[i].right < steps[i-1].right {
				t.Errorf("%s: %v does not rise above %v", ClassNames[c], steps[i], steps[i-1])
			}
		}
	}
	if low, high := measured(classHeading, 0.2), measured(classHeading, 0.95); low >= high {
		t.Errorf("a heading of 0.20 is right in %.2f, one of 0.95 in %.2f", low, high)
	}
}
