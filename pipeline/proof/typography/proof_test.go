// Package typography_test has qpdf open the sample's PDF and proves by its
// glyph positions that it is set as well as the house promises.
package typography_test

import (
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/measure"
	"octavo/pipeline/proof"
	"octavo/source"
)

func TestMain(m *testing.M) { proof.Main(m, measure.QPDF()) }

func TestSample(t *testing.T) {
	dir := t.TempDir()
	proof.Convert(t, proof.Sample(t), dir)
	report, err := measure.PDF(filepath.Join(dir, source.Sample+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	report.Print(&table)
	t.Log("\n" + table.String())
	for _, missed := range report.Missed(measure.House) {
		t.Error(missed)
	}
}
